//! The rows of a page while it is being filled.

use super::place::Place;
use activity_event::Event;
use activity_filter::Truth;
use std::collections::{BTreeMap, BTreeSet};

/// Where a copy of a record comes from. The copy in a segment counts more: it may have learnt its project since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    WriteAhead,
    Segment,
}

/// The best rows so far, at most as many as the page may have.
#[derive(Debug)]
pub(super) struct Page {
    limit: usize,
    rows: BTreeMap<Place, (Event, Origin)>,
    undecided: BTreeSet<Place>,
    /// The first place that was left out because the page was full. Nothing from there on can get on the page any more,
    /// even when a row of it turns out to be no match after all.
    left_out: Option<Place>,
}

impl Page {
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, rows: BTreeMap::new(), undecided: BTreeSet::new(), left_out: None }
    }

    /// Takes a record into account.
    pub(super) fn consider(&mut self, place: Place, event: Event, truth: Truth, origin: Origin) {
        if origin == Origin::Segment {
            self.undecided.remove(&place);
            if truth != Truth::True {
                self.rows.remove(&place);
            }
        }
        match truth {
            Truth::True if !self.is_left_out(place) => {
                self.rows.insert(place, (event, origin));
                self.cut();
            }
            // Also behind the last row of a full page: when nothing more matches there is no next page to count it.
            Truth::Open if !self.is_left_out(place) => {
                self.undecided.insert(place);
            }
            _ => {}
        }
    }

    fn cut(&mut self) {
        while self.rows.len() > self.limit {
            if let Some((place, _)) = self.rows.pop_last() {
                self.leave_out(place);
            }
        }
    }

    /// Notes that what may be at this place and behind it was not looked at, because the page is full.
    pub(super) fn leave_out(&mut self, place: Place) {
        if !self.is_left_out(place) {
            self.left_out = Some(place);
            self.rows.split_off(&place);
            self.undecided.split_off(&place);
        }
    }

    /// The first place that was left out.
    pub(super) fn left_out(&self) -> Option<Place> {
        self.left_out
    }

    fn is_left_out(&self, place: Place) -> bool {
        self.left_out.is_some_and(|first| place >= first)
    }

    pub(super) fn is_full(&self) -> bool {
        self.rows.len() >= self.limit
    }

    fn last_of_full(&self) -> Option<Place> {
        self.rows.last_key_value().map(|(place, _)| *place).filter(|_| self.is_full())
    }

    /// Whether nothing at this place or behind it can get on the page any more.
    pub(super) fn is_past(&self, place: Place) -> bool {
        self.is_left_out(place) || self.last_of_full().is_some_and(|last| place > last)
    }

    /// Whether nothing at this time (as it stands in places) or behind it can get on the page any more.
    pub(super) fn is_past_time(&self, time: i64) -> bool {
        self.left_out.is_some_and(|first| time > first.time)
            || self.last_of_full().is_some_and(|last| time > last.time)
    }

    /// Drops everything from this place on: it is not certain yet what else belongs there.
    pub(super) fn drop_from(&mut self, place: Place) {
        self.rows.split_off(&place);
        self.undecided.split_off(&place);
    }

    /// The rows in order.
    pub(super) fn into_rows(self) -> (impl Iterator<Item = (Place, Event)>, BTreeSet<Place>) {
        (self.rows.into_iter().map(|(place, (event, _))| (place, event)), self.undecided)
    }
}
