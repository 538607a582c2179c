//! `avi:jira:created:attachment` and `avi:jira:deleted:attachment`.
//!
//! * id: the attachment, which is added once and deleted once.
//! * occurred: the event's time, else (not for a deletion) the file's own, else arrival.
//! * actor: `atlassianId` (not documented); else the author, of a new file only. Who deleted one is unknown.
//! * The file's name is the title. Its size and type are changes from nothing, or to nothing; of a deleted file also who had
//!   added it.
//! * The payload names the issue by its id only, and sometimes the project.

use crate::{
    actor::{Person, Root},
    arrival::Arrival,
    error::Problem,
    issue::RawIssue,
    lenient::{Flag, Text},
    moment::{Moment, readable},
    object::{Object, object},
    payload::Payload,
    record::{record, subject},
    registry::Row,
};
use activity_event::{Change, Container, ContainerKind, Event, EventId, Parent, Subject, SubjectKind, Value};
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase", expecting = "an event")]
struct Raw {
    #[serde(deserialize_with = "readable")]
    timestamp: Moment,
    atlassian_id: Text,
    self_generated: Flag,
    #[serde(deserialize_with = "object")]
    attachment: Option<RawAttachment>,
    #[serde(deserialize_with = "object")]
    issue: Option<RawIssue>,
}

/// A file. The platform's events and the REST interface call the same things by different names.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase", expecting = "an attachment")]
struct RawAttachment {
    id: Text,
    issue_id: Text,
    project_id: Text,
    file_name: Text,
    filename: Text,
    create_date: Moment,
    created: Moment,
    size: Text,
    mime_type: Text,
    #[serde(deserialize_with = "object")]
    author: Option<Person>,
}

pub(crate) fn read<P: Payload>(payload: &P, row: &Row, arrival: &Arrival) -> Result<Event, Problem> {
    let Object(raw) = payload.read::<Object<Raw>>().map_err(|error| Problem::shape(&error))?;
    let file = raw.attachment.as_ref().ok_or(Problem::NoSubject("attachment"))?;
    let file_id = file.id.get().ok_or(Problem::NoSubject("attachment.id"))?;
    let deleted = row.action.verb() == "deleted";
    let id = EventId::derive(&[row.action.name(), file_id]);
    let people: Vec<&Person> = file.author.iter().collect();
    let root = Root { atlassian_id: &raw.atlassian_id, self_generated: raw.self_generated, people: &people };
    let added = file.create_date.0.or(file.created.0).filter(|_| !deleted);
    Ok(Event {
        occurred: raw.timestamp.0.or(added).unwrap_or(arrival.recorded),
        actor: root.stated_or(file.author.as_ref().filter(|_| !deleted)),
        container: raw.issue.as_ref().and_then(RawIssue::container).or_else(|| file.container()),
        issue: raw.issue.as_ref().and_then(RawIssue::facts),
        changes: file.changes(deleted),
        ..record(row, arrival, id, file.subject(raw.issue.as_ref()))
    })
}

impl RawAttachment {
    fn subject(&self, issue: Option<&RawIssue>) -> Subject {
        let by_id = || {
            let id = Some(self.issue_id.owned()?);
            Some(Parent { kind: SubjectKind::Issue, id, key: None, title: None })
        };
        let parent = issue.filter(|issue| issue.identity().is_some()).map(RawIssue::parent);
        let title = self.file_name.owned().or_else(|| self.filename.owned());
        Subject {
            id: self.id.owned(),
            title,
            parent: parent.or_else(by_id),
            ..subject(SubjectKind::Attachment)
        }
    }

    fn container(&self) -> Option<Container> {
        let id = self.project_id.owned()?;
        Some(Container { kind: ContainerKind::Project, id, key: None, name: None })
    }

    fn changes(&self, deleted: bool) -> Vec<Change> {
        let author = self.author.as_ref().filter(|_| deleted).and_then(|person| person.account_id.owned());
        let known = [
            ("size", self.size.owned().map(Value::text)),
            ("mimeType", self.mime_type.owned().map(Value::text)),
            ("author", author.map(Value::id)),
        ];
        let change = |name: &str, value: Value| {
            let (from, to) = if deleted { (Some(value), None) } else { (None, Some(value)) };
            Change { field_id: Some(name.to_owned()), field: name.to_owned(), from, to }
        };
        known.into_iter().filter_map(|(name, value)| Some(change(name, value?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::kinds::testing::one;
    use activity_event::Actor;

    // Typical, sparse and malformed payloads: tests/fixtures/events/avi-jira-{created,deleted}-attachment.

    fn file(verb: &str, members: &str) -> activity_event::Event {
        one(&format!(
            r#"{{"eventType": "avi:jira:{verb}:attachment", "attachment": {{"id": "5", {members}}}}}"#
        ))
    }

    #[test]
    fn both_sets_of_names_mean_the_same() {
        let event =
            file("created", r#""fileName": "a.png", "createDate": "2025-11-23 16:00:00.000", "size": "12""#);
        let rest =
            file("created", r#""filename": "a.png", "created": "2025-11-23T16:00:00.000+0000", "size": 12"#);
        assert_eq!(event, rest);
        assert_eq!(event.occurred, 1_763_913_600_000);
    }

    #[test]
    fn the_deleter_is_not_known() {
        let deleted = file("deleted", r#""author": {"accountId": "a"}"#);
        assert_eq!(deleted.actor, Actor::unknown());
        assert_eq!(deleted.changes[0].from.as_ref().unwrap().id.as_deref(), Some("a"));
        assert_eq!(file("created", r#""author": {"accountId": "a"}"#).actor, Actor::stated("a"));
    }
}
