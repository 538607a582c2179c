//! How many records there are of each value of a field.

use super::Session;
use super::ask::{Lacks, Urgency};
use super::deep::Looked;
use super::loaded::Loaded;
use super::names::Interned;
use super::value;
use crate::{Group, GroupField, Shown};
use activity_event::{Action, ActorKind, Event, Product, Provenance};
use activity_segment::{Class, Column};
use std::collections::HashMap;
use std::rc::Rc;

/// Stands for no value.
pub(super) const NONE: u32 = u32::MAX;

/// A field in one segment.
pub(super) enum View<'a> {
    /// A column; and the number of the value that each code stands for.
    Codes(&'a [u16], Vec<u32>),
    /// No column has it.
    Deep,
}

/// A value, as a number where all records of the session that have it give it the same one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Value {
    Number(u32),
    Name(String),
}

impl Session {
    /// The value that a number stands for.
    pub(super) fn value_of(&self, field: GroupField, number: u32) -> Option<String> {
        let at = number as usize;
        match field {
            GroupField::Actor => self.people.account(number).map(str::to_owned),
            GroupField::Container => self.shared.containers.get(number).map(|one| one.id.clone()),
            GroupField::Thread => self.shared.threads.get(number).map(|name| (**name).to_owned()),
            GroupField::Action => {
                let action = Action::from_code(u16::try_from(number).ok()?).ok()?;
                Some(action.name().to_owned())
            }
            GroupField::ActorKind => ActorKind::ALL.get(at).map(|one| one.name().to_owned()),
            GroupField::Product => Product::ALL.get(at).map(|one| one.name().to_owned()),
            GroupField::Provenance => Provenance::ALL.get(at).map(|one| one.name().to_owned()),
            GroupField::ChangedField
            | GroupField::Status
            | GroupField::Transition
            | GroupField::IssueType => self.depths.borrow().names.get(number).map(|name| (**name).to_owned()),
        }
    }

    /// A value by its number, where segments have numbered it.
    pub(super) fn numbered(&self, field: GroupField, name: String) -> Value {
        let known = |names: &Interned<Rc<str>>| names.find(&Rc::from(name.as_str()));
        let number = match field {
            GroupField::Actor => self.people.number(&name),
            GroupField::Thread => known(&self.shared.threads),
            GroupField::ChangedField
            | GroupField::Status
            | GroupField::Transition
            | GroupField::IssueType => known(&self.depths.borrow().names),
            _ => None,
        };
        number.map_or(Value::Name(name), Value::Number)
    }
}

/// A field in a segment; none when its column is not there.
pub(super) fn view(field: GroupField, segment: &Loaded) -> Option<View<'_>> {
    let columns = &segment.columns;
    let of_class = |number: &dyn Fn(&Class) -> Option<usize>| {
        let classes = columns.classes.as_ref()?;
        let numbers = classes.list.iter().map(|class| small(number(class)));
        Some(View::Codes(&classes.codes, numbers.collect()))
    };
    match field {
        GroupField::Actor => {
            let actors = columns.actors.as_ref();
            behind_none(actors, actors.map(|column| column.list.clone()).unwrap_or_default())
        }
        GroupField::Container => behind_none(columns.containers.as_ref(), segment.containers.clone()),
        GroupField::Thread => {
            let threads = columns.threads.as_ref()?;
            let numbers = segment.threads.iter().map(|number| number.unwrap_or(NONE));
            Some(View::Codes(&threads.codes, numbers.collect()))
        }
        GroupField::Action => of_class(&|class| Some(usize::from(class.action.code()))),
        GroupField::ActorKind => of_class(&|class| place(ActorKind::ALL, &class.actor)),
        GroupField::Product => of_class(&|class| place(Product::ALL, &class.product)),
        GroupField::Provenance => of_class(&|class| place(Provenance::ALL, &class.provenance)),
        GroupField::ChangedField | GroupField::Status | GroupField::Transition | GroupField::IssueType => {
            Some(View::Deep)
        }
    }
}

/// A column of which code 0 is no value.
fn behind_none<T>(column: Option<&Column<T>>, numbers: Vec<u32>) -> Option<View<'_>> {
    Some(View::Codes(&column?.codes, std::iter::once(NONE).chain(numbers).collect()))
}

