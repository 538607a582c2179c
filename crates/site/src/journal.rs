//! What happened after the grown history: one JSON line each, in order, replayed at start.

use crate::SiteError;
use crate::act::Act;
use crate::model::Switches;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// One line of the journal.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// When.
    pub(crate) at: i64,
    /// What.
    #[serde(flatten)]
    pub(crate) what: Happening,
}

/// What can happen.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Happening {
    /// Somebody did something.
    Done {
        /// Account id.
        by: String,
        /// What.
        act: Box<Act>,
    },
    /// A raw event was emitted.
    Emitted(Value),
    /// An event was emitted again.
    Again(u64),
    /// The site behaves differently from now on.
    Switched(Switches),
    /// A file was imported.
    Imported {
        /// SHA-256 of the file, which is also its name under `imports/`.
        sha256: String,
        /// Whether the file is compressed.
        gzip: bool,
        /// How many events came of it.
        events: u64,
    },
}

/// The open journal.
#[derive(Debug)]
pub(crate) struct Journal {
    path: PathBuf,
    file: File,
}

impl Journal {
    /// Opens the journal and reads what it holds. A last line without its end was cut off when the site stopped: it was
    /// never answered, and is cut away.
    pub(crate) fn open(path: &Path) -> Result<(Self, Vec<Entry>), SiteError> {
        let opened = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
        let mut file = opened.map_err(SiteError::file("open", path))?;
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(SiteError::file("read", path))?;
        let whole = text.rfind('\n').map_or(0, |end| end.saturating_add(1));
        let kept = u64::try_from(whole).unwrap_or(0);
        file.set_len(kept)
            .and_then(|()| file.seek(SeekFrom::Start(kept)))
            .map_err(SiteError::file("write", path))?;
        let lines = text.get(..whole).unwrap_or_default().lines().enumerate();
        let parse = |(number, line): (usize, &str)| {
            serde_json::from_str(line).map_err(|error| SiteError::Journal {
                path: path.to_owned(),
                line: number.saturating_add(1),
                problem: error.to_string(),
            })
        };
        let entries = lines.map(parse).collect::<Result<Vec<Entry>, SiteError>>()?;
        Ok((Self { path: path.to_owned(), file }, entries))
    }

    /// Writes a line; it is on disk when this returns.
    pub(crate) fn append(&mut self, entry: &Entry) -> Result<(), SiteError> {
        let line = serde_json::to_string(entry)
            .map_err(|error| SiteError::State { path: self.path.clone(), problem: error.to_string() })?;
        let written =
            self.file.write_all(format!("{line}\n").as_bytes()).and_then(|()| self.file.sync_data());
        written.map_err(SiteError::file("write", &self.path))
    }
}
