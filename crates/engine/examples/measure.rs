//! Measures the store: bytes for a record in a segment, time to pack, time to answer.
//!
//! `cargo run --release -p activity-engine --example measure`

#![expect(clippy::arithmetic_side_effects, reason = "small numbers of a measurement")]

use activity_engine::{Budget, BundledZones, Compactor, QueryRequest, Reader, Scope, write_ahead};
use activity_event::{Event, EventId};
use serde_json::json;
use std::collections::BTreeMap;
use std::error::Error;
use std::time::Instant;

const RECORDS: u64 = 90_000;
const DAYS: u64 = 90;
const START: u64 = 1_756_137_600_000;

type Answer<T> = Result<T, Box<dyn Error>>;

fn main() -> Answer<()> {
    let mut store = Store::default();
    let mut seed = 7;
    let events = (0..RECORDS).map(|n| record(n, &mut seed)).collect::<Answer<Vec<Event>>>()?;
    let entries: Vec<(String, String)> =
        events.into_iter().flat_map(write_ahead).map(|write| (write.key, write.value)).collect();
    let json: usize = entries.iter().map(|(_, value)| value.len()).sum();

    let begin = Instant::now();
    for batch in entries.chunks(2_000) {
        store.compact(batch)?;
    }
    let packing = begin.elapsed();
    let status = activity_engine::status(store.root.as_deref())?;
    println!("{} records in {} segments of {} months", status.rows, status.segments, status.months);
    let listed = store.listed_bytes()?;
    let rows = status.rows;
    println!("JSON of a record: {} bytes; stored in segments: {} bytes", json as u64 / rows, listed / rows);
    println!("written in all while packing: {} bytes a record", store.written / rows);
    println!(
        "packing, 2,000 at a time: {packing:.1?}, {:.0} records/s",
        to_f64(rows) / packing.as_secs_f64()
    );

    let queries = [
        ("newest page", ""),
        ("oldest page", "ORDER BY occurred ASC"),
        ("a rare action, page of newest", "action = worklog.deleted"),
        ("a person in one week", "actor = \"557058:account-07\" AND occurred >= -7d"),
        ("text, every record", "text ~ \"nothing has these words\""),
        ("changes, every record", "status CHANGED FROM Nowhere"),
    ];
    for (name, jql) in queries {
        let begin = Instant::now();
        let answer = store.query(jql)?;
        println!(
            "{name}: {} rows of {} looked at, {} segments, {} kB, {:.1?}",
            answer.rows.len(),
            answer.read.rows,
            answer.read.segments,
            answer.read.bytes / 1_000,
            begin.elapsed()
        );
    }
    Ok(())
}

fn to_f64(number: u64) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

#[derive(Default)]
struct Store {
    root: Option<String>,
    values: BTreeMap<String, String>,
    written: u64,
}

impl Store {
    fn get(&self, keys: Vec<String>) -> Vec<(String, Option<String>)> {
        keys.into_iter().map(|key| (key.clone(), self.values.get(&key).cloned())).collect()
    }

    fn compact(&mut self, entries: &[(String, String)]) -> Answer<()> {
        let mut compactor = Compactor::new(self.root.as_deref(), entries, 0)?;
        for (key, text) in self.get(compactor.manifests()) {
            compactor.add_manifest(&key, &text.ok_or("no manifest")?)?;
        }
        let wanted = compactor.wanted()?;
        compactor.add_values(&self.get([wanted.values, wanted.known].concat()));
        let commit = compactor.finish()?;
        for write in commit.values.into_iter().chain(commit.manifests).chain(commit.known) {
            self.written += write.value.len() as u64;
            self.values.insert(write.key, write.value);
        }
        self.root = commit.root.map(|root| root.body).or(self.root.take());
        Ok(())
    }

    /// Length of all segments that the catalogue lists.
    fn listed_bytes(&self) -> Answer<u64> {
        let mut bytes = 0;
        for month in activity_engine::Root::parse(self.root.as_deref())?.months {
            let text = self.values.get(&month.manifest).ok_or("no manifest")?;
            let manifest = activity_engine::Manifest::parse(&month.manifest, text)?;
            bytes += manifest.segments.iter().map(|row| row.stats.bytes).sum::<u64>();
        }
        Ok(bytes)
    }

