//! Each `fixtures/export/<case>.jsonl` must give `<case>.csv`, which is safe for spreadsheets, and `<case>.exact.csv`. `BLESS=1`
//! rewrites the expectations; read the diff.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at what it cannot read")]

use activity_engine::{BundledZones, ExportFormat, ExportRequest, export_rows};
use activity_event::Event;
use std::{collections::BTreeMap, fs, path::Path};

fn request(format: ExportFormat, safe: bool) -> ExportRequest {
    ExportRequest {
        format,
        columns: vec![],
        times: "Europe/Berlin".to_owned(),
        safe,
        head: true,
        byte_order_mark: safe,
        names: BTreeMap::from([("5b10".to_owned(), "Made Up".to_owned())]),
    }
}

#[test]
fn records_give_the_expected_files() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/export");
    let mut problems = Vec::new();
    let mut cases = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "jsonl") {
            continue;
        }
        cases += 1;
        let input = fs::read_to_string(&path).unwrap();
        let rows: Vec<Event> = input.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let lines = export_rows(&request(ExportFormat::JsonLines, false), &rows, &BundledZones).unwrap();
        let back: Vec<Event> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(back, rows, "{} does not come back as it was", path.display());
        for (extension, safe) in [("csv", true), ("exact.csv", false)] {
            let found = export_rows(&request(ExportFormat::Csv, safe), &rows, &BundledZones).unwrap();
            let expectation = path.with_extension(extension);
            if std::env::var_os("BLESS").is_some() {
                fs::write(&expectation, &found).unwrap();
            } else if fs::read_to_string(&expectation).ok().as_deref() != Some(&found) {
                problems.push(format!("{} is missing or differs; found\n{found}", expectation.display()));
            }
        }
    }
    assert!(cases > 1, "there are no cases");
    assert!(problems.is_empty(), "{}\nBLESS=1 rewrites expectations", problems.join("\n"));
}
