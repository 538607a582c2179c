//! Counts of a month for dashboards over years. The byte grammar is in `ROLLUP.md`.
//!
//! ```
//! use activity_event::{ActorKind, ContainerKind};
//! use activity_segment::rollup::{Fact, Rollup, Wanted};
//! let mut may = Rollup::default();
//! let fact = Fact {
//!     occurred: 1_777_593_600_000, // 2026-05-01
//!     action: 100,
//!     actor_kind: ActorKind::Person,
//!     container: Some((ContainerKind::Project, "10000")),
//!     person: Some(7),
//! };
//! may.add(&fact, 1)?;
//! let read = Rollup::decode(&may.encode()?)?;
//! assert_eq!(read.by_day(&Wanted::default()), [(20_574, 1)].into());
//! # Ok::<(), activity_segment::SegmentError>(())
//! ```

mod bytes;
mod counts;
mod decode;
mod encode;
mod query;
mod range;
mod series;
mod tags;

pub use counts::Counts;
pub use query::{Cell, Wanted};

use crate::{Flaw, SegmentError};
use activity_event::{ActorKind, ContainerKind};
use std::collections::BTreeMap;

/// A week has this many hours.
pub const HOURS: usize = 168;

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 86_400_000;

/// What a rollup wants to know of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact<'a> {
    /// When it occurred, in milliseconds since 1970, UTC.
    pub occurred: i64,
    /// Code of the action.
    pub action: u16,
    /// What kind of actor did it.
    pub actor_kind: ActorKind,
    /// Project or space, and its id.
    pub container: Option<(ContainerKind, &'a str)>,
    /// Number of the person in the site's table of people.
    pub person: Option<u32>,
}

/// A project or a space.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContainerId {
    /// Project or space.
    pub kind: ContainerKind,
    /// Its id in the product.
    pub id: String,
}

/// What is known of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person {
    /// Number of records.
    pub count: u64,
    /// When the newest of them occurred, in minutes since 1970, UTC.
    pub newest: i64,
}

/// Counts of records. See `ROLLUP.md`, "What it counts".
///
/// INVARIANT: `total` is the sum of all cells and of all hours, and people add up to no more. So if totals can be added,
/// everything can.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rollup {
    total: u64,
    /// Sorted by container, none of them without cells.
    containers: Vec<(Option<ContainerId>, Cells)>,
    hours: BTreeMap<u16, Hours>,
    people: BTreeMap<u32, Person>,
}

/// Sorted by key, none of them 0. A list is smaller than a map, and is read and merged in one go.
type Cells = Vec<(CellKey, u64)>;
type Hours = Box<[u64; HOURS]>;

/// Where a cell of a container is. The order is the order of the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct CellKey {
    action: u16,
    kind: ActorKind,
    /// In days since 1970.
    day: i32,
}

impl Rollup {
    /// Counts `n` records of which all these facts are true.
    ///
    /// Times that lie more than 2^31 days from 1970 count as the last day that has a number.
    pub fn add(&mut self, fact: &Fact<'_>, n: u64) -> Result<(), SegmentError> {
        if n == 0 {
            return Ok(());
        }
        self.total = self.total.checked_add(n).ok_or(SegmentError::TooManyCounted)?;
        let key = CellKey { action: fact.action, kind: fact.actor_kind, day: day_of(fact.occurred) };
        let cells = self.cells_of(fact.container);
        match cells.binary_search_by_key(&key, |cell| cell.0) {
            Ok(at) => cells.get_mut(at).map_or((), |cell| increase(&mut cell.1, n)),
            Err(at) => cells.insert(at, (key, n)),
        }
        let hours = self.hours.entry(fact.action).or_insert_with(no_hours);
        if let Some(hour) = hours.get_mut(hour_of_week(fact.occurred)) {
            increase(hour, n);
        }
        if let Some(person) = fact.person {
            self.add_person(person, Person { count: n, newest: fact.occurred.div_euclid(MINUTE_MS) });
        }
        Ok(())
    }

    /// Adds everything that another rollup has counted. After an error, nothing has been added.
    pub fn merge(&mut self, other: &Self) -> Result<(), SegmentError> {
        self.total = self.total.checked_add(other.total).ok_or(SegmentError::TooManyCounted)?;
        for (container, more) in &other.containers {
            let cells = self.cells_of(container.as_ref().map(|it| (it.kind, it.id.as_str())));
            merge_cells(cells, more);
        }
        for (action, more) in &other.hours {
            let hours = self.hours.entry(*action).or_insert_with(no_hours);
            hours.iter_mut().zip(more.iter()).for_each(|(hour, n)| increase(hour, *n));
        }
        for (code, person) in &other.people {
            self.add_person(*code, *person);
        }
        Ok(())
    }

