//! What products tell of the past.

use crate::answer;
use activity_engine::{EngineError, MissingRequest, RebuildRequest, Staging, keys};
use wasm_bindgen::prelude::wasm_bindgen;

/// Records of the history of issues: `RebuildRequest` in, `Rebuilt` out.
#[wasm_bindgen]
#[must_use]
pub fn rebuild(request: &str) -> String {
    answer::result(
        answer::request::<RebuildRequest>(request).map(|request| activity_engine::rebuild(&request)),
    )
}

/// Rebuilt records that the log does not have: `MissingRequest` in, a list of `Event` out.
#[wasm_bindgen]
#[must_use]
pub fn missing(request: &str) -> String {
    answer::result(answer::request::<MissingRequest>(request).map(activity_engine::missing))
}

/// Ranges of issue numbers of a project that nobody has seen: the numbers that were seen, as `Rebuilt` has them, and a JSON
/// list of keys that the log knows.
#[wasm_bindgen]
#[must_use]
pub fn gaps(project: &str, seen: &str, known_keys: &str) -> String {
    let known = answer::request::<Vec<String>>(known_keys);
    answer::result(known.map(|known| activity_engine::gaps(project, seen, &known)))
}

/// Rebuilt records on their way into segments.
#[wasm_bindgen]
pub struct Stage {
    inner: Result<Staging, EngineError>,
}

#[wasm_bindgen]
impl Stage {
    /// Begins with a JSON list of records: all that is told of some things.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(events: &str) -> Self {
        Self { inner: answer::request(events).map(Staging::new) }
    }

    /// What staged values start with.
    #[must_use]
    pub fn prefix() -> String {
        keys::STAGED.to_owned()
    }

    /// Keys of what is known last of the things.
    #[must_use]
    pub fn wanted(&self) -> String {
        match &self.inner {
            Ok(staging) => answer::ok(&staging.wanted()),
            Err(problem) => answer::error(problem),
        }
    }

    /// Takes in values: `[[key, JSON text or null], ...]`.
    #[wasm_bindgen(js_name = addValues)]
    pub fn add_values(&mut self, values: &str) -> String {
        let values = answer::request::<Vec<(String, Option<String>)>>(values);
        answer::result(values.and_then(|values| match &mut self.inner {
            Ok(staging) => {
                staging.add_values(&values);
                Ok(())
            }
            Err(problem) => Err(problem.clone()),
        }))
    }

    /// What is to be stored: `Staged`.
    #[must_use]
    pub fn finish(self) -> String {
        answer::result(self.inner.map(Staging::finish))
    }
}

/// Records of staged values: `[[key, JSON text or null], ...]` in, `Unstaged` out.
#[wasm_bindgen]
#[must_use]
pub fn unstage(values: &str) -> String {
    let values = answer::request::<Vec<(String, Option<String>)>>(values);
    answer::result(values.map(|values| activity_engine::unstage(&values)))
}
