//! Which rows are shown: a window of the matches, in the order of the query.

use super::Session;
use super::ask::{Lacks, Urgency};
use super::loaded::Loaded;
use crate::Shown;
use crate::read::Direction;
use activity_event::Event;
use std::rc::Rc;

/// Which of the matches are shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish {
    pub(super) skip: usize,
    pub(super) limit: usize,
    /// When rows may be bare, for how many groups of records they are not, although these are not decoded yet.
    pub(super) unpack: Option<usize>,
}

/// A row of the window.
struct Seen {
    event: Rc<Event>,
    is_bare: bool,
}

impl Seen {
    fn whole(event: Rc<Event>) -> Self {
        Self { event, is_bare: false }
    }
}

/// The matches of a segment, or of what is in none.
pub(super) enum Run<'a> {
    /// Rows, rising.
    Segment(&'a Loaded, Vec<u32>),
    /// Records, by time and id.
    Tail(Vec<Rc<Event>>),
}

impl Run<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Segment(_, rows) => rows.len(),
            Self::Tail(events) => events.len(),
        }
    }

    /// How many matches are earlier than a second.
    fn before(&self, second: i64) -> usize {
        match self {
            Self::Segment(segment, rows) => {
                let end =
                    segment.columns.between(i64::MIN, second.saturating_mul(1_000).saturating_sub(1)).end;
                rows.partition_point(|row| (*row as usize) < end)
            }
            Self::Tail(events) => events.partition_point(|event| event.occurred.div_euclid(1_000) < second),
        }
    }

    /// First and last second.
    fn ends(&self) -> Option<(i64, i64)> {
        match self {
            Self::Segment(segment, rows) => {
                let second = |row: &u32| segment.columns.second(*row as usize);
                Some((second(rows.first()?), second(rows.last()?)))
            }
            Self::Tail(events) => {
                let second = |event: &Rc<Event>| event.occurred.div_euclid(1_000);
                Some((second(events.first()?), second(events.last()?)))
            }
        }
    }
}

impl Session {
    /// The records of a window of all matches. What is not at hand is left out, or bare when that is enough.
    #[inline(never)]
    pub(super) fn window(
        &self,
        runs: &[Run<'_>],
        direction: Direction,
        wish: Wish,
        lacks: &mut Lacks,
    ) -> Shown {
        let total = runs.iter().map(Run::len).fold(0, usize::saturating_add);
        let (skip, end) = (wish.skip.min(total), wish.skip.saturating_add(wish.limit).min(total));
        if skip == end {
            return Shown::Rows { rows: vec![], bare: vec![] };
        }
        // As places from the earliest on.
        let (low, high) = match direction {
            Direction::OldestFirst => (skip, end),
            Direction::NewestFirst => (total.saturating_sub(end), total.saturating_sub(skip)),
        };
        // All matches of the seconds of the first and the last one; only among those the exact order matters.
        let first = second_of(runs, low);
        let last = second_of(runs, high.saturating_sub(1));
        let behind = last.saturating_add(1);
        let earlier = runs.iter().map(|run| run.before(first)).fold(0, usize::saturating_add);
        let ranges = runs.iter().map(|run| (run, run.before(first)..run.before(behind)));
        let filled: Vec<_> = ranges.filter(|(_, range)| !range.is_empty()).collect();
        let (from, to) = (low.saturating_sub(earlier), high.saturating_sub(earlier));
        let mut seen: Vec<Seen> = Vec::new();
        let mut unpack = wish.unpack;
        if let [(run, range)] = filled.as_slice() {
            // What comes from one segment is in order already.
            let start = range.start.saturating_add(from);
            self.fetch(run, start..range.start.saturating_add(to), &mut unpack, &mut seen, lacks);
            sort(&mut seen);
        } else {
            for (run, range) in filled {
                self.fetch(run, range, &mut unpack, &mut seen, lacks);
            }
            sort(&mut seen);
            seen = seen.into_iter().skip(from).take(to.saturating_sub(from)).collect();
        }
        if direction == Direction::NewestFirst {
            seen.reverse();
        }
        Shown::Rows {
            bare: seen.iter().enumerate().filter(|(_, seen)| seen.is_bare).map(|(place, _)| place).collect(),
            rows: seen.iter().map(|seen| (*seen.event).clone()).collect(),
        }
    }

    #[inline(never)]
    fn fetch(
        &self,
        run: &Run<'_>,
        range: std::ops::Range<usize>,
        unpack: &mut Option<usize>,
        into: &mut Vec<Seen>,
        lacks: &mut Lacks,
    ) {
        match (run, unpack) {
            (Run::Tail(events), _) => {
                into.extend(events.get(range).unwrap_or_default().iter().cloned().map(Seen::whole));
            }
            (Run::Segment(segment, rows), Some(unpack)) => {
                let rows = rows.get(range).unwrap_or_default();
                if *unpack > 0 {
                    self.want_records(segment, rows, lacks);
                }
                for row in rows {
                    let row = *row as usize;
                    let home = self.home(segment, row).ok().flatten();
                    let decoded = home.and_then(|home| {
                        self.decoded_record(segment, home).or_else(|| {
                            *unpack = unpack.checked_sub(1)?;
                            let events =
                                lacks.take(Urgency::Rows, segment, self.group(segment, home.0, true))?;
                            events.get(usize::from(home.1)).cloned().map(Rc::new)
                        })
                    });
                    into.push(decoded.map_or_else(
                        || Seen { event: Rc::new(self.bare(segment, row)), is_bare: true },
                        Seen::whole,
                    ));
                }
            }
            (Run::Segment(segment, rows), None) => {
                let mut homes = Vec::new();
                for row in rows.get(range).unwrap_or_default() {
                    let home = self.home(segment, *row as usize);
                    match lacks.take(Urgency::Rows, segment, home) {
                        Some(home) => homes.extend(home),
                        None => return,
                    }
                }
                homes.sort_unstable();
                for part in homes.chunk_by(|a, b| a.0 == b.0) {
                    let Some((group, _)) = part.first() else { continue };
                    let group = lacks.take(Urgency::Rows, segment, self.group(segment, *group, true));
                    let Some(events) = group else { continue };
                    let found = part.iter().filter_map(|(_, place)| events.get(usize::from(*place)));
                    into.extend(found.map(|event| Seen::whole(Rc::new(event.clone()))));
                }
            }
        }
    }
}

/// From the earliest on. Bare rows know the second only: among those the rows of a segment keep their order.
fn sort(seen: &mut [Seen]) {
    if seen.iter().any(|seen| seen.is_bare) {
        seen.sort_by_key(|seen| seen.event.occurred.div_euclid(1_000));
    } else {
        seen.sort_by_key(|seen| (seen.event.occurred, seen.event.id));
    }
}

/// The second of the match at a place from the earliest on.
#[inline(never)]
fn second_of(runs: &[Run<'_>], place: usize) -> i64 {
    let ends = || runs.iter().filter_map(Run::ends);
    let (mut low, mut high) = (
        ends().map(|(first, _)| first).min().unwrap_or_default(),
        ends().map(|(_, last)| last).max().unwrap_or_default(),
    );
    // The greatest second that has at most so many matches before it.
    while low < high {
        let middle = low.midpoint(high.saturating_add(1));
        let before = runs.iter().map(|run| run.before(middle)).fold(0, usize::saturating_add);
        if before <= place { low = middle } else { high = middle.saturating_sub(1) }
    }
    low
}
