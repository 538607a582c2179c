//! The part of the store that somebody who may not see everything gets: segments packed anew, with the rows of their scope only.
//!
//! ```text
//! new(root, scope) -> keys() -> add() -> listing()
//!                  -> begin(key) -> [keys() -> add()]* until keys() is empty -> finish()
//! ```
//!
//! INVARIANT: nothing of a record outside the scope leaves: not its actor, and not that it is there. What a listing tells of a segment
//! is its name and between which days (UTC) it lies.

#![expect(clippy::similar_names, reason = "self and shelf are what they are")]

use crate::answer::Scope;
use crate::catalogue::{Manifest, Root, SegmentRow};
use crate::read::is_in_scope;
use crate::session::{Listing, Repacked, SCOPED, ScopedSegment};
use crate::{EngineError, keys, people, stored};
use activity_event::{Container, Event};
use activity_segment::{Layout, Part, People, Reader, Shelf};
use std::collections::{BTreeMap, BTreeSet};

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// The part of the store in a scope. See the module.
#[derive(Debug)]
pub struct Scoped {
    scope: Scope,
    root: Root,
    /// Rows of segments, by month; of the months whose manifests are at hand.
    months: BTreeMap<String, Vec<SegmentRow>>,
    pages: BTreeSet<String>,
    people: People,
    task: Option<Task>,
}

/// A segment that is packed anew.
#[derive(Debug)]
struct Task {
    row: SegmentRow,
    reader: Reader,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    Containers,
    Shelf {
        /// Whether a row is in the scope, in the order of groups.
        rows: Vec<bool>,
    },
    Groups {
        shelf: Box<Shelf>,
        /// Groups with rows in the scope, and which.
        groups: Vec<(u32, Vec<bool>)>,
    },
}

impl Scoped {
    /// Begins with the body of the root.
    pub fn new(root: Option<&str>, scope: &Scope) -> Result<Self, EngineError> {
        Ok(Self {
            scope: scope.clone(),
            root: Root::parse(root)?,
            months: BTreeMap::new(),
            pages: BTreeSet::new(),
            people: People::default(),
            task: None,
        })
    }

    /// Keys of the manifests: all that a listing needs.
    pub fn manifests(&self) -> Vec<String> {
        self.root.months.iter().map(|month| month.manifest.clone()).collect()
    }

    /// Takes in values by key.
    pub fn add(&mut self, values: &[(String, Option<String>)]) -> Result<(), EngineError> {
        for (key, text) in values {
            let text = text.as_deref().ok_or_else(|| EngineError::NotHandedIn(key.clone()))?;
            if let Some(month) = self.root.months.iter().find(|month| month.manifest == *key) {
                self.months.insert(month.month.clone(), Manifest::parse(key, text)?.segments);
            } else if let Some((page, _)) = self.root.people.iter().find(|(_, page)| *page == key) {
                people::add(&mut self.people, *page, key, text)?;
                self.pages.insert(key.clone());
            } else if let Some(task) = &mut self.task {
                task.reader.add(&stored::unquote(text))?;
            }
        }
        self.advance()
    }

    /// What there is to see, once all manifests are here.
    pub fn listing(&self) -> Listing {
        let mut scoped = Vec::new();
        for (month, rows) in &self.months {
            for row in rows.iter().filter(|row| may_hold(&self.scope, row)) {
                let from = row.stats.from.div_euclid(DAY).saturating_mul(DAY);
                let to = row.stats.to.div_euclid(DAY).saturating_add(1).saturating_mul(DAY).saturating_sub(1);
                scoped.push(ScopedSegment { name: row.name.clone(), month: month.clone(), from, to });
            }
        }
        Listing { generation: self.root.generation, scoped: Some(scoped), ..Listing::default() }
    }

    /// The manifest that tells of the segment under a key of a listing; none when there is no such month.
    pub fn manifest_of(&self, key: &str) -> Option<String> {
        let (month, _) = parse(key)?;
        self.root.month(month).map(|month| month.manifest.clone())
    }

    /// Begins to pack a segment anew, whose manifest is here; tells whether there is one that can be seen.
    pub fn begin(&mut self, key: &str) -> Result<bool, EngineError> {
        let Some((month, name)) = parse(key) else { return Ok(false) };
        let rows = self.months.get(month).map(Vec::as_slice).unwrap_or_default();
        let Some(row) = rows.iter().find(|row| row.name == name && may_hold(&self.scope, row)) else {
            return Ok(false);
        };
        let reader = Reader::new(row.hash())?;
        self.task = Some(Task { row: row.clone(), reader, stage: Stage::Containers });
        Ok(true)
    }

