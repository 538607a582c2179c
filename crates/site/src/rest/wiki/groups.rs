//! `/wiki/rest/api/group...`: groups and their members.

use super::super::{Answer, Params, Shared, caller::staff};
use super::{by_start, people, refused};
use crate::model::Group;
use crate::permissions::Caller;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/wiki/rest/api/group", get(all))
        .route("/wiki/rest/api/group/{id}/membersByGroupId", get(members))
}

/// A group, as the first API writes it.
pub(super) fn written(group: &Group) -> Value {
    json!({ "type": "group", "name": group.name, "id": group.id })
}

async fn all(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let found = world.groups.iter().map(written).collect();
    Ok(by_start(world, "/rest/api/group", &params, found, 200))
}

/// Members who are active; who has left is not listed.
async fn members(
    State(site): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let group = world.groups.iter().find(|group| group.id == id);
    let group = group.ok_or_else(|| refused(StatusCode::NOT_FOUND, "No group found with the given id"))?;
    let active = group.members.iter().filter_map(|id| world.person(id)).filter(|person| person.active);
    let found = active.map(people::written).collect();
    Ok(by_start(world, &format!("/rest/api/group/{id}/membersByGroupId"), &params, found, 200))
}
