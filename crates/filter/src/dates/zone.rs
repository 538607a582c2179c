//! From the wall clock of a zone to instants and back.

use super::DateError;
use crate::Zone;
use chrono::{DateTime, Datelike, NaiveDateTime, NaiveTime, TimeDelta};

/// Years that a date may lie in; far enough from the ends of the calendar that nothing below overflows.
const YEARS: std::ops::RangeInclusive<i32> = 1..=9998;

/// The instant at which a clock on that wall shows `local`.
///
/// Where the clock is turned back, the first of the two instants. Where it is turned forward over `local`, the clock that
/// was not turned yet decides, so that midnight in a gap is the start of the day.
pub(crate) fn instant(zone: &Zone, local: NaiveDateTime) -> Result<i64, DateError> {
    if !YEARS.contains(&local.year()) {
        return Err(DateError::OutOfRange);
    }
    let local = local.and_utc();
    let offset = i64::from(zone.offset_on_wall(local.timestamp()).ok_or(DateError::OutOfRange)?);
    local.timestamp_millis().checked_sub(offset.saturating_mul(1_000)).ok_or(DateError::OutOfRange)
}

/// What a clock on that wall shows at an instant.
pub(crate) fn wall_clock(zone: &Zone, at: i64) -> Result<NaiveDateTime, DateError> {
    let utc = DateTime::from_timestamp_millis(at).ok_or(DateError::OutOfRange)?;
    if YEARS.contains(&utc.year()) {
        let offset = TimeDelta::seconds(zone.offset_at(utc.timestamp()).ok_or(DateError::OutOfRange)?.into());
        utc.naive_utc().checked_add_signed(offset).ok_or(DateError::OutOfRange)
    } else {
        Err(DateError::OutOfRange)
    }
}

/// The instant itself, unless it is too far away to be a date.
pub(crate) fn in_range(at: i64) -> Result<i64, DateError> {
    let year = DateTime::from_timestamp_millis(at).ok_or(DateError::OutOfRange)?.year();
    if YEARS.contains(&year) { Ok(at) } else { Err(DateError::OutOfRange) }
}

/// The day that holds an instant: its start, and the start of the next.
pub(crate) fn day_around(zone: &Zone, at: i64) -> Result<(i64, i64), DateError> {
    let day = wall_clock(zone, at)?.date();
    let next = day.succ_opt().ok_or(DateError::OutOfRange)?;
    Ok((instant(zone, day.and_time(NaiveTime::MIN))?, instant(zone, next.and_time(NaiveTime::MIN))?))
}

/// The day that holds an instant, as it is written in queries.
pub(crate) fn day_name(zone: &Zone, at: i64) -> Option<String> {
    wall_clock(zone, at).ok().map(|local| local.date().to_string())
}
