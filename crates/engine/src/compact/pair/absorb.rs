//! What a record learns from its pair, and when the pair need not be kept.

use super::find::Match;
use super::items::{Side, SideKind, Update};
use super::{Member, Paired, SAME_MS, apart};
use activity_event::{Actor, Change, Container, Event, EventId, IssueFacts, Parent, Provenance, SubjectKind};
use std::collections::{BTreeMap, BTreeSet};

/// What an update tells a record.
struct Lesson {
    from: EventId,
    actor: Option<Actor>,
    container: Option<Container>,
    parent: Option<Parent>,
    issue: Option<IssueFacts>,
    changes: Vec<Change>,
}

/// Lets a record take in what its pair knows.
pub(super) fn teach(members: &mut [Member<'_>], found: &Match, paired: &mut Paired) {
    let Some(update) = members.get(found.update) else { return };
    let lesson = Lesson::of(update.event, found);
    let Some(side) = members.get_mut(found.side) else { return };
    let learnt = lesson.teach(side.event);
    if learnt {
        let from = lesson.from;
        paired.note(side, from);
    }
}

impl Lesson {
    fn of(update: &Event, found: &Match) -> Self {
        let changes = found.changes.iter().filter_map(|place| update.changes.get(*place).cloned()).collect();
        let account = update.actor.account_id.as_ref();
        let actor = account.map(|id| Actor {
            kind: update.actor.kind,
            ..Actor::inferred(id.clone(), Actor::FROM_ISSUE_CHANGE)
        });
        let subject = &update.subject;
        let parent = Parent {
            kind: SubjectKind::Issue,
            id: subject.id.clone(),
            key: subject.key.clone(),
            title: subject.title.clone(),
        };
        let near = found.near;
        Self {
            from: update.id,
            actor,
            container: update.container.clone().filter(|_| near),
            parent: near.then_some(parent),
            issue: update.issue.clone().filter(|_| near),
            changes,
        }
    }

    fn teach(&self, event: &mut Event) -> bool {
        let mut learnt = self.actor.as_ref().is_some_and(|actor| event.actor.improve(actor));
        learnt |= event.learn_container(self.container.as_ref());
        if let (Some(own), Some(parent)) = (&mut event.subject.parent, &self.parent) {
            learnt |= own.learn(parent);
        }
        learnt |= event.learn_facts(self.issue.as_ref());
        for change in &self.changes {
            if !is_told(event, change) {
                learnt |= event.add_change(change);
            }
        }
        learnt
    }
}

/// Whether a record says already what an item of its pair does. A file's record has the file's id and name.
fn is_told(event: &Event, change: &Change) -> bool {
    let value = change.to.as_ref().or(change.from.as_ref());
    let of_file = event.subject.kind == SubjectKind::Attachment
        && value.is_some_and(|value| {
            value.id == event.subject.id && (value.text.is_none() || value.text == event.subject.title)
        });
    of_file || event.changes.iter().any(|own| own.tells(change))
}

/// Decides which updates need not be kept, and which records lack their pair.
pub(super) fn settle(members: &[Member<'_>], matches: &[Match], paired: &mut Paired) {
    let mut by_update: BTreeMap<usize, Vec<&Match>> = BTreeMap::new();
    for found in matches {
        by_update.entry(found.update).or_default().push(found);
    }
    let mut with_pair: BTreeSet<usize> = BTreeSet::new();
    for (at, found) in by_update {
        let Some(member) = members.get(at) else { continue };
        let Some(update) = Update::of(member.event).filter(|_| !member.stored) else { continue };
        let changes: usize = found.iter().map(|found| found.changes.len()).sum();
        let whole = update.nothing_else && changes == update.event.changes.len();
        let sides = || found.iter().filter_map(|found| Some((found, &*members.get(found.side)?.event)));
        if whole && sides().all(|(found, side)| says_all(side, update.event, found)) {
            paired.absorbed.insert(update.event.id);
        }
        // The update of a link's near end may still come and tell the key of the far one.
        let waits = !whole || sides().any(|(found, side)| !found.near && !has_far_key(side, update.event));
        if !waits {
            with_pair.insert(at);
        }
    }
    for (at, member) in members.iter().enumerate() {
        let event = &*member.event;
        if member.stored || event.provenance != Provenance::Live || paired.absorbed.contains(&event.id) {
            continue;
        }
        let unpaired =
            Update::of(event).is_some_and(|update| update.nothing_else) && !with_pair.contains(&at);
        let nameless =
            Side::of(event).is_some_and(|side| side.kind != SideKind::Comment && side.lacks_actor());
        if unpaired || nameless {
            paired.alone.insert(event.id);
        }
    }
}

/// Whether all that an update says is in the record that it goes with.
fn says_all(side: &Event, update: &Event, found: &Match) -> bool {
    let same_person = update.actor.account_id.is_none() || update.actor.account_id == side.actor.account_id;
    let items = found.changes.iter().filter_map(|place| update.changes.get(*place));
    same_person
        && apart(side, update) <= SAME_MS
        && says_container(side, update)
        && items.into_iter().all(|change| is_told(side, change))
        // The issue at the far end keeps the row of its own: who looks for that issue would not find the link's.
        && found.near
        && says_issue(side, update)
}

fn says_container(side: &Event, update: &Event) -> bool {
    let Some(theirs) = &update.container else { return true };
    let Some(own) = &side.container else { return false };
    let same = |own: &Option<String>, theirs: &Option<String>| theirs.is_none() || own == theirs;
    own.kind == theirs.kind
        && own.id == theirs.id
        && same(&own.key, &theirs.key)
        && same(&own.name, &theirs.name)
}

/// Whether the issue that the record belongs to is called and described as in the update.
fn says_issue(side: &Event, update: &Event) -> bool {
    let subject = &update.subject;
    let Some(parent) = &side.subject.parent else { return false };
    let named = (subject.key.is_none() || subject.key == parent.key)
        && (subject.title.is_none() || subject.title == parent.title)
        && subject.parent.is_none();
    let facts = match (&side.issue, &update.issue) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(own), Some(theirs)) => {
            // Filled up with what the other knows, both are the same: nothing is contradicted.
            let (mut own_whole, mut theirs_whole) = (own.clone(), theirs.clone());
            own_whole.learn(theirs);
            theirs_whole.learn(own);
            own_whole == theirs_whole
        }
    };
    named && facts
}

/// Whether a link's record tells the key of the issue at its far end.
fn has_far_key(side: &Event, update: &Event) -> bool {
    let Some(key) = update.subject.key.as_deref() else { return true };
    let values = side.changes.iter().flat_map(|change| [&change.from, &change.to]).flatten();
    values.into_iter().any(|value| value.id.as_deref() == Some(key))
}
