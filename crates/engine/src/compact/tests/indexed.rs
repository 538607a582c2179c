//! Indexes of months beside their segments: what gets into them, and what becomes of them.

use super::*;
use crate::Indexed;

fn indexing() -> Policy {
    Policy { index_rows: 8, index_segments: 2, ..small() }
}

fn records(from: u32, count: u32) -> Vec<Event> {
    (from..from + count).map(|n| record(n, NOVEMBER + i64::from(n) * 1_000)).collect()
}

impl Store {
    fn manifest(&self) -> Manifest {
        let root = Root::parse(self.root.as_deref()).unwrap();
        let key = &root.months[0].manifest;
        Manifest::parse(key, &self.values[key]).unwrap()
    }

    /// How many segments each index tells of, and how many of them are gone.
    fn indexed(&self) -> Vec<(usize, usize)> {
        let manifest = self.manifest();
        let is_gone = |name: &&String| !manifest.segments.iter().any(|row| row.name == **name);
        let of =
            |indexed: &Indexed| (indexed.segments.len(), indexed.segments.iter().filter(is_gone).count());
        manifest.indexed.iter().map(of).collect()
    }

    fn unindexed(&self) -> u32 {
        Root::parse(self.root.as_deref()).unwrap().months[0].unindexed
    }
}

#[test]
fn segments_of_full_size_are_indexed_and_an_index_that_is_full_is_left_alone() {
    let mut store = Store::default();
    let policy = Policy { segments_max: 90, ..indexing() };
    store.compact(&records(0, 7), NOVEMBER, &policy);
    assert_eq!((store.indexed(), store.unindexed()), (vec![], 1));
    for n in 1..4 {
        store.compact(&records(n * 10, 8), NOVEMBER, &policy);
    }
    assert_eq!(store.indexed(), [(2, 0), (1, 0)]);
    let full = store.manifest().indexed.remove(0);
    store.compact(&records(50, 8), NOVEMBER, &policy);
    assert_eq!(store.indexed(), [(2, 0), (2, 0)]);
    assert_eq!(store.manifest().indexed[0], full);
    // Every part is there, and nothing else.
    let parts = store.manifest().indexed.iter().flat_map(Indexed::keys).collect::<Vec<_>>();
    assert!(parts.iter().all(|key| store.values.contains_key(key)));
}

#[test]
fn a_month_that_is_over_is_indexed_whole() {
    let mut store = Store::default();
    store.compact(&records(0, 3), NOVEMBER, &indexing());
    assert_eq!((store.indexed(), store.unindexed()), (vec![], 1));
    store.compact(&[record(90, DECEMBER)], DECEMBER + 1, &indexing());
    assert_eq!((store.indexed(), store.unindexed()), (vec![(1, 0)], 0));
    let Manifest { segments, indexed, .. } = store.manifest();
    assert_eq!(indexed[0].segments, [segments[0].name.clone()]);
}

#[test]
fn what_is_written_again_gets_into_another_index_and_one_of_nothing_goes() {
    let mut store = Store::default();
    store.compact(&records(0, 8), NOVEMBER, &indexing());
    let first = store.manifest().indexed.remove(0);
    // More is known of a record of the segment.
    let mut better = records(3, 1);
    better[0].content.push(Content::plain(ContentRole::Body, "said later"));
    let entry = entry(&better[0]);
    let more = (keys::amendment(better[0].occurred, better[0].id, "0f"), entry.1);
    let commit = store.begin(&[more], NOVEMBER, &indexing()).finish().unwrap();
    store.apply(&commit);
    assert_eq!(store.indexed(), [(1, 0)]);
    assert_ne!(store.manifest().indexed[0].name, first.name);
    let root = Root::parse(store.root.as_deref()).unwrap();
    let retired: Vec<String> = root.retired.iter().flat_map(crate::Retired::keys).collect();
    assert!(first.keys().iter().all(|key| retired.contains(key)), "{retired:?}");
}

#[test]
fn an_index_that_cannot_be_read_is_left_and_another_begins() {
    let mut store = Store::default();
    let policy = Policy { segments_max: 90, ..indexing() };
    store.compact(&records(0, 8), NOVEMBER, &policy);
    let key = store.manifest().indexed[0].keys().remove(0);
    store.values.insert(key, "\"AAAA\"".to_owned());
    let commit = store.compact(&records(10, 8), NOVEMBER, &policy);
    assert_eq!(commit.problems.len(), 1);
    assert_eq!(store.indexed(), [(1, 0), (1, 0)]);
}

#[test]
fn indexes_that_say_the_same_of_other_segments_have_other_names() {
    let write = |segment: &str| {
        crate::indexed::write(vec![(segment.to_owned(), crate::Entered::default())], 1).0.name
    };
    assert_ne!(write("00000001-ab"), write("00000001-cd"));
    assert_eq!(write("00000001-ab"), write("00000001-ab"));
}
