//! Names of subjects as numbers. See `INDEX.md`, "Hash".

use activity_event::SubjectKind;

/// So many top bits of a hash are kept.
pub(super) const PREFIX_BITS: u32 = 30;

/// The hash of a subject: by its id, or by its key when it has no id.
///
/// It is the same on every platform and never changes: FNV-1a, 64 bits, then the finalizer of `MurmurHash3`.
#[must_use]
pub fn entity_hash(kind: SubjectKind, id: Option<&str>, key: Option<&str>) -> u64 {
    let kind = kind.name().bytes();
    let name: (&[u8], &str) = match (id, key) {
        (Some(id), _) => (b"\0i", id),
        (None, Some(key)) => (b"\0k", key),
        (None, None) => (b"", ""),
    };
    mix(fnv_1a(kind.chain(name.0.iter().copied()).chain(name.1.bytes())))
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
