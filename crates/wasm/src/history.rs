//! What products tell of the past.

use crate::answer;
use activity_engine::{MissingRequest, RebuildRequest};
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
