//! Comments: writing, editing, deleting.

use super::{Doing, Outcome, Refused};
use crate::events;
use crate::model::Comment;
use serde::{Deserialize, Serialize};

/// Writes a comment.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WriteComment {
    /// Key or id of the issue.
    #[serde(alias = "key")]
    pub issue: String,
    /// The text; `@[account id]` mentions somebody.
    #[serde(alias = "body", alias = "comment")]
    pub text: String,
    /// Whether customers see it; true when left out.
    #[serde(default)]
    pub public: Option<bool>,
}

/// Edits a comment.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditComment {
    /// Key or id of the issue.
    #[serde(alias = "key")]
    pub issue: String,
    /// Id of the comment; the person's newest one when left out.
    #[serde(default, alias = "id", alias = "commentId")]
    pub comment: Option<String>,
    /// The new text.
    #[serde(alias = "body")]
    pub text: String,
}

/// Deletes a comment.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeleteComment {
    /// Key or id of the issue.
    #[serde(alias = "key")]
    pub issue: String,
    /// Id of the comment; the person's newest one when left out.
    #[serde(default, alias = "id", alias = "commentId")]
    pub comment: Option<String>,
}

pub(super) fn write(doing: &mut Doing, act: &WriteComment) -> Result<Outcome, Refused> {
    let index = doing.find(&act.issue)?;
    let text = some_text(&act.text)?;
    let comment = Comment {
        id: doing.world.ids.next("comment"),
        author: Some(doing.who.clone()),
        update_author: Some(doing.who.clone()),
        text: Some(text),
        created: doing.at,
        updated: doing.at,
        public: act.public.unwrap_or(true) || doing.is_customer(),
    };
    let at = doing.at;
    let issue = doing.issue_mut(index)?;
    issue.comments.push(comment.clone());
    issue.updated = at;
    said(doing, index, comment)
}

pub(super) fn edit(doing: &mut Doing, act: &EditComment) -> Result<Outcome, Refused> {
    let index = doing.find(&act.issue)?;
    let text = some_text(&act.text)?;
    let mut comment = find(doing, index, act.comment.as_deref(), "edit somebody else's comment on")?;
    if comment.text.as_deref() == Some(&text) {
        return Err(Refused::NoChange(act.issue.clone()));
    }
    (comment.text, comment.updated, comment.update_author) = (Some(text), doing.at, Some(doing.who.clone()));
    let at = doing.at;
    let issue = doing.issue_mut(index)?;
    issue.updated = at;
    if let Some(kept) = issue.comments.iter_mut().find(|kept| kept.id == comment.id) {
        kept.clone_from(&comment);
    }
    said(doing, index, comment)
}

pub(super) fn delete(doing: &mut Doing, act: &DeleteComment) -> Result<Outcome, Refused> {
    let index = doing.find(&act.issue)?;
    let comment = find(doing, index, act.comment.as_deref(), "delete somebody else's comment on")?;
    let at = doing.at;
    let issue = doing.issue_mut(index)?;
    issue.comments.retain(|kept| kept.id != comment.id);
    issue.updated = at;
    let issue = doing.issue(index)?;
    let event = events::comment_deleted(doing.world, issue, &comment, doing.occasion());
    Ok(Outcome { events: vec![event], issue: Some(issue.key.clone()), made: None })
}

fn said(doing: &Doing, index: usize, comment: Comment) -> Result<Outcome, Refused> {
    let issue = doing.issue(index)?;
    let mut emitted = vec![events::commented(doing.world, issue, &comment, doing.occasion())];
    emitted.extend(events::mentioned(doing.world, issue, &comment, doing.occasion()));
    Ok(Outcome { events: emitted, issue: Some(issue.key.clone()), made: Some(comment.id) })
}

fn find(doing: &Doing, index: usize, id: Option<&str>, what: &'static str) -> Result<Comment, Refused> {
    let issue = doing.issue(index)?;
    let mine = |comment: &Comment| comment.author.as_deref() == Some(&doing.who);
    let found =
        issue.comments.iter().rev().find(|comment| id.map_or_else(|| mine(comment), |id| comment.id == id));
    let comment = found.ok_or_else(|| Refused::not_there(&issue.key, "comment", id))?;
    if mine(comment) || doing.administers(issue) {
        Ok(comment.clone())
    } else {
        Err(doing.not_allowed(what, &issue.key))
    }
}

fn some_text(text: &str) -> Result<String, Refused> {
    let text = text.trim();
    if text.is_empty() { Err(Refused::Empty("text")) } else { Ok(text.to_owned()) }
}
