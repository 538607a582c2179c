//! Counts what queries read of a packed store: values, and units of 10 KB as the platform meters them.
//!
//! `cargo run --release -p activity-engine --features bundled-zones --example units -- STORE.jsonl CONSTANTS.json`
//!
//! Times are those of the log's end, whatever the constants say. Prints what memory takes that has the columns of all segments, and, for each of the eight queries of the benchmark, what the page's log at hand reads to answer it the first time and what a
//! function reads for its first page; lists of what waits and the root are not among it. A repeated query of the page reads nothing.

#![expect(clippy::arithmetic_side_effects, reason = "small numbers of a measurement")]
#![expect(clippy::indexing_slicing, reason = "what JSON does not have is null")]

use activity_engine::{AskRequest, BundledZones, QueryRequest, Reader, Scope, Session, listing};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io::{BufRead, BufReader};
use std::time::Instant;

type Answer<T> = Result<T, Box<dyn Error>>;

const UNIT: usize = 10 * 1024;
const NOW: i64 = 4_102_444_800_000;

#[derive(Default)]
struct Store {
    root: String,
    values: BTreeMap<String, String>,
}

/// What was read.
#[derive(Default)]
struct Read {
    values: usize,
    units: usize,
    kinds: BTreeMap<&'static str, usize>,
}

/// What is under a key.
fn kind_of(key: &str) -> &'static str {
    let part = key.rsplit(':').next().and_then(|part| part.parse::<u32>().ok());
    match (key.split(':').next(), part) {
        (Some("m"), _) => "manifests",
        (Some("a"), _) => "people",
        (Some("x"), _) => "indexes",
        (Some("s"), Some(1)) => "dictionaries",
        (Some("s"), Some(2)) => "vocabularies",
        (Some("s"), Some(3..=7)) => "columns",
        (Some("s"), Some(part)) if part % 2 == 1 => "texts",
        _ => "records",
    }
}

/// Memory of this process in bytes; none where the system does not say it so.
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().trim_end_matches("kB").trim().parse::<u64>().ok()? * 1024)
}

impl Store {
    fn open(path: &str) -> Answer<Self> {
        let mut store = Self::default();
        for line in BufReader::new(std::fs::File::open(path)?).lines() {
            let line: Value = serde_json::from_str(&line?)?;
            if let Some(root) = line["root"].as_str() {
                root.clone_into(&mut store.root);
            }
            for kind in ["page", "manifest", "counts", "index"] {
                if let [Value::String(key), Value::String(text)] =
                    line[kind].as_array().map_or(&[][..], Vec::as_slice)
                {
                    store.values.insert(key.clone(), text.clone());
                }
            }
            let texts = |name: &str| line[name].as_array().cloned().unwrap_or_default();
            for (key, text) in texts("keys").into_iter().zip(texts("values")) {
                if let (Value::String(key), Value::String(text)) = (key, text) {
                    store.values.insert(key, text);
                }
            }
        }
        Ok(store)
    }

    fn get(&self, keys: Vec<String>, read: &mut Read) -> Vec<(String, Option<String>)> {
        let value = |key: String| {
            let text = self.values.get(&key).cloned();
            let units = text.as_ref().map_or(1, |text| text.len().div_ceil(UNIT).max(1));
            read.values += 1;
            read.units += units;
            *read.kinds.entry(kind_of(&key)).or_default() += units;
            (key, text)
        };
        keys.into_iter().map(value).collect()
    }

    /// What the page reads, how long the question takes then, and the memory of this process.
    fn page(&self, jql: &str, show: &Value) -> Answer<(Read, f64, Option<u64>)> {
        let mut session = Session::default();
        session.set_listing(listing(Some(&self.root))?);
        let request: AskRequest = serde_json::from_value(
            json!({"check": {"jql": jql, "now": NOW, "zone": "UTC"}, "shows": [show]}),
        )?;
        let (mut read, mut known) = (Read::default(), BTreeSet::new());
        loop {
            let answer = session.ask(&request, &BundledZones)?;
            if answer.wanted.is_empty() {
                break;
            }
            let wanted: Vec<String> =
                answer.wanted.into_iter().filter(|key| known.insert(key.clone())).collect();
            if wanted.is_empty() {
                return Err("a value is wanted twice".into());
            }
            session.add_values(&self.get(wanted, &mut read));
        }
        let begin = Instant::now();
        session.ask(&request, &BundledZones)?;
        Ok((read, begin.elapsed().as_secs_f64() * 1e3, memory()))
    }

