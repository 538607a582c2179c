//! Other ways to keep the same records: SQLite with indexes, and lines of JSON packed with zstd. Also chooses what the queries
//! of all peers ask for.
//!
//! Prints one JSON object. `cargo xtask bench store` builds this, runs it and compares the results with the other peers'.

mod choose;
mod constants;
mod load;
mod measure;
mod queries;
mod record;

use constants::Constants;
use serde_json::{Value, json};
use std::error::Error;
use std::fs;
use std::io::BufReader;
use std::path::Path;
use std::time::Instant;

/// What can go wrong is printed and ends the program.
type Answer<T> = Result<T, Box<dyn Error>>;

const USAGE: &str = "usage: activity-bench-store choose RECORDS | sqlite RECORDS CONSTANTS DATABASE RUNS | zstd RECORDS LEVEL";

fn main() -> Answer<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let figures = match words.as_slice() {
        ["choose", records] => serde_json::to_value(choose::choose(Path::new(records))?)?,
        ["sqlite", records, constants, database, runs] => {
            sqlite(records, constants, database, runs.parse()?)?
        }
        ["zstd", records, level] => zstd(records, level.parse()?)?,
        _ => return Err(USAGE.into()),
    };
    println!("{figures}");
    Ok(())
}

/// Loads the records, unless an earlier run left a database, and asks every query.
fn sqlite(records: &str, constants: &str, database: &str, runs: usize) -> Answer<Value> {
    let constants: Constants = serde_json::from_str(&fs::read_to_string(constants)?)?;
    let begin = Instant::now();
    let loaded = load::load(Path::new(records), Path::new(database))?;
    let load_ms = begin.elapsed().as_secs_f64() * 1e3;
    let queries = queries::all(&loaded, &constants, runs)?;
    Ok(json!({
        "peer": "SQLite", "version": rusqlite::version(), "load_ms": load_ms, "bytes": fs::metadata(database)?.len(),
        "queries": queries,
    }))
}

/// How many bytes the records take when packed as one stream.
fn zstd(records: &str, level: i32) -> Answer<Value> {
    let mut packed = Count(0);
    zstd::stream::copy_encode(BufReader::new(fs::File::open(records)?), &mut packed, level)?;
    let version = zstd::zstd_safe::version_string();
    let raw = fs::metadata(records)?.len();
    Ok(json!({"peer": format!("zstd -{level}"), "version": version, "raw_bytes": raw, "bytes": packed.0}))
}

/// Counts what is written.
struct Count(u64);

impl std::io::Write for Count {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
