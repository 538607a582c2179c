//! Reads what every event has (time, actor, subject, container) and the members that its shape names.
//!
//! * id: the event's name, the subject, what it belongs to, and the time, with what else tells two events of one moment apart
//!   (the key of an issue's property); a digest of the payload when subject or time is missing.
//! * revision: the number of a version, where the product counts.
//! * occurred: `timestamp` (Jira), `eventCreatedDate` (Confluence), `entityUpdateTimeStamp` (service projects), `time`
//!   (cloud events), else arrival.
//! * actor: `atlassianId`, else where the shape says. When nobody is named, that means nobody was logged in on Confluence,
//!   and nothing elsewhere. What kind of account it is stands at the root, or where the payload names it once more.
//! * changes: `members.rs`. Personal data is never a part of them: user events bring display names and e-mail addresses.

use crate::{
    actor::{account, this_app},
    arrival::Arrival,
    error::Problem,
    identity::fingerprint_of,
    issue::RawIssue,
    members,
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
        revision: text_at(payload, shape.revision).filter(|_| !shape.revision.is_empty()),
        issue: issue_facts(payload),
        changes: members::changes(payload, shape, row.action),
        content: shape.content.map(|content| content(payload)).unwrap_or_default(),
        ..record(row, arrival, id(payload, row, &about, time), about)
    })
}

/// The time that the root states, if it can be read.
pub(crate) fn time(payload: &Value) -> Option<i64> {
    TIMES.iter().find_map(|name| parse_moment(&text_at(payload, name)?))
}

/// Whether the root states a time that cannot be read.
pub(crate) fn has_unreadable_time(payload: &Value) -> bool {
    let mut stated = TIMES.iter().filter_map(|name| at(payload, name));
    stated.any(|time| {
        text_at(time, "").as_deref().and_then(parse_moment).is_none() && *time != Value::String(String::new())
    })
}

/// The record of a payload that the event's own reader could not read: what every event has, and the whole payload.
pub(crate) fn of_broken(
    payload: &Value,
    row: &Row,
    arrival: &Arrival,
    problem: &Problem,
) -> Result<Event, Problem> {
    let record = read(payload, row, arrival)?;
    let (reading, raw) = (Reading::Envelope, Some(kept(payload)));
    Ok(Event { reading, raw, problem: Some(problem.to_string()), ..record })
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
            let time = time.to_string();
            let also: Vec<String> = row.shape.also.iter().filter_map(|path| text_at(payload, path)).collect();
            let parts = ["envelope", row.event, subject, parent, &time];
            let parts: Vec<&str> = parts.into_iter().chain(also.iter().map(String::as_str)).collect();
            EventId::derive(&parts)
        }
        _ => EventId::derive(&["envelope", row.event, &fingerprint_of(payload)]),
    }
}

fn about(payload: &Value, shape: &Shape) -> Subject {
    let (id, key, title) = shape.subject.iter().find_map(|spot| members(payload, spot)).unwrap_or_default();
    let parent = shape.parent.iter().find_map(|(kind, spot)| parent(payload, *kind, spot));
    let known = || shape.titles.iter().find(|(known, _)| id.as_deref() == Some(*known));
    let title = title.or_else(|| known().map(|title| title.1.to_owned()));
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
        Some(id) => {
            let kind = text_at(payload, "accountType").or_else(|| account_type(payload, &id));
            account(&id, kind.as_deref(), own)
        }
        None if own => this_app(),
        // Somebody is named, and it cannot be read who.
        None if at(payload, "atlassianId").is_some_and(|id| *id != "") => Actor::unknown(),
        None if shape.nobody == Nobody::Anonymous => Actor::anonymous(),
        None => Actor::unknown(),
    }
}

/// What kind of account this is, from wherever the payload says so.
fn account_type(value: &Value, id: &str) -> Option<String> {
    match value {
        Value::Array(items) => items.iter().find_map(|item| account_type(item, id)),
        Value::Object(members) => {
            let own =
                (text_at(value, "accountId").as_deref() == Some(id)).then(|| text_at(value, "accountType"));
            own.flatten().or_else(|| members.values().find_map(|member| account_type(member, id)))
        }
        _ => None,
    }
}

fn issue_facts(payload: &Value) -> Option<activity_event::IssueFacts> {
    Object::<RawIssue>::deserialize(payload.get("issue")?).ok()?.0.facts()
}

#[cfg(test)]
mod tests;
