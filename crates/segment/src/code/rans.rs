//! Asymmetric numeral systems: symbols by their shares, packed to within a fraction of a percent of what is possible.
//!
//! Range variant with static models (J. Duda, <https://arxiv.org/abs/1311.2540>, section 3.3), four states in turn so that a
//! processor can work on several symbols at once, renewed by 16 bits at a time. A stream is `state * 4 (u32)` and words
//! (u16), all little-endian, in the order of reading.
//!
//! Every stream checks itself: once all its symbols are read, the states must be back where the writer began and no word may be
//! left.

use super::model::Model;
use std::num::NonZeroU32;

/// Where the writer's states begin; they never fall below this.
const LOW: u32 = 1 << 16;
const STATES: usize = 4;
const HEAD_BYTES: usize = STATES * 4;

/// A symbol on its way into a stream: where its share begins, how large it is, and of how many (a power of two).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) start: u32,
    pub(crate) share: u32,
    pub(crate) bits: u8,
}

/// The stream of these symbols.
pub(crate) fn encode(pieces: &[Piece]) -> Vec<u8> {
    let mut states = [LOW; STATES];
    let mut words: Vec<u16> = Vec::with_capacity(pieces.len() / 2);
    // What is written last is read first.
    for (at, piece) in pieces.iter().enumerate().rev() {
        let Some(state) = states.get_mut(at % STATES) else { continue };
        let share = NonZeroU32::new(piece.share).unwrap_or(NonZeroU32::MIN);
        let limit = u64::from(share.get()) << 32_u32.wrapping_sub(u32::from(piece.bits));
        if u64::from(*state) >= limit {
            words.push((*state & 0xFFFF) as u16);
            *state >>= 16;
        }
        let (whole, part) = (*state / share, *state % share);
        *state = (whole << piece.bits).wrapping_add(part).wrapping_add(piece.start);
    }
    let mut bytes = Vec::with_capacity(HEAD_BYTES.saturating_add(words.len().saturating_mul(2)));
    for state in states {
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    for word in words.iter().rev() {
        bytes.extend_from_slice(&word.to_le_bytes());
    }
    bytes
}

/// A model, ready for reading: what each place of the whole stands for.
#[derive(Debug, Clone)]
pub(crate) struct Slots {
    bits: u32,
    mask: u32,
    /// Symbol in bits 0 to 15, share in 16 to 32, place within the share in 33 to 48.
    entries: Vec<u64>,
}

impl Slots {
    pub(crate) fn of(model: &Model) -> Self {
        let bits = model.bits();
        let mut entries = Vec::with_capacity(1 << bits);
        for (symbol, share) in (0_u64..).zip(model.shares()) {
            let share = u64::from(*share);
            entries.extend((0..share).map(|place| symbol | share << 16 | place << 33));
        }
        Self { bits, mask: (1_u32 << bits).wrapping_sub(1), entries }
    }

    #[inline]
    fn step(&self, state: &mut u32, words: &mut &[u8]) -> u32 {
        let slot = self.entries.get((*state & self.mask) as usize).copied().unwrap_or_default();
        let (share, place) = ((slot >> 16 & 0x1_FFFF) as u32, (slot >> 33) as u32);
        *state = share.wrapping_mul(*state >> self.bits).wrapping_add(place);
        renew(state, words);
        (slot & 0xFFFF) as u32
    }
}

#[inline]
fn renew(state: &mut u32, words: &mut &[u8]) {
    if *state < LOW {
        // Behind the end there are zeros; the check at the end finds that out.
        let (word, rest) = words
            .split_first_chunk::<2>()
            .map_or((0, &[][..]), |(word, rest)| (u16::from_le_bytes(*word), rest));
        *state = *state << 16 | u32::from(word);
        *words = rest;
    }
}

/// A model for reading a whole column: which symbol each place stands for, and where the symbol's share begins and how large it
/// is. Small enough for a processor's nearest memory even when there are thousands of symbols.
struct Lookup {
    bits: u32,
    mask: u32,
    symbols: Vec<u16>,
    /// Begin in bits 0 to 15, share in 16 to 32, by symbol.
    shares: Vec<u64>,
}

impl Lookup {
    fn of(model: &Model) -> Self {
        let bits = model.bits();
        let mut symbols = vec![0_u16; 1 << bits];
        let mut rest = symbols.as_mut_slice();
        let mut shares = Vec::with_capacity(model.shares().len());
        let mut start = 0_u64;
        for (symbol, share) in (0_u16..).zip(model.shares()) {
            let (own, behind) = rest.split_at_mut_checked(*share as usize).unwrap_or_default();
            own.fill(symbol);
            rest = behind;
            shares.push(start | u64::from(*share) << 16);
            start = start.wrapping_add(u64::from(*share));
        }
        Self { bits, mask: (1_u32 << bits).wrapping_sub(1), symbols, shares }
    }

    #[inline]
    fn step(&self, state: &mut u32, words: &[u16], at: &mut usize) -> u16 {
        let slot = *state & self.mask;
        let symbol = self.symbols.get(slot as usize).copied().unwrap_or_default();
        let share = self.shares.get(usize::from(symbol)).copied().unwrap_or_default();
        let place = slot.wrapping_sub((share & 0xFFFF) as u32);
        let next = ((share >> 16 & 0x1_FFFF) as u32).wrapping_mul(*state >> self.bits).wrapping_add(place);
        // Whether a word comes in cannot be foretold, so both ways are worked out and none is jumped to. Behind the end there are
        // zeros; the check at the end finds that out.
        let word = words.get(*at).copied().unwrap_or_default();
        let is_low = next < LOW;
        *state = if is_low { next << 16 | u32::from(word) } else { next };
        *at = at.wrapping_add(usize::from(is_low));
        symbol
    }
}

/// So many symbols of one model, which are a whole stream; none when they are not.
pub(crate) fn decode(bytes: &[u8], model: &Model, count: usize) -> Option<Vec<u16>> {
    let Decoder { states: [mut a, mut b, mut c, mut d], words, .. } = Decoder::new(bytes)?;
    if !words.len().is_multiple_of(2) {
        return None;
    }
    let words: Vec<u16> = words.as_chunks().0.iter().map(|word| u16::from_le_bytes(*word)).collect();
    let lookup = Lookup::of(model);
    let mut symbols = vec![0_u16; count];
    let mut at = 0_usize;
    let (fours, rest) = symbols.as_chunks_mut::<STATES>();
    for [one, two, three, last] in fours {
        *one = lookup.step(&mut a, &words, &mut at);
        *two = lookup.step(&mut b, &words, &mut at);
        *three = lookup.step(&mut c, &words, &mut at);
        *last = lookup.step(&mut d, &words, &mut at);
    }
    for (symbol, state) in rest.iter_mut().zip([&mut a, &mut b, &mut c]) {
        *symbol = lookup.step(state, &words, &mut at);
    }
    (at == words.len() && [a, b, c, d] == [LOW; STATES]).then_some(symbols)
}

/// A stream being read.
#[derive(Debug, Clone)]
pub(crate) struct Decoder<'a> {
    states: [u32; STATES],
    turn: usize,
    words: &'a [u8],
}

