//! Writing: notes what is to be said, and says it once all of it is known.

use super::library::{Library, Strings};
use super::{Place, gap, place, spelling_context};
use crate::code::model::{Model, SYMBOLS_MAX};
use crate::code::number;
use crate::code::rans::{self, Piece};
use crate::record::coder::{Coder, Slot};
use crate::words::{VOCABULARY_BYTES_MAX, Vocabulary, WORD_BYTES_MAX, cut};
use std::collections::{BTreeMap, HashMap};

/// Something to say.
#[derive(Debug, Clone, Copy)]
enum Note {
    Symbol {
        slot: u8,
        context: u32,
        symbol: u32,
    },
    Bits {
        count: u8,
        value: u16,
    },
    /// An entry of a dictionary.
    String {
        table: u32,
        entry: u32,
    },
    Word(u32),
    Gap {
        context: u8,
        gap: u32,
    },
}

/// Texts by number, with how often each was noted.
#[derive(Debug, Default)]
struct Interned {
    numbers: HashMap<String, u32>,
    texts: Vec<String>,
    uses: Vec<u32>,
}

impl Interned {
    fn note(&mut self, text: &str) -> u32 {
        let number = if let Some(number) = self.numbers.get(text) {
            *number
        } else {
            let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
            self.numbers.insert(text.to_owned(), number);
            self.texts.push(text.to_owned());
            self.uses.push(0);
            number
        };
        if let Some(uses) = self.uses.get_mut(number as usize) {
            *uses = uses.saturating_add(1);
        }
        number
    }

    fn text(&self, number: u32) -> &str {
        self.texts.get(number as usize).map_or("", String::as_str)
    }

    fn uses(&self, number: u32) -> u32 {
        self.uses.get(number as usize).copied().unwrap_or_default()
    }

    /// The numbers of those that are worth an entry in a dictionary, in the order of their bytes, and where each of all stands.
    fn worth(&self, least: impl Fn(&str) -> u32, bytes_max: usize) -> (Vec<u32>, Vec<Option<u32>>) {
        let all = 0..u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        let mut kept: Vec<u32> = all.filter(|n| self.uses(*n) >= least(self.text(*n))).collect();
        kept.sort_by_key(|n| std::cmp::Reverse(self.uses(*n)));
        let mut bytes = 0_usize;
        let fits = |n: &u32| {
            bytes = bytes.saturating_add(self.text(*n).len());
            bytes <= bytes_max
        };
        kept = kept.into_iter().take_while(fits).take(SYMBOLS_MAX.saturating_sub(1)).collect();
        kept.sort_by(|a, b| self.text(*a).cmp(self.text(*b)));
        let mut places = vec![None; self.texts.len()];
        for (place, n) in (0_u32..).zip(&kept) {
            if let Some(at) = places.get_mut(*n as usize) {
                *at = Some(place);
            }
        }
        (kept, places)
    }
}

/// Notes of several streams, which share dictionaries and models.
#[derive(Debug, Default)]
pub(crate) struct Recorder {
    streams: Vec<Vec<Note>>,
    tables: BTreeMap<Place, u32>,
    strings: Vec<Interned>,
    words: Interned,
    gaps: Interned,
    people: HashMap<String, u32>,
}

/// Streams, and what is needed to read them.
pub(crate) struct Recorded {
    pub(crate) streams: Vec<Vec<u8>>,
    pub(crate) library: Library,
}

/// Dictionaries take no more than this together, before they are deflated.
const STRINGS_BYTES_MAX: usize = 150_000;
/// Longer texts are not worth an entry.
const STRING_BYTES_MAX: usize = 200;
const TEMPLATE_BYTES_MAX: usize = 8_000;

impl Recorder {
    /// Begins, with the numbers of people.
    pub(crate) fn new(people: HashMap<String, u32>) -> Self {
        Self { people, ..Self::default() }
    }

    /// Begins the next stream.
    pub(crate) fn begin(&mut self) {
        self.streams.push(Vec::new());
    }

    fn note(&mut self, note: Note) {
        if let Some(stream) = self.streams.last_mut() {
            stream.push(note);
        }
    }

