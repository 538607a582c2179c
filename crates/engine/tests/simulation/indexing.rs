//! What the indexes of months must say: every record of their segments is under all that it is found by.

use crate::shapes::Unpacked;
use crate::store::Store;
use activity_engine::{Indexed, Manifest, Month, People, read_index};
use activity_event::{Event, SubjectKind};
use activity_segment::index::Mark;

/// Indexes that were looked at.
#[derive(Debug, Default)]
pub(crate) struct IndexesSeen {
    /// Segments that are in an index.
    pub(crate) segments: usize,
    /// Segments that an index tells of and that are gone.
    pub(crate) gone: usize,
    /// Segments that no index tells of.
    pub(crate) without: usize,
}

impl IndexesSeen {
    /// INVARIANT: an index leaves out nothing of the segments that it tells of, and no segment is in two.
    pub(crate) fn check_month(
        &mut self,
        month: &Month,
        manifest: &Manifest,
        store: &Store,
        people: &People,
        unpacked: &Unpacked,
    ) {
        let mut without = manifest.segments.len();
        for indexed in &manifest.indexed {
            let entries = read(indexed, store);
            let mut needed = false;
            for (number, name) in (0_u16..).zip(&indexed.segments) {
                if !manifest.segments.iter().any(|row| row.name == *name) {
                    self.gone += 1;
                    continue;
                }
                needed = true;
                without -= 1;
                self.segments += 1;
                let of_segment = entries.get(&number).expect("every segment has entries");
                for mark in unpacked[name].iter().flat_map(|event| marks(event, people)) {
                    // An index keeps the first 30 bits of a hash.
                    assert!(
                        of_segment.iter().any(|(hash, _)| hash >> 34 == mark >> 34),
                        "{name} lacks {mark:x}"
                    );
                }
                assert!(nameless(&unpacked[name]).all(|kind| indexed.nameless.contains(&kind)));
            }
            assert!(needed, "index {} is of nothing", indexed.name);
        }
        assert_eq!(month.unindexed as usize, without);
        self.without += without;
    }
}

fn read(
    indexed: &Indexed,
    store: &Store,
) -> std::collections::BTreeMap<u16, std::collections::BTreeSet<(u64, u16)>> {
    let values =
        indexed.keys().into_iter().map(|key| (key.clone(), store.get(&key).map(|value| value.to_string())));
    read_index(indexed, &values.collect()).unwrap()
}

fn nameless(events: &[Event]) -> impl Iterator<Item = SubjectKind> {
    let of = |event: &&Event| event.subject.parent.as_ref().is_some_and(|parent| parent.key.is_none());
    events.iter().filter(of).map(|event| event.subject.kind)
}

/// The hashes of all that a record of the simulation is found by.
fn marks(event: &Event, people: &People) -> Vec<u64> {
    let names = match &event.subject.parent {
        Some(parent) => [parent.id.clone(), parent.key.clone()],
        None => [event.subject.id.clone(), event.subject.key.clone()],
    };
    let person =
        event.actor.account_id.as_ref().map(|account| Mark::Person(people.number(account).unwrap()).hash());
    let words =
        event.subject.title.iter().flat_map(|title| title.split(' ')).map(|word| Mark::Word(word).hash());
    let names = names.into_iter().flatten().map(|name| Mark::Name(&name.to_lowercase()).hash());
    names.chain(person).chain(words).collect()
}
