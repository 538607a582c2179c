//! Which groups of which segments hold records of a subject or a person. The byte grammar is in `INDEX.md`.
//!
//! ```
//! use activity_segment::index::{Mark, Place, bucket_of, build, lookup};
//! let issue = Mark::Name("10042").hash();
//! let place = Place { segment: 0, group: 17 };
//! let buckets = build([(issue, place)]);
//! let bucket = &buckets[bucket_of(issue, buckets.len())];
//! assert_eq!(lookup(bucket, issue)?, [place]);
//! # Ok::<(), activity_segment::SegmentError>(())
//! ```

mod bits;
mod bucket;
mod hash;
mod read;

pub use hash::Mark;
pub use read::{entries, lookup};

use bucket::{Entity, write_bucket};
use hash::{PREFIX_BITS, prefix_of, rest_of};

/// A group of records in a segment of the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Which segment of the month, from 0.
    pub segment: u16,
    /// Which of its groups, from 0.
    pub group: u16,
}

/// Buckets are at most this long, on average.
pub const BUCKET_BYTES: usize = 7_000;

/// There are at most 2^16 buckets.
const DEPTH_MAX: u32 = 16;

/// The buckets of an index with these entries, in any order; which hash is where, [`bucket_of`] knows.
///
/// The number of buckets is a power of two. Equal entries give equal bytes. Only the first 30 bits of a hash count, so
/// what [`entries`] gives back can be built again.
pub fn build(entries: impl IntoIterator<Item = (u64, Place)>) -> Vec<Vec<u8>> {
    let entities = grouped(entries);
    let one = write_bucket(&entities, 0, 0);
    let wanted = one.len().div_ceil(BUCKET_BYTES).max(1);
    let depth = wanted.next_power_of_two().ilog2().min(DEPTH_MAX);
    if depth == 0 {
        return vec![one];
    }
    let rest_bits = PREFIX_BITS.saturating_sub(depth);
    let (mut rest, mut buckets) = (entities.as_slice(), Vec::new());
    for number in 0..=u16::MAX >> DEPTH_MAX.saturating_sub(depth) {
        let end = rest.partition_point(|entity| entity.prefix >> rest_bits <= number.into());
        let (here, behind) = rest.split_at_checked(end).unwrap_or_default();
        buckets.push(write_bucket(here, depth, number));
        rest = behind;
    }
    buckets
}

/// Which of this many buckets holds a hash, from 0. The number is a power of two, as [`build`] makes it.
#[must_use]
pub fn bucket_of(hash: u64, buckets: usize) -> usize {
    let depth = buckets.checked_ilog2().unwrap_or(0).min(DEPTH_MAX);
    let (prefix, rest) = (prefix_of(hash), PREFIX_BITS.saturating_sub(depth));
    usize::try_from(prefix >> rest).unwrap_or(0)
}

/// Entries by ascending prefix, places ascending, none of them twice.
fn grouped(entries: impl IntoIterator<Item = (u64, Place)>) -> Vec<Entity> {
    let mut sorted: Vec<(u32, Place)> =
        entries.into_iter().map(|(hash, place)| (prefix_of(hash), place)).collect();
    sorted.sort_unstable();
    sorted.dedup();
    let of_one = sorted.chunk_by(|a, b| a.0 == b.0);
    of_one
        .filter_map(|chunk| {
            let prefix = chunk.first()?.0;
            Some(Entity { prefix, places: chunk.iter().map(|(_, place)| *place).collect() })
        })
        .collect()
}

#[cfg(test)]
mod tests;
