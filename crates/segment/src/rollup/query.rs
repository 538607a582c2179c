//! Questions that a dashboard asks.

use super::{ContainerId, HOURS, Person, Rollup, increase};
use activity_event::ActorKind;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// Which cells shall be counted. What is none is not asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    /// Days, as days since 1970, UTC.
    pub days: Option<RangeInclusive<i32>>,
    /// Codes of actions.
    pub actions: Option<BTreeSet<u16>>,
    /// Containers; none stands for records without one.
    pub containers: Option<BTreeSet<Option<ContainerId>>>,
    /// Kinds of actors.
    pub kinds: Option<BTreeSet<ActorKind>>,
}

/// A count and what it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell<'a> {
    /// In days since 1970, UTC.
    pub day: i32,
    /// Code of the action.
    pub action: u16,
    /// Kind of the actor.
    pub kind: ActorKind,
    /// Project or space.
    pub container: Option<&'a ContainerId>,
    /// Number of records, at least 1.
    pub count: u64,
}

impl Rollup {
    /// The wanted cells, ascending by container, action, kind of actor and day.
    pub fn cells(&self, wanted: &Wanted) -> impl Iterator<Item = Cell<'_>> {
        self.by_wanted_container(wanted).flat_map(|(_, cells)| cells)
    }

    /// The wanted containers, each with its wanted cells.
    fn by_wanted_container<'a>(
        &'a self,
        wanted: &Wanted,
    ) -> impl Iterator<Item = (Option<&'a ContainerId>, impl Iterator<Item = Cell<'a>>)> {
        let containers =
            self.containers.iter().filter(|(container, _)| is_wanted(wanted.containers.as_ref(), container));
        containers.map(move |(container, cells)| {
            let container = container.as_ref();
            let fitting = cells.iter().filter_map(move |(key, count)| {
                let fits = wanted.days.as_ref().is_none_or(|days| days.contains(&key.day))
                    && is_wanted(wanted.actions.as_ref(), &key.action)
                    && is_wanted(wanted.kinds.as_ref(), &key.kind);
                let (day, action, kind) = (key.day, key.action, key.kind);
                fits.then_some(Cell { day, action, kind, container, count: *count })
            });
            (container, fitting)
        })
    }

    /// Sums of the wanted cells, by what `key` says of them.
    pub fn sums<'a, K: Ord>(&'a self, wanted: &Wanted, key: impl Fn(&Cell<'a>) -> K) -> BTreeMap<K, u64> {
        let mut sums = BTreeMap::new();
        for cell in self.cells(wanted) {
            increase(sums.entry(key(&cell)).or_default(), cell.count);
        }
        sums
    }

    /// Sums by day. Days without records are left out.
    pub fn by_day(&self, wanted: &Wanted) -> BTreeMap<i32, u64> {
        self.sums(wanted, |cell| cell.day)
    }

    /// Sums by action.
    pub fn by_action(&self, wanted: &Wanted) -> BTreeMap<u16, u64> {
        self.sums(wanted, |cell| cell.action)
    }

    /// Sums by container.
    pub fn by_container(&self, wanted: &Wanted) -> BTreeMap<Option<&ContainerId>, u64> {
        let sums = self
            .by_wanted_container(wanted)
            .map(|(container, cells)| (container, cells.map(|cell| cell.count).sum::<u64>()));
        sums.filter(|(_, sum)| *sum > 0).collect()
    }

    /// Sums by kind of actor.
    pub fn by_kind(&self, wanted: &Wanted) -> BTreeMap<ActorKind, u64> {
        self.sums(wanted, |cell| cell.kind)
    }

    /// Sums by hour of the week, from Monday 00:00 UTC, of these actions or of all.
    ///
    /// Hours are not kept by day, container or kind of actor.
    pub fn by_hour(&self, actions: Option<&BTreeSet<u16>>) -> [u64; HOURS] {
        let mut sums = [0; HOURS];
        for (_, hours) in self.hours.iter().filter(|(action, _)| is_wanted(actions, action)) {
            sums.iter_mut().zip(hours.iter()).for_each(|(sum, count)| increase(sum, *count));
        }
        sums
    }

    /// Everybody who has records, by number.
    pub fn people(&self) -> impl ExactSizeIterator<Item = (u32, Person)> {
        self.people.iter().map(|(code, person)| (*code, *person))
    }

    /// What is known of a person; none when there are no records.
    pub fn person(&self, code: u32) -> Option<Person> {
        self.people.get(&code).copied()
    }

    /// The `n` people with most records, most first; of equals, the lower number first.
    pub fn top_people(&self, n: usize) -> Vec<(u32, Person)> {
        let mut people: Vec<(u32, Person)> = self.people().collect();
        people.sort_by_key(|(code, person)| (Reverse(person.count), *code));
        people.truncate(n);
        people
    }
}

fn is_wanted<T: Ord>(set: Option<&BTreeSet<T>>, value: &T) -> bool {
    set.is_none_or(|set| set.contains(value))
}
