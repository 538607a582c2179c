//! Live records, and the product's own audit log: who did it, and one row for what both tell.

use super::{Member, Paired, SAME_MS, apart};
use crate::audit::is_live;
use activity_event::{Action, Actor, Certainty, Event, Product, Provenance, SubjectKind};
use std::collections::BTreeMap;

/// What both must have in common.
type Act = (Product, Action, SubjectKind, String);

fn act(event: &Event) -> Option<Act> {
    let subject = &event.subject;
    Some((event.product, event.action, subject.kind, subject.id.clone()?))
}

/// Gives live records what the audit log's record of the same act knows (the actor, where there is none), and absorbs that record
/// when it says no more. Usually that happens where the audit log is read; this is for events that come later than that. An audit
/// log's record of what an event tells as well is [alone](Paired::alone) without it.
pub(super) fn pair(members: &mut [Member<'_>], paired: &mut Paired) {
    let mut imported: BTreeMap<Act, Vec<(usize, Event)>> = BTreeMap::new();
    for (at, member) in members.iter().enumerate() {
        let event = &*member.event;
        if event.provenance == Provenance::AuditImport
            && !member.stored
            && event.actor.account_id.is_some()
            && let Some(act) = act(event)
        {
            imported.entry(act).or_default().push((at, event.clone()));
        }
    }
    if imported.is_empty() {
        return;
    }
    for member in members.iter_mut() {
        let wanting =
            member.event.provenance == Provenance::Live && (!member.stored || is_nameless(member.event));
        let Some(found) = act(member.event).filter(|_| wanting).and_then(|act| imported.get_mut(&act)) else {
            continue;
        };
        let near = found.iter().enumerate().filter(|(_, (_, audit))| {
            apart(member.event, audit) <= SAME_MS && may_be_of(member.event, audit)
        });
        let nearest =
            near.min_by_key(|(_, (_, audit))| (apart(member.event, audit), audit.id)).map(|(at, _)| at);
        let Some((_, audit)) = nearest.map(|at| found.swap_remove(at)) else { continue };
        let mut inferred = audit.clone();
        if let Some(account) = &audit.actor.account_id {
            inferred.actor =
                Actor { kind: audit.actor.kind, ..Actor::inferred(account.clone(), Actor::FROM_AUDIT_LOG) };
        }
        if member.event.improve(&inferred) {
            paired.note(member, audit.id);
        }
        if is_told(member.event, &audit) {
            paired.absorbed.insert(audit.id);
        }
        paired.alone.remove(&member.event.id);
    }
    let left = imported.into_values().flatten().filter(|(_, audit)| is_live(audit.action));
    paired.alone.extend(left.map(|(_, audit)| audit.id));
}

fn is_nameless(event: &Event) -> bool {
    event.actor.certainty == Certainty::Unknown
}

/// Whether the same person may have done both: who is known must be the same.
fn may_be_of(event: &Event, audit: &Event) -> bool {
    event.actor.certainty != Certainty::Stated || event.actor.account_id == audit.actor.account_id
}

/// Whether the record says all that the audit log's does, but its number there.
fn is_told(event: &Event, audit: &Event) -> bool {
    let mut whole = audit.clone();
    whole.improve(event);
    let subjects = whole.subject == event.subject;
    let places = audit.container.is_none() || whole.container == event.container;
    let told = audit.changes.iter().all(|change| event.changes.iter().any(|own| own.tells(change)));
    let texts = audit.content.iter().all(|content| event.content.contains(content));
    subjects
        && places
        && told
        && texts
        && audit.issue.is_none()
        && audit.raw.is_none()
        && audit.problem.is_none()
}
