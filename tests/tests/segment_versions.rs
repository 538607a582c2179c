//! A segment of every version of the format, as it was written once: `fixtures/segments/v<n>/`. They are read for ever and never
//! written again; a version without a folder gets one with `BLESS=1`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at what it cannot read")]

use activity_event::Event;
use activity_segment::{People, Reader, accounts, write};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The version that is written now.
const PRESENT: &str = "v1";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/segments")
}

/// The records of the corpus of events: some of every kind.
fn corpus() -> Vec<Event> {
    let mut files = Vec::new();
    let events = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/events");
    for folder in fs::read_dir(events).unwrap() {
        files.extend(fs::read_dir(folder.unwrap().path()).unwrap().map(|entry| entry.unwrap().path()));
    }
    files.retain(|path| path.to_string_lossy().ends_with(".event.json"));
    files.sort();
    let read =
        |path: &PathBuf| serde_json::from_str::<Vec<Event>>(&fs::read_to_string(path).unwrap()).unwrap();
    let mut events: Vec<Event> = files.iter().flat_map(read).collect();
    events.sort_by_key(|event| event.id);
    events.dedup_by_key(|event| event.id);
    Event::sort(&mut events);
    events
}

fn people_of(accounts: &[String]) -> People {
    let mut people = People::default();
    for account in accounts {
        people.learn(account);
    }
    people
}

fn write_down(folder: &Path) {
    let events = corpus();
    let mut learned: Vec<String> = events.iter().flat_map(accounts).map(Into::into).collect();
    learned.sort();
    learned.dedup();
    let segment = write(&events, &people_of(&learned)).unwrap();
    fs::create_dir_all(folder).unwrap();
    let values: Vec<&str> = segment.values.iter().map(|(_, value)| value.as_str()).collect();
    let json = |value: serde_json::Value| serde_json::to_string_pretty(&value).unwrap() + "\n";
    let stored = serde_json::json!({ "name": segment.name, "people": learned, "values": values });
    fs::write(folder.join("stored.json"), json(stored)).unwrap();
    fs::write(folder.join("records.json"), json(serde_json::json!(events))).unwrap();
}

#[test]
fn every_version_is_read_for_ever() {
    let present = folder().join(PRESENT);
    if env::var_os("BLESS").is_some() && !present.exists() {
        write_down(&present);
    }
    assert!(present.exists(), "no segment of {PRESENT} is kept: `cargo xtask bless`");
    for version in fs::read_dir(folder()).unwrap() {
        let version = version.unwrap().path();
        let text = |name: &str| fs::read_to_string(version.join(name)).unwrap();
        let stored: serde_json::Value = serde_json::from_str(&text("stored.json")).unwrap();
        let list = |name: &str| -> Vec<String> { serde_json::from_value(stored[name].clone()).unwrap() };
        let mut reader = Reader::new(stored["name"].as_str().unwrap()).unwrap();
        for value in list("values") {
            reader.add(&value).unwrap();
        }
        let records: Vec<Event> = serde_json::from_str(&text("records.json")).unwrap();
        assert!(records.len() > 100, "{}", version.display());
        assert_eq!(reader.events(&people_of(&list("people"))).unwrap(), records, "{}", version.display());
    }
}
