//! Times as the products write them. Inside, a time is milliseconds since 1970, UTC.

use chrono::{DateTime, Datelike, Timelike, Utc};

/// One second in milliseconds.
pub const SECOND: i64 = 1_000;
/// One minute in milliseconds.
pub const MINUTE: i64 = 60_000;
/// One hour in milliseconds.
pub const HOUR: i64 = 3_600_000;
/// One day in milliseconds.
pub const DAY: i64 = 86_400_000;

/// `2026-11-23T10:15:30.123+0000`, as Jira writes times.
pub fn jira_time(at: i64) -> String {
    written(at, 'T', "+0000")
}

/// `2026-11-23T10:15:30.123Z`, as Confluence writes times.
pub fn iso_time(at: i64) -> String {
    written(at, 'T', "Z")
}

/// `2026-11-23 10:15:30.123`: attachment events carry their time without a zone.
pub fn zoneless_time(at: i64) -> String {
    written(at, ' ', "")
}

/// `2026-11-23`.
pub fn date(at: i64) -> String {
    at_utc(at).format("%Y-%m-%d").to_string()
}

/// Reads a time as Jira writes it, with any offset.
pub fn parse_jira_time(text: &str) -> Option<i64> {
    let read = DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%z")
        .or_else(|_| DateTime::parse_from_rfc3339(text));
    read.ok().map(|time| time.timestamp_millis())
}

/// The system's clock.
pub fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// `1d 2h 30m` as Jira writes durations: a day has eight hours.
pub fn spent_text(seconds: i64) -> String {
    let minutes = seconds / 60;
    let parts = [(minutes / 480, "d"), ((minutes % 480) / 60, "h"), (minutes % 60, "m")];
    let text: Vec<String> =
        parts.iter().filter(|part| part.0 > 0).map(|part| format!("{}{}", part.0, part.1)).collect();
    if text.is_empty() { "0m".to_owned() } else { text.join(" ") }
}

/// Reads `1w 1d 2h 30m` into seconds; none when it is not a positive duration.
pub fn parse_spent(text: &str) -> Option<i64> {
    let mut seconds: i64 = 0;
    for word in text.split_whitespace() {
        let unit = word.chars().last()?;
        let number: i64 = word.strip_suffix(unit)?.parse().ok().filter(|n| *n >= 0)?;
        let factor = match unit {
            'w' => 144_000,
            'd' => 28_800,
            'h' => 3_600,
            'm' => 60,
            _ => return None,
        };
        seconds = seconds.checked_add(number.checked_mul(factor)?)?;
    }
    (seconds > 0).then_some(seconds)
}

/// Date and time with milliseconds. By hand, because every event has several and chrono's patterns are read each time.
fn written(at: i64, between: char, end: &str) -> String {
    let time = at_utc(at);
    let (year, month, day) = (time.year(), time.month(), time.day());
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    let milliseconds = time.timestamp_subsec_millis();
    format!("{year:04}-{month:02}-{day:02}{between}{hour:02}:{minute:02}:{second:02}.{milliseconds:03}{end}")
}

fn at_utc(at: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(at).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_and_read() {
        let at = parse_jira_time("2012-02-17T07:36:58.120-0500").unwrap();
        assert_eq!(jira_time(at), "2012-02-17T12:36:58.120+0000");
        assert_eq!(zoneless_time(at), "2012-02-17 12:36:58.120");
        assert_eq!(parse_jira_time(&iso_time(at)), Some(at));
        assert_eq!(parse_jira_time("yesterday"), None);
    }

    #[test]
    fn durations_are_written_and_read() {
        assert_eq!(parse_spent("1d 2h 30m"), Some(28_800 + 7_200 + 1_800));
        assert_eq!(spent_text(37_800), "1d 2h 30m");
        for bad in ["", "h", "-1h", "3 h", "2x", "0m"] {
            assert_eq!(parse_spent(bad), None, "{bad}");
        }
    }
}
