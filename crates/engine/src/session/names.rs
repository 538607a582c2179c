//! What is the same in all segments, numbered once for all of them.

use activity_filter::Values;
use activity_segment::{People, Thread};
use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

/// Things by number, each once.
#[derive(Debug)]
pub(super) struct Interned<T> {
    numbers: HashMap<T, u32>,
    things: Vec<T>,
}

impl<T> Default for Interned<T> {
    fn default() -> Self {
        Self { numbers: HashMap::new(), things: Vec::new() }
    }
}

impl<T: Clone + Eq + Hash> Interned<T> {
    pub(super) fn number(&mut self, thing: &T) -> u32 {
        if let Some(number) = self.numbers.get(thing) {
            return *number;
        }
        let number = u32::try_from(self.things.len()).unwrap_or(u32::MAX);
        self.numbers.insert(thing.clone(), number);
        self.things.push(thing.clone());
        number
    }

    pub(super) fn find(&self, thing: &T) -> Option<u32> {
        self.numbers.get(thing).copied()
    }

    pub(super) fn get(&self, number: u32) -> Option<&T> {
        self.things.get(number as usize)
    }

    pub(super) fn all(&self) -> &[T] {
        &self.things
    }
}

/// Numbers of people by their account in lower case.
#[derive(Debug, Default)]
pub(super) struct PeopleIndex {
    by_account: HashMap<String, Vec<u32>>,
}

impl PeopleIndex {
    pub(super) fn of(people: &People) -> Self {
        let mut by_account: HashMap<String, Vec<u32>> = HashMap::new();
        for (number, account) in people.iter() {
            by_account.entry(activity_filter::fold(account)).or_default().push(number);
        }
        Self { by_account }
    }

    /// The numbers of people that one of the values may be the account of.
    pub(super) fn find(&self, values: &Values) -> BTreeSet<u32> {
        let named = values.names().filter_map(|name| self.by_account.get(&activity_filter::fold(name)));
        named.flatten().copied().collect()
    }
}

/// Where issues are, by id and by key in lower case: number of the segment and code.
#[derive(Debug, Default)]
pub(super) struct ThreadIndex {
    places: HashMap<String, Vec<(u32, u16)>>,
}

impl ThreadIndex {
    /// Takes in the threads of a segment.
    pub(super) fn add(&mut self, segment: u32, threads: &[Thread]) {
        for (code, thread) in (0_u16..=u16::MAX).zip(threads) {
            if thread.kind == activity_event::SubjectKind::Issue {
                for name in [&thread.id, &thread.key].into_iter().flatten() {
                    self.places.entry(activity_filter::fold(name)).or_default().push((segment, code));
                }
            }
        }
    }

    /// Forgets segments.
    pub(super) fn remove(&mut self, segments: &BTreeSet<u32>) {
        self.places.retain(|_, places| {
            places.retain(|(segment, _)| !segments.contains(segment));
            !places.is_empty()
        });
    }

    /// Where the issues are that one of these names may stand for.
    pub(super) fn find(&self, values: &Values) -> BTreeSet<(u32, u16)> {
        let named = values.names().filter_map(|name| self.places.get(&activity_filter::fold(name)));
        named.flatten().copied().collect()
    }
}
