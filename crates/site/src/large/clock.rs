//! When things happen: office hours of three time zones, quiet nights and weekends, busy and slow minutes.
//!
//! Only additions, multiplications and divisions of floats are used, which give the same bits on every machine.

use super::zipf::as_float;
use crate::company::chance::Chance;
use crate::time::{DAY, MINUTE};

/// Monday, 1 June 2026, midnight UTC: when every large site's history begins.
pub const START: i64 = 1_780_272_000_000;

/// How many clusters of time zones there are.
pub(super) const CLUSTERS: usize = 3;

/// Minutes east of UTC and the share of people there: the Americas, Europe, India.
const ZONES: [(usize, f64); CLUSTERS] = [(24 * 60 - 5 * 60, 0.40), (60, 0.38), (330, 0.22)];

/// How busy each hour of a local working day is.
const HOURS: [f64; 24] = [
    0.02, 0.01, 0.01, 0.01, 0.01, 0.03, 0.08, 0.25, 0.65, 1.0, 1.1, 1.0, 0.6, 0.75, 1.0, 1.05, 0.95, 0.7,
    0.35, 0.2, 0.15, 0.12, 0.08, 0.04,
];

/// A Saturday or Sunday against a working day.
const WEEKEND: f64 = 0.07;

const WEEK: usize = 7 * 24 * 60;

/// Hands out the times of so many events over so many days, in order.
#[derive(Debug, Clone)]
pub(super) struct Clock {
    week: Vec<[f64; CLUSTERS]>,
    seed: u64,
    minutes: usize,
    events: f64,
    /// What all minutes weigh together.
    total: f64,
    minute: usize,
    /// What the minutes up to here weigh together.
    weight: f64,
    /// How many events were handed out up to the end of this minute.
    given: usize,
    /// Times of this minute that are still to be handed out, the latest first.
    waiting: Vec<i64>,
}

impl Clock {
    pub(super) fn new(events: usize, days: u32, seed: u64) -> Self {
        let week = week();
        let minutes = usize::try_from(days).unwrap_or(0).saturating_mul(24 * 60);
        let mut clock = Self {
            week,
            seed,
            minutes,
            events: as_float(events),
            total: 0.0,
            minute: 0,
            weight: 0.0,
            given: 0,
            waiting: Vec::new(),
        };
        clock.total = (0..minutes).map(|minute| clock.weight_of(minute)).sum();
        clock
    }

    /// The next time and how busy each cluster is then; none when all events have been handed out.
    pub(super) fn next(&mut self, chance: &mut Chance) -> Option<(i64, [f64; CLUSTERS])> {
        while self.waiting.is_empty() {
            if self.minute >= self.minutes {
                return None;
            }
            self.fill(chance);
        }
        let busy = self.week.get(self.minute.saturating_sub(1) % WEEK).copied().unwrap_or([1.0; CLUSTERS]);
        self.waiting.pop().map(|at| (at, busy))
    }

    /// Goes on by one minute. The counts of all minutes add up to the number of events exactly.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a count between 0 and the events"
    )]
    fn fill(&mut self, chance: &mut Chance) {
        self.weight += self.weight_of(self.minute);
        let due = (self.events * (self.weight / self.total)) as usize;
        let begin = START.saturating_add(i64::try_from(self.minute).unwrap_or(0).saturating_mul(MINUTE));
        for _ in self.given..due {
            self.waiting.push(begin.saturating_add(chance.between(0, MINUTE)));
        }
        self.waiting.sort_unstable_by(|a, b| b.cmp(a));
        self.given = self.given.max(due);
        self.minute = self.minute.saturating_add(1);
    }

    fn weight_of(&self, minute: usize) -> f64 {
        let usual: f64 = self.week.get(minute % WEEK).map_or(0.0, |clusters| clusters.iter().sum());
        let luck = Chance::new(self.seed.rotate_left(17) ^ u64::try_from(minute).unwrap_or(0)).number();
        // Three numbers between 0 and 1 make a hump around the middle.
        let part = |shift: u32| f64::from(u16::try_from((luck >> shift) & 0xffff).unwrap_or(0)) / 65_536.0;
        usual * (0.4 + 0.4 * (part(0) + part(16) + part(32)))
    }
}

fn week() -> Vec<[f64; CLUSTERS]> {
    let minute = |at: usize| {
        ZONES.map(|(east, share)| {
            let local = at.saturating_add(east) % WEEK;
            // The Americas' offset is a day ahead, so that it stays positive; the day of the week is a day behind.
            let day =
                if east > 12 * 60 { (local / (24 * 60)).wrapping_add(6) % 7 } else { local / (24 * 60) };
            let hour = HOURS.get(local / 60 % 24).copied().unwrap_or(0.0);
            share * hour * if day >= 5 { WEEKEND } else { 1.0 }
        })
    };
    (0..WEEK).map(minute).collect()
}

/// The end of a history of so many days.
pub(super) fn end(days: u32) -> i64 {
    START.saturating_add(i64::from(days).saturating_mul(DAY))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(events: usize, days: u32) -> Vec<i64> {
        let (mut clock, mut chance) = (Clock::new(events, days, 5), Chance::new(5));
        std::iter::from_fn(|| clock.next(&mut chance)).map(|(at, _)| at).collect()
    }

    #[test]
    fn exactly_so_many_times_in_order_within_the_days() {
        for events in [1, 1_000, 100_000] {
            let times = times(events, 9);
            assert_eq!(times.len(), events);
            assert!(times.is_sorted() && times[0] >= START && *times.last().unwrap() < end(9));
        }
    }

    #[test]
    fn weekends_are_quiet_and_mornings_of_the_americas_are_busy() {
        let times = times(100_000, 7);
        let share =
            |from: i64, to: i64| times.iter().filter(|at| (START + from..START + to).contains(*at)).count();
        let weekend = share(5 * DAY + DAY / 2, 6 * DAY + DAY / 2);
        assert!(weekend * 8 < share(DAY + DAY / 2, 2 * DAY + DAY / 2), "{weekend}");
        let hour = 60 * MINUTE;
        assert!(share(DAY + 15 * hour, DAY + 16 * hour) > 3 * share(DAY + hour, DAY + 2 * hour));
    }
}
