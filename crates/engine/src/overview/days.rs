//! Days and months as numbers. All are those of UTC.

use crate::EngineError;
use crate::answer::OverviewRequest;
use crate::catalogue::Month;
use activity_event::Moment;
use std::ops::RangeInclusive;

const DAY_MS: i64 = 86_400_000;
/// No range has more days, and as many lie before it.
const DAYS_MAX: i32 = 3_700;

/// Which of the two ranges is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// The range itself.
    Now,
    /// The days before it.
    Before,
}

/// The range and the days before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) before: i32,
    pub(super) from: i32,
    /// The first day behind the range.
    pub(super) to: i32,
}

impl Days {
    pub(super) fn of(request: &OverviewRequest) -> Result<Self, EngineError> {
        let day = |time: i64| {
            let whole = time.rem_euclid(DAY_MS) == 0;
            i32::try_from(time.div_euclid(DAY_MS)).ok().filter(|_| whole)
        };
        let bad = |what: &str| EngineError::Request(format!("`from` and `to` must be {what}"));
        let (from, to) = day(request.from).zip(day(request.to)).ok_or_else(|| bad("beginnings of days"))?;
        let length = to.saturating_sub(from);
        if !(1..=DAYS_MAX).contains(&length) {
            return Err(bad("1 to 3,700 days apart"));
        }
        Ok(Self { before: from.saturating_sub(length), from, to })
    }

    /// The first and the last day of each of the two.
    pub(super) fn both(self) -> [(When, RangeInclusive<i32>); 2] {
        [
            (When::Now, self.from..=self.to.saturating_sub(1)),
            (When::Before, self.before..=self.from.saturating_sub(1)),
        ]
    }

    /// How many days the range has.
    pub(super) fn length(self) -> usize {
        usize::try_from(self.to.saturating_sub(self.from)).unwrap_or(0)
    }

    /// In which of the two a day is, and the how-manieth of it.
    pub(super) fn place(self, day: i32) -> Option<(When, usize)> {
        let behind = |start: i32| usize::try_from(day.saturating_sub(start)).ok();
        match day {
            _ if day >= self.to => None,
            _ if day >= self.from => Some((When::Now, behind(self.from)?)),
            _ => Some((When::Before, behind(self.before)?)),
        }
    }

    /// Whether a stretch of time, both ends included, has days of either.
    pub(super) fn touch(self, from: i64, to: i64) -> bool {
        start_of(self.to) > from && start_of(self.before) <= to
    }

    /// In which of the two all records of a month are; none when they are not all in one.
    pub(super) fn whole(self, month: &Month) -> Option<When> {
        let (first, last) = (day_of(month.from), day_of(month.to));
        self.both().into_iter().find(|(_, days)| days.contains(&first) && days.contains(&last)).map(|it| it.0)
    }
}

/// The day of a time.
pub(super) fn day_of(time: i64) -> i32 {
    i32::try_from(time.div_euclid(DAY_MS)).unwrap_or(if time < 0 { i32::MIN } else { i32::MAX })
}

/// When a day begins.
pub(super) fn start_of(day: i32) -> i64 {
    i64::from(day).saturating_mul(DAY_MS)
}

/// The days of a month, `yyyymm`.
pub(super) fn days_of_month(month: &str) -> Option<RangeInclusive<i32>> {
    let first = Moment::read_minute(&format!("{month}010000"))?;
    let next = match first.month {
        12 => Moment { year: first.year.checked_add(1)?, month: 1, ..first },
        month => Moment { month: month.checked_add(1)?, ..first },
    };
    Some(day_of(first.milliseconds()?)..=day_of(next.milliseconds()?).saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from: i64, to: i64) -> Result<Days, EngineError> {
        let at = |day: i64| day.saturating_mul(DAY_MS);
        Days::of(&OverviewRequest { from: at(from), to: at(to), top: 10 })
    }

    #[test]
    fn as_many_days_lie_before_a_range() {
        let days = days(20_000, 20_030).unwrap();
        assert_eq!((days.before, days.length()), (19_970, 30));
        assert_eq!(days.place(19_969), None);
        assert_eq!(days.place(19_970), Some((When::Before, 0)));
        assert_eq!(days.place(20_000), Some((When::Now, 0)));
        assert_eq!(days.place(20_029), Some((When::Now, 29)));
        assert_eq!(days.place(20_030), None);
    }

    #[test]
    fn what_is_no_range_of_days_is_refused() {
        assert!(days(20_000, 20_000).is_err() && days(20_000, 19_999).is_err() && days(0, 3_701).is_err());
        let odd = OverviewRequest { from: 1, to: DAY_MS, top: 10 };
        assert!(matches!(Days::of(&odd), Err(EngineError::Request(_))));
    }

    #[test]
    fn months_have_their_days() {
        assert_eq!(days_of_month("197001"), Some(0..=30));
        assert_eq!(days_of_month("202402").map(Iterator::count), Some(29));
        assert_eq!(days_of_month("202512").map(Iterator::count), Some(31));
        assert_eq!(days_of_month("202513"), None);
    }
}
