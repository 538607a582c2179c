//! What is the same in all segments, numbered once for all of them.

use activity_filter::Values;
use activity_segment::index::Mark;
use activity_segment::{People, Threads};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;
use std::rc::Rc;

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

impl Interned<Rc<str>> {
    /// The number of a text, which is only kept when it is new.
    pub(super) fn number_of(&mut self, text: &str) -> u32 {
        self.numbers.get(text).copied().unwrap_or_else(|| self.number(&Rc::from(text)))
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

    /// The numbers of an account in lower case.
    pub(super) fn numbers_of(&self, folded: &str) -> Vec<u32> {
        self.by_account.get(folded).cloned().unwrap_or_default()
    }

    /// The numbers of people that one of the values may be the account of.
    pub(super) fn find(&self, values: &Values) -> BTreeSet<u32> {
        let named = values.names().filter_map(|name| self.by_account.get(&activity_filter::fold(name)));
        named.flatten().copied().collect()
    }
}

/// Where issues are, by a hash of id and of key in lower case: for each segment, hash and code. What has the same hash is found too.
#[derive(Debug, Default)]
pub(super) struct ThreadIndex {
    segments: BTreeMap<u32, Vec<(u32, u16)>>,
}

impl ThreadIndex {
    /// Takes in the threads of a segment.
    pub(super) fn add(&mut self, segment: u32, threads: &Threads) {
        let mut places = Vec::new();
        for (code, thread) in (0_u16..=u16::MAX).zip(threads.iter()) {
            if thread.kind == activity_event::SubjectKind::Issue {
                places.extend([thread.id, thread.key].into_iter().flatten().map(|name| (hash(name), code)));
            }
        }
        places.sort_unstable();
        places.shrink_to_fit();
        self.segments.insert(segment, places);
    }

    /// Forgets segments.
    pub(super) fn remove(&mut self, segments: &BTreeSet<u32>) {
        self.segments.retain(|segment, _| !segments.contains(segment));
    }

    /// Where the issues may be that one of these names stands for.
    pub(super) fn find(&self, values: &Values) -> BTreeSet<(u32, u16)> {
        let mut found = BTreeSet::new();
        for wanted in values.names().map(hash) {
            for (segment, places) in &self.segments {
                let start = places.partition_point(|(hash, _)| *hash < wanted);
                let same = places.iter().skip(start).take_while(|(hash, _)| *hash == wanted);
                found.extend(same.map(|(_, code)| (*segment, *code)));
            }
        }
        found
    }
}

fn hash(name: &str) -> u32 {
    let hash = Mark::Name(&activity_filter::fold(name)).hash();
    u32::try_from(hash >> 32).unwrap_or_default()
}
