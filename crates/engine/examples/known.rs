//! What last-known states cost: units of the store for 1,000 records, by the platform's measure.
//!
//! `cargo run --release -p activity-site --example large -- --events 100000 | cargo run --release -p activity-engine --example known`
//!
//! Reads records as JSON Lines, in the order of time, and compacts them every five minutes, or 2,000 at a time when there are more.
//! A request costs a unit for each 10 KB that it begins, at least one; 25 values are read or written in a request.

#![expect(clippy::arithmetic_side_effects, reason = "small numbers of a measurement")]

use activity_engine::{Compactor, keys, write_ahead};
use activity_event::Event;
use std::collections::BTreeMap;
use std::error::Error;
use std::io::BufRead;

const ITEMS: usize = 25;
const UNIT_BYTES: usize = 10 * 1024;
const EVERY_MS: i64 = 300_000;
const ENTRIES_MAX: usize = 2_000;

type Answer<T> = Result<T, Box<dyn Error>>;

/// What one sort of values has cost.
#[derive(Default)]
struct Cost {
    values: usize,
    bytes: usize,
    units: usize,
}

impl Cost {
    /// Requests for values of these lengths, so many to a request.
    fn add(&mut self, lengths: &[usize], items: usize) {
        for request in lengths.chunks(items) {
            let bytes: usize = request.iter().sum();
            self.values += request.len();
            self.bytes += bytes;
            self.units += bytes.div_ceil(UNIT_BYTES).max(1);
        }
    }

    fn print(&self, name: &str, records: usize) {
        let units = self.units * 1_000 / records;
        println!(
            "{name}: {units} units, {} values, {} bytes",
            self.values * 1_000 / records,
            self.bytes * 1_000 / records
        );
    }
}

#[derive(Default)]
struct Store {
    root: Option<String>,
    values: BTreeMap<String, String>,
    records: usize,
    compactions: usize,
    read: Cost,
    written: Cost,
    all_written: Cost,
}

fn main() -> Answer<()> {
    let (mut store, mut batch) = (Store::default(), Vec::new());
    let mut slot = i64::MIN;
    for line in std::io::stdin().lock().lines() {
        let event: Event = serde_json::from_str(&line?)?;
        let of = event.recorded.div_euclid(EVERY_MS);
        if of > slot || batch.len() >= ENTRIES_MAX {
            store.compact(&mut batch, slot.saturating_mul(EVERY_MS))?;
            slot = of;
        }
        batch.push(event);
    }
    store.compact(&mut batch, slot.saturating_mul(EVERY_MS))?;
    let records = store.records.max(1);
    println!("{records} records in {} compactions; for 1,000 records:", store.compactions);
    store.read.print("last-known states read", records);
    store.written.print("last-known states written", records);
    store.all_written.print("everything else written", records);
    let states =
        || store.values.iter().filter(|(key, _)| key.starts_with(keys::KNOWN)).map(|(_, value)| value.len());
    let (bytes, longest) = (states().sum::<usize>(), states().max().unwrap_or_default());
    println!("kept: {} states, {bytes} bytes, the longest {longest}", states().count());
    Ok(())
}

impl Store {
    fn get(&self, keys: Vec<String>) -> Vec<(String, Option<String>)> {
        keys.into_iter().map(|key| (key.clone(), self.values.get(&key).cloned())).collect()
    }

    fn compact(&mut self, batch: &mut Vec<Event>, now: i64) -> Answer<()> {
        if batch.is_empty() {
            return Ok(());
        }
        self.records += batch.len();
        self.compactions += 1;
        let writes = batch.drain(..).flat_map(write_ahead);
        let entries: Vec<(String, String)> = writes.map(|write| (write.key, write.value)).collect();
        let mut compactor = Compactor::new(self.root.as_deref(), &entries, now)?;
        for (key, text) in self.get(compactor.manifests()) {
            compactor.add_manifest(&key, &text.ok_or("no manifest")?)?;
        }
        let wanted = compactor.wanted()?;
        compactor.add_values(&self.get(wanted.values));
        let known = self.get(wanted.known);
        let lengths: Vec<usize> =
            known.iter().map(|(_, text)| text.as_ref().map_or(0, String::len)).collect();
        self.read.add(&lengths, ITEMS);
        compactor.add_values(&known);
        let commit = compactor.finish()?;
        let of = |writes: &[activity_engine::Write]| {
            writes.iter().map(|write| write.value.len()).collect::<Vec<_>>()
        };
        self.written.add(&of(&commit.known), ITEMS);
        self.all_written.add(&of(&commit.values), ITEMS);
        self.all_written.add(&of(&commit.manifests), ITEMS);
        self.values.extend(
            commit
                .values
                .into_iter()
                .chain(commit.manifests)
                .chain(commit.known)
                .map(|write| (write.key, write.value)),
        );
        for key in commit.retired {
            self.values.remove(&key);
        }
        self.root = commit.root.map(|root| root.body).or(self.root.take());
        Ok(())
    }
}
