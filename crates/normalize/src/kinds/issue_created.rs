//! `avi:jira:created:issue`.
//!
//! * id: the issue, which is created once.
//! * occurred: the event's time, else the issue's `created`, else arrival. (An import may create an issue with an old date:
//!   it was created when the event happened.)
//! * actor: `atlassianId`; else the issue's creator, inferred.
//! * What the issue was cloned from is a change of `clonedFrom` from nothing.

use crate::{
    actor::Root,
    arrival::Arrival,
    changelog::RawChangelog,
    error::Problem,
    issue::RawIssue,
    lenient::{Flag, Text},
    moment::{Moment, readable},
    object::{Object, object},
    payload::Payload,
    record::record,
    registry::Row,
};
use activity_event::{Change, ContentRole, Event, EventId, Value};
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase", expecting = "an event")]
struct Raw {
    #[serde(deserialize_with = "readable")]
    timestamp: Moment,
    atlassian_id: Text,
    self_generated: Flag,
    #[serde(deserialize_with = "object")]
    issue: Option<RawIssue>,
    #[serde(deserialize_with = "object")]
    changelog: Option<RawChangelog>,
    #[serde(deserialize_with = "object")]
    cloned_from: Option<RawOriginal>,
}

#[derive(Default, Deserialize)]
#[serde(default, expecting = "an issue")]
struct RawOriginal {
    id: Text,
    key: Text,
}

pub(crate) fn read<P: Payload>(payload: &P, row: &Row, arrival: &Arrival) -> Result<Event, Problem> {
    let Object(raw) = payload.read::<Object<Raw>>().map_err(|error| Problem::shape(&error))?;
    let issue = raw.issue.as_ref().ok_or(Problem::NoSubject("issue"))?;
    let identity = issue.identity().ok_or(Problem::NoSubject("issue.id"))?;
    let people = issue.fields.people();
    let root = Root { atlassian_id: &raw.atlassian_id, self_generated: raw.self_generated, people: &people };
    let id = EventId::derive(&["issue.created", identity]);
    Ok(Event {
        occurred: raw.timestamp.0.or(issue.fields.created.0).unwrap_or(arrival.recorded),
        actor: root.stated_or_inferred(issue.fields.creator.value(), "the issue's creator"),
        container: issue.container(),
        issue: issue.facts(),
        changes: changes(&raw),
        content: issue.fields.description.content(ContentRole::Description).into_iter().collect(),
        ..record(row, arrival, id, issue.subject())
    })
}

/// First values, when the payload has them, and the original of a clone.
fn changes(raw: &Raw) -> Vec<Change> {
    let mut changes = raw.changelog.as_ref().map(RawChangelog::changes).unwrap_or_default();
    if let Some(original) = &raw.cloned_from {
        let to = Value { id: original.id.owned(), text: original.key.owned() };
        let name = "clonedFrom".to_owned();
        changes.push(Change { field_id: Some(name.clone()), field: name, from: None, to: Some(to) });
    }
    changes
}

#[cfg(test)]
mod tests {
    use crate::kinds::testing::one;
    use activity_event::{Actor, Certainty};

    // Typical, sparse and malformed payloads: tests/fixtures/events/avi-jira-created-issue.

    #[test]
    fn without_a_stated_actor_the_creator_is_inferred() {
        let record = one(
            r#"{"eventType": "avi:jira:created:issue", "issue": {"id": "1", "fields": {"creator": {"accountId": "5b10"}}}}"#,
        );
        assert_eq!(record.actor, Actor::inferred("5b10", "the issue's creator"));
        assert_eq!(record.actor.certainty, Certainty::Inferred);
    }

    #[test]
    fn a_second_delivery_has_the_same_id() {
        let first = one(r#"{"eventType": "avi:jira:created:issue", "timestamp": "5", "issue": {"id": "1"}}"#);
        let again = one(r#"{"eventType": "avi:jira:created:issue", "timestamp": 6, "issue": {"id": 1}}"#);
        assert_eq!(first.id, again.id);
    }
}
