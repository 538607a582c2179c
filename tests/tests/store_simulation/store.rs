//! The platform's store: single keys are exact, listings lag behind, the root changes on condition.

use super::world::Dice;
use std::collections::BTreeMap;

/// A value and since when it is there; none when it was deleted.
type History = Vec<(u64, Option<String>)>;

#[derive(Default)]
pub(crate) struct Store {
    pub(crate) now: u64,
    pub(crate) lag_max: u64,
    keys: BTreeMap<String, History>,
    pub(crate) root: Option<(u32, String)>,
    pub(crate) stale_listings: u64,
}

impl Store {
    pub(crate) fn get(&self, key: &str) -> Option<String> {
        self.keys.get(key)?.last()?.1.clone()
    }

    pub(crate) fn put(&mut self, key: &str, value: String) {
        assert!(value.len() <= activity_engine::keys::VALUE_BYTES_MAX);
        self.keys.entry(key.to_owned()).or_default().push((self.now, Some(value)));
    }

    pub(crate) fn delete(&mut self, key: &str) {
        self.keys.entry(key.to_owned()).or_default().push((self.now, None));
    }

    /// How many keys with this prefix were there once and are no more.
    pub(crate) fn deleted(&self, prefix: &str) -> u64 {
        let gone = |(key, history): &(&String, &History)| {
            key.starts_with(prefix) && history.last().is_some_and(|(_, value)| value.is_none())
        };
        self.keys.iter().filter(gone).count() as u64
    }

    /// A listing of some moment up to `lag_max` ago: of another one for each key.
    pub(crate) fn list(&mut self, prefix: &str, dice: &mut Dice) -> Vec<(String, String)> {
        let mut listed = Vec::new();
        for (key, history) in self.keys.range(prefix.to_owned()..) {
            if !key.starts_with(prefix) {
                break;
            }
            let seen = self.now - dice.below(self.lag_max + 1).min(self.now);
            let value =
                history.iter().rev().find(|(since, _)| *since <= seen).and_then(|(_, value)| value.clone());
            if value != history.last().and_then(|(_, value)| value.clone()) {
                self.stale_listings += 1;
            }
            listed.extend(value.map(|value| (key.clone(), value)));
        }
        listed
    }

    /// Replaces the root if its generation is still the expected one (0: if there is none).
    pub(crate) fn commit(&mut self, expected: u32, generation: u32, body: String) -> bool {
        let fits = self.root.as_ref().map_or(0, |(generation, _)| *generation) == expected;
        if fits {
            self.root = Some((generation, body));
        }
        fits
    }
}
