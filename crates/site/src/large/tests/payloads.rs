//! The log makes these very records of the platform's payloads: ids, facts and kept payloads agree with its reader.

use super::super::flow::TYPES;
use super::records;
use crate::time::{jira_time, zoneless_time};
use activity_event::{Change, Event, Named, Reading, SubjectKind, Value};
use activity_normalize::{Arrival, JsonText, Reader, normalize, registry};
use serde_json::{Value as Json, json};
use std::collections::HashSet;

/// Where changelog ids begin.
const FIRST_CHANGELOG: u64 = 2_400_000;

#[test]
fn the_log_reads_the_payloads_as_these_records() {
    let all = records(15_000, 21);
    let mut changelog = FIRST_CHANGELOG;
    let mut sources = HashSet::new();
    for event in &all {
        assert_eq!((event.reading, &event.raw), (Reading::Full, &None), "{event:?}");
        sources.insert(event.source.as_str());
        // What is read by the shape of its payload is made by reading one.
        if registry().any(|row| row.event == event.source && row.reader == Reader::Members) {
            continue;
        }
        let payload = payload(event, changelog).to_string();
        if event.source == "avi:jira:updated:issue" {
            changelog += 1;
        }
        let arrival = Arrival { recorded: event.recorded, views: false };
        let read = normalize(&JsonText(&payload), None, &arrival);
        assert_eq!(read, std::slice::from_ref(event), "{payload}");
    }
    assert!(sources.len() >= 40, "{sources:?}");
}

/// The payload of which the log makes this record.
fn payload(event: &Event, changelog: u64) -> Json {
    let mut payload =
        json!({"eventType": event.source, "timestamp": event.occurred.to_string(), "selfGenerated": false});
    let mut member = |name: &str, value: Json| payload[name] = value;
    if let Some(account) = &event.actor.account_id {
        member("atlassianId", json!(account));
    }
    if event.issue.is_some() {
        member("issue", issue(event));
    }
    match event.subject.kind {
        SubjectKind::Issue if !event.changes.is_empty() => {
            let items: Vec<Json> = event.changes.iter().map(item).collect();
            member("changelog", json!({"id": changelog.to_string(), "items": items}));
        }
        SubjectKind::Issue => {}
        SubjectKind::Comment => member("comment", comment(event)),
        SubjectKind::Worklog => member("worklog", worklog(event)),
        SubjectKind::Attachment => member("attachment", file(event)),
        SubjectKind::Link => link(event, &mut member),
        other => panic!("{other:?} has no reader"),
    }
    payload
}

fn issue(event: &Event) -> Json {
    let facts = event.issue.as_ref().unwrap();
    let place = event.container.as_ref().unwrap();
    let (id, key) = match &event.subject.parent {
        Some(parent) => (&parent.id, &parent.key),
        None => (&event.subject.id, &event.subject.key),
    };
    let person = |account: &str| if account.is_empty() { Json::Null } else { json!({"accountId": account}) };
    let named = |value: &Option<Named>| match value.as_ref().unwrap() {
        Named { id: None, .. } => Json::Null,
        value => json!(value),
    };
    let status = facts.status.as_ref().unwrap();
    let mut fields = json!({
        "issuetype": named(&facts.issue_type), "priority": named(&facts.priority), "resolution": named(&facts.resolution),
        "status": {"id": status.id, "name": status.name, "statusCategory": {"key": status.category}},
        "assignee": person(facts.assignee.as_ref().unwrap()), "reporter": person(facts.reporter.as_ref().unwrap()),
        "creator": person(facts.creator.as_ref().unwrap()), "labels": facts.labels, "components": facts.components,
        "fixVersions": facts.fix_versions, "summary": facts.summary, "updated": jira_time(event.occurred),
        "project": {"id": place.id, "key": place.key, "name": place.name},
    });
    if let Some(parent) = &facts.parent {
        fields["parent"] = json!({"id": "1", "key": parent});
    }
    assert!(TYPES.iter().any(|kind| facts.issue_type.as_ref().unwrap().id.as_deref() == Some(kind.0)));
    json!({"id": id, "key": key, "fields": fields})
}

fn item(change: &Change) -> Json {
    let side = |value: &Option<Value>| value.clone().unwrap_or_default();
    let (from, to) = (side(&change.from), side(&change.to));
    json!({"field": change.field, "fieldId": change.field_id, "from": from.id, "fromString": from.text, "to": to.id,
        "toString": to.text})
}

/// The text as a document, and who wrote it.
fn content(event: &Event) -> (Json, Json) {
    let content = &event.content[0];
    let body = serde_json::from_str(content.original.as_ref().unwrap()).unwrap();
    (body, json!({"accountId": content.author}))
}

fn comment(event: &Event) -> Json {
    let (body, author) = content(event);
    let updated = event.occurred;
    let edited = event.action.verb() == "edited";
    let created = if edited { updated.saturating_sub(60_000) } else { updated };
    json!({"id": event.subject.id, "author": author, "updateAuthor": author, "body": body, "created": jira_time(created),
        "updated": jira_time(updated), "jsdPublic": event.content[0].visibility.is_none()})
}

fn worklog(event: &Event) -> Json {
    let (comment, author) = content(event);
    let side = |at: usize| {
        let change = &event.changes[at];
        if event.action.verb() == "deleted" { change.from.clone() } else { change.to.clone() }
    };
    let (spent, started) = (side(0).unwrap(), side(1).unwrap());
    let parent = event.subject.parent.as_ref().unwrap();
    json!({"id": event.subject.id, "issueId": parent.id, "author": author, "comment": comment, "timeSpent": spent.text,
        "timeSpentSeconds": spent.id, "started": started.text, "updated": jira_time(event.occurred)})
}

fn file(event: &Event) -> Json {
    let side = |field: &str| {
        let change = event.changes.iter().find(|change| change.field == field)?;
        change.from.clone().or(change.to.clone())
    };
    let text = |field: &str| side(field).and_then(|value| value.text);
    let author = side("author").and_then(|value| value.id).or(event.actor.account_id.clone());
    let parent = event.subject.parent.as_ref().unwrap();
    json!({"id": event.subject.id, "issueId": parent.id, "projectId": event.container.as_ref().unwrap().id,
        "fileName": event.subject.title, "createDate": zoneless_time(event.occurred), "size": text("size"),
        "mimeType": text("mimeType"), "author": {"accountId": author}})
}

fn link(event: &Event, member: &mut impl FnMut(&str, Json)) {
    let change = &event.changes[0];
    let to = change.to.clone().or(change.from.clone()).unwrap();
    member("id", json!(event.subject.id));
    member("sourceIssueId", json!(event.subject.parent.as_ref().unwrap().id));
    member("destinationIssueId", json!(to.id));
    member("sourceProjectId", json!(event.container.as_ref().unwrap().id));
    member("issueLinkType", json!({"name": event.subject.title, "outward": to.text}));
}
