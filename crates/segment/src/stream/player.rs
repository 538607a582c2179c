//! Reading: says again what was noted.

use super::library::Library;
use super::{Place, gap, place, spelling_context};
use crate::code::rans::{Decoder, Slots};
use crate::record::coder::{Coder, Slot};
use std::cell::OnceCell;

/// Texts of one stream take no more than this.
const BYTES_MAX: usize = 32 * 1024 * 1024;

/// Models that are made ready when they are first needed.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    /// By slot, then by context.
    slots: Vec<Vec<Option<OnceCell<Slots>>>>,
}

impl Tables {
    pub(crate) fn new(library: &Library) -> Self {
        let mut slots: Vec<Vec<Option<OnceCell<Slots>>>> = Vec::new();
        slots.resize_with(Slot::COUNT, Vec::new);
        for (slot, context) in library.models.keys() {
            if let Some(row) = slots.get_mut(usize::from(*slot)) {
                let context = *context as usize;
                if row.len() <= context {
                    row.resize_with(context.saturating_add(1), || None);
                }
                if let Some(cell) = row.get_mut(context) {
                    *cell = Some(OnceCell::new());
                }
            }
        }
        Self { slots }
    }

    fn get(&self, library: &Library, (slot, context): Place) -> Option<&Slots> {
        let cell = self.slots.get(usize::from(slot))?.get(context as usize)?.as_ref()?;
        if let Some(slots) = cell.get() {
            return Some(slots);
        }
        let model = library.models.get(&(slot, context))?;
        Some(cell.get_or_init(|| Slots::of(model)))
    }
}

/// One stream being read.
pub(crate) struct Player<'a> {
    library: &'a Library,
    tables: &'a Tables,
    people: &'a [String],
    decoder: Decoder<'a>,
    bytes_left: usize,
    failed: bool,
    words: Option<&'a mut Vec<Word>>,
}

/// A word of a text as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Word {
    /// Its number in the vocabulary.
    Known(u32),
    /// Spelled out.
    Spelled(String),
}

impl<'a> Player<'a> {
    /// Begins a stream; none when it is too short.
    pub(crate) fn new(
        library: &'a Library,
        tables: &'a Tables,
        people: &'a [String],
        stream: &'a [u8],
    ) -> Option<Self> {
        let decoder = Decoder::new(stream)?;
        Some(Self { library, tables, people, decoder, bytes_left: BYTES_MAX, failed: false, words: None })
    }

    /// Also notes the words of phrases here, one after the other.
    pub(crate) fn noting(mut self, words: &'a mut Vec<Word>) -> Self {
        self.words = Some(words);
        self
    }

    /// Whether something impossible was read.
    pub(crate) fn has_failed(&self) -> bool {
        self.failed
    }

    /// Whether the stream ends here, and was possible.
    pub(crate) fn is_done(&self) -> bool {
        !self.failed && self.decoder.is_at_end()
    }

    fn take(&mut self, place: Place) -> u32 {
        if self.failed {
            return 0;
        }
        if let Some(slots) = self.tables.get(self.library, place) {
            self.decoder.symbol(slots)
        } else {
            self.failed = true;
            0
        }
    }

    fn push(&mut self, text: &mut String, piece: &str) {
        match self.bytes_left.checked_sub(piece.len()) {
            Some(left) => {
                self.bytes_left = left;
                text.push_str(piece);
            }
            None => self.failed = true,
        }
    }

    fn spelled(&mut self) -> String {
        let mut len = 0;
        self.number(Slot::SpellLength, 0, &mut len);
        let mut bytes = Vec::new();
        let mut before = None;
        for _ in 0..len {
            if self.failed || bytes.len() >= self.bytes_left {
                self.failed = true;
                break;
            }
            let byte = self.take(place(Slot::SpellByte, spelling_context(before)));
            let Ok(byte) = u8::try_from(byte) else {
                self.failed = true;
                break;
            };
            bytes.push(byte);
            before = Some(byte);
        }
        String::from_utf8(bytes).unwrap_or_else(|_| {
            self.failed = true;
            String::new()
        })
    }

    fn word(&mut self, text: &mut String) {
        let library = self.library;
        let symbol = self.take(place(Slot::Word, 0));
        let word = if let Some(known) = symbol.checked_sub(1) {
            match library.words.get(known as usize) {
                Some(word) => self.push(text, word),
                None => self.failed = true,
            }
            Word::Known(known)
        } else {
            let spelled = self.spelled();
            self.push(text, &spelled);
            Word::Spelled(spelled)
        };
        if let Some(words) = &mut self.words {
            words.push(word);
        }
    }

    fn gap(&mut self, context: u32, text: &mut String) {
        let library = self.library;
        let symbol = self.take(place(Slot::Gap, context));
        if let Some(known) = symbol.checked_sub(1) {
            match library.gaps.get(known as usize) {
                Some(gap) => self.push(text, gap),
                None => self.failed = true,
            }
        } else {
            let spelled = self.spelled();
            self.push(text, &spelled);
        }
    }
}

impl Coder for Player<'_> {
    fn symbol(&mut self, slot: Slot, context: u32, value: &mut u32) {
        *value = self.take(place(slot, context));
    }

    fn bits(&mut self, count: u32, value: &mut u32) {
        *value = if self.failed { 0 } else { self.decoder.bits(count) };
    }

    fn string(&mut self, slot: Slot, context: u32, value: &mut String) {
        let library = self.library;
        let at = place(slot, context);
        match self.take(at).checked_sub(1) {
            None => self.phrase(value),
            Some(entry) => {
                let text = library.strings.get(&at).and_then(|strings| strings.get(entry as usize));
                value.clear();
                match text {
                    Some(text) => self.push(value, text),
                    None => self.failed = true,
                }
            }
        }
    }

    fn phrase(&mut self, value: &mut String) {
        value.clear();
        let mut count = 0;
        self.number(Slot::WordCount, 0, &mut count);
        self.gap(gap::FIRST, value);
        for word in 1..=count {
            if self.failed {
                return;
            }
            self.word(value);
            self.gap(if word == count { gap::LAST } else { gap::BETWEEN }, value);
        }
    }

    fn person(&mut self, context: u32, value: &mut String) {
        match self.take(place(Slot::Person, context)).checked_sub(1) {
            None => self.phrase(value),
            Some(person) => match self.people.get(person as usize) {
                Some(account) => value.clone_from(account),
                None => self.failed = true,
            },
        }
    }

    fn has_number(&self, _: &str) -> bool {
        false
    }

    fn fail(&mut self) {
        self.failed = true;
    }
}
