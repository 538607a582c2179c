//! The inner loops. Written so that the compiler makes vector instructions of them, where the target has such.

use super::{MAYBE, NO, Verdict, YES};

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

    /// The verdict of a code.
    pub(crate) fn of(&self, code: u16) -> Verdict {
        match self {
            Self::Same(verdict) => *verdict,
            Self::Ranges(ranges) => {
                let is_within = |(first, more): &(u16, u16)| code.wrapping_sub(*first) <= *more;
                if ranges.iter().any(is_within) { YES } else { NO }
            }
            Self::Codes(verdicts) => verdicts.get(usize::from(code)).copied().unwrap_or(NO),
        }
    }

    /// The verdicts of rows.
    #[inline(never)]
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

/// How the verdicts of two parts make one.
#[derive(Debug)]
pub(crate) struct Join {
    one: fn(Verdict, Verdict) -> Verdict,
    /// Adds the verdicts of another part.
    pub(crate) all: fn(&mut [Verdict], &[Verdict]),
    /// What no other part changes any more.
    end: Verdict,
}

/// Both: the lesser.
pub(crate) const AND: Join = Join { one: Ord::min, all: and, end: NO };
/// Either: the greater.
pub(crate) const OR: Join = Join { one: Ord::max, all: or, end: YES };

/// Verdicts that are passed over in one step when none of them matters.
const STEP: usize = 16;
/// Verdicts that are counted with counters of eight bits, which vector instructions are quickest with.
const BLOCK: usize = 240;

impl Join {
    /// Adds a verdict that is the same for all of these.
    pub(crate) fn same(&self, out: &mut [Verdict], other: Verdict) {
        if other == self.end {
            out.fill(other);
        } else if other == MAYBE {
            for verdict in out {
                *verdict = (self.one)(*verdict, other);
            }
        }
    }

    /// How many verdicts can still change.
    #[inline(never)]
    pub(crate) fn undecided(&self, verdicts: &[Verdict]) -> usize {
        let of = |block: &[Verdict]| {
            block.iter().fold(0_u8, |sum, verdict| sum.wrapping_add(u8::from(*verdict != self.end)))
        };
        verdicts.chunks(BLOCK).map(|block| usize::from(of(block))).fold(0, usize::saturating_add)
    }

    /// Adds those of another part, asked place by place where they can change something.
    pub(crate) fn each(&self, out: &mut [Verdict], other: impl Fn(usize) -> Verdict) {
        for (step, verdicts) in out.chunks_mut(STEP).enumerate() {
            if verdicts.iter().fold(0, |any, verdict| any | (*verdict ^ self.end)) == 0 {
                continue;
            }
            let start = step.saturating_mul(STEP);
            for (place, verdict) in verdicts.iter_mut().enumerate() {
                if *verdict != self.end {
                    *verdict = (self.one)(*verdict, other(start.saturating_add(place)));
                }
            }
        }
    }
}

fn and(out: &mut [Verdict], other: &[Verdict]) {
    for (out, other) in out.iter_mut().zip(other) {
        *out = (*out).min(*other);
    }
}

fn or(out: &mut [Verdict], other: &[Verdict]) {
    for (out, other) in out.iter_mut().zip(other) {
        *out = (*out).max(*other);
    }
}

/// The places of a verdict behind `start`, rising.
#[inline(never)]
pub(crate) fn places(verdicts: &[Verdict], of: Verdict, start: u32) -> Vec<u32> {
    let mut found = Vec::new();
    let mut room = [0_u32; STEP];
    let mut first = start;
    for step in verdicts.chunks(STEP) {
        if step.iter().fold(0, |any, verdict| any | u8::from(*verdict == of)) != 0 {
            // Every place is written, and counted only where it is one: no branch that a processor could guess wrong.
            let mut len = 0_usize;
            for (place, verdict) in (first..).zip(step) {
                if let Some(slot) = room.get_mut(len) {
                    *slot = place;
                }
                len = len.wrapping_add(usize::from(*verdict == of));
            }
            let end = found.len().saturating_add(len);
            found.extend_from_slice(&room);
            found.truncate(end);
        }
        first = first.saturating_add(u32::try_from(step.len()).unwrap_or(u32::MAX));
    }
    found
}

/// How many rows have yes, and how many maybe.
#[inline(never)]
pub(crate) fn count(verdicts: &[Verdict]) -> (u32, u32) {
    let (mut yes, mut maybe) = (0_u32, 0_u32);
    for block in verdicts.chunks(BLOCK) {
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
