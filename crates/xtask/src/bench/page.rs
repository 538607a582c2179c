//! The page in Chromium on the local platform, over the log of a large site: how soon the first table is there, how long answers
//! take, what a frame of scrolling costs. Beside it a table of `TanStack Virtual` over the same rows, and filtering a list of parsed
//! records, which must count the same.

use super::{Options, Row};
use crate::dev::{self, Stack};
use crate::shell::{output, program, root, run as run_command, target_dir};
use crate::{XtaskError, core, npm, stock};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Instant;

/// The programs that drive the browser: a package of Node's.
pub(crate) const FOLDER: &str = "bench/page";

const LOG: &str = "static/admin/src/generated/log";
const PORT: u16 = 4660;
const FILTER: &str = "Array.filter over parsed JSON";
const TANSTACK: &str = "TanStack Virtual";

/// What was measured, times in milliseconds.
#[derive(Debug, Deserialize)]
struct Figures {
    opening: Variants<Opening>,
    interactions: Variants<Played>,
    list: List,
    scroll: Scroll,
    /// How many programs waited for the processor, at several moments.
    loads: Vec<f64>,
}

/// The log at hand as WASM and as plain JavaScript.
#[derive(Debug, Deserialize)]
struct Variants<T> {
    wasm: T,
    plain: T,
}

/// Since the page's own document, scripts and styles were loaded.
#[derive(Debug, Deserialize)]
struct Opening {
    rows: f64,
    whole: f64,
}

#[derive(Debug, Deserialize)]
struct Played {
    times: Times,
}

#[derive(Debug, Deserialize)]
struct Times {
    p50: f64,
    p95: f64,
}

#[derive(Debug, Deserialize)]
struct List {
    load_ms: f64,
    p50: f64,
    p95: f64,
}

#[derive(Debug, Deserialize)]
struct Scroll {
    notch: Beside,
    fast: Beside,
}

#[derive(Debug, Deserialize)]
struct Beside {
    ours: Frame,
    peer: Frame,
}

#[derive(Debug, Deserialize)]
struct Frame {
    script: f64,
}

pub(super) fn run(options: &Options) -> Result<Vec<Row>, XtaskError> {
    let records = if options.quick { 100_000 } else { 1_000_000 };
    npm::setup_page_bench()?;
    dev::build()?;
    let stock = stock::of(records)?;
    let maker = stock::build_maker()?;
    let work = target_dir().join("bench").join("page");
    let tanstack = build_tanstack(&work)?;
    let data = PathBuf::from(format!("target/bench/page/{records}"));
    if root().join(&data).exists() {
        fs::remove_dir_all(root().join(&data))
            .map_err(|source| XtaskError::File { path: data.clone(), source })?;
    }
    let platform = dev::Options {
        import: None,
        load_only: false,
        fresh: true,
        data,
        port: PORT,
        events: Some(records),
        young_company: true,
    };
    let begin = Instant::now();
    let mut first = Stack::start(&platform)?;
    first.ready()?;
    let seconds = begin.elapsed().as_secs_f64();
    drop(first);
    println!("the platform answers after {seconds:.1} s");
    let running = Stack::loaded(&platform)?;
    let mut driver = program("node", FOLDER);
    driver.args(["--max-old-space-size=4000", "run.mjs", "--frame", &running.address]);
    driver.arg("--large").arg(maker).args(["--records", &records.to_string(), "--seed", stock::SEED]);
    driver.args(["--end", &stock.end.to_string()]).arg("--tanstack").arg(tanstack);
    driver.arg("--work").arg(work.join("records"));
    if options.quick {
        driver.args(["--interactions", "40", "--opens", "2"]);
    }
    // What it tells on its way is for who waits.
    let text = output(driver.stderr(Stdio::inherit()))?;
    let figures: Figures = serde_json::from_str(&text)
        .map_err(|error| XtaskError::Wait(format!("the browser printed no figures: {error}")))?;
    println!("programs that waited for the processor meanwhile: {:?}", figures.loads);
    Ok([rows_of_times(&figures, records, seconds), rows_of_scrolling(&figures, records), rows_of_sizes()?]
        .concat())
}

