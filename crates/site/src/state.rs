//! The state directory: the numbers the company was grown from, and a digest of the history they gave.

use crate::SiteError;
use crate::company::Plan;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// `state.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct State {
    /// The seed.
    pub(crate) seed: u64,
    /// How many people work here.
    pub(crate) people: u32,
    /// How many days of history.
    pub(crate) days: u32,
    /// How many events at least.
    pub(crate) events: u32,
    /// When the history ends (ms): the first start.
    pub(crate) end: i64,
    /// SHA-256 of the history's events.
    pub(crate) history: String,
}

impl State {
    /// The state a directory holds; none before the first start.
    pub(crate) fn load(directory: &Path) -> Result<Option<Self>, SiteError> {
        let path = file(directory);
        if !path.exists() {
            return Ok(None);
        }
        let text = std::fs::read_to_string(&path).map_err(SiteError::file("read", &path))?;
        let state = serde_json::from_str(&text);
        state.map(Some).map_err(|error| SiteError::State { path, problem: error.to_string() })
    }

    /// Keeps the state.
    pub(crate) fn save(&self, directory: &Path) -> Result<(), SiteError> {
        let path = file(directory);
        let text = serde_json::to_string_pretty(self)
            .map_err(|error| SiteError::State { path: path.clone(), problem: error.to_string() })?;
        // Written aside and renamed, so that a stop in between leaves no half of a file.
        let aside = path.with_extension("new");
        std::fs::write(&aside, text).map_err(SiteError::file("write", &aside))?;
        std::fs::rename(&aside, &path).map_err(SiteError::file("write", &path))
    }

    /// What the company is grown from.
    pub(crate) fn plan(&self) -> Plan {
        Plan { seed: self.seed, people: self.people, days: self.days, events: self.events, end: self.end }
    }
}

fn file(directory: &Path) -> PathBuf {
    directory.join("state.json")
}
