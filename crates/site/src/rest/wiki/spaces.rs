//! `/wiki/api/v2/spaces...`: spaces, what the asking user may do in them, and who holds which permission.

use super::super::{Answer, Params, Shared, caller::staff};
use super::pages::{Row, by_cursor, key};
use crate::model::wiki::Holder;
use crate::model::{Space, World};
use crate::permissions::{Caller, administers_space, may};
use crate::time::iso_time;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/wiki/api/v2/spaces", get(spaces))
        .route("/wiki/api/v2/spaces/{id}", get(space))
        .route("/wiki/api/v2/spaces/{id}/operations", get(operations))
        .route("/wiki/api/v2/spaces/{id}/permissions", get(permissions))
}

/// All spaces the caller can see, or those of the ids, keys, type or status asked for.
async fn spaces(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let (ids, keys) = (params.all("ids"), params.all("keys"));
    let asked = |space: &&Space| {
        (ids.is_empty() || ids.contains(&space.id.to_string().as_str()))
            && (keys.is_empty() || keys.contains(&space.key.as_str()))
            && params.get("type").is_none_or(|asked| asked == kind(space))
            && params.get("status").is_none_or(|asked| asked == status(space))
            && may(world, &caller, space, "read", "space")
    };
    let sort = params.get("sort").unwrap_or("id");
    let row = |space: &Space| {
        let id = space.id.to_string();
        let key = match sort.trim_start_matches('-') {
            "key" => format!("{}:{id}", space.key),
            "name" => format!("{}:{id}", space.name),
            _ => key(0, &id),
        };
        Row { key, value: written(space) }
    };
    let rows = world.spaces.iter().filter(asked).map(row).collect();
    by_cursor(world, "/api/v2/spaces", &params, rows, sort.starts_with('-'))
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

async fn permissions(
    State(site): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    let space = find(world, &caller, &id)?;
    let rows = space.grants.iter().map(|grant| {
        let (kind, holder) = match &grant.holder {
            Holder::User(id) => ("user", id.as_str()),
            Holder::Group(id) => ("group", id.as_str()),
            Holder::Anonymous => ("role", "anonymous-users"),
        };
        let value = json!({
            "id": grant.id,
            "principal": { "type": kind, "id": holder },
            "operation": { "key": grant.operation, "targetType": grant.target },
        });
        Row { key: key(0, &grant.id), value }
    });
    by_cursor(world, &format!("/api/v2/spaces/{id}/permissions"), &params, rows.collect(), false)
}

/// The space with this id, which the caller can see.
pub(super) fn find<'w>(world: &'w World, caller: &Caller, id: &str) -> Result<&'w Space, Answer> {
    staff(world, caller)?;
    let found = world.spaces.iter().find(|space| space.id.to_string() == id);
    let found = found.filter(|space| may(world, caller, space, "read", "space"));
    found.ok_or_else(|| Answer::wiki(StatusCode::NOT_FOUND, "Space not found"))
}

fn kind(space: &Space) -> &'static str {
    if space.personal { "personal" } else { "global" }
}

fn status(space: &Space) -> &'static str {
    if space.archived { "archived" } else { "current" }
}

fn written(space: &Space) -> Value {
    json!({
        "id": space.id.to_string(),
        "key": space.key,
        "name": space.name,
        "type": kind(space),
        "status": status(space),
        "authorId": space.author,
        "spaceOwnerId": space.author,
        "createdAt": iso_time(space.created),
        "homepageId": space.homepage,
        "currentActiveAlias": space.key,
        "icon": null,
        "description": null,
        "_links": { "webui": format!("/spaces/{}", space.key) },
    })
}

/// What the caller may do in a space.
fn in_space(world: &World, caller: &Caller, space: &Space) -> Vec<(&'static str, &'static str)> {
    let own = [
        ("read", "space"),
        ("create", "page"),
        ("create", "blogpost"),
        ("create", "comment"),
        ("create", "attachment"),
        ("export", "space"),
    ];
    let granted = |row: &(&str, &str)| may(world, caller, space, row.0, row.1);
    let mut operations: Vec<_> = own.into_iter().filter(granted).collect();
    if administers_space(world, caller, space) {
        operations.extend([("administer", "space"), ("delete", "space"), ("restrict_content", "space")]);
    }
    operations
}

pub(super) fn listed(operations: &[(&str, &str)]) -> Value {
    operations
        .iter()
        .map(|(operation, target)| json!({ "operation": operation, "targetType": target }))
        .collect()
}
