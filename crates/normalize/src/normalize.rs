//! The one way in: from a payload to its records.

use crate::{
    arrival::Arrival,
    envelope,
    error::Problem,
    kinds::{
        attachment, comment, comment_deleted, issue_changed, issue_created, issue_deleted, link, worklog,
    },
    left_over::left_over,
    lenient::Text,
    object::Object,
    payload::Payload,
    registry::{Reader, Row, find},
    tree::{Tree, text_at},
    unreadable,
};
use activity_event::{Event, Reading};
use serde::Deserialize;
use serde_json::Value;

/// What says which event a payload is.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase", expecting = "an event")]
struct Head {
    event_type: Text,
}

/// The records of a payload: none for a view that is not kept, else one.
///
/// Never fails: a payload that the event's own reader cannot read is read as an envelope, with the problem told; one that
/// does not even give a subject is kept as unreadable. `hint` is the event's name for payloads that do not carry it: the
/// platform's lifecycle events.
pub fn normalize<P: Payload>(payload: &P, hint: Option<&str>, arrival: &Arrival) -> Vec<Event> {
    let head = payload.read::<Object<Head>>().map(|head| head.0).unwrap_or_default();
    let row = head.event_type.get().or(hint).and_then(find);
    let Some(row) = row else { return vec![without_row(payload, hint, arrival)] };
    if row.view && !arrival.views {
        return Vec::new();
    }
    let record = match read(row.reader, payload, row, arrival) {
        Some(Ok(record)) => record,
        Some(Err(_)) | None => from_tree(payload, row, arrival),
    };
    vec![complete(record, payload, row)]
}

/// A record with what nobody has read of its payload: all of it when its time could not be read, else what is left over.
fn complete<P: Payload>(record: Event, payload: &P, row: &Row) -> Event {
    if record.reading == Reading::Unreadable {
        return record;
    }
    let Ok(Tree(tree)) = payload.read::<Tree>() else { return record };
    let unreadable_time = envelope::has_unreadable_time(&tree);
    let problem = record.problem.or_else(|| unreadable_time.then(|| Problem::Time.to_string()));
    let whole = || unreadable_time.then(|| envelope::kept(&tree));
    let rest = || left_over(&tree, row.shape).map(|rest| rest.to_string());
    let raw = record.raw.or_else(whole).or_else(rest);
    let reading = if raw.is_some() { Reading::Envelope } else { record.reading };
    Event { reading, problem, raw, ..record }
}

/// Reads with the event's own reader; none when it has no other than that of members.
fn read<P: Payload>(
    reader: Reader,
    payload: &P,
    row: &Row,
    arrival: &Arrival,
) -> Option<Result<Event, Problem>> {
    Some(match reader {
        Reader::IssueCreated => issue_created::read(payload, row, arrival),
        Reader::IssueChanged => issue_changed::read(payload, row, arrival),
        Reader::IssueDeleted => issue_deleted::read(payload, row, arrival),
        Reader::Comment => comment::read(payload, row, arrival),
        Reader::CommentDeleted => comment_deleted::read(payload, row, arrival),
        Reader::Worklog => worklog::read(payload, row, arrival),
        Reader::Link => link::read(payload, row, arrival),
        Reader::Attachment => attachment::read(payload, row, arrival),
        Reader::Members => return None,
    })
}

/// Reads the whole payload as a value: for the reader of members, and to say what was wrong in words that do not depend on where
/// the payload came from.
fn from_tree<P: Payload>(payload: &P, row: &Row, arrival: &Arrival) -> Event {
    let tree = match payload.read::<Tree>() {
        Ok(tree) => tree.0,
        Err(reason) => {
            let problem = Problem::NotJson(reason);
            return unreadable::of_text(payload.raw(), Some(row.event), &problem, arrival);
        }
    };
    let problem = match read(row.reader, &tree, row, arrival) {
        Some(Ok(record)) => return record,
        Some(Err(problem)) => Some(problem),
        None => None,
    };
    let record = match &problem {
        Some(problem) => envelope::of_broken(&tree, row, arrival, problem),
        None => envelope::read(&tree, row, arrival),
    };
    match record {
        Ok(record) => record,
        Err(missing) => unreadable::of_value(&tree, Some(row.event), &problem.unwrap_or(missing), arrival),
    }
}

/// The record of a value that is written as this event's payload. Never fails.
pub(crate) fn of_row(payload: &Value, row: &Row, arrival: &Arrival) -> Event {
    from_tree(payload, row, arrival)
}

