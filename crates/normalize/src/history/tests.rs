#![allow(
    clippy::arithmetic_side_effects,
    clippy::needless_pass_by_value,
    reason = "small numbers and values of the tests"
)]

use super::*;
use crate::{Arrival, JsonText, normalize};
use activity_event::{Actor, ActorKind, Event, Reading};
use serde_json::{Value, json};

const RECORDED: i64 = 1_763_913_601_234;
/// 2025-11-23T16:00:00Z, when the issue of these tests was created.
const BEGIN: i64 = 1_763_913_600_000;

fn minutes(n: i64) -> i64 {
    BEGIN + n * 60_000
}

fn item(field: &str, from: Value, to: Value) -> Value {
    let text = |value: &Value| value.as_str().map(|id| format!("name of {id}"));
    json!({"field": field, "from": from, "fromString": text(&from), "to": to, "toString": text(&to)})
}

/// An issue whose status, assignee, version, labels, summary and project have changed.
fn real() -> Value {
    json!({
        "id": "10012", "key": "OPS-3",
        "fields": {
            "summary": "Rotate all keys", "created": BEGIN, "creator": {"accountId": "5b10", "accountType": "app"},
            "issuetype": {"id": "10001", "name": "Task"}, "project": {"id": "10001", "key": "OPS", "name": "Operations"},
            "status": {"id": "3", "name": "Done", "statusCategory": {"key": "done"}}, "assignee": null,
            "labels": ["a", "b"], "fixVersions": [{"id": "71", "name": "1.1"}], "priority": {"id": "2", "name": "High"},
            "comment": {"comments": [
                {"id": "21", "author": {"accountId": "5b11"}, "created": minutes(3), "updated": minutes(3), "body": "h2. As wiki"},
                {"id": "22", "author": null, "updateAuthor": {"accountId": "5b12"}, "created": minutes(1), "updated": minutes(4), "body": "later"},
            ]},
            "worklog": {"worklogs": [
                {"id": "31", "issueId": "10012", "author": {"accountId": "5b11"}, "created": minutes(2), "updated": minutes(2), "timeSpentSeconds": 60},
            ]},
            "attachment": [{"id": "41", "filename": "a.png", "author": {"accountId": "5b11"}, "created": minutes(2), "size": 12}],
            "issuelinks": [
                {"id": "51", "type": {"name": "Blocks", "outward": "blocks", "inward": "is blocked by"}, "outwardIssue": {"id": "10013", "key": "OPS-4"}},
                {"id": "52", "type": {"name": "Blocks", "outward": "blocks", "inward": "is blocked by"}, "inwardIssue": {"id": "10014", "key": "OPS-5"}},
            ],
        },
        "changelog": {"histories": [
            {"id": "1004", "author": {"accountId": "5b12"}, "created": minutes(6), "items": [
                {"field": "Link", "from": null, "to": "OPS-4", "toString": "This issue blocks OPS-4"},
                {"field": "Attachment", "from": "40", "fromString": "old.png", "to": null}]},
            {"id": "1001", "author": {"accountId": "5b11"}, "created": "2025-11-23T16:01:00.000+0000", "items": [
                item("status", json!("1"), json!("2")), item("assignee", json!("5b11"), json!("5b12"))]},
            {"id": "1002", "author": null, "created": minutes(5), "items": [
                item("status", json!("2"), json!("3")), item("assignee", json!("5b12"), Value::Null),
                {"field": "Fix Version", "from": null, "to": "71", "toString": "1.1"},
                {"field": "labels", "fromString": "a", "toString": "a b"},
                {"field": "summary", "fromString": "Rotate keys", "toString": "Rotate all keys"}]},
            {"id": "1003", "author": {"accountId": "5b12"}, "created": minutes(5), "items": [
                {"field": "Key", "from": null, "fromString": "PAY-12", "to": null, "toString": "OPS-3"},
                {"field": "project", "fieldId": "project", "from": "10000", "fromString": "Payments", "to": "10001", "toString": "Operations"}]},
        ]},
    })
}

fn rebuilt(issue: &Value) -> Vec<Event> {
    super::issue(
        &issue.to_string(),
        &Known { recorded: RECORDED, statuses: &json!({"1": "new", "2": "indeterminate"}) },
    )
}

fn one<'e>(events: &'e [Event], action: &str) -> &'e Event {
    let mut found = events.iter().filter(|event| event.action.name() == action);
    let event = found.next().unwrap_or_else(|| panic!("no {action}"));
    assert_eq!(found.count(), 0, "{action}");
    assert_eq!((event.reading, &event.problem), (Reading::Full, &None));
    event
}

