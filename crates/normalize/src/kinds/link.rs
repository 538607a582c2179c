//! `avi:jira:created:issuelink` and `avi:jira:deleted:issuelink`.
//!
//! * id: the link, which is made once and deleted once.
//! * occurred: the event's time, else arrival.
//! * actor: never stated (`atlassianId` is read all the same): unknown.
//! * The link hangs on its source issue and lives in the source's project. The issue it leads to is a change of `issuelinks`:
//!   its id, and the link type as the source reads it (`blocks`). The payload has ids of issues, no keys.

use crate::{
    actor::Root,
    arrival::Arrival,
    error::Problem,
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
    id: Text,
    source_issue_id: Text,
    destination_issue_id: Text,
    source_project_id: Text,
    #[serde(deserialize_with = "object")]
    issue_link_type: Option<RawLinkType>,
    /// Jira's webhooks put the link into an object; the platform's events do not.
    #[serde(deserialize_with = "object")]
    issue_link: Option<RawLink>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase", expecting = "an issue link")]
struct RawLink {
    id: Text,
    source_issue_id: Text,
    destination_issue_id: Text,
    source_project_id: Text,
    #[serde(deserialize_with = "object")]
    issue_link_type: Option<RawLinkType>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase", expecting = "a link type")]
struct RawLinkType {
    name: Text,
    outward: Text,
    outward_name: Text,
}

pub(crate) fn read<P: Payload>(payload: &P, row: &Row, arrival: &Arrival) -> Result<Event, Problem> {
    let Object(raw) = payload.read::<Object<Raw>>().map_err(|error| Problem::shape(&error))?;
    let root = Root { atlassian_id: &raw.atlassian_id, self_generated: raw.self_generated, people: &[] };
    let actor = root.stated_or(None);
    let occurred = raw.timestamp.0.unwrap_or(arrival.recorded);
    let link = link(raw);
    let link_id = link.id.get().ok_or(Problem::NoSubject("id"))?;
    let id = EventId::derive(&[row.action.name(), link_id]);
    Ok(Event {
        occurred,
        actor,
        container: link.container(),
        changes: link.change(row.action.verb() == "deleted").into_iter().collect(),
        ..record(row, arrival, id, link.subject())
    })
}

/// The link, wherever it stands.
fn link(raw: Raw) -> RawLink {
    let at_root = RawLink {
        id: raw.id,
        source_issue_id: raw.source_issue_id,
        destination_issue_id: raw.destination_issue_id,
        source_project_id: raw.source_project_id,
        issue_link_type: raw.issue_link_type,
    };
    raw.issue_link.unwrap_or(at_root)
}

impl RawLink {
    fn subject(&self) -> Subject {
        let source = self.source_issue_id.owned();
        let parent =
            source.map(|id| Parent { kind: SubjectKind::Issue, id: Some(id), key: None, title: None });
        let title = self.issue_link_type.as_ref().and_then(|kind| kind.name.owned());
        Subject { id: self.id.owned(), title, parent, ..subject(SubjectKind::Link) }
    }

    fn container(&self) -> Option<Container> {
        let id = self.source_project_id.owned()?;
        Some(Container { kind: ContainerKind::Project, id, key: None, name: None })
    }

    fn change(&self, deleted: bool) -> Option<Change> {
        let kind = self.issue_link_type.as_ref();
        let reads = |kind: &RawLinkType| {
            kind.outward.owned().or_else(|| kind.outward_name.owned()).or_else(|| kind.name.owned())
        };
        let value = Value { id: Some(self.destination_issue_id.owned()?), text: kind.and_then(reads) };
        let (from, to) = if deleted { (Some(value), None) } else { (None, Some(value)) };
        Some(Change { field_id: Some("issuelinks".to_owned()), field: "Link".to_owned(), from, to })
    }
}

#[cfg(test)]
mod tests {
    use crate::kinds::testing::one;

    // Typical, sparse and malformed payloads: tests/fixtures/events/avi-jira-{created,deleted}-issuelink.

    #[test]
    fn links_at_the_root_and_in_an_object_are_the_same() {
        let link = r#""id": 5, "sourceIssueId": "1", "destinationIssueId": 2, "issueLinkType": {"name": "Blocks", "outward": "blocks"}"#;
        let root = one(&format!(r#"{{"eventType": "avi:jira:created:issuelink", {link}}}"#));
        let inner =
            one(&format!(r#"{{"eventType": "avi:jira:created:issuelink", "issueLink": {{{link}}}}}"#));
        assert_eq!(root, inner);
        assert_eq!(root.changes[0].to.as_ref().unwrap().text.as_deref(), Some("blocks"));
    }

    #[test]
    fn making_and_deleting_a_link_are_two_things() {
        let link = |verb: &str| one(&format!(r#"{{"eventType": "avi:jira:{verb}:issuelink", "id": "5"}}"#));
        assert_ne!(link("created").id, link("deleted").id);
    }
}
