//! Reads what every event has: time, actor, subject, container. The payload itself is kept.
//!
//! * id: the event's name, the subject and what it belongs to, and the time; a digest of the payload when subject or time
//!   is missing.
//! * occurred: `timestamp` (Jira), `eventCreatedDate` (Confluence), `entityUpdateTimeStamp` (service projects), `time`
//!   (cloud events), else arrival.
//! * actor: `atlassianId`, else where the shape says. When nobody is named, that means nobody was logged in on Confluence,
//!   and nothing elsewhere.
//! * Personal data is taken out of the payload before it is kept, as `personal.rs` says: user events bring display names
//!   and e-mail addresses, and these must never be stored.

use crate::{
    actor::{account, this_app},
    arrival::Arrival,
    error::Problem,
    identity::fingerprint_of,
    issue::RawIssue,
    moment::parse_moment,
    object::Object,
    personal,
    record::{record, subject},
    registry::Row,
    shape::{Kind, Nobody, Shape, Spot},
    tree::{at, text_at},
};
use activity_event::{
    Actor, Container, ContainerKind, Event, EventId, Parent, Reading, Subject, SubjectKind,
};
use serde::Deserialize;
use serde_json::Value;

/// Members of the root that say when it happened, in order of preference.
const TIMES: &[&str] = &["timestamp", "eventCreatedDate", "entityUpdateTimeStamp", "time"];

pub(crate) fn read(payload: &Value, row: &Row, arrival: &Arrival) -> Result<Event, Problem> {
    let shape = row.shape;
    let about = about(payload, shape);
    if shape.id_required && about.id.is_none() && about.key.is_none() {
        return Err(Problem::NoSubject(shape.subject.first().map_or("subject", |spot| spot.at)));
    }
    let time = time(payload);
    Ok(Event {
        occurred: time.unwrap_or(arrival.recorded),
        actor: actor(payload, shape),
        container: shape.container.iter().find_map(|(kind, spot)| container(payload, *kind, spot)),
        issue: issue_facts(payload),
        reading: Reading::Envelope,
        raw: Some(kept(payload)),
        ..record(row, arrival, id(payload, row, &about, time), about)
    })
}

/// The time that the root states, if it can be read.
pub(crate) fn time(payload: &Value) -> Option<i64> {
    TIMES.iter().find_map(|name| parse_moment(&text_at(payload, name)?))
}

/// The payload as it is kept: without personal data and what belongs to the delivery.
pub(crate) fn kept(payload: &Value) -> String {
    let mut payload = payload.clone();
    personal::strip_payload(&mut payload);
    payload.to_string()
}

fn id(payload: &Value, row: &Row, about: &Subject, time: Option<i64>) -> EventId {
    let subject = about.id.as_deref().or(about.key.as_deref());
    let parent = about.parent.as_ref().and_then(|parent| parent.id.as_deref()).unwrap_or_default();
    match (subject, time) {
        (Some(subject), Some(time)) => {
            EventId::derive(&["envelope", row.event, subject, parent, &time.to_string()])
        }
        _ => EventId::derive(&["envelope", row.event, &fingerprint_of(payload)]),
    }
}

fn about(payload: &Value, shape: &Shape) -> Subject {
    let (id, key, title) = shape.subject.iter().find_map(|spot| members(payload, spot)).unwrap_or_default();
    let parent = shape.parent.iter().find_map(|(kind, spot)| parent(payload, *kind, spot));
    Subject { id, key, title, parent, ..subject(shape.kind) }
}

/// Id, key and title at this place; none when there is nothing of the three.
#[allow(clippy::type_complexity, reason = "three optional texts, taken apart where they are used")]
fn members(payload: &Value, spot: &Spot) -> Option<(Option<String>, Option<String>, Option<String>)> {
    let object = at(payload, spot.at)?;
    let member = |name: &str| if name.is_empty() { None } else { text_at(object, name) };
    // A personal space is called after its owner.
    let nameless = text_at(object, "type").as_deref() == Some("personal");
    let title = member(spot.title).filter(|_| !nameless);
    let found = (member(spot.id), member(spot.key), title);
    (found != (None, None, None)).then_some(found)
}

fn parent(payload: &Value, kind: Kind, spot: &Spot) -> Option<Parent> {
    let (id, key, title) = members(payload, spot)?;
    let kind = match kind {
        Kind::Is(kind) => kind,
        Kind::Typed => content_kind(text_at(at(payload, spot.at)?, "type").as_deref()),
    };
    (id.is_some() || key.is_some()).then_some(Parent { kind, id, key, title })
}

/// Confluence's words for its kinds of content.
fn content_kind(name: Option<&str>) -> SubjectKind {
    match name {
        Some("page") => SubjectKind::Page,
        Some("blogpost") => SubjectKind::BlogPost,
        Some("comment") => SubjectKind::Comment,
        Some("attachment") => SubjectKind::Attachment,
        Some("space" | "global" | "personal") => SubjectKind::Space,
        _ => SubjectKind::OtherContent,
    }
}

fn container(payload: &Value, kind: ContainerKind, spot: &Spot) -> Option<Container> {
    let (id, key, name) = members(payload, spot)?;
    Some(Container { kind, id: id?, key, name })
}

fn actor(payload: &Value, shape: &Shape) -> Actor {
    let own = matches!(at(payload, "selfGenerated"), Some(Value::Bool(true)));
    let named = text_at(payload, "atlassianId");
    let named = named.or_else(|| shape.actor.iter().find_map(|path| text_at(payload, path)));
    match named {
        Some(id) => account(&id, text_at(payload, "accountType").as_deref(), own),
        None if own => this_app(),
        None if shape.nobody == Nobody::Anonymous => Actor::anonymous(),
        None => Actor::unknown(),
    }
}

fn issue_facts(payload: &Value) -> Option<activity_event::IssueFacts> {
    Object::<RawIssue>::deserialize(payload.get("issue")?).ok()?.0.facts()
}

#[cfg(test)]
mod tests;
