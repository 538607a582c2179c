//! One issue: its creation, its changes, and what hangs on it.

use super::items::with_ids;
use super::parts;
use super::past::{Past, Step};
use crate::actor::account;
use crate::arrival::Arrival;
use crate::moment::parse_moment;
use crate::normalize::of_row;
use crate::registry::find;
use crate::tree::{Tree, text_at};
use crate::unreadable;
use crate::{JsonText, Payload};
use activity_event::{Actor, Event, EventId, Provenance, Reading};
use serde_json::{Map, Value, json};

/// What the host knows besides the issue.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// When the app asked: milliseconds since 1970, UTC.
    pub recorded: i64,
    /// Keys of status categories by id of status, as an object: histories name statuses only.
    pub statuses: &'a Value,
}

/// The records of an issue, JSON text as REST writes it: see [`super`]. In no particular order.
#[must_use]
pub fn issue(text: &str, known: &Known) -> Vec<Event> {
    let arrival = Arrival { recorded: known.recorded, views: false };
    let tree = match JsonText(text).read::<Tree>() {
        Ok(tree) => tree.0,
        Err(reason) => {
            let problem = crate::error::Problem::NotJson(reason);
            return vec![rebuilt(
                unreadable::of_text(text.to_owned(), None, &problem, &arrival),
                "jira:issue",
            )];
        }
    };
    let past = Past::of(&tree, known.statuses);
    let mut events = vec![created(&tree, &past, &arrival)];
    events.extend(past.steps.iter().map(|step| changed(step, &arrival)));
    events.extend(parts::all(&tree, &past, &arrival));
    let created = text_at(&tree, "fields.created").and_then(|text| parse_moment(&text));
    events.into_iter().map(|event| with_time(event, created, known.recorded)).collect()
}

/// A record without a time of its own is put where its issue begins, so that rebuilding it again gives the same record.
fn with_time(event: Event, created: Option<i64>, recorded: i64) -> Event {
    let Some(created) = created.filter(|_| event.occurred == recorded) else { return event };
    let problem = "it is not known when this happened; it is shown at the time of the issue's creation";
    let about = event.subject.id.as_deref().unwrap_or_default();
    let parent = event.subject.parent.as_ref().and_then(|parent| parent.id.as_deref()).unwrap_or_default();
    let id = match about {
        "" => event.id,
        // What is known of the issue, and so the payload, may be another one the next time.
        _ => EventId::derive(&["history", event.action.name(), parent, about]),
    };
    Event {
        id,
        occurred: created,
        reading: event.reading.max(Reading::Envelope),
        problem: Some(event.problem.map_or_else(|| problem.to_owned(), |told| format!("{told}; {problem}"))),
        ..event
    }
}

/// The record of a payload, as the event of this name would have given it.
pub(super) fn read(event: &str, payload: Map<String, Value>, source: &str, arrival: &Arrival) -> Event {
    let payload = Value::Object(payload);
    let record = match find(event) {
        Some(row) => of_row(&payload, row, arrival),
        None => unreadable::of_value(
            &payload,
            Some(event),
            &crate::error::Problem::UnknownEvent(event.to_owned()),
            arrival,
        ),
    };
    rebuilt(record, source)
}

fn rebuilt(record: Event, source: &str) -> Event {
    Event { provenance: Provenance::Backfill, source: source.to_owned(), ..record }
}

/// A payload from its members.
pub(super) fn payload<const N: usize>(members: [(&str, Value); N]) -> Map<String, Value> {
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// A user, as the one who did it; unknown when the account is gone or was never told.
pub(super) fn actor(user: Option<&Value>) -> Actor {
    let id = user.and_then(|user| text_at(user, "accountId"));
    let kind = user.and_then(|user| text_at(user, "accountType"));
    id.map_or_else(Actor::unknown, |id| account(&id, kind.as_deref(), false))
}

fn created(issue: &Value, past: &Past, arrival: &Arrival) -> Event {
    let mut record =
        read("avi:jira:created:issue", payload([("issue", past.first.clone())]), "jira:issue", arrival);
    if record.subject.title.is_none() {
        // Its history is not known: it is called as it is now.
        record.subject.title = text_at(issue, "fields.summary");
    }
    record
}

fn changed(step: &Step, arrival: &Arrival) -> Event {
    let changelog = json!({
        "id": step.history.get("id"),
        "created": step.history.get("created"),
        "items": with_ids(step.history),
    });
    let time = step.created.map_or(Value::Null, Value::from);
    let parts = payload([("issue", step.after.clone()), ("changelog", changelog), ("timestamp", time)]);
    let record = read("avi:jira:updated:issue", parts, "jira:changelog", arrival);
    Event { actor: actor(step.history.get("author")), ..record }
}
