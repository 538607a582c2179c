//! Absolute dates: `yyyy/MM/dd HH:mm`, `yyyy-MM-dd HH:mm`, `yyyy/MM/dd`, `yyyy-MM-dd`.

use super::DateError;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// A date as written, not yet in any zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Literal {
    /// What the wall clock shows.
    pub(crate) local: NaiveDateTime,
    /// Whether a time was written.
    pub(crate) has_time: bool,
}

/// `2026-01-31 18:13`. Seconds, zones and mixed separators are refused, as in Jira.
pub(crate) fn parse_literal(text: &str) -> Result<Literal, DateError> {
    let (date, time) = match text.split_once(' ') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let date = parse_date(date)?;
    let clock = time.map(parse_time).transpose()?;
    Ok(Literal { local: date.and_time(clock.unwrap_or(NaiveTime::MIN)), has_time: clock.is_some() })
}

/// `2026-01-31` or `2026/01/31`.
fn parse_date(text: &str) -> Result<NaiveDate, DateError> {
    let separator = if text.contains('/') { '/' } else { '-' };
    let mut parts = text.split(separator);
    let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(DateError::Malformed);
    };
    let year = i32::try_from(parse_digits(year, 4..=4)?).map_err(|_| DateError::OutOfRange)?;
    let (month, day) = (parse_digits(month, 1..=2)?, parse_digits(day, 1..=2)?);
    NaiveDate::from_ymd_opt(year, month, day).ok_or(DateError::OutOfRange)
}

/// `18:13`.
fn parse_time(text: &str) -> Result<NaiveTime, DateError> {
    let (hour, minute) = text.split_once(':').ok_or(DateError::Malformed)?;
    let (hour, minute) = (parse_digits(hour, 1..=2)?, parse_digits(minute, 2..=2)?);
    NaiveTime::from_hms_opt(hour, minute, 0).ok_or(DateError::OutOfRange)
}

/// ASCII digits, so many of them.
fn parse_digits(text: &str, count: std::ops::RangeInclusive<usize>) -> Result<u32, DateError> {
    let well_formed = count.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if well_formed { text.parse().map_err(|_| DateError::OutOfRange) } else { Err(DateError::Malformed) }
}
