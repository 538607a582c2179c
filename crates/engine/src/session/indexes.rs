//! Segments that an index has nothing of what is sought in: neither wanted nor looked at.

use super::Session;
use super::ask::{Lacks, Urgency};
use super::store::Slot;
use crate::indexed::{Groups, Indexed, Sought};
use crate::read::Question;
use std::collections::{BTreeMap, BTreeSet};

/// Indexes of the months whose manifests are at hand, and what of them is.
#[derive(Debug, Default)]
pub(super) struct Indexes {
    /// By month.
    of_months: BTreeMap<String, Vec<Indexed>>,
    /// By key.
    values: BTreeMap<String, String>,
}

/// What indexes say about a question.
#[derive(Debug, Default)]
pub(super) struct ByIndex {
    /// Names of segments without a match.
    pub(super) without: BTreeSet<String>,
    /// Names of segments of which an index will tell that is not at hand.
    pub(super) unknown: BTreeSet<String>,
}

impl Indexes {
    /// A month has these indexes now.
    pub(super) fn set(&mut self, month: &str, indexed: Vec<Indexed>) {
        self.of_months.insert(month.to_owned(), indexed);
        let keys: BTreeSet<String> = self.of_months.values().flatten().flat_map(Indexed::keys).collect();
        self.values.retain(|key, _| keys.contains(key));
    }

    /// Takes in a part of an index.
    pub(super) fn add(&mut self, key: &str, text: &str) {
        self.values.insert(key.to_owned(), text.to_owned());
    }
}

impl Session {
    /// Asks the indexes.
    pub(super) fn by_index(&self, question: &Question, lacks: &mut Lacks) -> ByIndex {
        let mut by_index = ByIndex::default();
        let Some(sought) = question.sought.as_ref().filter(|sought| self.knows_whom(sought)) else {
            return by_index;
        };
        for indexed in self.store.indexes.of_months.values().flatten() {
            let slots = indexed.segments.iter().filter_map(|name| Some((name, self.store.find(name)?)));
            let slots: Vec<(&String, &Slot)> = slots
                .filter(|(_, slot)| slot.may_match(question) && !self.tail.is_within(slot.from, slot.to))
                .collect();
            if slots.is_empty() {
                continue;
            }
            let hashes = sought.hashes(&indexed.nameless, &|account| self.accounts.numbers_of(account));
            let mut keys: Vec<String> = indexed.keys_of(hashes.iter().flatten()).into_keys().collect();
            keys.retain(|key| !self.store.indexes.values.contains_key(key));
            if keys.iter().any(|key| self.store.damage.contains_key(key)) {
                continue;
            }
            if keys.is_empty() {
                // What cannot be read tells nothing.
                let found = indexed.find(&hashes, &self.store.indexes.values).unwrap_or_default();
                let is_none = |groups: &Groups| matches!(groups, Groups::Some(groups) if groups.is_empty());
                let is_without = |name: &String| found.get(name).is_some_and(is_none);
                let without = slots.into_iter().map(|(name, _)| name).filter(|name| is_without(name));
                by_index.without.extend(without.cloned());
            } else if sought.has_words() || slots.iter().any(|(_, slot)| slot.loaded().is_none()) {
                // Columns that are at hand answer sooner than an index that is not; texts are more than that.
                lacks.want(Urgency::Catalogue, keys);
                by_index.unknown.extend(slots.into_iter().map(|(name, _)| name.clone()));
            }
        }
        by_index
    }

    /// Whether it is known who is sought.
    fn knows_whom(&self, sought: &Sought) -> bool {
        !sought.needs_people() || self.store.has_people()
    }
}
