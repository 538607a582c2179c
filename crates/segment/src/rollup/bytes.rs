//! Varints, and streams of them. See `ROLLUP.md`, "File".

use crate::{Flaw, SegmentError};
use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use std::io::{Read as _, Write as _};

/// No deflate stream unpacks to more than this many bytes for each of its own.
const DEFLATE_RATIO_MAX: usize = 1_032;

pub(super) fn write_varint(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push(low_byte(value) | 0x80);
        value >>= 7;
    }
    bytes.push(low_byte(value));
}

pub(super) fn write_zigzag(bytes: &mut Vec<u8>, value: i64) {
    write_varint(bytes, ((value << 1) ^ (value >> 63)).cast_unsigned());
}

fn low_byte(value: u64) -> u8 {
    value.to_le_bytes()[0]
}

/// Appends a packed stream.
pub(super) fn write_stream(bytes: &mut Vec<u8>, raw: &[u8]) {
    let packed = deflate(raw);
    write_varint(bytes, raw.len() as u64);
    write_varint(bytes, packed.len() as u64);
    bytes.extend_from_slice(&packed);
}

fn deflate(raw: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    // Writing to memory does not fail; if it did, reading would refuse the size.
    encoder.write_all(raw).and_then(|()| encoder.finish()).unwrap_or_default()
}

/// Reads numbers from bytes, and says where in which part it stands when it cannot.
#[derive(Debug)]
pub(super) struct Source<'a> {
    part: &'static str,
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Source<'a> {
    pub(super) fn new(part: &'static str, bytes: &'a [u8], at: usize) -> Self {
        Self { part, bytes, at }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.at >= self.bytes.len()
    }

    pub(super) fn flaw(&self, flaw: Flaw) -> SegmentError {
        super::flawed(self.part, self.at, flaw)
    }

    #[inline]
    pub(super) fn byte(&mut self) -> Result<u8, SegmentError> {
        let byte = *self.bytes.get(self.at).ok_or_else(|| self.flaw(Flaw::Short))?;
        self.at = self.at.saturating_add(1);
        Ok(byte)
    }

    #[inline]
    pub(super) fn varint(&mut self) -> Result<u64, SegmentError> {
        let first = self.byte()?;
        if first < 0x80 { Ok(u64::from(first)) } else { self.long_varint(first) }
    }

    fn long_varint(&mut self, first: u8) -> Result<u64, SegmentError> {
        let mut value = u64::from(first & 0x7f);
        for shift in (7_u32..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            let moved = bits << shift;
            if moved >> shift != bits {
                return Err(self.flaw(Flaw::Value));
            }
            value |= moved;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(self.flaw(Flaw::Value))
    }

    pub(super) fn zigzag(&mut self) -> Result<i64, SegmentError> {
        let value = self.varint()?;
        Ok((value >> 1).cast_signed() ^ (value & 1).cast_signed().wrapping_neg())
    }

    /// A varint that is stored less 1.
    #[inline]
    pub(super) fn one_more(&mut self) -> Result<u64, SegmentError> {
        let less = self.varint()?;
        less.checked_add(1).ok_or_else(|| self.flaw(Flaw::Value))
    }

    /// A varint that a smaller type can hold.
    #[inline]
    pub(super) fn small<T: TryFrom<u64>>(&mut self) -> Result<T, SegmentError> {
        let value = self.varint()?;
        T::try_from(value).map_err(|_| self.flaw(Flaw::Value))
    }

    pub(super) fn take(&mut self, len: usize) -> Result<&'a [u8], SegmentError> {
        let end = self.at.checked_add(len).ok_or_else(|| self.flaw(Flaw::Short))?;
        let taken = self.bytes.get(self.at..end).ok_or_else(|| self.flaw(Flaw::Short))?;
        self.at = end;
        Ok(taken)
    }

    /// Unpacks the stream that begins here. Its size is taken from what is `allowed`.
    pub(super) fn stream(&mut self, allowed: &mut usize) -> Result<Vec<u8>, SegmentError> {
        let raw_size: usize = self.small()?;
        let packed_size: usize = self.small()?;
        let reachable = packed_size.saturating_mul(DEFLATE_RATIO_MAX);
        *allowed = allowed.checked_sub(raw_size).ok_or_else(|| self.flaw(Flaw::Size))?;
        if raw_size > reachable {
            return Err(self.flaw(Flaw::Size));
        }
        let packed = self.take(packed_size)?;
        inflate(packed, raw_size).ok_or_else(|| self.flaw(Flaw::Packed))
    }

    /// An error unless everything was read.
    pub(super) fn end(&self) -> Result<(), SegmentError> {
        if self.is_empty() { Ok(()) } else { Err(self.flaw(Flaw::Rest)) }
    }
}

/// None when it is not deflate, or not exactly as long as claimed.
fn inflate(packed: &[u8], raw_size: usize) -> Option<Vec<u8>> {
    let mut raw = Vec::with_capacity(raw_size);
    let mut decoder = DeflateDecoder::new(packed);
    decoder.by_ref().take(raw_size as u64).read_to_end(&mut raw).ok()?;
    let ended = matches!(decoder.read(&mut [0]), Ok(0));
    let consumed = decoder.total_in() == packed.len() as u64;
    (ended && consumed && raw.len() == raw_size).then_some(raw)
}
