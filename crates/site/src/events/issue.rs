//! `created`, `updated`, `assigned` and `deleted` `:issue`.

use super::{Emitted, members, seal, user};
use crate::model::{History, Issue, Item, Project, Status, World};
use crate::time::jira_time;
use serde_json::{Map, Value, json};

/// When an event happened and who did it, where that is known.
#[derive(Debug, Clone, Copy)]
pub struct Occasion<'a> {
    /// When.
    pub at: i64,
    /// Account id of who did it.
    pub by: Option<&'a str>,
}

/// An issue was made.
pub fn created(world: &World, issue: &Issue, occasion: Occasion) -> Emitted {
    let mut body = about(world, issue, occasion);
    body.insert("jiraEventTypeName".into(), "issue_created".into());
    seal(world, "avi:jira:created:issue", occasion.at, occasion.by, body)
}

/// An issue was changed; `kind` is Jira's own name for the change, `issue_resolved` for example.
pub fn updated(world: &World, issue: &Issue, history: &History, kind: &str, occasion: Occasion) -> Emitted {
    let mut body = about(world, issue, occasion);
    body.insert("jiraEventTypeName".into(), kind.into());
    body.insert("changelog".into(), changelog(history));
    if let Some(item) = history.items.iter().find(|item| item.is("status")) {
        body.insert("associatedStatuses".into(), statuses(world, issue, item));
    }
    seal(world, "avi:jira:updated:issue", occasion.at, occasion.by, body)
}

/// An issue got another assignee: sent besides `updated:issue`.
pub fn assigned(world: &World, issue: &Issue, history: &History, occasion: Occasion) -> Emitted {
    let mut body = about(world, issue, occasion);
    body.insert("changelog".into(), changelog(history));
    seal(world, "avi:jira:assigned:issue", occasion.at, occasion.by, body)
}

/// An issue was deleted. Nothing is sent for its comments, work and files.
pub fn deleted(world: &World, issue: &Issue, occasion: Occasion) -> Emitted {
    seal(world, "avi:jira:deleted:issue", occasion.at, occasion.by, about(world, issue, occasion))
}

/// The part of an issue that events carry, and the users around it.
pub(super) fn about(world: &World, issue: &Issue, occasion: Occasion) -> Map<String, Value> {
    let mut users: Vec<&str> = Vec::new();
    for id in [occasion.by, issue.reporter.as_deref(), issue.assignee.as_deref()].into_iter().flatten() {
        if !users.contains(&id) {
            users.push(id);
        }
    }
    let users: Vec<Value> = users.into_iter().map(|id| user(Some(id))).collect();
    members(json!({ "issue": brief(world, issue), "associatedUsers": users }))
}

fn brief(world: &World, issue: &Issue) -> Value {
    let base = &world.base_url;
    json!({
        "id": issue.id,
        "key": issue.key,
        "fields": {
            "summary": issue.summary,
            "issuetype": {
                "self": format!("{base}/rest/api/3/issuetype/{}", issue.issue_type.id),
                "id": issue.issue_type.id,
                "name": issue.issue_type.name,
                "subtask": false,
                "hierarchyLevel": if issue.issue_type.name == "Epic" { 1 } else { 0 },
            },
            "creator": user(issue.creator.as_deref()),
            "created": jira_time(issue.created),
            "project": world.project(&issue.project).map_or(Value::Null, |project| brief_project(base, project)),
            "reporter": user(issue.reporter.as_deref()),
            "assignee": user(issue.assignee.as_deref()),
            "updated": jira_time(issue.updated),
            "status": brief_status(base, &issue.status),
        },
    })
}

fn brief_project(base: &str, project: &Project) -> Value {
    json!({
        "self": format!("{base}/rest/api/3/project/{}", project.id),
        "id": project.id,
        "key": project.key,
        "name": project.name,
        "projectTypeKey": project.kind.key(),
        "simplified": false,
    })
}

pub(crate) fn brief_status(base: &str, status: &Status) -> Value {
    let (id, key, name, color) = status.category.parts();
    json!({
        "self": format!("{base}/rest/api/3/status/{}", status.id),
        "id": status.id,
        "name": status.name,
        "statusCategory": { "id": id, "key": key, "name": name, "colorName": color },
    })
}

fn changelog(history: &History) -> Value {
    let items: Vec<Value> = history.items.iter().map(item).collect();
    json!({ "id": history.id, "items": items })
}

pub(crate) fn item(item: &Item) -> Value {
    let mut written = json!({
        "field": item.field,
        "fieldtype": item.field_type,
        "from": item.from,
        "fromString": item.from_string,
        "to": item.to,
        "toString": item.to_string,
    });
    if let (Some(id), Some(object)) = (&item.field_id, written.as_object_mut()) {
        object.insert("fieldId".into(), id.as_str().into());
    }
    written
}

/// The status before and the one after, in no order one may rely on.
fn statuses(world: &World, issue: &Issue, item: &Item) -> Value {
    let known = |id: &Option<String>, name: &Option<String>| {
        let workflow = world.project(&issue.project).map(|project| &project.workflow);
        let status = workflow.and_then(|workflow| workflow.status(name.as_deref().unwrap_or_default()));
        status.map_or_else(|| json!({ "id": id, "name": name }), |status| brief_status(&world.base_url, status))
    };
    json!([known(&item.to, &item.to_string), known(&item.from, &item.from_string)])
}
