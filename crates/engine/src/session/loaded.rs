//! One segment, its columns decoded. What is in its groups of records is decoded when it is first needed.

#![expect(clippy::similar_names, reason = "self and shelf are what they are")]

use super::names::Interned;
use super::words::WordIndex;
use crate::EngineError;
use crate::catalogue::SegmentRow;
use crate::columns::{Columns, MAYBE, Verdict, YES, is_about_issue};
use crate::keys;
use activity_event::{Container, Event, SubjectKind};
use activity_filter::{Pattern, WordLogic};
use activity_segment::{Class, Part, People, Reader, SegmentError, Shelf, Thread, ThreadName, Threads};
use std::cell::OnceCell;
use std::collections::HashSet;
use std::rc::Rc;

/// The columns, which are decoded as soon as they are at hand.
pub(super) const COLUMNS: &[Part] = &[Part::Times, Part::Classes, Part::Threads];

/// What is the same in all segments.
#[derive(Debug, Default)]
pub(super) struct Shared {
    pub(super) classes: Interned<Class>,
    pub(super) containers: Interned<Container>,
    /// Key, or else id, of each issue, page ...
    pub(super) threads: Interned<Rc<str>>,
}

/// One segment, its columns decoded.
#[derive(Debug)]
pub(super) struct Loaded {
    /// Its number in this session.
    pub(super) number: u32,
    pub(super) row: SegmentRow,
    pub(super) columns: Columns,
    /// Codes of issues of which the id is not known, and of those of which the key is not.
    pub(super) nameless: [Vec<u16>; 2],
    /// For each class, whether its records are about an issue that is not their thread.
    pub(super) elsewhere: Vec<bool>,
    key_words: HashSet<String>,
    /// Number of each class, container and thread among those of all segments; none for a thread without a name.
    pub(super) classes: Vec<u32>,
    pub(super) containers: Vec<u32>,
    pub(super) threads: Vec<Option<u32>>,
    pub(super) reader: Reader,
    shelf: OnceCell<Shelved>,
    words: OnceCell<WordIndex>,
}

/// What groups are read with.
#[derive(Debug)]
pub(super) struct Shelved {
    pub(super) shelf: Shelf,
    /// Group of each row and its place there.
    pub(super) homes: Vec<(u16, u16)>,
}

/// What is wanted is not at hand: these parts of the segment.
#[derive(Debug)]
pub(super) enum Lack {
    Parts(Vec<Part>),
    Damaged(SegmentError),
}

impl From<SegmentError> for Lack {
    fn from(error: SegmentError) -> Self {
        Self::Damaged(error)
    }
}

impl Loaded {
    pub(super) fn open(
        number: u32,
        row: SegmentRow,
        reader: Reader,
        shared: &mut Shared,
    ) -> Result<Self, EngineError> {
        let columns = Columns::decode(&reader, COLUMNS)?;
        let list = columns.classes.as_ref().map(|column| column.list.as_slice()).unwrap_or_default();
        let classes = list.iter().map(|class| shared.classes.number(class)).collect();
        let elsewhere = list.iter().map(|class| is_about_issue(class) && !class.is_of_issue()).collect();
        let list = columns.containers.as_ref().map(|column| column.list.as_slice()).unwrap_or_default();
        let containers = list.iter().map(|container| shared.containers.number(container)).collect();
        let none = Threads::default();
        let list = columns.threads.as_ref().map_or(&none, |column| &column.list);
        let name = |thread: ThreadName<'_>| Some(shared.threads.number_of(thread.key.or(thread.id)?));
        let threads = list.iter().map(name).collect();
        let without = |known: fn(&ThreadName<'_>) -> bool| -> Vec<u16> {
            let issues =
                (0_u16..=u16::MAX).zip(list.iter()).filter(|(_, thread)| thread.kind == SubjectKind::Issue);
            issues.filter(|(_, thread)| !known(thread)).map(|(code, _)| code).collect()
        };
        let nameless = [without(|thread| thread.id.is_some()), without(|thread| thread.key.is_some())];
        let key_words = key_words(list);
        let (shelf, words) = (OnceCell::new(), OnceCell::new());
        Ok(Self {
            number,
            row,
            columns,
            nameless,
            elsewhere,
            key_words,
            classes,
            containers,
            threads,
            reader,
            shelf,
            words,
        })
    }

    /// Forgets what names people: their table has changed.
    pub(super) fn forget_people(&mut self) {
        self.shelf = OnceCell::new();
    }

    /// Decodes the hot columns anew; gives the number of rows.
    pub(super) fn decode_columns(&self) -> Result<usize, SegmentError> {
        Ok(Columns::decode(&self.reader, COLUMNS)?.rows())
    }

