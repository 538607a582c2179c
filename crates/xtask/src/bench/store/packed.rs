//! Whole records without a store: how small lines of JSON become.

use super::data::Data;
use super::{FOLDER, native};
use crate::XtaskError;
use crate::shell::{output, program, read, write};
use serde::{Deserialize, Serialize};

/// What the strongest compressors take too long for on a million records.
pub(super) const RECORDS: usize = 100_000;

/// How small one compressor makes the lines.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Packed {
    pub(super) peer: String,
    pub(super) version: String,
    pub(super) raw_bytes: u64,
    pub(super) bytes: u64,
}

/// The compressors, the weakest first.
pub(super) const NAMES: [&str; 4] = ["gzip -9", "Parquet, zstd -3", "Parquet, zstd -19", "zstd -19"];

/// Packs all lines with every compressor, or reads what came of it the last time: sizes do not change.
pub(super) fn measure(data: &Data) -> Result<Vec<Packed>, XtaskError> {
    let error =
        |error: serde_json::Error| XtaskError::Wait(format!("a compressor printed no figures: {error}"));
    let file = data.unless_packed("packed.json", |file| {
        println!("packing {} records, which takes minutes and is done once", data.records);
        let place = data.folder.join("whole");
        let packed = output(program("node", FOLDER).arg("packed.mjs").arg(&data.lines).arg(place))?;
        let mut all: Vec<Packed> = serde_json::from_str(&packed).map_err(error)?;
        let zstd = output(native()?.arg("zstd").arg(&data.lines).arg("19"))?;
        all.push(serde_json::from_str(&zstd).map_err(error)?);
        write(file, serde_json::to_string_pretty(&all).map_err(error)?)
    })?;
    serde_json::from_str(&read(&file)?).map_err(error)
}
