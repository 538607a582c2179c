//! The filters of a query, read from its text and written into it.

use crate::answer;
use crate::request;
use crate::utf16::Units;
use wasm_bindgen::prelude::wasm_bindgen;

/// The clauses of a query: `ClausesRequest` in, `ClausesAnswer` out.
#[wasm_bindgen]
#[must_use]
pub fn clauses(request: &str) -> String {
    answer::result(request::clauses(request).map(|request| {
        let mut found = activity_engine::clauses(&request);
        let mut units = Units::of(&request.jql);
        found.convert_places(|byte| units.before(byte));
        found
    }))
}

/// Changes a filter: `EditRequest` in, `EditAnswer` out.
#[wasm_bindgen]
#[must_use]
pub fn edit(request: &str) -> String {
    answer::result(request::edit(request).and_then(|request| activity_engine::edit(&request)))
}
