//! `/rest/api/3/project/...`.

use super::caller::{administrator, staff};
use super::{Answer, Params, Shared, users};
use crate::events::told;
use crate::model::{Named, Project, ProjectState, Version, World};
use crate::permissions::Caller;
use crate::time::{DAY, jira_time};
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/rest/api/3/project/search", get(search))
        .route("/rest/api/3/project/{id}", get(one))
        .route("/rest/api/3/project/{id}/version", get(version_pages))
        .route("/rest/api/3/project/{id}/versions", get(versions))
        .route("/rest/api/3/project/{id}/components", get(components))
}

/// Jira's word for where a project stands.
fn state_name(project: &Project) -> &'static str {
    match project.standing.state {
        ProjectState::Live => "live",
        ProjectState::Archived => "archived",
        ProjectState::Trashed => "deleted",
    }
}

/// For how long a project stays in the trash.
const RETENTION: i64 = 60 * DAY;

/// Who put the project away or in the trash, and when.
fn put_away(world: &World, project: &Project) -> Vec<(&'static str, Value)> {
    let Some((who, at)) = &project.standing.since else { return Vec::new() };
    let (who, at) = (users::user_of(world, Some(who)), *at);
    match project.standing.state {
        ProjectState::Live => Vec::new(),
        ProjectState::Archived => {
            vec![("archived", json!(true)), ("archivedDate", json!(jira_time(at))), ("archivedBy", who)]
        }
        ProjectState::Trashed => vec![
            ("deleted", json!(true)),
            ("deletedDate", json!(jira_time(at))),
            ("deletedBy", who),
            ("retentionTillDate", json!(jira_time(at.saturating_add(RETENTION)))),
        ],
    }
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
    if let Some(object) = written.as_object_mut() {
        if let Some(category) = &project.category {
            let category = json!({ "id": category.id, "name": category.name, "description": "" });
            object.insert("projectCategory".into(), category);
        }
        object.extend(put_away(world, project).into_iter().map(|(name, value)| (name.to_owned(), value)));
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
    // Only administrators see what was put away or is in the trash.
    let administers = administrator(world, &caller).is_ok();
    let asked = |project: &&Project| {
        let state = state_name(project);
        let shown = if states.is_empty() { state == "live" } else { states.contains(&state) };
        shown
            && (project.is_live() || administers)
            && (ids.is_empty() || ids.contains(&project.id.as_str()))
            && (keys.is_empty() || keys.contains(&project.key.as_str()))
            && (kinds.is_empty() || kinds.contains(&project.kind.key()))
            && (project.key.to_lowercase().contains(&query) || project.name.to_lowercase().contains(&query))
    };
    let mut found: Vec<&Project> = world.projects.iter().filter(asked).collect();
    found.sort_by(|a, b| a.key.cmp(&b.key));
    let lead = params.expands("lead");
    let written = |project: &Project| {
        let mut written = brief(world, project);
        if let (true, Some(object)) = (lead, written.as_object_mut()) {
            object.insert("lead".into(), users::user_of(world, project.lead.as_deref()));
        }
        written
    };
    let values = found.into_iter().map(written).collect();
    Ok(Answer::ok(users::page(values, &params, 50, 100)))
}

/// The project that a path names.
pub(super) fn find<'w>(world: &'w World, caller: &Caller, id: &str) -> Result<&'w Project, Answer> {
    staff(world, caller)?;
    let kind = if id.bytes().all(|byte| byte.is_ascii_digit()) { "id" } else { "key" };
    let missing = || Answer::missing(format!("No project could be found with {kind} '{id}'."));
    world.find_project(id).ok_or_else(missing)
}

/// Versions in the order of the project, the oldest first.
fn written_versions(world: &World, project: &Project) -> Vec<Value> {
    let one = |version: &Version| {
        let mut written = json!({
            "self": format!("{}/rest/api/3/version/{}", world.base_url, version.id),
            "id": version.id,
            "name": version.name,
            "description": version.description,
            "released": version.released,
            "archived": version.archived,
            "projectId": project.id.parse::<u64>().ok(),
        });
        if let (Some(date), Some(object)) = (&version.release_date, written.as_object_mut()) {
            object.insert("releaseDate".into(), json!(date));
        }
        written
    };
    project.versions.iter().map(one).collect()
}

async fn versions(
    State(site): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    Ok(Answer::ok(written_versions(world, find(world, &caller, &id)?).into()))
}

async fn version_pages(
    State(site): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    let mut all = written_versions(world, find(world, &caller, &id)?);
    if matches!(params.get("orderBy"), Some("-sequence")) {
        all.reverse();
    }
    Ok(Answer::ok(users::page(all, &params, 50, 50)))
}

async fn components(
    State(site): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    let project = find(world, &caller, &id)?;
    Ok(Answer::ok(project.components.iter().map(|one| told::component(world, project, one)).collect()))
}

async fn one(State(site): State<Shared>, caller: Caller, Path(id): Path<String>) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    let project = find(world, &caller, &id)?;
    let mut written = brief(world, project);
    if let Some(object) = written.as_object_mut() {
        let named = |all: &[Named]| -> Value {
            all.iter().map(|one| json!({ "id": one.id, "name": one.name, "subtask": false })).collect()
        };
        object.insert("description".into(), project.description.as_str().into());
        object.insert("lead".into(), users::user_of(world, project.lead.as_deref()));
        object.insert("issueTypes".into(), named(&project.issue_types));
        object.insert("components".into(), named(&project.components));
        object.insert("versions".into(), written_versions(world, project).into());
        object.insert("roles".into(), json!({}));
    }
    Ok(Answer::ok(written))
}
