//! Live records, and the product's own audit log: who did it, and one row for what both tell.

use super::{Member, Paired, SAME_MS, apart};
use crate::audit::is_live;
use activity_event::{Actor, Certainty, Event, Product, Provenance, SubjectKind};
use activity_normalize::tells_of_the_same;
use std::collections::BTreeMap;

/// Gives live records what the audit log's record of the same act knows (the actor, where there is none), and absorbs that record
/// when it says no more. Usually that happens where the audit log is read; this is for events that come later than that. An audit
/// log's record of what an event tells as well is [alone](Paired::alone) without it.
pub(super) fn pair(members: &mut [Member<'_>], paired: &mut Paired) {
    // An act is of one family in both. Jira's audit log tells of boards, too, whose events are Jira Software's.
    let of = |event: &Event| (event.product == Product::Confluence, event.action.family());
    let mut imported: BTreeMap<(bool, &'static str), Vec<Event>> = BTreeMap::new();
    for member in members.iter() {
        let event = &*member.event;
        if event.provenance == Provenance::AuditImport && !member.stored && event.actor.account_id.is_some() {
            imported.entry(of(event)).or_default().push(event.clone());
        }
    }
    if imported.is_empty() {
        return;
    }
    for member in members.iter_mut() {
        let wanting =
            member.event.provenance == Provenance::Live && (!member.stored || is_nameless(member.event));
        let Some(found) = imported.get_mut(&of(member.event)).filter(|_| wanting) else { continue };
        let near = found.iter().enumerate().filter(|(_, audit)| {
            apart(member.event, audit) <= SAME_MS
                && tells_of_the_same(member.event, audit)
                && may_be_of(member.event, audit)
        });
        let nearest = near.min_by_key(|(_, audit)| (apart(member.event, audit), audit.id)).map(|(at, _)| at);
        let Some(audit) = nearest.map(|at| found.swap_remove(at)) else { continue };
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
    let left = imported.into_values().flatten().filter(|audit| is_live(audit.action));
    paired.alone.extend(left.map(|audit| audit.id));
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
    // A setting is called longer in one of the two.
    let subjects = whole.subject == event.subject || event.subject.kind == SubjectKind::Setting;
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
