//! The two directions of a record's coding behind one trait, so that writer and reader cannot disagree on the grammar.

use crate::code::number;

/// What a symbol is about. Each slot and context has a model of its own.
///
/// INVARIANT: numbers are part of the format and never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(crate) enum Slot {
    // Needed to read texts; their models are in the vocabulary file.
    Word = 0,
    Gap = 1,
    SpellLength = 2,
    SpellByte = 3,
    WordCount = 4,
    TextStep = 5,
    TextDistance = 6,
    TextCount = 7,
    Summary = 8,
    // Needed to read the rest; their models are in the dictionary file.
    Container = 20,
    Second = 21,
    Millis = 22,
    Class = 23,
    ActorStep = 24,
    Person = 25,
    ThreadStep = 26,
    ThreadDistance = 27,
    Id = 28,
    IdStep = 29,
    Key = 30,
    KeyStep = 31,
    Recorded = 32,
    Revision = 33,
    RevisionStep = 34,
    Recipe = 35,
    FactsStep = 36,
    FactsMask = 37,
    Fact = 38,
    ChangeCount = 39,
    Field = 40,
    Value = 41,
    ValueStep = 42,
    ContentRole = 43,
    Visibility = 44,
    Presence = 45,
    SubjectKey = 46,
    Text = 47,
    Template = 48,
    Filling = 49,
    FillingText = 50,
    FillingNumber = 51,
}

impl Slot {
    pub(crate) const COUNT: usize = 52;
    /// Slots from here on have their models in the dictionary file.
    pub(crate) const FIRST_OF_BODY: u8 = Self::Container as u8;

    pub(crate) fn number(self) -> u8 {
        self as u8
    }
}

/// Writes or reads: what goes in when writing comes out when reading.
pub(crate) trait Coder {
    /// A symbol of a small alphabet.
    fn symbol(&mut self, slot: Slot, context: u32, value: &mut u32);
    /// At most 16 bits as they are.
    fn bits(&mut self, count: u32, value: &mut u32);
    /// A text that is likely to occur again in the same slot and context.
    fn string(&mut self, slot: Slot, context: u32, value: &mut String);
    /// A text of words that is not.
    fn phrase(&mut self, value: &mut String);
    /// An account id. The context says in which role.
    fn person(&mut self, context: u32, value: &mut String);
    /// Whether this account has a number; only asked when writing.
    fn has_number(&self, account: &str) -> bool;
    /// Notes that what was read is not possible.
    fn fail(&mut self);

    /// A number of any size.
    fn number(&mut self, slot: Slot, context: u32, value: &mut u64) {
        let (mut symbol, _) = number::split(*value);
        self.symbol(slot, context, &mut symbol);
        let mut left = number::extra_bits(symbol);
        let (mut extra, mut place) = (0_u64, 0_u32);
        while left > 0 {
            let count = left.min(16);
            let mut bits = (*value >> place & 0xFFFF) as u32 & (1_u32 << count).wrapping_sub(1);
            self.bits(count, &mut bits);
            extra |= u64::from(bits) << place;
            place = place.wrapping_add(count);
            left = left.wrapping_sub(count);
        }
        *value = number::join(symbol, extra);
    }

    /// The difference of a number to one that both sides know.
    fn difference(&mut self, slot: Slot, context: u32, known: i64, value: &mut i64) {
        let mut zigzag = number::zigzag(value.wrapping_sub(known));
        self.number(slot, context, &mut zigzag);
        *value = known.wrapping_add(number::unzigzag(zigzag));
    }

    /// Yes or no.
    fn flag(&mut self, slot: Slot, context: u32, value: &mut bool) {
        let mut symbol = u32::from(*value);
        self.symbol(slot, context, &mut symbol);
        *value = symbol != 0;
    }

    /// Whether there is a text, and that.
    fn optional(&mut self, slot: Slot, context: u32, value: &mut Option<String>) {
        let mut present = value.is_some();
        self.flag(Slot::Presence, slot_context(slot, context), &mut present);
        if present {
            let text = value.get_or_insert_default();
            self.string(slot, context, text);
        } else {
            *value = None;
        }
    }
}

/// A context of [`Slot::Presence`] for each slot and small context.
fn slot_context(slot: Slot, context: u32) -> u32 {
    u32::from(slot.number()).wrapping_mul(16).wrapping_add(context.min(15))
}
