//! Bytes to a bucket. See `INDEX.md`, "Reading".

use super::bits::BitReader;
use super::bucket::{
    BITS_AT, CHECKSUM_AT, MAGIC, PARAMETER_BITS, Segments, VERSION, checksum_of, place_parameter,
};
use super::hash::{PREFIX_BITS, hash_of, prefix_of, rest_max, rest_of};
use super::{DEPTH_MAX, Place};
use crate::{Flaw, SegmentError};

/// Where records of a subject may be, ascending. A false place is rare, a missing one is impossible.
///
/// An error when these are not the bytes of a bucket, or of one that cannot hold this hash.
pub fn lookup(bucket: &[u8], hash: u64) -> Result<Vec<Place>, SegmentError> {
    let mut reader = Reader::open(bucket)?;
    let prefix = prefix_of(hash);
    if prefix >> PREFIX_BITS.saturating_sub(reader.depth) != reader.number {
        return Err(flawed("header", MAGIC.len(), Flaw::Bucket));
    }
    let wanted = rest_of(prefix, reader.depth);
    let mut numbers = Vec::new();
    while let Some(rest) = reader.read_entity(&mut numbers)? {
        if rest == wanted {
            return reader.places(&numbers).collect();
        }
        if rest > wanted {
            break;
        }
    }
    Ok(Vec::new())
}

/// Everything in a bucket, ascending. Of the hashes, only the first 30 bits are known; the others are 0.
pub fn entries(bucket: &[u8]) -> Result<Vec<(u64, Place)>, SegmentError> {
    let mut reader = Reader::open(bucket)?;
    let mut entries = Vec::new();
    let mut numbers = Vec::new();
    while let Some(rest) = reader.read_entity(&mut numbers)? {
        let hash = hash_of((reader.number << PREFIX_BITS.saturating_sub(reader.depth)) | rest);
        for place in reader.places(&numbers) {
            entries.push((hash, place?));
        }
    }
    reader.bits.end().map_err(|flaw| reader.flawed(flaw))?;
    Ok(entries)
}

/// A bucket of which the header and the segments have been read.
struct Reader<'a> {
    bits: BitReader<'a>,
    depth: u32,
    number: u32,
    parameter: u32,
    segments: Segments,
    /// Entities that have not been read.
    left: u64,
    /// The lowest rest that the next entity may have.
    next: u64,
}

impl<'a> Reader<'a> {
    fn open(bucket: &'a [u8]) -> Result<Self, SegmentError> {
        let (depth, number) = check_header(bucket)?;
        let bits = BitReader::new(bucket, BITS_AT);
        let segments = Segments::default();
        let mut reader = Self { bits, depth, number, parameter: 0, segments, left: 0, next: 0 };
        reader.read_segments().map_err(|flaw| flawed("segments", reader.bits.byte(), flaw))?;
        Ok(reader)
    }

    fn read_segments(&mut self) -> Result<(), Flaw> {
        self.parameter = u32::try_from(self.bits.bits(PARAMETER_BITS)?).map_err(|_| Flaw::Value)?;
        // Segments are told from 1, so that the first one has a gap, too.
        let mut ordinal = 0_u64;
        for _ in 1..self.bits.gamma()? {
            ordinal = ordinal.saturating_add(self.bits.gamma()?);
            let segment = ordinal.checked_sub(1).and_then(|it| u16::try_from(it).ok()).ok_or(Flaw::Value)?;
            let groups = self.bits.gamma()?;
            if groups > u64::from(u16::MAX).saturating_add(1) {
                return Err(Flaw::Value);
            }
            self.segments.push(segment, groups);
        }
        self.left = self.bits.gamma()?.saturating_sub(1);
        Ok(())
    }

    /// Reads the rest of a prefix and the numbers of its places; none at the end.
    fn read_entity(&mut self, numbers: &mut Vec<u64>) -> Result<Option<u32>, SegmentError> {
        let Some(left) = self.left.checked_sub(1) else {
            return Ok(None);
        };
        self.left = left;
        let rest = self.read_rest().and_then(|rest| {
            self.read_numbers(numbers)?;
            Ok(Some(rest))
        });
        rest.map_err(|flaw| self.flawed(flaw))
    }

    fn read_rest(&mut self) -> Result<u32, Flaw> {
        let rest = self.next.saturating_add(self.bits.rice(self.parameter)?);
        self.next = rest.saturating_add(1);
        u32::try_from(rest).ok().filter(|rest| *rest <= rest_max(self.depth)).ok_or(Flaw::Value)
    }

    fn read_numbers(&mut self, numbers: &mut Vec<u64>) -> Result<(), Flaw> {
        numbers.clear();
        let mut hits = self.bits.gamma()?;
        let mut next = 0_u64;
        while hits > 0 {
            let left = self.segments.groups.checked_sub(next).filter(|left| *left > 0).ok_or(Flaw::Value)?;
            let gap = match hits {
                1 => self.bits.even(left)?,
                _ => self.bits.rice(place_parameter(left, hits))?,
            };
            let number = next.saturating_add(gap);
            numbers.push(number);
            next = number.saturating_add(1);
            hits = hits.saturating_sub(1);
        }
        if next > self.segments.groups { Err(Flaw::Value) } else { Ok(()) }
    }

    fn places(&self, numbers: &[u64]) -> impl Iterator<Item = Result<Place, SegmentError>> {
        numbers.iter().map(|number| self.segments.place_of(*number).ok_or_else(|| self.flawed(Flaw::Value)))
    }

    fn flawed(&self, flaw: Flaw) -> SegmentError {
        flawed("entities", self.bits.byte(), flaw)
    }
}

fn flawed(part: &'static str, offset: usize, flaw: Flaw) -> SegmentError {
    SegmentError::Flawed { structure: "index", part, offset, flaw }
}

/// Depth and number of the bucket.
fn check_header(bucket: &[u8]) -> Result<(u32, u32), SegmentError> {
    let refused = |offset, flaw| Err(flawed("header", offset, flaw));
    if !bucket.starts_with(&MAGIC) {
        return refused(0, Flaw::Magic);
    }
    let (Some(header), Some(bits)) = (bucket.first_chunk::<BITS_AT>(), bucket.get(BITS_AT..)) else {
        return refused(bucket.len(), Flaw::Short);
    };
    let [.., version, depth, low, high, _, _, _, _] = *header;
    if version != VERSION {
        return refused(MAGIC.len(), Flaw::Version(version));
    }
    let before = bucket.get(..CHECKSUM_AT).unwrap_or_default();
    if !header.ends_with(&checksum_of(before, bits).to_le_bytes()) {
        return refused(CHECKSUM_AT, Flaw::Checksum);
    }
    let (depth, number) = (u32::from(depth), u32::from(u16::from_le_bytes([low, high])));
    if depth > DEPTH_MAX || number.checked_shr(depth).unwrap_or(0) > 0 {
        return refused(MAGIC.len().saturating_add(1), Flaw::Value);
    }
    Ok((depth, number))
}
