//! `startOfDay("-1d")`, `endOfMonth("+1")`: the functions, and the grammar of their argument.
//!
//! The boundary comes first, then the increment: `startOfMonth("+14d")` is the 15th of this month. The end of a period is
//! the start of the next plus the increment, less a millisecond; "the end of the month plus one month" would give the
//! 28th of March from the 28th of February.

use super::{DateError, MINUTE, zone};
use crate::Context;
use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime};

/// Which edge of the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    /// Its first millisecond.
    Start,
    /// Its last millisecond.
    End,
}

/// Units of periods and increments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// `y`
    Year,
    /// `M`
    Month,
    /// `w`
    Week,
    /// `d`
    Day,
    /// `h`
    Hour,
    /// `m`
    Minute,
}

/// `startOf` or `endOf` a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Boundary {
    /// Start or end.
    pub(crate) edge: Edge,
    /// Day, week, month or year.
    pub(crate) unit: Unit,
}

/// The argument: `+14d`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Increment {
    /// How many, with sign.
    amount: i32,
    /// Of what.
    unit: Unit,
}

impl Increment {
    /// `^[+-]?N[yMwdhm]?$`, case-sensitive: `M` is months, `m` minutes. Without a unit, the function's own.
    pub(crate) fn parse(text: &str, own: Unit) -> Result<Self, DateError> {
        let (digits, unit) = match text.chars().next_back() {
            Some(last) if !last.is_ascii_digit() => {
                let unit = match last {
                    'y' => Unit::Year,
                    'M' => Unit::Month,
                    'w' => Unit::Week,
                    'd' => Unit::Day,
                    'h' => Unit::Hour,
                    'm' => Unit::Minute,
                    _ => return Err(DateError::Malformed),
                };
                (text.strip_suffix(last).unwrap_or(text), unit)
            }
            _ => (text, own),
        };
        let unsigned = digits.strip_prefix(['+', '-']).unwrap_or(digits);
        if unsigned.is_empty() || !unsigned.bytes().all(|b| b.is_ascii_digit()) {
            return Err(DateError::Malformed);
        }
        let amount = digits.parse().map_err(|_| DateError::OutOfRange)?;
        Ok(Self { amount, unit })
    }
}

impl Boundary {
    /// The instant, counted from the context's now on the wall clock of its zone.
    pub(crate) fn resolve(self, increment: Option<Increment>, context: &Context) -> Result<i64, DateError> {
        let today = zone::wall_clock(&context.zone, context.now)?.date();
        let start = start_of(self.unit, today, context.week_starts_monday)?;
        let edge = match self.edge {
            Edge::Start => start,
            Edge::End => add_days_or_months(start, self.unit, 1)?,
        };
        let at = match increment {
            None => zone::instant(&context.zone, edge)?,
            Some(Increment { amount, unit: unit @ (Unit::Hour | Unit::Minute) }) => {
                let length = if unit == Unit::Hour { MINUTE.saturating_mul(60) } else { MINUTE };
                let offset = i64::from(amount).checked_mul(length).ok_or(DateError::OutOfRange)?;
                zone::instant(&context.zone, edge)?.checked_add(offset).ok_or(DateError::OutOfRange)?
            }
            // Calendar units move the wall clock, so that a day is a day when clocks are changed.
            Some(Increment { amount, unit }) => {
                zone::instant(&context.zone, add_days_or_months(edge, unit, amount)?)?
            }
        };
        let at = if self.edge == Edge::End { at.saturating_sub(1) } else { at };
        zone::in_range(at)
    }
}

/// The first midnight of the period that holds `day`.
fn start_of(unit: Unit, day: NaiveDate, week_starts_monday: bool) -> Result<NaiveDateTime, DateError> {
    let first = match unit {
        Unit::Year => day.with_month(1).and_then(|d| d.with_day(1)),
        Unit::Month => day.with_day(1),
        Unit::Week => {
            let weekday = day.weekday();
            let past = if week_starts_monday {
                weekday.num_days_from_monday()
            } else {
                weekday.num_days_from_sunday()
            };
            day.checked_sub_days(Days::new(u64::from(past)))
        }
        Unit::Day | Unit::Hour | Unit::Minute => Some(day),
    };
    first.map(|d| d.and_time(NaiveTime::MIN)).ok_or(DateError::OutOfRange)
}

/// Moves the wall clock by calendar units.
fn add_days_or_months(from: NaiveDateTime, unit: Unit, amount: i32) -> Result<NaiveDateTime, DateError> {
    let (months, days) = match unit {
        Unit::Year => (12_u32, 0_u64),
        Unit::Month => (1, 0),
        Unit::Week => (0, 7),
        Unit::Day | Unit::Hour | Unit::Minute => (0, 1),
    };
    let count = amount.unsigned_abs();
    let months = Months::new(months.checked_mul(count).ok_or(DateError::OutOfRange)?);
    let days = Days::new(days.checked_mul(u64::from(count)).ok_or(DateError::OutOfRange)?);
    let moved = if amount < 0 {
        from.checked_sub_months(months).and_then(|d| d.checked_sub_days(days))
    } else {
        from.checked_add_months(months).and_then(|d| d.checked_add_days(days))
    };
    moved.ok_or(DateError::OutOfRange)
}
