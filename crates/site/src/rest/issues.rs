//! `/rest/api/3/issue/{idOrKey}`, its changelog, and `/rest/api/3/issue/bulkfetch`.

use super::{Answer, Params, Shared, caller::staff, changelog, comments, projects, users, worklogs};
use crate::events::{brief_status, document};
use crate::model::{Attachment, Issue, Link, Named, World};
use crate::permissions::Caller;
use crate::time::jira_time;
use axum::extract::{Path, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Map, Value, json};

pub(super) fn routes() -> Router<Shared> {
    Router::new().route("/rest/api/3/issue/bulkfetch", post(bulk)).route("/rest/api/3/issue/{id}", get(one))
}

/// The issue a caller may see.
pub(super) fn find<'w>(world: &'w World, caller: &Caller, id: &str) -> Result<&'w Issue, Answer> {
    staff(world, caller)?;
    let found = world.find_issue(id).and_then(|index| world.issue(index));
    found.ok_or_else(|| Answer::missing("Issue does not exist or you do not have permission to see it."))
}

async fn one(
    State(site): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    let issue = find(world, &caller, &id)?;
    Ok(Answer::ok(written(world, issue, &params.all("fields"), params.expands("changelog"))))
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wanted {
    issue_ids_or_keys: Vec<Value>,
    #[serde(default)]
    fields: Vec<String>,
    #[serde(default)]
    expand: Vec<String>,
}

async fn bulk(
    State(site): State<Shared>,
    caller: Caller,
    body: Result<Json<Wanted>, axum::extract::rejection::JsonRejection>,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let Json(wanted) = body.map_err(|problem| Answer::bad(problem.body_text()))?;
    if wanted.issue_ids_or_keys.is_empty() {
        return Err(Answer::bad("At least one issue id or key must be given."));
    }
    if wanted.issue_ids_or_keys.len() > 100 {
        return Err(Answer::bad("At most 100 issues may be asked for at once."));
    }
    let fields: Vec<&str> = wanted.fields.iter().map(String::as_str).collect();
    let changelog = wanted.expand.iter().any(|name| name == "changelog");
    let (mut issues, mut errors) = (Vec::new(), Vec::new());
    for id in &wanted.issue_ids_or_keys {
        let id = id.as_str().map_or_else(|| id.to_string(), Into::into);
        match find(world, &caller, &id) {
            Ok(issue) => issues.push(written(world, issue, &fields, changelog)),
            Err(_) => errors.push(json!({ "id": id, "errorMessage": "The issue could not be found." })),
        }
    }
    Ok(Answer::ok(json!({ "issues": issues, "issueErrors": errors })))
}

/// An issue as Jira writes it, with the fields asked for (none: all).
pub(in crate::rest) fn written(world: &World, issue: &Issue, asked: &[&str], with_changelog: bool) -> Value {
    let mut fields = fields(world, issue);
    if !asked.is_empty() && !asked.iter().any(|name| matches!(*name, "*all" | "*navigable")) {
        fields.retain(|name, _| asked.contains(&name.as_str()));
    }
    let mut written = json!({
        "self": format!("{}/rest/api/3/issue/{}", world.base_url, issue.id),
        "id": issue.id,
        "key": issue.key,
        "fields": fields,
    });
    if let (true, Some(object)) = (with_changelog, written.as_object_mut()) {
        // Jira has the newest first here, and the oldest first under `/changelog`.
        let histories: Vec<Value> =
            issue.histories.iter().rev().map(|history| changelog::changed(world, history)).collect();
        let total = histories.len();
        let page = json!({ "startAt": 0, "maxResults": total, "total": total, "histories": histories });
        object.insert("changelog".into(), page);
    }
    written
}

fn fields(world: &World, issue: &Issue) -> Map<String, Value> {
    let base = &world.base_url;
    let named = |one: &Named| json!({ "id": one.id, "name": one.name });
    let optional = |one: Option<&Named>| one.map_or(Value::Null, named);
    let list = |all: &[Named]| -> Value { all.iter().map(named).collect() };
    let text = |text: &Option<String>| match text {
        None => Value::Null,
        Some(text) if issue.wiki => json!(text),
        Some(text) => document(world, text),
    };
    let fields = json!({
        "summary": issue.summary,
        "issuetype": { "id": issue.issue_type.id, "name": issue.issue_type.name, "subtask": false },
        "status": brief_status(base, &issue.status),
        "project": world.project(&issue.project).map_or(Value::Null, |project| projects::brief(world, project)),
        "priority": optional(issue.priority.as_ref()),
        "resolution": optional(issue.resolution.as_ref()),
        "resolutiondate": issue.resolved.map(jira_time),
        "assignee": users::user_of(world, issue.assignee.as_deref()),
        "reporter": users::user_of(world, issue.reporter.as_deref()),
        "creator": users::user_of(world, issue.creator.as_deref()),
        "labels": issue.labels,
        "components": list(&issue.components),
        "fixVersions": list(&issue.fix_versions),
        "description": text(&issue.description),
        "created": jira_time(issue.created),
        "updated": jira_time(issue.updated),
        "duedate": issue.due,
        "timespent": (issue.time_spent > 0).then_some(issue.time_spent),
        "comment": comments::page(world, issue, 0, 5_000),
        "worklog": worklogs::page(world, issue, 0, 20),
        "attachment": issue.attachments.iter().map(|file| attachment(world, file)).collect::<Value>(),
        "issuelinks": issue.links.iter().map(|kept| link(world, kept)).collect::<Value>(),
    });
    match fields {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

fn attachment(world: &World, file: &Attachment) -> Value {
    json!({
        "id": file.id,
        "filename": file.name,
        "author": users::user_of(world, file.author.as_deref()),
        "created": jira_time(file.created),
        "size": file.size,
        "mimeType": file.mime_type,
    })
}

fn link(world: &World, link: &Link) -> Value {
    let other = world.find_issue(&link.other).and_then(|index| world.issue(index));
    let other = other.map_or_else(
        || json!({ "id": link.other }),
        |other| json!({ "id": other.id, "key": other.key, "fields": { "summary": other.summary, "status": brief_status(&world.base_url, &other.status) } }),
    );
    let kind = json!({ "id": link.kind.id, "name": link.kind.name, "inward": link.kind.inward, "outward": link.kind.outward });
    let end = if link.outward { "outwardIssue" } else { "inwardIssue" };
    json!({ "id": link.id, "type": kind, end: other })
}
