//! What waits to be packed. A record may be in a segment as well: then it is one record, with what both know.

use super::Session;
use super::loaded::{Lack, Loaded};
use crate::compact::amend;
use activity_event::{Event, EventId};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// What waits to be packed.
#[derive(Debug, Default)]
pub(super) struct Tail {
    events: BTreeMap<EventId, Rc<Event>>,
    seconds: BTreeSet<i64>,
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
        let events = events.into_iter().map(|event| (event.id, Rc::new(event))).collect();
        Self { events, seconds, copies: RefCell::default() }
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

    /// Whether a record occurred in the seconds of this stretch.
    pub(super) fn is_within(&self, from: i64, to: i64) -> bool {
        self.seconds.range(from.div_euclid(1_000)..=to.div_euclid(1_000)).next().is_some()
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
        let second = |time: i64| time.div_euclid(1_000);
        let stats = &segment.row.stats;
        for at in self.tail.seconds.range(second(stats.from)..=second(stats.to)) {
            let from = at.saturating_mul(1_000);
            for row in segment.columns.between(from, from.saturating_add(999)) {
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
        }
        let rows = Rc::new(rows);
        let mut copies = self.tail.copies.borrow_mut();
        copies.amended.extend(amended);
        copies.rows.insert(segment.number, Rc::clone(&rows));
        Ok(rows)
    }
}
