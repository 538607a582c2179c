//! Reading one segment: columns first, then the groups of the rows that may be on the page.

#![expect(clippy::similar_names, reason = "self and shelf are what they are")]

use super::place::Direction;
use super::plan::is_in_scope;
use super::question::Question;
use crate::EngineError;
use crate::answer::Scope;
use crate::catalogue::SegmentRow;
use crate::columns::{self, Columns, MAYBE, NO, Sieve};
use crate::keys;
use activity_event::Event;
use activity_segment::{Layout, Part, People, Reader, SegmentError, Shelf};
use std::collections::BTreeSet;

/// How many rows are looked at in the first step; each further step looks at eight times as many.
const FIRST_ROWS: usize = 64;

/// A segment that is being read.
#[derive(Debug)]
pub(super) struct SegmentTask {
    pub(super) row: SegmentRow,
    reader: Option<Reader>,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    /// An index says that all matches are in these groups: all their records are looked at.
    Groups(BTreeSet<u32>),
    /// Which rows may match.
    Columns,
    /// The rows that may match, in the order of the page, and how many of them have been dealt with.
    Rows {
        rows: Vec<usize>,
        seconds: Vec<i64>,
        done: usize,
        step: usize,
        order: Vec<usize>,
        shelf: Option<Box<Shelf>>,
    },
}

/// What came of a step.
pub(super) enum Progress {
    /// Nothing more is in this segment.
    Done,
    /// There may be more; nothing before this second, as it stands in places.
    More(i64),
}

impl SegmentTask {
    pub(super) fn new(row: SegmentRow) -> Self {
        Self { row, reader: None, stage: Stage::Columns }
    }

    /// A segment of which an index says which groups may have matches.
    pub(super) fn of_groups(row: SegmentRow, groups: BTreeSet<u32>) -> Self {
        Self { row, reader: None, stage: Stage::Groups(groups) }
    }

    /// Whether no row was found that may match.
    pub(super) fn is_ruled_out(&self) -> bool {
        matches!(self.stage, Stage::Columns)
    }

    /// Keys of the values that the next step needs and that are not at hand.
    pub(super) fn keys(&self, question: &Question, scope: &Scope) -> Vec<String> {
        let parts = match &self.stage {
            Stage::Groups(groups) => {
                std::iter::once(Part::Shelf).chain(groups.iter().copied().map(Part::Group)).collect()
            }
            Stage::Columns => column_parts(question, scope),
            Stage::Rows { shelf: None, .. } => vec![Part::Shelf, Part::Containers],
            Stage::Rows { .. } => self.next_groups().into_iter().map(Part::Group).collect(),
        };
        let missing: Vec<Part> = parts
            .into_iter()
            .filter(|part| !self.reader.as_ref().is_some_and(|reader| reader.has(*part)))
            .collect();
        let layout: Layout = self.row.layout();
        let values = Reader::values_of(layout, &missing);
        values.into_iter().map(|value| keys::segment_part(&self.row.name, value)).collect()
    }

    /// Takes in values.
    pub(super) fn add(&mut self, values: &[String]) -> Result<(), SegmentError> {
        let reader = match &mut self.reader {
            Some(reader) => reader,
            None => self.reader.insert(Reader::new(self.row.hash())?),
        };
        values.iter().try_for_each(|value| reader.add(value))
    }

    /// The next step. `see` takes the records.
    pub(super) fn advance(
        &mut self,
        asked: &Asked<'_>,
        see: &mut dyn FnMut(Event),
    ) -> Result<Progress, SegmentError> {
        let Some(reader) = &self.reader else { return Ok(Progress::Done) };
        match &mut self.stage {
            Stage::Groups(groups) => {
                let shelf = reader.shelf(asked.people)?;
                // A bucket may say more than is true, but not more groups than there are.
                for group in groups.iter().filter(|group| **group < shelf.group_count()) {
                    reader.group(&shelf, *group)?.into_iter().for_each(&mut *see);
                }
                Ok(Progress::Done)
            }
            Stage::Columns => {
                let columns = Columns::decode(reader, &column_parts(asked.question, asked.scope))?;
                let rows = asked.rows(&columns);
                let seconds: Vec<i64> = rows.iter().map(|row| columns.second(*row)).collect();
                let Some(first) = seconds.first().copied() else { return Ok(Progress::Done) };
                self.stage =
                    Stage::Rows { rows, seconds, done: 0, step: FIRST_ROWS, order: vec![], shelf: None };
                Ok(Progress::More(asked.first_of(first)))
            }
            Stage::Rows { seconds, order, shelf: place @ None, .. } => {
                let containers = reader.containers(&reader.actors()?.codes)?;
                *order = invert(&activity_segment::order(&containers.codes));
                *place = Some(Box::new(reader.shelf(asked.people)?));
                Ok(Progress::More(asked.first_of(seconds.first().copied().unwrap_or_default())))
            }
            Stage::Rows { .. } => self.look(asked, see),
        }
    }

