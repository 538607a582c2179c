//! What the log knew last of the things it hears of, so that what an event replaces or deletes can be told.
//!
//! A deleted comment takes its text along, an edited one the text before; an event says little of what was there. So a
//! compaction keeps, for each issue, page and so on, what the records so far have said ([`State`]), and
//!
//! 1. asks for the states of the things that its records are about ([`wanted`]);
//! 2. goes through its records in the order of time; each gets what it lacks from the state as it was before it ([`fill`]),
//!    and then the state learns from it ([`learn`]);
//! 3. gives the states that have changed to the host, which stores them after the root and before the write-ahead keys go.
//!
//! Nothing is guessed: what no record has said is not known, and a record then stays as it came. What is filled in comes from
//! an event that happened before, and a text says when that was ([`activity_event::Content::at`]).
//!
//! **States are a cache; the log is right without them.** They may be behind:
//!
//! * A compaction that stops before its states are stored has not deleted its write-ahead keys either: the next one finds the
//!   records again, drops them as already present, and learns from them.
//! * Of two compactions that store the same state the last wins. One that loses the race for the root stores nothing and begins
//!   again with new states. What one has learnt is only lost when it pauses between its root and its states for as long as
//!   another whole compaction takes.
//! * Of records in bulk beyond [`crate::Policy::known_bulk_max`] things no state is read or written: that would cost more than the
//!   records. They are old as a rule, and what they say is in the log.
//!
//! An older event never overwrites what a newer one has said: every value has its time. So the state is the same in
//! whatever order events come; a record that comes late gets nothing that was said after it.
//!
//! Issues, pages and other content have a value each, with the comments, worklogs, links and files that belong to them. Smaller
//! things (projects, versions, people ...) share one value for each kind and hash. Account ids only, never names; to
//! erase a person, list the keys that begin with [`crate::keys::KNOWN`], put each value through [`forget`], and store what changed.
//! Of what is gone, only that it is gone is kept. Retention puts each value through [`outlived`]: what was last spoken of before its time goes, as
//! the records do that said it.

mod changes;
mod deletion;
mod facts;
mod fill;
mod forget;
mod learn;
mod outlive;
mod packed;
mod place;
mod state;

#[cfg(test)]
mod tests;

pub use forget::forget;
pub use outlive::outlived;

use crate::{Write, stored};
use activity_event::Event;
use place::Place;
use state::State;
use std::collections::{BTreeMap, BTreeSet};

/// Keys of the states of the things that these records are about.
pub(crate) fn wanted<'a>(events: impl IntoIterator<Item = &'a Event>) -> Vec<String> {
    let keys: BTreeSet<String> =
        events.into_iter().filter_map(|event| Place::of(event).map(|place| place.key)).collect();
    keys.into_iter().collect()
}

/// Fills in what the records lack and gives the states that changed. A state that was not handed in is left alone; none
/// among `values` means that nothing is known yet. Says which values could not be read: they begin anew.
pub(crate) fn settle(
    mut events: Vec<&mut Event>,
    values: &BTreeMap<String, Option<String>>,
    problems: &mut Vec<String>,
) -> Vec<Write> {
    events.sort_by_key(|event| (event.occurred, event.id));
    let mut states: BTreeMap<String, (State, bool)> = BTreeMap::new();
    for event in events {
        let Some(place) = Place::of(event) else { continue };
        if !states.contains_key(&place.key) {
            let Some(value) = values.get(&place.key) else { continue };
            let state = value.as_deref().map_or_else(|| Some(State::default()), State::parse);
            if state.is_none() {
                problems.push(format!("last-known state `{}` could not be read; it begins anew", place.key));
            }
            states.insert(place.key.clone(), (state.unwrap_or_default(), false));
        }
        let Some((state, changed)) = states.get_mut(&place.key) else { continue };
        let mut filled = event.clone();
        fill::fill(&mut filled, &place, state);
        // From what the record itself says: what was filled in is known already, and no newer for that.
        *changed |= learn::learn(event, &place, state);
        *event = filled;
    }
    let changed = states.into_iter().filter(|(_, (_, changed))| *changed);
    let mut writes = Vec::new();
    for (key, (state, _)) in changed {
        let value = state.into_value();
        if stored::fits(&value) {
            writes.push(Write { key, value });
        } else {
            problems.push(format!("last-known state `{key}` is too long to be stored"));
        }
    }
    writes
}
