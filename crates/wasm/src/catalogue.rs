//! What the page may know of the store.

use crate::answer;
use activity_engine::{EngineError, Scope, Scoped};
use wasm_bindgen::prelude::wasm_bindgen;

/// What the catalogue lists, for somebody who may see everything: the body of the root in, `Listing` out.
#[wasm_bindgen]
#[must_use]
#[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen hands over an optional string by value")]
pub fn listing(root: Option<String>) -> String {
    answer::result(activity_engine::listing(root.as_deref()))
}

/// What waits to be packed, of what somebody may see: entries `[[key, JSON text], ...]`, the body of the root and `Scope` in,
/// `Event[]` out.
#[wasm_bindgen]
#[must_use]
#[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen hands over an optional string by value")]
pub fn waiting(entries: &str, root: Option<String>, scope: &str) -> String {
    let entries: Result<Vec<(String, String)>, EngineError> = answer::request(entries);
    let scope: Result<Scope, EngineError> = answer::request(scope);
    answer::result(entries.and_then(|entries| activity_engine::waiting(&entries, root.as_deref(), &scope?)))
}

/// The part of the store that somebody gets who may not see everything.
#[wasm_bindgen]
pub struct Part {
    inner: Result<Scoped, EngineError>,
}

#[wasm_bindgen]
impl Part {
    /// Begins: the body of the root, and `Scope`.
    #[wasm_bindgen(constructor)]
    #[must_use]
    #[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen hands over an optional string by value")]
    pub fn new(root: Option<String>, scope: &str) -> Self {
        let scope: Result<Scope, EngineError> = answer::request(scope);
        Self { inner: scope.and_then(|scope| Scoped::new(root.as_deref(), &scope)) }
    }

    /// Keys of the manifests: all that a listing needs.
    pub fn manifests(&mut self) -> String {
        self.with(|part| Ok(part.manifests()))
    }

    /// Takes in values: `[[key, JSON text or null], ...]`.
    pub fn add(&mut self, values: &str) -> String {
        let values: Result<Vec<(String, Option<String>)>, EngineError> = answer::request(values);
        self.with(|part| part.add(&values?))
    }

    /// What there is to see: `Listing`.
    pub fn listing(&mut self) -> String {
        self.with(|part| Ok(part.listing()))
    }

    /// The manifest that tells of the segment under a key of a listing; null when there is none.
    #[wasm_bindgen(js_name = manifestOf)]
    pub fn manifest_of(&mut self, key: &str) -> String {
        self.with(|part| Ok(part.manifest_of(key)))
    }

    /// Begins to pack a segment anew; tells whether there is one that can be seen.
    pub fn begin(&mut self, key: &str) -> String {
        self.with(|part| part.begin(key))
    }

    /// Keys of what is needed next; none when the segment can be finished.
    pub fn keys(&mut self) -> String {
        self.with(|part| Ok(part.keys()))
    }

    /// The segment, packed anew: a text.
    pub fn finish(&mut self) -> String {
        self.with(Scoped::finish)
    }

    fn with<T: serde::Serialize>(
        &mut self,
        work: impl FnOnce(&mut Scoped) -> Result<T, EngineError>,
    ) -> String {
        match &mut self.inner {
            Ok(part) => answer::result(work(part)),
            Err(problem) => answer::error(problem),
        }
    }
}
