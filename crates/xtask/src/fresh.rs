//! Skipping work whose inputs have not changed.

use crate::XtaskError;
use crate::shell::{files_below, read, target_dir, write};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Runs `work` unless it ran before on the same inputs and its output is still there.
///
/// `name` names the step; inputs are files or folders. The digest of the last run is kept in the target folder.
pub(crate) fn unless_fresh(
    name: &str,
    inputs: &[PathBuf],
    output: &Path,
    work: impl FnOnce() -> Result<(), XtaskError>,
) -> Result<(), XtaskError> {
    let stamp = target_dir().join("xtask").join(name);
    let digest = digest(inputs)?;
    if output.exists() && read(&stamp).is_ok_and(|last| last == digest) {
        return Ok(());
    }
    work()?;
    write(&stamp, digest)
}

fn digest(inputs: &[PathBuf]) -> Result<String, XtaskError> {
    let mut hash = Sha256::new();
    for input in inputs {
        let files = if input.is_dir() { files_below(input)? } else { vec![input.clone()] };
        for file in files {
            hash.update(file.to_string_lossy().as_bytes());
            hash.update(fs::read(&file).map_err(|source| XtaskError::File { path: file.clone(), source })?);
        }
    }
    Ok(hash.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}