    /// Takes away what another rollup has counted. After an error, nothing has been taken away.
    ///
    /// The newest time of a person who has records left stays as it is.
    pub fn subtract(&mut self, other: &Self) -> Result<(), SegmentError> {
        let mut left = self.clone();
        left.total = decreased(self.total, other.total)?;
        for (container, less) in &other.containers {
            let cells = left.cells_of(container.as_ref().map(|it| (it.kind, it.id.as_str())));
            subtract_cells(cells, less)?;
        }
        for (action, less) in &other.hours {
            let hours = left.hours.get_mut(action).ok_or(SegmentError::BelowZero)?;
            for (hour, n) in hours.iter_mut().zip(less.iter()) {
                *hour = decreased(*hour, *n)?;
            }
        }
        for (code, less) in &other.people {
            let person = left.people.get_mut(code).ok_or(SegmentError::BelowZero)?;
            person.count = decreased(person.count, less.count)?;
        }
        left.containers.retain(|(_, cells)| !cells.is_empty());
        left.hours.retain(|_, hours| hours.iter().any(|n| *n > 0));
        left.people.retain(|_, person| person.count > 0);
        *self = left;
        Ok(())
    }

    /// The same counts with other days, e.g. the first of the month for each day of it, which takes far fewer cells.
    #[must_use]
    pub fn with_days(mut self, day: impl Fn(i32) -> i32) -> Self {
        for (_, cells) in &mut self.containers {
            for (key, _) in cells.iter_mut() {
                key.day = day(key.day);
            }
            sort_cells(cells);
        }
        self
    }

    /// The same counts with all actions put together as number 0.
    #[must_use]
    pub fn without_actions(mut self) -> Self {
        for (_, cells) in &mut self.containers {
            for (key, _) in cells.iter_mut() {
                key.action = 0;
            }
            sort_cells(cells);
        }
        let mut sum = no_hours();
        for hours in self.hours.values() {
            sum.iter_mut().zip(hours.iter()).for_each(|(hour, n)| increase(hour, *n));
        }
        if self.total > 0 {
            self.hours = [(0, sum)].into();
        }
        self
    }

    /// Number of all records.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.total
    }

    fn cells_of(&mut self, container: Option<(ContainerKind, &str)>) -> &mut Cells {
        let found = self.containers.binary_search_by(|(known, _)| borrowed(known.as_ref()).cmp(&container));
        let at = found.unwrap_or_else(|at| {
            let owned = container.map(|(kind, id)| ContainerId { kind, id: id.to_owned() });
            self.containers.insert(at, (owned, Cells::new()));
            at
        });
        #[expect(clippy::indexing_slicing, reason = "found or just inserted there")]
        &mut self.containers[at].1
    }

    fn add_person(&mut self, code: u32, more: Person) {
        let person = self.people.entry(code).or_insert(Person { count: 0, newest: more.newest });
        increase(&mut person.count, more.count);
        person.newest = person.newest.max(more.newest);
    }
}

fn merge_cells(cells: &mut Cells, more: &Cells) {
    cells.extend(more);
    // Sorting finds the two sorted runs and merges them.
    sort_cells(cells);
}

/// Sorts cells, and adds up those of the same key.
fn sort_cells(cells: &mut Cells) {
    cells.sort_by_key(|cell| cell.0);
    cells.dedup_by(|more, cell| {
        let same = more.0 == cell.0;
        if same {
            increase(&mut cell.1, more.1);
        }
        same
    });
}

fn subtract_cells(cells: &mut Cells, less: &Cells) -> Result<(), SegmentError> {
    for (key, n) in less {
        let at = cells.binary_search_by_key(key, |cell| cell.0).map_err(|_| SegmentError::BelowZero)?;
        if let Some((_, count)) = cells.get_mut(at) {
            *count = decreased(*count, *n)?;
        }
    }
    cells.retain(|(_, count)| *count > 0);
    Ok(())
}

fn borrowed(container: Option<&ContainerId>) -> Option<(ContainerKind, &str)> {
    container.map(|it| (it.kind, it.id.as_str()))
}

fn flawed(part: &'static str, offset: usize, flaw: Flaw) -> SegmentError {
    SegmentError::Flawed { structure: "rollup", part, offset, flaw }
}

/// Cannot overflow, because the total did not.
fn increase(count: &mut u64, n: u64) {
    *count = count.saturating_add(n);
}

fn decreased(count: u64, n: u64) -> Result<u64, SegmentError> {
    count.checked_sub(n).ok_or(SegmentError::BelowZero)
}

fn no_hours() -> Hours {
    Box::new([0; HOURS])
}

/// The day of a time, in days since 1970.
fn day_of(occurred: i64) -> i32 {
    let day = occurred.div_euclid(DAY_MS);
    i32::try_from(day).unwrap_or(if day < 0 { i32::MIN } else { i32::MAX })
}

/// The hour of the week of a time; 0 is Monday, 00:00 to 01:00.
fn hour_of_week(occurred: i64) -> usize {
    // 1970 began on a Thursday.
    let hours = occurred.div_euclid(HOUR_MS).saturating_add(3 * 24);
    usize::try_from(hours.rem_euclid(168)).unwrap_or(0)
}

#[cfg(test)]
mod tests;
