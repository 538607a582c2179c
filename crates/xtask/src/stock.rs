//! A storage full of the records of a large site, packed in bulk: delivering them one by one would take hours.

use crate::XtaskError;
use crate::shell::{cargo, run, start, target_dir};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

const SEED: &str = "7";

/// The file of entries that an empty storage of the local platform is filled with. Made when it is not there; its history ends when
/// it was made.
pub(crate) fn of(records: u32) -> Result<PathBuf, XtaskError> {
    let folder = target_dir().join("stock");
    let file = folder.join(format!("{records}.jsonl"));
    if file.exists() {
        return Ok(file);
    }
    fs::create_dir_all(&folder).map_err(|source| XtaskError::File { path: folder.clone(), source })?;
    println!("making {records} records, once");
    let release = |package: &str, example: &str, features: &str| {
        run(cargo()
            .args(["build", "--quiet", "--release", "--package", package, "--example", example])
            .args(if features.is_empty() { vec![] } else { vec!["--features", features] }))
    };
    release("activity-site", "large", "")?;
    release("activity-engine", "pack", "bundled-zones")?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
    let examples = target_dir().join("release/examples");
    let mut make = Command::new(examples.join("large"));
    make.args(["--events", &records.to_string(), "--seed", SEED, "--end", &now.to_string()]);
    let mut maker = start(make.stdout(Stdio::piped()))?;
    let records = maker.stdout.take().map_or_else(Stdio::null, Stdio::from);
    // Under another name until it is whole.
    let unfinished = folder.join("unfinished.jsonl");
    run(Command::new(examples.join("pack"))
        .arg("/dev/stdin")
        .arg(&unfinished)
        .arg("--entries")
        .stdin(records))?;
    let status = maker.wait().map_err(|error| XtaskError::Wait(error.to_string()))?;
    if !status.success() {
        return Err(XtaskError::Failed { command: "large".to_owned(), status });
    }
    fs::rename(&unfinished, &file).map_err(|source| XtaskError::File { path: unfinished, source })?;
    Ok(file)
}
