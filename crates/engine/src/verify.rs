//! Reading the store whole: what a check of it, and whoever takes records out of it, begins with.

use crate::catalogue::{Root, SegmentRow};
use crate::counted::Rolled;
use crate::indexed::Indexed;
use crate::{EngineError, people, stored};
use activity_event::Event;
use activity_segment::rollup::Counts;
use activity_segment::{People, Reader};
use std::collections::{BTreeMap, BTreeSet};

/// The table of people that a root names, out of stored values by key (none for a key that the store does not have).
pub fn read_people(root: &Root, values: &BTreeMap<String, Option<String>>) -> Result<People, EngineError> {
    people::read(root, values)
}

/// The records of a segment, oldest first, out of the values under all of its keys.
pub fn read_segment(row: &SegmentRow, values: &[String], people: &People) -> Result<Vec<Event>, EngineError> {
    let mut reader = Reader::new(row.hash())?;
    for value in values {
        reader.add(&stored::unquote(value))?;
    }
    Ok(reader.events(people)?)
}

/// The counts that a manifest or a year names, out of stored values by key.
pub fn read_counts(
    rolled: &Rolled,
    values: &BTreeMap<String, Option<String>>,
) -> Result<Counts, EngineError> {
    rolled.read(values)
}

/// What an index says: for each of its segments by number, hashes and groups; out of stored values by key.
pub fn read_index(
    indexed: &Indexed,
    values: &BTreeMap<String, Option<String>>,
) -> Result<BTreeMap<u16, BTreeSet<(u64, u16)>>, EngineError> {
    indexed.read(values)
}
