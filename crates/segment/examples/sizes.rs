//! Packs records and prints what they take, file by file, and how long it takes.
//!
//! `cargo run --release -p activity-segment --example sizes -- FILE.jsonl [ROWS]`: a record in each line of JSON.

#![expect(clippy::arithmetic_side_effects, reason = "small numbers of a measurement")]
#![expect(clippy::cast_precision_loss, reason = "sizes of files are far below 2^53")]

use activity_event::Event;
use activity_segment::{Layout, People, ROWS_MAX, Reader, accounts, write};
use std::collections::BTreeMap;
use std::error::Error;
use std::io::{BufRead, BufReader};
use std::time::{Duration, Instant};

#[derive(Default)]
struct Sums {
    rows: usize,
    text: usize,
    files: BTreeMap<&'static str, usize>,
    write: Duration,
    hot: Duration,
    all: Duration,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("a file of records is needed")?;
    let max: usize = arguments.next().map_or(Ok(usize::MAX), |rows| rows.parse())?;
    let (mut people, mut sums, mut events) = (People::default(), Sums::default(), Vec::new());
    let mut json = 0;
    for line in BufReader::new(std::fs::File::open(path)?).lines().take(max) {
        let line = line?;
        json += line.len() + 1;
        let event: Event = serde_json::from_str(&line)?;
        for account in accounts(&event) {
            people.learn(&account);
        }
        events.push(event);
        if events.len() == ROWS_MAX {
            pack(&events, &people, &mut sums)?;
            events.clear();
        }
    }
    if !events.is_empty() {
        pack(&events, &people, &mut sums)?;
    }
    let rows = sums.rows as f64;
    println!("{} records, {:.0} bytes of JSON each", sums.rows, json as f64 / rows);
    println!("stored text: {:.2} bytes a record", sums.text as f64 / rows);
    for (file, bytes) in &sums.files {
        println!("  {file}: {:.3} bytes a record", *bytes as f64 / rows);
    }
    let table: usize = (0..activity_segment::PAGES).map(|page| people.page(page).len()).sum();
    println!("people: {} in {table} bytes", people.len());
    let rate = |time: Duration| rows / time.as_secs_f64() / 1e6;
    println!(
        "write {:.2}, hot columns {:.1}, everything {:.2} million records a second",
        rate(sums.write),
        rate(sums.hot),
        rate(sums.all)
    );
    Ok(())
}

fn pack(events: &[Event], people: &People, sums: &mut Sums) -> Result<(), Box<dyn Error>> {
    let begin = Instant::now();
    let segment = match write(events, people) {
        Ok(segment) => segment,
        Err(activity_segment::SegmentError::TooLong { what }) if events.len() > 1 => {
            eprintln!("halved: {what}");
            let (older, newer) = events.split_at(events.len() / 2);
            pack(older, people, sums)?;
            return pack(newer, people, sums);
        }
        Err(error) => return Err(error.into()),
    };
    sums.write += begin.elapsed();
    let mut reader = Reader::new(&segment.name)?;
    for (number, text) in &segment.values {
        sums.text += text.len();
        reader.add(text)?;
        let file = match (segment.layout, number) {
            (Layout::Packed, _) => "packed",
            (_, 1) => "dictionary",
            (_, 2) => "vocabulary",
            (_, 3) => "hot time",
            (_, 4) => "hot class",
            (_, 5) => "hot actor",
            (_, 6) => "hot container",
            (_, 7) => "hot thread",
            (_, n) if n % 2 == 0 => "records",
            _ => "texts",
        };
        *sums.files.entry(file).or_default() += text.len() * 13 / 16;
    }
    let begin = Instant::now();
    reader.times()?;
    reader.classes()?;
    let actors = reader.actors()?;
    let containers = reader.containers(&actors.codes)?;
    reader.threads(&actors.codes, &containers.codes)?;
    sums.hot += begin.elapsed();
    let begin = Instant::now();
    let back = reader.events(people)?;
    sums.all += begin.elapsed();
    let mut sorted: Vec<&Event> = events.iter().collect();
    sorted.sort_by_key(|event| (event.occurred, event.id));
    for (back, event) in back.iter().zip(sorted) {
        if back != event {
            return Err(format!("record {} came back otherwise", event.id).into());
        }
    }
    if back.len() != events.len() {
        return Err("records are missing".into());
    }
    sums.rows += events.len();
    Ok(())
}
