//! How large and how unlucky a run is.

use crate::records::{BEGIN, DAY, MINUTE};
use activity_engine::{Budget, Policy};
use fastrand::Rng;

/// How long the platform lets a compaction run, a page, a delivery: as far apart as in the app, and much shorter.
pub(crate) const PACKING_MS: i64 = 30_000;
pub(crate) const READING_MS: i64 = 5_000;
pub(crate) const WRITING_MS: i64 = 5_000;
pub(crate) const SWEEPING_MS: i64 = 30_000;
/// A request takes effect at most this long after its caller has given up.
pub(crate) const LATE_MS: i64 = 1_000;
/// Clocks of two hosts differ by no more than twice this.
pub(crate) const SKEW_MS: i64 = 500;
/// Longer than a compaction and a reading together: what a commit retires was needed until the commit.
const GRACE_MS: i64 = 40_000;

/// When events occurred, compared with when they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spread {
    /// All within a few milliseconds.
    Burst,
    /// Within the last minutes.
    Recent,
    /// Within the last days; some are months old.
    Days,
    /// Anywhere in half a year.
    Months,
}

/// How large and how unlucky a run is.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) events: u32,
    pub(crate) spread: Spread,
    /// At most so many at once.
    pub(crate) writers: usize,
    pub(crate) packers: usize,
    pub(crate) readers: usize,
    pub(crate) sweepers: usize,
    /// A listing shows each key as it was at most this long ago.
    pub(crate) lag_ms: i64,
    /// In how many of 1,000 cases a call goes wrong, a batch is done by half, and somebody is stopped.
    pub(crate) faults: u32,
    pub(crate) halves: u32,
    pub(crate) kills: u32,
    /// In how many of 1,000 steps everything stands still for some seconds.
    pub(crate) pauses: u32,
    pub(crate) page_items: usize,
    pub(crate) batch_items: usize,
    pub(crate) read_items: usize,
    pub(crate) policy: Policy,
    /// The policy remembers so few retired values that they are deleted before their grace: readers and compactions may
    /// find values missing, and must say so.
    pub(crate) tight: bool,
    pub(crate) budget: Budget,
    /// Retention drops what occurred before this time.
    pub(crate) before: Option<i64>,
    /// Some events are long: segments have more parts than one, and records have pieces.
    pub(crate) long: bool,
}

impl Settings {
    pub(crate) fn draw(dice: &mut Rng) -> Self {
        let lucky = dice.u8(0..6) == 0;
        let tight = dice.u8(0..5) == 0;
        let long = dice.u8(0..30) == 0;
        let most = if long { 20 } else { [20, 30, 40, 80][dice.usize(0..4)] };
        let spread = [Spread::Burst, Spread::Recent, Spread::Days, Spread::Months][dice.usize(0..4)];
        Self {
            events: if tight && !long { dice.u32(30..=60) } else { dice.u32(5..=most) },
            spread,
            writers: dice.usize(1..=6),
            packers: if tight { 4 } else { dice.usize(1..=4) },
            readers: if tight { 4 } else { dice.usize(1..=3) },
            sweepers: dice.usize(0..=2),
            lag_ms: [0, 300, 2_000][dice.usize(0..3)],
            faults: if lucky { 0 } else { dice.u32(0..=120) },
            halves: if lucky { 0 } else { dice.u32(0..=200) },
            kills: if lucky { 0 } else { dice.u32(0..=25) },
            pauses: dice.u32(0..=15),
            page_items: dice.usize(2..=20),
            batch_items: dice.usize(2..=25),
            read_items: dice.usize(2..=16),
            policy: policy(dice, tight),
            tight,
            budget: budget(dice),
            before: (dice.u8(0..3) == 0).then(|| before(dice, spread)),
            long,
        }
    }

    /// Whether retention lets this stay.
    pub(crate) fn keeps(&self, occurred: i64) -> bool {
        self.before.is_none_or(|before| occurred >= before)
    }

    /// How long after the commit what it retires must stay. The grace is counted from before the commit.
    pub(crate) fn spared_ms(&self) -> i64 {
        if self.tight { 0 } else { self.policy.grace_ms - PACKING_MS - LATE_MS - 2 * SKEW_MS }
    }
}

/// A time that some events are older than.
fn before(dice: &mut Rng, spread: Spread) -> i64 {
    match spread {
        Spread::Burst => BEGIN + 2,
        Spread::Recent => BEGIN + dice.i64(-MINUTE..MINUTE),
        Spread::Days => BEGIN - dice.i64(0..3 * DAY),
        Spread::Months => BEGIN - dice.i64(0..120 * DAY),
    }
}

/// Small numbers, so that a few events make many segments.
fn policy(dice: &mut Rng, tight: bool) -> Policy {
    let rows_max = dice.usize(3..=16);
    Policy {
        entries_max: dice.usize(3..=30),
        months_max: dice.usize(1..=3),
        small_rows: dice.u32(1..=8).min(u32::try_from(rows_max).unwrap()),
        rows_max,
        segments_max: dice.usize(2..=5),
        neighbours: dice.usize(2..=3),
        rewrites_max: dice.usize(1..=3),
        pair_wait_ms: 2_000,
        event_wait_ms: 3_000,
        grace_ms: GRACE_MS,
        count_max: dice.usize(1..=3),
        count_months_max: dice.usize(0..=3),
        index_rows: dice.u32(2..=12),
        index_segments: dice.usize(1..=3),
        index_max: dice.usize(0..=2),
        retain_bytes: [0, 10_000, 1_000_000][dice.usize(0..3)],
        retired_max: if tight { 0 } else { 400 },
        ..Policy::default()
    }
}

fn budget(dice: &mut Rng) -> Budget {
    match dice.u8(0..3) {
        0 => Budget { bytes: dice.u64(2_000..=40_000), rows: dice.u32(5..=80) },
        _ => Budget::default(),
    }
}
