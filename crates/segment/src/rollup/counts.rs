//! What a month or a year keeps of its records for dashboards: four rollups. See `ROLLUP.md`, "Counts".

use super::bytes::{Source, write_stream, write_varint};
use super::encode::RAW_BYTES_MAX;
use super::{ContainerId, DAY_MS, Fact, HOUR_MS, Rollup, Wanted, day_of, flawed};
use crate::{Class, Column, Flaw, Reader, SegmentError};
use activity_event::{ActorKind, Container, ContainerKind, Moment};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

const MAGIC: [u8; 4] = *b"AALC";
const VERSION: u8 = 1;

/// Stands for any action where actions are not told apart.
const ANY_ACTION: u16 = 0;

/// Counts by day. See `ROLLUP.md`, "Counts".
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// By action and kind of actor.
    actions: Rollup,
    /// By project or space, action and kind of actor.
    containers: Rollup,
    /// By person and kind of actor: a person's number stands where the id of a project would.
    people: Rollup,
    /// By hour of the day, which stands where the id of a project would.
    hours: Rollup,
    /// How projects and spaces were called on the last day that anything happened in them.
    names: BTreeMap<ContainerId, Known>,
}

/// A project or a space as it was on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Known {
    day: i32,
    container: Container,
}

impl Counts {
    /// Counts the records of a segment, by its columns alone: times, classes and containers (with the actors) must be at hand.
    pub fn of(reader: &Reader) -> Result<Self, SegmentError> {
        let times = reader.times()?;
        let classes = reader.classes()?;
        let actors = reader.actors()?;
        let containers = reader.containers(&actors.codes)?;
        let rows = times.seconds.len();
        if [classes.codes.len(), actors.codes.len(), containers.codes.len()].iter().any(|len| *len != rows) {
            return Err(reader.unequal());
        }
        let mut sums = Sums::default();
        let codes = classes.codes.iter().zip(&actors.codes).zip(&containers.codes);
        for (second, ((class, actor), container)) in times.seconds.iter().zip(codes) {
            let Some(class) = classes.list.get(usize::from(*class)) else { return Err(reader.unequal()) };
            let hour = times.base.saturating_add(i64::from(*second)).div_euclid(3_600);
            sums.add(hour, class, (*actor, *container));
        }
        sums.counts(&actors, &containers)
    }

    /// Adds what others have counted. After an error, nothing may be believed.
    pub fn merge(&mut self, other: &Self) -> Result<(), SegmentError> {
        self.actions.merge(&other.actions)?;
        self.containers.merge(&other.containers)?;
        self.people.merge(&other.people)?;
        self.hours.merge(&other.hours)?;
        for known in other.names.values() {
            learn(&mut self.names, known.day, &known.container);
        }
        Ok(())
    }

    /// Takes away what others have counted. After an error, nothing may be believed.
    pub fn subtract(&mut self, other: &Self) -> Result<(), SegmentError> {
        self.actions.subtract(&other.actions)?;
        self.containers.subtract(&other.containers)?;
        self.people.subtract(&other.people)?;
        self.hours.subtract(&other.hours)?;
        let left: BTreeSet<&ContainerId> =
            self.containers.by_container(&Wanted::default()).into_keys().flatten().collect();
        self.names.retain(|id, _| left.contains(id));
        Ok(())
    }

    /// How a project or a space is called, as far as the log knows.
    #[must_use]
    pub fn name(&self, id: &ContainerId) -> Option<&Container> {
        self.names.get(id).map(|known| &known.container)
    }

    /// What a year keeps of a month: projects, spaces and people by month, on its first day, and without actions.
    #[must_use]
    pub fn by_month(self) -> Self {
        Self {
            containers: self.containers.without_actions().with_days(first_of_month),
            people: self.people.with_days(first_of_month),
            ..self
        }
    }

