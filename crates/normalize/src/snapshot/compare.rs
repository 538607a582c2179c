//! A look beside the last one.

use super::items::{Facts, Item, LABEL, Snapshot};
use super::kind::{Kind, Of};
use super::page::{self, SnapshotError};
use super::tell::{Teller, tell};
use super::told;
use activity_event::Event;
use serde_json::Value;
use std::collections::BTreeMap;

/// How a look was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// When: milliseconds since 1970, UTC.
    pub now: i64,
    /// Whether it begins a reading of the list. A long list is read in several looks.
    pub first: bool,
    /// Whether it ends the reading.
    pub last: bool,
    /// Whether one answer held the whole list, so that nothing can have shifted between pages.
    pub at_once: bool,
}

/// Something that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Difference {
    Appeared(Facts),
    /// `true` when it was missing from the reading before this one, too.
    Gone(Facts, bool),
    Changed(Facts, Facts),
}

/// A comparison on its way: what was before, and what is found now.
#[derive(Debug)]
pub struct Comparison {
    kind: Kind,
    of: Of,
    before: Snapshot,
    found: BTreeMap<String, Facts>,
    /// Things in the answers, those included that were left out.
    answered: usize,
}

/// What is different, before the log is asked whether it knows.
#[derive(Debug)]
pub struct Decided {
    kind: Kind,
    of: Of,
    at: Option<i64>,
    was: Option<i64>,
    look: Look,
    differences: BTreeMap<String, Difference>,
    after: Snapshot,
    again: bool,
}

impl Decided {
    /// What the log must be asked before [`Decided::finish`]: names of actions, and since when. None when nothing is different.
    #[must_use]
    pub fn question(&self) -> Option<(Vec<&'static str>, i64)> {
        let since = self.was.or(self.at).filter(|_| !self.differences.is_empty())?;
        Some((told::actions(self.kind, &self.of), since.saturating_sub(told::SLACK_MS)))
    }

    /// Ends: `log` is what the log answered.
    #[must_use]
    pub fn finish(self, log: &[Event]) -> Compared {
        let Self { kind, of, at, was, look, differences, after, again } = self;
        let records = tell(&Teller { kind, of: &of, at, was, now: look.now, after: &after }, &differences);
        let reconcile = |record| told::reconcile(kind, record, log);
        Compared {
            records: records.into_iter().filter_map(reconcile).collect(),
            after,
            baseline: at.is_none(),
            again,
        }
    }
}

/// What a comparison gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// What to write down, before [`Compared::after`] replaces the stored snapshot.
    pub records: Vec<Event>,
    /// The snapshot to keep.
    pub after: Snapshot,
    /// Whether this was the first look, about which nothing is said.
    pub baseline: bool,
    /// Whether things are missing for the first time: another reading settles whether they are gone.
    pub again: bool,
}

impl Comparison {
    /// Begins: what the list is of, and the last snapshot; none when there was none.
    #[must_use]
    pub fn new(kind: Kind, of: Of, before: Option<Snapshot>) -> Self {
        Self { kind, of, before: before.unwrap_or_default(), found: BTreeMap::new(), answered: 0 }
    }

    /// Takes in an answer of the product. Gives the number of things in it.
    pub fn add(&mut self, answer: &Value) -> Result<usize, SnapshotError> {
        let found = page::read(self.kind, answer)?;
        let count = found.len();
        self.answered = self.answered.saturating_add(count);
        self.found.extend(found);
        Ok(count)
    }

    /// Leaves out things with these ids, now and before: they are looked at somewhere else.
    pub fn leave_out(&mut self, ids: &[String]) {
        for id in ids {
            self.found.remove(id);
            self.before.items.remove(id);
        }
    }

    /// Ids of things that were there and are in none of the answers so far.
    #[must_use]
    pub fn missing(&self) -> Vec<String> {
        self.before.items.keys().filter(|id| !self.found.contains_key(*id)).cloned().collect()
    }

    /// Things that are not in the answers and are there all the same, by something else that is known of them.
    pub fn keep(&mut self, ids: &[String]) {
        for id in ids {
            if let Some(item) = self.before.items.get(id) {
                self.found.entry(id.clone()).or_insert_with(|| item.facts.clone());
            }
        }
    }

    /// Compares. A look that goes on with a reading that is over gives nothing.
    pub fn decide(self, look: Look) -> Result<Decided, SnapshotError> {
        let (kind, of, at, was) = (self.kind, self.of.clone(), self.before.at, self.before.was);
        if !look.first && self.before.begun.is_none() {
            let after = self.before;
            return Ok(Decided {
                kind,
                of,
                at,
                was,
                look,
                differences: BTreeMap::new(),
                after,
                again: false,
            });
        }
        let (differences, after, again) = self.differences(look)?;
        Ok(Decided { kind, of, at, was, look, differences, after, again })
    }

    /// Differences by id, in order; the snapshot after; whether something is missing for the first time.
    fn differences(
        self,
        look: Look,
    ) -> Result<(BTreeMap<String, Difference>, Snapshot, bool), SnapshotError> {
        let Self { kind, mut before, found, answered, .. } = self;
        if answered == 0 && look.first && look.last && kind.row().is_some_and(|row| row.never_empty) {
            return Err(SnapshotError::Empty(kind.name()));
        }
        let mut differences = BTreeMap::new();
        let known = before.at.is_some();
        if look.first {
            // A reading that was given up is not counted: its things must not seem to be missing.
            if before.begun.is_none() {
                before.reading = before.reading.saturating_add(1);
            }
            before.begun = Some(look.now);
        }
        let reading = before.reading;
        for (id, facts) in found {
            let difference = match before.items.get(&id) {
                None => Some(Difference::Appeared(facts.clone())),
                Some(item) if differ(&item.facts, &facts) => {
                    Some(Difference::Changed(item.facts.clone(), facts.clone()))
                }
                Some(_) => None,
            };
            let facts = merged(before.items.get(&id), facts);
            before.items.insert(id.clone(), Item { seen: reading, facts });
            if let Some(difference) = difference.filter(|_| known) {
                differences.insert(id, difference);
            }
        }
        let mut again = false;
        if look.last {
            let oldest = if look.at_once { reading } else { reading.saturating_sub(1) };
            let gone = |item: &Item| item.seen < oldest;
            for (id, item) in before.items.iter().filter(|(_, item)| gone(item)) {
                let twice = item.seen.saturating_add(1) < reading;
                if known {
                    differences.insert(id.clone(), Difference::Gone(item.facts.clone(), twice));
                }
            }
            before.items.retain(|_, item| !gone(item));
            again = before.items.values().any(|item| item.seen < reading);
            before.was = before.at;
            before.at = before.begun.take();
        }
        Ok((differences, before, again))
    }
}

/// Whether something that both say is not the same. What one of them does not say cannot differ.
fn differ(before: &Facts, after: &Facts) -> bool {
    compared(after).any(|(name, value)| before.get(name).is_some_and(|was| was != value))
}

/// Facts that are compared.
pub(super) fn compared(facts: &Facts) -> impl Iterator<Item = (&String, &String)> {
    facts.iter().filter(|(name, _)| !name.starts_with(LABEL))
}

/// What is known now: an answer that leaves something out does not take back what an earlier one said.
fn merged(before: Option<&Item>, found: Facts) -> Facts {
    let mut facts = before.map(|item| item.facts.clone()).unwrap_or_default();
    facts.extend(found);
    facts
}
