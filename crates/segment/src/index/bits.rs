//! Bits, and the codes made of them. See `INDEX.md`, "Bucket".

use crate::Flaw;

/// No number of the grammar has more bits than this.
const BITS_MAX: u32 = 40;

/// Writes bits, the first one into the highest bit of a byte.
#[derive(Debug, Default)]
pub(super) struct BitWriter {
    bytes: Vec<u8>,
    /// Bits that do not make a byte yet, in the low bits.
    pending: u64,
    /// How many of them, below 8.
    pending_bits: u32,
}

impl BitWriter {
    /// Writes the low `count` bits, at most 40.
    pub(super) fn bits(&mut self, value: u64, count: u32) {
        let kept = value & low_bits(count);
        self.pending = (self.pending << count) | kept;
        self.pending_bits = self.pending_bits.saturating_add(count);
        while let Some(more) = self.pending_bits.checked_sub(8) {
            self.bytes.push((self.pending >> more).to_le_bytes()[0]);
            self.pending_bits = more;
        }
        self.pending &= low_bits(self.pending_bits);
    }

    /// Writes a number from 1 on.
    pub(super) fn gamma(&mut self, value: u64) {
        let digits = value.checked_ilog2().unwrap_or(0);
        self.bits(0, digits);
        self.bits(value, digits.saturating_add(1));
    }

    pub(super) fn rice(&mut self, parameter: u32, value: u64) {
        let mut ones = value >> parameter;
        while ones > 0 {
            let now = ones.min(BITS_MAX.into());
            self.bits(u64::MAX, u32::try_from(now).unwrap_or(BITS_MAX));
            ones = ones.saturating_sub(now);
        }
        self.bits(0, 1);
        self.bits(value, parameter);
    }

    /// Writes a number below `choices`, each of them as likely as the others.
    pub(super) fn even(&mut self, choices: u64, value: u64) {
        let (short_bits, shorts) = even_code(choices);
        if value < shorts {
            self.bits(value, short_bits);
        } else {
            self.bits(value.saturating_add(shorts), short_bits.saturating_add(1));
        }
    }

    /// The bytes, filled up with zeros.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let missing = 8_u32.saturating_sub(self.pending_bits) % 8;
        self.bits(0, missing);
        self.bytes
    }
}

/// Reads what [`BitWriter`] wrote.
#[derive(Debug, Clone)]
pub(super) struct BitReader<'a> {
    bytes: &'a [u8],
    /// The next bit.
    at: usize,
}

impl<'a> BitReader<'a> {
    /// Reads from this byte on.
    pub(super) fn new(bytes: &'a [u8], byte: usize) -> Self {
        Self { bytes, at: byte.saturating_mul(8) }
    }

    /// The byte in which the next bit is.
    pub(super) fn byte(&self) -> usize {
        self.at / 8
    }

    fn left(&self) -> usize {
        self.bytes.len().saturating_mul(8).saturating_sub(self.at)
    }

    /// The next bits, 57 or more, in the highest ones; zeros behind the end.
    fn peek(&self) -> u64 {
        let rest = self.bytes.get(self.byte()..).unwrap_or_default();
        let word = rest.first_chunk::<8>().map_or_else(
            || {
                let mut last = [0; 8];
                last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
                u64::from_be_bytes(last)
            },
            |word| u64::from_be_bytes(*word),
        );
        word << (self.at % 8)
    }

    fn skip(&mut self, count: u32) -> Result<(), Flaw> {
        if self.left() < count as usize {
            return Err(Flaw::Short);
        }
        self.at = self.at.saturating_add(count as usize);
        Ok(())
    }

    /// Reads `count` bits, at most 40.
    pub(super) fn bits(&mut self, count: u32) -> Result<u64, Flaw> {
        let word = self.peek();
        self.skip(count)?;
        Ok(word.checked_shr(u64::BITS.saturating_sub(count)).unwrap_or(0))
    }

    pub(super) fn gamma(&mut self) -> Result<u64, Flaw> {
        let zeros = self.peek().leading_zeros();
        if zeros >= BITS_MAX {
            return Err(if self.left() < BITS_MAX as usize { Flaw::Short } else { Flaw::Value });
        }
        self.skip(zeros)?;
        self.bits(zeros.saturating_add(1))
    }

    pub(super) fn rice(&mut self, parameter: u32) -> Result<u64, Flaw> {
        let mut ones = 0_u64;
        loop {
            let more = self.peek().leading_ones().min(BITS_MAX);
            self.skip(more)?;
            ones = ones.saturating_add(more.into());
            if more < BITS_MAX {
                break;
            }
        }
        self.skip(1)?;
        // At most 2^24 ones in a value of the store, at most 32 bits behind them.
        let high = ones.checked_mul(1 << parameter).ok_or(Flaw::Value)?;
        Ok(high | self.bits(parameter)?)
    }

    pub(super) fn even(&mut self, choices: u64) -> Result<u64, Flaw> {
        let (short_bits, shorts) = even_code(choices);
        let value = self.bits(short_bits)?;
        if value < shorts {
            return Ok(value);
        }
        let long = (value << 1) | self.bits(1)?;
        Ok(long.saturating_sub(shorts))
    }

    /// An error unless nothing but the last zeros is left.
    pub(super) fn end(&mut self) -> Result<(), Flaw> {
        let left = u32::try_from(self.left()).ok().filter(|left| *left < 8).ok_or(Flaw::Rest)?;
        if self.bits(left)? == 0 { Ok(()) } else { Err(Flaw::Rest) }
    }
}

/// How many bits the short codes of so many choices have, and how many are short; the others have one bit more.
fn even_code(choices: u64) -> (u32, u64) {
    let short_bits = choices.checked_ilog2().unwrap_or(0);
    (short_bits, (2_u64 << short_bits.min(62)).saturating_sub(choices))
}

fn low_bits(count: u32) -> u64 {
    u64::MAX.checked_shr(u64::BITS.saturating_sub(count)).unwrap_or(0)
}
