//! `/wiki/rest/api/content/{id}/restriction...`: who may see or change content.

use super::super::{Answer, Shared, caller::staff};
use super::{groups, people, refused};
use crate::model::World;
use crate::model::wiki::{Content, Holder};
use crate::permissions::{Caller, sees};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/wiki/rest/api/content/{id}/restriction", get(listed))
        .route("/wiki/rest/api/content/{id}/restriction/byOperation", get(by_operation))
}

async fn by_operation(
    State(site): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    let content = find(world, &caller, &id)?;
    let one = |operation| restriction(world, content, operation);
    let links =
        json!({ "self": format!("{}/wiki/rest/api/content/{id}/restriction/byOperation", world.base_url) });
    Ok(Answer::ok(json!({ "read": one("read"), "update": one("update"), "_links": links })))
}

async fn listed(
    State(site): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    let content = find(world, &caller, &id)?;
    let results = ["read", "update"].map(|operation| restriction(world, content, operation));
    Ok(Answer::ok(json!({ "results": results, "start": 0, "limit": 100, "size": 2, "_links": {} })))
}

/// The content with this id. Who cannot see it is told that it is not there: the app too.
pub(super) fn find<'w>(world: &'w World, caller: &Caller, id: &str) -> Result<&'w Content, Answer> {
    staff(world, caller)?;
    let found = world.wiki.content(id).filter(|content| sees(world, caller, content));
    let message = format!("No content found with id: ContentId{{id={id}}}");
    found.ok_or_else(|| refused(StatusCode::NOT_FOUND, &message))
}

fn restriction(world: &World, content: &Content, operation: &'static str) -> Value {
    let holders = if operation == "read" { &content.restrictions.read } else { &content.restrictions.update };
    let users: Vec<Value> = holders
        .iter()
        .filter_map(|holder| if let Holder::User(id) = holder { Some(people::of(world, id)) } else { None })
        .collect();
    let of_group = |holder: &Holder| match holder {
        Holder::Group(id) => world.groups.iter().find(|group| group.id == *id).map(groups::written),
        _ => None,
    };
    let groups: Vec<Value> = holders.iter().filter_map(of_group).collect();
    let list = |found: Vec<Value>| json!({ "results": found, "start": 0, "limit": 200, "size": found.len() });
    json!({
        "operation": operation,
        "restrictions": { "user": list(users), "group": list(groups) },
        "_expandable": { "content": format!("/rest/api/content/{}", content.id) },
        "_links": { "self": format!("{}/wiki/rest/api/content/{}/restriction/byOperation/{operation}", world.base_url, content.id) },
    })
}