#[test]
fn the_issue_is_created_as_it_was_then() {
    let events = rebuilt(&real());
    let created = one(&events, "issue.created");
    assert_eq!(created.occurred, BEGIN);
    assert_eq!(
        created.actor,
        Actor { kind: ActorKind::App, ..Actor::inferred("5b10", "the issue's creator") }
    );
    assert_eq!(created.subject.key.as_deref(), Some("PAY-12"));
    assert_eq!(created.subject.title.as_deref(), Some("Rotate keys"));
    let container = created.container.as_ref().unwrap();
    assert_eq!((container.id.as_str(), container.key.as_deref()), ("10000", Some("PAY")));
    assert_eq!(container.name.as_deref(), Some("Payments"));
    let facts = created.issue.as_ref().unwrap();
    let status = facts.status.as_ref().unwrap();
    assert_eq!((status.id.as_deref(), status.category.as_deref()), (Some("1"), Some("new")));
    assert_eq!(facts.assignee.as_deref(), Some("5b11"));
    assert_eq!(facts.labels, Some(vec!["a".to_owned()]));
    assert_eq!(facts.fix_versions, Some(vec![]));
    assert_eq!(facts.priority.as_ref().unwrap().name.as_deref(), Some("High"));
}

#[test]
fn each_record_knows_the_issue_as_it_was_after_it() {
    let events = rebuilt(&real());
    let status = |event: &Event| event.issue.as_ref().unwrap().status.as_ref().unwrap().id.clone().unwrap();
    let transitioned: Vec<&Event> =
        events.iter().filter(|event| event.action.name() == "issue.transitioned").collect();
    assert_eq!(transitioned.iter().map(|event| status(event)).collect::<Vec<_>>(), ["2", "3"]);
    assert_eq!(transitioned[0].actor, Actor::stated("5b11"));
    assert_eq!(transitioned[1].actor, Actor::unknown());
    assert_eq!(transitioned[1].issue.as_ref().unwrap().assignee.as_deref(), Some(""));
    assert_eq!(transitioned[0].changes[0].field_id.as_deref(), Some("status"));
    let moved = one(&events, "issue.moved");
    assert_eq!((moved.subject.key.as_deref(), status(moved).as_str()), (Some("OPS-3"), "3"));
    // The comment was written between the two transitions, when the issue was still called otherwise.
    let comment = events.iter().find(|event| event.subject.id.as_deref() == Some("21")).unwrap();
    assert_eq!(status(comment), "2");
    assert_eq!(comment.subject.parent.as_ref().unwrap().key.as_deref(), Some("PAY-12"));
    assert_eq!(comment.container.as_ref().unwrap().key.as_deref(), Some("PAY"));
    assert_eq!(comment.content[0].text, "h2. As wiki");
}

#[test]
fn what_was_edited_is_told_once_without_and_once_with_its_text() {
    let events = rebuilt(&real());
    let versions: Vec<&Event> =
        events.iter().filter(|event| event.subject.id.as_deref() == Some("22")).collect();
    let told =
        |event: &Event| (event.action.name(), event.occurred, event.content.first().map(|c| c.text.clone()));
    assert_eq!(told(versions[0]), ("comment.created", minutes(1), None));
    assert_eq!(told(versions[1]), ("comment.edited", minutes(4), Some("later".to_owned())));
    assert_eq!(versions[0].actor, Actor::unknown());
    assert_eq!(versions[1].actor, Actor::stated("5b12"));
}

#[test]
fn links_and_files_have_the_author_of_their_change() {
    let events = rebuilt(&real());
    let link = one(&events, "link.created");
    assert_eq!((link.occurred, link.subject.id.as_deref()), (minutes(6), Some("51")));
    assert_eq!(link.actor, Actor::stated("5b12"));
    assert_eq!(link.changes[0].to.as_ref().unwrap().id.as_deref(), Some("10013"));
    let deleted = one(&events, "attachment.deleted");
    assert_eq!(
        (deleted.subject.id.as_deref(), deleted.subject.title.as_deref()),
        (Some("40"), Some("old.png"))
    );
    assert_eq!((&deleted.actor, deleted.occurred), (&Actor::stated("5b12"), minutes(6)));
    assert_eq!(one(&events, "attachment.created").actor, Actor::stated("5b11"));
}

#[test]
fn nothing_is_said_of_fields_whose_history_is_not_known() {
    let mut issue = real();
    issue.as_object_mut().unwrap().remove("changelog");
    let events = rebuilt(&issue);
    let created = one(&events, "issue.created");
    let facts = created.issue.as_ref().unwrap();
    assert_eq!((&facts.status, &facts.assignee, &facts.labels), (&None, &None, &None));
    assert_eq!(facts.creator.as_deref(), Some("5b10"));
    assert_eq!(created.subject.title.as_deref(), Some("Rotate all keys"));
    assert!(!events.iter().any(|event| event.action.family() == "link"), "nobody knows since when");
}

