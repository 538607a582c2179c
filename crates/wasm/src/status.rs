//! How much the log holds.

use crate::answer;
use wasm_bindgen::prelude::wasm_bindgen;

/// How much the log holds in segments, by the body of the catalogue's root: `StatusAnswer`.
#[wasm_bindgen]
#[must_use]
#[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen hands over an optional string by value")]
pub fn status(root: Option<String>) -> String {
    answer::result(activity_engine::status(root.as_deref()))
}
