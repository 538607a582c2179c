//! One segment, decoded. Groups of records and words of texts are decoded when they are first needed, and kept.

use super::names::Interned;
use super::words::WordIndex;
use crate::EngineError;
use crate::catalogue::SegmentRow;
use crate::columns::Columns;
use crate::columns::{MAYBE, Verdict, YES, is_about_issue};
use activity_event::{Container, Event, EventId, SubjectKind};
use activity_filter::{Pattern, WordLogic};
use activity_segment::{Class, Part, People, Reader, SegmentError, Shelf, Thread};
use std::cell::{OnceCell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Time, id and JSON of a row.
pub(super) type RowText = ((i64, EventId), Rc<str>);

/// One segment, decoded.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) row: SegmentRow,
    pub(super) columns: Columns,
    /// Codes of issues of which the id is not known, and of those of which the key is not.
    pub(super) nameless: [Vec<u16>; 2],
    /// For each class, whether its records are about an issue that is not their thread.
    pub(super) elsewhere: Vec<bool>,
    key_words: HashSet<String>,
    /// Number of each class and container among those of all segments.
    pub(super) classes: Vec<u32>,
    pub(super) containers: Vec<u32>,
    reader: Reader,
    shelf: Shelf,
    /// The place of each row in the order of groups.
    places: Vec<u32>,
    groups: RefCell<HashMap<u32, Rc<Vec<Event>>>>,
    texts: RefCell<HashMap<(u32, usize), RowText>>,
    words: OnceCell<Result<WordIndex, SegmentError>>,
}

impl Loaded {
    pub(super) fn open(
        row: SegmentRow,
        reader: Reader,
        people: &People,
        classes: &mut Interned<Class>,
        containers: &mut Interned<Container>,
    ) -> Result<Self, EngineError> {
        let columns = Columns::decode(&reader, &[Part::Classes, Part::Threads])?;
        let shelf = reader.shelf(people)?;
        let of_containers =
            columns.containers.as_ref().map(|column| column.codes.as_slice()).unwrap_or_default();
        let mut places = vec![0_u32; columns.rows()];
        for (place, row) in (0_u32..).zip(activity_segment::order(of_containers)) {
            if let Some(at) = places.get_mut(row) {
                *at = place;
            }
        }
        let list = columns.classes.as_ref().map(|column| column.list.as_slice()).unwrap_or_default();
        let classes = list.iter().map(|class| classes.number(class)).collect();
        let list = columns.containers.as_ref().map(|column| column.list.as_slice()).unwrap_or_default();
        let containers = list.iter().map(|container| containers.number(container)).collect();
        let list = columns.threads.as_ref().map(|column| column.list.as_slice()).unwrap_or_default();
        let without = |known: fn(&Thread) -> bool| -> Vec<u16> {
            let issues = (0_u16..=u16::MAX).zip(list).filter(|(_, thread)| thread.kind == SubjectKind::Issue);
            issues.filter(|(_, thread)| !known(thread)).map(|(code, _)| code).collect()
        };
        let nameless = [without(|thread| thread.id.is_some()), without(|thread| thread.key.is_some())];
        let of_classes = columns.classes.as_ref().map(|column| column.list.as_slice()).unwrap_or_default();
        let elsewhere =
            of_classes.iter().map(|class| is_about_issue(class) && !class.is_of_issue()).collect();
        let key_words = key_words(list);
        let (groups, texts, words) = (RefCell::default(), RefCell::default(), OnceCell::new());
        Ok(Self {
            row,
            columns,
            nameless,
            elsewhere,
            key_words,
            classes,
            containers,
            reader,
            shelf,
            places,
            groups,
            texts,
            words,
        })
    }

    /// Decodes the hot columns anew; gives the number of rows.
    pub(super) fn decode_columns(&self) -> Result<usize, SegmentError> {
        Ok(Columns::decode(&self.reader, &[Part::Classes, Part::Threads])?.rows())
    }

    /// The group and the place in it of a row.
    pub(super) fn find(&self, row: usize) -> Option<(u32, usize)> {
        self.shelf.find(*self.places.get(row)? as usize)
    }

