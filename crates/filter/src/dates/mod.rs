//! Dates of a query become instants: milliseconds since 1970, UTC.
//!
//! There are three grammars, and they differ on purpose because Jira's do: literals (`literal`), relative periods as the
//! value of a date field (`period`), and the argument of date functions (`boundary`).

mod boundary;
mod literal;
mod period;
#[cfg(test)]
mod tests;
mod zone;
#[cfg(test)]
mod zone_tests;

pub(crate) use boundary::{Boundary, Edge, Increment, Unit};
pub(crate) use zone::{day_around, day_name, in_range};

use crate::Context;

/// Why text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateError {
    /// It has no form that a date can have.
    Malformed,
    /// It has the form of a date, but there is no such day, or it is too far away.
    OutOfRange,
}

/// A date as written, resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    /// The instant it stands for; of a literal, the start of its minute.
    pub(crate) at: i64,
    /// How finely it was written.
    pub(crate) precision: Precision,
}

/// How finely a date was written: what `=` compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Precision {
    /// `2026-01-31`: stands for midnight.
    Day,
    /// `2026-01-31 18:13`, `-7d`, `startOfDay()`: a minute is the finest JQL has.
    Minute,
    /// `1763913600000`: epoch milliseconds.
    Millisecond,
}

impl Moment {
    /// The instants that are equal to this one: from, up to and not including.
    pub(crate) fn equals(self) -> (i64, i64) {
        let (from, length) = match self.precision {
            Precision::Day => (self.at, MINUTE),
            Precision::Minute => (self.at.saturating_sub(self.at.rem_euclid(MINUTE)), MINUTE),
            Precision::Millisecond => (self.at, 1),
        };
        (from, from.saturating_add(length))
    }
}

/// A minute in milliseconds.
pub(crate) const MINUTE: i64 = 60_000;

/// A literal or a relative period: the text value of a date field.
pub(crate) fn parse_text(text: &str, context: &Context) -> Result<Moment, DateError> {
    if let Some(offset) = period::parse_period(text)? {
        let at = context.now.checked_add(offset).ok_or(DateError::OutOfRange)?;
        return Ok(Moment { at: in_range(at)?, precision: Precision::Minute });
    }
    let literal = literal::parse_literal(text)?;
    let at = zone::instant(&context.zone, literal.local)?;
    let precision = if literal.has_time { Precision::Minute } else { Precision::Day };
    Ok(Moment { at, precision })
}

/// An unquoted number: epoch milliseconds.
pub(crate) fn parse_number(digits: &str) -> Result<Moment, DateError> {
    let at = digits.parse().map_err(|_| DateError::OutOfRange)?;
    Ok(Moment { at: in_range(at)?, precision: Precision::Millisecond })
}