impl<'a> Decoder<'a> {
    /// Begins a stream; none when it is too short.
    pub(crate) fn new(bytes: &'a [u8]) -> Option<Self> {
        let (head, words) = bytes.split_at_checked(HEAD_BYTES)?;
        let mut states = [0; STATES];
        for (state, bytes) in states.iter_mut().zip(head.chunks_exact(4)) {
            *state = u32::from_le_bytes(bytes.try_into().ok()?);
        }
        Some(Self { states, turn: 0, words })
    }

    /// The next symbol.
    #[inline]
    pub(crate) fn symbol(&mut self, slots: &Slots) -> u32 {
        let turn = self.turn % STATES;
        self.turn = turn.wrapping_add(1);
        match self.states.get_mut(turn) {
            Some(state) => slots.step(state, &mut self.words),
            None => 0,
        }
    }

    /// The next so many bits, at most 16.
    #[inline]
    pub(crate) fn bits(&mut self, count: u32) -> u32 {
        let turn = self.turn % STATES;
        self.turn = turn.wrapping_add(1);
        let Some(state) = self.states.get_mut(turn) else { return 0 };
        let value = *state & (1_u32 << count).wrapping_sub(1);
        *state >>= count;
        renew(state, &mut self.words);
        value
    }

    /// Whether the stream ends here.
    pub(crate) fn is_at_end(&self) -> bool {
        self.words.is_empty() && self.states.iter().all(|state| *state == LOW)
    }
}

#[cfg(test)]
mod tests {
    #![expect(
        clippy::arithmetic_side_effects,
        clippy::cast_possible_truncation,
        reason = "small numbers of the tests"
    )]

    use super::*;
    use proptest::prelude::*;

    fn stream(model: &Model, symbols: &[u16]) -> Vec<u8> {
        let ranges = model.ranges();
        let pieces: Vec<Piece> = symbols
            .iter()
            .map(|symbol| {
                let (start, share) = ranges[*symbol as usize];
                Piece { start, share, bits: model.bits() as u8 }
            })
            .collect();
        encode(&pieces)
    }

    proptest! {
        #[test]
        fn symbols_come_back(symbols in prop::collection::vec(0_u16..600, 1..2_000), skew in 1_u16..5) {
            let symbols: Vec<u16> = symbols.iter().map(|s| s / skew / skew).collect();
            let mut counts = vec![0; 600];
            for symbol in &symbols {
                counts[*symbol as usize] += 1;
            }
            let model = Model::of_counts(&counts);
            let bytes = stream(&model, &symbols);
            let slots = Slots::of(&model);
            let back = decode(&bytes, &model, symbols.len());
            prop_assert_eq!(back.as_ref(), Some(&symbols));
            // Where there is only one symbol it takes nothing, so one more cannot be told.
            prop_assert_eq!(decode(&bytes, &model, symbols.len() + 1).is_some(), model.bits() == 0);
            let longer = [&bytes[..], &[0, 0]].concat();
            prop_assert_eq!(decode(&longer, &model, symbols.len()), None);
            let mut decoder = Decoder::new(&bytes).unwrap();
            for symbol in symbols {
                prop_assert!(!decoder.is_at_end() || model.bits() == 0);
                prop_assert_eq!(decoder.symbol(&slots), u32::from(symbol));
            }
        }

        #[test]
        fn any_bytes_can_be_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let slots = Slots::of(&Model::of_counts(&[3, 0, 9, 1]));
            if let Some(mut decoder) = Decoder::new(&bytes) {
                for _ in 0..500 {
                    prop_assert!(decoder.symbol(&slots) <= 3);
                    decoder.bits(16);
                }
            }
        }
    }

    #[test]
    fn bits_come_back() {
        let values = [(3, 5), (16, 65_535), (1, 1), (0, 0), (13, 4_097)];
        let pieces: Vec<Piece> =
            values.iter().map(|(bits, value)| Piece { start: *value, share: 1, bits: *bits as u8 }).collect();
        let bytes = encode(&pieces);
        let mut decoder = Decoder::new(&bytes).unwrap();
        for (bits, value) in values {
            assert_eq!(decoder.bits(bits), value);
        }
        assert!(decoder.is_at_end());
    }
}
