//! What waits to be packed. A record may be in a segment as well: then it is one record, with what both know.
//!
//! Both have the same second, unless the event states no time of its own and came twice: then the columns of the segment say which rows
//! of the hour may be the same.

use super::Session;
use super::loaded::{Lack, Loaded};
use crate::compact::amend;
use crate::compact::pair::{REDELIVERY_SECONDS, may_come_again_within};
use activity_event::{Event, EventId};
use activity_segment::Thread;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// What waits to be packed.
#[derive(Debug, Default)]
pub(super) struct Tail {
    events: BTreeMap<EventId, Rc<Event>>,
    seconds: BTreeSet<i64>,
    /// Those that state no time of their own, by second, with what they are about.
    timeless: Vec<(i64, Rc<Event>, Thread)>,
    copies: RefCell<Copies>,
}

/// What was found out about records that are in a segment as well.
#[derive(Debug, Default)]
struct Copies {
    /// Their rows, by segment.
    rows: BTreeMap<u32, Rc<Vec<usize>>>,
    /// What both copies know.
    amended: BTreeMap<EventId, Rc<Event>>,
}

impl Tail {
    pub(super) fn new(events: Vec<Event>) -> Self {
        let seconds = events.iter().map(|event| event.occurred.div_euclid(1_000)).collect();
        let events: BTreeMap<EventId, Rc<Event>> =
            events.into_iter().map(|event| (event.id, Rc::new(event))).collect();
        let timeless = events.values().filter(|event| may_come_again_within(event).is_some());
        let timeless = timeless
            .map(|event| (event.occurred.div_euclid(1_000), Rc::clone(event), Thread::of(event)))
            .collect();
        Self { events, seconds, timeless, copies: RefCell::default() }
    }

    /// Segments have come or gone.
    pub(super) fn forget_copies(&self) {
        self.copies.replace(Copies::default());
    }

    /// The records, with what their copies in segments know.
    pub(super) fn events(&self) -> Vec<Rc<Event>> {
        let copies = self.copies.borrow();
        let of = |(id, event): (&EventId, &Rc<Event>)| Rc::clone(copies.amended.get(id).unwrap_or(event));
        self.events.iter().map(of).collect()
    }

    /// Whether a record, or a copy of one, may have occurred in the seconds of this stretch.
    pub(super) fn is_within(&self, from: i64, to: i64) -> bool {
        let (from, to) = (from.div_euclid(1_000), to.div_euclid(1_000));
        self.seconds.range(from..=to).next().is_some() || self.is_again_within(from, to)
    }

    /// Whether a segment may have a copy that came at another time.
    pub(super) fn may_have_come_in(&self, segment: &Loaded) -> bool {
        let stats = &segment.row.stats;
        self.is_again_within(stats.from.div_euclid(1_000), stats.to.div_euclid(1_000))
    }

    fn is_again_within(&self, from: i64, to: i64) -> bool {
        let wide = from.saturating_sub(REDELIVERY_SECONDS)..=to.saturating_add(REDELIVERY_SECONDS);
        self.timeless.iter().any(|(second, ..)| wide.contains(second))
    }

    /// The rows of a segment that may be copies.
    fn may_be_copies(&self, segment: &Loaded) -> BTreeSet<usize> {
        let stats = &segment.row.stats;
        let (from, to) = (stats.from.div_euclid(1_000), stats.to.div_euclid(1_000));
        let of_seconds = |from: i64, to: i64| {
            segment.columns.between(from.saturating_mul(1_000), to.saturating_mul(1_000).saturating_add(999))
        };
        let mut rows: BTreeSet<usize> =
            self.seconds.range(from..=to).flat_map(|second| of_seconds(*second, *second)).collect();
        for (second, event, thread) in &self.timeless {
            let (since, until) =
                (second.saturating_sub(REDELIVERY_SECONDS), second.saturating_add(REDELIVERY_SECONDS));
            if since <= to && until >= from {
                let near = of_seconds(since, until);
                rows.extend(near.filter(|row| segment.may_be(*row, event, thread)));
            }
        }
        rows
    }

    pub(super) fn len(&self) -> usize {
        self.events.len()
    }
}

impl Session {
    /// The rows of a segment that are copies of records of the tail; they count there.
    pub(super) fn copies(&self, segment: &Loaded) -> Result<Rc<Vec<usize>>, Lack> {
        if let Some(rows) = self.tail.copies.borrow().rows.get(&segment.number) {
            return Ok(Rc::clone(rows));
        }
        let (mut rows, mut amended) = (Vec::new(), Vec::new());
        for row in self.tail.may_be_copies(segment) {
            let Some((group, place)) = self.home(segment, row)? else { continue };
            let events = self.group(segment, group, true)?;
            let Some(event) = events.get(usize::from(place)) else { continue };
            if let Some(other) = self.tail.events.get(&event.id) {
                let mut both = event.clone();
                amend(&mut both, other);
                rows.push(row);
                amended.push((event.id, Rc::new(both)));
            }
        }
        let rows = Rc::new(rows);
        let mut copies = self.tail.copies.borrow_mut();
        copies.amended.extend(amended);
        copies.rows.insert(segment.number, Rc::clone(&rows));
        Ok(rows)
    }
}