    /// The last time of the log.
    fn end(&self) -> Answer<i64> {
        let root = activity_engine::Root::parse(Some(&self.root))?;
        Ok(root.months.iter().map(|month| month.to).max().ok_or("an empty log")?)
    }

    /// What a function reads for the first page of rows.
    fn function(&self, jql: &str, limit: u32) -> Answer<(Read, usize)> {
        let request: QueryRequest =
            serde_json::from_value(json!({"jql": jql, "limit": limit, "now": NOW, "zone": "UTC"}))?;
        let mut reader = Reader::new(&request, &Scope::All, Some(&self.root), &BundledZones)?;
        let mut read = Read::default();
        for (key, text) in self.get(reader.manifests(), &mut read) {
            reader.add_manifest(&key, &text.ok_or("a value is missing")?);
        }
        loop {
            let keys = reader.next();
            if keys.is_empty() {
                break;
            }
            let values = self.get(keys, &mut read);
            reader.add_values(&values);
        }
        Ok((read, reader.answer().rows.len()))
    }
}

fn main() -> Answer<()> {
    let mut arguments = std::env::args().skip(1);
    let (store, constants) = (arguments.next().ok_or("store?")?, arguments.next().ok_or("constants?")?);
    let store = Store::open(&store)?;
    let constants: Value = serde_json::from_str(&std::fs::read_to_string(constants)?)?;
    let text = |query: &str, name: &str| constants[query][name].as_str().unwrap_or_default().to_owned();
    let list = |query: &str, name: &str| {
        let all = constants[query][name].as_array().cloned().unwrap_or_default();
        all.iter().map(Value::to_string).collect::<Vec<_>>().join(", ")
    };
    let end = store.end()?;
    let since = |days: i64| -> Answer<String> {
        let at = chrono::DateTime::from_timestamp_millis(end - days * 86_400_000).ok_or("a time?")?;
        Ok(format!("occurred >= \"{}\"", at.format("%Y-%m-%d %H:%M")))
    };
    let (count, rows) = (json!({"show": "count"}), |limit: u32| json!({"show": "rows", "limit": limit}));
    let days: Vec<i64> = (0..4_000).map(|n| (18_262 + n) * 86_400_000).collect();
    let people = json!({"show": "groups", "by": "actor", "limit": 1});
    let word = text("Q3", "word");
    let queries = [
        (
            "Q1",
            format!(
                "actor = \"{}\" AND project = {} AND {}",
                text("Q1", "actor"),
                text("Q1", "container"),
                since(7)?
            ),
            rows(50),
            50,
        ),
        ("Q2", format!("action = {}", text("Q2", "action")), count.clone(), 50),
        ("Q3", format!("subject ~ \"{word}\" OR content ~ \"{word}\""), count.clone(), 50),
        ("Q4", format!("actor in ({}) AND {}", list("Q4", "actors"), since(30)?), count, 50),
        (
            "Q5",
            format!("action in ({}) AND project in ({})", list("Q5", "actions"), list("Q5", "containers")),
            rows(50),
            50,
        ),
        (
            "Q6",
            format!("project = {} AND action in ({})", text("Q6", "container"), list("Q6", "actions")),
            json!({"show": "histogram", "edges": days}),
            50,
        ),
        ("Q7", format!("action in ({}) AND {}", list("Q7", "actions"), since(30)?), people, 50),
        ("Q8", format!("issue = {} AND subjectType = issue", text("Q8", "issue")), rows(1_000), 500),
        ("Q8, without the kind", format!("issue = {}", text("Q8", "issue")), rows(1_000), 500),
        ("Q8, as a thread", format!("thread = {}", text("Q8", "issue")), rows(1_000), 500),
        ("nobody's records", "actor = \"557058:nobody\"".to_owned(), rows(50), 50),
    ];
    let before = memory();
    let (_, ms, after) = store.page("action = issue.created", &json!({"show": "count"}))?;
    let columns = after.zip(before).map(|(after, before)| after.saturating_sub(before));
    println!("{}", json!({"query": "all columns", "memory": columns, "ms": ms}));
    for (query, jql, show, limit) in queries {
        let (page, ms, _) = store.page(&jql, &show)?;
        let (function, found) = store.function(&jql, limit)?;
        let of = |read: &Read| json!({"values": read.values, "units": read.units, "kinds": read.kinds});
        println!(
            "{}",
            json!({"query": query, "page": of(&page), "function": of(&function), "rows": found, "ms": ms})
        );
    }
    Ok(())
}
