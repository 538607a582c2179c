//! Whether a rebuilt record and one of the log are about the same happening.

use activity_event::{Change, Event, EventId, Product, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The product's clock and the one of the event may differ by so much.
const APART_MS: u64 = 10_000;
/// An event of Confluence may come about so much later than the version that it tells of.
const VERSION_APART_MS: u64 = 60_000;

/// Whether `known` tells of what `rebuilt` tells: the same id, or else the same thing done to the same subject, by nobody else,
/// at the same time, with the same changes. Two records whose changelog entries are known are the same only by these.
#[must_use]
pub fn same_happening(known: &Event, rebuilt: &Event) -> bool {
    if known.id == rebuilt.id {
        return true;
    }
    let of_both = |is: fn(&Event) -> bool| is(known) && is(rebuilt);
    if of_both(is_change) && known.revision.is_some() && rebuilt.revision.is_some() {
        return false;
    }
    if of_both(is_version) {
        return same_version(known, rebuilt);
    }
    let same_act = known.action == rebuilt.action || of_both(is_change);
    known.subject.kind == rebuilt.subject.kind
        && known.subject.id.is_some()
        && known.subject.id == rebuilt.subject.id
        && same_act
        && known.occurred.abs_diff(rebuilt.occurred) <= APART_MS
        && same_person(known, rebuilt)
        && (!of_both(is_change) || same_changes(&known.changes, &rebuilt.changes))
}

/// How far from a live record in time the rebuilt one of the same happening can be, in milliseconds, when that has another id:
/// the live one does not tell the entry of the changelog, or is one of several about one version. None when its id says all.
#[must_use]
pub fn tells_again_within(live: &Event) -> Option<u64> {
    if live.subject.id.is_none() {
        None
    } else if is_version(live) {
        Some(VERSION_APART_MS)
    } else {
        (is_change(live) && live.revision.is_none()).then_some(APART_MS)
    }
}

/// The rebuilt records that the log does not know. Each known record stands for one rebuilt one: two like changes within seconds
/// stay two.
#[must_use]
pub fn missing(rebuilt: Vec<Event>, known: &[Event]) -> Vec<Event> {
    let ids: BTreeSet<EventId> = known.iter().map(|event| event.id).collect();
    // The same happening is about the same subject.
    let mut of_subject: BTreeMap<Option<&str>, Vec<&Event>> = BTreeMap::new();
    for event in known {
        of_subject.entry(event.subject.id.as_deref()).or_default().push(event);
    }
    let (stored, others): (Vec<Event>, Vec<Event>) =
        rebuilt.into_iter().partition(|event| ids.contains(&event.id));
    let mut taken: BTreeSet<EventId> = stored.iter().map(|event| event.id).collect();
    let mut missing = Vec::new();
    for event in others {
        let mut candidates = of_subject.get(&event.subject.id.as_deref()).into_iter().flatten();
        let same = candidates.find(|known| !taken.contains(&known.id) && same_happening(known, &event));
        match same {
            Some(same) => drop(taken.insert(same.id)),
            None => missing.push(event),
        }
    }
    missing
}

/// Whether it is a change of an issue's fields.
fn is_change(event: &Event) -> bool {
    let changes = ["updated", "transitioned", "assigned", "moved", "resolved"];
    event.action.family() == "issue" && changes.contains(&event.action.verb())
}

/// Whether it made a version of content of Confluence. Live events of other acts tell the version too, but make none.
fn is_version(event: &Event) -> bool {
    let makes = ["created", "updated", "edited", "moved", "published", "restored", "copied"];
    let counts = match event.action.family() {
        "page" | "blogpost" => true,
        // Those of Jira have no versions.
        "comment" | "attachment" => event.product == Product::Confluence,
        _ => false,
    };
    counts && makes.contains(&event.action.verb())
}

/// The same version of the same content; the first one made it, and has no number in live events.
fn same_version(a: &Event, b: &Event) -> bool {
    let made = |event: &Event| matches!(event.action.verb(), "created" | "copied");
    let same = a.subject.id.is_some() && a.subject.id == b.subject.id && same_person(a, b);
    let near = a.occurred.abs_diff(b.occurred) <= VERSION_APART_MS;
    let version = match (&a.revision, &b.revision) {
        (Some(a), Some(b)) => a == b,
        _ => made(a) == made(b),
    };
    same && near && version
}

/// Nobody else, as far as both tell.
fn same_person(a: &Event, b: &Event) -> bool {
    match (&a.actor.account_id, &b.actor.account_id) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

/// The same fields with the same values; their order does not count.
fn same_changes(a: &[Change], b: &[Change]) -> bool {
    a.len() == b.len() && a.iter().all(|a| b.iter().any(|b| same_change(a, b)))
}

fn same_change(a: &Change, b: &Change) -> bool {
    let same_field = match (&a.field_id, &b.field_id) {
        (Some(a), Some(b)) => a == b,
        _ => a.field.eq_ignore_ascii_case(&b.field),
    };
    same_field && same_value(a.from.as_ref(), b.from.as_ref()) && same_value(a.to.as_ref(), b.to.as_ref())
}

/// By id where both have one; texts may be in another language then.
fn same_value(a: Option<&Value>, b: Option<&Value>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => match (&a.id, &b.id) {
            (Some(a), Some(b)) => a == b,
            _ => a.text == b.text,
        },
        _ => false,
    }
}
