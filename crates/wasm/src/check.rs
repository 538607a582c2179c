//! Is this query one that can be asked?

use crate::answer;
use crate::request;
use crate::utf16::Texts;
use crate::zones::IntlZones;
use wasm_bindgen::prelude::wasm_bindgen;

/// Checks a query: `CheckRequest` in, `CheckAnswer` out.
#[wasm_bindgen]
#[must_use]
pub fn check(request: &str) -> String {
    answer::result(request::check(request).and_then(|request| {
        let mut found = activity_engine::check(&request, &IntlZones)?;
        found.diagnostics = Texts { jql: &request.jql, narrow: &request.narrow }.convert(found.diagnostics);
        Ok(found)
    }))
}
