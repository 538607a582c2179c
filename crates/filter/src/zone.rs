//! Time zones: names, and a source of offsets that the caller brings.

#[cfg(feature = "bundled-zones")]
mod bundled;

#[cfg(feature = "bundled-zones")]
pub use bundled::BundledZones;

use std::fmt;
use std::rc::Rc;

/// Who knows time zones by their IANA names, such as `Europe/Berlin`.
pub trait Zones {
    /// The zone of this name, in any case.
    fn zone(&self, name: &str) -> Result<Zone, UnknownZone>;
}

/// How far a wall clock is ahead of UTC, at any time.
pub trait Offsets {
    /// Seconds that the clock is ahead, `seconds` after 1970, UTC. None in years that are no dates.
    fn offset_at(&self, seconds: i64) -> Option<i32>;
}

/// A time zone: a name, and where its offsets come from.
///
/// Zones are equal when they are called the same.
#[derive(Clone)]
pub struct Zone {
    name: Rc<str>,
    offsets: Rc<dyn Offsets>,
}

/// A name that no time zone has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a time zone")]
pub struct UnknownZone(
    /// The name, as it was given.
    pub String,
);

/// A day in seconds. Offsets are below 16 hours, so that long before or after a wall clock shows a time it shows what UTC
/// shows then.
pub(crate) const DAY: i64 = 24 * 3_600;

impl Zone {
    /// A zone of this name.
    pub fn new(name: &str, offsets: Rc<dyn Offsets>) -> Self {
        Self { name: name.into(), offsets }
    }

    /// The zone that is never ahead nor behind.
    pub fn utc() -> Self {
        Self::new("UTC", Rc::new(Utc))
    }

    /// How many seconds the wall clock is ahead of UTC, `seconds` after 1970. None in years that are no dates.
    #[must_use]
    pub fn offset_at(&self, seconds: i64) -> Option<i32> {
        self.offsets.offset_at(seconds)
    }

    /// The same, where the wall clock shows what UTC shows `seconds` after 1970.
    ///
    /// Where the clock is turned, back or forward, it is the clock that was not turned yet: of a time that comes twice the
    /// first is meant, and a time that is skipped is counted on from before.
    pub(crate) fn offset_on_wall(&self, seconds: i64) -> Option<i32> {
        let before = self.offset_at(seconds.checked_sub(DAY)?)?;
        let after = self.offset_at(seconds.checked_add(DAY)?)?;
        if before == after {
            return Some(before);
        }
        // The clock was turned on one of these days. An offset fits when it applies at the instant that it gives; where
        // none does, the time was skipped.
        let there = |offset: i32| self.offset_at(seconds.checked_sub(offset.into())?);
        let between = there(before)?;
        let fitting = [before, between, after].into_iter().find(|offset| there(*offset) == Some(*offset));
        Some(fitting.unwrap_or(before))
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Zone {}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.name)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// The clock that is never turned.
struct Utc;

impl Offsets for Utc {
    fn offset_at(&self, _: i64) -> Option<i32> {
        Some(0)
    }
}
