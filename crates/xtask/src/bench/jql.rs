//! JQL: parsing and checking beside the official parser, and the size of what a browser loads.

use super::size::page_sizes;
use super::{Options, Row};
use crate::XtaskError;
use crate::conformance::FOLDER;
use crate::queries::everyday;
use crate::shell::{cargo, output, program, target_dir, write};
use crate::{core, npm};
use serde_json::json;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const QUERIES: usize = 2_000;
const SEED: u64 = 1;
const OFFICIAL: &str = "@atlaskit/jql-ast";

/// Seconds for one pass over all queries of a file, by whom.
#[derive(Debug, Clone, Copy)]
enum Runner {
    /// Our parser, native.
    Parse,
    /// Our parser and check, native.
    Check,
    /// Our parser and check, through the WASM door in Node.
    Door,
    /// The official parser's full tree.
    Official,
}

pub(super) fn run(options: &Options) -> Result<Vec<Row>, XtaskError> {
    npm::setup()?;
    npm::setup_jql()?;
    core::build()?;
    run_native_build()?;
    let (turns, passes) = if options.quick { (1, 3) } else { (5, 10) };
    let usual = file("everyday", &everyday(SEED, QUERIES))?;
    let many_values = file("in-10000", &[in_list(10_000)])?;
    let many_clauses = file("and-1000", &[and_chain(1_000)])?;
    let mut rows = Vec::new();

    let [parse, check, door, official] =
        turns_of([Runner::Parse, Runner::Check, Runner::Door, Runner::Official], &usual, turns, passes)?;
    let each = |seconds: f64| seconds * 1e6 / f64::from(u32::try_from(QUERIES).unwrap_or(u32::MAX));
    let everyday = |case: &str, ours: f64, goal: &'static str, least: f64| Row {
        suite: "jql",
        case: case.to_owned(),
        quantity: "time a query",
        unit: "us",
        ours: Some(each(ours)),
        peer: Some(each(official)),
        peer_name: Some(OFFICIAL),
        ratio: Some(official / ours),
        goal,
        met: official / ours >= least,
    };
    rows.push(everyday("parse, native", parse, "500 times the peer", 500.0));
    rows.push(everyday("check, native", check, "none", 0.0));
    rows.push(everyday("check, WASM door in Node", door, "50 times the peer", 50.0));
    for (case, file) in [("10,000 IN values", &many_values), ("1,000 AND clauses", &many_clauses)] {
        let [ours, official] = turns_of([Runner::Check, Runner::Official], file, turns, passes)?;
        rows.push(Row {
            suite: "jql",
            case: format!("check, native, {case}"),
            quantity: "time",
            unit: "ms",
            ours: Some(ours * 1e3),
            peer: Some(official * 1e3),
            peer_name: Some(OFFICIAL),
            ratio: Some(official / ours),
            goal: "below 5 ms",
            met: ours < 0.005,
        });
    }
    rows.extend(page_sizes()?);
    Ok(rows)
}

/// The median of each runner's turns; all take turns.
fn turns_of<const N: usize>(
    runners: [Runner; N],
    file: &Path,
    turns: u32,
    passes: u32,
) -> Result<[f64; N], XtaskError> {
    let mut seconds = runners.map(|_| Vec::new());
    for _ in 0..turns {
        for (runner, seconds) in runners.iter().zip(&mut seconds) {
            seconds.push(turn(*runner, file, passes)?);
        }
    }
    Ok(seconds.map(|mut all| {
        all.sort_by(f64::total_cmp);
        all.get(all.len() / 2).copied().unwrap_or(f64::NAN)
    }))
}

/// The best of several passes, in seconds.
fn turn(runner: Runner, file: &Path, passes: u32) -> Result<f64, XtaskError> {
    let mut command = match runner {
        Runner::Parse | Runner::Check => program(&native_program().to_string_lossy(), ""),
        Runner::Door | Runner::Official => {
            let mut node = program("node", FOLDER);
            node.args(["--stack-size=4000", "speed.mjs"]);
            node
        }
    };
    let mode = match runner {
        Runner::Parse => "parse",
        Runner::Check => "check",
        Runner::Door => "door",
        Runner::Official => "official",
    };
    let text = output(command.arg(mode).arg(file).arg(passes.to_string()))?;
    text.trim().parse().map_err(|_| XtaskError::Wait(format!("`{mode}` printed no number: {text}")))
}

fn run_native_build() -> Result<(), XtaskError> {
    crate::shell::run(cargo().args([
        "build",
        "--quiet",
        "--release",
        "--package",
        "activity-engine",
        "--features",
        "bundled-zones",
        "--example",
        "jql_speed",
    ]))
}

fn native_program() -> PathBuf {
    target_dir().join("release/examples/jql_speed")
}

fn file(name: &str, queries: &[String]) -> Result<PathBuf, XtaskError> {
    let lines: String = queries.iter().fold(String::new(), |mut lines, jql| {
        let _ = writeln!(lines, "{}", json!({"jql": jql}));
        lines
    });
    let place = target_dir().join("xtask").join("jql").join(format!("{name}.jsonl"));
    write(&place, lines)?;
    Ok(place)
}

fn in_list(values: usize) -> String {
    let all: Vec<String> =
        (0..values).map(|n| format!("557058:{n:08x}-b67d-43c7-b30d-6b58d40bd077")).collect();
    format!("actor in ({})", all.join(", "))
}

fn and_chain(clauses: usize) -> String {
    let all: Vec<String> = (0..clauses).map(|n| format!("labels != label-{n}")).collect();
    all.join(" AND ")
}
