//! What records are found by, as numbers. See `INDEX.md`, "Hash".

use activity_event::SubjectKind;

/// So many top bits of a hash are kept.
pub(super) const PREFIX_BITS: u32 = 30;

/// What records are found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark<'a> {
    /// Id or key of the issue, page or other thing that a record belongs to, in the writing in which it is looked for.
    Name(&'a str),
    /// Who did it: a number of the site's table.
    Person(u32),
    /// A word of its texts, in the writing in which it is looked for.
    Word(&'a str),
    /// The record is of this kind and about an issue of which it does not say id or key.
    Nameless(SubjectKind),
}

impl Mark<'_> {
    /// The hash of what a record is found by.
    ///
    /// It is the same on every platform and never changes: FNV-1a, 64 bits, then the finalizer of `MurmurHash3`.
    #[must_use]
    pub fn hash(self) -> u64 {
        mix(match self {
            Self::Name(name) => fnv_1a(b"n\0".iter().copied().chain(name.bytes())),
            Self::Person(number) => fnv_1a(b"p\0".iter().copied().chain(number.to_le_bytes())),
            Self::Word(word) => fnv_1a(b"w\0".iter().copied().chain(word.bytes())),
            Self::Nameless(kind) => fnv_1a(b"i\0".iter().copied().chain(kind.name().bytes())),
        })
    }
}

pub(super) fn fnv_1a(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Lets every bit depend on every other one: the top bits of FNV hardly know the last byte.
pub(super) fn mix(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

/// The part of a hash that is kept.
pub(super) fn prefix_of(hash: u64) -> u32 {
    u32::try_from(hash >> (u64::BITS - PREFIX_BITS)).unwrap_or(0)
}

/// A hash that begins with a prefix.
pub(super) fn hash_of(prefix: u32) -> u64 {
    u64::from(prefix) << (u64::BITS - PREFIX_BITS)
}

/// The bits of a prefix that do not choose the bucket.
pub(super) fn rest_of(prefix: u32, depth: u32) -> u32 {
    prefix & rest_max(depth)
}

/// The highest rest of a prefix.
pub(super) fn rest_max(depth: u32) -> u32 {
    u32::MAX >> u32::BITS.saturating_sub(PREFIX_BITS).saturating_add(depth).min(31)
}
