//! One run: who acts when, what goes wrong, and what must hold.

use super::actors::{Looker, Packer, Step, Writer};
use super::store::Store;
use activity_engine::{BundledZones, Manifest, QueryRequest, Reader, Root, Scope};
use activity_event::{Event, EventId};
use activity_filter::Tables;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// A small generator of numbers (xorshift*), so that a seed is all a run depends on.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number from 0 up to, not including, the limit.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % limit
    }

    pub(crate) fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }
}

/// What happened in a run.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) runs: u64,
    pub(crate) events: u64,
    pub(crate) crashes: u64,
    pub(crate) lost_races: u64,
    pub(crate) redelivered: u64,
    pub(crate) stale_listings: u64,
    pub(crate) readings: u64,
    pub(crate) deleted_segments: u64,
}

impl Tally {
    pub(crate) fn add(&mut self, other: &Self) {
        self.runs += 1;
        self.events += other.events;
        self.crashes += other.crashes;
        self.lost_races += other.lost_races;
        self.redelivered += other.redelivered;
        self.stale_listings += other.stale_listings;
        self.readings += other.readings;
        self.deleted_segments += other.deleted_segments;
    }
}

pub(crate) struct World {
    seed: u64,
    dice: Dice,
    store: Store,
    events: Vec<Event>,
    writers: Vec<Writer>,
    packers: Vec<Packer>,
    lookers: Vec<Looker>,
    /// When each event was acknowledged first.
    acknowledged: BTreeMap<EventId, u64>,
    tally: Tally,
}

const START: i64 = 1_764_000_000_000;
const DAY: u64 = 86_400_000;

