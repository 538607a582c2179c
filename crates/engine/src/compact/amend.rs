//! What is known better of a record that the log has already.

use crate::stored;
use activity_event::{Event, EventId};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// What a record says of which more is known than fits into one value of the store.
const TOO_LONG: &str =
    "more is known of this event than one record holds: texts that came later are left out";

/// Lets a record take in what another copy of it knows better, as long as it stays short enough to be stored; tells whether
/// there was anything.
pub(crate) fn amend(event: &mut Event, other: &Event) -> bool {
    let mut better = event.clone();
    if !better.improve(other) {
        return false;
    }
    if stored::fits(&stored::record_text(&better)) {
        *event = better;
        return true;
    }
    let short = Event { changes: vec![], content: vec![], raw: None, ..other.clone() };
    let before = event.clone();
    event.improve(&short);
    event.problem.get_or_insert_with(|| TOO_LONG.to_owned());
    *event != before
}

/// One record of each id, by time: of several, the one that was recorded first, with what the others know better.
pub(crate) fn one_of_each(events: Vec<Event>) -> Vec<Event> {
    let mut known: BTreeMap<EventId, Event> = BTreeMap::new();
    for mut event in events {
        match known.entry(event.id) {
            Entry::Vacant(place) => drop(place.insert(event)),
            Entry::Occupied(mut place) => {
                let first = place.get_mut();
                if event.recorded < first.recorded {
                    std::mem::swap(first, &mut event);
                }
                amend(first, &event);
            }
        }
    }
    let mut events: Vec<Event> = known.into_values().collect();
    Event::sort(&mut events);
    events
}

#[cfg(test)]
mod tests {
    use super::*;
    use activity_event::{Actor, Content, ContentRole};

    #[test]
    fn a_record_stays_short_enough_and_says_so_once() {
        let long = |text: &str| Event {
            content: vec![Content::plain(ContentRole::Body, text.repeat(200_000))],
            ..Event::blank()
        };
        let mut event = long("a");
        let other = Event { actor: Actor::stated("ann"), ..long("b") };
        assert!(amend(&mut event, &other));
        assert!(stored::fits(&stored::record_text(&event)));
        assert_eq!((event.actor.account_id.as_deref(), event.content.len()), (Some("ann"), 1));
        assert_eq!(event.problem.as_deref(), Some(TOO_LONG));
        assert!(!amend(&mut event, &other));
    }
}
