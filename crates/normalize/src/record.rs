//! The parts that every record has.

use crate::{arrival::Arrival, registry::Row};
use activity_event::{Actor, Event, EventId, Provenance, Reading, Subject, SubjectKind};

/// A record of this event that says who, what and when; the reader adds the rest.
pub(crate) fn record(row: &Row, arrival: &Arrival, id: EventId, subject: Subject) -> Event {
    Event {
        id,
        revision: None,
        occurred: arrival.recorded,
        recorded: arrival.recorded,
        product: row.product,
        action: row.action,
        actor: Actor::unknown(),
        container: None,
        subject,
        issue: None,
        changes: Vec::new(),
        content: Vec::new(),
        provenance: Provenance::Live,
        source: row.event.to_owned(),
        reading: Reading::Full,
        problem: None,
        raw: None,
    }
}

/// A subject of this kind without anything known about it.
pub(crate) fn subject(kind: SubjectKind) -> Subject {
    Subject { kind, id: None, key: None, title: None, parent: None }
}
