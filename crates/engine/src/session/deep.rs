//! What no column has but many want counted: status, type of issue, transition, changed fields. Read from groups of records when it
//! is first needed, and kept as numbers.

use super::Session;
use super::loaded::{Lack, Loaded};
use super::names::Interned;
use super::value;
use crate::GroupField;
use activity_event::Event;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// Stands for no value.
const NONE: u32 = u32::MAX;

/// Records have to be fetched for these values: of more matches than this, the first ones are looked at.
const ROWS_MAX: u64 = 200_000;

/// How many of the matches were looked at.
#[derive(Debug, Default)]
pub(super) struct Looked {
    rows: u64,
    is_cut: bool,
}

impl Looked {
    /// Whether so many more are looked at.
    pub(super) fn admits(&mut self, rows: usize) -> bool {
        if self.rows >= ROWS_MAX {
            self.is_cut = true;
            return false;
        }
        self.rows = self.rows.saturating_add(rows as u64);
        true
    }

    /// How many were looked at, when that is not all.
    pub(super) fn of(&self) -> Option<u64> {
        self.is_cut.then_some(self.rows)
    }
}

/// The values of the groups that were looked at, by segment and group.
#[derive(Debug, Default)]
pub(super) struct Depths {
    pub(super) names: Interned<Rc<str>>,
    /// What the site itself calls a changed field, by the field's number.
    own: HashMap<u32, Rc<str>>,
    groups: HashMap<(u32, u16), Rc<Deep>>,
}

impl Depths {
    pub(super) fn remove(&mut self, segments: &BTreeSet<u32>) {
        self.groups.retain(|(segment, _), _| !segments.contains(segment));
    }

    /// The name that the site gave to a changed field; none of Jira's own fields.
    pub(super) fn own_name(&self, field: u32) -> Option<String> {
        self.own.get(&field).map(|name| (**name).to_owned())
    }

    fn number(&mut self, name: Option<String>) -> u32 {
        name.map_or(NONE, |name| self.names.number(&Rc::from(name)))
    }
}

/// The values of a group's records.
#[derive(Debug, Default)]
pub(super) struct Deep {
    statuses: Vec<u32>,
    issue_types: Vec<u32>,
    transitions: Vec<u32>,
    fields: Vec<u32>,
    /// Where the fields of each record end.
    ends: Vec<u32>,
}

impl Deep {
    /// Numbers of the values of a record.
    pub(super) fn numbers(&self, field: GroupField, place: u16) -> &[u32] {
        let place = usize::from(place);
        let one = |list: &'_ [u32]| place..place.saturating_add(1).min(list.len());
        let (list, range) = match field {
            GroupField::Status => (&self.statuses, one(&self.statuses)),
            GroupField::IssueType => (&self.issue_types, one(&self.issue_types)),
            GroupField::Transition => (&self.transitions, one(&self.transitions)),
            _ => {
                let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
                let start = place.checked_sub(1).map_or(0, end);
                (&self.fields, start..end(place))
            }
        };
        match list.get(range).unwrap_or_default() {
            [NONE] => &[],
            numbers => numbers,
        }
    }

    fn of(events: &[Event], depths: &mut Depths) -> Self {
        let mut deep = Self::default();
        for event in events {
            deep.statuses.push(depths.number(value::status(event)));
            deep.issue_types.push(depths.number(value::issue_type(event)));
            deep.transitions.push(depths.number(value::transition(event)));
            for field in value::changed_fields(event) {
                let own = value::own_field(event, &field).map(Rc::from);
                let number = depths.number(Some(field));
                if let Some(own) = own {
                    depths.own.insert(number, own);
                }
                deep.fields.push(number);
            }
            deep.ends.push(u32::try_from(deep.fields.len()).unwrap_or(u32::MAX));
        }
        deep
    }
}

impl Session {
    /// What no column has of a group's records.
    pub(super) fn deep(&self, segment: &Loaded, group: u16) -> Result<Rc<Deep>, Lack> {
        let at = (segment.number, group);
        if let Some(deep) = self.depths.borrow().groups.get(&at) {
            return Ok(Rc::clone(deep));
        }
        let events = self.group(segment, group, false)?;
        let mut depths = self.depths.borrow_mut();
        let deep = Rc::new(Deep::of(&events, &mut depths));
        depths.groups.insert(at, Rc::clone(&deep));
        Ok(deep)
    }
}