    /// Number of all records.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.actions.total()
    }

    /// By day, action and kind of actor.
    #[must_use]
    pub fn actions(&self) -> &Rollup {
        &self.actions
    }

    /// By day, project or space, action and kind of actor; in a year by month, and without actions.
    #[must_use]
    pub fn containers(&self) -> &Rollup {
        &self.containers
    }

    /// How much people did in these days, by number and kind; in a year by month.
    pub fn people(&self, days: RangeInclusive<i32>) -> BTreeMap<(u32, ActorKind), u64> {
        let wanted = Wanted { days: Some(days), ..Wanted::default() };
        let mut people = BTreeMap::new();
        for cell in self.people.cells(&wanted) {
            // Only numbers are written there.
            let Some(Ok(person)) = cell.container.map(|person| person.id.parse()) else { continue };
            let sum: &mut u64 = people.entry((person, cell.kind)).or_default();
            *sum = sum.saturating_add(cell.count);
        }
        people
    }

    /// How much happened in these days, by day and hour of the day.
    pub fn hours(&self, days: RangeInclusive<i32>) -> impl Iterator<Item = (i32, usize, u64)> {
        let wanted = Wanted { days: Some(days), ..Wanted::default() };
        let cells: Vec<_> =
            self.hours.cells(&wanted).map(|cell| (cell.day, cell.container, cell.count)).collect();
        cells.into_iter().filter_map(|(day, hour, count)| Some((day, hour?.id.parse().ok()?, count)))
    }

    /// The bytes. Equal counts give equal bytes.
    pub fn encode(&self) -> Result<Vec<u8>, SegmentError> {
        let mut file = MAGIC.to_vec();
        file.push(VERSION);
        for rollup in [&self.actions, &self.containers, &self.people, &self.hours] {
            let bytes = rollup.encode()?;
            write_varint(&mut file, bytes.len() as u64);
            file.extend_from_slice(&bytes);
        }
        let names: Vec<(i32, &Container)> =
            self.names.values().map(|known| (known.day, &known.container)).collect();
        let names = serde_json::to_vec(&names).unwrap_or_default();
        if names.len() > RAW_BYTES_MAX {
            return Err(SegmentError::RollupTooLong(names.len()));
        }
        write_stream(&mut file, &names);
        Ok(file)
    }

    /// Reads what [`Counts::encode`] wrote.
    pub fn decode(file: &[u8]) -> Result<Self, SegmentError> {
        let Some(body) = file.strip_prefix(&MAGIC) else { return Err(flawed("counts", 0, Flaw::Magic)) };
        match body.first() {
            Some(&VERSION) => {}
            other => return Err(flawed("counts", MAGIC.len(), Flaw::Version(other.copied().unwrap_or(0)))),
        }
        let mut source = Source::new("counts", file, MAGIC.len().saturating_add(1));
        let mut next = || {
            let size = source.small()?;
            Rollup::decode(source.take(size)?)
        };
        let [actions, containers, people, hours] = [next()?, next()?, next()?, next()?];
        let mut allowed = RAW_BYTES_MAX;
        let listed = source.stream(&mut allowed)?;
        source.end()?;
        let listed: Vec<(i32, Container)> =
            serde_json::from_slice(&listed).map_err(|_| flawed("names", 0, Flaw::Value))?;
        let mut names = BTreeMap::new();
        for (day, container) in &listed {
            learn(&mut names, *day, container);
        }
        let counts = Self { actions, containers, people, hours, names };
        let total = counts.total();
        let others = [counts.containers.total(), counts.hours.total()];
        if others.iter().any(|other| *other != total) || counts.people.total() > total {
            return Err(flawed("counts", 0, Flaw::Sum));
        }
        Ok(counts)
    }
}

/// Sums while columns are read, by the codes of one segment.
#[derive(Debug, Default)]
struct Sums {
    /// By container, action, kind and day.
    containers: BTreeMap<(u16, u16, ActorKind, i32), u64>,
    /// By actor, kind and day.
    people: BTreeMap<(u16, ActorKind, i32), u64>,
    /// By hour since 1970.
    hours: BTreeMap<i64, u64>,
    /// The last day of each container.
    last: BTreeMap<u16, i32>,
}

impl Sums {
    fn add(&mut self, hour: i64, class: &Class, (actor, container): (u16, u16)) {
        let day = day_of(hour.saturating_mul(HOUR_MS));
        let one_more = |sum: &mut u64| *sum = sum.saturating_add(1);
        one_more(self.containers.entry((container, class.action.code(), class.actor, day)).or_default());
        if actor > 0 {
            one_more(self.people.entry((actor, class.actor, day)).or_default());
        }
        one_more(self.hours.entry(hour).or_default());
        self.last.insert(container, day);
    }

    fn counts(self, actors: &Column<u32>, containers: &Column<Container>) -> Result<Counts, SegmentError> {
        let mut counts = Counts::default();
        for ((container, action, actor_kind, day), n) in self.containers {
            let container = listed(&containers.list, container).map(|it| (it.kind, it.id.as_str()));
            let fact = Fact { occurred: start_of(day), action, actor_kind, container, person: None };
            counts.containers.add(&fact, n)?;
            counts.actions.add(&Fact { container: None, ..fact }, n)?;
        }
        let mut people: Vec<(String, ActorKind, i32, u64)> = Vec::new();
        for ((actor, kind, day), n) in self.people {
            let Some(person) = listed(&actors.list, actor) else { continue };
            people.push((person.to_string(), kind, day, n));
        }
        // In the order in which they are kept, adding is appending.
        people.sort();
        for (person, kind, day, n) in people {
            counts.people.add(&in_place_of_project(&person, kind, day), n)?;
        }
        for (hour, n) in self.hours {
            let of_day = hour.rem_euclid(24).to_string();
            let day = day_of(hour.saturating_mul(HOUR_MS));
            counts.hours.add(&in_place_of_project(&of_day, ActorKind::Unknown, day), n)?;
        }
        for (container, day) in self.last {
            if let Some(container) = listed(&containers.list, container) {
                learn(&mut counts.names, day, container);
            }
        }
        Ok(counts)
    }
}

/// Keeps how a container was called last.
fn learn(names: &mut BTreeMap<ContainerId, Known>, day: i32, container: &Container) {
    let id = ContainerId { kind: container.kind, id: container.id.clone() };
    let known = names.entry(id).or_insert_with(|| Known { day, container: container.clone() });
    if known.day < day {
        *known = Known { day, container: container.clone() };
    }
}

/// What a code of a column means whose code 0 is nothing.
fn listed<T>(list: &[T], code: u16) -> Option<&T> {
    list.get(usize::from(code.checked_sub(1)?))
}

fn in_place_of_project(id: &str, actor_kind: ActorKind, day: i32) -> Fact<'_> {
    let container = Some((ContainerKind::Project, id));
    Fact { occurred: start_of(day), action: ANY_ACTION, actor_kind, container, person: None }
}

fn start_of(day: i32) -> i64 {
    i64::from(day).saturating_mul(DAY_MS)
}

/// The first day of the month of a day. Days outside of the calendar stay what they are.
fn first_of_month(day: i32) -> i32 {
    let of_month = Moment::of(start_of(day)).and_then(|moment| i32::try_from(moment.day).ok()).unwrap_or(1);
    day.saturating_sub(of_month.saturating_sub(1))
}

#[cfg(test)]
#[path = "counts_tests.rs"]
mod tests;
