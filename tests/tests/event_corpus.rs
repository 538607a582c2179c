//! Every event of the registry has a folder of payloads in `fixtures/events`, named after it with `-` in place of `:`. Each
//! `<case>.raw.json` must give the records in `<case>.event.json`. `BLESS=1` rewrites the expectations; read the diff.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at what it cannot read")]

use activity_event::Event;
use activity_normalize::{Arrival, JsonText, Payload, Row, normalize, registry};
use serde_json::{Number, Value};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

const ARRIVAL: Arrival = Arrival { recorded: 1_763_913_601_234, views: true };
/// The name and the address that stand for those of a real person in the payloads.
const PERSONAL: &[&str] = &["Made Up", "@example.invalid"];

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/events")
}

fn folder(row: &Row) -> PathBuf {
    fixtures().join(row.event.replace(':', "-"))
}

/// The payloads of an event, by name of the case.
fn cases(row: &Row) -> Vec<(PathBuf, String)> {
    let entries =
        fs::read_dir(folder(row)).unwrap_or_else(|_| panic!("{} has no folder of fixtures", row.event));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.to_string_lossy().ends_with(".raw.json"));
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

fn records<P: Payload>(payload: &P, row: &Row) -> Vec<Event> {
    normalize(payload, Some(row.event), &ARRIVAL)
}

#[test]
fn every_payload_gives_the_expected_records() {
    let mut problems = Vec::new();
    for row in registry() {
        for (path, raw) in cases(row) {
            let found = serde_json::to_string_pretty(&records(&JsonText(&raw), row)).unwrap() + "\n";
            let expectation = PathBuf::from(path.to_string_lossy().replace(".raw.json", ".event.json"));
            if std::env::var_os("BLESS").is_some() {
                fs::write(&expectation, &found).unwrap();
            } else if fs::read_to_string(&expectation).ok().as_deref() != Some(&found) {
                problems.push(format!("{} is missing or differs; found\n{found}", expectation.display()));
            }
        }
    }
    assert!(problems.is_empty(), "{}\nBLESS=1 rewrites expectations", problems.join("\n"));
}

#[test]
fn rows_and_folders_are_the_same() {
    let rows: BTreeSet<PathBuf> = registry().map(folder).collect();
    let folders: BTreeSet<PathBuf> =
        fs::read_dir(fixtures()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(rows, folders);
}

#[test]
fn every_file_belongs_to_a_payload() {
    for row in registry() {
        for entry in fs::read_dir(folder(row)).unwrap() {
            let path = entry.unwrap().path().to_string_lossy().into_owned();
            let raw = path.replace(".event.json", ".raw.json");
            assert!(raw.ends_with(".raw.json") && Path::new(&raw).exists(), "{path} has no payload");
        }
    }
}

#[test]
fn every_event_has_at_least_three_cases() {
    for row in registry() {
        let names: Vec<String> =
            cases(row).iter().map(|case| case.0.to_string_lossy().into_owned()).collect();
        for name in ["typical", "sparse", "malformed"] {
            let file = format!("/{name}.raw.json");
            assert!(names.iter().any(|path| path.ends_with(&file)), "{} has no case `{name}`", row.event);
        }
    }
}

#[test]
fn a_typical_payload_is_read_in_full() {
    for row in registry() {
        let (_, raw) = cases(row).into_iter().find(|case| case.0.ends_with("typical.raw.json")).unwrap();
        let record = records(&JsonText(&raw), row).remove(0);
        assert!(record.reading.is_full(), "{} leaves {:?}", row.event, record.raw);
        assert_eq!(record.problem, None, "{}", row.event);
        assert_eq!(record.raw, None, "{}", row.event);
        assert_eq!(record.action.family(), row.action.family(), "{}", row.event);
    }
}

#[test]
fn the_door_does_not_matter() {
    for row in registry() {
        for (path, raw) in cases(row) {
            let Ok(value) = serde_json::from_str::<Value>(&raw) else { continue };
            let from_text = records(&JsonText(&raw), row);
            assert_eq!(records(&value, row), from_text, "{}", path.display());
            assert_eq!(
                records(&floating(&value), row),
                from_text,
                "all numbers floating: {}",
                path.display()
            );
        }
    }
}

#[test]
fn a_second_delivery_gives_the_same_record() {
    for row in registry() {
        for (path, raw) in cases(row) {
            let Ok(Value::Object(mut payload)) = serde_json::from_str::<Value>(&raw) else { continue };
            payload.insert("retryContext".into(), serde_json::json!({"retryCount": 2, "retryReason": "x"}));
            payload.insert("contextToken".into(), "another".into());
            assert_eq!(
                records(&Value::Object(payload), row),
                records(&JsonText(&raw), row),
                "{}",
                path.display()
            );
        }
    }
}

#[test]
fn no_personal_data_is_kept() {
    for row in registry() {
        for (path, raw) in cases(row) {
            if serde_json::from_str::<Value>(&raw).is_err() {
                continue;
            }
            let kept = serde_json::to_string(&records(&JsonText(&raw), row)).unwrap();
            for name in PERSONAL {
                assert!(!kept.contains(name), "{} keeps `{name}`", path.display());
            }
        }
    }
}

/// The value with every whole number as a floating point one, as it may come from JavaScript.
fn floating(value: &Value) -> Value {
    match value {
        Value::Number(number) => {
            number.as_f64().and_then(Number::from_f64).map_or(Value::Null, Value::Number)
        }
        Value::Array(items) => items.iter().map(floating).collect(),
        Value::Object(members) => {
            members.iter().map(|(name, value)| (name.clone(), floating(value))).collect()
        }
        other => other.clone(),
    }
}
