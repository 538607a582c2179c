//! Symbols on their way into streams and out of them. See README, "Streams".

pub(crate) mod library;
pub(crate) mod player;
pub(crate) mod recorder;

use crate::record::coder::Slot;

/// A slot and a context: what has a model of its own.
pub(crate) type Place = (u8, u32);

/// Words up to this many letters are spelled with their length in a symbol.
pub(crate) fn place(slot: Slot, context: u32) -> Place {
    (slot.number(), context)
}

/// Which model spells a letter: by what the letter before was.
pub(crate) fn spelling_context(before: Option<u8>) -> u32 {
    match before {
        None => 0,
        Some(byte) if byte.is_ascii_digit() => 1,
        Some(byte) if byte.is_ascii_lowercase() => 2,
        Some(byte) if byte.is_ascii_uppercase() => 3,
        Some(byte) if byte >= 0x80 => 4,
        Some(_) => 5,
    }
}

/// Contexts of gaps: the first of a text, the last, and those between.
pub(crate) mod gap {
    pub(crate) const FIRST: u32 = 0;
    pub(crate) const LAST: u32 = 1;
    pub(crate) const BETWEEN: u32 = 2;
}
