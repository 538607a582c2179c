//! Webhooks of Jira, read as the events that Forge sends for the same happenings: each becomes a record that is read in
//! full, and nothing that the webhook says is missing in it.
//!
//! Made-up webhooks stand in `fixtures/webhooks`. `RECORDED_WEBHOOKS` names a folder of recorded ones, which is read likewise.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test may stop and tell what it has read"
)]

use activity_event::{Change, Event, SubjectKind, Value as Told};
use activity_normalize::{Arrival, normalize};
use activity_tests::webhook::{events, is_webhook};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

const ARRIVAL: Arrival = Arrival { recorded: 1_763_913_601_234, views: true };

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "json") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// What has been read, and what was wrong.
#[derive(Default)]
struct Tally {
    webhooks: usize,
    others: usize,
    records: BTreeMap<String, usize>,
    items: usize,
    problems: Vec<String>,
}

impl Tally {
    fn of(folder: &Path) -> Self {
        let mut tally = Self::default();
        for path in files(folder) {
            let value: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
            if is_webhook(&value) {
                tally.webhooks += 1;
                tally.read(&path, &value);
            } else {
                tally.others += 1;
            }
        }
        tally
    }

    fn read(&mut self, path: &Path, webhook: &Value) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let events = events(webhook);
        if events.is_empty() {
            self.problems.push(format!("{name}: {} is not known", webhook["webhookEvent"]));
        }
        for event in events {
            let mut records = normalize(&event, None, &ARRIVAL);
            let (Some(record), true) = (records.pop(), records.is_empty()) else {
                self.problems.push(format!("{name}: not one record"));
                continue;
            };
            *self.records.entry(record.action.name().to_owned()).or_default() += 1;
            self.items += event["changelog"]["items"].as_array().map_or(0, Vec::len);
            let lost = lost(&event, &record);
            self.problems
                .extend(lost.into_iter().map(|lost| format!("{name}: {} {lost}", event["eventType"])));
        }
    }

    fn check(self, folder: &str) {
        let Self { webhooks, others, records, items, problems } = self;
        println!("{folder}: {webhooks} webhooks read, {items} items of changelogs, records {records:?}");
        if others > 0 {
            println!(
                "{folder}: {others} files are no webhooks but pages of the REST interface; they are not read here"
            );
        }
        assert!(problems.is_empty(), "{} problems\n{}", problems.len(), problems.join("\n"));
    }
}

#[test]
fn made_up_webhooks_are_read_in_full() {
    let tally = Tally::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/webhooks"));
    assert!(tally.webhooks >= 15, "only {} webhooks", tally.webhooks);
    tally.check("fixtures/webhooks");
}

#[test]
fn recorded_webhooks_are_read_in_full() {
    match std::env::var("RECORDED_WEBHOOKS") {
        Ok(folder) => Tally::of(Path::new(&folder)).check(&folder),
        Err(_) => println!("skipped: RECORDED_WEBHOOKS names no folder"),
    }
}

/// What the event says and the record does not.
fn lost(event: &Value, record: &Event) -> Vec<String> {
    let mut lost = Vec::new();
    let mut need = |met: bool, what: String| {
        if !met {
            lost.push(what);
        }
    };
    need(
        record.reading.is_full() && record.raw.is_none() && record.problem.is_none(),
        format!("is not read in full: {:?} {:?}", record.problem, record.raw),
    );
    need(
        record.action.name() == action(event),
        format!("is {} and not {}", record.action.name(), action(event)),
    );
    let subject = subject(event);
    need(record.subject.id == text(subject), format!("is about {:?} and not {subject}", record.subject.id));
    if let Some(account) = text(&event["atlassianId"]) {
        need(record.actor.account_id.as_ref() == Some(&account), format!("is not by {account}"));
    }
    if let Some(time) = text(&event["timestamp"]) {
        need(record.occurred.to_string() == time, format!("happened at {} and not {time}", record.occurred));
    }
    for item in event["changelog"]["items"].as_array().into_iter().flatten() {
        need(record.changes.iter().any(|change| tells(change, item)), format!("lost {item}"));
    }
    for member in event.as_object().unwrap().keys() {
        for missing in missing(event, member, record) {
            need(false, format!("lost {missing}"));
        }
    }
    lost
}