/// Builds the other table as the page is built.
fn build_tanstack(work: &Path) -> Result<PathBuf, XtaskError> {
    let folder = work.join("tanstack");
    let config = root().join(FOLDER).join("tanstack/vite.config.mts");
    let mut vite = program("node", "static/admin");
    vite.args(["node_modules/vite/bin/vite.js", "build", "--logLevel", "warn", "--configLoader", "runner"]);
    run_command(vite.arg("--config").arg(config).arg("--outDir").arg(&folder))?;
    Ok(folder)
}

fn row(case: String, unit: &'static str, ours: f64, peer: Option<(&'static str, f64)>) -> Row {
    Row {
        suite: "page",
        case,
        quantity: "time",
        unit,
        ours: Some(ours),
        peer: peer.map(|(_, figure)| figure),
        peer_name: peer.map(|(name, _)| name),
        ratio: peer.map(|(_, figure)| figure / ours),
        goal: "none",
        met: true,
    }
}

fn with_goal(row: Row, goal: &'static str, most: f64) -> Row {
    let met = row.ours.is_some_and(|ours| ours <= most);
    Row { goal, met, ..row }
}

fn rows_of_times(figures: &Figures, records: u32, start: f64) -> Vec<Row> {
    let case = |name: &str| format!("{name}, {records} records");
    let Figures { opening, interactions, list, .. } = figures;
    let (by_filter, by_filter_median) = (Some((FILTER, list.p95)), Some((FILTER, list.p50)));
    let load = Some((FILTER, list.load_ms));
    let ms = |name: &str, ours, peer| row(case(name), "ms", ours, peer);
    vec![
        with_goal(row(case("start of the local platform"), "s", start, None), "under 30", 30.0),
        with_goal(ms("first table, WASM", opening.wasm.rows, load), "under 2000", 2_000.0),
        with_goal(ms("first table, plain JavaScript", opening.plain.rows, load), "under 2000", 2_000.0),
        ms("30 days at hand, WASM", opening.wasm.whole, load),
        ms("30 days at hand, plain JavaScript", opening.plain.whole, load),
        with_goal(ms("interaction, p95, WASM", interactions.wasm.times.p95, by_filter), "at most 50", 50.0),
        with_goal(
            ms("interaction, p95, plain JavaScript", interactions.plain.times.p95, by_filter),
            "at most 150",
            150.0,
        ),
        ms("interaction, median, WASM", interactions.wasm.times.p50, by_filter_median),
        ms("interaction, median, plain JavaScript", interactions.plain.times.p50, by_filter_median),
    ]
}

fn rows_of_scrolling(figures: &Figures, records: u32) -> Vec<Row> {
    let row = |name: &str, beside: &Beside| {
        let case = format!("script in a frame of scrolling, {name}, {records} records");
        row(case, "ms", beside.ours.script, Some((TANSTACK, beside.peer.script)))
    };
    let notch = row("a notch of the wheel", &figures.scroll.notch);
    vec![with_goal(notch, "under 4", 4.0), row("fast", &figures.scroll.fast)]
}

fn rows_of_sizes() -> Result<Vec<Row>, XtaskError> {
    let size = |(name, file): (&str, &str)| -> Result<Row, XtaskError> {
        let path = root().join(LOG).join(file);
        let bytes = fs::read(&path).map_err(|source| XtaskError::File { path, source })?;
        #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
        let kilobytes = core::gzip_bytes(&bytes)? as f64 / 1_000.0;
        let row = row(format!("log at hand, {name}"), "kB gzip", kilobytes, None);
        Ok(Row { quantity: "size", ..with_goal(row, "at most 130", 130.0) })
    };
    [("WASM", "core.wasm"), ("plain JavaScript", "plain_core.js")].map(size).into_iter().collect()
}
