//! `created`, `updated`, `assigned` and `deleted` `:issue`.

use super::{Emitted, User, body::Body, user};
use crate::model::{History, Issue, Item, Status, World};
use crate::time::jira_time;
use serde::Serialize;
use serde_json::{Value, json};

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
    let mut body = about(world, "avi:jira:created:issue", issue, occasion);
    body.member("associatedUsers", &around(issue, occasion));
    body.member("jiraEventTypeName", &"issue_created");
    body.seal()
}

/// An issue was changed; `kind` is Jira's own name for the change, `issue_resolved` for example.
pub fn updated(world: &World, issue: &Issue, history: &History, kind: &str, occasion: Occasion) -> Emitted {
    let mut body = about(world, "avi:jira:updated:issue", issue, occasion);
    body.member("associatedUsers", &around(issue, occasion));
    body.member("jiraEventTypeName", &kind);
    body.member("changelog", &changelog(history));
    if let Some(item) = history.items.iter().find(|item| item.is("status")) {
        body.member("associatedStatuses", &statuses(world, issue, item));
    }
    body.seal()
}

/// An issue got another assignee: sent besides `updated:issue`.
pub fn assigned(world: &World, issue: &Issue, history: &History, occasion: Occasion) -> Emitted {
    let mut body = about(world, "avi:jira:assigned:issue", issue, occasion);
    body.member("associatedUsers", &around(issue, occasion));
    body.member("changelog", &changelog(history));
    body.seal()
}

/// An issue was deleted. Nothing is sent for its comments, work and files.
pub fn deleted(world: &World, issue: &Issue, occasion: Occasion) -> Emitted {
    let mut body = about(world, "avi:jira:deleted:issue", issue, occasion);
    body.member("associatedUsers", &around(issue, occasion));
    body.seal()
}

/// Somebody looked at an issue.
pub fn viewed(world: &World, issue: &Issue, occasion: Occasion) -> Emitted {
    let mut body = about(world, "avi:jira:viewed:issue", issue, occasion);
    body.member("user", &user(occasion.by));
    body.seal()
}

/// A payload with the part of an issue that events carry.
pub(super) fn about(world: &World, name: &str, issue: &Issue, occasion: Occasion) -> Body {
    let mut body = Body::new(world, name, occasion.at, occasion.by);
    body.member("issue", &brief(world, issue));
    body
}

/// The users around an issue: who did it, who reported it, who works on it.
pub(super) fn around<'a>(issue: &'a Issue, occasion: Occasion<'a>) -> Vec<User<'a>> {
    let mut users: Vec<User> = Vec::new();
    for account_id in
        [occasion.by, issue.reporter.as_deref(), issue.assignee.as_deref()].into_iter().flatten()
    {
        let user = User { account_id };
        if !users.contains(&user) {
            users.push(user);
        }
    }
    users
}

#[derive(Serialize)]
struct Brief<'a> {
    id: &'a str,
    key: &'a str,
    fields: Fields<'a>,
}

#[derive(Serialize)]
struct Fields<'a> {
    summary: &'a str,
    issuetype: IssueType<'a>,
    creator: Option<User<'a>>,
    created: String,
    project: Option<Project<'a>>,
    reporter: Option<User<'a>>,
    assignee: Option<User<'a>>,
    updated: String,
    status: BriefStatus<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct IssueType<'a> {
    #[serde(rename = "self")]
    address: String,
    id: &'a str,
    name: &'a str,
    subtask: bool,
    hierarchy_level: u8,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Project<'a> {
    #[serde(rename = "self")]
    address: String,
    id: &'a str,
    key: &'a str,
    name: &'a str,
    #[serde(rename = "projectTypeKey")]
    kind: &'a str,
    simplified: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BriefStatus<'a> {
    #[serde(rename = "self")]
    address: String,
    id: &'a str,
    name: &'a str,
    status_category: BriefCategory,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BriefCategory {
    id: u8,
    key: &'static str,
    name: &'static str,
    color_name: &'static str,
}

fn brief<'a>(world: &'a World, issue: &'a Issue) -> Brief<'a> {
    let base = &world.base_url;
    let project = world.project(&issue.project).map(|project| Project {
        address: format!("{base}/rest/api/3/project/{}", project.id),
        id: &project.id,
        key: &project.key,
        name: &project.name,
        kind: project.kind.key(),
        simplified: false,
    });
    let issuetype = IssueType {
        address: format!("{base}/rest/api/3/issuetype/{}", issue.issue_type.id),
        id: &issue.issue_type.id,
        name: &issue.issue_type.name,
        subtask: false,
        hierarchy_level: u8::from(issue.issue_type.name == "Epic"),
    };
    let fields = Fields {
        summary: &issue.summary,
        issuetype,
        creator: user(issue.creator.as_deref()),
        created: jira_time(issue.created),
        project,
        reporter: user(issue.reporter.as_deref()),
        assignee: user(issue.assignee.as_deref()),
        updated: jira_time(issue.updated),
        status: brief_status(base, &issue.status),
    };
    Brief { id: &issue.id, key: &issue.key, fields }
}

/// A status as events and REST answers have it.
pub(crate) fn brief_status<'a>(base: &str, status: &'a Status) -> BriefStatus<'a> {
    let (id, key, name, color_name) = status.category.parts();
    BriefStatus {
        address: format!("{base}/rest/api/3/status/{}", status.id),
        id: &status.id,
        name: &status.name,
        status_category: BriefCategory { id, key, name, color_name },
    }
}

fn changelog(history: &History) -> Value {
    let items: Vec<Value> = history.items.iter().map(item).collect();
    json!({ "id": history.id, "items": items })
}

/// A changelog item; a field without an id has none here either.
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
        let workflow = world.project(&issue.project).map(|project| project.workflow_of(&issue.issue_type));
        let status = workflow.and_then(|workflow| workflow.status(name.as_deref().unwrap_or_default()));
        status.map_or_else(
            || json!({ "id": id, "name": name }),
            |status| json!(brief_status(&world.base_url, status)),
        )
    };
    json!([known(&item.to, &item.to_string), known(&item.from, &item.from_string)])
}
