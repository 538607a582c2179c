#![expect(clippy::arithmetic_side_effects, reason = "small numbers of the tests")]

use super::*;
use activity_event::{Action, Content, ContentRole, Event, EventId};
use serde_json::json;
use std::collections::BTreeMap;

const NOVEMBER: i64 = 1_763_913_600_000;
const DECEMBER: i64 = 1_764_547_200_000;

fn record(n: u32, occurred: i64) -> Event {
    serde_json::from_value(json!({
        "id": EventId::derive(&["test", &n.to_string()]), "occurred": occurred, "recorded": occurred, "product": "jira",
        "action": "issue.created", "actor": {"kind": "unknown", "certainty": "unknown"},
        "container": {"kind": "project", "id": "10000"}, "subject": {"kind": "issue", "id": n.to_string(), "key": format!("PAY-{n}")},
        "provenance": "live", "source": "test",
    }))
    .unwrap()
}

fn entry(event: &Event) -> (String, String) {
    (keys::write_ahead(event.occurred, event.id), stored::record_text(event))
}

/// A store that does what it is told.
#[derive(Default)]
struct Store {
    root: Option<String>,
    values: BTreeMap<String, String>,
}

impl Store {
    fn begin(&self, entries: &[(String, String)], now: i64, policy: &Policy) -> Compactor {
        let mut compactor =
            Compactor::with_policy(self.root.as_deref(), entries, now, policy.clone()).unwrap();
        for key in compactor.manifests() {
            compactor.add_manifest(&key, &self.values[&key]).unwrap();
        }
        let wanted = compactor.wanted().unwrap();
        let wanted = wanted.values.into_iter().chain(wanted.known);
        let values: Vec<_> = wanted.map(|key| (key.clone(), self.values.get(&key).cloned())).collect();
        compactor.add_values(&values);
        compactor
    }

    fn compact(&mut self, events: &[Event], now: i64, policy: &Policy) -> Commit {
        let entries: Vec<_> = events.iter().map(entry).collect();
        let commit = self.begin(&entries, now, policy).finish().unwrap();
        self.apply(&commit);
        commit
    }

    fn apply(&mut self, commit: &Commit) {
        for write in commit.values.iter().chain(&commit.manifests).chain(&commit.known) {
            assert!(write.value.len() <= keys::VALUE_BYTES_MAX);
            self.values.insert(write.key.clone(), write.value.clone());
        }
        for key in &commit.retired {
            self.values.remove(key);
        }
        if let Some(root) = &commit.root {
            assert_eq!(root.generation, commit.expected_generation + 1);
            self.root = Some(root.body.clone());
        }
    }

    /// How many values there are that never change.
    fn immutable(&self) -> usize {
        self.values.keys().filter(|key| !key.starts_with(keys::KNOWN)).count()
    }

    fn segments(&self) -> Vec<crate::SegmentRow> {
        let root = Root::parse(self.root.as_deref()).unwrap();
        let manifests =
            root.months.iter().map(|m| Manifest::parse(&m.manifest, &self.values[&m.manifest]).unwrap());
        manifests.flat_map(|manifest| manifest.segments).collect()
    }

    fn all(&self) -> Vec<Event> {
        let root = Root::parse(self.root.as_deref()).unwrap();
        let values = self.values.iter().map(|(key, value)| (key.clone(), Some(value.clone()))).collect();
        let people = crate::people::read(&root, &values).unwrap();
        let read = |row: &crate::SegmentRow| {
            let mut reader = activity_segment::Reader::new(row.hash()).unwrap();
            for key in row.keys() {
                reader.add(&stored::unquote(&self.values[&key])).unwrap();
            }
            reader.events(&people).unwrap()
        };
        self.segments().iter().flat_map(read).collect()
    }
}

fn small() -> Policy {
    Policy {
        small_rows: 4,
        rows_max: 8,
        segments_max: 3,
        neighbours: 2,
        grace_ms: 1_000,
        ..Policy::default()
    }
}

#[test]
fn months_are_packed_separately_and_repetitions_are_dropped() {
    let mut store = Store::default();
    let events = [record(1, NOVEMBER), record(2, DECEMBER - 1), record(3, DECEMBER)];
    let commit = store.compact(&events, 0, &Policy::default());
    assert_eq!((commit.rows, commit.swallowed.len(), commit.manifests.len()), (3, 3, 2));
    let again = store.compact(&events, 1, &Policy::default());
    assert_eq!((again.rows, again.swallowed.len(), again.manifests.len()), (0, 3, 0));
    assert_eq!(store.all(), events);
    let status = crate::status(store.root.as_deref()).unwrap();
    assert_eq!((status.generation, status.rows, status.segments, status.months), (2, 3, 2, 2));
}

