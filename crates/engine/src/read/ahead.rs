//! Records that are written ahead, as compaction would make them of their entries: one of each id, and one of those that tell
//! of the same thing. So the page shows at once what segments will say.

use crate::compact::pair::{Member, may_come_again_within, pair};
use crate::compact::{amend, one_of_each};
use activity_event::{Event, EventId};
use std::collections::{BTreeMap, BTreeSet};

/// Records that are written ahead. See the module.
#[derive(Debug, Default)]
pub(crate) struct Ahead {
    coming: Vec<Event>,
    events: BTreeMap<EventId, Event>,
    seconds: BTreeSet<i64>,
}

impl Ahead {
    pub(crate) fn add(&mut self, event: Event) {
        self.seconds.insert(event.occurred.div_euclid(1_000));
        self.coming.push(event);
    }

    /// The records of what came since the last time, paired.
    pub(crate) fn settle(&mut self) -> Vec<Event> {
        let mut events = one_of_each(std::mem::take(&mut self.coming));
        let paired = {
            let mut members: Vec<Member<'_>> =
                events.iter_mut().map(|event| Member { event, stored: false }).collect();
            pair(&mut members)
        };
        events.retain(|event| !paired.absorbed.contains(&event.id));
        self.events.extend(events.iter().map(|event| (event.id, event.clone())));
        events
    }

    /// Their seconds: a row of a segment in one of these may be the same record.
    pub(crate) fn seconds(&self) -> &BTreeSet<i64> {
        &self.seconds
    }

    /// The copy of a record of a segment that came at another time: its event states none, and the platform delivered it twice.
    pub(crate) fn came_again(&self, event: &Event) -> Option<&Event> {
        let is_again = |other: &&Event| {
            let second = |event: &Event| event.occurred.div_euclid(1_000);
            may_come_again_within(other).is_some() && second(other) != second(event)
        };
        self.events.get(&event.id).filter(is_again)
    }

    /// Lets a record of a segment take in what its copy here knows better.
    pub(crate) fn amend(&self, event: &mut Event) {
        if let Some(other) = self.events.get(&event.id) {
            amend(event, other);
        }
    }
}
