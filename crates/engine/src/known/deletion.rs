//! What goes when something is deleted: its last fields and texts, and what belonged to it.

use super::fill::{inner_text, text};
use super::learn::{AUTHOR, DESCRIPTION, TITLE, VERSION};
use super::place::{Place, SELF, item};
use super::state::State;
use super::{changes, facts};
use crate::keys::VALUE_BYTES_MAX;
use crate::stored;
use activity_event::{Change, Content, ContentRole, Event, SubjectKind, Value};

/// So many bytes of texts a record may get.
const CONTENT_BYTES_MAX: usize = 64 * 1024;
/// What a text costs beyond its letters.
const CONTENT_BYTES: usize = 200;
/// So many links and files are listed.
const LISTED_MAX: usize = 200;

/// Fills in what is known of something that was deleted.
pub(super) fn fill(event: &mut Event, place: &Place, state: &State) {
    let time = event.occurred;
    match event.subject.kind {
        SubjectKind::Comment | SubjectKind::Worklog => body(event, place, state),
        SubjectKind::Attachment => author(event, place, state),
        _ => {}
    }
    changes::fill_last(&mut event.changes, &place.item, time, state);
    if !place.is_self() {
        return;
    }
    if event.subject.kind == SubjectKind::Issue {
        facts::fill(&mut event.issue, time, state);
    }
    description(event, state);
    list(event, "link", state, |item| link(item, time, state));
    list(event, "attachment", state, |item| file(item, time, state));
    belongings(event, state);
}

fn description(event: &mut Event, state: &State) {
    let said = event.content.iter().any(|content| content.role == ContentRole::Description);
    let Some(mark) = state.before(SELF, DESCRIPTION, event.occurred).filter(|_| !said) else { return };
    let text = mark.value.as_ref().and_then(inner_text).filter(|text| !text.is_empty());
    let content = text.map(|text| Content::plain(ContentRole::Description, text));
    event.content.extend(content.map(|content| Content { at: Some(mark.at), ..content }));
}

/// Fills in the version of a page that went to the trash; its fields are still there.
pub(super) fn fill_trashed(event: &mut Event, place: &Place, state: &State) {
    let said = event.changes.iter().any(|change| change.field_id.as_deref() == Some(VERSION));
    let version = changes::last_of(VERSION, &place.item, event.occurred, state);
    event.changes.extend(version.filter(|_| !said));
}

/// The text that was deleted, when the payload did not bring it.
fn body(event: &mut Event, place: &Place, state: &State) {
    let Some(known) = text(ContentRole::Body, &place.item, event.occurred, state) else { return };
    let body = event.content.iter_mut().find(|content| content.role == ContentRole::Body);
    match body {
        Some(body) if body.text.is_empty() => {
            let author = body.author.take().or(known.author);
            let visibility = body.visibility.take().or(known.visibility);
            *body = Content { author, visibility, text: known.text, at: known.at, ..body.clone() };
        }
        Some(_) => {}
        None => event.content.push(known),
    }
}

/// Who had added the file, as the payload of a deletion says it.
fn author(event: &mut Event, place: &Place, state: &State) {
    let known = state.text_before(&place.item, AUTHOR, event.occurred).map(Value::id);
    let said = event.changes.iter().any(|change| change.field == AUTHOR);
    event.changes.extend(known.filter(|_| !said).map(|from| gone(AUTHOR, AUTHOR, from)));
}

fn gone(id: &str, field: &str, from: Value) -> Change {
    Change { field_id: Some(id.to_owned()), field: field.to_owned(), from: Some(from), to: None }
}

/// Things that are told by a change each.
fn list(event: &mut Event, kind: &str, state: &State, change: impl Fn(&str) -> Option<Change>) {
    let prefix = item(kind, "");
    let all = state.items_before(&prefix, event.occurred).filter_map(change);
    event.changes.extend(all.take(LISTED_MAX));
}

/// A link, as a link's own deletion says it.
fn link(item: &str, time: i64, state: &State) -> Option<Change> {
    changes::last_of("issuelinks", item, time, state)
}

/// A file, as Jira's own changes name it: by id and name.
fn file(item: &str, time: i64, state: &State) -> Option<Change> {
    let (_, id) = item.split_once(':')?;
    let name = state.text_before(item, TITLE, time).map(str::to_owned);
    Some(gone("attachment", "Attachment", Value { id: Some(id.to_owned()), text: name }))
}

/// Comments and logged work, the newest that there is room for.
fn belongings(event: &mut Event, state: &State) {
    let time = event.occurred;
    let mut all: Vec<Content> = Vec::new();
    for (kind, role) in [("comment", ContentRole::Comment), ("worklog", ContentRole::Worklog)] {
        let prefix = item(kind, "");
        all.extend(state.items_before(&prefix, time).map(|name| belonging(role, name, time, state)));
    }
    all.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    let spent = stored::record_text(event).len();
    let mut room = VALUE_BYTES_MAX.saturating_sub(spent).saturating_sub(1_024).min(CONTENT_BYTES_MAX);
    let fits = |content: &&Content| {
        let bytes = json_bytes(&content.text).saturating_add(CONTENT_BYTES);
        let enough = room >= bytes;
        room = room.saturating_sub(bytes);
        enough
    };
    let kept = all.iter().rev().take_while(fits).count();
    let left_out = all.len().saturating_sub(kept);
    event.content.extend(all.split_off(left_out));
    if left_out > 0 {
        note(
            event,
            &format!(
                "{left_out} older comments and worklogs are left out here; the log has them as it saw them"
            ),
        );
    }
    if state.cut() > 0 {
        note(event, "some of what was known of it had been shortened or dropped, because it was too much");
    }
}

fn belonging(role: ContentRole, name: &str, time: i64, state: &State) -> Content {
    let known = text(role, name, time, state);
    let blank = || Content {
        author: state.text_before(name, AUTHOR, time).map(str::to_owned),
        ..Content::plain(role, "")
    };
    let id = name.split_once(':').map(|(_, id)| id.to_owned());
    Content { id, title: work(name, time, state), ..known.unwrap_or_else(blank) }
}

/// When work began and how long it took.
fn work(name: &str, time: i64, state: &State) -> Option<String> {
    let said = |field: &str| changes::last_of(field, name, time, state)?.from?.text;
    let parts: Vec<String> = ["started", "timeSpent"].into_iter().filter_map(said).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn json_bytes(text: &str) -> usize {
    stored::quote(text).len()
}

fn note(event: &mut Event, text: &str) {
    event.problem = Some(match event.problem.take() {
        Some(before) => format!("{before}; {text}"),
        None => text.to_owned(),
    });
}
