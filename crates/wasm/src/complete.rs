//! What may come at the caret?

use crate::answer;
use crate::request;
use crate::utf16::{Units, byte_at};
use wasm_bindgen::prelude::wasm_bindgen;

/// Completes a query: `CompleteRequest` in, `CompleteAnswer` out.
#[wasm_bindgen]
#[must_use]
pub fn complete(request: &str) -> String {
    answer::result(request::complete(request).map(|mut request| {
        request.cursor = byte_at(&request.jql, request.cursor);
        let mut found = activity_engine::complete(&request);
        let mut units = Units::of(&request.jql);
        found.convert_places(|byte| units.before(byte));
        found
    }))
}
