//! Values to columns and records. See README, "Reading": nothing is believed before it is checked.

#![expect(clippy::similar_names, reason = "counted and count, texts and text are what these things are")]

mod search;

pub use search::{TextOf, Words};

use crate::code::bytes::Bytes;
use crate::code::number::unzigzag;
use crate::hot;
use crate::layout::{Layout, ROWS_MAX, file, parse_name, unseal};
use crate::people::People;
use crate::record::body::{self, Codes, Known, Memory};
use crate::record::class::Class;
use crate::record::texts::{self, RowTexts, TextMemory};
use crate::stream::library::Library;
use crate::stream::player::{Player, Tables};
use crate::thread_list::ThreadColumn;
use crate::threads;
use crate::{Damage, SegmentError};
use activity_event::{Container, Event};
use std::collections::BTreeMap;

/// A segment of which some or all values are at hand.
#[derive(Debug, Clone)]
pub struct Reader {
    name: String,
    /// The name as a number.
    number: u128,
    files: BTreeMap<u32, Vec<u8>>,
}

/// A column: what it points into, and a number for each row, in the order of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column<T> {
    /// What the numbers mean.
    pub list: Vec<T>,
    /// A number for each row.
    pub codes: Vec<u16>,
}

/// When each row occurred, in whole seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Times {
    /// Second since 1970 of the first row.
    pub base: i64,
    /// Seconds since then, rising.
    pub seconds: Vec<u32>,
}

impl Reader {
    /// A segment of this name.
    pub fn new(name: &str) -> Result<Self, SegmentError> {
        Ok(Self { name: name.to_owned(), number: parse_name(name)?, files: BTreeMap::new() })
    }

    /// Takes in a value.
    pub fn add(&mut self, value: &str) -> Result<(), SegmentError> {
        let files = unseal(self.number, value).map_err(|(offset, damage)| SegmentError::Damaged {
            segment: self.name.clone(),
            file: "a value".to_owned(),
            offset,
            damage,
        })?;
        self.files.extend(files);
        Ok(())
    }

