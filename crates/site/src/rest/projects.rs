//! `/rest/api/3/project/...`.

use super::{Answer, Params, Shared, caller::staff, users};
use crate::model::{Project, World};
use crate::permissions::Caller;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<Shared> {
    Router::new().route("/rest/api/3/project/search", get(search)).route("/rest/api/3/project/{id}", get(one))
}

/// A project as lists have it.
pub(super) fn brief(world: &World, project: &Project) -> Value {
    let base = &world.base_url;
    let mut written = json!({
        "self": format!("{base}/rest/api/3/project/{}", project.id),
        "id": project.id,
        "key": project.key,
        "name": project.name,
        "projectTypeKey": project.kind.key(),
        "simplified": false,
        "style": "classic",
        "isPrivate": false,
        "properties": {},
        "avatarUrls": {},
    });
    if let (Some(category), Some(object)) = (&project.category, written.as_object_mut()) {
        let category = json!({ "id": category.id, "name": category.name, "description": "" });
        object.insert("projectCategory".into(), category);
    }
    written
}

async fn search(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let query = params.get("query").unwrap_or_default().to_lowercase();
    let (ids, keys, kinds) = (params.all("id"), params.all("keys"), params.all("typeKey"));
    let states = params.all("status");
    let live = states.is_empty() || states.contains(&"live");
    let asked = |project: &&Project| {
        live && (ids.is_empty() || ids.contains(&project.id.as_str()))
            && (keys.is_empty() || keys.contains(&project.key.as_str()))
            && (kinds.is_empty() || kinds.contains(&project.kind.key()))
            && (project.key.to_lowercase().contains(&query) || project.name.to_lowercase().contains(&query))
    };
    let mut found: Vec<&Project> = world.projects.iter().filter(asked).collect();
    found.sort_by(|a, b| a.key.cmp(&b.key));
    let values = found.into_iter().map(|project| brief(world, project)).collect();
    Ok(Answer::ok(users::page(values, &params, 50, 100)))
}

async fn one(State(site): State<Shared>, caller: Caller, Path(id): Path<String>) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let kind = if id.bytes().all(|byte| byte.is_ascii_digit()) { "id" } else { "key" };
    let missing = || Answer::missing(format!("No project could be found with {kind} '{id}'."));
    let project = world.find_project(&id).ok_or_else(missing)?;
    let mut written = brief(world, project);
    if let Some(object) = written.as_object_mut() {
        let named = |all: &[crate::model::Named]| -> Value {
            all.iter().map(|one| json!({ "id": one.id, "name": one.name, "subtask": false })).collect()
        };
        object.insert("description".into(), project.description.as_str().into());
        object.insert("lead".into(), users::user_of(world, project.lead.as_deref()));
        object.insert("issueTypes".into(), named(&project.issue_types));
        object.insert("components".into(), named(&project.components));
        let versions = project.versions.iter().map(|version| {
            json!({ "id": version.id, "name": version.name, "released": version.released, "archived": false, "projectId": project.id.parse::<u64>().ok() })
        });
        object.insert("versions".into(), versions.collect());
        object.insert("roles".into(), json!({}));
    }
    Ok(Answer::ok(written))
}