    pub(super) fn group(&self, group: u32) -> Result<Rc<Vec<Event>>, SegmentError> {
        if let Some(events) = self.groups.borrow().get(&group) {
            return Ok(Rc::clone(events));
        }
        let events = Rc::new(self.reader.group(&self.shelf, group)?);
        self.groups.borrow_mut().insert(group, Rc::clone(&events));
        Ok(events)
    }

    /// Time, id and JSON of a row.
    pub(super) fn row_text(&self, row: usize) -> Result<Option<RowText>, SegmentError> {
        let Some((group, at)) = self.find(row) else { return Ok(None) };
        if let Some(row) = self.texts.borrow().get(&(group, at)) {
            return Ok(Some(row.clone()));
        }
        let events = self.group(group)?;
        let Some(event) = events.get(at) else { return Ok(None) };
        let row: RowText = ((event.occurred, event.id), crate::stored::record_text(event).into());
        self.texts.borrow_mut().insert((group, at), row.clone());
        Ok(Some(row))
    }

    /// The words of all texts, by row.
    pub(super) fn words(&self) -> Result<&WordIndex, SegmentError> {
        let made =
            self.words.get_or_init(|| WordIndex::of(&self.reader, &self.shelf, &self.places, &self.columns));
        made.as_ref().map_err(Clone::clone)
    }

    /// Rows whose subject has a key with the pattern match too. Keys of things that belong to others are in no column.
    pub(super) fn by_key<'a>(
        &'a self,
        pattern: &Pattern,
        verdicts: &mut [Verdict],
        class: &dyn Fn(usize) -> Option<&'a Class>,
    ) {
        let Some(threads) = &self.columns.threads else { return };
        let of = |thread: &Thread| thread.key.as_deref().is_some_and(|key| pattern.is_in_text(key));
        let keys: Vec<bool> =
            if self.may_be_in_keys(pattern) { threads.list.iter().map(of).collect() } else { Vec::new() };
        let any = keys.contains(&true);
        for (row, verdict) in verdicts.iter_mut().enumerate() {
            if *verdict == YES {
                continue;
            }
            match class(row) {
                Some(class) if class.belongs() && class.keyed => *verdict = MAYBE,
                Some(class) if class.belongs() => {}
                _ if any => {
                    let code = threads.codes.get(row).copied().unwrap_or_default();
                    if keys.get(usize::from(code)) == Some(&true) {
                        *verdict = YES;
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether a key can have the pattern. Keys are a word or two and a number, so few words are looked at.
    fn may_be_in_keys(&self, pattern: &Pattern) -> bool {
        let mut words = KeyWords(&self.key_words);
        pattern.of_words(&mut words).unwrap_or(true)
    }
}

/// Whether a pattern may be in a key, by the words that are in keys.
struct KeyWords<'a>(&'a HashSet<String>);

impl WordLogic<bool> for KeyWords<'_> {
    fn word(&mut self, test: &dyn Fn(&str) -> bool, plain: Option<&str>) -> bool {
        match plain {
            Some(plain) if plain.bytes().all(|byte| byte.is_ascii_digit()) => true,
            Some(plain) => self.0.contains(plain),
            // Numbers are many, so what may be one is looked at.
            None => {
                test("0") || self.0.iter().any(|word| test(word)) || (1..10).any(|n| test(&n.to_string()))
            }
        }
    }

    fn all(&mut self, parts: Vec<bool>) -> bool {
        parts.into_iter().all(|part| part)
    }

    fn any(&mut self, parts: Vec<bool>) -> bool {
        parts.into_iter().any(|part| part)
    }

    fn not(&mut self, _: bool) -> bool {
        true
    }
}

/// The words of keys that are not numbers, in lower case.
fn key_words(threads: &[Thread]) -> HashSet<String> {
    let mut words = HashSet::new();
    let mut last = "";
    for key in threads.iter().filter_map(|thread| thread.key.as_deref()) {
        let prefix = key.trim_end_matches(|letter: char| letter.is_ascii_digit());
        if prefix != last {
            last = prefix;
            let of_key = prefix
                .split(|letter: char| letter.is_ascii() && !letter.is_ascii_alphanumeric() && letter != '_');
            words.extend(of_key.map(activity_filter::fold));
        }
    }
    words
}