    /// Name of the segment.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    fn missing(&self, number: u32) -> SegmentError {
        SegmentError::Missing { segment: self.name.clone(), file: file::name(number) }
    }

    fn damaged(&self, number: u32, offset: usize, damage: Damage) -> SegmentError {
        SegmentError::Damaged { segment: self.name.clone(), file: file::name(number), offset, damage }
    }

    fn file(&self, number: u32) -> Result<&[u8], SegmentError> {
        self.files.get(&number).map(Vec::as_slice).ok_or_else(|| self.missing(number))
    }

    fn decode<T>(&self, number: u32, read: impl FnOnce(&[u8]) -> Option<T>) -> Result<T, SegmentError> {
        read(self.file(number)?).ok_or_else(|| self.damaged(number, 0, Damage::Content))
    }

    /// Numbers of the values that these parts of the segment are in; see [`Part`].
    #[must_use]
    pub fn values_of(layout: Layout, parts: &[Part]) -> Vec<u32> {
        let mut values: Vec<u32> =
            parts.iter().flat_map(|part| part.files()).map(|file| layout.value_of(file)).collect();
        values.sort_unstable();
        values.dedup();
        values
    }

    /// Whether everything that this part needs is at hand.
    #[must_use]
    pub fn has(&self, part: Part) -> bool {
        part.files().iter().all(|file| self.files.contains_key(file))
    }

    /// When the rows occurred.
    pub fn times(&self) -> Result<Times, SegmentError> {
        let (base, seconds) = self.decode(file::TIME, hot::read_times)?;
        Ok(Times { base, seconds })
    }

    /// What kind of record each row is.
    pub fn classes(&self) -> Result<Column<Class>, SegmentError> {
        let (list, codes) = self.decode(file::CLASS, hot::read_classes)?;
        Ok(Column { list, codes })
    }

    /// Who did it: numbers of the site's people; code 0 is nobody, others are one more than the place in the list.
    pub fn actors(&self) -> Result<Column<u32>, SegmentError> {
        let (list, codes) = self.decode(file::ACTOR, hot::read_actors)?;
        Ok(Column { list, codes })
    }

    /// Where: code 0 is nowhere, others are one more than the place in the list. Needs the codes of the actors.
    pub fn containers(&self, actors: &[u16]) -> Result<Column<Container>, SegmentError> {
        let (list, codes) = self.decode(file::CONTAINER, |bytes| hot::read_containers(bytes, actors))?;
        Ok(Column { list, codes })
    }

    /// To which issue, page ...: places in the list. Needs the codes of actors and containers.
    pub fn threads(&self, actors: &[u16], containers: &[u16]) -> Result<ThreadColumn, SegmentError> {
        let (list, codes) = self.decode(file::THREAD, |bytes| threads::read(bytes, actors, containers))?;
        Ok(ThreadColumn { list, codes })
    }

    /// The error of columns that do not have the same length.
    #[must_use]
    pub fn unequal(&self) -> SegmentError {
        self.damaged(file::TIME, 0, Damage::Rows)
    }

    /// What is needed to read groups.
    pub fn shelf(&self, people: &People) -> Result<Shelf, SegmentError> {
        let mut shelf = self.decode(file::DICTIONARY, |bytes| Shelf::read(bytes, people))?;
        self.decode(file::VOCABULARY, |bytes| {
            let mut bytes = Bytes::new(bytes);
            shelf.library.read_vocabulary(&mut bytes)?;
            bytes.rest().is_empty().then_some(())
        })?;
        shelf.tables = Tables::new(&shelf.library);
        Ok(shelf)
    }

    /// The records of a group, by container and time.
    pub fn group(&self, shelf: &Shelf, group: u32) -> Result<Vec<Event>, SegmentError> {
        let number = file::records(group);
        let (rows, pool) = self.texts(shelf, group)?;
        let damaged = |at: usize| self.damaged(number, at, Damage::Content);
        let (count, stream) = counted(self.file(number)?).ok_or_else(|| damaged(0))?;
        if count != rows.len() || shelf.groups.get(group as usize) != Some(&count) {
            return Err(self.damaged(number, 0, Damage::Rows));
        }
        let Shelf { library, tables, people, .. } = shelf;
        let mut player = Player::new(library, tables, people, stream).ok_or_else(|| damaged(0))?;
        let known = Known { classes: &shelf.classes, containers: &shelf.containers, base: shelf.base };
        let words = |text: u32| pool.get(text as usize).cloned();
        let (mut memory, mut events) = (Memory::default(), Vec::with_capacity(count));
        for row in &rows {
            let (mut event, mut codes) = (Event::blank(), Codes::default());
            body::row(&mut player, known, &mut memory, row, &words, &mut codes, &mut event);
            if player.has_failed() {
                return Err(damaged(events.len()));
            }
            events.push(event);
        }
        if player.is_done() { Ok(events) } else { Err(damaged(stream.len())) }
    }

    /// The texts of a group's rows.
    fn texts(&self, shelf: &Shelf, group: u32) -> Result<(Vec<RowTexts>, Vec<String>), SegmentError> {
        let number = file::texts(group);
        let damaged = |at: usize| self.damaged(number, at, Damage::Content);
        let (count, stream) = counted(self.file(number)?).ok_or_else(|| damaged(0))?;
        let mut player =
            Player::new(&shelf.library, &shelf.tables, &shelf.people, stream).ok_or_else(|| damaged(0))?;
        let (mut memory, mut pool, mut rows) = (TextMemory::default(), Vec::new(), Vec::with_capacity(count));
        for _ in 0..count {
            let mut row = RowTexts::default();
            texts::row(&mut player, &mut pool, &mut memory, &mut row);
            if player.has_failed() {
                return Err(damaged(rows.len()));
            }
            rows.push(row);
        }
        if player.is_done() { Ok((rows, pool)) } else { Err(damaged(stream.len())) }
    }

    /// All records, oldest first.
    pub fn events(&self, people: &People) -> Result<Vec<Event>, SegmentError> {
        let shelf = self.shelf(people)?;
        let mut events = Vec::new();
        for group in 0..shelf.group_count() {
            events.extend(self.group(&shelf, group)?);
        }
        Event::sort(&mut events);
        Ok(events)
    }
}