    /// The class of a row.
    pub(super) fn class(&self, row: usize) -> Option<&Class> {
        self.columns.class(row)
    }

    /// Whether a row may be a record of this event, by its columns. What came to be known of it later does not count.
    pub(super) fn may_be(&self, row: usize, event: &Event, thread: &Thread) -> bool {
        let is_alike = |class: &Class| {
            class.source == event.source
                && class.subject == event.subject.kind
                && class.product == event.product
        };
        let about = || {
            let threads = self.columns.threads.as_ref()?;
            let own = threads.list.get(usize::from(*threads.codes.get(row)?))?;
            Some(
                own.kind != thread.kind
                    || own.id.is_none()
                    || thread.id.is_none()
                    || own.id == thread.id.as_deref(),
            )
        };
        self.class(row).is_some_and(is_alike) && about().unwrap_or(true)
    }

    pub(super) fn shelf(&self, people: &People) -> Result<&Shelved, Lack> {
        if let Some(shelf) = self.shelf.get() {
            return Ok(shelf);
        }
        if !self.reader.has(Part::Shelf) {
            return Err(Lack::Parts(vec![Part::Shelf]));
        }
        let shelf = self.reader.shelf(people)?;
        let of_containers =
            self.columns.containers.as_ref().map(|column| column.codes.as_slice()).unwrap_or_default();
        let mut homes = vec![(0_u16, 0_u16); self.columns.rows()];
        let mut places = (0..shelf.group_count())
            .flat_map(|group| (0..shelf.rows_of(group)).map(move |place| (group, place)));
        for row in activity_segment::order(of_containers) {
            if let (Some(home), Some((group, place))) = (homes.get_mut(row), places.next()) {
                *home = (u16::try_from(group).unwrap_or_default(), u16::try_from(place).unwrap_or_default());
            }
        }
        Ok(self.shelf.get_or_init(|| Shelved { shelf, homes }))
    }

    /// Reads a group of records.
    pub(super) fn read_group(&self, group: u16, people: &People) -> Result<Vec<Event>, Lack> {
        let part = Part::Group(u32::from(group));
        let shelved = self.shelf(people)?;
        if !self.reader.has(part) {
            return Err(Lack::Parts(vec![part]));
        }
        Ok(self.reader.group(&shelved.shelf, u32::from(group))?)
    }

    /// The words of all texts, by row.
    pub(super) fn words(&self, people: &People) -> Result<&WordIndex, Lack> {
        if self.words.get().is_none() {
            let shelf = self.shelf(people)?;
            let groups = (0..shelf.shelf.group_count()).map(Part::Texts);
            let lacking: Vec<Part> = groups.filter(|part| !self.reader.has(*part)).collect();
            if !lacking.is_empty() {
                return Err(Lack::Parts(lacking));
            }
            let index = WordIndex::of(&self.reader, shelf, &self.columns)?;
            drop(self.words.set(index));
        }
        self.words.get().ok_or(Lack::Parts(vec![]))
    }

    /// The keys of the values that hold these groups, of those that are not at hand.
    pub(super) fn lacking(&self, groups: impl IntoIterator<Item = u16>) -> Vec<String> {
        let parts = groups.into_iter().map(|group| Part::Group(u32::from(group)));
        let lacking: Vec<Part> = parts.filter(|part| !self.reader.has(*part)).collect();
        self.keys_of(&lacking)
    }

    /// The keys of the values that hold these parts.
    pub(super) fn keys_of(&self, parts: &[Part]) -> Vec<String> {
        let values = Reader::values_of(self.row.layout(), parts);
        values.into_iter().map(|value| keys::segment_part(&self.row.name, value)).collect()
    }

    /// Rows whose subject has a key with the pattern match too. Keys of things that belong to others are in no column.
    pub(super) fn by_key(&self, pattern: &Pattern, verdicts: &mut [Verdict]) {
        let Some(threads) = &self.columns.threads else { return };
        let of = |thread: ThreadName<'_>| thread.key.is_some_and(|key| pattern.is_in_text(key));
        let keys: Vec<bool> =
            if self.may_be_in_keys(pattern) { threads.list.iter().map(of).collect() } else { Vec::new() };
        let any = keys.contains(&true);
        for (row, verdict) in verdicts.iter_mut().enumerate() {
            if *verdict == YES {
                continue;
            }
            match self.class(row) {
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
fn key_words(threads: &Threads) -> HashSet<String> {
    let mut words = HashSet::new();
    let mut last = "";
    for key in threads.iter().filter_map(|thread| thread.key) {
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
