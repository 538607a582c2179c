//! Which update of an issue goes with which record.

use super::items::{FileItem, LinkItem, Side, SideKind, Update, WorkItems};
use super::{Member, apart, are_near};
use activity_event::{Event, EventId, SubjectKind};
use std::collections::{BTreeMap, BTreeSet};

/// Of two records whose times are as near to an update as this, in milliseconds, neither is taken for its pair by time alone.
const TOLD_APART_MS: u64 = 1_000;

/// An update, or some of its changes, and the record that it goes with.
#[derive(Debug)]
pub(super) struct Match {
    /// The update, by its place among the members.
    pub(super) update: usize,
    /// Which of its changes.
    pub(super) changes: Vec<usize>,
    /// The record, by its place among the members.
    pub(super) side: usize,
    /// Whether the update is of the issue that the record belongs to, and not of the one at the far end of a link.
    pub(super) near: bool,
}

/// What goes together. Updates of near ends come first: they tell the keys that updates of far ends are checked by.
pub(super) fn matches(members: &[Member<'_>]) -> Vec<Match> {
    let finder = Finder::new(members);
    let (mut near_ends, mut far_ends) = (vec![], vec![]);
    // A record goes with one update on each end.
    let mut taken: BTreeSet<(usize, bool)> = BTreeSet::new();
    let mut take = |update: usize, changes: Vec<usize>, of: &Choice<'_>| {
        if let Some((side, near)) = of(&|pick: &Pick<'_>| !taken.contains(&(pick.at, pick.near))) {
            taken.insert((side, near));
            let found = if near { &mut near_ends } else { &mut far_ends };
            found.push(Match { update, changes, side, near });
        }
    };
    for (at, update) in finder.updates.values() {
        for (place, item) in &update.links {
            take(*at, vec![*place], &|free| finder.link(*at, update, item, free));
        }
        for (place, item) in &update.files {
            take(*at, vec![*place], &|free| finder.file(*at, update, item, free));
        }
        if let Some(work) = &update.work {
            take(*at, work.places.clone(), &|free| finder.work(*at, update, work, free));
        }
        if update.is_empty() {
            take(*at, vec![], &|free| finder.comment(*at, update, free));
        }
    }
    near_ends.append(&mut far_ends);
    near_ends
}

/// Whether a record goes with no other update yet.
type Free<'a> = dyn Fn(&Pick<'_>) -> bool + 'a;
/// The record, by its place among the members, and the end, that an update goes with among those that are free.
type Choice<'a> = dyn Fn(&Free<'_>) -> Option<(usize, bool)> + 'a;

/// A record that an update may go with.
struct Pick<'a> {
    /// Its place among the members.
    at: usize,
    side: Side<'a>,
    near: bool,
}

