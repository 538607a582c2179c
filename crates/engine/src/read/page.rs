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

/// Rows that may wait for Jira: as many issues as one question takes.
pub(super) const PENDING_MAX: usize = 1_000;

/// The best rows so far, at most as many as the page may have.
#[derive(Debug)]
pub(super) struct Page {
    limit: usize,
    rows: BTreeMap<Place, (Event, Origin)>,
    /// Rows that hang on what only Jira can tell.
    pending: BTreeMap<Place, Event>,
    /// Rows of which Jira cannot tell either.
    cannot_tell: BTreeSet<Place>,
    /// The first place that was left out because the page was full. Nothing from there on can get on the page any more,
    /// even when a row of it turns out to be no match after all.
    left_out: Option<Place>,
}

impl Page {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            limit,
            rows: BTreeMap::new(),
            pending: BTreeMap::new(),
            cannot_tell: BTreeSet::new(),
            left_out: None,
        }
    }

    /// Takes a record into account.
    pub(super) fn consider(&mut self, place: Place, event: Event, truth: Truth, origin: Origin) {
        if origin == Origin::Segment {
            self.pending.remove(&place);
            if truth != Truth::True {
                self.rows.remove(&place);
            }
        }
        match truth {
            Truth::True if !self.is_left_out(place) => {
                self.rows.insert(place, (event, origin));
                self.cut();
            }
            // Also behind the last row of a full page: rows before it may turn out to be no match.
            Truth::Open if !self.is_left_out(place) => {
                self.pending.insert(place, event);
                if self.pending.len() > PENDING_MAX
                    && let Some((last, _)) = self.pending.pop_last()
                {
                    self.leave_out(last);
                }
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
            self.drop_from(place);
        }
    }

    /// The rows that wait for Jira and come before this place, those behind the end of a full page left aside.
    pub(super) fn pending_before(&self, place: Option<Place>) -> impl Iterator<Item = (Place, &Event)> {
        let end = self.last_of_full();
        let pending = self.pending.iter().map(|(place, event)| (*place, event));
        pending.take_while(move |(at, _)| {
            place.is_none_or(|place| *at < place) && end.is_none_or(|end| *at < end)
        })
    }

    /// Takes Jira's answer about a row: it matches, it does not, or (none) nobody can tell.
    pub(super) fn decide(&mut self, place: Place, matches: Option<bool>) {
        let Some(event) = self.pending.remove(&place) else { return };
        if matches == Some(false) {
            return;
        }
        if matches.is_none() {
            self.cannot_tell.insert(place);
        }
        self.rows.insert(place, (event, Origin::Segment));
        self.cut();
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

    /// Whether nothing at this time (as it stands in places) or behind it can get on the page any more.
    pub(super) fn is_past_time(&self, time: i64) -> bool {
        self.left_out.is_some_and(|first| time > first.time)
            || self.last_of_full().is_some_and(|last| time > last.time)
    }

    /// Drops everything from this place on: it is not certain yet what else belongs there.
    pub(super) fn drop_from(&mut self, place: Place) {
        self.rows.split_off(&place);
        self.pending.split_off(&place);
        self.cannot_tell.split_off(&place);
    }

    /// Whether the page is full and rows wait for Jira behind its end.
    pub(super) fn ends_before_pending(&self) -> bool {
        let last = self.pending.last_key_value().map(|(place, _)| *place);
        self.last_of_full().is_some_and(|end| last.is_some_and(|last| last > end))
    }

    /// The rows in order, the places of those that still wait for Jira, and of those that nobody can tell of.
    pub(super) fn into_rows(self) -> Filled {
        Filled {
            rows: self.rows.into_iter().map(|(place, (event, _))| (place, event)).collect(),
            pending: self.pending.into_keys().collect(),
            cannot_tell: self.cannot_tell,
        }
    }
}

/// What a page came to.
#[derive(Debug)]
pub(super) struct Filled {
    pub(super) rows: Vec<(Place, Event)>,
    pub(super) pending: Vec<Place>,
    pub(super) cannot_tell: BTreeSet<Place>,
}
