//! Records that belong together: who did it, from the record beside it; and one row for what happened once.
//!
//! Jira tells of some things twice. The event of a link, a deleted file or deleted work does not say who did it; the update of
//! the issue that comes with it does. So
//!
//! | record | is paired with an update of the issue |
//! | --- | --- |
//! | `link.…` | with a `Link` item that names the issue at the other end, on either issue, within a minute |
//! | `attachment.…` | with an `Attachment` item of its id |
//! | `worklog.…` | with `timespent` or `WorklogId` items: of its id, or of its time spent within a minute |
//! | `comment.…` | that says nothing but that the same person did something within a minute |
//! | any without an actor | (not an update) with the record of the same act on the same thing in the audit log, within a minute |
//! | any that was rebuilt from history | with the live record of the same happening, when that has another id (`rebuilt`) |
//!
//! A record without an actor gets it from its pair, inferred. It also gets what the pair knows of project, issue and values.
//! The pair is **absorbed** when all that it says is in the record then; the record counts for both. Whatever says
//! anything else stays, beside the record. So does the update of the issue at the far end of a link: the link's record belongs to
//! the other issue, and who looks for this one, or may see this one only, would not find it.
//!
//! Nothing is guessed: where two could be meant, none is. Pairs arrive up to three minutes apart, in any order, so what
//! lacks its pair is told apart ([`Paired::alone`]): compaction lets it wait for a while. If the pair comes too late, both stay.
//! An event that the app could not take in comes again for an hour, so what an audit log tells first waits for longer.

mod absorb;
mod audit;
mod find;
mod items;
mod rebuilt;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

use activity_event::{Certainty, Event, EventId, Provenance};
use std::collections::{BTreeMap, BTreeSet};

/// One of the records that are looked at together. No two have the same id.
#[derive(Debug)]
pub(crate) struct Member<'a> {
    pub(crate) event: &'a mut Event,
    /// Whether it is in a segment already: then it may learn, and is never absorbed.
    pub(crate) stored: bool,
}

/// What came of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Paired {
    /// Records that need not be kept: another says all that they do.
    pub(crate) absorbed: BTreeSet<EventId>,
    /// Records that would be better, or not needed, if their pair were here.
    pub(crate) alone: BTreeSet<EventId>,
    /// Stored records that have learnt something, and from which records.
    pub(crate) improved: BTreeMap<EventId, BTreeSet<EventId>>,
}

/// Times that are no further apart than this are those of one act, in milliseconds.
const SAME_MS: u64 = 60_000;
/// Events arrive up to three minutes late; this is for records that have no other time than that of their arrival.
const ARRIVAL_MS: u64 = 240_000;
/// The platform delivers an event again for at most four times 900 seconds.
pub(crate) const REDELIVERY_SECONDS: i64 = 3_600;

/// Whether a record can learn from others, or be absorbed.
pub(crate) fn may_pair(event: &Event) -> bool {
    let nameless = event.provenance == Provenance::Live && event.actor.certainty == Certainty::Unknown;
    nameless || reach(event).is_some() || rebuilt::may_be_told_again(event)
}

/// How far from a record in time its pair can be, in milliseconds; none when it can have none.
pub(crate) fn reach(event: &Event) -> Option<u64> {
    let pairable = items::Side::of(event).is_some() || items::Update::of(event).is_some();
    let reach = pairable.then(|| if has_own_time(event) { SAME_MS } else { ARRIVAL_MS });
    reach.max(rebuilt::reach(event))
}

/// Pairs the records, in place.
pub(crate) fn pair(members: &mut [Member<'_>]) -> Paired {
    let mut paired = Paired::default();
    let matches = find::matches(members);
    for found in &matches {
        absorb::teach(members, found, &mut paired);
    }
    absorb::settle(members, &matches, &mut paired);
    audit::pair(members, &mut paired);
    rebuilt::pair(members, &mut paired);
    paired
}

impl Paired {
    /// Notes that a stored record has learnt from another.
    fn note(&mut self, learner: &Member<'_>, from: EventId) {
        if learner.stored {
            self.improved.entry(learner.event.id).or_default().insert(from);
        }
    }
}

/// Seconds around a record in which the platform may have delivered the same event at another time, which states no time of its own:
/// both have one id, and the times of their arrival. None for records that state their time.
pub(crate) fn may_come_again_within(event: &Event) -> Option<i64> {
    (event.provenance == Provenance::Live && !has_own_time(event)).then_some(REDELIVERY_SECONDS)
}

/// Whether the record's time is more than that of its arrival.
fn has_own_time(event: &Event) -> bool {
    event.occurred != event.recorded
}

fn apart(one: &Event, other: &Event) -> u64 {
    one.occurred.abs_diff(other.occurred)
}

/// Whether both can be of one act by their times.
fn are_near(one: &Event, other: &Event) -> bool {
    let limit = if has_own_time(one) && has_own_time(other) { SAME_MS } else { ARRIVAL_MS };
    apart(one, other) <= limit
}