/// Whether several numbers of a field may stand for the same value.
fn is_ambiguous(field: GroupField) -> bool {
    matches!(
        field,
        GroupField::Container
            | GroupField::Action
            | GroupField::ActorKind
            | GroupField::Product
            | GroupField::Provenance
    )
}

fn small(number: Option<usize>) -> u32 {
    number.and_then(|number| u32::try_from(number).ok()).unwrap_or(NONE)
}

fn place<T: PartialEq>(all: &[T], one: &T) -> Option<usize> {
    all.iter().position(|other| other == one)
}

/// What was counted of a value.
#[derive(Debug, Clone, Copy, Default)]
struct Counted {
    count: u64,
    /// Second of the last record.
    last: i64,
    /// Segment and row of that; none when it is in no segment.
    place: Option<(u32, u32)>,
}

impl Counted {
    /// Tells whether the other one is the later one.
    fn add(&mut self, other: Self) -> bool {
        let is_later = self.count == 0 || other.last >= self.last;
        let count = self.count.saturating_add(other.count);
        *self = Self { count, ..if is_later { other } else { *self } };
        is_later
    }
}

/// What records that are in no segment call a value.
#[derive(Debug, Clone, Default)]
struct Called {
    name: Option<String>,
    /// The key of a project or space.
    key: Option<String>,
}

/// Counts records by the values of a field.
#[derive(Debug)]
pub(super) struct GroupTally {
    by: GroupField,
    limit: usize,
    /// Of values that segments have numbered, by number.
    numbered: Vec<Counted>,
    others: HashMap<String, Counted>,
    called: HashMap<Value, Called>,
    looked: Looked,
}

impl Called {
    /// What a later record says goes before.
    fn add(&mut self, later: Self) {
        self.name = later.name.or(self.name.take());
        self.key = later.key.or(self.key.take());
    }
}

impl GroupTally {
    pub(super) fn new(by: GroupField, limit: usize) -> Self {
        let (numbered, others, called) = (Vec::new(), HashMap::new(), HashMap::new());
        Self { by, limit, numbered, others, called, looked: Looked::default() }
    }

    /// Tells whether this is later than what was counted of the value before.
    fn add(&mut self, number: u32, counted: Counted) -> bool {
        let at = number as usize;
        if self.numbered.len() <= at {
            self.numbered.resize(at.saturating_add(1), Counted::default());
        }
        self.numbered.get_mut(at).is_some_and(|slot| slot.add(counted))
    }

    /// Counts rows of a segment, which rise.
    #[inline(never)]
    pub(super) fn rows(&mut self, session: &Session, segment: &Loaded, rows: &[u32], lacks: &mut Lacks) {
        let counted = |count, row| {
            let last = segment.columns.second(row as usize);
            Counted { count, last, place: Some((segment.number, row)) }
        };
        match view(self.by, segment) {
            None => {}
            Some(View::Codes(codes, numbers)) => {
                let mut by_code = vec![(0_u32, 0_u32); numbers.len()];
                for row in rows {
                    let code = codes.get(*row as usize);
                    if let Some(counted) = code.and_then(|code| by_code.get_mut(usize::from(*code))) {
                        *counted = (counted.0.wrapping_add(1), *row);
                    }
                }
                for (number, (count, row)) in numbers.into_iter().zip(by_code) {
                    if count > 0 && number != NONE {
                        self.add(number, counted(u64::from(count), row));
                    }
                }
            }
            Some(View::Deep) if !self.looked.admits(rows.len()) => {}
            Some(View::Deep) => {
                session.each_deep(self.by, segment, rows, lacks, &mut |row, number| {
                    self.add(number, counted(1, row));
                });
            }
        }
    }

    /// Counts a record that is in no segment.
    pub(super) fn event(&mut self, session: &Session, event: &Event) {
        for value in value::of(self.by, event) {
            let name = match self.by {
                GroupField::Thread => value::title(event),
                GroupField::Container => event.container.as_ref().and_then(name_of),
                GroupField::ChangedField => value::own_field(event, &value).map(str::to_owned),
                _ => None,
            };
            let container = event.container.as_ref().filter(|_| self.by == GroupField::Container);
            let key = container.and_then(|container| container.key.clone());
            let counted = Counted { count: 1, last: event.occurred.div_euclid(1_000), place: None };
            let value = session.numbered(self.by, value);
            let is_later = match &value {
                Value::Number(number) => self.add(*number, counted),
                Value::Name(name) => self.others.entry(name.clone()).or_default().add(counted),
            };
            if is_later {
                self.called.entry(value).or_default().add(Called { name, key });
            }
        }
    }

