//! The filters of a query, read from its text and written into it.

use crate::answer;
use crate::request;
use crate::utf16::Units;
use activity_engine::ClausesAnswer;
use wasm_bindgen::prelude::wasm_bindgen;

/// The clauses of a query: `ClausesRequest` in, `ClausesAnswer` out.
#[wasm_bindgen]
#[must_use]
pub fn clauses(request: &str) -> String {
    answer::result(request::clauses(request).map(|request| {
        let mut found = activity_engine::clauses(&request);
        convert(&mut found, &request.jql);
        found
    }))
}

/// Changes a filter: `EditRequest` in, `EditAnswer` out.
#[wasm_bindgen]
#[must_use]
pub fn edit(request: &str) -> String {
    answer::result(request::edit(request).and_then(|request| {
        let mut edited = activity_engine::edit(&request)?;
        convert(&mut edited.clauses, &edited.jql);
        Ok(edited)
    }))
}

fn convert(found: &mut ClausesAnswer, jql: &str) {
    let mut units = Units::of(jql);
    found.convert_places(|byte| units.before(byte));
}
