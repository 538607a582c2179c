//! The id of a record: most are derived from what else the record says, so only the way is kept. See README, "Ids".

use super::coder::{Coder, Slot};
use activity_event::{Event, EventId};

/// Ways to derive an id, each tried in turn when writing.
///
/// INVARIANT: a way is named by its place and never changed; new ones go to the end. 0 stands for an id that is written out.
type Way = fn(&Event) -> Option<EventId>;

const WAYS: &[Way] = &[
    |event| Some(EventId::derive(&[event.action.name(), name(event)?])),
    |event| Some(EventId::derive(&["issue.changed", name(event)?, event.revision.as_deref()?])),
    |event| Some(EventId::derive(&["comment", name(event)?, event.revision.as_deref()?])),
    |event| Some(EventId::derive(&["worklog.updated", name(event)?, event.revision.as_deref()?])),
    |event| {
        let parent =
            event.subject.parent.as_ref().and_then(|parent| parent.id.as_deref()).unwrap_or_default();
        let time = event.occurred.to_string();
        Some(EventId::derive(&["envelope", &event.source, name(event)?, parent, &time]))
    },
];

fn name(event: &Event) -> Option<&str> {
    event.subject.id.as_deref().or(event.subject.key.as_deref())
}

/// The id of a record of which everything that an id is derived from is known.
pub(crate) fn row<C: Coder>(coder: &mut C, event: &mut Event) {
    let id = event.id;
    let found = WAYS.iter().position(|way| way(event) == Some(id));
    let mut way = found.map_or(0, |at| u32::try_from(at).unwrap_or_default().wrapping_add(1));
    coder.symbol(Slot::Recipe, 0, &mut way);
    if way == 0 {
        let mut bits = id.as_u128();
        let mut read = 0_u128;
        for place in (0..128).step_by(16) {
            let mut word = (bits & 0xFFFF) as u32;
            coder.bits(16, &mut word);
            read |= u128::from(word) << place;
            bits >>= 16;
        }
        event.id = EventId::from_u128(read);
        return;
    }
    let derived = WAYS.get((way as usize).wrapping_sub(1)).and_then(|way| way(event));
    match derived {
        Some(id) => event.id = id,
        None => coder.fail(),
    }
}
