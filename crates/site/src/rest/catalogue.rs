//! What all issues share: `/rest/api/3/status`, `issuetype`, `priority`, `resolution`, `field`.

use super::{Answer, Shared, caller::staff};
use crate::events::brief_status;
use crate::model::{Named, World};
use crate::permissions::Caller;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use serde_json::{Value, json};
use std::collections::BTreeMap;

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
}

fn names(world: &World, path: &str, all: &[Named]) -> Value {
    let base = &world.base_url;
    let one = |one: &Named| json!({ "self": format!("{base}/rest/api/3/{path}/{}", one.id), "id": one.id, "name": one.name, "description": "" });
    all.iter().map(one).collect()
}

/// Statuses of all workflows, each once.
fn statuses(world: &World) -> Value {
    let mut all = BTreeMap::new();
    for status in world.projects.iter().flat_map(|project| &project.workflow.statuses) {
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