    fn query(&self, jql: &str) -> Answer<activity_engine::QueryAnswer> {
        let request = QueryRequest {
            jql: jql.to_owned(),
            narrow: vec![],
            limit: 50,
            cursor: None,
            now: i64::try_from(START + DAYS * 86_400_000)?,
            zone: "Europe/Berlin".to_owned(),
            account: None,
            monday_first: false,
            tables: activity_engine::filter::Tables::default(),
        };
        let unlimited = Budget { bytes: u64::MAX, rows: u32::MAX };
        let mut reader =
            Reader::new(&request, &Scope::All, self.root.as_deref(), &BundledZones)?.with_budget(unlimited);
        for (key, text) in self.get(reader.manifests()) {
            reader.add_manifest(&key, &text.ok_or("no manifest")?);
        }
        loop {
            let keys = reader.next();
            if keys.is_empty() {
                return Ok(reader.answer());
            }
            reader.add_values(&self.get(keys));
        }
    }
}

const PROJECTS: [(&str, &str); 5] =
    [("PAY", "Payments"), ("OPS", "Operations"), ("WEB", "Website"), ("MOB", "Mobile"), ("HR", "People")];
const STATUSES: [&str; 5] = ["To Do", "In Progress", "In Review", "Blocked", "Done"];
const WORDS: [&str; 24] = [
    "rotate", "signing", "keys", "before", "release", "customer", "cannot", "log", "in", "after", "update",
    "payment", "fails", "with", "timeout", "on", "mobile", "please", "check", "the", "server", "disk", "is",
    "full",
];

/// A number from 0 up to, not including, the limit.
fn dice(seed: &mut u64, limit: u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) % limit
}

fn pick<'a>(seed: &mut u64, from: &[&'a str]) -> &'a str {
    let at = usize::try_from(dice(seed, from.len() as u64)).unwrap_or_default();
    from.get(at).copied().unwrap_or_default()
}

fn sentence(seed: &mut u64, words: u64) -> String {
    (0..words).map(|_| pick(seed, &WORDS)).collect::<Vec<_>>().join(" ")
}

/// A record like those of a company of 60 people: changes of issues, comments, worklogs.
fn record(n: u64, seed: &mut u64) -> Answer<Event> {
    let occurred = START + n * (DAYS * 86_400_000 / RECORDS) + dice(seed, 60_000);
    let issue = dice(seed, 12_000);
    let at = usize::try_from(issue % 5)?;
    let (key, name) = PROJECTS.get(at).copied().ok_or("no project")?;
    let mut titles = issue.wrapping_mul(31).wrapping_add(7);
    let title = sentence(&mut titles, 6);
    let account = |seed: &mut u64| format!("557058:account-{:02}", dice(seed, 60));
    let (from, to) = (pick(seed, &STATUSES), pick(seed, &STATUSES));
    let facts = json!({
        "issueType": {"id": "10001", "name": "Task"}, "status": {"id": "3", "name": to, "category": "indeterminate"},
        "priority": {"id": "3", "name": "Medium"}, "assignee": account(seed), "reporter": account(seed),
        "creator": account(seed), "labels": ["backend"], "components": [], "fixVersions": [], "summary": title,
    });
    let issue_subject =
        json!({"kind": "issue", "id": issue.to_string(), "key": format!("{key}-{issue}"), "title": title});
    let inner =
        |kind: &str, id: u64| json!({"kind": kind, "id": id.to_string(), "parent": issue_subject.clone()});
    let (action, subject, changes, content, source) = match dice(seed, 100) {
        0..50 => (
            "issue.transitioned",
            issue_subject.clone(),
            json!([{"fieldId": "status", "field": "status", "from": {"id": "1", "text": from}, "to": {"id": "3", "text": to}}]),
            json!([]),
            "avi:jira:updated:issue",
        ),
        50..65 => ("issue.created", issue_subject.clone(), json!([]), json!([]), "avi:jira:created:issue"),
        65..90 => {
            let text = sentence(seed, 24);
            (
                "comment.created",
                inner("comment", n),
                json!([]),
                json!([{"role": "body", "text": text}]),
                "avi:jira:commented:issue",
            )
        }
        90..99 => ("worklog.created", inner("worklog", n), json!([]), json!([]), "avi:jira:created:worklog"),
        _ => ("worklog.deleted", inner("worklog", n), json!([]), json!([]), "avi:jira:deleted:worklog"),
    };
    Ok(serde_json::from_value(json!({
        "id": EventId::derive(&["measure", &n.to_string()]), "occurred": occurred, "recorded": occurred + 900 + dice(seed, 4_000),
        "product": "jira", "action": action,
        "actor": {"accountId": account(seed), "kind": "person", "certainty": "stated"},
        "container": {"kind": "project", "id": (10_000 + issue % 5).to_string(), "key": key, "name": name},
        "subject": subject, "issue": facts, "changes": changes, "content": content, "provenance": "live", "source": source,
    }))?)
}
