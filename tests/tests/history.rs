//! Real issues and recorded REST pages, rebuilt. Where they are is told by the environment; without it, nothing is read:
//! `REAL_ISSUES` is a file of issues, one JSON object a line; `RECORDED_WEBHOOKS` a folder with pages of REST. `RECORDS` is a file that the
//! records of the issues are written to, by time: `examples/pack` of the engine tells how small they become.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at what it cannot read")]
#![allow(clippy::indexing_slicing, reason = "a missing member is null")]

use activity_event::{Event, Provenance, Reading};
use activity_normalize::history::{Known, issue};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;

const RECORDED: i64 = 1_763_913_601_234;

/// The issue as REST writes it: comments and worklogs are fields, and an unknown changelog is absent.
fn as_rest(mut line: Value) -> Value {
    let (comments, worklogs) = (line["comments"].take(), line["worklogs"].take());
    line["fields"]["comment"] = json!({"comments": comments});
    line["fields"]["worklog"] = json!({"worklogs": worklogs});
    if line["changelogKnown"] == json!(false) {
        line.as_object_mut().unwrap().remove("changelog");
    }
    line
}

fn rebuilt(issue_: &Value, statuses: &Value) -> Vec<Event> {
    issue(&issue_.to_string(), &Known { recorded: RECORDED, statuses })
}

fn len(value: &Value) -> usize {
    value.as_array().map_or(0, Vec::len)
}

/// Values of a field as one record after the other tells them, ending in the present one?
fn ends_in(events: &[Event], field: &str, first: Option<String>, now: Option<&str>) -> bool {
    let mut value = first;
    let mut changes: Vec<&Event> = events.iter().filter(|event| event.source == "jira:changelog").collect();
    changes
        .sort_by_key(|event| (event.occurred, event.revision.as_ref().and_then(|id| id.parse::<u64>().ok())));
    for event in changes {
        for change in event.changes.iter().filter(|change| change.field_id.as_deref() == Some(field)) {
            value = change.to.as_ref().and_then(|to| to.id.clone());
        }
    }
    value.as_deref() == now
}

#[derive(Debug, Default)]
struct Tally {
    issues: usize,
    known: usize,
    histories: usize,
    comments: usize,
    worklogs: usize,
    files: usize,
    links: usize,
    records: usize,
    marked: usize,
    edits: usize,
}