#[test]
fn a_part_that_cannot_be_read_is_kept_and_marked() {
    let mut issue = real();
    issue["fields"]["comment"]["comments"][0]["created"] = json!("soon");
    issue["changelog"]["histories"][1]["items"] = json!("many");
    let events = rebuilt(&issue);
    let marked: Vec<&Event> = events.iter().filter(|event| event.reading != Reading::Full).collect();
    assert_eq!(marked.len(), 2, "{marked:#?}");
    assert!(marked.iter().all(|event| event.problem.is_some() && event.raw.is_some()));
    let later = super::issue(&issue.to_string(), &Known { recorded: RECORDED + 5, statuses: &Value::Null });
    let ids = |events: &[Event]| events.iter().map(|event| (event.id, event.occurred)).collect::<Vec<_>>();
    assert_eq!(ids(&later), ids(&events), "rebuilding again gives the same records");
    assert_eq!(rebuilt_text("{").len(), 1);
    for nonsense in ["{}", "[]", "null", r#"{"id": "1", "fields": [], "changelog": {"histories": {}}}"#] {
        assert_eq!(rebuilt_text(nonsense).len(), 1, "{nonsense}");
    }
}

fn rebuilt_text(text: &str) -> Vec<Event> {
    super::issue(text, &Known { recorded: RECORDED, statuses: &Value::Null })
}

/// The live event of an entry of the changelog, `late` milliseconds after it.
fn live(event: &str, history: &Value, with_id: bool, late: i64) -> Event {
    let mut changelog = json!({"items": history["items"]});
    if with_id {
        changelog["id"] = history["id"].clone();
    }
    let payload = json!({
        "eventType": event, "timestamp": (minutes(1) + late).to_string(), "atlassianId": history["author"]["accountId"],
        "issue": {"id": "10012", "key": "PAY-12", "fields": {"updated": minutes(1)}}, "changelog": changelog,
    });
    normalize(&JsonText(&payload.to_string()), None, &Arrival { recorded: RECORDED, views: false }).remove(0)
}

#[test]
fn a_live_record_and_a_rebuilt_one_of_the_same_change_are_one() {
    let issue = real();
    let history = &issue["changelog"]["histories"][1];
    let events = rebuilt(&issue);
    let change = events.iter().find(|event| event.revision.as_deref() == Some("1001")).unwrap();
    for event in ["avi:jira:updated:issue", "avi:jira:assigned:issue"] {
        let known = live(event, history, true, 900);
        assert_eq!((known.id, known.action), (change.id, change.action));
        // Without the entry's id it is told by what happened, to what, when and by whom.
        let known = live(event, history, false, 900);
        assert_ne!(known.id, change.id);
        assert!(same_happening(&known, change));
        assert!(!same_happening(&live(event, history, false, 60_000), change));
        assert!(!same_happening(&Event { actor: Actor::stated("other"), ..known.clone() }, change));
        assert!(!same_happening(&Event { changes: vec![], ..known.clone() }, change));
        assert!(same_happening(&Event { actor: Actor::unknown(), ..known }, change));
    }
    let other = Event { revision: Some("7".into()), ..live("avi:jira:updated:issue", history, false, 0) };
    assert!(!same_happening(&other, change), "two entries of the changelog are two changes");
}

#[test]
fn what_the_log_has_is_not_missing() {
    let issue = real();
    let history = &issue["changelog"]["histories"][1];
    let all = rebuilt(&issue);
    let known = [live("avi:jira:updated:issue", history, false, 900)];
    assert_eq!(missing(all.clone(), &known).len(), all.len() - 1);
    assert_eq!(missing(all.clone(), &all), []);
    // Two like changes within seconds are two, of which the log knows one.
    let change = all.iter().find(|event| event.revision.as_deref() == Some("1001")).unwrap();
    let twin = Event { id: activity_event::EventId::derive(&["twin"]), ..change.clone() };
    assert_eq!(missing(vec![change.clone(), twin], &known).len(), 1);
}

fn page() -> Vec<Event> {
    let page = json!({
        "type": "page",
        "content": {"id": "65601", "status": "current", "title": "Key rotation", "spaceId": "98305", "authorId": "5b10",
            "version": {"number": 3, "createdAt": "2025-11-23T16:02:00.000Z", "authorId": "5b11", "message": "Restored", "minorEdit": false}},
        "space": {"id": "98305", "key": "DOCS", "name": "Documentation", "type": "global"},
        "versions": [
            {"number": 3, "createdAt": "2025-11-23T16:02:00.000Z", "authorId": "5b11", "message": "Restored", "minorEdit": false},
            {"number": 2, "createdAt": "2025-11-23T16:01:00.000Z", "message": "", "minorEdit": true},
            {"number": 1, "createdAt": "2025-11-23T16:00:00.000Z", "authorId": "5b10", "message": "", "minorEdit": false},
        ],
    });
    content(&page.to_string(), &Known { recorded: RECORDED, statuses: &Value::Null })
}