    #[inline(never)]
    pub(super) fn finish(mut self, session: &Session, lacks: &mut Lacks) -> Shown {
        let (by, limit, of) = (self.by, self.limit, self.looked.of());
        if is_ambiguous(by) {
            self.name(session);
        }
        let numbered = (0_u32..).zip(&self.numbered).filter(|(_, one)| one.count > 0);
        let numbered = numbered.map(|(number, one)| (Value::Number(number), *one));
        let others = self.others.iter().map(|(name, one)| (Value::Name(name.clone()), *one));
        let mut counted: Vec<(Value, Counted)> = numbered.chain(others).collect();
        let distinct = counted.len();
        // Values of the same count as the last one are named too: they are shown by name.
        counted.sort_unstable_by_key(|(_, counted)| std::cmp::Reverse(counted.count));
        let fewest = limit.checked_sub(1).and_then(|last| counted.get(last)).map_or(0, |(_, one)| one.count);
        counted.retain(|(_, one)| limit > 0 && one.count >= fewest);
        let mut groups: Vec<(Group, Counted)> = counted
            .into_iter()
            .filter_map(|(value, one)| {
                let Called { mut name, key } = self.called.remove(&value).unwrap_or_default();
                let value = match value {
                    Value::Number(number) => {
                        if by == GroupField::ChangedField {
                            name = session.depths.borrow().own_name(number).or(name);
                        }
                        session.value_of(by, number)?
                    }
                    Value::Name(name) => name,
                };
                let last = one.last.saturating_mul(1_000);
                Some((Group { value, count: one.count, last, name, key }, one))
            })
            .collect();
        groups.sort_by(|(a, _), (b, _)| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
        groups.truncate(limit);
        let named = groups.into_iter().map(|(group, one)| Group {
            name: group.name.or_else(|| title(session, by, &one, lacks)),
            ..group
        });
        Shown::Groups { distinct, groups: named.collect(), of }
    }

    /// Puts numbers of one value together, under its name.
    fn name(&mut self, session: &Session) {
        for (number, one) in (0_u32..).zip(std::mem::take(&mut self.numbered)) {
            let Some(name) = session.value_of(self.by, number).filter(|_| one.count > 0) else { continue };
            let is_later = self.others.entry(name.clone()).or_default().add(one);
            let container =
                session.shared.containers.get(number).filter(|_| self.by == GroupField::Container);
            if is_later && let Some(container) = container {
                let called = Called { name: name_of(container), key: container.key.clone() };
                self.called.entry(Value::Name(name)).or_default().add(called);
            }
        }
    }
}

/// Name of a project or space, or else its key.
fn name_of(container: &activity_event::Container) -> Option<String> {
    container.name.clone().or_else(|| container.key.clone())
}

/// What the thread is called, by its last record.
fn title(session: &Session, by: GroupField, one: &Counted, lacks: &mut Lacks) -> Option<String> {
    let (number, row) = one.place.filter(|_| by == GroupField::Thread)?;
    let row = row as usize;
    let segment = session.segments().find(|segment| segment.number == number)?;
    let found = session.home(segment, row).and_then(|home| {
        let Some((group, place)) = home else { return Ok(None) };
        let events = session.group(segment, group, true)?;
        Ok(events.get(usize::from(place)).and_then(value::title))
    });
    lacks.take(Urgency::Titles, segment, found).flatten()
}

impl Session {
    /// The numbers of what no column has, for each of these rows.
    pub(super) fn each_deep(
        &self,
        field: GroupField,
        segment: &Loaded,
        rows: &[u32],
        lacks: &mut Lacks,
        see: &mut dyn FnMut(u32, u32),
    ) {
        let mut deeps = HashMap::new();
        for row in rows {
            let Some(Some((group, place))) =
                lacks.take(Urgency::Depths, segment, self.home(segment, *row as usize))
            else {
                return;
            };
            let deep = deeps
                .entry(group)
                .or_insert_with(|| lacks.take(Urgency::Depths, segment, self.deep(segment, group)));
            if let Some(deep) = deep {
                deep.numbers(field, place).iter().for_each(|number| see(*row, *number));
            }
        }
    }
}
