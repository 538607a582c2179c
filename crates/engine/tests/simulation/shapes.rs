//! All that is known here of what records, keys and the catalogue look like.

use crate::settings::Spread;
use crate::store::{Store, StoredRoot};
use activity_engine::{Manifest, Root, SegmentRow, keys};
use activity_event::{Container, ContainerKind, Event, EventId};
use fastrand::Rng;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// When a run begins: shortly before a month does.
pub(crate) const BEGIN: i64 = 1_764_547_200_000 - 20_000;
const MINUTE: i64 = 60_000;
const DAY: i64 = 1_440 * MINUTE;

const ISSUES: u32 = 12;
const ISSUE_ACTIONS: [&str; 3] = ["issue.created", "issue.updated", "issue.deleted"];
const TITLES: [&str; 3] = ["rotate the signing keys", "disk full", "nothing to see"];

/// A new event, written at `now` or some time before.
pub(crate) fn event(dice: &mut Rng, seed: u64, n: u32, now: i64, spread: Spread, long: bool) -> Event {
    let occurred = match (spread, dice.u8(0..10)) {
        (Spread::Burst, _) => BEGIN + dice.i64(0..5),
        (Spread::Recent, _) | (Spread::Days, 0..5) => now - dice.i64(0..2 * MINUTE),
        (Spread::Days, 5..9) => now - dice.i64(0..5 * DAY),
        (Spread::Days | Spread::Months, _) => now - dice.i64(0..180 * DAY),
    };
    let issue = dice.u32(0..ISSUES);
    let mut record = json!({
        "id": EventId::derive(&["simulation", &seed.to_string(), &n.to_string()]), "occurred": occurred,
        "recorded": now, "product": "jira",
        "actor": {"kind": "person", "certainty": "stated", "accountId": format!("account-{}", dice.u8(0..3))},
        "provenance": "live", "source": "simulation",
    });
    match dice.u8(0..10) {
        // Knows no more of its issue than the id; compaction asks.
        0..2 => {
            record["action"] = "worklog.created".into();
            record["subject"] = json!({"kind": "worklog", "id": (900_000 + n).to_string(),
                "parent": {"kind": "issue", "id": issue.to_string()}});
        }
        2 => {
            record["action"] = "page.created".into();
            record["subject"] = json!({"kind": "page", "id": (700_000 + n).to_string(), "title": TITLES[1]});
        }
        3 => {
            record["action"] = "page.created".into();
            record["subject"] = json!({"kind": "page", "id": (700_000 + n).to_string(), "title": TITLES[2]});
            record["container"] = json!({"kind": "space", "id": "10000", "key": "DOCS", "name": "Docs"});
        }
        _ => {
            record["action"] = ISSUE_ACTIONS[dice.usize(0..3)].into();
            record["subject"] = json!({"kind": "issue", "id": issue.to_string(), "key": issue_key(issue),
                "title": title(issue)});
            record["container"] = serde_json::to_value(project(issue)).unwrap();
        }
    }
    if long && dice.u8(0..3) == 0 {
        let bytes = if dice.u8(0..4) == 0 { 300_000 } else { 90_000 };
        record["raw"] = std::iter::repeat_with(|| dice.alphanumeric()).take(bytes).collect::<String>().into();
    }
    serde_json::from_value(record).unwrap()
}

fn issue_key(issue: u32) -> String {
    format!("{}-{issue}", project(issue).key.unwrap())
}

fn title(issue: u32) -> &'static str {
    TITLES[issue as usize % TITLES.len()]
}

fn project(issue: u32) -> Container {
    let (id, key, name) = [("10000", "PAY", "Payments"), ("10001", "OPS", "Operations")][issue as usize % 2];
    Container { kind: ContainerKind::Project, id: id.into(), key: Some(key.into()), name: Some(name.into()) }
}

/// What Jira says of these issues.
pub(crate) fn lookups(issues: &[String]) -> String {
    let lookup = |id: &String| {
        let issue: u32 = id.parse().unwrap();
        let Container { id: project_id, key: project_key, name: project_name, .. } = project(issue);
        let lookup = json!({"key": issue_key(issue), "title": title(issue), "projectId": project_id,
            "projectKey": project_key, "projectName": project_name});
        (id.clone(), lookup)
    };
    serde_json::Value::Object(issues.iter().map(lookup).collect()).to_string()
}

/// The record, when compaction has learnt all there is to know of its issue.
pub(crate) fn enriched(event: &Event) -> Event {
    let mut event = event.clone();
    if let Some(parent) = &mut event.subject.parent {
        let issue: u32 = parent.id.as_ref().unwrap().parse().unwrap();
        (parent.key, parent.title) = (Some(issue_key(issue)), Some(title(issue).to_owned()));
        event.container = Some(project(issue));
    }
    event
}

/// Whether this is the record that was written, perhaps delivered at another time, and perhaps enriched.
pub(crate) fn is_same(found: &Event, written: &Event) -> bool {
    let cut = found.problem.as_ref().is_some_and(|problem| problem.contains("too long for one value"));
    let plain = |event: &Event| {
        let mut event = event.clone();
        event.recorded = 0;
        if let Some(parent) = &mut event.subject.parent {
            (parent.key, parent.title) = (None, None);
            event.container = None;
        }
        if cut {
            (event.raw, event.problem, event.reading) = (None, None, activity_event::Reading::Full);
        }
        event
    };
    plain(found) == plain(written)
}

