//! The inner loops. Written so that the compiler makes vector instructions of them, where the target has such.

use super::{NO, Verdict, YES};

/// A verdict for each code of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Table {
    /// The same for every code.
    Same(Verdict),
    /// Yes for codes of a few ranges (first and number of further ones), no for the others.
    Ranges(Vec<(u16, u16)>),
    /// By code.
    Codes(Vec<Verdict>),
}

/// More ranges than this take longer than a table.
const RANGES_MAX: usize = 6;

impl Table {
    /// The quickest form of these verdicts.
    pub(crate) fn new(verdicts: Vec<Verdict>) -> Self {
        let first = verdicts.first().copied().unwrap_or(NO);
        if verdicts.iter().all(|verdict| *verdict == first) {
            return Self::Same(first);
        }
        match ranges(&verdicts) {
            Some(ranges) => Self::Ranges(ranges),
            None => Self::Codes(verdicts),
        }
    }

    /// The verdicts of rows.
    pub(crate) fn sift(&self, codes: &[u16], out: &mut [Verdict]) {
        match self {
            Self::Same(verdict) => out.fill(*verdict),
            Self::Ranges(ranges) => {
                let mut ranges = ranges.iter();
                if let Some((first, more)) = ranges.next() {
                    for (out, code) in out.iter_mut().zip(codes) {
                        *out = if code.wrapping_sub(*first) <= *more { YES } else { NO };
                    }
                }
                for (first, more) in ranges {
                    for (out, code) in out.iter_mut().zip(codes) {
                        *out |= if code.wrapping_sub(*first) <= *more { YES } else { NO };
                    }
                }
            }
            Self::Codes(verdicts) => {
                for (out, code) in out.iter_mut().zip(codes) {
                    *out = verdicts.get(usize::from(*code)).copied().unwrap_or(NO);
                }
            }
        }
    }
}

/// The ranges of codes with yes; none when there is a maybe, or too many of them.
fn ranges(verdicts: &[Verdict]) -> Option<Vec<(u16, u16)>> {
    let mut ranges: Vec<(u16, u16)> = Vec::new();
    let mut before = NO;
    for (code, verdict) in (0_u16..).zip(verdicts) {
        match (*verdict, before) {
            (NO, _) => {}
            (YES, YES) => {
                let (_, more) = ranges.last_mut()?;
                *more = more.saturating_add(1);
            }
            (YES, _) => ranges.push((code, 0)),
            _ => return None,
        }
        before = *verdict;
        if ranges.len() > RANGES_MAX {
            return None;
        }
    }
    Some(ranges)
}

/// Both: the lesser.
pub(crate) fn and(out: &mut [Verdict], other: &[Verdict]) {
    for (out, other) in out.iter_mut().zip(other) {
        *out = (*out).min(*other);
    }
}

/// Either: the greater.
pub(crate) fn or(out: &mut [Verdict], other: &[Verdict]) {
    for (out, other) in out.iter_mut().zip(other) {
        *out = (*out).max(*other);
    }
}

/// How many rows have yes, and how many maybe.
pub(crate) fn count(verdicts: &[Verdict]) -> (u32, u32) {
    let (mut yes, mut maybe) = (0_u32, 0_u32);
    // Blocks short enough for counters of eight bits, which vector instructions are quickest with.
    for block in verdicts.chunks(255) {
        let (mut of_yes, mut of_maybe) = (0_u8, 0_u8);
        for verdict in block {
            of_yes = of_yes.wrapping_add(verdict >> 1);
            of_maybe = of_maybe.wrapping_add(verdict & 1);
        }
        yes = yes.saturating_add(u32::from(of_yes));
        maybe = maybe.saturating_add(u32::from(of_maybe));
    }
    (yes, maybe)
}
