//! Ranks as Zipf's law has them: the second half as often as the first, the third a third as often.

use crate::company::chance::Chance;

/// Draws ranks from a table of quantiles, so that a draw is one look-up.
#[derive(Debug, Clone)]
pub(super) struct Zipf {
    ranks: Box<[u32]>,
}

impl Zipf {
    /// Ranks below `count`. Every rank has at least one place in the table, however rare it is.
    pub(super) fn new(count: usize) -> Self {
        let shares: Vec<f64> = (0..count).map(|rank| 1.0 / as_float(rank.saturating_add(1))).collect();
        let total: f64 = shares.iter().sum();
        let size = count.saturating_mul(10).next_power_of_two().max(1 << 12);
        let mut ranks = Vec::with_capacity(size);
        let mut below = 0.0;
        for (rank, share) in (0_u32..).zip(&shares) {
            below += share / total;
            ranks.push(rank);
            while as_float(ranks.len()) < below * as_float(size) {
                ranks.push(rank);
            }
        }
        Self { ranks: ranks.into() }
    }

    /// A rank; 0 when there are none.
    pub(super) fn draw(&self, chance: &mut Chance) -> usize {
        let at = chance.below(self.ranks.len());
        self.ranks.get(at).map_or(0, |rank| usize::try_from(*rank).unwrap_or(0))
    }
}

/// Counts here are far below 2^53.
#[expect(clippy::cast_precision_loss, reason = "counts of people, words and events are small")]
pub(super) fn as_float(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_is_drawn_twice_as_often_as_the_second_and_the_last_is_drawn() {
        let zipf = Zipf::new(500);
        let mut chance = Chance::new(3);
        let mut hits = vec![0_u32; 500];
        for _ in 0..200_000 {
            hits[zipf.draw(&mut chance)] += 1;
        }
        let ratio = f64::from(hits[0]) / f64::from(hits[1]);
        assert!((1.9..2.1).contains(&ratio), "{ratio}");
        assert!(hits[499] > 0);
    }
}
