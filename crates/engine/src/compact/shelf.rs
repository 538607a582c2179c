//! Reading and writing the segments of a month.

use super::counting::{self, Counting};
use super::indexing::Indexing;
use super::policy::Policy;
use crate::catalogue::SegmentRow;
use crate::{EngineError, Write, keys, stored};
use activity_event::Event;
use activity_segment::{People, Reader, SegmentError};
use std::collections::BTreeMap;

/// The values of a segment out of those at hand; none when the store does not have them all.
pub(super) fn take_values(
    row: &SegmentRow,
    values: &mut BTreeMap<String, Option<String>>,
) -> Result<Option<Vec<String>>, EngineError> {
    let mut texts = Vec::new();
    for key in row.keys() {
        match values.remove(&key) {
            Some(Some(text)) => texts.push(text),
            Some(None) => return Ok(None),
            None => return Err(EngineError::NotHandedIn(key)),
        }
    }
    Ok(Some(texts))
}

/// A segment that is at hand.
pub(super) fn open(row: &SegmentRow, texts: &[String]) -> Result<Reader, SegmentError> {
    let mut reader = Reader::new(row.hash())?;
    for text in texts {
        reader.add(text)?;
    }
    Ok(reader)
}

/// The segments that the month will have.
pub(super) struct Shelf<'a> {
    pub(super) generation: u32,
    pub(super) kept: Vec<SegmentRow>,
    pub(super) values: Vec<Write>,
    /// Whether the month is over.
    pub(super) over: bool,
    pub(super) policy: &'a Policy,
}

impl Shelf<'_> {
    /// Writes records into one segment, or into more when they are too much for one.
    pub(super) fn write(
        &mut self,
        events: &[Event],
        people: &People,
        counting: &mut Counting,
        indexing: &mut Indexing,
    ) -> Result<(), EngineError> {
        match activity_segment::write(events, people) {
            Ok(segment) => {
                let (name, parts) = (keys::name(self.generation, &segment.name), segment.layout.parts());
                let row = SegmentRow { name, parts, stats: segment.stats.clone() };
                if self.over || !self.policy.is_small(&row) {
                    counting.come(&row.name, &counting::columns_of(&segment)?)?;
                }
                if self.over || self.policy.is_indexed_at_once(&row) {
                    indexing.come(&row.name, &segment, events, people);
                }
                for (n, text) in segment.values {
                    let key = keys::segment_part(&row.name, n);
                    self.values.push(Write { key, value: stored::quote(&text) });
                }
                self.kept.push(row);
                Ok(())
            }
            Err(SegmentError::TooLong { .. }) if events.len() > 1 => {
                let (older, newer) = events.split_at(events.len() / 2);
                self.write(older, people, counting, indexing)?;
                self.write(newer, people, counting, indexing)
            }
            Err(error) => Err(error.into()),
        }
    }
}