impl World {
    pub(crate) fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let lag_max = [0, 5, 40][usize::try_from(dice.below(3)).unwrap()];
        let count = 10 + dice.below(60);
        // Some runs have many events at the same moment, some are spread over months.
        let span = [10, DAY, 70 * DAY][usize::try_from(dice.below(3)).unwrap()];
        let events =
            (0..count).map(|n| event(seed, n, START + i64::try_from(dice.below(span)).unwrap())).collect();
        let mut store = Store::default();
        store.lag_max = lag_max;
        Self {
            seed,
            dice,
            store,
            events,
            writers: vec![],
            packers: vec![],
            lookers: vec![],
            acknowledged: BTreeMap::new(),
            tally: Tally::default(),
        }
    }

    pub(crate) fn run(mut self) -> Tally {
        let mut to_come: Vec<Event> = self.events.clone();
        while !to_come.is_empty() || !self.writers.is_empty() {
            self.store.now += 1;
            match self.dice.below(10) {
                0 if self.writers.len() < 4 => self.writers.extend(to_come.pop().map(Writer::new)),
                1 if self.dice.one_in(3) => self.deliver_again(),
                2 if self.packers.len() < 2 => self.packers.push(Packer::Begin),
                3 if self.lookers.len() < 2 => self.begin_to_look(),
                _ => self.act(&mut to_come),
            }
        }
        self.come_to_rest();
        self.tally.events = self.events.len() as u64;
        self.tally.stale_listings = self.store.stale_listings;
        self.tally
    }

    fn deliver_again(&mut self) {
        let again = usize::try_from(self.dice.below(self.events.len() as u64)).unwrap();
        let mut event = self.events[again].clone();
        if self.acknowledged.contains_key(&event.id) {
            event.recorded += 1;
            self.writers.push(Writer::new(event));
            self.tally.redelivered += 1;
        }
    }

    /// What was acknowledged before the listing can lag behind must be found.
    fn begin_to_look(&mut self) {
        let seen = self.store.now.saturating_sub(self.store.lag_max);
        let due = self.acknowledged.iter().filter(|(_, at)| **at <= seen && **at < self.store.now);
        self.lookers.push(Looker::Begin(due.map(|(id, _)| *id).collect()));
    }

    /// Somebody does one step, or crashes instead.
    fn act(&mut self, to_come: &mut Vec<Event>) {
        let actors = self.writers.len() + self.packers.len() + self.lookers.len();
        if actors == 0 {
            return;
        }
        let mut who = usize::try_from(self.dice.below(actors as u64)).unwrap();
        let crash = self.dice.one_in(25);
        self.tally.crashes += u64::from(crash);
        if who < self.writers.len() {
            let mut writer = self.writers.swap_remove(who);
            if crash {
                // The platform was told nothing, so it delivers again.
                let lost = self.events.iter().find(|event| writer.is_for(event.id)).cloned();
                to_come.extend(lost);
                return;
            }
            match writer.step(&mut self.store) {
                Step::Acknowledged(id) => {
                    self.acknowledged.entry(id).or_insert(self.store.now);
                }
                _ => self.writers.push(writer),
            }
            return;
        }
        who -= self.writers.len();
        let step = if who < self.packers.len() {
            let packer = self.packers.swap_remove(who);
            if crash {
                return;
            }
            let (next, step) = packer.step(&mut self.store, &mut self.dice);
            self.packers.extend(next);
            step
        } else {
            let looker = self.lookers.swap_remove(who - self.packers.len());
            if crash {
                return;
            }
            let (next, step) = looker.step(&mut self.store, &mut self.dice);
            self.lookers.extend(next);
            step
        };
        self.judge(step);
    }

    fn judge(&mut self, step: Step) {
        match step {
            Step::LostRace => self.tally.lost_races += 1,
            Step::Read(rows, due) => {
                self.tally.readings += 1;
                let found: BTreeSet<EventId> = rows.iter().map(|row| row.id).collect();
                assert_eq!(found.len(), rows.len(), "seed {}: a reader found an event twice", self.seed);
                let lost: Vec<_> = due.difference(&found).collect();
                assert!(lost.is_empty(), "seed {}: a reader did not find {lost:?}", self.seed);
            }
            _ => {}
        }
    }

    /// No more events, no more crashes: everything is packed, then everything is there once.
    fn come_to_rest(&mut self) {
        self.packers.clear();
        let mut expected: Vec<EventId> = self.events.iter().map(|event| event.id).collect();
        expected.sort();
        assert_eq!(self.acknowledged.len(), expected.len());
        self.store.now += self.store.lag_max + 1;
        self.store.lag_max = 0;
        assert_eq!(self.query_all(), expected, "seed {}: by query", self.seed);
        loop {
            let before = self.store.root.clone();
            let mut packer = Some(Packer::Begin);
            while let Some(now) = packer {
                self.store.now += 1;
                packer = now.step(&mut self.store, &mut self.dice).0;
            }
            if self.store.root == before {
                break;
            }
            self.store.now += 500;
        }
        let left = self.store.list("w:", &mut self.dice);
        assert!(left.is_empty(), "seed {}: {left:?}", self.seed);
        assert_eq!(self.scan(), expected, "seed {}: by scan", self.seed);
        assert_eq!(self.query_all(), expected, "seed {}: by query at rest", self.seed);
    }

    /// Ids of all records in all segments, sorted.
    fn scan(&mut self) -> Vec<EventId> {
        let root = Root::parse(self.store.root.as_ref().map(|(_, body)| body.as_str())).unwrap();
        assert_eq!(root.retired, [], "seed {}", self.seed);
        let mut ids = Vec::new();
        let mut parts_listed = 0;
        for month in &root.months {
            let manifest: Manifest = serde_json::from_str(&self.store.get(&month.manifest).unwrap()).unwrap();
            for row in manifest.segments {
                parts_listed += row.parts;
                let part = |n| self.store.get(&format!("s:{}:{n}", row.name)).unwrap();
                let parts: Vec<String> =
                    (0..row.parts).map(|n| serde_json::from_str(&part(n)).unwrap()).collect();
                ids.extend(activity_segment::read(&row.name, &parts).unwrap().iter().map(|event| event.id));
            }
        }
        let kept = self.store.list("s:", &mut self.dice).len() as u64;
        assert!(kept >= u64::from(parts_listed));
        self.tally.deleted_segments = self.store.deleted("s:");
        ids.sort();
        ids
    }

    /// Ids of all records that queries find, page by page, sorted.
    fn query_all(&mut self) -> Vec<EventId> {
        let entries = self.store.list("w:", &mut self.dice);
        let mut request = request(u32::try_from(1 + self.dice.below(20)).unwrap());
        let mut ids = Vec::new();
        loop {
            let root = self.store.root.as_ref().map(|(_, body)| body.as_str());
            let mut reader = Reader::new(&request, &Scope::All, root, &BundledZones).unwrap();
            reader.add_write_ahead(&entries);
            loop {
                let keys = reader.next();
                if keys.is_empty() {
                    break;
                }
                let values: Vec<_> =
                    keys.into_iter().map(|key| (key.clone(), self.store.get(&key))).collect();
                reader.add_values(&values);
            }
            let answer = reader.answer();
            assert!(answer.complete, "seed {}: {:?}", self.seed, answer.warnings);
            ids.extend(answer.rows.iter().map(|row| row.id));
            request.cursor = answer.cursor;
            if request.cursor.is_none() {
                ids.sort();
                return ids;
            }
        }
    }
}

/// A page of everything.
pub(crate) fn request(limit: u32) -> QueryRequest {
    QueryRequest {
        jql: String::new(),
        narrow: vec![],
        limit,
        cursor: None,
        now: START,
        zone: "UTC".into(),
        account: None,
        monday_first: false,
        tables: Tables::default(),
    }
}

/// In every tenth run, one event is too long for one value.
fn event(seed: u64, n: u64, occurred: i64) -> Event {
    let mut event: Event = serde_json::from_value(json!({
        "id": EventId::derive(&["simulation", &seed.to_string(), &n.to_string()]), "occurred": occurred,
        "recorded": occurred, "product": "jira", "action": "issue.created",
        "actor": {"kind": "unknown", "certainty": "unknown"}, "subject": {"kind": "issue", "id": n.to_string()},
        "provenance": "live", "source": "simulation",
    }))
    .unwrap();
    if seed % 10 == 9 && n == 9 {
        event.raw = Some("long ".repeat(50_000));
    }
    event
}