    /// Says everything.
    pub(crate) fn finish(mut self) -> Recorded {
        let mut left = STRINGS_BYTES_MAX;
        let mut places = Vec::new();
        let mut dictionaries = BTreeMap::new();
        for (at, table) in &self.tables {
            let Some(strings) = self.strings.get(*table as usize) else { continue };
            let long = if at.0 == Slot::Template.number() { TEMPLATE_BYTES_MAX } else { STRING_BYTES_MAX };
            let least = |text: &str| if text.len() > long { u32::MAX } else { 2 };
            let (kept, of_table) = strings.worth(least, left);
            let texts: Vec<String> = kept.iter().map(|n| strings.text(*n).to_owned()).collect();
            left = left.saturating_sub(texts.iter().map(String::len).sum());
            dictionaries.insert(*at, Strings::new(texts));
            places.push((*table, *at, of_table));
        }
        places.sort_by_key(|(table, _, _)| *table);
        self.spell_strings(&places);
        let worth = |text: &str| match text.len() {
            0..=2 => 3,
            3..=WORD_BYTES_MAX => 2,
            _ => u32::MAX,
        };
        let (words, word_places) = self.words.worth(worth, VOCABULARY_BYTES_MAX * 3 / 4);
        let (gaps, gap_places) = self.gaps.worth(worth, VOCABULARY_BYTES_MAX / 4);
        let streams: Vec<Vec<Note>> = std::mem::take(&mut self.streams)
            .into_iter()
            .map(|notes| self.spell_words(&notes, &word_places, &gap_places))
            .collect();
        let models = models(&streams);
        let library = Library {
            words: Vocabulary::new(words.iter().map(|n| self.words.text(*n))),
            gaps: Vocabulary::new(gaps.iter().map(|n| self.gaps.text(*n))),
            strings: dictionaries,
            models,
        };
        let ranges: BTreeMap<Place, Ranges> = library
            .models
            .iter()
            .map(|(place, model)| (*place, (u8::try_from(model.bits()).unwrap_or_default(), model.ranges())))
            .collect();
        let streams = streams.iter().map(|notes| encode(notes, &ranges)).collect();
        Recorded { streams, library }
    }

    /// Replaces entries of dictionaries by their symbols; those without an entry are spelled in words.
    fn spell_strings(&mut self, places: &[(u32, Place, Vec<Option<u32>>)]) {
        for at in 0..self.streams.len() {
            let notes = self.streams.get_mut(at).map(std::mem::take).unwrap_or_default();
            let mut spelled = Vec::with_capacity(notes.len());
            for note in notes {
                let Note::String { table, entry } = note else {
                    spelled.push(note);
                    continue;
                };
                let Some((_, (slot, context), of_table)) = places.get(table as usize) else { continue };
                let known = of_table.get(entry as usize).copied().flatten();
                let symbol = known.map_or(0, |place| place.saturating_add(1));
                spelled.push(Note::Symbol { slot: *slot, context: *context, symbol });
                if known.is_none() {
                    let text = self.strings.get(table as usize).map_or("", |strings| strings.text(entry));
                    phrase(&mut spelled, &mut self.words, &mut self.gaps, text);
                }
            }
            if let Some(stream) = self.streams.get_mut(at) {
                *stream = spelled;
            }
        }
    }

    /// Replaces words and gaps by their symbols; those that are not in the vocabulary are spelled in letters.
    fn spell_words(&self, notes: &[Note], words: &[Option<u32>], gaps: &[Option<u32>]) -> Vec<Note> {
        let mut spelled = Vec::with_capacity(notes.len());
        for note in notes {
            let (slot, context, known, text) = match note {
                Note::Word(word) => (Slot::Word, 0, words.get(*word as usize), self.words.text(*word)),
                Note::Gap { context, gap } => {
                    (Slot::Gap, u32::from(*context), gaps.get(*gap as usize), self.gaps.text(*gap))
                }
                other => {
                    spelled.push(*other);
                    continue;
                }
            };
            let known = known.copied().flatten();
            let symbol = known.map_or(0, |place| place.saturating_add(1));
            spelled.push(Note::Symbol { slot: slot.number(), context, symbol });
            if known.is_none() {
                spell(&mut spelled, text);
            }
        }
        spelled
    }
}

/// A text as words and gaps.
fn phrase(notes: &mut Vec<Note>, words: &mut Interned, gaps: &mut Interned, text: &str) {
    let pieces: Vec<&str> = cut(text).collect();
    let count = pieces.len() / 2;
    push_number(notes, Slot::WordCount, 0, count as u64);
    for (at, piece) in pieces.iter().enumerate() {
        if at % 2 == 1 {
            notes.push(Note::Word(words.note(piece)));
        } else {
            let context = match at {
                0 => gap::FIRST,
                at if at == count.saturating_mul(2) => gap::LAST,
                _ => gap::BETWEEN,
            };
            let context = u8::try_from(context).unwrap_or_default();
            notes.push(Note::Gap { context, gap: gaps.note(piece) });
        }
    }
}

