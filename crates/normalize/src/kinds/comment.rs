//! `avi:jira:commented:issue`: somebody wrote a comment or edited one. The platform sends one event for both.
//!
//! * action: edited when the payload has both times of the comment and they differ, else created.
//! * id: the comment and the time of this version (`updated`, else `created`, else the event's time).
//! * occurred: the event's time, else the comment's `updated`, else `created`, else arrival.
//! * actor: `atlassianId`; else who made this version (`updateAuthor`), else the author.
//! * The body is kept with its author, who after an edit need not be the actor.

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
use activity_event::{Action, Content, ContentRole, Event, EventId, Subject, SubjectKind};
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

/// A comment on an issue.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase", expecting = "a comment")]
pub(crate) struct RawComment {
    pub(super) id: Text,
    #[serde(deserialize_with = "object")]
    pub(super) author: Option<Person>,
    #[serde(deserialize_with = "object")]
    pub(super) update_author: Option<Person>,
    body: Body,
    created: Moment,
    updated: Moment,
    jsd_public: Flag,
    #[serde(deserialize_with = "object")]
    visibility: Option<RawVisibility>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase", expecting = "a restriction to a role or group")]
pub(super) struct RawVisibility {
    r#type: Text,
    value: Text,
    identifier: Text,
}

pub(crate) fn read<P: Payload>(payload: &P, row: &Row, arrival: &Arrival) -> Result<Event, Problem> {
    let Object(raw) = payload.read::<Object<Raw>>().map_err(|error| Problem::shape(&error))?;
    let comment = raw.comment.as_ref().ok_or(Problem::NoSubject("comment"))?;
    let comment_id = comment.id.get().ok_or(Problem::NoSubject("comment.id"))?;
    let issue = raw.issue.clone().unwrap_or_default();
    let people = comment.people();
    let root = Root { atlassian_id: &raw.atlassian_id, self_generated: raw.self_generated, people: &people };
    let version = [comment.updated, comment.created, raw.timestamp].into_iter().find_map(Moment::text);
    let revision = version.clone();
    let version = version.unwrap_or_else(|| fingerprint(payload));
    let times = [raw.timestamp, comment.updated, comment.created];
    let id = EventId::derive(&["comment", comment_id, &version]);
    Ok(Event {
        revision,
        occurred: times.iter().find_map(|time| time.0).unwrap_or(arrival.recorded),
        actor: root.stated_or(comment.last_author()),
        action: comment.action(),
        container: issue.container(),
        issue: issue.facts(),
        content: comment.content().into_iter().collect(),
        ..record(row, arrival, id, comment.subject(raw.issue.as_ref()))
    })
}

impl RawComment {
    fn action(&self) -> Action {
        let edited = self.created.0.is_some() && self.updated.0.is_some() && self.created != self.updated;
        if edited { Action::named("comment.edited") } else { Action::named("comment.created") }
    }

    /// Who made this version of the comment.
    fn last_author(&self) -> Option<&Person> {
        let named = |person: &&Person| person.account_id.get().is_some();
        self.update_author.as_ref().filter(named).or(self.author.as_ref())
    }

    pub(super) fn people(&self) -> Vec<&Person> {
        [&self.author, &self.update_author].into_iter().flatten().collect()
    }

    pub(super) fn subject(&self, issue: Option<&RawIssue>) -> Subject {
        Subject {
            id: self.id.owned(),
            parent: issue.filter(|issue| issue.identity().is_some()).map(RawIssue::parent),
            ..subject(SubjectKind::Comment)
        }
    }

    /// The text, whose it is and who may read it; none when the payload has none of the three.
    pub(crate) fn content(&self) -> Option<Content> {
        let author = self.author.as_ref().and_then(|person| person.account_id.owned());
        let visibility = self.visibility();
        let text = self.body.content(ContentRole::Body);
        let known = text.is_some() || author.is_some() || visibility.is_some();
        let text = text.unwrap_or_else(|| Content::plain(ContentRole::Body, ""));
        known.then_some(Content { author, visibility, ..text })
    }

    fn visibility(&self) -> Option<String> {
        let restricted = self.visibility.as_ref().and_then(RawVisibility::text);
        restricted.or_else(|| (self.jsd_public.0 == Some(false)).then(|| "internal".to_owned()))
    }
}

impl RawVisibility {
    /// To whom something is restricted: `role: Developers`, `group: finance`.
    pub(super) fn text(&self) -> Option<String> {
        let kind = self.r#type.get().unwrap_or("restricted");
        Some(format!("{kind}: {}", self.value.get().or(self.identifier.get())?))
    }
}

#[cfg(test)]
mod tests {
    use crate::kinds::testing::one;

    // Typical, sparse and malformed payloads: tests/fixtures/events/avi-jira-commented-issue.

    fn comment(members: &str) -> activity_event::Event {
        one(&format!(
            r#"{{"eventType": "avi:jira:commented:issue", "issue": {{"id": "1"}}, "comment": {{"id": "9", {members}}}}}"#
        ))
    }

    #[test]
    fn differing_times_make_an_edit() {
        let (at, later) = ("2025-11-23T16:00:00.000+0000", "2025-11-23T16:05:00.000+0000");
        let created = comment(&format!(r#""created": "{at}", "updated": "{at}""#));
        let edited = comment(&format!(r#""created": "{at}", "updated": "{later}""#));
        assert_eq!((created.action.name(), edited.action.name()), ("comment.created", "comment.edited"));
        assert_ne!(created.id, edited.id);
    }

    #[test]
    fn who_may_read_it_is_kept() {
        let visibility = |members: &str| comment(members).content[0].visibility.clone();
        let text = r#""body": "x""#;
        assert_eq!(visibility(&format!(r#"{text}, "jsdPublic": false"#)).as_deref(), Some("internal"));
        let role = format!(r#"{text}, "visibility": {{"type": "role", "value": "Developers"}}"#);
        assert_eq!(visibility(&role).as_deref(), Some("role: Developers"));
        assert_eq!(visibility(&format!(r#"{text}, "jsdPublic": true"#)), None);
    }

    #[test]
    fn whoever_made_this_version_is_the_actor() {
        let record = comment(
            r#""author": {"accountId": "a"}, "updateAuthor": {"accountId": "b", "accountType": "app"}"#,
        );
        assert_eq!(record.actor, crate::actor::account("b", Some("app"), false));
        assert_eq!(record.content[0].author.as_deref(), Some("a"));
    }
}