#[test]
fn real_issues_are_rebuilt_whole() {
    let Some(path) = std::env::var_os("REAL_ISSUES") else {
        println!("REAL_ISSUES is not set: no real issues were read");
        return;
    };
    let mut tally = Tally::default();
    let mut mismatches: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut ids = BTreeSet::new();
    let (into, mut records) = (std::env::var_os("RECORDS"), Vec::new());
    for line in BufReader::new(fs::File::open(path).unwrap()).lines() {
        let real = as_rest(serde_json::from_str(&line.unwrap()).unwrap());
        let key = real["key"].as_str().unwrap().to_owned();
        let events = rebuilt(&real, &json!({}));
        tally.issues += 1;
        tally.records += events.len();
        tally.marked += events.iter().filter(|event| event.reading != Reading::Full).count();
        let count = |sources: &str, action: &str| {
            events.iter().filter(|e| e.source == sources && e.action.name().starts_with(action)).count()
        };
        let fields = &real["fields"];
        let histories = len(&real["changelog"]["histories"]);
        let counts = [
            ("created", count("jira:issue", "issue.created"), 1),
            ("histories", count("jira:changelog", "issue."), histories),
            ("comments", count("jira:comment", "comment.created"), len(&fields["comment"]["comments"])),
            ("worklogs", count("jira:worklog", "worklog.created"), len(&fields["worklog"]["worklogs"])),
            ("files", count("jira:attachment", "attachment.created"), len(&fields["attachment"])),
        ];
        for (what, found, wanted) in counts {
            if found != wanted {
                mismatches.entry(what).or_default().push(format!("{key}: {found} instead of {wanted}"));
            }
        }
        tally.histories += histories;
        tally.comments += counts[2].1;
        tally.worklogs += counts[3].1;
        tally.files += counts[4].1;
        tally.links += count("jira:issuelink", "link");
        tally.edits += count("jira:comment", "comment.edited") + count("jira:worklog", "worklog.updated");
        let site = real["site"].as_str().unwrap_or_default();
        for event in &events {
            assert_eq!(event.provenance, Provenance::Backfill);
            if !ids.insert((site.to_owned(), event.id)) {
                mismatches.entry("repeated id").or_default().push(format!("{key}: {}", event.action));
            }
        }
        if into.is_some() {
            records.extend(events.iter().cloned());
        }
        if real.get("changelog").is_none() {
            continue;
        }
        tally.known += 1;
        let created = events.iter().find(|event| event.action.name() == "issue.created").unwrap();
        let facts = created.issue.clone().unwrap();
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let status = facts.status.and_then(|status| status.id);
        if !ends_in(&events, "status", status, text(&fields["status"]["id"]).as_deref()) {
            mismatches.entry("status").or_default().push(key.clone());
        }
        let assignee = facts.assignee.filter(|id| !id.is_empty());
        if !ends_in(&events, "assignee", assignee, text(&fields["assignee"]["accountId"]).as_deref()) {
            mismatches.entry("assignee").or_default().push(key.clone());
        }
    }
    if let Some(into) = into {
        records.sort_by_key(|event| (event.occurred, event.id));
        let lines: Vec<String> = records.iter().map(|event| serde_json::to_string(event).unwrap()).collect();
        fs::write(into, lines.join("\n")).unwrap();
    }
    println!("{tally:#?}");
    for (what, keys) in &mismatches {
        println!("{what}: {} mismatches, e.g. {:?}", keys.len(), &keys[..keys.len().min(8)]);
    }
    // Old changelogs name people by what they were called then, which is no account id.
    mismatches.remove("assignee");
    assert!(mismatches.is_empty());
    assert_eq!(tally.marked, 0);
}

/// Entries of changelogs and worklogs anywhere in a page.
fn collect<'a>(value: &'a Value, histories: &mut Vec<&'a Value>, worklogs: &mut Vec<&'a Value>) {
    if value["items"].is_array() && value["created"].is_string() {
        histories.push(value);
    } else if value["timeSpentSeconds"].is_number() && value["issueId"].is_string() {
        worklogs.push(value);
    }
    match value {
        Value::Array(list) => list.iter().for_each(|value| collect(value, histories, worklogs)),
        Value::Object(members) => members.values().for_each(|value| collect(value, histories, worklogs)),
        _ => {}
    }
}

#[test]
fn each_entry_of_recorded_pages_is_a_record() {
    let Some(folder) = std::env::var_os("RECORDED_WEBHOOKS") else {
        println!("RECORDED_WEBHOOKS is not set: no recorded pages were read");
        return;
    };
    let mut counts = (0, 0);
    for file in fs::read_dir(Path::new(&folder).join("devlake-rest")).unwrap() {
        let page: Value = serde_json::from_str(&fs::read_to_string(file.unwrap().path()).unwrap()).unwrap();
        let (mut histories, mut worklogs) = (Vec::new(), Vec::new());
        collect(&page, &mut histories, &mut worklogs);
        let whole = json!({
            "id": "1", "key": "A-1", "fields": {"created": "2015-01-01T00:00:00.000+0000", "worklog": {"worklogs": worklogs}},
            "changelog": {"histories": histories},
        });
        let events = rebuilt(&whole, &json!({}));
        for history in &histories {
            let of = |event: &&Event| event.revision.as_deref() == history["id"].as_str();
            let event = events.iter().filter(of).find(|event| event.action.family() == "issue").unwrap();
            assert_eq!(event.changes.len(), len(&history["items"]));
            assert_eq!(event.reading, Reading::Full, "{:?}", event.problem);
        }
        for worklog in &worklogs {
            let of = |event: &&Event| event.subject.id.as_deref() == worklog["id"].as_str();
            assert!(events.iter().filter(of).any(|event| event.action.name() == "worklog.created"));
        }
        counts = (counts.0 + histories.len(), counts.1 + worklogs.len());
    }
    println!("recorded pages: {} entries of changelogs, {} worklogs, each a record", counts.0, counts.1);
}
