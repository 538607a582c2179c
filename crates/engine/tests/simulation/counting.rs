//! What the counts of months and years must say: what the records say, counted one by one.

use crate::shapes::Unpacked;
use crate::store::Store;
use activity_engine::{Manifest, Month, People, Rolled, Year, read_counts};
use activity_event::{ActorKind, ContainerKind, Event};
use activity_segment::rollup::{Counts, Wanted};
use chrono::{DateTime, Datelike};
use std::collections::BTreeMap;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// Counts that were looked at.
#[derive(Debug, Default)]
pub(crate) struct Counted {
    pub(crate) months: usize,
    pub(crate) years: usize,
    /// Segments that counts leave out.
    pub(crate) without: usize,
    /// What the months say.
    plain: BTreeMap<String, Plain>,
}

/// The project or space of a record, by kind and id.
type Place = Option<(ContainerKind, String)>;

/// Counts, plainly.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Plain {
    actions: BTreeMap<(i32, u16, ActorKind), u64>,
    containers: BTreeMap<(i32, Place, u16, ActorKind), u64>,
    people: BTreeMap<(i32, String, ActorKind), u64>,
    hours: BTreeMap<(i32, usize), u64>,
}

impl Plain {
    pub(crate) fn add(&mut self, event: &Event) {
        let day = i32::try_from(event.occurred.div_euclid(DAY)).unwrap();
        let (action, kind) = (event.action.code(), event.actor.kind);
        let container = event.container.as_ref().map(|it| (it.kind, it.id.clone()));
        *self.actions.entry((day, action, kind)).or_default() += 1;
        *self.containers.entry((day, container, action, kind)).or_default() += 1;
        if let Some(account) = &event.actor.account_id {
            *self.people.entry((day, account.clone(), kind)).or_default() += 1;
        }
        let hour = usize::try_from(event.occurred.div_euclid(HOUR).rem_euclid(24)).unwrap();
        *self.hours.entry((day, hour)).or_default() += 1;
    }

    fn of(counts: &Counts, people: &People) -> Self {
        let mut plain = Self::default();
        for cell in counts.actions().cells(&Wanted::default()) {
            assert_eq!(cell.container, None);
            plain.actions.insert((cell.day, cell.action, cell.kind), cell.count);
        }
        for cell in counts.containers().cells(&Wanted::default()) {
            let container = cell.container.map(|it| (it.kind, it.id.clone()));
            plain.containers.insert((cell.day, container, cell.action, cell.kind), cell.count);
        }
        let days: std::collections::BTreeSet<i32> = plain.containers.keys().map(|key| key.0).collect();
        for day in days {
            for ((person, kind), count) in counts.people(day..=day) {
                let account = people.account(person).unwrap().to_owned();
                plain.people.insert((day, account, kind), count);
            }
        }
        plain.hours = counts.hours(i32::MIN..=i32::MAX).map(|(day, hour, n)| ((day, hour), n)).collect();
        plain
    }

    /// Adds a month as a year keeps it.
    fn add_month(&mut self, month: &Self) {
        let first = |day: &i32| {
            let date = DateTime::from_timestamp_millis(i64::from(*day) * DAY).unwrap();
            day - i32::try_from(date.day0()).unwrap()
        };
        self.actions.extend(month.actions.clone());
        self.hours.extend(month.hours.clone());
        for ((day, container, _, kind), n) in &month.containers {
            *self.containers.entry((first(day), container.clone(), 0, *kind)).or_default() += n;
        }
        for ((day, account, kind), n) in &month.people {
            *self.people.entry((first(day), account.clone(), *kind)).or_default() += n;
        }
    }
}

impl Counted {
    /// INVARIANT: a month's counts are those of its segments, but for the ones that are said to be left out.
    pub(crate) fn check_month(
        &mut self,
        month: &Month,
        manifest: &Manifest,
        store: &Store,
        people: &People,
        unpacked: &Unpacked,
    ) {
        let (counted, left): (Vec<_>, Vec<_>) =
            manifest.segments.iter().partition(|row| manifest.counts(&row.name));
        assert_eq!(month.rollup, manifest.counted.as_ref().map(|counted| counted.rollup.clone()));
        assert_eq!(month.uncounted as usize, left.len());
        self.without += left.len();
        let Some(rolled) = &month.rollup else { return };
        let mut plain = Plain::default();
        counted.iter().flat_map(|row| &unpacked[&row.name]).for_each(|event| plain.add(event));
        assert_eq!(Plain::of(&read(rolled, store), people), plain, "counts of {}", month.month);
        self.plain.insert(month.month.clone(), plain);
        self.months += 1;
    }

    /// INVARIANT: a year's counts are the sum of those of its months.
    pub(crate) fn check_year(&mut self, year: &Year, store: &Store, people: &People) {
        let mut plain = Plain::default();
        self.plain.iter().filter(|(month, _)| year.has(month)).for_each(|(_, of)| plain.add_month(of));
        let months = self.plain.keys().filter(|month| year.has(month)).count();
        assert_eq!(months, year.months.count_ones() as usize, "{year:?} counts a month that is not counted");
        assert_eq!(Plain::of(&read(&year.rollup, store), people), plain, "counts of {}", year.year);
        self.years += 1;
    }
}

fn read(rolled: &Rolled, store: &Store) -> Counts {
    let values =
        rolled.keys().into_iter().map(|key| (key.clone(), store.get(&key).map(|value| value.to_string())));
    read_counts(rolled, &values.collect()).unwrap()
}
