//! `avi:jira:deleted:comment`.
//!
//! * id: the comment, which is deleted once.
//! * occurred: the event's time, else arrival. (The comment's own times are those of its last version.)
//! * actor: `atlassianId`, who deleted it. The author did not necessarily; when nobody is named, it is unknown.
//! * The body is kept with its author: it is gone everywhere else.

use super::comment::RawComment;
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
use activity_event::{Event, EventId};
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
    comment: Option<RawComment>,
}

pub(crate) fn read<P: Payload>(payload: &P, row: &Row, arrival: &Arrival) -> Result<Event, Problem> {
    let Object(raw) = payload.read::<Object<Raw>>().map_err(|error| Problem::shape(&error))?;
    let comment = raw.comment.as_ref().ok_or(Problem::NoSubject("comment"))?;
    let comment_id = comment.id.get().ok_or(Problem::NoSubject("comment.id"))?;
    let issue = raw.issue.clone().unwrap_or_default();
    let people = comment.people();
    let root = Root { atlassian_id: &raw.atlassian_id, self_generated: raw.self_generated, people: &people };
    let id = EventId::derive(&["comment.deleted", comment_id]);
    Ok(Event {
        occurred: raw.timestamp.0.unwrap_or(arrival.recorded),
        actor: root.stated_or(None),
        container: issue.container(),
        issue: issue.facts(),
        content: comment.content().into_iter().collect(),
        ..record(row, arrival, id, comment.subject(raw.issue.as_ref()))
    })
}

#[cfg(test)]
mod tests {
    use crate::kinds::testing::one;
    use activity_event::Actor;

    // Typical, sparse and malformed payloads: tests/fixtures/events/avi-jira-deleted-comment.

    #[test]
    fn the_author_is_not_taken_for_the_deleter() {
        let record = one(r#"{"eventType": "avi:jira:deleted:comment", "issue": {"id": "1"},
                "comment": {"id": "9", "body": "x", "author": {"accountId": "a"}, "updateAuthor": {"accountId": "a"}}}"#);
        assert_eq!(record.actor, Actor::unknown());
        assert_eq!(record.content[0].author.as_deref(), Some("a"));
    }
}
