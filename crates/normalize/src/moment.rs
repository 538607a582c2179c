//! Points in time as the platform writes them.

use crate::lenient::{LooseText, Scalar};
use serde::{Deserialize, Deserializer};

/// The last millisecond of the year 9999; later times are mistakes.
const LATEST: i64 = 253_402_300_799_999;

/// A point in time, in milliseconds since 1970, UTC; none when null or absent.
///
/// Read from a number of milliseconds, the same as a text (Jira), ISO 8601 with `Z`, `+00:00` or `+0000` (REST,
/// Confluence), and a date and time without a zone, which is UTC (attachments).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Moment(pub(crate) Option<i64>);

impl Moment {
    /// As the part of an id.
    pub(crate) fn text(self) -> Option<String> {
        self.0.map(|ms| ms.to_string())
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Some(text) = Scalar::deserialize(deserializer)?.0 else { return Ok(Self(None)) };
        if text.trim().is_empty() {
            return Ok(Self(None));
        }
        let moment = parse_moment(&text);
        moment.map(|ms| Self(Some(ms))).ok_or_else(|| {
            serde::de::Error::invalid_value(serde::de::Unexpected::Str(&text), &"a point in time")
        })
    }
}

/// Reads the time that a payload's root states; one that cannot be read counts as absent here.
///
/// The rest of the payload is not given up for it: other members also say when it happened. [`crate::normalize()`] sees to
/// it that the record tells.
pub(crate) fn readable<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Moment, D::Error> {
    let text = LooseText::deserialize(deserializer)?.0;
    Ok(Moment(text.get().and_then(parse_moment)))
}

/// Reads any of the spellings; none for anything else, and for times before 1970 or after the year 9999.
pub(crate) fn parse_moment(text: &str) -> Option<i64> {
    let text = text.trim();
    let ms = text.parse::<i64>().ok().or_else(|| parse_calendar(text))?;
    (0..=LATEST).contains(&ms).then_some(ms)
}

fn parse_calendar(text: &str) -> Option<i64> {
    let (moment, zone) = activity_event::Moment::read(text)?;
    moment.milliseconds()?.checked_sub(parse_offset(zone)?.checked_mul(60_000)?)
}

/// Minutes that a zone is ahead of UTC: `Z`, `+05:30`, `+0530`; nothing is UTC.
fn parse_offset(zone: &str) -> Option<i64> {
    if matches!(zone, "" | "Z" | "z") {
        return Some(0);
    }
    let (sign, digits) = zone.split_at_checked(1)?;
    let digits = digits.replace(':', "");
    if digits.len() != 4 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let number = digits.parse::<i64>().ok()?;
    let (hours, minutes) = (number / 100, number % 100);
    let ahead = hours.checked_mul(60)?.checked_add(minutes)?;
    match sign {
        _ if hours > 23 || minutes > 59 => None,
        "+" => Some(ahead),
        "-" => ahead.checked_neg(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_one_moment() {
        let spellings = [
            "1763913600123",
            " 1763913600123 ",
            "2025-11-23T16:00:00.123Z",
            "2025-11-23T16:00:00.123+0000",
            "2025-11-23T21:30:00.123+05:30",
            "2025-11-23T21:30:00.123+0530",
            "2025-11-23 16:00:00.123",
            "2025-11-23 16:00:00,123",
            "2025-11-23T16:00:00.123",
        ];
        for text in spellings {
            assert_eq!(parse_moment(text), Some(1_763_913_600_123), "{text}");
        }
        assert_eq!(parse_moment("2025-11-23 16:00:00"), Some(1_763_913_600_000));
    }

    #[test]
    fn nonsense_is_no_moment() {
        for text in [
            "yesterday",
            "-5",
            "99999999999999999",
            "2025-13-01T00:00:00Z",
            "2025-11-23",
            "2025-11-23T16:00:00 UTC",
            "2025-11-23T16:00:00+24:00",
        ] {
            assert_eq!(parse_moment(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_may_be_floating_point() {
        assert_eq!(serde_json::from_str::<Moment>("1763913600123.0").unwrap().0, Some(1_763_913_600_123));
        assert_eq!(serde_json::from_str::<Moment>("null").unwrap().0, None);
        assert!(serde_json::from_str::<Moment>("\"soon\"").is_err());
    }
}