    /// The groups of the next rows.
    fn next_groups(&self) -> BTreeSet<u32> {
        let Stage::Rows { rows, done, step, order, shelf: Some(shelf), .. } = &self.stage else {
            return BTreeSet::new();
        };
        let next = rows.iter().skip(*done).take(*step);
        next.filter_map(|row| shelf.find(*order.get(*row)?)).map(|(group, _)| group).collect()
    }

    /// Looks at the next rows, group by group: the records of one group at a time are held.
    fn look(&mut self, asked: &Asked<'_>, see: &mut dyn FnMut(Event)) -> Result<Progress, SegmentError> {
        let (Some(reader), Stage::Rows { rows, seconds, done, step, order, shelf: Some(shelf) }) =
            (&self.reader, &mut self.stage)
        else {
            return Ok(Progress::Done);
        };
        let next: BTreeSet<usize> = rows.iter().skip(*done).take(*step).copied().collect();
        let wanted: BTreeSet<(u32, usize)> =
            next.iter().filter_map(|row| shelf.find(*order.get(*row)?)).collect();
        let groups: BTreeSet<u32> = wanted.iter().map(|(group, _)| *group).collect();
        for group in groups {
            for (at, event) in reader.group(shelf, group)?.into_iter().enumerate() {
                if wanted.contains(&(group, at)) {
                    see(event);
                }
            }
        }
        *done = done.saturating_add(*step);
        *step = step.saturating_mul(8);
        match seconds.get(*done) {
            Some(second) => Ok(Progress::More(asked.first_of(*second))),
            None => Ok(Progress::Done),
        }
    }
}

/// The parts of a segment that say which rows may match.
fn column_parts(question: &Question, scope: &Scope) -> Vec<Part> {
    let mut bases = BTreeSet::from([columns::Basis::Time]);
    question.conditions().iter().for_each(|condition| columns::bases(condition, &mut bases));
    if *scope != Scope::All {
        bases.insert(columns::Basis::Container);
    }
    columns::parts(&bases)
}

/// The place of each row in the order of the groups.
fn invert(order: &[usize]) -> Vec<usize> {
    let mut places = vec![0; order.len()];
    for (place, row) in order.iter().enumerate() {
        if let Some(at) = places.get_mut(*row) {
            *at = place;
        }
    }
    places
}

/// What is asked of a segment.
pub(super) struct Asked<'a> {
    pub(super) question: &'a Question,
    pub(super) scope: &'a Scope,
    pub(super) people: &'a People,
    /// The first and the last time that can be on the page, as they stand in places.
    pub(super) times: (i64, i64),
    /// Rows of these seconds are looked at in any case.
    pub(super) ahead: &'a BTreeSet<i64>,
}

impl Asked<'_> {
    /// The first time of a second, as it stands in places.
    fn first_of(&self, second: i64) -> i64 {
        let from = second.saturating_mul(1_000);
        self.question.direction.stretch(from, from.saturating_add(999)).0
    }

    /// The rows that may match, in the order of the page.
    fn rows(&self, columns: &Columns) -> Vec<usize> {
        let (from, to) = match self.question.direction {
            Direction::OldestFirst => self.times,
            Direction::NewestFirst => (!self.times.1, !self.times.0),
        };
        let range = columns.between(from, to);
        let conditions = self.question.conditions().iter();
        let sieves = conditions.map(|condition| Sieve::lower(condition, columns, self.people));
        let sieve = Sieve::and(sieves.chain(self.in_scope(columns)).collect());
        let verdicts = sieve.sift(columns, range.clone());
        let ahead = |row: usize| !self.ahead.is_empty() && self.ahead.contains(&columns.second(row));
        let rows =
            range.zip(verdicts).filter(|(row, verdict)| *verdict != NO || ahead(*row)).map(|(row, _)| row);
        match self.question.direction {
            Direction::OldestFirst => rows.collect(),
            Direction::NewestFirst => rows.rev().collect(),
        }
    }

    /// Rows outside the scope are not looked at.
    fn in_scope(&self, columns: &Columns) -> Option<Sieve> {
        if *self.scope == Scope::All {
            return None;
        }
        let containers = columns.containers.as_ref()?;
        let of = |container| if is_in_scope(self.scope, container) { MAYBE } else { NO };
        Some(Sieve::by_code(
            columns::Basis::Container,
            std::iter::once(NO).chain(containers.list.iter().map(of)).collect(),
        ))
    }
}

/// The pages of the table of people that a reader needs.
pub(super) type Pages = std::collections::BTreeMap<u32, String>;

/// Reads a page of people; its number, when it is one that was asked for.
pub(super) fn add_page(
    people: &mut People,
    pages: &Pages,
    key: &str,
    text: &str,
) -> Result<Option<u32>, EngineError> {
    let Some((page, key)) = pages.iter().find(|(_, known)| *known == key) else { return Ok(None) };
    crate::people::add(people, *page, key, text)?;
    Ok(Some(*page))
}
