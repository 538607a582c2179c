//! In which form a record counts: as it was written, or as it is in a segment.

use crate::questions::Question;
use crate::shapes::{Packed, written_id};
use crate::world::World;
use activity_engine::{Budget, BundledZones, QueryAnswer, QueryRequest, Reader};
use activity_event::EventId;
use std::collections::BTreeSet;

/// What a page was read from.
pub(crate) struct Seen<'a> {
    pub(crate) question: &'a Question,
    pub(crate) request: &'a QueryRequest,
    /// Body of the root.
    pub(crate) body: &'a str,
    /// What was listed.
    pub(crate) entries: &'a [(String, String)],
    /// What the root has in segments.
    pub(crate) packed: &'a Packed,
}

/// A record that is listed counts as it was written, unless the last commit has swallowed it; all others count as they are
/// in segments, also those in segments that need not be read.
pub(crate) fn check(world: &World, seen: &Seen, answer: &QueryAnswer) {
    let Seen { question, packed, entries, .. } = seen;
    let listed: BTreeSet<String> = entries.iter().map(|(key, _)| key.clone()).collect();
    let waiting: BTreeSet<EventId> =
        listed.difference(&packed.swallowed).filter_map(|key| written_id(key)).collect();
    for row in answer.rows.iter().filter(|row| !waiting.contains(&row.id)) {
        assert_eq!(packed.events.get(&row.id), Some(row), "{} shows what was swallowed", question.jql);
    }
    // What is listed counts for the budget, so the page may end elsewhere without it.
    if !listed.is_disjoint(&packed.swallowed) && world.settings.budget == Budget::default() {
        let without = read_without_swallowed(world, seen);
        let of = |answer: &QueryAnswer| {
            let ids: Vec<EventId> = answer.rows.iter().map(|row| row.id).collect();
            (ids, answer.cursor.clone(), answer.undecided)
        };
        if without.complete && answer.complete {
            world.tally().swallowed_listed += 1;
            assert_eq!(of(answer), of(&without), "{} counts what was swallowed", question.jql);
        }
    }
}

/// The same page, as if the listing had not shown what the last commit has swallowed.
fn read_without_swallowed(world: &World, seen: &Seen) -> QueryAnswer {
    let store = world.store();
    let get = |key: &String| store.get(key).map(|value| value.to_string());
    let mut entries = seen.entries.to_vec();
    entries.retain(|(key, _)| !seen.packed.swallowed.contains(key));
    let mut reader = Reader::new(seen.request, &seen.question.scope, Some(seen.body), &BundledZones).unwrap();
    for key in reader.manifests() {
        if let Some(value) = get(&key) {
            reader.add_manifest(&key, &value);
        }
    }
    reader.add_write_ahead(&entries);
    loop {
        let keys = reader.next();
        if keys.is_empty() {
            return reader.answer();
        }
        let values: Vec<_> = keys.into_iter().map(|key| (key.clone(), get(&key))).collect();
        reader.add_values(&values);
    }
}
