//! What came of an import.

use serde::Serialize;
use std::collections::BTreeMap;

/// What came of an import: what was played, what could not be read, what the source itself left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Summary {
    /// SHA-256 of the file.
    pub sha256: String,
    /// Lines that are not blank.
    pub lines: u64,
    /// Issues that were played.
    pub issues: u64,
    /// Projects that were new here.
    pub projects: u64,
    /// Accounts that were new here.
    pub people: u64,
    /// Product events.
    pub events: u64,
    /// Product events by name.
    pub events_by_type: BTreeMap<String, u64>,
    /// Things that happened, by kind: an edit is one, even where two events tell of it.
    pub happenings: BTreeMap<&'static str, u64>,
    /// Number of the first event.
    pub first_event: u64,
    /// Time of the earliest event.
    pub from: Option<i64>,
    /// Time of the latest event.
    pub to: Option<i64>,
    /// Lines and parts of lines that could not be read, by reason.
    pub unread: BTreeMap<String, u64>,
    /// The first of them.
    pub examples: Vec<Example>,
    /// What the source left out or what made no event, by reason.
    pub noted: BTreeMap<String, u64>,
}

/// A line or part that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Example {
    /// The line, counted from 1.
    pub line: u64,
    /// Why.
    pub reason: String,
    /// What stands there, shortened.
    pub detail: String,
}

/// How many examples are kept.
const EXAMPLES_MAX: usize = 20;

impl Summary {
    /// Something could not be read.
    pub(super) fn unread(&mut self, line: u64, reason: &str, detail: &str) {
        add(&mut self.unread, reason.to_owned());
        if self.examples.len() < EXAMPLES_MAX {
            let detail = detail.chars().take(160).collect();
            self.examples.push(Example { line, reason: reason.to_owned(), detail });
        }
    }

    /// Something worth knowing.
    pub(super) fn note(&mut self, reason: &str) {
        add(&mut self.noted, reason.to_owned());
    }

    /// Something happened.
    pub(super) fn happened(&mut self, kind: &'static str) {
        add(&mut self.happenings, kind);
    }

    /// An event was emitted.
    pub(super) fn emitted(&mut self, at: i64, body: &str) {
        self.events = self.events.saturating_add(1);
        self.from = Some(self.from.map_or(at, |from| from.min(at)));
        self.to = Some(self.to.map_or(at, |to| to.max(at)));
        let name = body.split_once("\"eventType\":\"").and_then(|parts| parts.1.split('"').next());
        add(&mut self.events_by_type, name.unwrap_or_default().to_owned());
    }
}

fn add<K: Ord>(counts: &mut BTreeMap<K, u64>, key: K) {
    let count = counts.entry(key).or_default();
    *count = count.saturating_add(1);
}
