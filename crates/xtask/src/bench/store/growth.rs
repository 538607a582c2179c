//! What queries read and take as the log grows, at the same rate of records: 10^5 of them in 9 days to 10^7 in 900.

use super::{data::Data, ours};
use crate::XtaskError;
use crate::bench::Row;
use crate::shell::{output, target_dir};
use serde::Deserialize;
use std::path::Path;
use std::process::Command;

/// Queries of a stretch of time, and those that end with the newest rows.
const BOUNDED: [&str; 4] = ["Q1", "Q4", "Q5", "Q7"];

/// Units of each query of a million records, the first time.
const GOALS: [(&str, f64, &str); 8] = [
    ("Q1", 45.0, "at most 45"),
    ("Q2", 1.0, "at most 1"),
    ("Q3", 900.0, "at most 900"),
    ("Q4", 81.0, "at most 81"),
    ("Q5", 102.0, "at most 102"),
    ("Q6", 45.0, "at most 45"),
    ("Q7", 102.0, "at most 102"),
    ("Q8", 36.0, "at most 36"),
];

/// What was measured of one query; or of loading all columns.
#[derive(Debug, Clone, Deserialize)]
struct Line {
    query: String,
    ms: f64,
    page: Option<Units>,
    function: Option<Units>,
    memory: Option<f64>,
}

#[derive(Debug, Clone, Deserialize)]
struct Units {
    units: f64,
}

/// What is read of a store, a row for each query; and what memory all columns take.
pub(super) fn rows_of(records: usize, store: &Path, constants: &Path) -> Result<Vec<Row>, XtaskError> {
    Ok(measure(store, constants)?.iter().flat_map(|line| rows(records, line)).collect())
}

/// Units of the smallest and the largest log, and how steeply they rise; the constants are those of the records at hand.
pub(super) fn run(data: &Data, sizes: &[usize]) -> Result<Vec<Row>, XtaskError> {
    let mut all: Vec<(usize, Vec<Line>)> = Vec::new();
    for size in sizes {
        let store = ours::pack_stream(data, *size)?;
        all.push((*size, measure(&store, &data.constants)?));
    }
    let mut found: Vec<Row> =
        all.iter().flat_map(|(size, lines)| lines.iter().flat_map(|line| rows(*size, line))).collect();
    let (Some((small, first)), Some((large, last))) = (all.first(), all.last()) else { return Ok(found) };
    for query in BOUNDED {
        let of = |lines: &[Line]| lines.iter().find(|line| line.query == query).cloned();
        let Some((first, last)) = of(first).zip(of(last)) else { continue };
        let units = |line: &Line| line.function.as_ref().map_or(f64::NAN, |read| read.units);
        let slopes = [
            ("units of a function, slope", slope(*small, units(&first), *large, units(&last))),
            ("time of the log at hand, slope", slope(*small, first.ms, *large, last.ms)),
        ];
        for (quantity, slope) in slopes {
            found.push(row(
                format!("{query}, {small} to {large} records"),
                quantity,
                "log by log",
                slope,
                "at most 0.1",
                slope <= 0.1,
            ));
        }
    }
    Ok(found)
}

fn measure(store: &Path, constants: &Path) -> Result<Vec<Line>, XtaskError> {
    ours::build_examples()?;
    let program = target_dir().join("release/examples/units");
    let text = output(Command::new(program).arg(store).arg(constants))?;
    let lines: Result<Vec<Line>, serde_json::Error> = text.lines().map(serde_json::from_str).collect();
    lines.map_err(|error| XtaskError::Wait(format!("units that are no JSON: {error}")))
}

fn rows(records: usize, line: &Line) -> Vec<Row> {
    let case = format!("{}, {records} records", line.query);
    let goal = GOALS.iter().find(|(query, ..)| *query == line.query);
    let words = goal.map_or("none", |(_, _, words)| words);
    let mut found = Vec::new();
    for (quantity, read) in
        [("read by the page, first time", &line.page), ("read by a function", &line.function)]
    {
        if let Some(read) = read {
            let met = goal.is_none_or(|(_, most, _)| read.units <= *most);
            found.push(row(case.clone(), quantity, "units", read.units, words, met));
        }
    }
    if let Some(memory) = line.memory {
        let (goal, met) =
            if records >= 10_000_000 { ("at most 512", memory <= 512e6) } else { ("none", true) };
        found.push(row(case, "memory", "MB", memory / 1e6, goal, met));
    }
    found
}

fn row(
    case: String,
    quantity: &'static str,
    unit: &'static str,
    ours: f64,
    goal: &'static str,
    met: bool,
) -> Row {
    let (peer, peer_name, ratio) = (None, None, None);
    Row { suite: "store", case, quantity, unit, ours: Some(ours), peer, peer_name, ratio, goal, met }
}

/// The slope between two points where both axes are logarithmic.
#[expect(clippy::cast_precision_loss, reason = "numbers of records are far below 2^53")]
fn slope(small: usize, first: f64, large: usize, last: f64) -> f64 {
    (last / first).ln() / (large as f64 / small as f64).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_grows_as_the_log_does_has_slope_one() {
        assert!((slope(10, 3.0, 1_000, 300.0) - 1.0).abs() < 1e-9);
        assert!(slope(10, 3.0, 1_000, 3.0).abs() < 1e-9);
    }

    #[test]
    fn a_line_of_the_measurement_is_rows_with_their_goal() {
        let text = r#"{"query":"Q2","ms":0.2,"page":{"units":9,"values":3},"function":{"units":1}}"#;
        let found = rows(1_000, &serde_json::from_str(text).unwrap());
        let told: Vec<_> = found.iter().map(|row| (row.quantity, row.ours, row.met)).collect();
        assert_eq!(
            told,
            [("read by the page, first time", Some(9.0), false), ("read by a function", Some(1.0), true)]
        );
    }
}
