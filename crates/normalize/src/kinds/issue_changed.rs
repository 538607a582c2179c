//! `avi:jira:updated:issue` and `avi:jira:assigned:issue`.
//!
//! A change of the assignee is sent as both; both give the same id and the same action, so the log has it once.
//!
//! * id: the issue and the changelog's id; else the issue, its `updated` (else the event's time) and a digest of the
//!   changes.
//! * occurred: the changelog's time, else the event's, else the issue's `updated`, else arrival.
//! * actor: `atlassianId`; nobody else in the payload is known to have made the change.
//! * action: the weightiest change: moved, resolved, transitioned, assigned, else updated. All changes are kept. When the
//!   payload has no changes, the name that Jira gives the event decides.

use crate::{
    actor::Root,
    arrival::Arrival,
    changelog::{Gist, RawChangelog, gist},
    error::Problem,
    identity::digest,
    issue::RawIssue,
    lenient::{Flag, Text},
    moment::{Moment, readable},
    object::{Object, object},
    payload::Payload,
    record::record,
    registry::Row,
};
use activity_event::{Action, Actor, Change, Event, EventId};
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
    jira_event_type_name: Text,
}

pub(crate) fn read<P: Payload>(payload: &P, row: &Row, arrival: &Arrival) -> Result<Event, Problem> {
    let Object(raw) = payload.read::<Object<Raw>>().map_err(|error| Problem::shape(&error))?;
    let issue = raw.issue.as_ref().ok_or(Problem::NoSubject("issue"))?;
    let identity = issue.identity().ok_or(Problem::NoSubject("issue.id"))?;
    let changelog = raw.changelog.clone().unwrap_or_default();
    let changes = changelog.changes();
    let people = issue.fields.people();
    let root = Root { atlassian_id: &raw.atlassian_id, self_generated: raw.self_generated, people: &people };
    let times = [changelog.created, raw.timestamp, issue.fields.updated];
    Ok(Event {
        revision: changelog.id.get().map(str::to_owned),
        occurred: times.iter().find_map(|time| time.0).unwrap_or(arrival.recorded),
        actor: root.stated().unwrap_or_else(Actor::unknown),
        action: action(&changes, raw.jira_event_type_name.get(), row),
        container: issue.container(),
        issue: issue.facts(),
        ..record(row, arrival, id(identity, &raw, &changelog, &changes), issue.subject())
    })
    .map(|record| Event { changes, ..record })
}

fn id(issue: &str, raw: &Raw, changelog: &RawChangelog, changes: &[Change]) -> EventId {
    if let Some(changelog) = changelog.id.get() {
        return EventId::derive(&["issue.changed", issue, changelog]);
    }
    let updated = raw.issue.as_ref().and_then(|issue| issue.fields.updated.text());
    let version = updated.or_else(|| raw.timestamp.text()).unwrap_or_default();
    EventId::derive(&["issue.changed", issue, &version, &digest(changes)])
}

fn action(changes: &[Change], jira_name: Option<&str>, row: &Row) -> Action {
    const MOVED: Action = Action::named("issue.moved");
    const RESOLVED: Action = Action::named("issue.resolved");
    const TRANSITIONED: Action = Action::named("issue.transitioned");
    const ASSIGNED: Action = Action::named("issue.assigned");
    if jira_name == Some("issue_moved") {
        return MOVED;
    }
    match gist(changes).or_else(|| named_gist(changes, jira_name)) {
        Some(Gist::Moved) => MOVED,
        Some(Gist::Resolved) => RESOLVED,
        Some(Gist::Transitioned) => TRANSITIONED,
        Some(Gist::Assigned) => ASSIGNED,
        None if changes.is_empty() => row.action,
        None => Action::named("issue.updated"),
    }
}

/// What Jira's own name of the event says, for payloads without changes.
fn named_gist(changes: &[Change], jira_name: Option<&str>) -> Option<Gist> {
    match jira_name {
        _ if !changes.is_empty() => None,
        Some("issue_resolved") => Some(Gist::Resolved),
        Some("issue_closed" | "issue_reopened" | "issue_work_started" | "issue_work_stopped") => {
            Some(Gist::Transitioned)
        }
        Some("issue_assigned") => Some(Gist::Assigned),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::kinds::testing::one;

    // Typical, sparse and malformed payloads: tests/fixtures/events/avi-jira-{updated,assigned}-issue.

    const ASSIGNED: &str =
        r#"{"items": [{"fieldId": "assignee", "field": "assignee", "from": null, "to": "5b10"}]"#;

    fn change(event: &str, time: u32, changelog_id: &str) -> activity_event::Event {
        one(&format!(
            r#"{{"eventType": "avi:jira:{event}:issue", "timestamp": "{time}", "changelog": {ASSIGNED}{changelog_id}}},
                "issue": {{"id": "1", "fields": {{"updated": "2025-11-23T16:00:00.000+0000"}}}}}}"#
        ))
    }

    #[test]
    fn an_assignment_sent_as_two_events_is_one_record() {
        for changelog_id in ["", r#", "id": 77"#] {
            let (updated, assigned) =
                (change("updated", 5, changelog_id), change("assigned", 6, changelog_id));
            assert_eq!(updated.id, assigned.id);
            assert_eq!(updated.action, assigned.action);
            assert_eq!(updated.action.name(), "issue.assigned");
        }
    }

    #[test]
    fn without_changes_the_name_of_the_event_decides() {
        let named = |event: &str, name: &str| {
            one(&format!(
                r#"{{"eventType": "avi:jira:{event}:issue", "jiraEventTypeName": "{name}", "issue": {{"id": "1"}}}}"#
            ))
        };
        assert_eq!(named("updated", "issue_moved").action.name(), "issue.moved");
        assert_eq!(named("updated", "issue_closed").action.name(), "issue.transitioned");
        assert_eq!(named("updated", "issue_generic").action.name(), "issue.updated");
        assert_eq!(named("assigned", "issue_generic").action.name(), "issue.assigned");
    }
}
