//! A storage full of the records of a large site, packed in bulk: delivering them one by one would take hours.

use crate::XtaskError;
use crate::shell::{cargo, read, run, start, target_dir, write};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

/// What the records of the large site follow from.
pub(crate) const SEED: &str = "7";

/// Records of a large site, packed.
#[derive(Debug)]
pub(crate) struct Stock {
    /// The file of entries that an empty storage of the local platform is filled with.
    pub(crate) entries: PathBuf,
    /// When the history ends, in milliseconds since 1970, UTC.
    pub(crate) end: u64,
}

/// So many records. Made when they are not there; the history ends when they were made.
pub(crate) fn of(records: u32) -> Result<Stock, XtaskError> {
    let folder = target_dir().join("stock");
    let file = folder.join(format!("{records}.jsonl"));
    let end_file = folder.join(format!("{records}.end"));
    if let Some(end) = read(&end_file).ok().and_then(|end| end.trim().parse().ok()).filter(|_| file.exists())
    {
        return Ok(Stock { entries: file, end });
    }
    fs::create_dir_all(&folder).map_err(|source| XtaskError::File { path: folder.clone(), source })?;
    println!("making {records} records, once");
    let maker = build_maker()?;
    build_example("activity-engine", "pack", "bundled-zones")?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
    let end = u64::try_from(now).unwrap_or_default();
    let mut make = Command::new(maker);
    make.args(["--events", &records.to_string(), "--seed", SEED, "--end", &end.to_string(), "--placed"]);

    let mut maker = start(make.stdout(Stdio::piped()))?;
    let records = maker.stdout.take().map_or_else(Stdio::null, Stdio::from);
    // Under another name until it is whole.
    let unfinished = folder.join("unfinished.jsonl");
    run(Command::new(target_dir().join("release/examples/pack"))
        .arg("/dev/stdin")
        .arg(&unfinished)
        .arg("--entries")
        .stdin(records))?;
    let status = maker.wait().map_err(|error| XtaskError::Wait(error.to_string()))?;
    if !status.success() {
        return Err(XtaskError::Failed { command: "large".to_owned(), status });
    }
    write(&end_file, end.to_string())?;
    fs::rename(&unfinished, &file).map_err(|source| XtaskError::File { path: unfinished, source })?;
    Ok(Stock { entries: file, end })
}

/// The program that makes the records; the same ones whenever it is given the same seed and end.
pub(crate) fn build_maker() -> Result<PathBuf, XtaskError> {
    build_example("activity-site", "large", "")?;
    Ok(target_dir().join("release/examples/large"))
}

fn build_example(package: &str, example: &str, features: &str) -> Result<(), XtaskError> {
    run(cargo()
        .args(["build", "--quiet", "--release", "--package", package, "--example", example])
        .args(if features.is_empty() { vec![] } else { vec!["--features", features] }))
}
