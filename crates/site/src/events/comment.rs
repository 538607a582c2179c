//! `commented:issue` (a new comment and an edit alike), `deleted:comment` and `mentioned:comment`.

use super::{
    Emitted, Occasion, User, adf,
    issue::{about, around},
    user,
};
use crate::model::{Comment, Issue, ProjectKind, World};
use crate::time::jira_time;
use serde::Serialize;
use serde_json::Value;

/// A comment was written or edited.
pub fn commented(world: &World, issue: &Issue, comment: &Comment, occasion: Occasion) -> Emitted {
    let mut body = about(world, "avi:jira:commented:issue", issue, occasion);
    body.member("associatedUsers", &around(issue, occasion));
    body.member("comment", &written(world, issue, comment));
    body.seal()
}

/// A comment was deleted.
pub fn deleted(world: &World, issue: &Issue, comment: &Comment, occasion: Occasion) -> Emitted {
    let mut body = about(world, "avi:jira:deleted:comment", issue, occasion);
    body.member("comment", &written(world, issue, comment));
    body.seal()
}

/// A comment mentions people; none when it does not.
pub fn mentioned(world: &World, issue: &Issue, comment: &Comment, occasion: Occasion) -> Option<Emitted> {
    let ids = adf::mentions(comment.text.as_deref().unwrap_or_default());
    if ids.is_empty() {
        return None;
    }
    let mut body = about(world, "avi:jira:mentioned:comment", issue, occasion);
    body.member("comment", &written(world, issue, comment));
    body.member("mentionedAccountIds", &ids);
    Some(body.seal())
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Written<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<User<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    update_author: Option<User<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Text<'a>>,
    created: String,
    updated: String,
    jsd_public: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    visibility: Option<Visibility>,
}

/// Wiki text as it is, or a document.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Text<'a> {
    Wiki(&'a str),
    Document(Value),
}

/// Who sees a comment that is not for everybody.
#[derive(Serialize)]
struct Visibility {
    #[serde(rename = "type")]
    kind: &'static str,
    value: &'static str,
    identifier: &'static str,
}

fn written<'a>(world: &World, issue: &Issue, comment: &'a Comment) -> Written<'a> {
    let desk = world.project(&issue.project).is_some_and(|project| project.kind == ProjectKind::ServiceDesk);
    let restricted = !comment.public && !desk;
    Written {
        id: &comment.id,
        author: user(comment.author.as_deref()),
        update_author: user(comment.update_author.as_deref()),
        body: comment.text.as_deref().map(|text| formatted(world, issue, text)),
        created: jira_time(comment.created),
        updated: jira_time(comment.updated),
        jsd_public: comment.public,
        visibility: restricted.then_some(Visibility {
            kind: "role",
            value: "Administrators",
            identifier: "10002",
        }),
    }
}

/// A text in the format of its issue.
pub(super) fn formatted<'a>(world: &World, issue: &Issue, text: &'a str) -> Text<'a> {
    if issue.wiki { Text::Wiki(text) } else { Text::Document(adf::document(world, text)) }
}
