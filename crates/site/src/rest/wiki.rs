//! The little of Confluence that permission checks need: who asks, spaces, and what the asking user may do in them.

use super::{Answer, Params, Shared, caller::staff, users};
use crate::company::staff::APP;
use crate::model::{Space, World};
use crate::permissions::{Caller, administers_confluence, administers_space};
use crate::time::iso_time;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/wiki/rest/api/user/current", get(current))
        .route("/wiki/api/v2/spaces", get(spaces))
        .route("/wiki/api/v2/spaces/{id}", get(space))
        .route("/wiki/api/v2/spaces/{id}/operations", get(operations))
}

async fn current(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    let person = match &caller {
        Caller::App => world.person(APP),
        _ => caller.account(world),
    };
    // Confluence answers 403 when nobody is logged in.
    let refused = || {
        Answer::with(
            StatusCode::FORBIDDEN,
            json!({ "statusCode": 403, "message": "Request rejected because the caller is not authenticated." }),
        )
    };
    let person = person.ok_or_else(refused)?;
    let mut answer = json!({
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
        "_links": { "base": format!("{}/wiki", world.base_url), "context": "/wiki" },
    });
    if let (true, Some(object)) = (params.expands("operations"), answer.as_object_mut()) {
        let mut may = vec![("use", "application"), ("create", "space")];
        if administers_confluence(world, &caller) {
            may.push(("administer", "application"));
        }
        object.insert("operations".into(), listed(&may));
    }
    Ok(Answer::ok(answer))
}

/// All spaces, or those of the ids or keys asked for.
async fn spaces(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let (ids, keys) = (params.all("ids"), params.all("keys"));
    let asked = |space: &&Space| {
        (ids.is_empty() && keys.is_empty())
            || ids.contains(&space.id.to_string().as_str())
            || keys.contains(&space.key.as_str())
    };
    let results: Vec<Value> = world.spaces.iter().filter(asked).map(written).collect();
    Ok(Answer::ok(json!({ "results": results, "_links": { "base": format!("{}/wiki", world.base_url) } })))
}

async fn space(
    State(site): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    let space = find(world, &caller, &id)?;
    let mut answer = written(space);
    if let (Some("true"), Some(object)) = (params.get("include-operations"), answer.as_object_mut()) {
        let results = listed(&in_space(world, &caller, space));
        let page = json!({ "results": results, "meta": { "hasMore": false, "cursor": "" }, "_links": {} });
        object.insert("operations".into(), page);
    }
    Ok(Answer::ok(answer))
}

async fn operations(
    State(site): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    let space = find(world, &caller, &id)?;
    Ok(Answer::ok(json!({ "operations": listed(&in_space(world, &caller, space)) })))
}

fn find<'w>(world: &'w World, caller: &Caller, id: &str) -> Result<&'w Space, Answer> {
    staff(world, caller)?;
    let found = world.spaces.iter().find(|space| space.id.to_string() == id);
    found.ok_or_else(|| Answer::wiki(StatusCode::NOT_FOUND, "Space not found"))
}

fn written(space: &Space) -> Value {
    json!({
        "id": space.id.to_string(),
        "key": space.key,
        "name": space.name,
        "type": "global",
        "status": "current",
        "authorId": space.author,
        "spaceOwnerId": space.author,
        "createdAt": iso_time(space.created),
        "homepageId": space.id.saturating_add(100).to_string(),
        "currentActiveAlias": space.key,
        "icon": null,
        "description": null,
        "_links": { "webui": format!("/spaces/{}", space.key) },
    })
}

/// What the caller may do in a space.
fn in_space(world: &World, caller: &Caller, space: &Space) -> Vec<(&'static str, &'static str)> {
    let mut may = vec![
        ("read", "space"),
        ("create", "page"),
        ("create", "blogpost"),
        ("create", "comment"),
        ("create", "attachment"),
        ("export", "space"),
    ];
    if administers_space(world, caller, space) {
        may.extend([("administer", "space"), ("delete", "space"), ("restrict_content", "space")]);
    }
    may
}

fn listed(operations: &[(&str, &str)]) -> Value {
    operations
        .iter()
        .map(|(operation, target)| json!({ "operation": operation, "targetType": target }))
        .collect()
}
