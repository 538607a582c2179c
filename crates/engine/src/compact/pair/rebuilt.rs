//! What was rebuilt from history, and the live record of the same that came late.
//!
//! A live record usually has the id of the rebuilt one, and both are one record anyway. It has another id when the event did not
//! tell which entry of the changelog it is about, or is one of several about one version of a page.

use super::{Member, Paired, apart};
use crate::compact::amend;
use activity_event::{Event, EventId, Provenance, SubjectKind};
use activity_normalize::history;
use std::collections::{BTreeMap, BTreeSet};

/// How far from a live record in time the rebuilt one of the same can be, in milliseconds; none when it can have none.
pub(super) fn reach(event: &Event) -> Option<u64> {
    if event.provenance == Provenance::Live { history::tells_again_within(event) } else { None }
}

/// Whether a live record may tell of the same.
pub(super) fn may_be_told_again(event: &Event) -> bool {
    event.provenance == Provenance::Backfill && event.subject.id.is_some()
}

/// Makes one record of a live and a rebuilt one: the one that is in a segment stays; of two new ones, the live one. Each stands
/// for one other, the nearest in time.
pub(super) fn pair(members: &mut [Member<'_>], paired: &mut Paired) {
    let mut picks = picks(members, paired);
    picks.sort_by_key(|pick| (pick.apart, pick.ids));
    let mut taken = BTreeSet::new();
    for pick in picks {
        if taken.contains(&pick.live) || taken.contains(&pick.rebuilt) {
            continue;
        }
        taken.extend([pick.live, pick.rebuilt]);
        let stored = |at: usize| members.get(at).is_some_and(|member| member.stored);
        let (stays, goes) =
            if stored(pick.rebuilt) { (pick.rebuilt, pick.live) } else { (pick.live, pick.rebuilt) };
        let Some(gone) = members.get(goes).map(|member| member.event.clone()) else { continue };
        let Some(member) = members.get_mut(stays) else { continue };
        // The changes are the same, perhaps in the words of another language.
        if amend(member.event, &Event { changes: vec![], ..gone.clone() }) {
            paired.note(member, gone.id);
        }
        for id in [member.event.id, gone.id] {
            paired.alone.remove(&id);
        }
        paired.absorbed.insert(gone.id);
    }
}

/// A live record and a rebuilt one of the same, by their places among the members.
struct Pick {
    live: usize,
    rebuilt: usize,
    apart: u64,
    ids: (EventId, EventId),
}

fn picks(members: &[Member<'_>], paired: &Paired) -> Vec<Pick> {
    let mut live: BTreeMap<&str, Vec<(usize, &Member<'_>)>> = BTreeMap::new();
    for (at, member) in members.iter().enumerate() {
        let event = &*member.event;
        let id = event.subject.id.as_deref().filter(|_| reach(event).is_some());
        if let Some(id) = id.filter(|_| !paired.absorbed.contains(&event.id)) {
            live.entry(id).or_default().push((at, member));
        }
    }
    let mut picks = Vec::new();
    if live.is_empty() {
        return picks;
    }
    for (at, member) in members.iter().enumerate() {
        let event = &*member.event;
        if !may_be_told_again(event) || paired.absorbed.contains(&event.id) {
            continue;
        }
        let of_subject = event.subject.id.as_deref().and_then(|id| live.get(id)).into_iter().flatten();
        for (other, twin) in of_subject {
            // Two that are in segments have been rows for long; one of them is not taken away any more. A live record that goes
            // must have been the same act: of a page that was moved the version alone would be left.
            let may_go = !member.stored || (!twin.stored && is_same_act(twin.event, event));
            if may_go && twin.event.id != event.id && history::same_happening(twin.event, event) {
                picks.push(Pick {
                    live: *other,
                    rebuilt: at,
                    apart: apart(twin.event, event),
                    ids: (twin.event.id, event.id),
                });
            }
        }
    }
    picks
}

fn is_same_act(live: &Event, rebuilt: &Event) -> bool {
    live.action == rebuilt.action || live.subject.kind == SubjectKind::Issue
}
