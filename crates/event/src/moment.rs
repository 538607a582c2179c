//! Points in time, to and from text.
//!
//! Written and read by hand: patterns such as `%Y-%m-%d` bring a reader and a writer for all patterns there are, which is a
//! twentieth of what runs in WASM.

use chrono::{DateTime, Datelike, NaiveDate, Timelike};
use std::fmt;

/// A point in time as a calendar in UTC tells it.
///
/// ```
/// use activity_event::Moment;
/// let moment = Moment::of(1_763_913_600_123).unwrap();
/// assert_eq!(moment.to_string(), "2025-11-23T16:00:00.123Z");
/// assert_eq!(moment.milliseconds(), Some(1_763_913_600_123));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Year; 1 BC is 0.
    pub year: i32,
    /// Month, from 1.
    pub month: u32,
    /// Day of the month, from 1.
    pub day: u32,
    /// Hour, 0 to 23.
    pub hour: u32,
    /// Minute, 0 to 59.
    pub minute: u32,
    /// Second, 0 to 59.
    pub second: u32,
    /// Millisecond, 0 to 999.
    pub millisecond: u32,
}

impl Moment {
    /// The moment so many milliseconds after the start of 1970; none when it is further away than the calendar goes.
    #[must_use]
    pub fn of(milliseconds: i64) -> Option<Self> {
        let time = DateTime::from_timestamp_millis(milliseconds)?;
        Some(Self {
            year: time.year(),
            month: time.month(),
            day: time.day(),
            hour: time.hour(),
            minute: time.minute(),
            second: time.second(),
            millisecond: time.timestamp_subsec_millis(),
        })
    }

    /// Milliseconds since 1970; none when there is no such day or time of day.
    #[must_use]
    pub fn milliseconds(&self) -> Option<i64> {
        let day = NaiveDate::from_ymd_opt(self.year, self.month, self.day)?;
        let time = day.and_hms_milli_opt(self.hour, self.minute, self.second, self.millisecond)?;
        Some(time.and_utc().timestamp_millis())
    }

    /// Reads `yyyy-mm-ddThh:mm:ss`, the fraction of a second that may follow, and gives what stands behind it. Between date
    /// and time may be a space, and a comma before the fraction. Whether the day exists is a matter of
    /// [`Moment::milliseconds`].
    #[must_use]
    pub fn read(text: &str) -> Option<(Self, &str)> {
        let mut text = Digits(text);
        let year = i32::try_from(text.number(4)?).ok()?;
        let month = text.after(&['-'], 2)?;
        let day = text.after(&['-'], 2)?;
        let hour = text.after(&['T', 't', ' '], 2)?;
        let minute = text.after(&[':'], 2)?;
        let second = text.after(&[':'], 2)?;
        let millisecond = match text.0.strip_prefix(['.', ',']) {
            Some(fraction) => {
                text.0 = fraction.trim_start_matches(|digit: char| digit.is_ascii_digit());
                let digits = fraction.bytes().take(fraction.len().saturating_sub(text.0.len()));
                if digits.len() == 0 {
                    return None;
                }
                digits.chain(std::iter::repeat(b'0')).take(3).fold(0, |sum: u32, digit| {
                    sum.saturating_mul(10).saturating_add(u32::from(digit.saturating_sub(b'0')))
                })
            }
            None => 0,
        };
        Some((Self { year, month, day, hour, minute, second, millisecond }, text.0))
    }

    /// Reads `yyyymmddhhmm`.
    #[must_use]
    pub fn read_minute(text: &str) -> Option<Self> {
        let mut text = Digits(text);
        let year = i32::try_from(text.number(4)?).ok()?;
        let [month, day, hour, minute] = [text.number(2)?, text.number(2)?, text.number(2)?, text.number(2)?];
        text.0.is_empty().then_some(Self { year, month, day, hour, minute, second: 0, millisecond: 0 })
    }
}

/// As ISO 8601 writes it, in UTC.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, month, day, hour, minute, second, millisecond } = self;
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millisecond:03}Z")
    }
}

/// Numbers of a fixed length, one after the other.
struct Digits<'a>(&'a str);

impl Digits<'_> {
    fn number(&mut self, length: usize) -> Option<u32> {
        let (digits, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        // `parse` takes a sign, too.
        if digits.bytes().all(|digit| digit.is_ascii_digit()) { digits.parse().ok() } else { None }
    }

    fn after(&mut self, signs: &[char], length: usize) -> Option<u32> {
        self.0 = self.0.strip_prefix(signs)?;
        self.number(length)
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;

    fn read(text: &str) -> Option<(i64, &str)> {
        let (moment, rest) = Moment::read(text)?;
        Some((moment.milliseconds()?, rest))
    }

    #[test]
    fn moments_are_read_back() {
        for ms in [0, -1, 951_782_400_000, 1_763_913_600_123, 253_402_300_799_999] {
            let text = Moment::of(ms).unwrap().to_string();
            assert_eq!(read(&text), Some((ms, "Z")), "{text}");
        }
    }

    #[test]
    fn fractions_have_any_length() {
        for (fraction, ms) in [("", 0), (".5", 500), (",25", 250), (".1239999999999", 123), (".007", 7)] {
            let text = format!("1970-01-01 00:00:00{fraction}+01:00");
            assert_eq!(read(&text), Some((ms, "+01:00")), "{text}");
        }
    }

    #[test]
    fn what_no_calendar_has_is_none() {
        for text in [
            "",
            "2025-11-23",
            "2025-13-01T00:00:00Z",
            "2025-02-29T00:00:00Z",
            "2025-11-23T24:00:00Z",
            "2025-11-23T16:60:00Z",
            "2025-11-23T16:00:00.Z",
            "+025-11-23T16:00:00Z",
            "2025-1-23T16:00:00Z",
            "２025-11-23T16:00:00Z",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn minutes_are_twelve_digits() {
        let minute = |text| Moment::read_minute(text).and_then(|moment| moment.milliseconds());
        assert_eq!(minute("202511231600"), Some(1_763_913_600_000));
        for text in ["20251123160", "2025112316000", "202513231600", "2025-1231600", ""] {
            assert_eq!(minute(text), None, "{text}");
        }
    }
}
