//! Counts as stored values. See [`activity_segment::rollup`] for what is counted.
//!
//! # Which segments are counted
//!
//! A month has one rollup, which its manifest and the root name. It holds exactly the counts of the segments of that manifest, but
//! for those that the manifest lists as left out: the small ones of the present month, which are merged again and again. So the
//! rollup is written when a segment has got its size (4,096 records), and not with every commit. Who reads counts what is left out by its columns. In
//! a month that is over, everything is counted.
//!
//! A year has one rollup for those of its months that are over: the sum of theirs, with projects and people by month. Whoever changes the
//! rollup of a month takes the year's out of the root in the same commit; the next compaction that leaves the year alone makes it
//! again.

use crate::catalogue::hash_of;
use crate::keys::{self, VALUE_BYTES_MAX};
use crate::{EngineError, Write, stored};
use activity_segment::rollup::Counts;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Bytes of a value of a rollup: base64 has no characters that are written as two.
const PART_BYTES: usize = VALUE_BYTES_MAX - 2;

/// Where counts are stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rolled {
    /// Generation that they were made for, and hash of what they say.
    pub name: String,
    /// In how many values.
    pub parts: u32,
}

impl Rolled {
    /// The keys of all values.
    pub fn keys(&self) -> Vec<String> {
        (0..self.parts).map(|n| keys::rollup(&self.name, n)).collect()
    }

    /// The counts, out of values by key.
    pub(crate) fn read(&self, values: &BTreeMap<String, Option<String>>) -> Result<Counts, EngineError> {
        let bad = |reason: String| EngineError::Rollup { name: self.name.clone(), reason };
        let mut text = String::new();
        for key in self.keys() {
            match values.get(&key) {
                Some(Some(part)) => text.push_str(&stored::unquote(part)),
                Some(None) => return Err(bad("it is missing".to_owned())),
                None => return Err(EngineError::NotHandedIn(key)),
            }
        }
        if hash_of(&text) != keys::hash(&self.name) {
            return Err(bad("it is not the one that was written under this name".to_owned()));
        }
        let bytes = STANDARD.decode(text.as_bytes()).map_err(|error| bad(error.to_string()))?;
        Counts::decode(&bytes).map_err(|error| bad(error.to_string()))
    }
}

/// Counts as they are stored for a generation.
pub fn write(counts: &Counts, generation: u32) -> Result<(Rolled, Vec<Write>), EngineError> {
    let text = STANDARD.encode(counts.encode()?);
    let name = keys::name(generation, &hash_of(&text));
    let parts = text.as_bytes().chunks(PART_BYTES);
    let rolled = Rolled { name, parts: u32::try_from(parts.len()).unwrap_or(u32::MAX) };
    let text_of = |part: &[u8]| stored::quote(&String::from_utf8_lossy(part));
    let writes = rolled.keys().into_iter().zip(parts).map(|(key, part)| Write { key, value: text_of(part) });
    let writes = writes.collect();
    Ok((rolled, writes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_come_back_and_others_are_refused() {
        let (rolled, writes) = write(&Counts::default(), 7).unwrap();
        let mut values: BTreeMap<_, _> =
            writes.into_iter().map(|write| (write.key, Some(write.value))).collect();
        assert_eq!(rolled.read(&values), Ok(Counts::default()));
        let other = Rolled { name: keys::name(7, "ab"), ..rolled.clone() };
        assert!(matches!(other.read(&values), Err(EngineError::NotHandedIn(_))));
        values.insert(other.keys().remove(0), values[&rolled.keys()[0]].clone());
        assert!(matches!(other.read(&values), Err(EngineError::Rollup { .. })));
        values.insert(rolled.keys().remove(0), None);
        assert!(matches!(rolled.read(&values), Err(EngineError::Rollup { .. })));
    }
}
