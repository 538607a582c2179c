//! What a record lacks and an earlier one has said.

use super::learn::{AUTHOR, CONTAINER, KEY, TEXT, TITLE, is_end};
use super::place::{Place, SELF};
use super::state::State;
use super::{changes, deletion};
use activity_event::{Action, Container, Content, ContentRole, Event, SubjectKind, Value};
use serde_json::Value as Json;

/// Fills in what is known from before the record's time. What the record says itself is never changed.
pub(super) fn fill(event: &mut Event, place: &Place, state: &State) {
    names(event, place, state);
    changes::fill_from(&mut event.changes, &place.item, event.occurred, state);
    if is_end(event) {
        deletion::fill(event, place, state);
    } else if event.action.verb() == "trashed" {
        deletion::fill_trashed(event, place, state);
    } else {
        previous_text(event, place, state);
        person(event);
    }
}

fn names(event: &mut Event, place: &Place, state: &State) {
    let time = event.occurred;
    let known = |item: &str, attribute: &str| state.text_before(item, attribute, time).map(str::to_owned);
    let subject = &mut event.subject;
    subject.title = subject.title.take().or_else(|| known(&place.item, TITLE));
    subject.key = subject.key.take().or_else(|| known(&place.item, KEY));
    let parent = subject.parent.as_mut().filter(|_| place.has_parent());
    if let Some(parent) = parent {
        parent.title = parent.title.take().or_else(|| known(SELF, TITLE));
        parent.key = parent.key.take().or_else(|| known(SELF, KEY));
    }
    let owner = if place.has_parent() { SELF } else { place.item.as_str() };
    let container = state.value_before(owner, CONTAINER, time).cloned();
    let container = container.and_then(|known| serde_json::from_value::<Container>(known).ok());
    match (&mut event.container, container) {
        (none @ None, known) => *none = known,
        (Some(own), Some(known)) if own.id == known.id && own.key.is_none() => *own = known,
        _ => {}
    }
}

/// The text of an item, with its author, as it was before a time.
pub(super) fn text(role: ContentRole, item: &str, time: i64, state: &State) -> Option<Content> {
    let mark = state.before(item, TEXT, time)?;
    let part = |name: &str| mark.value.as_ref()?.get(name)?.as_str();
    Some(Content {
        author: state.text_before(item, AUTHOR, time).map(str::to_owned),
        visibility: part("visibility").map(str::to_owned),
        at: Some(mark.at),
        ..Content::plain(role, part("text")?)
    })
}

fn previous_text(event: &mut Event, place: &Place, state: &State) {
    let edited = matches!(event.action.verb(), "edited" | "updated");
    let has = |role: ContentRole| event.content.iter().find(|content| content.role == role);
    if !edited || has(ContentRole::PreviousBody).is_some() {
        return;
    }
    let Some(before) = text(ContentRole::PreviousBody, &place.item, event.occurred, state) else { return };
    if has(ContentRole::Body).is_none_or(|body| body.text != before.text) {
        event.content.push(before);
    }
}

/// A person who was active and is not any more, or the other way round.
fn person(event: &mut Event) {
    if event.subject.kind != SubjectKind::Person || event.action != Action::named("person.updated") {
        return;
    }
    let active = event.changes.iter().find(|change| change.field_id.as_deref() == Some("active"));
    let Some(change) = active else { return };
    let says = |value: &Option<Value>| value.as_ref().and_then(|value| value.text.clone());
    match (says(&change.from).as_deref(), says(&change.to).as_deref()) {
        (Some("true"), Some("false")) => event.action = Action::named("person.deactivated"),
        (Some("false"), Some("true")) => event.action = Action::named("person.reactivated"),
        _ => {}
    }
}

/// The text in an attribute that is an object with a text.
pub(super) fn inner_text(value: &Json) -> Option<&str> {
    value.get("text")?.as_str()
}
