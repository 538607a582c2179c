//! `/rest/api/3/role` and `/rest/api/3/project/{idOrKey}/role`.

use super::caller::{administrator, project_administrator};
use super::{Answer, Shared, projects};
use crate::model::{Holder, ProjectRole, World};
use crate::permissions::Caller;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use serde_json::{Map, Value, json};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/rest/api/3/role", get(all))
        .route("/rest/api/3/project/{id}/role", get(of_project))
        .route("/rest/api/3/project/{id}/role/{role}", get(one))
}

/// A role without those who have it.
pub(super) fn brief(world: &World, role: &ProjectRole) -> Value {
    json!({
        "self": format!("{}/rest/api/3/role/{}", world.base_url, role.id),
        "name": role.name,
        "id": role.id.parse::<u64>().ok(),
        "description": role.description,
    })
}

async fn all(State(site): State<Shared>, caller: Caller) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    administrator(world, &caller)?;
    Ok(Answer::ok(world.setup.roles.iter().map(|role| brief(world, role)).collect()))
}

/// Addresses of the project's roles, by name.
async fn of_project(
    State(site): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    let project = projects::find(world, &caller, &id)?;
    project_administrator(world, &caller, project)?;
    let address =
        |role: &ProjectRole| format!("{}/rest/api/3/project/{}/role/{}", world.base_url, project.id, role.id);
    let all: Map<String, Value> =
        world.setup.roles.iter().map(|role| (role.name.clone(), json!(address(role)))).collect();
    Ok(Answer::ok(all.into()))
}

/// Who has the role in the project.
async fn one(
    State(site): State<Shared>,
    caller: Caller,
    Path((id, role)): Path<(String, String)>,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    let project = projects::find(world, &caller, &id)?;
    project_administrator(world, &caller, project)?;
    let found = world.setup.roles.iter().find(|known| known.id == role);
    let role = found.ok_or_else(|| Answer::missing(format!("There is no project role with id '{role}'.")))?;
    let actors = role.actors.get(&project.id).map(Vec::as_slice).unwrap_or_default();
    let mut written = brief(world, role);
    if let Some(object) = written.as_object_mut() {
        object.insert("actors".into(), actors.iter().enumerate().map(|one| actor(world, one)).collect());
    }
    Ok(Answer::ok(written))
}

fn actor(world: &World, (place, holder): (usize, &Holder)) -> Value {
    let number = place.saturating_add(10_240);
    match holder {
        Holder::Group(id) => {
            let group = world.groups.iter().find(|group| group.id == *id);
            let name = group.map_or(id.as_str(), |group| group.name.as_str());
            json!({
                "id": number,
                "displayName": name,
                "type": "atlassian-group-role-actor",
                "name": name,
                "actorGroup": { "name": name, "displayName": name, "groupId": id },
            })
        }
        Holder::User(id) => json!({
            "id": number,
            "displayName": world.display_name(id).unwrap_or_else(|| id.clone()),
            "type": "atlassian-user-role-actor",
            "actorUser": { "accountId": id },
        }),
        Holder::Everybody | Holder::Role(_) | Holder::Lead | Holder::Reporter => Value::Null,
    }
}