#[test]
fn small_segments_are_merged_and_full_ones_stay() {
    let mut store = Store::default();
    for n in 0..3 {
        store.compact(&[record(n, NOVEMBER + i64::from(n))], 0, &small());
    }
    assert_eq!(store.segments().len(), 1);
    let more: Vec<Event> = (3..13).map(|n| record(n, NOVEMBER + i64::from(n))).collect();
    store.compact(&more, 0, &small());
    let rows: Vec<u32> = store.segments().iter().map(|row| row.stats.rows).collect();
    assert_eq!(rows, [8, 5]);
    let before = store.segments()[0].name.clone();
    store.compact(&[record(20, NOVEMBER + 20)], 0, &small());
    assert_eq!(store.segments()[0].name, before);
    // A redelivery into the time of a full segment is dropped, another record at the same time is not.
    let commit = store.compact(&[record(3, NOVEMBER + 3), record(21, NOVEMBER + 3)], 0, &small());
    assert_eq!(commit.rows, 1);
    assert_eq!(store.all().len(), 15);
}

#[test]
fn a_month_of_many_segments_has_neighbours_merged() {
    let mut store = Store::default();
    for n in 0..8 {
        let events: Vec<Event> = (0..4).map(|k| record(n * 4 + k, NOVEMBER + i64::from(n * 4 + k))).collect();
        store.compact(&events, 0, &small());
    }
    let rows: Vec<u32> = store.segments().iter().map(|row| row.stats.rows).collect();
    assert_eq!(rows, [8, 8, 8, 4, 4]);
    assert_eq!(store.all().len(), 32);
}

#[test]
fn retired_values_go_after_their_grace() {
    let mut store = Store::default();
    store.compact(&[record(1, NOVEMBER)], 0, &small());
    let old = store.immutable();
    assert_eq!(store.compact(&[record(2, NOVEMBER)], 500, &small()).retired.len(), 0);
    assert_eq!(store.immutable(), 2 * old);
    let commit = store.compact(&[], 1_499, &small());
    assert_eq!(commit.root, None);
    let commit = store.compact(&[], 1_500, &small());
    assert_eq!(commit.retired.len(), 2);
    assert_eq!(store.immutable(), old);
    assert_eq!(store.compact(&[], 9_999, &small()).root, None);
    assert_eq!(store.all().len(), 2);
}

#[test]
fn at_most_so_many_retired_values_are_remembered() {
    let mut store = Store::default();
    let policy = Policy { retired_max: 4, ..small() };
    for n in 0..3 {
        store.compact(&[record(n, NOVEMBER)], 0, &policy);
    }
    assert_eq!(Root::parse(store.root.as_deref()).unwrap().retired.len(), 4);
    let commit = store.compact(&[record(3, NOVEMBER)], 0, &policy);
    assert_eq!(commit.retired.len(), 2);
    assert_eq!(Root::parse(store.root.as_deref()).unwrap().retired.len(), 4);
}

#[test]
fn what_an_attempt_retires_itself_is_never_deleted_with_it() {
    let mut store = Store::default();
    let policy = Policy { retired_max: 0, ..small() };
    store.compact(&[record(1, NOVEMBER)], 0, &policy);
    let commit = store.begin(&[entry(&record(2, NOVEMBER))], 0, &policy).finish().unwrap();
    assert_eq!(commit.retired, [] as [String; 0]);
    store.apply(&commit);
    assert_eq!(store.compact(&[record(3, NOVEMBER)], 0, &policy).retired.len(), 2);
    assert_eq!(store.all().len(), 3);
}

#[test]
fn a_late_deletion_hits_nothing_that_is_needed_again() {
    let mut store = Store::default();
    let policy = Policy { small_rows: 5, rows_max: 5, ..small() };
    let of = |numbers: std::ops::Range<u32>| -> Vec<Event> {
        numbers.map(|n| record(n, NOVEMBER + i64::from(n))).collect()
    };
    store.compact(&of(5..8), 0, &policy);
    store.compact(&of(4..5), 0, &policy);
    // Two begin at the same generation. One makes a segment of the very records that the first segment had; the other
    // loses, but not before it has deleted what was retired.
    let late = store.begin(&[entry(&record(9, DECEMBER))], 1_000, &policy).finish().unwrap();
    store.compact(&of(0..4), 1_000, &policy);
    for key in &late.retired {
        store.values.remove(key);
    }
    assert_eq!(store.all(), of(0..8));
}

