//! What all issues share: `/rest/api/3/status`, `statuscategory`, `issuetype`, `priority`, `resolution`, `label`, `field`,
//! `projectCategory`.

use super::{Answer, Params, Shared, caller::staff, users};
use crate::events::brief_status;
use crate::model::{Category, Named, Project, World};
use crate::permissions::Caller;
use axum::Router;
use axum::extract::State;
use axum::routing::{MethodRouter, get};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn routes() -> Router<Shared> {
    type List = fn(&World) -> Value;
    let route = |list: List| {
        get(move |State(site): State<Shared>, caller: Caller| async move {
            let site = site.read();
            staff(site.world(), &caller).map(|()| Answer::ok(list(site.world())))
        })
    };
    Router::new()
        .route("/rest/api/3/status", route(statuses))
        .route("/rest/api/3/issuetype", route(issue_types))
        .route("/rest/api/3/priority", route(|world| names(world, "priority", &world.priorities)))
        .route("/rest/api/3/resolution", route(|world| names(world, "resolution", &world.resolutions)))
        .route("/rest/api/3/field", route(fields))
        .route("/rest/api/3/statuscategory", route(status_categories))
        .route("/rest/api/3/projectCategory", route(project_categories))
        .route("/rest/api/3/priority/search", paged(50, priorities))
        .route("/rest/api/3/resolution/search", paged(50, resolutions))
        .route("/rest/api/3/label", paged(1_000, labels))
}

/// A list in pages.
fn paged(most: usize, list: fn(&World, &Params) -> Vec<Value>) -> MethodRouter<Shared> {
    get(move |State(site): State<Shared>, caller: Caller, params: Params| async move {
        let site = site.read();
        staff(site.world(), &caller)?;
        Ok::<Answer, Answer>(Answer::ok(users::page(list(site.world(), &params), &params, most, most)))
    })
}

/// Those of the ids asked for, or all; the first of all is the usual one.
fn chosen(world: &World, path: &str, all: &[Named], usual: Option<&Named>, params: &Params) -> Vec<Value> {
    let ids = params.all("id");
    let asked = all.iter().filter(|one| ids.is_empty() || ids.contains(&one.id.as_str()));
    asked
        .map(|one| {
            json!({
                "self": format!("{}/rest/api/3/{path}/{}", world.base_url, one.id),
                "id": one.id,
                "name": one.name,
                "description": "",
                "isDefault": Some(one) == usual,
            })
        })
        .collect()
}

fn priorities(world: &World, params: &Params) -> Vec<Value> {
    let usual = world.priorities.iter().find(|one| one.name == "Medium");
    chosen(world, "priority", &world.priorities, usual, params)
}

fn resolutions(world: &World, params: &Params) -> Vec<Value> {
    chosen(world, "resolution", &world.resolutions, world.resolutions.first(), params)
}

/// Labels of all issues, by name.
fn labels(world: &World, _: &Params) -> Vec<Value> {
    let all: BTreeSet<&String> = world.issues().flat_map(|issue| &issue.labels).collect();
    all.into_iter().map(|label| json!(label)).collect()
}

fn status_categories(world: &World) -> Value {
    let one = |(id, key, name, color): (u8, &str, &str, &str)| {
        json!({
            "self": format!("{}/rest/api/3/statuscategory/{id}", world.base_url),
            "id": id,
            "key": key,
            "name": name,
            "colorName": color,
        })
    };
    let none = (1, "undefined", "No Category", "medium-gray");
    let known = [Category::New, Category::Indeterminate, Category::Done].map(Category::parts);
    std::iter::once(none).chain(known).map(one).collect()
}

fn project_categories(world: &World) -> Value {
    let all: BTreeSet<&Named> =
        world.projects.iter().filter_map(|project| project.category.as_ref()).collect();
    let all: Vec<Named> = all.into_iter().cloned().collect();
    names(world, "projectCategory", &all)
}

fn names(world: &World, path: &str, all: &[Named]) -> Value {
    let base = &world.base_url;
    let one = |one: &Named| json!({ "self": format!("{base}/rest/api/3/{path}/{}", one.id), "id": one.id, "name": one.name, "description": "" });
    all.iter().map(one).collect()
}

/// Statuses of all workflows, each once.
fn statuses(world: &World) -> Value {
    let mut all = BTreeMap::new();
    for status in world.projects.iter().flat_map(Project::workflows).flat_map(|one| &one.statuses) {
        all.entry((&status.id, &status.name)).or_insert_with(|| json!(brief_status(&world.base_url, status)));
    }
    all.into_values().collect()
}

fn issue_types(world: &World) -> Value {
    let mut all = BTreeMap::new();
    for kind in world.projects.iter().flat_map(|project| &project.issue_types) {
        all.entry((&kind.id, &kind.name)).or_insert_with(|| {
            json!({
                "self": format!("{}/rest/api/3/issuetype/{}", world.base_url, kind.id),
                "id": kind.id,
                "name": kind.name,
                "description": "",
                "subtask": false,
                "hierarchyLevel": u8::from(kind.name == "Epic"),
            })
        });
    }
    all.into_values().collect()
}

/// Id, name and schema type of the fields this site has.
const FIELDS: &[(&str, &str, &str)] = &[
    ("summary", "Summary", "string"),
    ("issuetype", "Issue Type", "issuetype"),
    ("status", "Status", "status"),
    ("project", "Project", "project"),
    ("priority", "Priority", "priority"),
    ("resolution", "Resolution", "resolution"),
    ("assignee", "Assignee", "user"),
    ("reporter", "Reporter", "user"),
    ("creator", "Creator", "user"),
    ("labels", "Labels", "array"),
    ("components", "Components", "array"),
    ("fixVersions", "Fix versions", "array"),
    ("description", "Description", "string"),
    ("comment", "Comment", "comments-page"),
    ("worklog", "Log Work", "array"),
    ("attachment", "Attachment", "array"),
    ("issuelinks", "Linked Issues", "array"),
    ("created", "Created", "datetime"),
    ("updated", "Updated", "datetime"),
    ("resolutiondate", "Resolved", "datetime"),
    ("duedate", "Due date", "date"),
    ("timespent", "Time Spent", "number"),
];

fn fields(_: &World) -> Value {
    let one = |row: &(&str, &str, &str)| {
        json!({
            "id": row.0,
            "key": row.0,
            "name": row.1,
            "custom": false,
            "orderable": true,
            "navigable": true,
            "searchable": true,
            "clauseNames": [row.0],
            "schema": { "type": row.2, "system": row.0 },
        })
    };
    FIELDS.iter().map(one).collect()
}