/// A text letter by letter.
fn spell(notes: &mut Vec<Note>, text: &str) {
    push_number(notes, Slot::SpellLength, 0, text.len() as u64);
    let mut before = None;
    for byte in text.bytes() {
        let context = spelling_context(before);
        notes.push(Note::Symbol { slot: Slot::SpellByte.number(), context, symbol: u32::from(byte) });
        before = Some(byte);
    }
}

fn push_number(notes: &mut Vec<Note>, slot: Slot, context: u32, value: u64) {
    let (symbol, mut left) = number::split(value);
    notes.push(Note::Symbol { slot: slot.number(), context, symbol });
    let mut place = 0_u32;
    while left > 0 {
        let count = left.min(16);
        let bits =
            (value >> place & 0xFFFF) as u16 & 1_u16.checked_shl(count).unwrap_or_default().wrapping_sub(1);
        notes.push(Note::Bits { count: u8::try_from(count).unwrap_or_default(), value: bits });
        place = place.wrapping_add(count);
        left = left.wrapping_sub(count);
    }
}

fn models(streams: &[Vec<Note>]) -> BTreeMap<Place, Model> {
    let mut counts: HashMap<Place, Vec<u32>> = HashMap::new();
    for note in streams.iter().flatten() {
        if let Note::Symbol { slot, context, symbol } = note {
            let counts = counts.entry((*slot, *context)).or_default();
            let symbol = *symbol as usize;
            if counts.len() <= symbol {
                counts.resize(symbol.saturating_add(1), 0);
            }
            if let Some(count) = counts.get_mut(symbol) {
                *count = count.saturating_add(1);
            }
        }
    }
    counts.into_iter().map(|(place, counts)| (place, Model::of_counts(&counts))).collect()
}

/// Bits of a model, and the range of each symbol.
type Ranges = (u8, Vec<(u32, u32)>);

fn encode(notes: &[Note], ranges: &BTreeMap<Place, Ranges>) -> Vec<u8> {
    let piece = |note: &Note| match note {
        Note::Symbol { slot, context, symbol } => {
            let (bits, ranges) = ranges.get(&(*slot, *context))?;
            let (start, share) = *ranges.get(*symbol as usize)?;
            Some(Piece { start, share, bits: *bits })
        }
        Note::Bits { count, value } => Some(Piece { start: u32::from(*value), share: 1, bits: *count }),
        Note::String { .. } | Note::Word(_) | Note::Gap { .. } => None,
    };
    let pieces: Vec<Piece> = notes.iter().filter_map(piece).collect();
    rans::encode(&pieces)
}

impl Coder for Recorder {
    fn symbol(&mut self, slot: Slot, context: u32, value: &mut u32) {
        self.note(Note::Symbol { slot: slot.number(), context, symbol: *value });
    }

    fn bits(&mut self, count: u32, value: &mut u32) {
        let (count, value) = (u8::try_from(count), u16::try_from(*value));
        self.note(Note::Bits { count: count.unwrap_or_default(), value: value.unwrap_or_default() });
    }

    fn string(&mut self, slot: Slot, context: u32, value: &mut String) {
        let next = u32::try_from(self.strings.len()).unwrap_or(u32::MAX);
        let table = *self.tables.entry(place(slot, context)).or_insert(next);
        if table == next {
            self.strings.push(Interned::default());
        }
        if let Some(strings) = self.strings.get_mut(table as usize) {
            let entry = strings.note(value);
            self.note(Note::String { table, entry });
        }
    }

    fn phrase(&mut self, value: &mut String) {
        if let Some(stream) = self.streams.last_mut() {
            phrase(stream, &mut self.words, &mut self.gaps, value);
        }
    }

    fn person(&mut self, context: u32, value: &mut String) {
        let person = self.people.get(value.as_str()).copied();
        let mut symbol = person.map_or(0, |person| person.saturating_add(1));
        self.symbol(Slot::Person, context, &mut symbol);
        if person.is_none() {
            self.phrase(value);
        }
    }

    fn has_number(&self, account: &str) -> bool {
        self.people.contains_key(account)
    }

    fn fail(&mut self) {
        debug_assert!(false, "what is written is possible");
    }
}
