//! `avi:jira:created:worklog`, `updated:worklog` and `deleted:worklog`.
//!
//! * id: created and deleted: the worklog. Updated: the worklog and its `updated` (else the event's time).
//! * occurred: the event's time, else (not for a deletion) the worklog's `updated`, else `created`, else arrival. Never
//!   `started`: that is when the work was done, not when it was logged.
//! * actor: `atlassianId` (not documented); else `updateAuthor`, else the author. Of a deletion it is unknown.
//! * The time spent and the start of the work are kept as changes. Before an update both had values that the payload does
//!   not tell: a `from` without id and text.
//! * To whom the worklog is restricted stands at its text.
//! * The payload names the issue by its id only; the project is not known.

use super::comment::RawVisibility;
use crate::{
    actor::{Person, Root},
    arrival::Arrival,
    body::Body,
    error::Problem,
    identity::fingerprint,
    issue::RawIssue,
    lenient::{Flag, Text},
    moment::{Moment, readable},
    object::{Object, object},
    payload::Payload,
    record::{record, subject},
    registry::Row,
};
use activity_event::{Change, Content, ContentRole, Event, EventId, Parent, Subject, SubjectKind, Value};
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase", expecting = "an event")]
struct Raw {
    #[serde(deserialize_with = "readable")]
    timestamp: Moment,
    atlassian_id: Text,
    self_generated: Flag,
    #[serde(deserialize_with = "object")]
    worklog: Option<RawWorklog>,
    #[serde(deserialize_with = "object")]
    issue: Option<RawIssue>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase", expecting = "a worklog")]
struct RawWorklog {
    id: Text,
    issue_id: Text,
    #[serde(deserialize_with = "object")]
    author: Option<Person>,
    #[serde(deserialize_with = "object")]
    update_author: Option<Person>,
    comment: Body,
    created: Moment,
    updated: Moment,
    started: Text,
    time_spent: Text,
    time_spent_seconds: Text,
    #[serde(deserialize_with = "object")]
    visibility: Option<RawVisibility>,
}

/// What happened to the worklog.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Created,
    Updated,
    Deleted,
}

pub(crate) fn read<P: Payload>(payload: &P, row: &Row, arrival: &Arrival) -> Result<Event, Problem> {
    let Object(raw) = payload.read::<Object<Raw>>().map_err(|error| Problem::shape(&error))?;
    let worklog = raw.worklog.as_ref().ok_or(Problem::NoSubject("worklog"))?;
    let worklog_id = worklog.id.get().ok_or(Problem::NoSubject("worklog.id"))?;
    let step = step(row);
    let mut revision = None;
    let id = match step {
        Step::Created => EventId::derive(&["worklog.created", worklog_id]),
        Step::Deleted => EventId::derive(&["worklog.deleted", worklog_id]),
        Step::Updated => {
            revision = worklog.updated.text().or_else(|| raw.timestamp.text());
            let version = revision.clone().unwrap_or_else(|| fingerprint(payload));
            EventId::derive(&["worklog.updated", worklog_id, &version])
        }
    };
    let people: Vec<&Person> = [&worklog.author, &worklog.update_author].into_iter().flatten().collect();
    let root = Root { atlassian_id: &raw.atlassian_id, self_generated: raw.self_generated, people: &people };
    let own_time = worklog.updated.0.or(worklog.created.0).filter(|_| step != Step::Deleted);
    Ok(Event {
        revision,
        occurred: raw.timestamp.0.or(own_time).unwrap_or(arrival.recorded),
        actor: root.stated_or(worklog.last_author().filter(|_| step != Step::Deleted)),
        container: raw.issue.as_ref().and_then(RawIssue::container),
        issue: raw.issue.as_ref().and_then(RawIssue::facts),
        changes: worklog.changes(step),
        content: worklog.content().into_iter().collect(),
        ..record(row, arrival, id, worklog.subject(raw.issue.as_ref()))
    })
}

fn step(row: &Row) -> Step {
    match row.action.verb() {
        "created" => Step::Created,
        "deleted" => Step::Deleted,
        _ => Step::Updated,
    }
}

impl RawWorklog {
    fn last_author(&self) -> Option<&Person> {
        let named = |person: &&Person| person.account_id.get().is_some();
        self.update_author.as_ref().filter(named).or(self.author.as_ref())
    }

    fn subject(&self, issue: Option<&RawIssue>) -> Subject {
        let by_id = || {
            let id = Some(self.issue_id.owned()?);
            Some(Parent { kind: SubjectKind::Issue, id, key: None, title: None })
        };
        let parent = issue.filter(|issue| issue.identity().is_some()).map(RawIssue::parent);
        Subject { id: self.id.owned(), parent: parent.or_else(by_id), ..subject(SubjectKind::Worklog) }
    }

    fn changes(&self, step: Step) -> Vec<Change> {
        let spent = Value { id: self.time_spent_seconds.owned(), text: self.time_spent.owned() };
        let started = Value { id: None, text: self.started.owned() };
        let known = [("timeSpent", spent), ("started", started)].into_iter();
        known
            .filter(|(_, value)| *value != Value::default())
            .map(|(name, value)| change(name, value, step))
            .collect()
    }

    fn content(&self) -> Option<Content> {
        let author = self.author.as_ref().and_then(|person| person.account_id.owned());
        let visibility = self.visibility.as_ref().and_then(RawVisibility::text);
        let text = self.comment.content(ContentRole::Body);
        let known = text.is_some() || author.is_some() || visibility.is_some();
        let text = text.unwrap_or_else(|| Content::plain(ContentRole::Body, ""));
        known.then_some(Content { author, visibility, ..text })
    }
}

fn change(name: &str, value: Value, step: Step) -> Change {
    let (from, to) = match step {
        Step::Created => (None, Some(value)),
        Step::Updated => (Some(Value::default()), Some(value)),
        Step::Deleted => (Some(value), None),
    };
    Change { field_id: Some(name.to_owned()), field: name.to_owned(), from, to }
}

#[cfg(test)]
mod tests {
    use crate::kinds::testing::one;
    use activity_event::Actor;

    // Typical, sparse and malformed payloads: tests/fixtures/events/avi-jira-{created,updated,deleted}-worklog.

    fn worklog(event: &str) -> activity_event::Event {
        one(&format!(
            r#"{{"eventType": "avi:jira:{event}:worklog", "worklog": {{"id": 7.0, "issueId": "1", "timeSpentSeconds": 60,
                "author": {{"accountId": "a"}}, "updateAuthor": {{"accountId": "b"}}}}}}"#
        ))
    }

    #[test]
    fn the_deleter_is_not_known() {
        assert_eq!(worklog("deleted").actor, Actor::unknown());
        assert_eq!(worklog("updated").actor, Actor::stated("b"));
        assert_eq!(worklog("deleted").content[0].author.as_deref(), Some("a"));
    }

    #[test]
    fn the_time_spent_comes_and_goes() {
        let sides = |event: &str| {
            let change = worklog(event).changes.remove(0);
            (change.from.map(|value| value.id), change.to.map(|value| value.id))
        };
        let minute = Some(Some("60".to_owned()));
        assert_eq!(sides("created"), (None, minute.clone()));
        assert_eq!(sides("updated"), (Some(None), minute.clone()));
        assert_eq!(sides("deleted"), (minute, None));
    }
}