/// What has happened, by other means than the reader's.
fn action(event: &Value) -> &'static str {
    let name = event["eventType"].as_str().unwrap();
    let item = |field: &str| {
        let mut items = event["changelog"]["items"].as_array().into_iter().flatten();
        items.find(|item| item["field"].as_str().is_some_and(|name| name.eq_ignore_ascii_case(field)))
    };
    let kind = event["jiraEventTypeName"].as_str().unwrap_or_default();
    let no_items = event["changelog"]["items"].as_array().is_none_or(Vec::is_empty);
    match name {
        "avi:jira:updated:issue" | "avi:jira:assigned:issue" => {
            if kind == "issue_moved" || item("Key").is_some() || item("project").is_some() {
                "issue.moved"
            } else if item("resolution").is_some_and(|item| item["from"].is_null() && !item["to"].is_null()) {
                "issue.resolved"
            } else if item("status").is_some() {
                "issue.transitioned"
            } else if item("assignee").is_some() || (no_items && kind == "issue_assigned") {
                "issue.assigned"
            } else {
                "issue.updated"
            }
        }
        "avi:jira:commented:issue" if event["comment"]["created"] == event["comment"]["updated"] => {
            "comment.created"
        }
        "avi:jira:commented:issue" => "comment.edited",
        _ => activity_normalize::registry().find(|row| row.event == name).unwrap().action.name(),
    }
}

/// The id of what the event is about.
fn subject(event: &Value) -> &Value {
    let name = event["eventType"].as_str().unwrap();
    match name.rsplit(':').next().unwrap() {
        "issue" if name.contains("commented") => &event["comment"]["id"],
        "issue" | "issue-property" => &event["issue"]["id"],
        "issuelink" => &event["id"],
        "user" => &event["user"]["accountId"],
        "configuration" | "changed" => &event["property"]["key"],
        "board" if event["configuration"].is_object() => &event["configuration"]["id"],
        member => &event[member]["id"],
    }
}

/// A text or number as text.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// Whether this change says all that the item says. Of people only the account may be kept.
fn tells(change: &Change, item: &Value) -> bool {
    let person = ["assignee", "reporter", "creator"].iter().any(|field| item["field"] == **field)
        || item["tmpFromAccountId"].is_string()
        || item["tmpToAccountId"].is_string();
    let side = |told: Option<&Told>, id: &str, name: &str, account: &str| {
        let (id, name) = (text(&item[account]).or_else(|| text(&item[id])), text(&item[name]));
        match told {
            None => id.is_none() && name.is_none(),
            Some(told) => {
                told.id == id
                    && (told.text == name || (person || is_account(id.as_deref())) && told.text.is_none())
            }
        }
    };
    text(&item["field"]).as_ref() == Some(&change.field)
        && text(&item["fieldId"]) == change.field_id
        && side(change.from.as_ref(), "from", "fromString", "tmpFromAccountId")
        && side(change.to.as_ref(), "to", "toString", "tmpToAccountId")
}

fn is_account(id: Option<&str>) -> bool {
    id.is_some_and(|id| id.len() == 24 && id.bytes().all(|byte| byte.is_ascii_hexdigit()) || id.contains(':'))
}

/// Whether a value of any change, of either side, is this.
fn has_value(record: &Event, wanted: &str) -> bool {
    let sides = record.changes.iter().flat_map(|change| [&change.from, &change.to]).flatten();
    let mut texts = sides.flat_map(|value| [&value.id, &value.text]).flatten();
    texts.any(|text| text == wanted)
}

/// Whether the text stands in the record's content, for text that is not a document.
fn has_content(record: &Event, wanted: &str) -> bool {
    wanted.trim().is_empty() || record.content.iter().any(|content| content.text == wanted)
}

