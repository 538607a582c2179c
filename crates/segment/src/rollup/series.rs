//! Cells in bits, written and read by the same lines. See `ROLLUP.md`, "Cells".

use super::range::{Coder, EVEN};
use crate::Flaw;

/// After so many days without a cell, the number of further ones is told.
const ABSENT_MAX: u32 = 16;

/// What the coder has learned of numbers of one sort, in several contexts.
struct Numbers {
    /// For each context, whether there is another digit.
    digits: Vec<[u16; 16]>,
    /// The digits behind the first one, by number of digits and digits so far; the same in all contexts.
    tails: [u16; 128],
}

impl Numbers {
    fn new(contexts: usize) -> Self {
        Self { digits: vec![[EVEN; 16]; contexts], tails: [EVEN; 128] }
    }

    /// Codes a number from 1 on.
    fn code(&mut self, coder: &mut impl Coder, context: usize, value: u64) -> Result<u64, Flaw> {
        let wanted = value.checked_ilog2().unwrap_or(0);
        let digits = nearest(&mut self.digits, context);
        let mut more = 0_u32;
        while more < 63 && coder.bit(nearest(digits, more as usize), more < wanted)? {
            more = more.saturating_add(1);
        }
        let mut number = 1_u64;
        for digit in (0..more).rev() {
            let mut even = EVEN;
            let likely = match usize::try_from(number) {
                Ok(known @ 0..16) if more < 8 => nearest(&mut self.tails, ((more as usize) << 4) | known),
                _ => &mut even,
            };
            let bit = coder.bit(likely, (value >> digit) & 1 == 1)?;
            number = (number << 1) | u64::from(bit);
        }
        Ok(number)
    }
}

/// What the coder has learned of cells.
pub(super) struct Cells<C> {
    pub(super) coder: C,
    last_day: i64,
    lengths: Numbers,
    length_before: u64,
    present: Vec<u16>,
    gaps: Numbers,
    counts: Numbers,
}

/// A series of which some cells have been coded.
pub(super) struct Series {
    length: u64,
    /// Cells to come.
    pub(super) left: u64,
    /// The first day on which the next one may be.
    day: i64,
    count_before: u64,
}

impl<C: Coder> Cells<C> {
    /// Cells until this day, in days since 1970.
    pub(super) fn new(coder: C, last_day: i32) -> Self {
        Self {
            coder,
            last_day: last_day.into(),
            lengths: Numbers::new(LEVELS),
            length_before: 1,
            present: vec![EVEN; 8 * 8 * 7],
            gaps: Numbers::new(1),
            counts: Numbers::new(LEVELS * 5 * 2),
        }
    }

    /// Codes the number of cells of a series, 1 or more, that begins on this day or later.
    pub(super) fn begin(&mut self, first_day: i32, length: u64) -> Result<Series, Flaw> {
        let length = self.lengths.code(&mut self.coder, level(self.length_before), length)?;
        self.length_before = length;
        let series = Series { length, left: length, day: first_day.into(), count_before: 1 };
        if length > self.days_left(&series) { Err(Flaw::Value) } else { Ok(series) }
    }

    /// Codes the next cell of a series: day and count.
    pub(super) fn cell(&mut self, series: &mut Series, day: i64, count: u64) -> Result<(i64, u64), Flaw> {
        self.skip_absent(series, day)?;
        let day = series.day;
        let before = level(series.count_before.min(16)).saturating_sub(2) / 2;
        let context =
            (level(series.length).wrapping_mul(5).wrapping_add(before) << 1) | usize::from(weekday(day) > 4);
        let count = self.counts.code(&mut self.coder, context, count)?;
        series.day = day.saturating_add(1);
        series.left = series.left.saturating_sub(1);
        series.count_before = count;
        Ok((day, count))
    }

    /// Moves the series to the day of its next cell.
    fn skip_absent(&mut self, series: &mut Series, day: i64) -> Result<(), Flaw> {
        for absent in 0..=ABSENT_MAX {
            let days = self.days_left(series);
            if series.left >= days {
                return Ok(());
            }
            if absent == ABSENT_MAX {
                break;
            }
            let likely = nearest(&mut self.present, presence(series, days));
            if self.coder.bit(likely, series.day == day)? {
                return Ok(());
            }
            series.day = series.day.saturating_add(1);
        }
        let more = u64::try_from(day.saturating_sub(series.day)).unwrap_or(0).saturating_add(1);
        let more = self.gaps.code(&mut self.coder, 0, more)?.saturating_sub(1);
        series.day = series.day.saturating_add_unsigned(more);
        if series.left > self.days_left(series) { Err(Flaw::Value) } else { Ok(()) }
    }

    fn days_left(&self, series: &Series) -> u64 {
        let days = self.last_day.saturating_sub(series.day).saturating_add(1);
        u64::try_from(days).unwrap_or(0)
    }
}

/// The context of whether there is a cell on the next day: how many there still are in how many days, and the weekday.
fn presence(series: &Series, days: u64) -> usize {
    let eighths = series.left.saturating_mul(8).checked_div(days).unwrap_or(0).min(7);
    let few = series.left.min(7);
    let density = usize::try_from((eighths << 3) | few).unwrap_or(0);
    density.wrapping_mul(7).wrapping_add(weekday(series.day))
}

/// There are so many levels of numbers: two for each number of digits, and the last one for all others.
const LEVELS: usize = 24;

fn level(number: u64) -> usize {
    let digits = number.checked_ilog2().unwrap_or(0);
    let second = number.checked_shr(digits.saturating_sub(1)).unwrap_or(0) & 1;
    let level = (u64::from(digits.saturating_add(1)) << 1) | second;
    usize::try_from(level).unwrap_or(0).min(LEVELS - 1)
}

/// 0 is Monday.
fn weekday(day: i64) -> usize {
    usize::try_from(day.saturating_add(3).rem_euclid(7)).unwrap_or(0)
}

/// The element there, or the last one.
#[expect(clippy::indexing_slicing, reason = "no table is empty, and the last element is the furthest")]
fn nearest<T>(table: &mut [T], index: usize) -> &mut T {
    let last = table.len().saturating_sub(1);
    &mut table[index.min(last)]
}
