//! One line: an issue as it is at the end, and what happened to it.

use super::summary::Summary;
use crate::model::{Attachment, Comment, History, Item, Worklog};
use crate::time::parse_jira_time;
use serde_json::Value;

/// Something that happened to an issue.
#[derive(Debug)]
pub(super) enum Happening {
    Created,
    Changed(History),
    Commented(Comment),
    /// The comment as it is after its last edit.
    Recommented(Comment),
    Worked(Worklog),
    Reworked(Worklog),
    Attached(Attachment),
}

/// When it happened, and what.
pub(super) type Dated = (i64, Happening);

/// Text of a member.
pub(super) fn text(value: &Value, name: &str) -> Option<String> {
    match value.get(name)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Account id of a member that is a user.
pub(super) fn account(value: &Value, name: &str) -> Option<String> {
    account_of(value.get(name)?)
}

/// Account id of a user: an object with an id or, from older servers, a name; or the id alone.
pub(super) fn account_of(user: &Value) -> Option<String> {
    let server_name = || text(user, "name").or_else(|| text(user, "key")).map(|name| format!("u:{name}"));
    text(user, "accountId").or_else(|| user.as_str().map(Into::into)).or_else(server_name)
}

/// Reads what happened: histories, comments, work, files. Parts without a readable time are listed.
pub(super) fn happenings(line: u64, issue: &Value, summary: &mut Summary) -> Vec<Dated> {
    let mut all = Vec::new();
    for part in list(issue.pointer("/changelog/histories")) {
        all.extend(history(line, part, summary));
    }
    for part in list(issue.get("comments").or_else(|| issue.pointer("/fields/comment/comments"))) {
        all.extend(comment(line, part, summary));
    }
    for part in list(issue.get("worklogs").or_else(|| issue.pointer("/fields/worklog/worklogs"))) {
        all.extend(worklog(line, part, summary));
    }
    for part in list(issue.pointer("/fields/attachment")) {
        all.extend(attachment(line, part, summary));
    }
    all
}

/// The parts of a list; none when it is missing or something else.
fn list(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A time of a part; listed as unread when there is none.
fn time(line: u64, part: &Value, name: &str, reason: &str, summary: &mut Summary) -> Option<i64> {
    let time = part.get(name).and_then(Value::as_str).and_then(parse_jira_time);
    if time.is_none() {
        summary.unread(line, reason, &part.to_string());
    }
    time
}

fn history(line: u64, part: &Value, summary: &mut Summary) -> Option<Dated> {
    let at = time(line, part, "created", "a changelog entry has no readable time", summary)?;
    let items: Vec<Item> = part.get("items").and_then(Value::as_array)?.iter().filter_map(item).collect();
    if items.is_empty() {
        summary.unread(line, "a changelog entry has no items", &part.to_string());
        return None;
    }
    let author = account(part, "author");
    if author.is_none() {
        summary.note("changelog entries without an author");
    }
    Some((
        at,
        Happening::Changed(History { id: text(part, "id").unwrap_or_default(), author, created: at, items }),
    ))
}

fn item(part: &Value) -> Option<Item> {
    Some(Item {
        field: text(part, "field")?,
        field_id: text(part, "fieldId"),
        field_type: text(part, "fieldtype").unwrap_or_else(|| "jira".into()),
        from: text(part, "from"),
        from_string: text(part, "fromString"),
        to: text(part, "to"),
        to_string: text(part, "toString"),
    })
}

fn comment(line: u64, part: &Value, summary: &mut Summary) -> Vec<Dated> {
    let Some(created) = time(line, part, "created", "a comment has no readable time", summary) else {
        return Vec::new();
    };
    let updated = part.get("updated").and_then(Value::as_str).and_then(parse_jira_time).unwrap_or(created);
    let author = account(part, "author");
    let body = part.get("body").map(plain);
    if body.is_none() {
        summary.note("comments without their text");
    }
    if author.is_none() {
        summary.note("comments without an author");
    }
    let first = Comment {
        id: text(part, "id").unwrap_or_default(),
        update_author: author.clone(),
        author,
        text: body,
        created,
        updated: created,
        public: part.get("jsdPublic").and_then(Value::as_bool).unwrap_or(true),
    };
    let update_author = account(part, "updateAuthor");
    let edit = (updated > created)
        .then(|| (updated, Happening::Recommented(Comment { update_author, updated, ..first.clone() })));
    std::iter::once((created, Happening::Commented(first))).chain(edit).collect()
}

fn worklog(line: u64, part: &Value, summary: &mut Summary) -> Vec<Dated> {
    let Some(created) = time(line, part, "created", "a worklog has no readable time", summary) else {
        return Vec::new();
    };
    let parsed = |name: &str| part.get(name).and_then(Value::as_str).and_then(parse_jira_time);
    let updated = parsed("updated").unwrap_or(created);
    let author = account(part, "author");
    let first = Worklog {
        id: text(part, "id").unwrap_or_default(),
        update_author: author.clone(),
        author,
        text: part.get("comment").map(plain),
        created,
        updated: created,
        started: parsed("started").unwrap_or(created),
        seconds: part.get("timeSpentSeconds").and_then(Value::as_i64).unwrap_or(0),
    };
    let update_author = account(part, "updateAuthor");
    let edit = (updated > created)
        .then(|| (updated, Happening::Reworked(Worklog { update_author, updated, ..first.clone() })));
    std::iter::once((created, Happening::Worked(first))).chain(edit).collect()
}

fn attachment(line: u64, part: &Value, summary: &mut Summary) -> Option<Dated> {
    let created = time(line, part, "created", "an attachment has no readable time", summary)?;
    let attachment = Attachment {
        id: text(part, "id").unwrap_or_default(),
        author: account(part, "author"),
        name: text(part, "filename").or_else(|| text(part, "fileName")).unwrap_or_default(),
        created,
        size: part.get("size").and_then(Value::as_u64).unwrap_or(0),
        mime_type: text(part, "mimeType").unwrap_or_else(|| "application/octet-stream".into()),
    };
    Some((created, Happening::Attached(attachment)))
}

/// The text of a body: wiki text as it is, of a document its text nodes.
pub(super) fn plain(body: &Value) -> String {
    match body {
        Value::String(text) => text.clone(),
        Value::Object(node) => {
            let own = node.get("text").and_then(Value::as_str).unwrap_or_default();
            let content = node.get("content").and_then(Value::as_array).into_iter().flatten();
            let inner: Vec<String> = content.map(plain).collect();
            let gap = if node.get("type").and_then(Value::as_str) == Some("doc") { "\n\n" } else { "" };
            format!("{own}{}", inner.join(gap))
        }
        _ => String::new(),
    }
}
