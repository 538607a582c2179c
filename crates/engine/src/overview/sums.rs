//! What the counts of both ranges add up to.

use super::days::{Days, When, day_of};
use crate::answer::{
    ActionCount, Both, ContainerCount, FamilyCount, KindCount, OverviewAnswer, PersonCount, ReadCost,
};
use activity_event::{Action, ActorKind, Container, Event};
use activity_segment::rollup::{Cell, ContainerId, Counts, HOURS, Wanted};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// Families of actions that change who may do what.
const PERMISSIONS: [&str; 5] = ["permission", "permission-scheme", "security-scheme", "role", "group"];
const HOUR_MS: i64 = 3_600_000;

/// Who did something: a number of the table of people, or an account that has none yet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    Number(u32),
    Account(String),
}

/// What the counts of both ranges add up to.
#[derive(Debug)]
pub(super) struct Sums {
    days: Days,
    by_day: [Vec<u64>; 2],
    actions: BTreeMap<u16, Both>,
    families: BTreeMap<&'static str, Vec<u64>>,
    kinds: BTreeMap<ActorKind, Both>,
    hours: Vec<u64>,
    containers: BTreeMap<Option<ContainerId>, Both>,
    names: BTreeMap<ContainerId, Container>,
    people: BTreeMap<Who, Both>,
}

impl Both {
    fn add(&mut self, when: When, count: u64) {
        let sum = match when {
            When::Now => &mut self.now,
            When::Before => &mut self.before,
        };
        *sum = sum.saturating_add(count);
    }

    fn plus(self, other: Self) -> Self {
        Self { now: self.now.saturating_add(other.now), before: self.before.saturating_add(other.before) }
    }

    fn one_each(self) -> Self {
        Self { now: self.now.min(1), before: self.before.min(1) }
    }
}

impl Sums {
    pub(super) fn new(days: Days) -> Self {
        Self {
            days,
            by_day: [vec![0; days.length()], vec![0; days.length()]],
            actions: BTreeMap::new(),
            families: BTreeMap::new(),
            kinds: BTreeMap::new(),
            hours: vec![0; HOURS],
            containers: BTreeMap::new(),
            names: BTreeMap::new(),
            people: BTreeMap::new(),
        }
    }

    /// Adds what was counted on the days of both ranges.
    pub(super) fn add(&mut self, counts: &Counts) {
        for (when, days) in self.days.both() {
            self.add_days(counts, when, days);
        }
    }

    /// Adds what was counted on these days, all of which are of one range.
    pub(super) fn add_days(&mut self, counts: &Counts, when: When, days: RangeInclusive<i32>) {
        let wanted = Wanted { days: Some(days.clone()), ..Wanted::default() };
        for cell in counts.actions().cells(&wanted) {
            self.add_cell(when, &cell);
        }
        for (container, count) in counts.containers().by_container(&wanted) {
            self.containers.entry(container.cloned()).or_default().add(when, count);
            if let Some((id, known)) = container.and_then(|id| Some((id, counts.name(id)?))) {
                self.names.insert(id.clone(), known.clone());
            }
        }
        for ((person, kind), count) in counts.people(days.clone()) {
            self.add_person(when, Who::Number(person), kind, count);
        }
        if when == When::Now {
            counts.hours(days).for_each(|(day, hour, count)| self.add_hour(day, hour, count));
        }
    }

    /// Adds a record that is not packed yet. `who` is the one who did it.
    pub(super) fn add_event(&mut self, event: &Event, who: Option<Who>) {
        let day = day_of(event.occurred);
        let Some((when, _)) = self.days.place(day) else { return };
        let (action, kind) = (event.action.code(), event.actor.kind);
        self.add_cell(when, &Cell { day, action, kind, container: None, count: 1 });
        let id = event.container.as_ref().map(|it| ContainerId { kind: it.kind, id: it.id.clone() });
        self.containers.entry(id.clone()).or_default().add(when, 1);
        if let Some((id, container)) = id.zip(event.container.clone()) {
            self.names.insert(id, container);
        }
        if let Some(who) = who {
            self.add_person(when, who, kind, 1);
        }
        if when == When::Now {
            let hour = event.occurred.div_euclid(HOUR_MS).rem_euclid(24);
            self.add_hour(day, usize::try_from(hour).unwrap_or(0), 1);
        }
    }

    fn add_cell(&mut self, when: When, cell: &Cell<'_>) {
        let Some((_, at)) = self.days.place(cell.day) else { return };
        let [now, before] = &mut self.by_day;
        let of_days = if when == When::Now { now } else { before };
        increase(of_days, at, cell.count);
        self.actions.entry(cell.action).or_default().add(when, cell.count);
        self.kinds.entry(cell.kind).or_default().add(when, cell.count);
        if when == When::Now {
            let length = self.days.length();
            let days = self.families.entry(family(cell.action)).or_insert_with(|| vec![0; length]);
            increase(days, at, cell.count);
        }
    }

