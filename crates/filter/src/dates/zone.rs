//! From the wall clock of a zone to instants and back.

use super::DateError;
use chrono::{DateTime, Datelike, LocalResult, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;

/// Years that a date may lie in; far enough from the ends of the calendar that nothing below overflows.
const YEARS: std::ops::RangeInclusive<i32> = 1..=9998;

/// The instant at which a clock on that wall shows `local`.
///
/// Where the clock is turned back, the first of the two instants. Where it is turned forward over `local`, the clock that
/// was not turned yet decides, so that midnight in a gap is the start of the day.
pub(crate) fn instant(zone: Tz, local: NaiveDateTime) -> Result<i64, DateError> {
    if !YEARS.contains(&local.year()) {
        return Err(DateError::OutOfRange);
    }
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) => Ok(at.timestamp_millis()),
        LocalResult::Ambiguous(a, b) => Ok(a.timestamp_millis().min(b.timestamp_millis())),
        LocalResult::None => {
            // A day earlier is surely before the gap: offsets are at most 14 hours, the longest gap was 24.
            let before = local.checked_sub_signed(TimeDelta::days(1)).ok_or(DateError::OutOfRange)?;
            let offset = i64::from(zone.offset_from_utc_datetime(&before).fix().local_minus_utc());
            let offset_ms = offset.saturating_mul(1_000);
            local.and_utc().timestamp_millis().checked_sub(offset_ms).ok_or(DateError::OutOfRange)
        }
    }
}

/// What a clock on that wall shows at an instant.
pub(crate) fn wall_clock(zone: Tz, at: i64) -> Result<NaiveDateTime, DateError> {
    let utc = DateTime::from_timestamp_millis(at).ok_or(DateError::OutOfRange)?;
    if YEARS.contains(&utc.year()) {
        Ok(utc.with_timezone(&zone).naive_local())
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
pub(crate) fn day_around(zone: Tz, at: i64) -> Result<(i64, i64), DateError> {
    let day = wall_clock(zone, at)?.date();
    let next = day.succ_opt().ok_or(DateError::OutOfRange)?;
    Ok((instant(zone, day.and_time(NaiveTime::MIN))?, instant(zone, next.and_time(NaiveTime::MIN))?))
}

/// The day that holds an instant, as it is written in queries.
pub(crate) fn day_name(zone: Tz, at: i64) -> Option<String> {
    wall_clock(zone, at).ok().map(|local| local.date().to_string())
}
