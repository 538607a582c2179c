//! A few records.
#![allow(clippy::unwrap_used, reason = "support code of tests, outside of #[test]")]

use crate::support::{ME, NOW};
use activity_event::Event;
use serde_json::{Value, json};

/// A record with what every record has; `more` goes on top.
pub(crate) fn record(more: &Value) -> Event {
    let mut base = json!({
        "id": "000000000000000000000000000000ab", "occurred": NOW, "recorded": NOW + 1_500, "product": "jira",
        "action": "issue.updated", "actor": {"kind": "unknown", "certainty": "unknown"},
        "subject": {"kind": "setting"}, "provenance": "live", "source": "avi:jira:updated:issue",
    });
    base.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::from_value(base).unwrap()
}

/// PAY-12 goes from In Progress to Done, and gets a resolution.
pub(crate) fn transition() -> Event {
    record(&json!({
        "action": "issue.transitioned",
        "actor": {"accountId": ME, "kind": "person", "certainty": "stated"},
        "container": {"kind": "project", "id": "10000", "key": "PAY", "name": "Payments"},
        "subject": {"kind": "issue", "id": "10012", "key": "PAY-12", "title": "Rotate the signing keys"},
        "issue": {
            "issueType": {"id": "1", "name": "Bug"}, "status": {"id": "5", "name": "Done", "category": "done"},
            "priority": {"id": "2", "name": "High"}, "resolution": {"id": "7", "name": "Fixed"},
            "assignee": "5b10aaa", "reporter": "5b10bbb", "creator": ME, "labels": ["Security", "q4"],
            "components": [{"id": "100", "name": "Vault"}], "fixVersions": [{"id": "200", "name": "2.0"}],
            "parent": "PAY-1",
        },
        "changes": [
            {"fieldId": "status", "field": "status", "from": {"id": "3", "text": "In Progress"}, "to": {"id": "5", "text": "Done"}},
            {"fieldId": "resolution", "field": "resolution", "to": {"id": "7", "text": "Fixed"}},
            {"fieldId": "assignee", "field": "assignee", "from": {"id": ME}, "to": {"id": "5b10aaa"}},
            {"fieldId": "fixVersions", "field": "Fix Version", "to": {"id": "200", "text": "2.0"}},
            {"fieldId": "customfield_10010", "field": "Story Points", "from": {"text": "3"}, "to": {"text": "5"}},
        ],
    }))
}

/// The same issue, of which the payload says that every field is empty.
pub(crate) fn all_empty() -> Event {
    record(&json!({
        "subject": {"kind": "issue", "id": "10012", "key": "PAY-12"},
        "issue": {
            "issueType": {}, "status": {}, "priority": {}, "resolution": {}, "assignee": "", "reporter": "",
            "creator": "", "labels": [], "components": [], "fixVersions": [], "parent": "", "summary": "",
        },
    }))
}

/// An issue of which the payload says nothing but its id.
pub(crate) fn bare_issue() -> Event {
    record(&json!({"subject": {"kind": "issue", "id": "10012"}}))
}

/// A comment on PAY-12 by a customer.
pub(crate) fn comment() -> Event {
    record(&json!({
        "action": "comment.deleted",
        "actor": {"accountId": "qm:customer", "kind": "customer", "certainty": "inferred", "inferredFrom": "the payload"},
        "subject": {"kind": "comment", "id": "900", "parent": {"kind": "issue", "id": "10012", "key": "PAY-12", "title": "Rotate keys"}},
        "content": [{"role": "body", "text": "My password is hunter2, please help!"}],
        "source": "avi:jira:deleted:comment",
    }))
}

/// Something of the whole site, done by nobody.
pub(crate) fn site_setting() -> Event {
    record(&json!({"action": "setting.updated", "actor": {"kind": "system", "certainty": "stated"}}))
}

/// A page in a Confluence space.
pub(crate) fn page() -> Event {
    record(&json!({
        "product": "confluence", "action": "page.updated",
        "actor": {"accountId": "5b10bbb", "kind": "person", "certainty": "stated"},
        "container": {"kind": "space", "id": "98305", "key": "DOCS", "name": "Documents"},
        "subject": {"kind": "page", "id": "77", "title": "Runbook: key rotation"},
        "provenance": "backfill", "source": "avi:confluence:updated:page",
    }))
}

pub(crate) fn all() -> Vec<Event> {
    vec![transition(), all_empty(), bare_issue(), comment(), site_setting(), page()]
}
