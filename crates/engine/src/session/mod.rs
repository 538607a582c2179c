//! The log at hand: segments that stay decoded, so that one question after the other is answered without reading again. What
//! the page's worker keeps, and what a terminal opens.
//!
//! Every question is answered newest first, by columns as far as columns know, by the row evaluator for the rest.

mod ask;
mod global;
mod loaded;
mod names;
mod words;

pub use ask::{AskAnswer, AskRequest, Group, GroupField, Show};

use crate::catalogue::SegmentRow;
use crate::{EngineError, stored};
use activity_segment::People;
use loaded::Loaded;
use names::{Interned, PeopleIndex, ThreadIndex};

/// The log at hand. See the module.
#[derive(Debug, Default)]
pub struct Session {
    people: People,
    accounts: PeopleIndex,
    classes: Interned<activity_segment::Class>,
    containers: Interned<activity_event::Container>,
    threads: ThreadIndex,
    /// By the time of their first record.
    segments: Vec<Loaded>,
}

impl Session {
    /// A log without segments, and the site's people.
    #[must_use]
    pub fn new(people: People) -> Self {
        let accounts = PeopleIndex::of(&people);
        Self { people, accounts, ..Self::default() }
    }

    /// Takes in a segment with the texts of all its values.
    pub fn add(&mut self, row: &SegmentRow, values: &[String]) -> Result<(), EngineError> {
        let mut reader = activity_segment::Reader::new(row.hash())?;
        for value in values {
            reader.add(&stored::unquote(value))?;
        }
        let loaded =
            Loaded::open(row.clone(), reader, &self.people, &mut self.classes, &mut self.containers)?;
        let place = self.segments.partition_point(|other| other.row.stats.from <= row.stats.from);
        self.segments.insert(place, loaded);
        self.threads = ThreadIndex::default();
        Ok(())
    }

    /// Number of records.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.segments.iter().map(|segment| segment.columns.rows()).sum()
    }

    /// Decodes the hot columns of all segments anew; gives the number of rows. For measurements.
    pub fn decode_columns(&self) -> Result<usize, EngineError> {
        let mut rows = 0_usize;
        for segment in &self.segments {
            rows = rows.saturating_add(segment.decode_columns()?);
        }
        Ok(rows)
    }

    fn index_threads(&mut self) {
        if self.threads.is_empty() {
            self.threads = ThreadIndex::of(&self.segments);
        }
    }
}