#[test]
fn so_many_entries_and_months_at_a_time() {
    let policy = Policy { months_max: 2, entries_max: 5, ..Policy::default() };
    let month = 31 * 24 * 3_600_000;
    let events: Vec<Event> =
        (0..9).map(|n| record(n, NOVEMBER + i64::from(n / 2) * month + i64::from(n))).collect();
    let mut store = Store::default();
    let commit = store.compact(&events, 0, &policy);
    assert_eq!((commit.swallowed.len(), commit.manifests.len()), (4, 2));
    let commit = store.compact(&events[4..], 0, &policy);
    assert_eq!((commit.swallowed.len(), commit.manifests.len()), (4, 2));
    assert_eq!(store.all(), events[..8]);
}

#[test]
fn what_cannot_be_read_becomes_a_record() {
    let key = "w:202511231600:00000000000000000000000000000007".to_owned();
    let entries = [(key.clone(), "{\"half\":".to_owned()), ("x:1".to_owned(), "{}".to_owned())];
    let mut store = Store::default();
    for _ in 0..2 {
        let commit = store.begin(&entries, 0, &small()).finish().unwrap();
        assert_eq!(commit.swallowed, [key.as_str()]);
        store.apply(&commit);
    }
    let all = store.all();
    assert_eq!(
        (all.len(), all[0].action, all[0].raw.as_deref()),
        (1, Action::UNREADABLE, Some("{\"half\":"))
    );
}

#[test]
fn a_damaged_or_missing_segment_stays_where_it_is() {
    for damage in [Some("\"QUFMUw==\"".to_owned()), None] {
        let mut store = Store::default();
        store.compact(&[record(1, NOVEMBER)], 0, &small());
        let key = store.segments()[0].keys()[0].clone();
        let whole = store.values.remove(&key).unwrap();
        if let Some(damage) = damage {
            store.values.insert(key.clone(), damage);
        }
        let commit = store.compact(&[record(2, NOVEMBER)], 0, &small());
        assert_eq!((commit.rows, commit.problems.len()), (1, 1));
        assert!(
            commit.problems[0].contains(store.segments()[0].hash())
                || commit.problems[0].contains(store.segments()[1].hash())
        );
        store.values.insert(key, whole);
        assert_eq!(store.all().len(), 2);
    }
}

#[test]
fn steps_cannot_be_left_out() {
    let mut store = Store::default();
    store.compact(&[record(1, NOVEMBER)], 0, &small());
    let entries = [entry(&record(2, NOVEMBER))];
    let without_manifest = Compactor::new(store.root.as_deref(), &entries, 0).unwrap();
    assert!(matches!(without_manifest.wanted(), Err(EngineError::NotHandedIn(_))));
    assert!(matches!(without_manifest.finish(), Err(EngineError::NotHandedIn(_))));
    let mut without_values = Compactor::new(store.root.as_deref(), &entries, 0).unwrap();
    let manifest = without_values.manifests()[0].clone();
    without_values.add_manifest(&manifest, &store.values[&manifest]).unwrap();
    assert!(matches!(without_values.finish(), Err(EngineError::NotHandedIn(_))));
}

