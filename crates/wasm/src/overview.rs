//! One overview on its way through the store.

use crate::answer;
use activity_engine::{EngineError, Overview as Inner, OverviewRequest};
use wasm_bindgen::prelude::wasm_bindgen;

/// One overview being made. The host asks what is wanted, fetches it, hands it in, and asks again.
#[wasm_bindgen]
pub struct Overview {
    inner: Result<Inner, EngineError>,
}

#[wasm_bindgen]
impl Overview {
    /// Begins: `OverviewRequest`, and the body of the catalogue's root when there is one.
    #[wasm_bindgen(constructor)]
    #[must_use]
    #[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen hands over an optional string by value")]
    pub fn new(request: &str, root: Option<String>) -> Self {
        let request: Result<OverviewRequest, EngineError> = answer::request(request);
        Self { inner: request.and_then(|request| Inner::new(&request, root.as_deref())) }
    }

    /// Takes in write-ahead entries: `[[key, JSON text], ...]`.
    #[wasm_bindgen(js_name = addWriteAhead)]
    pub fn add_write_ahead(&mut self, entries: &str) -> Option<String> {
        let overview = self.inner.as_mut().ok()?;
        match answer::request::<Vec<(String, String)>>(entries) {
            Ok(entries) => {
                overview.add_write_ahead(&entries);
                None
            }
            Err(problem) => Some(answer::error(&problem)),
        }
    }

    /// Keys of the values that are wanted next; none when there is nothing more to read.
    #[allow(clippy::should_implement_trait, reason = "JavaScript's name for it; an iterator it is not")]
    pub fn next(&mut self) -> String {
        match &mut self.inner {
            Ok(overview) => answer::ok(&overview.next()),
            Err(problem) => answer::error(problem),
        }
    }

    /// Takes in values: `[[key, JSON text or null], ...]`.
    #[wasm_bindgen(js_name = addValues)]
    pub fn add_values(&mut self, values: &str) -> Option<String> {
        let overview = self.inner.as_mut().ok()?;
        match answer::request::<Vec<(String, Option<String>)>>(values) {
            Ok(values) => {
                overview.add_values(&values);
                None
            }
            Err(problem) => Some(answer::error(&problem)),
        }
    }

    /// The counts: `OverviewAnswer`.
    #[must_use]
    pub fn answer(self) -> String {
        answer::result(self.inner.map(Inner::answer))
    }
}
