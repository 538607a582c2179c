//! Relative periods as the value of a date field: `-7d`, `4w 2d`, `"5"`.
//!
//! `^[+-]?N u( +N u)*$` with `u` one of `w d h m` in either case: `M` is minutes here, and there are no months or years.
//! One sign for the whole. A lone number is minutes.

use super::{DateError, MINUTE};

/// The period in milliseconds; none when the text does not have the form of one.
pub(crate) fn parse_period(text: &str) -> Result<Option<i64>, DateError> {
    let (negative, rest) = match (text.strip_prefix('-'), text.strip_prefix('+')) {
        (Some(rest), _) => (true, rest),
        (_, Some(rest)) => (false, rest),
        _ => (false, text),
    };
    if is_digits(rest) {
        return total(std::iter::once((rest, MINUTE)), negative).map(Some);
    }
    if rest.starts_with(' ') || rest.ends_with(' ') {
        return Ok(None);
    }
    let parts: Option<Vec<(&str, i64)>> =
        rest.split(' ').filter(|part| !part.is_empty()).map(split_part).collect();
    match parts {
        Some(parts) if !parts.is_empty() => total(parts.into_iter(), negative).map(Some),
        _ => Ok(None),
    }
}

/// `4w` as its digits and the length of its unit.
fn split_part(part: &str) -> Option<(&str, i64)> {
    let unit = part.chars().next_back()?;
    let digits = part.strip_suffix(unit)?;
    let length = match unit.to_ascii_lowercase() {
        'w' => 7 * 24 * 60 * MINUTE,
        'd' => 24 * 60 * MINUTE,
        'h' => 60 * MINUTE,
        'm' => MINUTE,
        _ => return None,
    };
    is_digits(digits).then_some((digits, length))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Adds the components up.
fn total<'a>(parts: impl Iterator<Item = (&'a str, i64)>, negative: bool) -> Result<i64, DateError> {
    let mut sum: i64 = 0;
    for (digits, length) in parts {
        let count: i64 = digits.parse().map_err(|_| DateError::OutOfRange)?;
        let part = count.checked_mul(length).ok_or(DateError::OutOfRange)?;
        sum = sum.checked_add(part).ok_or(DateError::OutOfRange)?;
    }
    if negative { sum.checked_neg().ok_or(DateError::OutOfRange) } else { Ok(sum) }
}
