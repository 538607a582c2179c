//! The log itself over the same records: packed by the engine, asked as WASM.

use super::data::Data;
use super::peers::{Figure, Peer};
use super::{FOLDER, Row};
use crate::shell::{cargo, output, program, run, target_dir};
use crate::{XtaskError, core};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// What the log did with the records.
#[derive(Debug, Deserialize)]
pub(super) struct Ours {
    /// As of every other store.
    #[serde(flatten)]
    pub(super) peer: Peer,
    rows: f64,
    /// From the bytes of the module to the first answer, in milliseconds.
    cold_ms: f64,
    /// All hot columns of all segments, in milliseconds.
    decode_ms: f64,
    /// Memory of the whole process, in bytes.
    memory: f64,
    #[serde(skip)]
    gzip_bytes: usize,
}

/// What the programs that pack follow from.
const SOURCES: [&str; 4] =
    ["crates/event/src", "crates/segment/src", "crates/engine/src", "crates/engine/examples/pack.rs"];

/// Packs the records, unless that was done before; gives the file.
pub(super) fn pack(data: &Data) -> Result<PathBuf, XtaskError> {
    data.unless_made("store.jsonl", &SOURCES, |store| {
        println!("packing {} records", data.records);
        build_examples()?;
        let pack = target_dir().join("release/examples/pack");
        run(Command::new(pack).arg(&data.lines).arg(store))
    })
}

/// The programs that pack and that count what is read.
pub(super) fn build_examples() -> Result<(), XtaskError> {
    let build =
        ["build", "--quiet", "--release", "--package", "activity-engine", "--features", "bundled-zones"];
    run(cargo().args(build).args(["--example", "pack", "--example", "units"]))
}

/// Packs as many records as they are made, without keeping those: ten millions of them are 13 GB.
pub(super) fn pack_stream(data: &Data, records: usize) -> Result<PathBuf, XtaskError> {
    data.unless_made(&format!("store-{records}.jsonl"), &SOURCES, |store| {
        println!("making and packing {records} records");
        build_examples()?;
        let error = |source| XtaskError::File { path: store.clone(), source };
        let mut maker = data.maker(records)?.stdout(Stdio::piped()).spawn().map_err(error)?;
        let lines = maker.stdout.take().map_or_else(Stdio::null, Stdio::from);
        let pack = target_dir().join("release/examples/pack");
        run(Command::new(pack).arg("/dev/stdin").arg(store).stdin(lines))?;
        maker.wait().map_err(error).map(drop)
    })
}

impl Ours {
    pub(super) fn measure(data: &Data, runs: usize) -> Result<Self, XtaskError> {
        let store = pack(data)?;
        let module = target_dir().join("bench").join("log");
        let gzip_bytes = core::build_log(&module)?;
        println!("measuring the log");
        let mut node = program("node", FOLDER);
        node.args(["--max-old-space-size=8000", "ours.mjs"]);
        let text = output(node.arg(store).arg(&data.constants).arg(runs.to_string()).arg(module))?;
        let ours: Self = serde_json::from_str(&text)
            .map_err(|error| XtaskError::Wait(format!("the log printed no figures: {error}")))?;
        Ok(Self { gzip_bytes, ..ours })
    }

    /// How long each query took.
    pub(super) fn queries(&self) -> &BTreeMap<String, Figure> {
        &self.peer.queries
    }

    /// Bytes of stored text a record.
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    pub(super) fn bytes_a_record(&self) -> f64 {
        self.peer.bytes.unwrap_or_default() as f64 / self.rows
    }

    /// Figures that have no peer.
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    pub(super) fn figures(&self, data: &Data) -> Vec<Row> {
        let row = |case: &str, quantity, unit, ours: f64, goal, met| Row {
            suite: "store",
            case: format!("{case}, {} records", data.records),
            quantity,
            unit,
            ours: Some(ours),
            peer: None,
            peer_name: None,
            ratio: None,
            goal,
            met,
        };
        let rate = self.rows / self.decode_ms / 1_000.0;
        let gzip = self.gzip_bytes as f64 / 1_000.0;
        vec![
            row(
                "stored as text",
                "size",
                "bytes a record",
                self.bytes_a_record(),
                "at most 42",
                self.bytes_a_record() <= 42.0,
            ),
            row(
                "decode hot columns, WASM",
                "speed",
                "million records a second",
                rate,
                "at least 30",
                rate >= 30.0,
            ),
            row("load everything, WASM", "time", "ms", self.peer.load_ms, "none", true),
            row("log at hand, WASM", "size", "kB gzip", gzip, "at most 130 for the page", gzip <= 130.0),
            row(
                "cold start to first answer, WASM",
                "time",
                "ms",
                self.cold_ms,
                "at most 10",
                self.cold_ms <= 10.0,
            ),
            row("log at hand, process", "memory", "MB", self.memory / 1e6, "none", true),
        ]
    }
}
