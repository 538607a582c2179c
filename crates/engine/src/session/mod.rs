//! The log at hand: segments that stay decoded, so that one question after the other is answered without reading again. What
//! the page's worker keeps.
//!
//! A session is told what the catalogue lists, says with each answer which values it still wants, and takes them in as they come.
//! Segments are immutable: what a new generation still lists is kept. What waits to be packed comes as a tail, which is replaced
//! whole.
//!
//! Questions are answered by columns as far as columns know, by the row evaluator for the rest.

mod ask;
mod bare;
mod decided;
mod deep;
mod global;
mod groups;
mod histogram;
mod indexes;
mod listing;
mod loaded;
mod names;
mod records;
mod store;
mod tail;
mod value;
mod window;
mod words;

pub use listing::{Listing, ScopedSegment, listing};
pub(crate) use store::{Repacked, SCOPED};

use crate::EngineError;
use crate::catalogue::SegmentRow;
use activity_event::Event;
use activity_segment::People;
use decided::Decided;
use deep::Depths;
use loaded::{Loaded, Shared};
use names::{PeopleIndex, ThreadIndex};
use records::Groups;
use std::cell::RefCell;
use store::{Slot, State};
use tail::Tail;

/// The log at hand. See the module.
#[derive(Debug, Default)]
pub struct Session {
    people: People,
    accounts: PeopleIndex,
    shared: Shared,
    thread_places: ThreadIndex,
    store: store::Store,
    tail: Tail,
    groups: RefCell<Groups>,
    depths: RefCell<Depths>,
    decided: RefCell<Decided>,
}

impl Session {
    /// A log without segments, and the site's people.
    #[must_use]
    pub fn new(people: People) -> Self {
        let accounts = PeopleIndex::of(&people);
        Self { people, accounts, ..Self::default() }
    }

    /// Takes in a segment with the texts of all its values, whatever the catalogue lists.
    pub fn add(&mut self, row: &SegmentRow, values: &[String]) -> Result<(), EngineError> {
        let mut reader = activity_segment::Reader::new(row.hash())?;
        for value in values {
            reader.add(&crate::stored::unquote(value))?;
        }
        let number = self.store.put(row);
        let segment = Loaded::open(number, row.clone(), reader, &mut self.shared)?;
        self.open(&row.name, segment);
        Ok(())
    }

    /// Replaces what waits to be packed. The records are one of each id, as [`crate::waiting`] gives them.
    pub fn set_tail(&mut self, events: Vec<Event>) {
        self.tail = Tail::new(events);
    }

    /// Number of records in segments that are at hand.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.segments().map(|segment| segment.columns.rows()).sum()
    }

    /// Decodes the hot columns of all segments anew; gives the number of rows. For measurements.
    pub fn decode_columns(&self) -> Result<usize, EngineError> {
        let mut rows = 0_usize;
        for segment in self.segments() {
            rows = rows.saturating_add(segment.decode_columns()?);
        }
        Ok(rows)
    }

    fn segments(&self) -> impl Iterator<Item = &Loaded> {
        self.store.slots().filter_map(Slot::loaded)
    }

    /// Puts a segment that was decoded into its slot.
    fn open(&mut self, name: &str, segment: Loaded) {
        if let Some(threads) = &segment.columns.threads {
            self.thread_places.add(segment.number, &threads.list);
        }
        if let Some(slot) = self.store.slot(name) {
            slot.state = State::Loaded(Box::new(segment));
        }
        self.tail.forget_copies();
    }
}