    /// Keys of what is needed next; none when the segment can be finished.
    pub fn keys(&self) -> Vec<String> {
        let pages = self.root.people.values().filter(|key| !self.pages.contains(*key));
        let Some(task) = &self.task else { return vec![] };
        let parts = match &task.stage {
            Stage::Containers => vec![Part::Containers],
            Stage::Shelf { .. } => vec![Part::Shelf],
            Stage::Groups { groups, .. } => groups.iter().map(|(group, _)| Part::Group(*group)).collect(),
        };
        let lacking: Vec<Part> = parts.into_iter().filter(|part| !task.reader.has(*part)).collect();
        let layout: Layout = task.row.layout();
        let values = Reader::values_of(layout, &lacking).into_iter();
        let keys = values.map(|value| keys::segment_part(&task.row.name, value));
        keys.chain(pages.cloned()).collect()
    }

    /// Goes on as far as what is at hand allows.
    fn advance(&mut self) -> Result<(), EngineError> {
        let Some(task) = &mut self.task else { return Ok(()) };
        if matches!(task.stage, Stage::Containers) && task.reader.has(Part::Containers) {
            let containers = task.reader.containers(&task.reader.actors()?.codes)?;
            let seen: Vec<bool> = containers.list.iter().map(|one| is_in_scope(&self.scope, one)).collect();
            let is_seen = |row: usize| {
                // Code 0 is no container.
                let code = containers.codes.get(row).copied().unwrap_or_default();
                let at = usize::from(code).checked_sub(1);
                at.and_then(|at| seen.get(at)).copied().unwrap_or_default()
            };
            let rows = activity_segment::order(&containers.codes).into_iter().map(is_seen).collect();
            task.stage = Stage::Shelf { rows };
        }
        let has_people = self.root.people.values().all(|key| self.pages.contains(key));
        if let Stage::Shelf { rows } = &task.stage
            && task.reader.has(Part::Shelf)
            && has_people
        {
            let shelf = task.reader.shelf(&self.people)?;
            let (mut groups, mut rest) = (Vec::new(), rows.as_slice());
            for group in 0..shelf.group_count() {
                let (of_group, behind) = rest.split_at(shelf.rows_of(group).min(rest.len()));
                rest = behind;
                if of_group.contains(&true) {
                    groups.push((group, of_group.to_vec()));
                }
            }
            task.stage = Stage::Groups { shelf: Box::new(shelf), groups };
        }
        Ok(())
    }

    /// The segment, packed anew, as JSON text.
    pub fn finish(&mut self) -> Result<String, EngineError> {
        let not_done = || EngineError::Request("a segment is finished that was not begun".to_owned());
        let Some(Task { row, reader, stage: Stage::Groups { shelf, groups } }) = self.task.take() else {
            return Err(not_done());
        };
        let mut events: Vec<Event> = Vec::new();
        for (group, rows) in groups {
            let of_group = reader.group(&shelf, group)?.into_iter().zip(rows);
            events.extend(of_group.filter(|(_, is_seen)| *is_seen).map(|(event, _)| event));
        }
        // The column said so; the record has the last word.
        events.retain(|event| event.container.as_ref().is_some_and(|one| is_in_scope(&self.scope, one)));
        Event::sort(&mut events);
        let repacked = if events.is_empty() { Repacked::default() } else { self.pack(&row, &events)? };
        serde_json::to_string(&repacked).map_err(|error| EngineError::Request(error.to_string()))
    }

    fn pack(&self, row: &SegmentRow, events: &[Event]) -> Result<Repacked, EngineError> {
        let segment = activity_segment::write(events, &self.people)?;
        let generation = keys::generation(&row.name).unwrap_or_default();
        let name = keys::name(generation, &segment.name);
        let numbered = events.iter().flat_map(activity_segment::accounts);
        let people =
            numbered.filter_map(|account| Some((self.people.number(&account)?, account.into_owned())));
        Ok(Repacked {
            row: Some(SegmentRow { name, parts: segment.layout.parts(), stats: segment.stats }),
            people: people.collect(),
            values: segment.values.into_iter().map(|(_, value)| value).collect(),
        })
    }
}

/// Month and name in a key.
fn parse(key: &str) -> Option<(&str, &str)> {
    key.strip_prefix(SCOPED)?.split_once(':')
}

/// Whether there can be a record of the scope in a segment.
fn may_hold(scope: &Scope, row: &SegmentRow) -> bool {
    let is_listed = |all: Vec<Container>| all.iter().any(|one| is_in_scope(scope, one));
    row.stats.listed_containers().is_none_or(is_listed)
}
