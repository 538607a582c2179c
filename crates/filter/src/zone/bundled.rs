//! Zones for programs that have no host to ask.

use super::{Offsets, UnknownZone, Zone, Zones};
use jiff::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use std::rc::Rc;
use std::sync::LazyLock;

/// The zones of the database bundled with the crate `jiff`, the same on every machine: nothing is read from the system.
///
/// Names are displayed as the database writes them.
///
/// ```
/// use activity_filter::{BundledZones, Zones};
/// assert_eq!(BundledZones.zone("europe/berlin").unwrap().to_string(), "Europe/Berlin");
/// assert_eq!(BundledZones.zone("Mars/Base").unwrap_err().to_string(), "`Mars/Base` is not a time zone");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct BundledZones;

/// Kept, because it remembers the zones that it has read.
static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

impl Zones for BundledZones {
    fn zone(&self, name: &str) -> Result<Zone, UnknownZone> {
        let found = DATABASE.get(name).ok();
        // `Etc/Unknown` is found, as the zone of those who have none.
        let zone = found.filter(|zone| !zone.is_unknown()).ok_or_else(|| UnknownZone(name.to_owned()))?;
        let name = zone.iana_name().unwrap_or("UTC").to_owned();
        Ok(Zone::new(&name, Rc::new(Bundled(zone))))
    }
}

struct Bundled(TimeZone);

impl Offsets for Bundled {
    fn offset_at(&self, seconds: i64) -> Option<i32> {
        let at = Timestamp::from_second(seconds).ok()?;
        Some(self.0.to_offset(at).seconds())
    }
}