/// Keeps a payload whose event is not known.
fn without_row<P: Payload>(payload: &P, hint: Option<&str>, arrival: &Arrival) -> Event {
    let tree = match payload.read::<Tree>() {
        Ok(tree) => tree.0,
        Err(reason) => {
            return unreadable::of_text(payload.raw(), hint, &Problem::NotJson(reason), arrival);
        }
    };
    let Value::Object(_) = tree else {
        return unreadable::of_value(&tree, hint, &Problem::NotAnObject, arrival);
    };
    let name = text_at(&tree, "eventType").or_else(|| hint.map(str::to_owned));
    let problem = name.clone().map_or(Problem::NoEventName, Problem::UnknownEvent);
    unreadable::of_value(&tree, name.as_deref(), &problem, arrival)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::JsonText;

    const ARRIVAL: Arrival = Arrival { recorded: 1_763_913_601_234, views: false };

    #[test]
    fn views_are_kept_on_request() {
        let payload = JsonText(r#"{"eventType": "avi:jira:viewed:issue", "issue": {"id": "1"}}"#);
        assert_eq!(normalize(&payload, None, &ARRIVAL), []);
        assert_eq!(normalize(&payload, None, &Arrival { views: true, ..ARRIVAL }).len(), 1);
    }

    #[test]
    fn a_broken_part_costs_the_detail_and_not_the_event() {
        let payload = r#"{"eventType": "avi:jira:updated:issue", "timestamp": "5", "atlassianId": "5b10",
            "issue": {"id": "1", "key": "PAY-1"}, "changelog": "broken"}"#;
        let record = normalize(&JsonText(payload), None, &ARRIVAL).remove(0);
        assert_eq!((record.action.name(), record.reading), ("issue.updated", Reading::Envelope));
        assert_eq!(record.subject.key.as_deref(), Some("PAY-1"));
        let problem = "a part of the payload has an unexpected shape: a changelog was expected";
        assert_eq!(record.problem.as_deref(), Some(problem));
        assert!(record.raw.is_some());
    }

    #[test]
    fn a_time_that_cannot_be_read_costs_nothing_else() {
        let payload = r#"{"eventType": "avi:jira:updated:issue", "timestamp": "6/13/2019, 12:51:58 PM",
            "issue": {"id": "1", "fields": {"updated": "2025-11-23T16:00:00.000+0000"}},
            "changelog": {"items": [{"field": "status", "to": "3"}]}}"#;
        let record = normalize(&JsonText(payload), None, &ARRIVAL).remove(0);
        assert_eq!((record.action.name(), record.reading), ("issue.transitioned", Reading::Envelope));
        assert_eq!(record.occurred, 1_763_913_600_000);
        assert_eq!(record.problem, Some(Problem::Time.to_string()));
        assert!(record.raw.is_some());
    }

    #[test]
    fn events_of_one_thing_in_one_millisecond_are_records_of_their_own() {
        // All that any event says, about things of one number.
        let thing = serde_json::json!({
            "id": "1", "key": "PAY-1", "name": "a", "type": "page", "accountId": "1", "issueId": "1", "projectId": 1,
            "created": "2025-11-23T16:00:00.000+0000", "updated": "2025-11-23T16:00:00.000+0000",
            "version": {"number": 2}, "space": {"id": 1, "key": "DOCS"},
            "fields": {"project": {"id": "1", "key": "PAY"}, "updated": "2025-11-23T16:00:00.000+0000"},
        });
        let mut payload = serde_json::json!({
            "timestamp": "1763913600000", "eventCreatedDate": "2025-11-23T16:00:00.000Z",
            "entityUpdateTimeStamp": "2025-11-23T16:00:00.000Z", "time": "2025-11-23T16:00:00.000Z",
            "id": "1", "entityId": "1", "fieldId": "1", "customFieldId": "1", "configurationId": 1, "workflowId": "1",
            "sourceIssueId": "1", "destinationIssueId": "2", "relationName": "like",
            "changelog": {"items": [{"field": "status", "fieldId": "status", "from": "1", "to": "3"}]},
        });
        for name in [
            "issue",
            "comment",
            "worklog",
            "attachment",
            "content",
            "version",
            "component",
            "project",
            "issueType",
            "filter",
            "board",
            "configuration",
            "sprint",
            "user",
            "group",
            "space",
            "label",
            "task",
            "property",
        ] {
            payload[name] = thing.clone();
        }
        let mut by_id = std::collections::BTreeMap::<_, Vec<&str>>::new();
        let products = ["avi:jira", "avi:jsm", "avi:confluence"];
        for row in crate::registry().filter(|row| products.iter().any(|name| row.event.starts_with(name))) {
            payload["eventType"] = row.event.into();
            let arrival = Arrival { views: true, ..ARRIVAL };
            let [record] = &normalize(&JsonText(&payload.to_string()), None, &arrival)[..] else {
                panic!("{} is one record", row.event)
            };
            assert_ne!(record.reading, Reading::Unreadable, "{}", row.event);
            by_id.entry(record.id).or_default().push(row.event);
        }
        let one: Vec<Vec<&str>> = by_id.into_values().filter(|events| events.len() > 1).collect();
        // Jira tells of a new assignee twice, on purpose.
        assert_eq!(one, [["avi:jira:assigned:issue", "avi:jira:updated:issue"]]);
    }

    #[test]
    fn the_payload_knows_its_name_better_than_the_host() {
        let payload = JsonText(r#"{"eventType": "avi:jira:deleted:issue", "issue": {"id": "1"}}"#);
        let record = normalize(&payload, Some("avi:jira:created:issue"), &ARRIVAL).remove(0);
        assert_eq!(record.action.name(), "issue.deleted");
    }
}
