//! `/wiki/rest/api/user...`: who asks, groups of a person, people by id.

use super::super::{Answer, Params, Shared, caller::staff, users};
use super::{by_start, groups, refused, spaces::listed};
use crate::company::staff::APP;
use crate::model::{Person, World};
use crate::permissions::{Caller, administers_confluence};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/wiki/rest/api/user/current", get(current))
        .route("/wiki/rest/api/user/memberof", get(member_of))
        .route("/wiki/rest/api/user/bulk", get(bulk))
}

/// Somebody, as the first API writes people.
pub(super) fn written(person: &Person) -> Value {
    json!({
        "type": "known",
        "accountId": person.account_id,
        "accountType": person.account_type.name(),
        "email": "",
        "publicName": person.display_name,
        "displayName": person.display_name,
        "timeZone": person.zone,
        "profilePicture": { "path": users::avatar(person), "width": 48, "height": 48, "isDefault": false },
        "isExternalCollaborator": false,
        "_expandable": { "operations": "", "personalSpace": "" },
    })
}

/// Somebody by account id; an account nobody knows keeps its id only.
pub(super) fn of(world: &World, account_id: &str) -> Value {
    let unknown = || json!({ "type": "unknown", "accountId": account_id, "accountType": "" });
    world.person(account_id).map_or_else(unknown, written)
}

async fn current(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    let person = match &caller {
        Caller::App => world.person(APP),
        _ => caller.account(world),
    };
    // Confluence answers 403 when nobody is logged in.
    let message = "Request rejected because the caller is not authenticated.";
    let person = person.ok_or_else(|| refused(StatusCode::FORBIDDEN, message))?;
    let mut answer = written(person);
    if let Some(object) = answer.as_object_mut() {
        let links = json!({ "base": format!("{}/wiki", world.base_url), "context": "/wiki" });
        object.insert("_links".into(), links);
    }
    if let (true, Some(object)) = (params.expands("operations"), answer.as_object_mut()) {
        let mut may = vec![("use", "application"), ("create", "space")];
        if administers_confluence(world, &caller) {
            may.push(("administer", "application"));
        }
        object.insert("operations".into(), listed(&may));
    }
    Ok(Answer::ok(answer))
}

async fn member_of(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let id = params.get("accountId").unwrap_or_default();
    world
        .person(id)
        .ok_or_else(|| refused(StatusCode::NOT_FOUND, "No user found with the given account id"))?;
    let found = world.groups_of(id).map(groups::written).collect();
    Ok(by_start(world, "/rest/api/user/memberof", &params, found, 200))
}

async fn bulk(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let ids = params.all("accountId");
    if ids.is_empty() || ids.len() > 200 {
        return Err(refused(StatusCode::BAD_REQUEST, "Between 1 and 200 account ids are expected"));
    }
    let found = ids.iter().map(|id| of(world, id)).collect();
    Ok(by_start(world, "/rest/api/user/bulk", &params, found, 200))
}
