//! The page: what somebody does who looks into the log of a large site, answered by the log at hand as the page ships it and by
//! filtering a list of parsed records. All must count the same.

use super::store::{FOLDER, packed_log};
use super::{Options, Row};
use crate::shell::{output, program, root};
use crate::{XtaskError, core};
use serde::Deserialize;
use std::fs;

const LOG: &str = "static/admin/src/generated/log";
const PEER: &str = "Array.filter over parsed JSON";

/// What a way to answer measured.
#[derive(Debug, Deserialize)]
struct Figures {
    load_ms: f64,
    opening_ms: f64,
    p50_ms: f64,
    p95_ms: f64,
    counts: Vec<u64>,
}

pub(super) fn run(options: &Options) -> Result<Vec<Row>, XtaskError> {
    let records = if options.quick { 100_000 } else { 1_000_000 };
    let (lines, packed) = packed_log(records)?;
    core::build()?;
    let measure = |variant: &str| -> Result<Figures, XtaskError> {
        println!("looking into the log: {variant}");
        let mut node = program("node", FOLDER);
        node.args(["--max-old-space-size=8000", "page.mjs"]).arg(&packed).arg(&lines);
        let text = output(node.arg(root().join(LOG)).args([variant, "200"]))?;
        serde_json::from_str(&text)
            .map_err(|error| XtaskError::Wait(format!("{variant} printed no figures: {error}")))
    };
    let (wasm, plain, list) = (measure("wasm")?, measure("plain")?, measure("list")?);
    if wasm.counts != list.counts || plain.counts != list.counts {
        return Err(XtaskError::Wait("the ways to answer do not count the same".to_owned()));
    }
    let row = |case: &str, unit, ours: f64, peer: Option<f64>, goal, met| Row {
        suite: "page",
        case: format!("{case}, {records} records"),
        quantity: "time",
        unit,
        ours: Some(ours),
        peer,
        peer_name: peer.map(|_| PEER),
        ratio: peer.map(|peer| peer / ours),
        goal,
        met,
    };
    let size = |name: &str| -> Result<f64, XtaskError> {
        let path = root().join(LOG).join(name);
        let bytes = fs::read(&path).map_err(|source| XtaskError::File { path, source })?;
        #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
        Ok(core::gzip_bytes(&bytes)? as f64 / 1_000.0)
    };
    let mut rows = Vec::new();
    for (name, ours, goal, most) in
        [("WASM", &wasm, "at most 50", 50.0), ("plain JavaScript", &plain, "at most 150", 150.0)]
    {
        let met = ours.p95_ms <= most;
        rows.extend([
            row(&format!("interaction, p95, {name}"), "ms", ours.p95_ms, Some(list.p95_ms), goal, met),
            row(&format!("interaction, median, {name}"), "ms", ours.p50_ms, Some(list.p50_ms), "none", true),
            row(&format!("first answer, {name}"), "ms", ours.opening_ms, Some(list.opening_ms), "none", true),
            row(&format!("decoding, {name}"), "ms", ours.load_ms, Some(list.load_ms), "none", true),
        ]);
    }
    for (name, file) in [("WASM", "core.wasm"), ("plain JavaScript", "plain_core.js")] {
        let kilobytes = size(file)?;
        let mut size = row(&format!("log at hand, {name}"), "kB gzip", kilobytes, None, "at most 130", false);
        size.quantity = "size";
        size.met = kilobytes <= 130.0;
        rows.push(size);
    }
    Ok(rows)
}