/// What the record lacks of one member of the event.
fn missing(event: &Value, member: &str, record: &Event) -> Vec<String> {
    let value = &event[member];
    let mut missing = Vec::new();
    let mut need = |met: bool, what: &str| {
        if !met {
            missing.push(format!("{member}.{what}"));
        }
    };
    let visibility = text(&value["visibility"]["value"]);
    let shown = record.content.iter().find_map(|content| content.visibility.as_deref());
    need(visibility.is_none_or(|role| shown.is_some_and(|shown| shown.contains(&role))), "visibility");
    match member {
        "issue" => {
            let (key, title) = match record.subject.kind {
                SubjectKind::Issue => (record.subject.key.clone(), record.subject.title.clone()),
                _ => record.subject.parent.clone().map(|issue| (issue.key, issue.title)).unwrap_or_default(),
            };
            need(key == text(&value["key"]), "key");
            need(title == text(&value["fields"]["summary"]), "fields.summary");
            let project = &value["fields"]["project"];
            let container = record.container.as_ref();
            need(
                container.map(|container| container.id.clone()) == text(&project["id"]),
                "fields.project.id",
            );
            need(
                container.and_then(|container| container.key.clone()) == text(&project["key"]),
                "fields.project.key",
            );
            let is_end = matches!(record.action.name(), "issue.created" | "issue.deleted");
            if let (true, Some(description)) = (is_end, value["fields"]["description"].as_str()) {
                need(has_content(record, description), "fields.description");
            }
        }
        "comment" => {
            need(has_content(record, value["body"].as_str().unwrap_or_default()), "body");
            let author = text(&value["author"]["accountId"]);
            need(author.is_none() || record.content.iter().any(|content| content.author == author), "author");
            let visibility = text(&value["visibility"]["value"]);
            let shown = record.content.iter().find_map(|content| content.visibility.as_deref());
            need(
                visibility.is_none_or(|role| shown.is_some_and(|shown| shown.contains(&role))),
                "visibility",
            );
        }
        "worklog" => {
            need(has_content(record, value["comment"].as_str().unwrap_or_default()), "comment");
            for name in ["timeSpent", "timeSpentSeconds", "started"] {
                need(text(&value[name]).is_none_or(|text| has_value(record, &text)), name);
            }
            let issue = record.subject.parent.as_ref().and_then(|issue| issue.id.clone());
            need(issue == text(&value["issueId"]), "issueId");
        }
        "attachment" => {
            need(record.subject.title == text(&value["filename"]), "filename");
            for name in ["size", "mimeType"] {
                need(text(&value[name]).is_none_or(|text| has_value(record, &text)), name);
            }
        }
        "destinationIssueId" => need(has_value(record, &text(value).unwrap()), ""),
        "sourceIssueId" => {
            let source = record.subject.parent.as_ref().and_then(|issue| issue.id.clone());
            need(source == text(value), "");
        }
        "sprint" | "version" | "project" | "board" | "configuration" => {
            need(record.subject.title == text(&value["name"]), "name");
            for (name, text) in changed(event, member, record) {
                need(has_value(record, &text), &name);
            }
        }
        "property" => {
            let wanted = match value["value"].as_str() {
                Some("true") => "on".to_owned(),
                Some("false") => "off".to_owned(),
                _ => text(&value["value"]).unwrap_or_default(),
            };
            need(has_value(record, &wanted), "value");
        }
        "user" => need(text(&value["active"]).is_none_or(|active| has_value(record, &active)), "active"),
        _ => {}
    }
    missing
}

/// Plain members of a thing that the event is about: those that differ from the former ones, or that the event gives rise to.
fn changed(event: &Value, member: &str, record: &Event) -> Vec<(String, String)> {
    const SAID_ELSEWHERE: &[&str] =
        &["id", "self", "key", "name", "projectId", "originBoardId", "overdue", "userReleaseDate"];
    let (now, then) = (&event[member], &event["oldValue"]);
    let all = now.as_object().into_iter().flatten();
    let new = all.filter(|(name, _)| !SAID_ELSEWHERE.contains(&name.as_str()));
    let differs = |name: &str, value: &Value| match then.as_object() {
        Some(then) => then.get(name) != Some(value),
        // Of what happens to a version, only its own member changes.
        None => !matches!(record.action.name(), "version.released") || name == "released",
    };
    new.filter(|(name, value)| differs(name, value))
        .filter_map(|(name, value)| Some((name.clone(), text(value)?)))
        .collect()
}
