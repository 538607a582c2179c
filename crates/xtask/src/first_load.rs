//! How much JavaScript is loaded before the page shows anything: its entry and all that this imports by itself.

use crate::XtaskError;
use crate::core::gzip_bytes;
use crate::shell::read;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// How many bytes there may be when gzipped.
const GZIP_BYTES_MAX: usize = 300_000;

/// A file in the list that Vite writes of a build.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Chunk {
    file: String,
    #[serde(default)]
    is_entry: bool,
    /// What it imports by itself, by name in the list.
    #[serde(default)]
    imports: Vec<String>,
}

/// Fails when a built page loads more at first than it may.
pub(crate) fn check(dist: &Path) -> Result<(), XtaskError> {
    let path = dist.join(".vite/manifest.json");
    let text = read(&path)?;
    let chunks: BTreeMap<String, Chunk> = serde_json::from_str(&text)
        .map_err(|error| XtaskError::Content { path: path.clone(), message: error.to_string() })?;
    let mut sum = 0_usize;
    for file in files(&chunks) {
        let path = dist.join(file);
        let bytes = fs::read(&path).map_err(|source| XtaskError::File { path, source })?;
        sum = sum.saturating_add(gzip_bytes(&bytes)?);
    }
    println!("page: {sum} bytes of JavaScript at first, gzipped");
    if sum == 0 || sum > GZIP_BYTES_MAX {
        let message = format!("{sum} bytes of JavaScript at first, gzipped; {GZIP_BYTES_MAX} are allowed");
        return Err(XtaskError::Content { path, message });
    }
    Ok(())
}

/// The entry, and all that is imported by what is found.
fn files(chunks: &BTreeMap<String, Chunk>) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&Chunk> = chunks.values().filter(|chunk| chunk.is_entry).collect();
    while let Some(chunk) = open.pop() {
        if found.insert(chunk.file.as_str()) {
            open.extend(chunk.imports.iter().filter_map(|name| chunks.get(name)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Chunk, files};
    use std::collections::BTreeMap;

    #[test]
    fn what_is_imported_later_does_not_count() {
        let list = r#"{
            "index.html": {"file": "index.js", "isEntry": true, "imports": ["_a.js"], "dynamicImports": ["Later.tsx"]},
            "_a.js": {"file": "a.js", "imports": ["_b.js"]},
            "_b.js": {"file": "b.js", "imports": ["_a.js"]},
            "Later.tsx": {"file": "later.js", "imports": ["_b.js", "_c.js"]},
            "_c.js": {"file": "c.js"}
        }"#;
        let chunks: BTreeMap<String, Chunk> = serde_json::from_str(list).unwrap_or_default();
        assert_eq!(files(&chunks).into_iter().collect::<Vec<_>>(), ["a.js", "b.js", "index.js"]);
    }
}