/// Whether a key may be written again with another content.
pub(crate) fn may_change(key: &str) -> bool {
    key.starts_with("w:") || key.starts_with("p:") || key == keys::SWEPT
}

/// The id of the record under a write-ahead key.
pub(crate) fn written_id(key: &str) -> Option<EventId> {
    keys::parse_write_ahead(key).map(|(_, id)| id)
}

/// What one root names.
#[derive(Debug, Default)]
pub(crate) struct Catalogue {
    pub(crate) generation: u32,
    /// Keys that readers of this root need.
    pub(crate) live: BTreeSet<String>,
    /// Keys that readers of earlier roots may need.
    pub(crate) retired: BTreeSet<String>,
    pub(crate) ids: BTreeSet<EventId>,
    pub(crate) packed: Rc<Packed>,
    pub(crate) months: usize,
}

/// The records in segments.
#[derive(Debug, Default)]
pub(crate) struct Packed {
    pub(crate) events: BTreeMap<EventId, Event>,
    /// Those that the last commit has taken from write-ahead keys.
    pub(crate) swallowed: BTreeSet<EventId>,
}

/// Segments that were unpacked before, by name.
pub(crate) type Unpacked = BTreeMap<String, Vec<Event>>;

impl Catalogue {
    /// Reads all that a root names, and checks that its numbers are true and that no record is there twice.
    pub(crate) fn read(
        stored: &StoredRoot,
        swallowed: &[String],
        store: &Store,
        unpacked: &mut Unpacked,
    ) -> Self {
        let root = Root::parse(Some(&stored.body)).unwrap();
        assert_eq!(root.generation, stored.generation);
        let mut catalogue =
            Self { generation: root.generation, months: root.months.len(), ..Self::default() };
        for retired in &root.retired {
            match retired.parts {
                None => drop(catalogue.retired.insert(retired.name.clone())),
                Some(parts) => {
                    catalogue.retired.extend((0..parts).map(|n| keys::segment_part(&retired.name, n)));
                }
            }
        }
        for month in &root.months {
            let text =
                store.get(&month.manifest).unwrap_or_else(|| panic!("`{}` is missing", month.manifest));
            let manifest: Manifest = serde_json::from_str(&text).unwrap();
            catalogue.live.insert(month.manifest.clone());
            assert_eq!((&manifest.month, manifest.segments.len()), (&month.month, month.segments as usize));
            let rows = manifest.segments.iter().map(|row| u64::from(row.stats.rows)).sum::<u64>();
            let from = manifest.segments.iter().map(|row| row.stats.from).min();
            let to = manifest.segments.iter().map(|row| row.stats.to).max();
            assert_eq!((month.rows, Some(month.from), Some(month.to)), (rows, from, to), "{}", month.month);
            for row in &manifest.segments {
                catalogue.add(row, &month.month, store, unpacked);
            }
        }
        catalogue.packed = Rc::new(Packed {
            events: catalogue.events(unpacked).map(|event| (event.id, event.clone())).collect(),
            swallowed: swallowed.iter().filter_map(|key| written_id(key)).collect(),
        });
        catalogue
    }

    fn events<'a>(&self, unpacked: &'a Unpacked) -> impl Iterator<Item = &'a Event> {
        let live = |name: &str| self.live.contains(&keys::segment_part(name, 0));
        unpacked.iter().filter(move |(name, _)| live(name)).flat_map(|(_, events)| events)
    }

    fn add(&mut self, row: &SegmentRow, month: &str, store: &Store, unpacked: &mut Unpacked) {
        let keys: Vec<String> = (0..row.parts).map(|n| keys::segment_part(&row.name, n)).collect();
        let parts: Vec<String> = keys
            .iter()
            .map(|key| store.get(key).unwrap_or_else(|| panic!("`{key}` is missing")))
            .map(|value| serde_json::from_str(&value).unwrap())
            .collect();
        self.live.extend(keys);
        let events = unpacked
            .entry(row.name.clone())
            .or_insert_with(|| activity_segment::read(keys::hash(&row.name), &parts).unwrap());
        assert_eq!(row.stats.rows as usize, events.len());
        assert_eq!(Some(row.stats.from), events.first().map(|event| event.occurred));
        assert_eq!(Some(row.stats.to), events.last().map(|event| event.occurred));
        assert!(events.iter().all(|event| keys::month(event.occurred) == month));
        assert_eq!(row.stats.actions, events.iter().map(|event| event.action.code()).collect());
        let listed: BTreeSet<String> =
            row.stats.listed_containers().unwrap().into_iter().map(|container| container.id).collect();
        let occur = events.iter().filter_map(|event| Some(event.container.as_ref()?.id.clone()));
        assert_eq!(listed, occur.collect());
        assert_eq!(row.stats.elsewhere, events.iter().any(|event| event.container.is_none()));
        for event in events {
            assert!(self.ids.insert(event.id), "record {} is in two segments", event.id);
        }
    }
}
