//! A bucket to bytes. See `INDEX.md`, "Bucket".

use super::bits::BitWriter;
use super::{Place, rest_of};
use std::collections::BTreeMap;

pub(super) const MAGIC: [u8; 4] = *b"AALI";
pub(super) const VERSION: u8 = 1;
/// Where the checksum starts.
pub(super) const CHECKSUM_AT: usize = 8;
/// Where the bits start.
pub(super) const BITS_AT: usize = 12;
/// The parameter of the code of hashes has this many bits.
pub(super) const PARAMETER_BITS: u32 = 5;

/// What one or more subjects with the same prefix are in.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entity {
    pub(super) prefix: u32,
    /// Ascending, at least one.
    pub(super) places: Vec<Place>,
}

/// The groups of all segments of a bucket, numbered one after the other.
#[derive(Debug, Default)]
pub(super) struct Segments {
    /// Ordinal of the segment, number of its first group; ascending.
    rows: Vec<(u16, u64)>,
    /// Number of all groups.
    pub(super) groups: u64,
}

impl Segments {
    /// Appends a segment with this many groups.
    pub(super) fn push(&mut self, segment: u16, groups: u64) {
        self.rows.push((segment, self.groups));
        self.groups = self.groups.saturating_add(groups);
    }

    fn number_of(&self, place: Place) -> u64 {
        let at = self.rows.binary_search_by_key(&place.segment, |row| row.0).unwrap_or(0);
        self.rows.get(at).map_or(0, |row| row.1).saturating_add(place.group.into())
    }

    /// The place with this number; none when there are not so many.
    pub(super) fn place_of(&self, number: u64) -> Option<Place> {
        let at = self.rows.partition_point(|row| row.1 <= number).checked_sub(1)?;
        let (segment, first) = *self.rows.get(at)?;
        let group = u16::try_from(number.checked_sub(first)?).ok()?;
        (number < self.groups).then_some(Place { segment, group })
    }
}

/// The bytes of a bucket with these entities, ascending by prefix.
pub(super) fn write_bucket(entities: &[Entity], depth: u32, number: u16) -> Vec<u8> {
    let mut bits = BitWriter::default();
    let parameter = hash_parameter(entities.len() as u64, depth);
    bits.bits(parameter.into(), PARAMETER_BITS);
    let segments = write_segments(&mut bits, entities);
    bits.gamma((entities.len() as u64).saturating_add(1));
    let mut next = 0_u32;
    for entity in entities {
        let rest = rest_of(entity.prefix, depth);
        bits.rice(parameter, rest.saturating_sub(next).into());
        next = rest.saturating_add(1);
        write_places(&mut bits, &segments, &entity.places);
    }

    let mut bucket = MAGIC.to_vec();
    bucket.extend_from_slice(&[VERSION, depth.to_le_bytes()[0]]);
    bucket.extend_from_slice(&number.to_le_bytes());
    let bits = bits.finish();
    bucket.extend_from_slice(&checksum_of(&bucket, &bits).to_le_bytes());
    bucket.extend_from_slice(&bits);
    bucket
}

/// The checksum of a bucket with these bytes before and behind it.
pub(super) fn checksum_of(before: &[u8], behind: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(before);
    hasher.update(behind);
    hasher.finalize()
}

fn write_segments(bits: &mut BitWriter, entities: &[Entity]) -> Segments {
    let mut groups = BTreeMap::<u16, u64>::new();
    for place in entities.iter().flat_map(|entity| &entity.places) {
        let known = groups.entry(place.segment).or_default();
        *known = u64::from(place.group).saturating_add(1).max(*known);
    }
    bits.gamma((groups.len() as u64).saturating_add(1));
    let (mut segments, mut before) = (Segments::default(), None);
    for (segment, groups) in groups {
        let gap =
            before.map_or(u64::from(segment).saturating_add(1), |before| segment.abs_diff(before).into());
        bits.gamma(gap);
        bits.gamma(groups);
        segments.push(segment, groups);
        before = Some(segment);
    }
    segments
}

fn write_places(bits: &mut BitWriter, segments: &Segments, places: &[Place]) {
    let mut hits = places.len() as u64;
    bits.gamma(hits);
    let mut next = 0_u64;
    for place in places {
        let number = segments.number_of(*place);
        let (left, gap) = (segments.groups.saturating_sub(next), number.saturating_sub(next));
        match hits {
            1 => bits.even(left, gap),
            _ => bits.rice(place_parameter(left, hits), gap),
        }
        next = number.saturating_add(1);
        hits = hits.saturating_sub(1);
    }
}

/// The parameter for the rests of so many prefixes, which are spread evenly.
fn hash_parameter(entities: u64, depth: u32) -> u32 {
    let gap = u64::from(super::hash::rest_max(depth)).checked_div(entities).unwrap_or(1);
    gap.checked_ilog2().unwrap_or(0)
}

/// The parameter for the next of so many hits in so many places.
pub(super) fn place_parameter(places: u64, hits: u64) -> u32 {
    places.checked_div(hits).unwrap_or(1).checked_ilog2().unwrap_or(0)
}
