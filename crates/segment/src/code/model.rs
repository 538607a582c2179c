//! How often each symbol of an alphabet occurs, as shares of a power of two.

use super::bytes::{Bytes, put_varint};

/// Shares are of at most 2 to the power of this.
const BITS_MAX: u32 = 16;
/// More symbols than this no alphabet has: each needs a share.
pub(crate) const SYMBOLS_MAX: usize = 1 << 15;

/// The shares of the symbols 0, 1, 2 ... Symbols that do not occur have none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Model {
    /// The shares add up to 2 to the power of this.
    bits: u32,
    shares: Vec<u32>,
}

impl Model {
    /// The shares of symbols that occur so often. At least one symbol must occur.
    pub(crate) fn of_counts(counts: &[u32]) -> Self {
        let used = counts.iter().filter(|count| **count > 0).count();
        let total: u64 = counts.iter().map(|count| u64::from(*count)).sum();
        // Enough room that rare symbols do not cost the frequent ones much; small alphabets keep small tables.
        let bits = match used {
            0 | 1 => 0,
            _ => usize::BITS.wrapping_sub(used.leading_zeros()).saturating_add(5).clamp(9, BITS_MAX),
        };
        let whole = 1_u64 << bits;
        let share = |count: u32| match count {
            0 => 0,
            _ => u32::try_from(u64::from(count).saturating_mul(whole).checked_div(total).unwrap_or_default())
                .unwrap_or(1)
                .max(1),
        };
        let mut shares: Vec<u32> = counts.iter().map(|count| share(*count)).collect();
        settle(&mut shares, u32::try_from(whole).unwrap_or(u32::MAX));
        Self { bits, shares }
    }

    /// Appends the model.
    pub(crate) fn put(&self, out: &mut Vec<u8>) {
        put_varint(out, self.shares.len() as u64);
        put_varint(out, u64::from(self.bits));
        for share in &self.shares {
            put_varint(out, u64::from(*share));
        }
    }

    /// Reads a model; none when it is not one.
    pub(crate) fn read(bytes: &mut Bytes<'_>) -> Option<Self> {
        let len = bytes.size().filter(|len| (1..=SYMBOLS_MAX).contains(len))?;
        let bits = u32::try_from(bytes.varint()?).ok().filter(|bits| *bits <= BITS_MAX)?;
        let shares: Option<Vec<u32>> = (0..len).map(|_| u32::try_from(bytes.varint()?).ok()).collect();
        let shares = shares?;
        let total: u64 = shares.iter().map(|share| u64::from(*share)).sum();
        (total == 1 << bits).then_some(Self { bits, shares })
    }

    pub(crate) fn bits(&self) -> u32 {
        self.bits
    }

    pub(crate) fn shares(&self) -> &[u32] {
        &self.shares
    }

    /// Where the share of each symbol begins, and how large it is.
    pub(crate) fn ranges(&self) -> Vec<(u32, u32)> {
        let mut start = 0_u32;
        let range = |share: &u32| {
            let range = (start, *share);
            start = start.wrapping_add(*share);
            range
        };
        self.shares.iter().map(range).collect()
    }
}

/// Takes from or gives to the largest shares until they add up.
fn settle(shares: &mut [u32], whole: u32) {
    let mut order: Vec<usize> =
        (0..shares.len()).filter(|at| shares.get(*at).is_some_and(|s| *s > 0)).collect();
    order.sort_by_key(|at| std::cmp::Reverse(shares.get(*at).copied()));
    loop {
        let total: u32 = shares.iter().fold(0_u32, |sum, share| sum.saturating_add(*share));
        let off = i64::from(total).wrapping_sub(i64::from(whole));
        if off == 0 || order.is_empty() {
            return;
        }
        let mut rest = u32::try_from(off.unsigned_abs()).unwrap_or(u32::MAX);
        for at in &order {
            let Some(share) = shares.get_mut(*at) else { continue };
            let step = (*share / 8).max(1).min(rest);
            if off > 0 {
                let step = step.min(share.saturating_sub(1));
                *share = share.saturating_sub(step);
                rest = rest.saturating_sub(step);
            } else {
                *share = share.saturating_add(step);
                rest = rest.saturating_sub(step);
            }
            if rest == 0 {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_and_nothing_that_occurs_is_without() {
        let cases: [&[u32]; 5] = [
            &[5],
            &[0, 7, 0],
            &[1, 1_000_000],
            &[3; 300],
            &(0..9_000).map(|n| n % 7 * n).collect::<Vec<_>>(),
        ];
        for counts in cases {
            let model = Model::of_counts(counts);
            assert_eq!(model.shares.iter().sum::<u32>(), 1 << model.bits);
            assert!(model.shares.iter().zip(counts).all(|(share, count)| (*share > 0) == (*count > 0)));
            let mut out = Vec::new();
            model.put(&mut out);
            assert_eq!(Model::read(&mut Bytes::new(&out)), Some(model));
        }
    }

    #[test]
    fn shares_that_do_not_add_up_are_refused() {
        for bad in [&[2, 1, 1, 2][..], &[0, 0], &[1, 17, 1], &[2, 1, 1]] {
            assert_eq!(Model::read(&mut Bytes::new(bad)), None, "{bad:?}");
        }
    }
}
