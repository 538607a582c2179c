//! `created`, `updated` and `deleted` `:worklog`: ids only, no key, no project, and no word of who deleted it.

use super::{
    Emitted, User,
    body::Body,
    comment::{Text, formatted},
    user,
};
use crate::model::{Issue, Worklog, World};
use crate::time::{jira_time, spent_text};
use serde::Serialize;

/// Work was logged.
pub fn worked(world: &World, issue: &Issue, worklog: &Worklog, at: i64) -> Emitted {
    sealed(world, "avi:jira:created:worklog", issue, worklog, at)
}

/// Logged work was changed.
pub fn worklog_changed(world: &World, issue: &Issue, worklog: &Worklog, at: i64) -> Emitted {
    sealed(world, "avi:jira:updated:worklog", issue, worklog, at)
}

/// Logged work was taken back.
pub fn worklog_removed(world: &World, issue: &Issue, worklog: &Worklog, at: i64) -> Emitted {
    sealed(world, "avi:jira:deleted:worklog", issue, worklog, at)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Written<'a> {
    id: &'a str,
    issue_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<User<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    update_author: Option<User<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<Text<'a>>,
    created: String,
    updated: String,
    started: String,
    time_spent: String,
    time_spent_seconds: i64,
}

fn sealed(world: &World, name: &str, issue: &Issue, worklog: &Worklog, at: i64) -> Emitted {
    let written = Written {
        id: &worklog.id,
        issue_id: &issue.id,
        author: user(worklog.author.as_deref()),
        update_author: user(worklog.update_author.as_deref()),
        comment: worklog.text.as_deref().map(|text| formatted(world, issue, text)),
        created: jira_time(worklog.created),
        updated: jira_time(worklog.updated),
        started: jira_time(worklog.started),
        time_spent: spent_text(worklog.seconds),
        time_spent_seconds: worklog.seconds,
    };
    let mut body = Body::new(world, name, at, None);
    body.member("worklog", &written);
    body.seal()
}
