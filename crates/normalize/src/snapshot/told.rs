//! What the log has already: told by an event as it happened, or by the product's audit log.

use super::kind::{Form, Kind, Of};
use super::tell::Told;
use activity_event::{Action, Actor, Certainty, Change, Event, Provenance};

/// Clocks of the product and of the app differ, and events come up to three minutes late.
pub(super) const SLACK_MS: i64 = 180_000;

/// From what the actor of a difference is inferred, when several events say that it changed.
const FROM_EVENTS: &str = "the events of the change";

/// Names of actions by which a difference of this kind may have been told.
pub(super) fn actions(kind: Kind, of: &Of) -> Vec<&'static str> {
    let Some(row) = kind.row() else { return Vec::new() };
    let mut names = vec![row.appeared.name(), row.changed.name(), row.gone.name()];
    if kind == Kind::Users {
        names.extend(["person.deactivated", "person.reactivated"]);
    }
    if let (Kind::Restrictions, Some(content)) = (kind, of.content.as_deref()) {
        let action = Action::parse(&format!("{content}.permissions-updated"));
        names = action.map(|action| vec![action.name()]).unwrap_or(names);
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// The record to write: none when the log tells all of it already; the log's own record with more in it, when there is one
/// that only says that something happened; else the record as it is.
pub(super) fn reconcile(kind: Kind, (record, since): Told, log: &[Event]) -> Option<Event> {
    if log.iter().any(|event| found_before(event, &record, since)) {
        return None;
    }
    let recent = |event: &&Event| event.occurred >= since.saturating_sub(SLACK_MS);
    let told: Vec<&Event> = log.iter().filter(recent).filter(|event| speaks_of(event, &record)).collect();
    let form = kind.row().map(|row| row.form)?;
    match form {
        Form::Members => told.iter().all(|event| !same_member(event, &record)).then_some(record),
        Form::Things => thing(record, &told),
        Form::Owned | Form::Parts => parts(record, &told),
    }
}

/// Whether a later look than the stored one has found just this. That happens when two looks are taken at once, and the one that
/// began earlier stores its snapshot last.
fn found_before(event: &Event, record: &Event, since: i64) -> bool {
    event.provenance == Provenance::SnapshotDiff
        && event.occurred > since
        && event.action == record.action
        && event.subject.id == record.subject.id
        && event.changes == record.changes
}

/// Whether an event of the log may be about the same thing. What snapshots found does not count.
fn speaks_of(event: &Event, record: &Event) -> bool {
    let (told, own) = (&event.subject, &record.subject);
    let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
    let by_id = same(&told.id, &own.id) || same(&told.key, &own.key);
    // Audit records know some things by their names, or by ids of their own.
    let by_name = told.kind == own.kind && same(&told.title, &own.title);
    event.provenance != Provenance::SnapshotDiff && (by_id || by_name)
}

fn same_member(event: &Event, record: &Event) -> bool {
    let account = |event: &Event| -> Vec<String> {
        let values = event.changes.iter().flat_map(|change| [&change.from, &change.to]).flatten();
        values.filter_map(|value| value.id.clone().or_else(|| value.text.clone())).collect()
    };
    let members = account(record);
    event.action == record.action && account(event).iter().any(|member| members.contains(member))
}

fn thing(record: Event, told: &[&Event]) -> Option<Event> {
    if told.iter().any(|event| event.action == record.action && agrees(event, &record)) {
        return None;
    }
    // A live event says what is; the snapshot knows that it was different. Together they say what happened.
    let live = told.iter().find(|event| says_all(event, &record));
    Some(match live {
        Some(event) => amended(event, record),
        None => record,
    })
}

/// Whether nothing that both say differs: what the event says came of a field is what was found.
fn agrees(event: &Event, record: &Event) -> bool {
    record.changes.iter().all(|change| {
        let told =
            event.changes.iter().find(|told| told.field_id.is_some() && told.field_id == change.field_id);
        told.is_none_or(|told| match (&told.to, &change.to) {
            (Some(told), Some(found)) => told.text == found.text,
            _ => true,
        })
    })
}

/// Whether the event says of each field that was found different what it is now.
fn says_all(event: &Event, record: &Event) -> bool {
    let said = |change: &Change| {
        event.changes.iter().any(|told| {
            let to = |change: &Change| change.to.as_ref().and_then(|to| to.text.clone());
            told.field_id.is_some()
                && told.field_id == change.field_id
                && to(change).is_some()
                && to(told) == to(change)
        })
    };
    !record.changes.is_empty() && record.changes.iter().all(said)
}

/// Grants, restrictions and permissions: live events do not say which, audit records may.
fn parts(record: Event, told: &[&Event]) -> Option<Event> {
    let of_kind: Vec<&&Event> = told.iter().filter(|event| event.action == record.action).collect();
    if of_kind.iter().any(|event| event.provenance == Provenance::AuditImport && !event.changes.is_empty()) {
        return None;
    }
    match of_kind.as_slice() {
        [] => Some(record),
        // It has been told with these changes: this comparison is made a second time.
        [event] if record.changes.iter().all(|change| event.changes.contains(change)) => None,
        [event] => Some(amended(event, record)),
        events => Some(Event { actor: common_actor(events), ..record }),
    }
}

/// Who did it, when one person did all of what the log has of it.
fn common_actor(events: &[&&Event]) -> Actor {
    let first = events.first().map(|event| &event.actor);
    let same =
        events.iter().all(|event| Some(&event.actor) == first && event.actor.certainty != Certainty::Unknown);
    match first.filter(|_| same) {
        Some(Actor { account_id: Some(account), kind, .. }) => {
            Actor { kind: *kind, ..Actor::inferred(account.clone(), FROM_EVENTS) }
        }
        _ => Actor::unknown(),
    }
}

/// The event of the log, with what the snapshot knows: the same id, so that it takes the stored one's place.
fn amended(event: &Event, record: Event) -> Event {
    let said = |change: &&Change| record.changes.iter().all(|found| found.field_id != change.field_id);
    let mut changes: Vec<Change> = event.changes.iter().filter(said).cloned().collect();
    changes.extend(record.changes);
    Event { action: record.action, changes, ..event.clone() }
}
