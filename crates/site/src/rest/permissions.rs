//! `/rest/api/3/mypermissions` and `/rest/api/3/permissions/check`.

use super::{Answer, Params, Shared};
use crate::model::{Project, World};
use crate::permissions::{Caller, PERMISSIONS, Permission, Scope, has, permission};
use axum::extract::State;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Map, Value, json};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/rest/api/3/mypermissions", get(mine))
        .route("/rest/api/3/permissions/check", post(check))
        .route("/rest/api/3/permissions", get(all))
}

fn written(row: &Permission) -> Map<String, Value> {
    let kind = if row.scope == Scope::Global { "GLOBAL" } else { "PROJECT" };
    let mut object = Map::new();
    object.insert("id".into(), row.id.to_string().into());
    object.insert("key".into(), row.key.into());
    object.insert("name".into(), row.name.into());
    object.insert("type".into(), kind.into());
    object.insert("description".into(), row.name.into());
    object
}

async fn all() -> Answer {
    let rows: Map<String, Value> =
        PERMISSIONS.iter().map(|row| (row.key.into(), written(row).into())).collect();
    Answer::ok(json!({ "permissions": rows }))
}

async fn mine(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    let keys = params.all("permissions");
    if keys.is_empty() {
        return Err(Answer::bad("The 'permissions' query parameter is required."));
    }
    let project = project(world, &caller, &params)?;
    let mut rows = Map::new();
    for key in keys {
        let row = permission(key).ok_or_else(|| Answer::bad(format!("Unrecognized permission: {key}")))?;
        let mut object = written(row);
        object.insert("havePermission".into(), has(world, &caller, row, project).into());
        rows.insert(key.into(), object.into());
    }
    Ok(Answer::ok(json!({ "permissions": rows })))
}

/// The project a question is about: by id, by key, or by an issue; none when it is about the whole site.
fn project<'w>(world: &'w World, caller: &Caller, params: &Params) -> Result<Option<&'w Project>, Answer> {
    let browse = |project: &Project| {
        permission("BROWSE_PROJECTS").is_some_and(|row| has(world, caller, row, Some(project)))
    };
    if let Some(wanted) = params.get("projectId").or_else(|| params.get("projectKey")) {
        let by_id = params.get("projectId").is_some();
        let found =
            world.find_project(wanted).filter(|project| browse(project) && (project.id == wanted) == by_id);
        let kind = if by_id { "id" } else { "key" };
        return found
            .map(Some)
            .ok_or_else(|| Answer::missing(format!("No project could be found with {kind} '{wanted}'.")));
    }
    if let Some(wanted) = params.get("issueId").or_else(|| params.get("issueKey")) {
        let issue = world.find_issue(wanted).and_then(|index| world.issue(index));
        let found = issue.and_then(|issue| world.project(&issue.project)).filter(|project| browse(project));
        let missing = "Issue does not exist or you do not have permission to see it.";
        return found.map(Some).ok_or_else(|| Answer::missing(missing));
    }
    Ok(None)
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
struct Question {
    account_id: Option<String>,
    global_permissions: Vec<String>,
    project_permissions: Vec<ProjectQuestion>,
}

#[derive(Debug, Deserialize)]
struct ProjectQuestion {
    permissions: Vec<String>,
    #[serde(default)]
    projects: Vec<u64>,
    #[serde(default)]
    issues: Vec<u64>,
}

async fn check(
    State(site): State<Shared>,
    caller: Caller,
    body: Result<Json<Question>, axum::extract::rejection::JsonRejection>,
) -> Result<Answer, Answer> {
    let Json(question) = body.map_err(|problem| Answer::bad(problem.body_text()))?;
    let site = site.read();
    let world = site.world();
    let about = about(world, &caller, question.account_id.as_deref())?;
    let keys = question
        .project_permissions
        .iter()
        .flat_map(|part| &part.permissions)
        .chain(&question.global_permissions);
    for key in keys {
        permission(key).ok_or_else(|| Answer::bad(format!("Unrecognized permission: {key}")))?;
    }
    let globals = question.global_permissions.iter().filter(|key| {
        permission(key).is_some_and(|row| row.scope == Scope::Global && has(world, &about, row, None))
    });
    let globals: Vec<&String> = globals.collect();
    let mut projects = Vec::new();
    for part in &question.project_permissions {
        if part.projects.len() > 1_000 || part.issues.len() > 1_000 {
            return Err(Answer::bad("At most 1000 projects and 1000 issues may be asked for at once"));
        }
        for key in &part.permissions {
            let Some(row) = permission(key) else { continue };
            let granted = |project: Option<&Project>| {
                project.is_some_and(|project| has(world, &about, row, Some(project)))
            };
            let of_issue = |id: &&u64| {
                let issue = world.find_issue(&id.to_string()).and_then(|index| world.issue(index));
                granted(issue.and_then(|issue| world.project(&issue.project)))
            };
            let of_project =
                |id: &&u64| granted(world.projects.iter().find(|project| project.id == id.to_string()));
            projects.push(json!({
                "permission": key,
                "projects": part.projects.iter().filter(of_project).collect::<Vec<_>>(),
                "issues": part.issues.iter().filter(of_issue).collect::<Vec<_>>(),
            }));
        }
    }
    Ok(Answer::ok(json!({ "globalPermissions": globals, "projectPermissions": projects })))
}

/// Whose permissions are asked for: one's own, or, for administrators, somebody's.
fn about(world: &World, caller: &Caller, account_id: Option<&str>) -> Result<Caller, Answer> {
    match (caller, account_id) {
        (caller, None) => Ok(caller.clone()),
        (Caller::Person(own), Some(id)) if own == id => Ok(caller.clone()),
        (caller, Some(id)) => {
            let administrator = permission("ADMINISTER").is_some_and(|row| has(world, caller, row, None));
            if administrator {
                Ok(Caller::person(world, id))
            } else {
                Err(Answer::forbidden("You do not have permission to check permissions of other users."))
            }
        }
    }
}
