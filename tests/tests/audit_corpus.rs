//! Pages of the products' audit logs in `fixtures/audit/<product>`: each `<case>.raw.json` must give the records in
//! `<case>.event.json`. `BLESS=1` rewrites the expectations; read the diff.
//!
//! With `RECORDED_AUDIT` set to a file of recorded records (a JSON object a line: `kind`, which is `jira-cloud` or
//! `confluence-cloud`, and `record`), all of them are read as well, and how they were understood is printed.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may stop, and may say what it saw"
)]

use activity_event::{Action, Event, Provenance};
use activity_normalize::{Arrival, AuditLog, read_audit};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

const ARRIVAL: Arrival = Arrival { recorded: 1_763_913_999_000, views: false };
const LOGS: [(AuditLog, &str); 2] = [(AuditLog::Jira, "jira"), (AuditLog::Confluence, "confluence")];
/// What stands for a person's name, address and computer in the fixtures.
const PERSONAL: [&str; 3] = ["Made Up", "made.up@", "192.0.2.7"];

fn cases(product: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/audit").join(product);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.to_string_lossy().ends_with(".raw.json"));
    paths.sort();
    paths
}

#[test]
fn every_page_gives_the_expected_records() {
    let mut problems = Vec::new();
    for (log, product) in LOGS {
        for path in cases(product) {
            let page = read_audit(log, &[&fs::read_to_string(&path).unwrap()], &ARRIVAL).unwrap();
            let found = serde_json::to_string_pretty(&page.events).unwrap() + "\n";
            let expectation = PathBuf::from(path.to_string_lossy().replace(".raw.json", ".event.json"));
            if std::env::var_os("BLESS").is_some() {
                fs::write(&expectation, &found).unwrap();
            } else if fs::read_to_string(&expectation).ok().as_deref() != Some(&found) {
                problems.push(format!("{} is missing or differs; found\n{found}", expectation.display()));
            }
        }
    }
    assert!(problems.is_empty(), "{}\nBLESS=1 rewrites expectations", problems.join("\n"));
}

#[test]
fn no_name_address_or_computer_of_a_person_is_kept() {
    for (log, product) in LOGS {
        for path in cases(product) {
            let page = read_audit(log, &[&fs::read_to_string(&path).unwrap()], &ARRIVAL).unwrap();
            let text = serde_json::to_string(&page.events).unwrap();
            for word in PERSONAL {
                assert!(!text.contains(word), "{word} in {}", path.display());
            }
        }
    }
}

#[test]
fn a_record_is_the_same_whatever_stands_beside_it() {
    for (log, product) in LOGS {
        for path in cases(product) {
            let page: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
            let member = if log == AuditLog::Jira { "records" } else { "results" };
            let records = page[member].as_array().unwrap();
            let of = |records: &[Value]| {
                let text = json!({member: records}).to_string();
                read_audit(log, &[&text], &ARRIVAL)
                    .unwrap()
                    .events
                    .iter()
                    .map(|event| event.id)
                    .collect::<Vec<_>>()
            };
            let half = records.len() / 2;
            let together = of(records);
            assert_eq!(
                together.iter().collect::<BTreeSet<_>>().len(),
                records.len(),
                "ids of {}",
                path.display()
            );
            assert_eq!(of(&records[half..])[1..], together[half + 1..], "{}", path.display());
        }
    }
}

/// Texts of a recorded record that the log keeps somewhere: names of people are none.
fn values(record: &Value, log: AuditLog) -> Vec<String> {
    let (texts, lists, fields): (&[&str], &[&str], &[&str]) = match log {
        AuditLog::Jira => (
            &["/summary", "/description", "/eventSource", "/authorAccountId", "/objectItem/name"],
            &["/associatedItems", "/changedValues"],
            &["/name", "/fieldName", "/changedFrom", "/changedTo"],
        ),
        AuditLog::Confluence | AuditLog::JiraProjects => (
            &["/summary", "/description", "/author/accountId"],
            &["/associatedObjects", "/changedValues", "/affectedObject"],
            &["/name", "/oldValue", "/newValue"],
        ),
    };
    let text = |value: &Value, path: &str| value.pointer(path).and_then(Value::as_str).map(str::to_owned);
    let mut wanted: Vec<String> = texts.iter().filter_map(|path| text(record, path)).collect();
    for list in lists {
        let found = record.pointer(list).cloned().unwrap_or_default();
        let items = if let Value::Array(items) = found { items } else { vec![found] };
        for item in items.iter().filter(|item| text(item, "/objectType").as_deref() != Some("User")) {
            // A group's name brings its id.
            let is_group = text(item, "/objectType").as_deref() == Some("Group");
            for value in fields.iter().filter_map(|path| text(item, path)) {
                let parts = value.split(if is_group { ':' } else { '\u{0}' });
                wanted.extend(parts.map(str::to_owned));
            }
        }
    }
    wanted.retain(|text| !text.is_empty());
    wanted
}

#[test]
fn recorded_audit_records_lose_nothing() {
    let Some(file) = std::env::var_os("RECORDED_AUDIT") else { return };
    let text = fs::read_to_string(file).unwrap();
    let mut lost: BTreeMap<String, u32> = BTreeMap::new();
    for (log, kind) in [(AuditLog::Jira, "jira-cloud"), (AuditLog::Confluence, "confluence-cloud")] {
        let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let records: Vec<Value> =
            lines.filter(|line| line["kind"] == kind).map(|mut line| line["record"].take()).collect();
        let member = if log == AuditLog::Jira { "records" } else { "results" };
        let events = read_audit(log, &[&json!({member: &records}).to_string()], &ARRIVAL).unwrap().events;
        assert_eq!(events.len(), records.len());
        assert_eq!(events.iter().map(|event| event.id).collect::<BTreeSet<_>>().len(), distinct(&records));
        let mut actions: BTreeMap<&str, u32> = BTreeMap::new();
        for (event, record) in events.iter().zip(&records) {
            *actions.entry(event.action.name()).or_default() += 1;
            assert_eq!(event.provenance, Provenance::AuditImport);
            assert_ne!(event.action, Action::UNREADABLE, "{record}");
            let kept = serde_json::to_string(event).unwrap();
            for value in values(record, log).iter().filter(|value| !kept.contains(&json!(value).to_string()))
            {
                *lost.entry(format!("{kind}: {value}, in {}", summary(event))).or_default() += 1;
            }
        }
        println!("{kind}: {} records, {actions:?}", records.len());
    }
    for (value, times) in &lost {
        println!("not kept, {times} times: {value}");
    }
    // Names, user names and addresses of people; and the keys of users whose account ids are known.
    let personal = |line: &&String| ["person.", "ug:", "JIRAUSER"].iter().any(|word| line.contains(word));
    assert_eq!(lost.keys().filter(|line| !personal(line)).count(), 0);
}

fn summary(event: &Event) -> String {
    format!("{} {:?}", event.action, event.content.first().map(|content| &content.text))
}

/// Records that are different; the same one may have been recorded twice, except that Confluence tells equal ones apart.
fn distinct(records: &[Value]) -> usize {
    let texts: BTreeSet<String> = records
        .iter()
        .map(|record| record["id"].as_i64().map_or_else(String::new, |id| id.to_string()))
        .collect();
    if texts.len() > 1 { texts.len() } else { records.len() }
}
