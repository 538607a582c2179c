//! Time zones by their IANA names.

use jiff::Timestamp;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase};
use std::fmt;
use std::str::FromStr;

/// A time zone of the IANA database, such as `Europe/Berlin`.
///
/// The database is the one bundled with the crate `jiff`, the same on every machine: nothing is read from the system.
/// Names are accepted in any case and displayed as the database writes them. A zone and its former names are equal.
///
/// ```
/// use activity_filter::Zone;
/// assert_eq!("europe/berlin".parse::<Zone>().unwrap().to_string(), "Europe/Berlin");
/// assert_eq!("Mars/Base".parse::<Zone>().unwrap_err().to_string(), "`Mars/Base` is not a time zone");
/// assert_eq!("Asia/Calcutta".parse::<Zone>(), "Asia/Kolkata".parse());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

/// A name that no time zone has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a time zone")]
pub struct UnknownZone(String);

impl Zone {
    /// The zone that is never ahead nor behind.
    pub const fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// How many seconds the wall clock is ahead of UTC, `seconds` after 1970. None in years that are no dates.
    pub(crate) fn offset_at(&self, seconds: i64) -> Option<i32> {
        let at = Timestamp::from_second(seconds).ok()?;
        Some(self.0.to_offset(at).seconds())
    }

    /// The same, where the wall clock shows what UTC shows `seconds` after 1970.
    ///
    /// Where the clock is turned, back or forward, it is the clock that was not turned yet: of a time that comes twice the
    /// first is meant, and a time that is skipped is counted on from before.
    pub(crate) fn offset_on_wall(&self, seconds: i64) -> Option<i32> {
        let local = Offset::UTC.to_datetime(Timestamp::from_second(seconds).ok()?);
        let offset = match self.0.to_ambiguous_timestamp(local).offset() {
            AmbiguousOffset::Unambiguous { offset } => offset,
            AmbiguousOffset::Gap { before, .. } | AmbiguousOffset::Fold { before, .. } => before,
        };
        Some(offset.seconds())
    }
}

impl FromStr for Zone {
    type Err = UnknownZone;

    fn from_str(name: &str) -> Result<Self, UnknownZone> {
        let found = TimeZoneDatabase::bundled().get(name).ok();
        // `Etc/Unknown` is found, as the zone of those who have none.
        found.filter(|zone| !zone.is_unknown()).map(Self).ok_or_else(|| UnknownZone(name.to_owned()))
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.iana_name().unwrap_or("UTC"))
    }
}
