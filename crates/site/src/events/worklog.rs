//! `created`, `updated` and `deleted` `:worklog`: ids only, no key, no project, and no word of who deleted it.

use super::{Emitted, adf, members, seal, user};
use crate::model::{Issue, Worklog, World};
use crate::time::{jira_time, spent_text};
use serde_json::{Map, Value, json};

/// Work was logged.
pub fn worked(world: &World, issue: &Issue, worklog: &Worklog, at: i64) -> Emitted {
    seal(world, "avi:jira:created:worklog", at, None, written(world, issue, worklog))
}

/// Logged work was changed.
pub fn worklog_changed(world: &World, issue: &Issue, worklog: &Worklog, at: i64) -> Emitted {
    seal(world, "avi:jira:updated:worklog", at, None, written(world, issue, worklog))
}

/// Logged work was taken back.
pub fn worklog_removed(world: &World, issue: &Issue, worklog: &Worklog, at: i64) -> Emitted {
    seal(world, "avi:jira:deleted:worklog", at, None, written(world, issue, worklog))
}

fn written(world: &World, issue: &Issue, worklog: &Worklog) -> Map<String, Value> {
    let mut written = json!({
        "id": worklog.id,
        "issueId": issue.id,
        "created": jira_time(worklog.created),
        "updated": jira_time(worklog.updated),
        "started": jira_time(worklog.started),
        "timeSpent": spent_text(worklog.seconds),
        "timeSpentSeconds": worklog.seconds,
    });
    if let Some(object) = written.as_object_mut() {
        for (name, id) in [("author", &worklog.author), ("updateAuthor", &worklog.update_author)] {
            if id.is_some() {
                object.insert(name.into(), user(id.as_deref()));
            }
        }
        if let Some(text) = &worklog.text {
            object.insert("comment".into(), if issue.wiki { json!(text) } else { adf::document(world, text) });
        }
    }
    members(json!({ "worklog": written }))
}
