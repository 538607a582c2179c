//! Which records of an audit log repeat what was seen live: the same act on the same thing, minutes apart at most.
//!
//! Many live records do not say who did it (projects, fields, people, groups); the audit record of the same act does. So the
//! live record gets the actor, marked as inferred, and the changes that only the audit record knows, and the audit record is not
//! kept as a second row. Where two people could be meant, nobody is taken. The same holds for what was found by looking again just
//! after it happened, before the audit log was read.

use activity_event::{Action, Actor, ActorKind, Certainty, Event, EventId, Provenance, Subject, SubjectKind};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// An audit record and a live one of the same act are no further apart than this.
pub(super) const APART_MAX_MS: u64 = 5 * 60_000;
/// Where several people did the same to one thing, only who did it within this time, alone, is taken.
const CLOSE_MS: u64 = 10_000;

/// What an actor was inferred from who is named by the list of projects that have ended.
const FROM_PROJECTS: &str = "the list of projects";

/// What pairing has found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Paired {
    /// Live records, better known now; their ids are the same.
    pub improved: Vec<Event>,
    /// Audit records that only repeat a live one.
    pub repeated: BTreeSet<EventId>,
}

/// Pairs live records with records of an audit log. Each is paired once at most, the closest first; but what is an act in both
/// products, such as making an account, is told by a live record of each.
#[must_use]
pub fn pair(live: &[Event], audit: &[Event]) -> Paired {
    let mut close: Vec<(u64, usize, usize)> = Vec::new();
    for (at, seen) in live.iter().enumerate() {
        let same = audit.iter().enumerate().filter(|(_, told)| is_same(seen, told));
        close.extend(same.map(|(told_at, told)| (apart(seen, told), at, told_at)));
    }
    close.sort_unstable_by_key(|row| Reverse(*row));
    let (mut of_live, mut of_audit) = (BTreeSet::new(), BTreeSet::new());
    let mut paired = Paired::default();
    // The closest pair is the last.
    while let Some((_, at, told_at)) = close.pop() {
        let (Some(seen), Some(told)) = (live.get(at), audit.get(told_at)) else { continue };
        if of_live.contains(&at)
            || of_audit.contains(&(told_at, seen.product))
            || is_doubtful(seen, told, audit)
        {
            continue;
        }
        of_live.insert(at);
        of_audit.insert((told_at, seen.product));
        paired.repeated.insert(told.id);
        let better = improved(seen, told);
        if better != *seen {
            paired.improved.push(better);
        }
    }
    paired
}

fn apart(one: &Event, other: &Event) -> u64 {
    one.occurred.abs_diff(other.occurred)
}

/// Whether both tell of the same act on the same thing, as far as each says.
fn is_same(seen: &Event, told: &Event) -> bool {
    apart(seen, told) <= APART_MAX_MS
        && tells_of_the_same(seen, told)
        && (seen.actor.certainty != Certainty::Stated || !is_somebody_else(&seen.actor, &told.actor))
}

/// Whether a live record and one of an audit log can be of the same act on the same thing, whoever did it and whenever.
#[must_use]
pub fn tells_of_the_same(seen: &Event, told: &Event) -> bool {
    is_same_act(seen.action, told.action)
        && is_same_thing(&seen.subject, &told.subject)
        && is_same_member(seen, told)
}

/// Whether two actions are one act: Jira's audit log calls it a deletion when a project or a field goes to the trash, the live
/// event of a person does not say that the account was switched off, and time tracking has an event of its own.
fn is_same_act(seen: Action, told: Action) -> bool {
    let also = match told.name() {
        "project.deleted" => "project.trashed",
        "field.deleted" => "field.trashed",
        "setting.updated" => "setting.timetracking-updated",
        "person.deactivated" | "person.reactivated" => "person.updated",
        _ => "",
    };
    seen == told || seen.name() == also
}

fn is_same_thing(seen: &Subject, told: &Subject) -> bool {
    let same = match (&seen.id, &told.id) {
        (Some(seen), Some(told)) => seen == told,
        _ => is_same_title(seen, told),
    };
    seen.kind == told.kind && same
}

/// A setting of the site is called longer in one of the two: `Time tracking provider`, `Time tracking`.
fn is_same_title(seen: &Subject, told: &Subject) -> bool {
    let (Some(one), Some(other)) = (&seen.title, &told.title) else { return false };
    if seen.kind != SubjectKind::Setting || other.is_empty() {
        return one == other;
    }
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    one.contains(&other) || other.contains(&one)
}

/// Whether both tell of the same person who came or went, when somebody did: many may join a group at about the same time.
fn is_same_member(seen: &Event, told: &Event) -> bool {
    let people = |event: &Event| -> BTreeSet<String> {
        let values = event.changes.iter().flat_map(|change| [&change.from, &change.to]).flatten();
        values.filter_map(|value| value.id.clone()).collect()
    };
    !seen.action.verb().starts_with("member-") || !people(seen).is_disjoint(&people(told))
}

fn is_somebody_else(one: &Actor, other: &Actor) -> bool {
    other.certainty == Certainty::Stated && (one.account_id != other.account_id)
}

/// Whether somebody else is told to have done the same at about that time.
fn is_doubtful(seen: &Event, told: &Event, audit: &[Event]) -> bool {
    let mut others =
        audit.iter().filter(|other| is_same(seen, other) && is_somebody_else(&told.actor, &other.actor));
    let within = if apart(seen, told) <= CLOSE_MS { CLOSE_MS } else { APART_MAX_MS };
    others.any(|other| apart(seen, other) <= within)
}

/// The live record, with what the audit record knows better; who did it is inferred, not stated.
fn improved(seen: &Event, told: &Event) -> Event {
    let known = told.actor.account_id.is_some() || told.actor.kind == ActorKind::System;
    let actor = if known {
        let from =
            if told.provenance == Provenance::Backfill { FROM_PROJECTS } else { Actor::FROM_AUDIT_LOG };
        Actor { certainty: Certainty::Inferred, inferred_from: Some(from.to_owned()), ..told.actor.clone() }
    } else {
        Actor::unknown()
    };
    let mut better = seen.clone();
    better.improve(&Event { actor, ..told.clone() });
    better
}

#[cfg(test)]
mod tests;
