//! One look through the store for values that nobody needs.

use crate::answer;
use activity_engine::{EngineError, Sweeper, keys};
use wasm_bindgen::prelude::wasm_bindgen;

/// One sweep. The host hands in the manifests, lists by prefix, deletes what is an orphan, and stores what `finish` says.
#[wasm_bindgen]
pub struct Sweep {
    inner: Result<Sweeper, EngineError>,
}

#[wasm_bindgen]
impl Sweep {
    /// Begins: the body of the catalogue's root when there is one, and JSON text of the value under [`Sweep::place`].
    #[wasm_bindgen(constructor)]
    #[must_use]
    #[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen hands over an optional string by value")]
    pub fn new(root: Option<String>, swept: Option<String>) -> Self {
        Self { inner: Sweeper::new(root.as_deref(), swept.as_deref()) }
    }

    /// The key under which is kept how far sweeps have got.
    #[must_use]
    pub fn place() -> String {
        keys::SWEPT.to_owned()
    }

    /// Keys of the manifests that are wanted.
    #[must_use]
    pub fn manifests(&self) -> String {
        match &self.inner {
            Ok(sweeper) => answer::ok(&sweeper.manifests()),
            Err(problem) => answer::error(problem),
        }
    }

    /// Takes in a manifest.
    #[wasm_bindgen(js_name = addManifest)]
    pub fn add_manifest(&mut self, key: &str, text: &str) -> Option<String> {
        let sweeper = self.inner.as_mut().ok()?;
        sweeper.add_manifest(key, text).err().map(|problem| answer::error(&problem))
    }

    /// What the keys to list begin with.
    #[must_use]
    pub fn prefixes(&self) -> String {
        match &self.inner {
            Ok(sweeper) => answer::ok(&sweeper.prefixes()),
            Err(problem) => answer::error(problem),
        }
    }

    /// Which of the listed keys (a JSON list) are to be deleted.
    #[must_use]
    pub fn orphans(&self, listed: &str) -> String {
        match &self.inner {
            Ok(sweeper) => answer::result(
                answer::request::<Vec<String>>(listed).and_then(|listed| sweeper.orphans(&listed)),
            ),
            Err(problem) => answer::error(problem),
        }
    }

    /// What to store when all was listed: `Write | null`.
    #[must_use]
    pub fn finish(self) -> String {
        answer::result(self.inner.map(Sweeper::finish))
    }
}

/// What the keys of last-known states begin with.
#[wasm_bindgen(js_name = knownPrefix)]
#[must_use]
pub fn known_prefix() -> String {
    keys::KNOWN.to_owned()
}

/// Of last-known states, a JSON list of keys with JSON texts, those that have something that was last spoken of before a time; with what is
/// left of each, null when it goes.
#[wasm_bindgen]
#[must_use]
pub fn outlived(states: &str, before: f64) -> String {
    #[allow(clippy::cast_possible_truncation, reason = "a float cast saturates")]
    let before = before as i64;
    let states = answer::request::<Vec<(String, String)>>(states);
    answer::result(states.map(|states| activity_engine::outlived(&states, before)))
}
