//! `avi:jira:deleted:issue`.
//!
//! * id: the issue, which is deleted once.
//! * occurred: the event's time, else arrival. (The issue's `updated` is its last edit, not its end.)
//! * actor: `atlassianId`.
//! * The description is kept: it is gone everywhere else.

use crate::{
    actor::Root,
    arrival::Arrival,
    error::Problem,
    issue::RawIssue,
    lenient::{Flag, Text},
    moment::{Moment, readable},
    object::{Object, object},
    payload::Payload,
    record::record,
    registry::Row,
};
use activity_event::{ContentRole, Event, EventId};
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
}

pub(crate) fn read<P: Payload>(payload: &P, row: &Row, arrival: &Arrival) -> Result<Event, Problem> {
    let Object(raw) = payload.read::<Object<Raw>>().map_err(|error| Problem::shape(&error))?;
    let issue = raw.issue.as_ref().ok_or(Problem::NoSubject("issue"))?;
    let identity = issue.identity().ok_or(Problem::NoSubject("issue.id"))?;
    let people = issue.fields.people();
    let root = Root { atlassian_id: &raw.atlassian_id, self_generated: raw.self_generated, people: &people };
    let id = EventId::derive(&["issue.deleted", identity]);
    Ok(Event {
        occurred: raw.timestamp.0.unwrap_or(arrival.recorded),
        actor: root.stated_or(None),
        container: issue.container(),
        issue: issue.facts(),
        content: issue.fields.description.content(ContentRole::Description).into_iter().collect(),
        ..record(row, arrival, id, issue.subject())
    })
}

#[cfg(test)]
mod tests {
    use crate::kinds::testing::one;

    // Typical, sparse and malformed payloads: tests/fixtures/events/avi-jira-deleted-issue.

    #[test]
    fn the_last_edit_is_not_the_time_of_the_deletion() {
        let record = one(
            r#"{"eventType": "avi:jira:deleted:issue", "issue": {"id": "1", "fields": {"updated": "2001-01-01T00:00:00Z"}}}"#,
        );
        assert_eq!(record.occurred, record.recorded);
    }
}
