//! A range coder: each bit takes as much room as it is a surprise. See `ROLLUP.md`, "Cells".

use crate::Flaw;

/// A probability of one half; all of them are in 4,096ths.
pub(super) const EVEN: u16 = 1 << (PROBABILITY_BITS - 1);

const PROBABILITY_BITS: u32 = 12;
const CERTAIN: u16 = 1 << PROBABILITY_BITS;
/// A probability moves by 1/32 of what it was wrong.
const ADAPTION: u32 = 5;
/// Below this, the range is widened by a byte.
const RANGE_MIN: u32 = 1 << 24;

/// Writes or reads bits, so that the grammar of cells is written once.
pub(super) trait Coder {
    /// Writes `bit`, or reads one and ignores `bit`; gives back the one that is in the bytes.
    ///
    /// `zero` is how likely a zero is; it learns from the bit.
    fn bit(&mut self, zero: &mut u16, bit: bool) -> Result<bool, Flaw>;
}

/// Moves a probability towards the bit that came.
fn learn(zero: &mut u16, bit: bool) {
    let wrong = if bit { *zero } else { CERTAIN.saturating_sub(*zero) };
    let step = wrong >> ADAPTION;
    *zero = if bit { zero.saturating_sub(step) } else { zero.saturating_add(step) };
}

/// The part of the range that stands for a zero.
fn share_of(range: u32, zero: u16) -> u32 {
    (range >> PROBABILITY_BITS).wrapping_mul(zero.into())
}

/// Writes bits.
#[derive(Debug)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    /// Bits 24 to 31 are the next byte, bit 32 is a carry into the bytes before it.
    low: u64,
    range: u32,
    /// The last byte, which a carry may still change, and how many 255 follow it.
    held: u8,
    full: usize,
}

impl Writer {
    pub(super) fn new() -> Self {
        Self { bytes: Vec::new(), low: 0, range: u32::MAX, held: 0, full: 0 }
    }

    /// The bytes.
    pub(super) fn finish(mut self) -> Vec<u8> {
        for _ in 0..5 {
            self.shift();
        }
        self.bytes
    }

    fn shift(&mut self) {
        let [_, _, _, next, carry, ..] = self.low.to_le_bytes();
        if next < u8::MAX || carry > 0 {
            self.bytes.push(self.held.wrapping_add(carry));
            let passed = u8::MAX.wrapping_add(carry);
            self.bytes.resize(self.bytes.len().saturating_add(self.full), passed);
            (self.held, self.full) = (next, 0);
        } else {
            self.full = self.full.saturating_add(1);
        }
        self.low = (self.low << 8) & u64::from(u32::MAX);
    }
}

impl Coder for Writer {
    fn bit(&mut self, zero: &mut u16, bit: bool) -> Result<bool, Flaw> {
        let share = share_of(self.range, *zero);
        if bit {
            self.low = self.low.saturating_add(share.into());
            self.range = self.range.saturating_sub(share);
        } else {
            self.range = share;
        }
        learn(zero, bit);
        while self.range < RANGE_MIN {
            self.range <<= 8;
            self.shift();
        }
        Ok(bit)
    }
}

/// Reads bits. It wants exactly the bytes that were written.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    /// How many bytes were read.
    pub(super) at: usize,
    code: u32,
    range: u32,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, Flaw> {
        let first = bytes.first_chunk::<5>().ok_or(Flaw::Short)?;
        let [0, code @ ..] = *first else {
            return Err(Flaw::Value);
        };
        Ok(Self { bytes, at: first.len(), code: u32::from_be_bytes(code), range: u32::MAX })
    }

    /// An error unless everything was read.
    pub(super) fn end(&self) -> Result<(), Flaw> {
        if self.at == self.bytes.len() && self.code == 0 { Ok(()) } else { Err(Flaw::Rest) }
    }
}

impl Coder for Reader<'_> {
    #[inline]
    fn bit(&mut self, zero: &mut u16, _: bool) -> Result<bool, Flaw> {
        let share = share_of(self.range, *zero);
        let bit = self.code >= share;
        if bit {
            self.code = self.code.wrapping_sub(share);
            self.range = self.range.wrapping_sub(share);
        } else {
            self.range = share;
        }
        learn(zero, bit);
        while self.range < RANGE_MIN {
            let byte = *self.bytes.get(self.at).ok_or(Flaw::Short)?;
            self.range <<= 8;
            self.code = (self.code << 8) | u32::from(byte);
            self.at = self.at.wrapping_add(1);
        }
        Ok(bit)
    }
}
