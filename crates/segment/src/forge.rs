//! Files that nobody wrote, under checksums that fit. Only for tests and fuzzing: what is behind the checks must hold as well.

use crate::layout::{parse_name, seal, unseal};
use crate::{Damage, SegmentError};
use std::collections::BTreeMap;

/// The files in a stored value, by number.
pub fn files(segment: &str, value: &str) -> Result<BTreeMap<u32, Vec<u8>>, SegmentError> {
    unseal(parse_name(segment)?, value).map_err(|(offset, damage): (usize, Damage)| SegmentError::Damaged {
        segment: segment.to_owned(),
        file: "a value".to_owned(),
        offset,
        damage,
    })
}

/// A stored value of these files, under the name of this segment.
pub fn value(segment: &str, files: &BTreeMap<u32, Vec<u8>>) -> Result<String, SegmentError> {
    let files: Vec<(u32, &[u8])> = files.iter().map(|(number, bytes)| (*number, bytes.as_slice())).collect();
    Ok(seal(parse_name(segment)?, &files))
}