struct Finder<'a> {
    members: &'a [Member<'a>],
    /// Each with its place among the members, in the order of time.
    updates: BTreeMap<(i64, EventId), (usize, Update<'a>)>,
    /// By place among the members.
    sides: Vec<(usize, Side<'a>)>,
    /// Places in `sides` by issue: of what belongs to it, and of links that lead to it.
    near: BTreeMap<&'a str, Vec<usize>>,
    far: BTreeMap<&'a str, Vec<usize>>,
    /// Keys of issues, by id.
    keys: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Finder<'a> {
    fn new(members: &'a [Member<'a>]) -> Self {
        let mut finder = Self {
            members,
            updates: BTreeMap::new(),
            sides: vec![],
            near: BTreeMap::new(),
            far: BTreeMap::new(),
            keys: BTreeMap::new(),
        };
        for (at, member) in members.iter().enumerate() {
            let event: &Event = member.event;
            finder.learn_keys(event);
            if let Some(update) = Update::of(event) {
                finder.updates.insert((event.occurred, event.id), (at, update));
            } else if let Some(side) = Side::of(event) {
                let place = finder.sides.len();
                finder.near.entry(side.issue).or_default().push(place);
                if let Some((far, _)) = side.far_end().filter(|_| side.kind == SideKind::Link) {
                    finder.far.entry(far).or_default().push(place);
                }
                finder.sides.push((at, side));
            }
        }
        finder
    }

    fn learn_keys(&mut self, event: &'a Event) {
        let subject = &event.subject;
        let parent = subject.parent.as_ref();
        let own = (subject.kind, subject.id.as_deref(), subject.key.as_deref());
        let parents = parent.map(|parent| (parent.kind, parent.id.as_deref(), parent.key.as_deref()));
        for (kind, id, key) in std::iter::once(own).chain(parents) {
            if let (SubjectKind::Issue, Some(id), Some(key)) = (kind, id, key) {
                self.keys.entry(id).or_default().insert(key);
            }
        }
    }

    fn is_key_of(&self, key: &str, id: &str) -> bool {
        self.keys.get(id).is_some_and(|keys| keys.contains(key))
    }

    /// Records of one kind on an issue that may be of the same person's same act.
    fn picks(
        &'a self,
        update: (usize, &'a Update<'a>),
        kind: SideKind,
        near: bool,
    ) -> impl Iterator<Item = Pick<'a>> {
        let (update_at, update) = update;
        let places = if near { &self.near } else { &self.far };
        let places = places.get(update.issue).map(Vec::as_slice).unwrap_or_default();
        let stored = |at: usize| self.members.get(at).is_some_and(|member| member.stored);
        places.iter().filter_map(move |place| {
            let (at, side) = *self.sides.get(*place)?;
            let people = (&update.event.actor.account_id, &side.event.actor.account_id);
            let others = matches!(people, (Some(one), Some(other)) if one != other);
            let fits = side.kind == kind && !others && !(stored(at) && stored(update_at));
            fits.then_some(Pick { at, side, near })
        })
    }

    fn link(
        &self,
        at: usize,
        update: &Update<'_>,
        item: &LinkItem<'_>,
        free: &Free<'_>,
    ) -> Option<(usize, bool)> {
        let fits = |pick: &Pick<'_>| {
            let Some((far, reads)) = pick.side.far_end() else { return false };
            let other_end = if pick.near { far } else { pick.side.issue };
            let says = || item.text.zip(reads).is_none_or(|(text, reads)| contains(text, reads));
            pick.side.made() == Some(item.made)
                && are_near(update.event, pick.side.event)
                && self.is_key_of(item.key, other_end)
                && (!pick.near || says())
                && free(pick)
        };
        let picks = self.picks((at, update), SideKind::Link, true).chain(self.picks(
            (at, update),
            SideKind::Link,
            false,
        ));
        let best =
            picks.filter(fits).min_by_key(|pick| (apart(update.event, pick.side.event), pick.side.event.id));
        best.map(|pick| (pick.at, pick.near))
    }

    fn file(
        &self,
        at: usize,
        update: &Update<'_>,
        item: &FileItem<'_>,
        free: &Free<'_>,
    ) -> Option<(usize, bool)> {
        let fits = |pick: &Pick<'_>| {
            pick.side.event.subject.id.as_deref() == Some(item.id)
                && pick.side.made() == Some(item.made)
                && free(pick)
        };
        self.picks((at, update), SideKind::Attachment, true).find(fits).map(|pick| (pick.at, true))
    }

    fn work(
        &self,
        at: usize,
        update: &Update<'_>,
        work: &WorkItems<'_>,
        free: &Free<'_>,
    ) -> Option<(usize, bool)> {
        let fits = |pick: &Pick<'_>| {
            let says = match (work.id, pick.side.made()) {
                (Some(id), _) => pick.side.event.subject.id.as_deref() == Some(id),
                (None, Some(made)) => {
                    let spent =
                        if made { pick.side.spent() } else { pick.side.spent().and_then(i64::checked_neg) };
                    spent.is_some() && work.gained == spent
                }
                (None, None) => false,
            };
            says && are_near(update.event, pick.side.event) && free(pick)
        };
        let picks: Vec<Pick<'_>> = self.picks((at, update), SideKind::Work, true).filter(fits).collect();
        let distance = |pick: &Pick<'_>| apart(update.event, pick.side.event);
        let best = picks.iter().min_by_key(|pick| (distance(pick), pick.side.event.id))?;
        let too_near = |pick: &&Pick<'_>| distance(pick).abs_diff(distance(best)) < TOLD_APART_MS;
        let doubtful = picks.iter().filter(too_near).count() > 1;
        (work.id.is_some() || !doubtful).then_some((best.at, true))
    }

    fn comment(&self, at: usize, update: &Update<'_>, free: &Free<'_>) -> Option<(usize, bool)> {
        let account = update.event.actor.account_id.as_ref()?;
        let fits = |pick: &Pick<'_>| {
            pick.side.event.actor.account_id.as_ref() == Some(account)
                && are_near(update.event, pick.side.event)
                && free(pick)
        };
        let picks = self.picks((at, update), SideKind::Comment, true);
        let best =
            picks.filter(fits).min_by_key(|pick| (apart(update.event, pick.side.event), pick.side.event.id));
        best.map(|pick| (pick.at, true))
    }
}

fn contains(text: &str, part: &str) -> bool {
    text.to_lowercase().contains(&part.to_lowercase())
}