    fn add_hour(&mut self, day: i32, hour: usize, count: u64) {
        // 1970 began on a Thursday.
        let weekday = usize::try_from(day.saturating_add(3).rem_euclid(7)).unwrap_or(0);
        increase(&mut self.hours, weekday.saturating_mul(24).saturating_add(hour), count);
    }

    fn add_person(&mut self, when: When, who: Who, kind: ActorKind, count: u64) {
        if matches!(kind, ActorKind::Person | ActorKind::Customer) {
            self.people.entry(who).or_default().add(when, count);
        }
    }

    /// The people with most records, as many as are wanted.
    pub(super) fn top_people(&self, top: usize) -> Vec<(&Who, Both)> {
        top_of(self.people.iter().map(|(who, count)| (who, *count)), top)
    }

    /// The answer. `account` knows who a number is.
    pub(super) fn answer(self, top: usize, account: impl Fn(u32) -> Option<String>) -> OverviewAnswer {
        let of = |wanted: &dyn Fn(Action) -> bool| {
            let actions = self.actions.iter();
            let wanted = actions.filter(|(code, _)| Action::from_code(**code).is_ok_and(wanted));
            wanted.fold(Both::default(), |sum, (_, count)| sum.plus(*count))
        };
        let mut families: BTreeMap<&str, Both> = BTreeMap::new();
        for (code, count) in &self.actions {
            let sum = families.entry(family(*code)).or_default();
            *sum = sum.plus(*count);
        }
        let families = top_of(families, usize::MAX).into_iter().map(|(family, count)| FamilyCount {
            family: family.to_owned(),
            count,
            days: self.families.get(family).cloned().unwrap_or_else(|| vec![0; self.days.length()]),
        });
        let people = self.top_people(top).into_iter().map(|(who, count)| PersonCount {
            account: match who {
                Who::Number(number) => account(*number).unwrap_or_else(|| format!("unknown-{number}")),
                Who::Account(account) => account.clone(),
            },
            count,
        });
        let known: BTreeSet<&ContainerId> = self.containers.keys().flatten().collect();
        let containers = known.into_iter().map(|id| (id, self.container(id)));
        let containers = top_of(containers, top).into_iter().map(|(id, count)| {
            let known = self.names.get(id);
            let (key, name) = known.map_or((None, None), |known| (known.key.clone(), known.name.clone()));
            ContainerCount { kind: id.kind, id: id.id.clone(), key, name, count }
        });
        let sum = |counts: &mut dyn Iterator<Item = Both>| counts.fold(Both::default(), Both::plus);
        let name = |code: u16| Action::from_code(code).map_or("payload.unreadable", Action::name);
        let actions = top_of(self.actions.iter().map(|(code, count)| (*code, *count)), usize::MAX);
        let kinds = top_of(self.kinds.iter().map(|(kind, count)| (*kind, *count)), usize::MAX);
        let [days, days_before] = self.by_day.clone();
        OverviewAnswer {
            from: super::days::start_of(self.days.from),
            to: super::days::start_of(self.days.to),
            before: super::days::start_of(self.days.before),
            count: sum(&mut self.actions.values().copied()),
            deletions: of(&|action| matches!(action.verb(), "deleted" | "trashed")),
            permissions: of(&|action| {
                PERMISSIONS.contains(&action.family()) || action.verb() == "permissions-updated"
            }),
            days,
            days_before,
            families: families.collect(),
            actions: actions
                .into_iter()
                .map(|(code, count)| ActionCount { action: name(code).to_owned(), count })
                .collect(),
            kinds: kinds.into_iter().map(|(kind, count)| KindCount { kind, count }).collect(),
            hours: self.hours.clone(),
            containers: containers.collect(),
            containers_all: sum(&mut self
                .containers
                .iter()
                .filter(|(id, _)| id.is_some())
                .map(|(_, count)| count.one_each())),
            elsewhere: self.containers.get(&None).copied().unwrap_or_default(),
            people: people.collect(),
            people_all: sum(&mut self.people.values().map(|count| count.one_each())),
            oldest: None,
            waiting: 0,
            problems: vec![],
            read: ReadCost::default(),
        }
    }

    fn container(&self, id: &ContainerId) -> Both {
        self.containers.get(&Some(id.clone())).copied().unwrap_or_default()
    }
}

/// The family of an action, by its code.
fn family(code: u16) -> &'static str {
    Action::from_code(code).map_or("payload", Action::family)
}

/// Most first; of equals, what was more before.
fn top_of<T: Ord>(counts: impl IntoIterator<Item = (T, Both)>, top: usize) -> Vec<(T, Both)> {
    let mut counts: Vec<(T, Both)> = counts.into_iter().collect();
    counts.sort_by(|(a, x), (b, y)| (Reverse((x.now, x.before)), a).cmp(&(Reverse((y.now, y.before)), b)));
    counts.truncate(top);
    counts
}

fn increase(sums: &mut [u64], at: usize, count: u64) {
    if let Some(sum) = sums.get_mut(at) {
        *sum = sum.saturating_add(count);
    }
}
