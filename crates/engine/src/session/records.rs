//! Groups of records that were decoded lately.

use super::Session;
use super::ask::{Lacks, Urgency};
use super::loaded::{Lack, Loaded};
use activity_event::Event;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// So many groups are kept, of at most 128 KiB each: those behind the first rows of the last few questions.
const GROUPS_MAX: usize = 300;

/// A group of records, and when it was used last.
type Used = (u64, Rc<Vec<Event>>);

/// Groups of records that were decoded lately, by segment and group.
#[derive(Debug, Default)]
pub(super) struct Groups {
    kept: HashMap<(u32, u16), Used>,
    uses: u64,
}

impl Groups {
    pub(super) fn clear(&mut self) {
        self.kept.clear();
    }

    pub(super) fn remove(&mut self, segments: &BTreeSet<u32>) {
        self.kept.retain(|(segment, _), _| !segments.contains(segment));
    }

    fn find(&mut self, at: (u32, u16)) -> Option<Rc<Vec<Event>>> {
        self.uses = self.uses.wrapping_add(1);
        let (used, events) = self.kept.get_mut(&at)?;
        *used = self.uses;
        Some(Rc::clone(events))
    }

    fn keep(&mut self, at: (u32, u16), events: &Rc<Vec<Event>>) {
        if self.kept.len() >= GROUPS_MAX
            && let Some(oldest) = self.kept.iter().min_by_key(|(_, (used, _))| *used).map(|(at, _)| *at)
        {
            self.kept.remove(&oldest);
        }
        self.kept.insert(at, (self.uses, Rc::clone(events)));
    }
}

impl Session {
    /// A group of records; kept when it is likely to be needed again.
    pub(super) fn group(&self, segment: &Loaded, group: u16, keep: bool) -> Result<Rc<Vec<Event>>, Lack> {
        let at = (segment.number, group);
        if let Some(events) = self.groups.borrow_mut().find(at) {
            return Ok(events);
        }
        let events = Rc::new(segment.read_group(group, &self.people)?);
        if keep {
            self.groups.borrow_mut().keep(at, &events);
        }
        Ok(events)
    }

    /// A record by its group and its place there, if the group was decoded lately.
    pub(super) fn decoded_record(&self, segment: &Loaded, (group, place): (u16, u16)) -> Option<Rc<Event>> {
        let events = self.groups.borrow_mut().find((segment.number, group))?;
        events.get(usize::from(place)).cloned().map(Rc::new)
    }

    /// Wants the records of these rows, as far as they are not at hand.
    pub(super) fn want_records(&self, segment: &Loaded, rows: &[u32], lacks: &mut Lacks) {
        let Some(shelved) = lacks.take(Urgency::Rows, segment, segment.shelf(&self.people)) else { return };
        let homes = rows.iter().filter_map(|row| shelved.homes.get(*row as usize));
        let groups: BTreeSet<u16> = homes.map(|(group, _)| *group).collect();
        lacks.want(Urgency::Rows, segment.lacking(groups));
    }

    /// Group of a row and its place there.
    pub(super) fn home(&self, segment: &Loaded, row: usize) -> Result<Option<(u16, u16)>, Lack> {
        Ok(segment.shelf(&self.people)?.homes.get(row).copied())
    }
}
