//! What the clock on a wall shows.

use crate::catalogue::Field;
use crate::zone::{DAY, Zone};
use std::ops::RangeInclusive;

/// `occurredHour >= 19`, `occurredWeekday IN (6, 7)`: the hour or the weekday that a clock of the asking user showed when the
/// record occurred.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnWall {
    /// [`Field::OccurredHour`] or [`Field::OccurredWeekday`].
    pub field: Field,
    /// The zone of the clock.
    pub zone: Zone,
    /// A bit for each value that is asked for.
    wanted: u32,
}

/// Hours of a day.
const HOURS: RangeInclusive<u32> = 0..=23;
/// Days of a week, Monday first.
const WEEKDAYS: RangeInclusive<u32> = 1..=7;

impl OnWall {
    /// A test for some of the values.
    pub(crate) fn new(field: Field, zone: Zone, is_wanted: impl Fn(u32) -> bool) -> Self {
        let wanted = Self::range(field).filter(|value| is_wanted(*value));
        let wanted = wanted.fold(0, |bits, value| bits | bit(value));
        Self { field, zone, wanted }
    }

    /// The values that there are.
    pub(crate) fn range(field: Field) -> RangeInclusive<u32> {
        if field == Field::OccurredWeekday { WEEKDAYS } else { HOURS }
    }

    /// The values that are asked for.
    pub(crate) fn values(&self) -> impl Iterator<Item = u32> {
        Self::range(self.field).filter(|value| self.wanted & bit(*value) != 0)
    }

    /// Whether it holds at a time: seconds since 1970, UTC.
    #[must_use]
    pub fn holds(&self, second: i64) -> bool {
        self.holds_ahead(second, self.zone.offset_at(second))
    }

    /// Whether it holds at many times, one after the other.
    #[must_use]
    pub fn reading(&self) -> OnWallReading<'_> {
        OnWallReading { test: self, day: None, offset: None }
    }

    /// Whether it holds where the clock is so much ahead of UTC.
    fn holds_ahead(&self, second: i64, offset: Option<i32>) -> bool {
        let local = second.saturating_add(offset.unwrap_or(0).into());
        let value = if self.field == Field::OccurredWeekday {
            // 1970 began on a Thursday.
            local.div_euclid(DAY).saturating_add(3).rem_euclid(7).saturating_add(1)
        } else {
            local.rem_euclid(DAY).div_euclid(3_600)
        };
        u32::try_from(value).is_ok_and(|value| self.wanted & bit(value) != 0)
    }
}

fn bit(value: u32) -> u32 {
    1_u32.checked_shl(value).unwrap_or(0)
}

/// Reads many times one after the other. To ask for an offset takes a thousand times as long as all else, so it is asked at the
/// ends of a day of UTC: where both agree, the clock was not turned in between.
#[derive(Debug)]
pub struct OnWallReading<'a> {
    test: &'a OnWall,
    day: Option<i64>,
    /// That of the whole day.
    offset: Option<i32>,
}

impl OnWallReading<'_> {
    /// Whether it holds at a time: seconds since 1970, UTC.
    pub fn holds(&mut self, second: i64) -> bool {
        let day = second.div_euclid(DAY);
        if self.day != Some(day) {
            let at = |day: i64| self.test.zone.offset_at(day.saturating_mul(DAY));
            let (begin, end) = (at(day), at(day.saturating_add(1)));
            self.day = Some(day);
            self.offset = begin.filter(|_| begin == end);
        }
        match self.offset {
            None => self.test.holds(second),
            offset => self.test.holds_ahead(second, offset),
        }
    }
}
