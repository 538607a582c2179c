//! What counts cost: packs records as the app does, one pack for so many minutes, and tells what was written; then asks for overviews.
//!
//! `cargo run --release -p activity-engine --example counts -- RECORDS.jsonl [MINUTES]`
//!
//! Keys begin with `s` for segments, `m` manifests, `r` counts, `a` people, `k` what is known last.

#![expect(clippy::arithmetic_side_effects, reason = "small numbers of a measurement")]

use activity_engine::{Commit, Compactor, Overview, OverviewRequest, Rolled, Root, write_ahead};
use activity_event::Event;
use std::collections::BTreeMap;
use std::error::Error;
use std::io::{BufRead, BufReader};
use std::time::Instant;

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 1_440 * MINUTE_MS;
const UNIT_BYTES: usize = 10 * 1024;

type Answer<T> = Result<T, Box<dyn Error>>;

#[derive(Default)]
struct Store {
    root: Option<String>,
    values: BTreeMap<String, String>,
    /// Number and bytes of the values written, by what they are.
    written: BTreeMap<String, (usize, usize)>,
}

fn main() -> Answer<()> {
    let mut arguments = std::env::args().skip(1);
    let from = arguments.next().ok_or("records?")?;
    let minutes: i64 = arguments.next().map_or(Ok(5), |text| text.parse())?;
    let (mut store, mut entries) = (Store::default(), Vec::new());
    let (mut ends, mut rows, mut last) = (i64::MIN, 0, 0);
    let begun = Instant::now();
    for line in BufReader::new(std::fs::File::open(from)?).lines() {
        let event: Event = serde_json::from_str(&line?)?;
        if event.occurred >= ends {
            store.pack(&mut entries, ends)?;
            ends = event.occurred + minutes * MINUTE_MS;
        }
        (rows, last) = (rows + 1, event.occurred);
        entries.extend(write_ahead(event).pop().map(|write| (write.key, write.value)));
    }
    store.pack(&mut entries, ends)?;
    // The next month begins, so that the last one is counted.
    let next = last + 32 * DAY_MS;
    for _ in 0..20 {
        let event = Event { occurred: next, recorded: next, ..Event::blank() };
        entries.extend(write_ahead(event).pop().map(|write| (write.key, write.value)));
        store.pack(&mut entries, next)?;
    }
    println!("{rows} records packed in {:.1} s", begun.elapsed().as_secs_f64());
    for (what, (count, bytes)) in &store.written {
        println!("  written: {what}: {count} values, {bytes} bytes");
    }
    let root = Root::parse(store.root.as_deref())?;
    for month in &root.months {
        let bytes: usize = month.rollup.iter().flat_map(Rolled::keys).map(|key| store.length(&key)).sum();
        println!(
            "  month {}: {} records, {} segments, counts of {bytes} bytes",
            month.month, month.rows, month.segments
        );
    }
    for year in &root.years {
        let bytes: usize = year.rollup.keys().iter().map(|key| store.length(key)).sum();
        println!("  year {}: {} months, counts of {bytes} bytes", year.year, year.months.count_ones());
    }
    let today = next.div_euclid(DAY_MS) + 1;
    for days in [30, 90, 365, 1_095] {
        store.overview(today - days, today)?;
    }
    Ok(())
}

impl Store {
    fn length(&self, key: &str) -> usize {
        self.values.get(key).map_or(0, String::len)
    }

    fn pack(&mut self, entries: &mut Vec<(String, String)>, now: i64) -> Answer<()> {
        while !entries.is_empty() {
            let mut compactor = Compactor::new(self.root.as_deref(), entries, now)?;
            for key in compactor.manifests() {
                compactor.add_manifest(&key, self.values.get(&key).map_or("", String::as_str))?;
            }
            let wanted = compactor.wanted()?;
            let wanted = wanted.values.into_iter().chain(wanted.known);
            let found: Vec<_> = wanted.map(|key| (key.clone(), self.values.get(&key).cloned())).collect();
            compactor.add_values(&found);
            let commit = compactor.finish()?;
            if commit.swallowed.is_empty() {
                return Ok(());
            }
            entries.retain(|(key, _)| !commit.swallowed.contains(key));
            self.carry_out(commit);
        }
        Ok(())
    }

    fn carry_out(&mut self, commit: Commit) {
        for key in &commit.retired {
            self.values.remove(key);
        }
        for write in commit.values.into_iter().chain(commit.manifests).chain(commit.known) {
            let kind = write.key.split(':').next().unwrap_or_default().to_owned();
            let written = self.written.entry(kind).or_default();
            *written = (written.0 + 1, written.1 + write.value.len());
            self.values.insert(write.key, write.value);
        }
        self.root = commit.root.map(|root| root.body).or_else(|| self.root.take());
    }

    fn overview(&self, from: i64, to: i64) -> Answer<()> {
        let begun = Instant::now();
        let request = OverviewRequest { from: from * DAY_MS, to: to * DAY_MS, top: 10 };
        let mut overview = Overview::new(&request, self.root.as_deref())?;
        let (mut units, mut kinds) = (0, BTreeMap::<String, usize>::new());
        loop {
            let keys = overview.next();
            if keys.is_empty() {
                break;
            }
            for batch in keys.chunks(16) {
                let bytes: usize = batch.iter().map(|key| self.values.get(key).map_or(0, String::len)).sum();
                units += bytes.div_ceil(UNIT_BYTES).max(1);
            }
            for key in &keys {
                *kinds.entry(key.split(':').next().unwrap_or_default().to_owned()).or_default() += 1;
            }
            let found: Vec<_> =
                keys.into_iter().map(|key| (key.clone(), self.values.get(&key).cloned())).collect();
            overview.add_values(&found);
        }
        let answer = overview.answer();
        println!(
            "  overview of {} days and as many before: {} + {} records, {} values {kinds:?}, {} bytes, {units} units, {:.1} ms",
            to - from,
            answer.count.now,
            answer.count.before,
            answer.read.values,
            answer.read.bytes,
            begun.elapsed().as_secs_f64() * 1_000.0
        );
        Ok(())
    }
}