/// A part of a segment that can be read by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// [`Reader::times`]
    Times,
    /// [`Reader::classes`]
    Classes,
    /// [`Reader::actors`]
    Actors,
    /// [`Reader::containers`], with the actors
    Containers,
    /// [`Reader::threads`], with actors and containers
    Threads,
    /// [`Reader::shelf`]
    Shelf,
    /// [`Reader::group`], without the shelf
    Group(u32),
    /// [`Reader::words`], without the shelf
    Texts(u32),
}

impl Part {
    fn files(self) -> Vec<u32> {
        match self {
            Self::Times => vec![file::TIME],
            Self::Classes => vec![file::CLASS],
            Self::Actors => vec![file::ACTOR],
            Self::Containers => vec![file::ACTOR, file::CONTAINER],
            Self::Threads => vec![file::ACTOR, file::CONTAINER, file::THREAD],
            Self::Shelf => vec![file::DICTIONARY, file::VOCABULARY],
            Self::Group(group) => vec![file::records(group), file::texts(group)],
            Self::Texts(group) => vec![file::texts(group)],
        }
    }
}

/// What is needed to read groups, and where each row is.
#[derive(Debug)]
pub struct Shelf {
    base: i64,
    classes: Vec<Class>,
    containers: Vec<Container>,
    people: Vec<String>,
    groups: Vec<usize>,
    library: Library,
    tables: Tables,
}

impl Shelf {
    fn read(bytes: &[u8], people: &People) -> Option<Self> {
        let mut bytes = Bytes::new(bytes);
        let base = unzigzag(bytes.varint()?);
        let classes = hot::read_json(&mut bytes)?;
        let containers = hot::read_json(&mut bytes)?;
        let numbers = hot::read_people(&mut bytes)?;
        let account =
            |number: &u32| people.account(*number).map_or_else(|| format!("unknown-{number}"), str::to_owned);
        let people = numbers.iter().map(account).collect();
        let count = bytes.size().filter(|count| *count <= ROWS_MAX)?;
        let groups: Option<Vec<usize>> = (0..count).map(|_| bytes.size()).collect();
        let mut library = Library::default();
        library.read_dictionary(&mut bytes)?;
        let rows = groups.as_ref()?.iter().fold(0_usize, |sum, rows| sum.saturating_add(*rows));
        let tables = Tables::default();
        (bytes.rest().is_empty() && rows <= ROWS_MAX).then_some(())?;
        Some(Self { base, classes, containers, people, groups: groups?, library, tables })
    }

    /// Number of groups.
    #[must_use]
    pub fn group_count(&self) -> u32 {
        u32::try_from(self.groups.len()).unwrap_or(u32::MAX)
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.groups.iter().sum()
    }

    /// Number of rows of a group.
    #[must_use]
    pub fn rows_of(&self, group: u32) -> usize {
        self.groups.get(group as usize).copied().unwrap_or_default()
    }

    /// The words of the vocabulary, by number.
    pub fn vocabulary(&self) -> impl Iterator<Item = &str> {
        (0..self.library.words.len()).map(|word| self.library.words.get(word).unwrap_or_default())
    }

    /// The group that holds the row at a place of the order by container and time, and the row's place in it.
    #[must_use]
    pub fn find(&self, place: usize) -> Option<(u32, usize)> {
        let mut left = place;
        for (group, rows) in (0_u32..).zip(&self.groups) {
            match left.checked_sub(*rows) {
                Some(behind) => left = behind,
                None => return Some((group, left)),
            }
        }
        None
    }
}

/// A number of rows, and the stream behind it.
fn counted(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut bytes = Bytes::new(bytes);
    let count = bytes.size().filter(|count| *count <= ROWS_MAX)?;
    Some((count, bytes.rest()))
}
