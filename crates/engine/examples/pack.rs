//! Packs records into a store, in bulk, and writes the store as lines of JSON.
//!
//! `cargo run --release -p activity-engine --features bundled-zones --example pack -- RECORDS.jsonl STORE.jsonl`
//!
//! The first line is the root; then the pages of people, `{"page": [key, text]}`, and the segments, `{"segment": row, "values":
//! [text, ...]}`, where the values of each part stand in the order of their numbers.

#![expect(clippy::arithmetic_side_effects, reason = "small numbers of a measurement")]

use activity_engine::{Commit, Compactor, Manifest, Root, keys};
use activity_event::Event;
use serde_json::json;
use std::collections::BTreeMap;
use std::error::Error;
use std::io::{BufRead, BufReader, BufWriter, Write};

/// What a segment holds at most.
const ROWS: usize = 65_536;

type Answer<T> = Result<T, Box<dyn Error>>;

#[derive(Default)]
struct Store {
    root: Option<String>,
    values: BTreeMap<String, String>,
}

fn main() -> Answer<()> {
    let mut arguments = std::env::args().skip(1);
    let (from, to) = (arguments.next().ok_or("records?")?, arguments.next().ok_or("store?")?);
    let (mut store, mut events) = (Store::default(), Vec::new());
    let mut month = String::new();
    for line in BufReader::new(std::fs::File::open(from)?).lines() {
        let event: Event = serde_json::from_str(&line?)?;
        let of = keys::month(event.occurred);
        if events.len() >= ROWS || (of != month && !events.is_empty()) {
            store.pack(std::mem::take(&mut events))?;
        }
        month = of;
        events.push(event);
    }
    store.pack(events)?;
    store.write(&to)
}

impl Store {
    fn pack(&mut self, events: Vec<Event>) -> Answer<()> {
        let mut compactor = Compactor::bulk(self.root.as_deref(), events, 0)?;
        for key in compactor.manifests() {
            let text = self.values.get(&key).ok_or("no manifest")?;
            compactor.add_manifest(&key, text)?;
        }
        let wanted = compactor.wanted()?.values;
        let values: Vec<_> = wanted.into_iter().map(|key| (key.clone(), self.values.get(&key).cloned())).collect();
        compactor.add_values(&values);
        let Commit { values, manifests, root, retired, .. } = compactor.finish()?;
        self.values.extend(values.into_iter().chain(manifests).map(|write| (write.key, write.value)));
        retired.iter().for_each(|key| drop(self.values.remove(key)));
        self.root = root.map(|root| root.body).or(self.root.take());
        Ok(())
    }

    fn text(&self, key: &str) -> Answer<String> {
        Ok(serde_json::from_str(self.values.get(key).ok_or("a value is missing")?)?)
    }

    fn write(&self, to: &str) -> Answer<()> {
        let mut out = BufWriter::new(std::fs::File::create(to)?);
        let root = Root::parse(self.root.as_deref())?;
        writeln!(out, "{}", json!({"root": self.root, "rows": root.months.iter().map(|month| month.rows).sum::<u64>()}))?;
        for key in root.people.values() {
            writeln!(out, "{}", json!({"page": [key, self.values.get(key)]}))?;
        }
        let mut bytes = 0;
        for month in &root.months {
            let text = self.values.get(&month.manifest).ok_or("a manifest is missing")?;
            writeln!(out, "{}", json!({"manifest": [month.manifest, text]}))?;
            for row in Manifest::parse(&month.manifest, text)?.segments {
                let values: Vec<String> = row.keys().iter().map(|key| self.text(key)).collect::<Answer<_>>()?;
                bytes += values.iter().map(String::len).sum::<usize>();
                writeln!(out, "{}", json!({"segment": row, "keys": row.keys(), "values": values}))?;
            }
        }
        println!("{}", json!({"bytes": bytes}));
        Ok(out.flush()?)
    }
}
