//! Who asks, what is known of the site, and a few records to ask about.
#![allow(clippy::expect_used, reason = "made once from constants; every test fails when they are wrong")]

use activity_event::Event;
use activity_filter::{BundledZones, Context, Tables, Zone, Zones as _};
use serde_json::{Value, json};
use std::borrow::Cow;

const ME: &str = "557058:00000000-0000-4000-8000-000000000001";

/// Noon, UTC, on Wednesday the 18th of November 2026.
const NOW: i64 = 1_795_003_200_000;

/// Without any tables; and with a few, where clocks go forward by half an hour and weeks start on Sunday.
pub(super) fn contexts() -> Vec<Context<'static>> {
    let user = Some(Cow::Borrowed(ME));
    let tables = Cow::Owned(serde_json::from_value(tables()).expect("tables have their shape"));
    let zone = BundledZones.zone("Australia/Lord_Howe").expect("the zone is bundled");
    vec![
        Context {
            now: NOW,
            zone: Zone::utc(),
            user: user.clone(),
            week_starts_monday: true,
            tables: Cow::Owned(Tables::default()),
        },
        Context { now: NOW, zone, user, week_starts_monday: false, tables },
    ]
}

fn tables() -> Value {
    json!({
        "people": {"a": ["b"], "B": [], "1": ["1", "a"], "bob": ["5b10aaa"], "ann@example.invalid": ["5b10bbb"]},
        "groups": {"x": ["a", "5b10aaa"], "none": null},
        "organizations": {"x": ["qm:customer"]},
        "projects": [
            {"id": "10000", "key": "PAY", "name": "Payments", "category": {"id": "1", "name": "Platform"},
             "projectType": "software", "lead": ME},
            {"id": "1", "key": "B", "name": "PAY", "category": {"id": "2", "name": "B"}},
            {"id": "a", "key": "a", "name": "a b"},
        ],
        "issueTypes": [{"id": "1", "name": "Bug", "subtask": false}, {"id": "2", "name": "b", "subtask": true}],
        "statuses": [
            {"id": "3", "name": "In Progress", "category": "indeterminate"}, {"id": "5", "name": "Done", "category": "done"},
            {"id": "a", "name": "5", "category": "new"},
        ],
        "priorities": [{"id": "1", "name": "Highest"}, {"id": "2", "name": "High"}, {"id": "3", "name": "Low"}],
        "resolutions": [{"id": "7", "name": "Fixed"}, {"id": "8", "name": "a"}],
        "workflows": [
            {"name": "a", "project": "10000", "issueTypes": ["1"]}, {"name": "B", "project": "10000"},
            {"name": "B", "project": "1"},
        ],
        "versions": {"PAY": [
            {"id": "200", "name": "2.0", "released": true, "archived": false},
            {"id": "201", "name": "2.1", "released": false, "archived": false},
        ]},
        "refused": [{"kind": "group", "text": "secret"}, {"kind": "person", "text": "secret"}],
    })
}

/// A transition with everything in it, an issue without values, one without facts, a comment, a setting, a page.
pub(super) fn events() -> Vec<Event> {
    let issue = json!({"kind": "issue", "id": "10012", "key": "PAY-12", "title": "Rotate the signing keys"});
    let project = json!({"kind": "project", "id": "10000", "key": "PAY", "name": "Payments"});
    [
        json!({
            "action": "issue.transitioned", "actor": {"accountId": ME, "kind": "person", "certainty": "stated"},
            "container": project, "subject": issue,
            "issue": {
                "issueType": {"id": "1", "name": "Bug"}, "status": {"id": "5", "name": "Done", "category": "done"},
                "priority": {"id": "2", "name": "High"}, "resolution": {"id": "7", "name": "Fixed"},
                "assignee": "5b10aaa", "reporter": "5b10bbb", "creator": ME, "labels": ["Security", "q4"],
                "components": [{"id": "100", "name": "Vault"}], "fixVersions": [{"id": "200", "name": "2.0"}],
                "parent": "PAY-1",
            },
            "changes": [
                {"fieldId": "status", "field": "status", "from": {"id": "3", "text": "In Progress"},
                 "to": {"id": "5", "text": "Done"}},
                {"fieldId": "resolution", "field": "resolution", "to": {"id": "7", "text": "Fixed"}},
                {"fieldId": "assignee", "field": "assignee", "from": {"id": ME}, "to": {"id": "5b10aaa"}},
                {"fieldId": "fixVersions", "field": "Fix Version", "to": {"id": "200", "text": "2.0"}},
                {"fieldId": "customfield_10010", "field": "Story Points", "from": {"text": "3"}, "to": {"text": "5"}},
            ],
        }),
        json!({
            "subject": {"kind": "issue", "id": "10012", "key": "PAY-12"}, "container": project,
            "issue": {
                "issueType": {}, "status": {}, "priority": {}, "resolution": {}, "assignee": "", "reporter": "",
                "creator": "", "labels": [], "components": [], "fixVersions": [], "parent": "", "summary": "",
            },
        }),
        json!({"subject": {"kind": "issue", "id": "10012"}}),
        json!({
            "action": "comment.deleted", "source": "avi:jira:deleted:comment", "container": project,
            "actor": {"accountId": "qm:customer", "kind": "customer", "certainty": "inferred", "inferredFrom": "the payload"},
            "subject": {"kind": "comment", "id": "900", "parent": issue},
            "content": [{"role": "body", "text": "My password is hunter2, please help!"}],
        }),
        json!({"action": "setting.updated", "actor": {"kind": "system", "certainty": "stated"}}),
        json!({
            "product": "confluence", "action": "page.updated", "provenance": "backfill",
            "actor": {"accountId": "5b10bbb", "kind": "person", "certainty": "stated"},
            "container": {"kind": "space", "id": "98305", "key": "DOCS", "name": "Documents"},
            "subject": {"kind": "page", "id": "77", "title": "Runbook: key rotation"},
            "source": "avi:confluence:updated:page",
        }),
    ]
    .into_iter()
    .map(event)
    .collect()
}

/// A record with what every record has, and `more` on top.
fn event(more: Value) -> Event {
    let mut base = json!({
        "id": "000000000000000000000000000000ab", "occurred": NOW, "recorded": NOW, "product": "jira",
        "action": "issue.updated", "actor": {"kind": "unknown", "certainty": "unknown"},
        "subject": {"kind": "setting"}, "provenance": "live", "source": "avi:jira:updated:issue",
    });
    if let (Value::Object(base), Value::Object(more)) = (&mut base, more) {
        base.extend(more);
    }
    serde_json::from_value(base).expect("records have their shape")
}