#[test]
fn each_version_of_a_page_is_a_record() {
    let events = page();
    let told: Vec<_> = events.iter().map(|event| (event.action.name(), event.occurred)).collect();
    assert_eq!(
        told,
        [("page.updated", minutes(2)), ("page.updated", minutes(1)), ("page.created", minutes(0))]
    );
    for event in &events {
        assert_eq!((event.reading, event.subject.title.as_deref()), (Reading::Full, Some("Key rotation")));
        assert_eq!(event.container.as_ref().unwrap().key.as_deref(), Some("DOCS"));
    }
    assert_eq!(events[0].actor, Actor::stated("5b11"));
    assert_eq!(events[1].actor, Actor::unknown(), "its account is gone");
    assert_eq!(events[0].revision.as_deref(), Some("3"));
    assert!(events[0].changes.iter().any(|change| change.field == "Version message"));
}

#[test]
fn a_version_that_was_seen_live_is_known() {
    let live = |event: &str, version: u32, at: i64| {
        let payload = json!({
            "eventType": event, "eventCreatedDate": at, "atlassianId": "5b11",
            "content": {"id": "65601", "type": "page", "title": "Key rotation", "version": {"number": version}},
        });
        normalize(&JsonText(&payload.to_string()), None, &Arrival { recorded: RECORDED, views: false })
            .remove(0)
    };
    let last = &page()[0];
    assert!(same_happening(&live("avi:confluence:updated:page", 3, minutes(2) + 2_000), last));
    assert!(same_happening(&live("avi:confluence:moved:page", 3, minutes(2) + 2_000), last));
    assert!(!same_happening(&live("avi:confluence:updated:page", 2, minutes(2) + 2_000), last));
    assert!(!same_happening(&live("avi:confluence:liked:page", 3, minutes(2) + 2_000), last));
    assert!(!same_happening(&live("avi:confluence:updated:page", 3, minutes(9)), last));
}

#[test]
fn comments_and_files_are_on_a_page() {
    let versions = json!([
        {"number": 2, "createdAt": "2025-11-23T16:01:00.000Z", "authorId": "5b11", "message": "", "minorEdit": false},
        {"number": 1, "createdAt": "2025-11-23T16:00:00.000Z", "authorId": "5b10", "message": "", "minorEdit": false},
    ]);
    let read = |kind: &str, of: Value| {
        let text = json!({"type": kind, "content": of, "location": "footer", "versions": versions,
            "holder": {"id": "65601", "type": "page", "title": "Key rotation"},
            "space": {"id": "98305", "key": "DOCS", "name": "Documentation", "type": "global"}});
        content(&text.to_string(), &Known { recorded: RECORDED, statuses: &Value::Null })
    };
    let comment =
        json!({"id": "7", "title": "Re: Key rotation", "pageId": "65601", "version": {"number": 2}});
    let file = json!({"id": "att7", "title": "plan.png", "fileSize": 5, "mediaType": "image/png", "version": {"number": 2}});
    for (kind, of, made, changed) in [
        ("comment", comment, "comment.created", "comment.edited"),
        ("attachment", file, "attachment.created", "attachment.updated"),
    ] {
        let events = read(kind, of);
        let told: Vec<_> = events
            .iter()
            .map(|event| (event.action.name(), event.occurred, event.actor.account_id.as_deref()))
            .collect();
        assert_eq!(told, [(changed, minutes(1), Some("5b11")), (made, minutes(0), Some("5b10"))]);
        for event in &events {
            assert_eq!((event.reading, event.problem.as_deref()), (Reading::Full, None));
            assert_eq!(event.container.as_ref().and_then(|container| container.key.as_deref()), Some("DOCS"));
            let parent = event.subject.parent.as_ref().unwrap();
            assert_eq!(
                (parent.id.as_deref(), parent.title.as_deref()),
                (Some("65601"), Some("Key rotation"))
            );
        }
        // Seen live, the same version is the same.
        let live = Event {
            id: activity_event::EventId::derive(&["live"]),
            occurred: events[0].occurred + 2_000,
            ..events[0].clone()
        };
        assert!(same_happening(&live, &events[0]));
        assert!(!same_happening(&live, &events[1]));
        assert_eq!(missing(events.clone(), &[live]).len(), 1);
    }
}