#[test]
fn a_record_learns_from_its_siblings_and_from_jira() {
    let mut comment = record(1, NOVEMBER + 5);
    comment.container = None;
    comment.subject =
        serde_json::from_value(json!({"kind": "comment", "id": "1", "parent": {"kind": "issue", "id": "7"}}))
            .unwrap();
    let mut worklog = comment.clone();
    worklog.id = EventId::from_u128(9);
    worklog.subject =
        serde_json::from_value(json!({"kind": "worklog", "id": "2", "parent": {"kind": "issue", "id": "8"}}))
            .unwrap();
    let mut store = Store::default();
    store.compact(&[record(7, NOVEMBER)], 0, &small());

    let entries = [entry(&comment), entry(&worklog)];
    let mut compactor = store.begin(&entries, 0, &small());
    assert_eq!(compactor.wanted().unwrap().issues, ["7", "8"]);
    compactor
        .add_issues(r#"{"8":{"key":"OPS-8","title":"Disk","projectId":"10001","projectKey":"OPS","projectName":"Operations"},"9":null}"#)
        .unwrap();
    assert!(compactor.add_issues("[").is_err());
    store.apply(&compactor.finish().unwrap());
    let all = store.all();
    let found = |id: EventId| all.iter().find(|event| event.id == id).unwrap();
    let parent_key = |event: &Event| event.subject.parent.as_ref().unwrap().key.clone();
    assert_eq!(found(comment.id).container.as_ref().unwrap().id, "10000");
    assert_eq!(parent_key(found(comment.id)).as_deref(), Some("PAY-7"));
    assert_eq!(found(worklog.id).container.as_ref().unwrap().key.as_deref(), Some("OPS"));
    assert_eq!(parent_key(found(worklog.id)).as_deref(), Some("OPS-8"));
}

#[test]
fn a_container_of_which_only_the_id_came_gets_its_key() {
    let mut attachment = record(1, NOVEMBER);
    attachment.container = Some(serde_json::from_value(json!({"kind": "project", "id": "10001"})).unwrap());
    attachment.subject = serde_json::from_value(
        json!({"kind": "attachment", "id": "1", "parent": {"kind": "issue", "id": "8", "key": "OPS-8"}}),
    )
    .unwrap();
    let mut store = Store::default();
    let mut compactor = store.begin(&[entry(&attachment)], 0, &small());
    assert_eq!(compactor.wanted().unwrap().issues, ["8"]);
    compactor
        .add_issues(
            r#"{"8":{"key":"OPS-8","projectId":"10001","projectKey":"OPS","projectName":"Operations"}}"#,
        )
        .unwrap();
    store.apply(&compactor.finish().unwrap());
    let container = store.all().remove(0).container.unwrap();
    assert_eq!((container.key.as_deref(), container.name.as_deref()), (Some("OPS"), Some("Operations")));
}

#[test]
fn records_too_long_for_one_segment_are_cut() {
    let mut events: Vec<Event> = (0..4).map(|n| record(n, NOVEMBER + i64::from(n))).collect();
    // Further apart than a column of seconds can say: the first "month" holds everything before it.
    for (n, event) in (0..).zip(&mut events) {
        event.occurred = -8_000_000_000_000_000 + n * 200_000_000_000_000;
    }
    let mut store = Store::default();
    store.compact(&events, 0, &Policy::default());
    assert!(store.segments().len() > 1);
    assert_eq!(store.all(), events);
}

fn comment(n: u32, occurred: i64, text: &str) -> Event {
    let mut comment = record(n, occurred);
    comment.action = Action::named(if n == 0 { "comment.created" } else { "comment.edited" });
    comment.subject = serde_json::from_value(
        json!({"kind": "comment", "id": "1", "parent": {"kind": "issue", "id": "7", "key": "PAY-7", "title": "Rotate keys"}}),
    )
    .unwrap();
    comment.content = vec![Content::plain(ContentRole::Body, text)];
    comment
}

fn texts(event: &Event) -> Vec<&str> {
    event.content.iter().map(|content| content.text.as_str()).collect()
}

#[test]
fn an_edited_text_is_stored_with_the_one_before() {
    let mut store = Store::default();
    let commit = store.compact(&[comment(0, NOVEMBER, "a"), comment(1, NOVEMBER + 1, "b")], 0, &small());
    assert_eq!(commit.known.iter().map(|write| write.key.as_str()).collect::<Vec<_>>(), ["k:issue:7"]);
    store.compact(&[comment(2, NOVEMBER + 2, "c")], 0, &small());
    // Another month, which is packed apart.
    store.compact(&[comment(3, DECEMBER, "d")], 0, &small());
    assert_eq!(
        store.all().iter().map(texts).collect::<Vec<_>>(),
        [vec!["a"], vec!["b", "a"], vec!["c", "b"], vec!["d", "c"]]
    );
    // Again, as after a crash behind the commit: nothing changes.
    let again = store.compact(&[comment(1, NOVEMBER + 1, "b"), comment(2, NOVEMBER + 2, "c")], 0, &small());
    assert_eq!((again.rows, again.known, again.manifests), (0, vec![], vec![]));
}

#[test]
fn what_is_known_is_learnt_again_when_it_was_lost() {
    let mut store = Store::default();
    store.compact(&[comment(0, NOVEMBER, "a")], 0, &small());
    store.values.remove("k:issue:7").unwrap();
    // The entry is still there: it was to be deleted afterwards.
    let commit = store.compact(&[comment(0, NOVEMBER, "a"), comment(1, NOVEMBER + 1, "b")], 0, &small());
    assert_eq!((commit.rows, commit.known.len()), (1, 1));
    assert_eq!(texts(&store.all()[1]), ["b", "a"]);
}

#[test]
fn records_in_bulk_are_compared_too_unless_they_are_about_too_many_things() {
    let wanted = |issues: u32| {
        let events = (0..issues).map(|n| record(n, NOVEMBER + i64::from(n))).collect();
        Compactor::bulk(None, events, 0).unwrap().wanted().unwrap().known.len()
    };
    assert_eq!((wanted(3), wanted(4_000), wanted(4_001)), (3, 4_000, 0));
}

mod counted;
mod indexed;
mod later;
