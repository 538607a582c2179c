//! Packs records into segments and writes the store as lines of JSON.
//!
//! `cargo run --release -p activity-engine --features bundled-zones --example pack -- RECORDS.jsonl STORE.jsonl`
//!
//! With `--entries` as third argument they are lines of `{"key", "value"}`, the root with `"entity"`: what an empty storage of the local
//! platform can be filled with.
//!
//! Otherwise the first line is the root; then the pages of people, `{"page": [key, text]}`, manifests, counts and indexes,
//! `{"manifest": ...}`, `{"counts": ...}`, `{"index": ...}`, and the segments, `{"segment": row, "values":
//! [text, ...]}`, where the values of each part stand in the order of their numbers.

#![expect(clippy::arithmetic_side_effects, reason = "small numbers of a measurement")]

use activity_engine::{
    Counted, Entered, Manifest, People, Policy, Root, SegmentRow, keys, write_counts, write_index,
    write_people,
};
use activity_event::Event;
use activity_segment::rollup::Counts;
use activity_segment::{Reader, accounts};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io::{BufRead, BufReader, BufWriter, Write};

/// What a segment holds at most.
const ROWS: usize = 65_536;

type Answer<T> = Result<T, Box<dyn Error>>;

#[derive(Default)]
struct Store {
    people: People,
    months: BTreeMap<String, Month>,
    values: BTreeMap<String, String>,
}

#[derive(Default)]
struct Month {
    rows: Vec<SegmentRow>,
    counts: Counts,
    entered: Vec<(String, Entered)>,
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
            store.pack(&events)?;
            events.clear();
        }
        month = of;
        events.push(event);
    }
    store.pack(&events)?;
    if arguments.next().as_deref() == Some("--entries") { store.write_entries(&to) } else { store.write(&to) }
}

impl Store {
    /// As they are: compaction would add what it learns from one record to others.
    fn pack(&mut self, events: &[Event]) -> Answer<()> {
        let Some(first) = events.first() else { return Ok(()) };
        let month = keys::month(first.occurred);
        events.iter().flat_map(accounts).for_each(|account| self.people.learn(&account));
        let segment = activity_segment::write(events, &self.people)?;
        let row = SegmentRow {
            name: keys::name(1, &segment.name),
            parts: segment.layout.parts(),
            stats: segment.stats,
        };
        let mut reader = Reader::new(&segment.name)?;
        segment.values.iter().try_for_each(|(_, text)| reader.add(text))?;
        let mut entered = Entered::default();
        for (event, group) in events.iter().zip(&segment.groups) {
            entered.add(event, *group, &self.people);
        }
        let of_month = self.months.entry(month).or_default();
        of_month.counts.merge(&Counts::of(&reader)?)?;
        let groups = segment.groups.iter().max().map_or(0, |last| last + 1);
        of_month.entered.push((row.name.clone(), entered.finish(groups)));
        let texts = segment.values.into_iter().map(|(n, text)| (keys::segment_part(&row.name, n), text));
        self.values.extend(texts);
        of_month.rows.push(row);
        Ok(())
    }

    /// The root, with the pages of people and the manifests among the values.
    fn finish(&mut self) -> Answer<Root> {
        let mut root = Root { generation: 1, ..Root::default() };
        let (pages, _) = write_people(&self.people, 1, &mut root);
        self.values.extend(pages.into_iter().map(|write| (write.key, write.value)));
        for (month, of_month) in std::mem::take(&mut self.months) {
            let (rollup, writes) = write_counts(&of_month.counts, 1)?;
            self.values.extend(writes.into_iter().map(|write| (write.key, write.value)));
            let mut manifest = Manifest::new(&month, of_month.rows);
            manifest.counted = Some(Counted { rollup, without: BTreeSet::new() });
            for entered in of_month.entered.chunks(Policy::default().index_segments) {
                let (indexed, writes) = write_index(entered.to_vec(), 1);
                self.values.extend(writes.into_iter().map(|write| (write.key, write.value)));
                manifest.indexed.push(indexed);
            }
            let write = manifest.to_write(1)?;
            root.months.push(manifest.summary(&write.key));
            self.values.insert(write.key, write.value);
        }
        Ok(root)
    }

    fn get(&self, key: &str) -> Answer<&str> {
        Ok(self.values.get(key).ok_or("a value is missing")?)
    }

    fn write_entries(&mut self, to: &str) -> Answer<()> {
        let root = self.finish()?;
        let mut out = BufWriter::new(std::fs::File::create(to)?);
        let value = json!({"generation": root.generation, "body": serde_json::to_string(&root)?});
        writeln!(out, "{}", json!({"entity": "catalogue", "key": "root", "value": value}))?;
        for (key, value) in &self.values {
            writeln!(out, r#"{{"key":{},"value":{}}}"#, json!(key), as_json(value))?;
        }
        Ok(out.flush()?)
    }

    fn write(&mut self, to: &str) -> Answer<()> {
        let root = self.finish()?;
        let mut out = BufWriter::new(std::fs::File::create(to)?);
        writeln!(
            out,
            "{}",
            json!({"root": serde_json::to_string(&root)?, "rows": root.months.iter().map(|month| month.rows).sum::<u64>()})
        )?;
        for key in root.people.values() {
            writeln!(out, "{}", json!({"page": [key, self.get(key)?]}))?;
        }
        let (mut bytes, mut index) = (0, 0);
        for month in &root.months {
            let text = self.get(&month.manifest)?;
            writeln!(out, "{}", json!({"manifest": [month.manifest, text]}))?;
            let manifest = Manifest::parse(&month.manifest, text)?;
            for key in manifest.counted.iter().flat_map(|counted| counted.rollup.keys()) {
                writeln!(out, "{}", json!({"counts": [key, self.get(&key)?]}))?;
            }
            for key in manifest.indexed.iter().flat_map(activity_engine::Indexed::keys) {
                let text = self.get(&key)?;
                index += text.len();
                writeln!(out, "{}", json!({"index": [key, text]}))?;
            }
            for row in manifest.segments {
                let values: Vec<&str> = row.keys().iter().map(|key| self.get(key)).collect::<Answer<_>>()?;
                bytes += values.iter().map(|value| value.len()).sum::<usize>();
                writeln!(out, "{}", json!({"segment": row, "keys": row.keys(), "values": values}))?;
            }
        }
        println!("{}", json!({"bytes": bytes, "index": index}));
        Ok(out.flush()?)
    }
}

/// Manifests and pages are JSON already, the values of segments are texts.
fn as_json(value: &str) -> String {
    if value.starts_with('"') { value.to_owned() } else { json!(value).to_string() }
}
