//! Sizes and speeds of the rollup and of the entity index of a month of a large site:
//! `cargo run --release -p activity-segment --example rollup`
#![expect(clippy::unwrap_used, reason = "a program that measures may stop")]
#![expect(clippy::indexing_slicing, reason = "a program that measures may stop")]
#![expect(clippy::arithmetic_side_effects, reason = "the numbers are small")]

use activity_event::{Action, ActorKind, ContainerKind};
use activity_segment::index::{Mark, Place, bucket_of, build, lookup};
use activity_segment::rollup::{Fact, Rollup, Wanted};
use std::time::Instant;

const MONTH_START: i64 = 1_777_593_600_000; // 2026-05-01
const HOUR_MS: u64 = 3_600_000;
const EVENTS: u64 = 333_000;

fn main() {
    month("containers and actions as 1/rank, office hours", &mut Draws::new(1.0));
    month("containers and actions as 1/rank^0.5, office hours", &mut Draws::new(0.5));
    month("containers and actions all alike", &mut Draws::new(0.0));
    million();
    index("each subject in one group", 1);
    index("a third of the subjects in one, two and three groups each", 3);
}

/// The index of 200,000 subjects in the groups (64 each) of five segments.
fn index(what: &str, places: u64) {
    let mut draws = Draws::new(0.0);
    let issue = |n: u32| Mark::Name(&(10_000 + n).to_string()).hash();
    let mut entries = Vec::new();
    for n in 0..200_000 {
        let first = draws.next();
        for k in 0..=u64::from(n) % places {
            let segment = u16::try_from((first + k) % 5).unwrap();
            entries.push((issue(n), Place { segment, group: u16::try_from(draws.next() % 64).unwrap() }));
        }
    }
    println!("index, {what}:");
    let buckets = median(|| build(entries.iter().copied()), "build");
    let bytes: usize = buckets.iter().map(Vec::len).sum();
    let (least, most) = (buckets.iter().map(Vec::len).min(), buckets.iter().map(Vec::len).max());
    let each = f64::from(u32::try_from(bytes).unwrap()) / f64::from(u32::try_from(entries.len()).unwrap());
    println!("  {} entries: {bytes} bytes, {each:.2} each", entries.len());
    println!("  {} buckets of {} to {} bytes", buckets.len(), least.unwrap(), most.unwrap());
    let look_up = |n: u32| lookup(&buckets[bucket_of(issue(n), buckets.len())], issue(n)).unwrap();
    median(|| look_up(4_711), "look up");
    let strangers = (1_000_000..1_020_000).filter(|n| !look_up(*n).is_empty()).count();
    println!("  {strangers} false hits in 20000 look-ups of strangers");
}

/// A month of 333,000 records, 300 containers, 40 actions, 5,000 people.
fn month(what: &str, draws: &mut Draws) {
    let mut rollup = Rollup::default();
    let actions: Vec<u16> = Action::all().map(Action::code).take(40).collect();
    let ids: Vec<String> = (0..300).map(|n| (10_000 + n * 7).to_string()).collect();
    let start = Instant::now();
    for _ in 0..EVENTS {
        let id = &ids[draws.ranked(300)];
        let person = draws.ranked(5_000);
        let actor_kind = if person == 0 { ActorKind::Automation } else { ActorKind::Person };
        let fact = Fact {
            occurred: draws.time(),
            action: actions[draws.ranked(40)],
            actor_kind,
            container: Some((ContainerKind::Project, id)),
            person: Some(u32::try_from(person).unwrap()),
        };
        rollup.add(&fact, 1).unwrap();
    }
    println!("{what}:");
    println!("  add {EVENTS} records: {:?}", start.elapsed());
    report(&rollup);
}

/// A million cells.
fn million() {
    let mut rollup = Rollup::default();
    for container in 0..300 {
        let id = container.to_string();
        for cell in 0..3_400 {
            let occurred = MONTH_START + (cell % 31) * 86_400_000;
            let action = u16::try_from(100 + cell / 31).unwrap();
            let container = Some((ContainerKind::Project, id.as_str()));
            let fact = Fact { occurred, action, actor_kind: ActorKind::Person, container, person: None };
            rollup.add(&fact, 1 + cell.unsigned_abs() * 7_919 % 11).unwrap();
        }
    }
    println!("a million cells:");
    report(&rollup);
}

fn report(rollup: &Rollup) {
    let all = Wanted::default();
    let bytes = median(|| rollup.encode().unwrap(), "encode");
    println!(
        "  {} cells, {} people: {} bytes",
        rollup.cells(&all).count(),
        rollup.people().len(),
        bytes.len()
    );
    let read = median(|| Rollup::decode(&bytes).unwrap(), "decode");
    median(|| read.by_day(&all), "by day");
    median(|| read.by_container(&all).len(), "by container");
    let one = read.cells(&all).next().and_then(|cell| cell.container.cloned());
    let project = Wanted { containers: Some([one].into()), ..Wanted::default() };
    median(|| read.by_day(&project), "by day, one container");
    median(|| read.top_people(10), "top 10 people");
    let later = read.clone().with_days(|day| day + 31);
    let both = || {
        let mut both = read.clone();
        both.merge(&later).unwrap();
        both
    };
    median(both, "copy, and merge with another month");
    let mut year = Rollup::default();
    for month in 0..12 {
        year.merge(&read.clone().with_days(|_| 20_574 + month * 30)).unwrap();
    }
    println!("  a year by month: {} bytes", year.encode().unwrap().len());
}

/// The last result, and the median time of seven runs.
fn median<T>(run: impl Fn() -> T, what: &str) -> T {
    let mut times = Vec::new();
    loop {
        let start = Instant::now();
        let result = run();
        times.push(start.elapsed());
        if times.len() == 7 {
            times.sort();
            println!("  {what}: {:?}", times[3]);
            return result;
        }
    }
}

/// Numbers from a seed (splitmix64), and ranks of which the first ones are drawn more often.
struct Draws {
    state: u64,
    skew: f64,
}

impl Draws {
    fn new(skew: f64) -> Self {
        Self { state: 1, skew }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn unit(&mut self) -> f64 {
        f64::from(u32::try_from(self.next() >> 32).unwrap()) / f64::from(u32::MAX)
    }

    /// A rank below `n` with a weight of about 1 / (rank + 1)^skew.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and n")]
    fn ranked(&mut self, n: u32) -> usize {
        let (n, u) = (f64::from(n), self.unit());
        let rank = if self.skew >= 1.0 {
            (n + 1.0).powf(u) - 1.0
        } else {
            let power = 1.0 - self.skew;
            ((((n + 1.0).powf(power) - 1.0) * u) + 1.0).powf(1.0 / power) - 1.0
        };
        (rank as usize).min(n as usize - 1)
    }

    /// A time of the month: weekends are quiet, nights too.
    fn time(&mut self) -> i64 {
        loop {
            let ms = self.next() % (31 * 24 * HOUR_MS);
            let (day, hour) = (ms / (24 * HOUR_MS), ms / HOUR_MS % 24);
            // The month begins on a Friday.
            let quiet = day % 7 == 1 || day % 7 == 2 || !(6..20).contains(&hour);
            if !quiet || self.next().is_multiple_of(10) {
                return MONTH_START + i64::try_from(ms).unwrap();
            }
        }
    }
}
