//! One packing of write-ahead entries into segments.

use crate::answer;
use activity_engine::{Compactor, EngineError};
use wasm_bindgen::prelude::wasm_bindgen;

/// One compaction. The host asks what is wanted, fetches it, hands it in, and carries out what `finish` says.
#[wasm_bindgen]
pub struct Compaction {
    inner: Result<Compactor, EngineError>,
}

#[wasm_bindgen]
impl Compaction {
    /// Begins: the body of the catalogue's root when there is one, the listed entries `[[key, JSON text], ...]`, and the
    /// present in milliseconds since 1970 UTC.
    #[wasm_bindgen(constructor)]
    #[must_use]
    #[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen hands over an optional string by value")]
    pub fn new(root: Option<String>, entries: &str, now: f64) -> Self {
        #[allow(clippy::cast_possible_truncation, reason = "a float cast saturates")]
        let now = now as i64;
        let entries: Result<Vec<(String, String)>, EngineError> = answer::request(entries);
        Self { inner: entries.and_then(|entries| Compactor::new(root.as_deref(), &entries, now)) }
    }

    /// Begins with records that were never written ahead, as a JSON list: what is fetched in bulk. `settled`: the states of
    /// things have heard of them already, as of all that was staged.
    #[must_use]
    #[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen hands over an optional string by value")]
    pub fn bulk(root: Option<String>, events: &str, now: f64, settled: bool) -> Self {
        #[allow(clippy::cast_possible_truncation, reason = "a float cast saturates")]
        let now = now as i64;
        let events = answer::request(events);
        let bulk = events.and_then(|events| Compactor::bulk(root.as_deref(), events, now));
        Self { inner: if settled { bulk.map(Compactor::without_known) } else { bulk } }
    }

    /// Begins to drop what occurred before a time.
    #[must_use]
    #[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen hands over an optional string by value")]
    pub fn retain(root: Option<String>, before: f64, now: f64) -> Self {
        #[allow(clippy::cast_possible_truncation, reason = "a float cast saturates")]
        let (before, now) = (before as i64, now as i64);
        Self { inner: Compactor::retain(root.as_deref(), before, now) }
    }

    /// Keys of the manifests that are wanted.
    #[must_use]
    pub fn manifests(&self) -> String {
        match &self.inner {
            Ok(compactor) => answer::ok(&compactor.manifests()),
            Err(problem) => answer::error(problem),
        }
    }

    /// Takes in a manifest.
    #[wasm_bindgen(js_name = addManifest)]
    pub fn add_manifest(&mut self, key: &str, text: &str) -> Option<String> {
        let compactor = self.inner.as_mut().ok()?;
        compactor.add_manifest(key, text).err().map(|problem| answer::error(&problem))
    }

    /// What else is wanted: `Wanted`.
    #[must_use]
    pub fn wanted(&self) -> String {
        match &self.inner {
            Ok(compactor) => answer::result(compactor.wanted()),
            Err(problem) => answer::error(problem),
        }
    }

    /// Takes in values: `[[key, JSON text or null], ...]`.
    #[wasm_bindgen(js_name = addValues)]
    pub fn add_values(&mut self, values: &str) -> Option<String> {
        let compactor = self.inner.as_mut().ok()?;
        match answer::request::<Vec<(String, Option<String>)>>(values) {
            Ok(values) => {
                compactor.add_values(&values);
                None
            }
            Err(problem) => Some(answer::error(&problem)),
        }
    }

    /// Takes in what Jira says of issues, by id.
    #[wasm_bindgen(js_name = addIssues)]
    pub fn add_issues(&mut self, issues: &str) -> Option<String> {
        let compactor = self.inner.as_mut().ok()?;
        compactor.add_issues(issues).err().map(|problem| answer::error(&problem))
    }

    /// What is to be done now: `Commit`.
    #[must_use]
    pub fn finish(self) -> String {
        answer::result(self.inner.and_then(Compactor::finish))
    }
}
