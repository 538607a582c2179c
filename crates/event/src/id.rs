//! The identity of a record: derived from what happened, never random.

use crate::EventError;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};
use std::fmt;

/// 128 bits derived from what happened, so that an event delivered twice gives the same id.
///
/// Written as 32 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(u128);

impl EventId {
    /// Derives the id from the parts that make an event what it is: its name, its subject, its time or version.
    ///
    /// Each part is hashed with its length in front, so that `["ab", "c"]` and `["a", "bc"]` differ. The id is the first
    /// 16 bytes of SHA-256, read as a big-endian number.
    #[must_use]
    pub fn derive(parts: &[&str]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        let digest = hash.finalize();
        Self(digest.iter().take(16).fold(0, |id, byte| (id << 8) | u128::from(*byte)))
    }

    /// The id as a number; ids order as their text does.
    #[must_use]
    pub fn as_u128(self) -> u128 {
        self.0
    }

    /// The id that [`EventId::as_u128`] gave.
    #[must_use]
    pub fn from_u128(bits: u128) -> Self {
        Self(bits)
    }

    /// Reads the 32 hexadecimal digits that [`fmt::Display`] writes.
    pub fn parse(text: &str) -> Result<Self, EventError> {
        let well_formed = text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit());
        let bits = if well_formed { u128::from_str_radix(text, 16).ok() } else { None };
        bits.map(Self).ok_or_else(|| EventError::BadId(text.to_owned()))
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EventId({self})")
    }
}

impl Serialize for EventId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for EventId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_parts_give_the_same_id_and_borders_count() {
        assert_eq!(EventId::derive(&["ab", "c"]), EventId::derive(&["ab", "c"]));
        assert_ne!(EventId::derive(&["ab", "c"]), EventId::derive(&["a", "bc"]));
        assert_ne!(EventId::derive(&["ab"]), EventId::derive(&["ab", ""]));
    }

    #[test]
    fn text_and_number_come_back() {
        let id = EventId::derive(&["avi:jira:updated:issue", "10001", "77"]);
        assert_eq!(EventId::parse(&id.to_string()), Ok(id));
        assert_eq!(EventId::from_u128(id.as_u128()), id);
    }

    #[test]
    fn anything_else_is_refused() {
        for bad in ["", "12", "+0000000000000000000000000000001", "zz000000000000000000000000000000"] {
            assert_eq!(EventId::parse(bad), Err(EventError::BadId(bad.to_owned())));
        }
    }
}
