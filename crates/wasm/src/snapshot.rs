//! Looking again at what has no event.

use crate::answer;
use activity_engine::event::Event;
use activity_engine::{EngineError, Looking, SnapshotRequest, Write};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

#[derive(Serialize)]
struct Writes {
    writes: Vec<Write>,
}

/// One look at a list. The host fetches what is wanted, hands it in with the product's answers, asks the log, and carries out
/// what `finish` says.
#[wasm_bindgen]
pub struct Snapshot {
    inner: Result<Looking, EngineError>,
}

#[wasm_bindgen]
impl Snapshot {
    /// Begins: `SnapshotRequest` in.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(request: &str) -> Self {
        let request = answer::request::<SnapshotRequest>(request);
        Self { inner: request.and_then(|request| Looking::new(&request)) }
    }

    /// Keys of stored values that are wanted next; none when all are there.
    pub fn wanted(&mut self) -> String {
        self.with(|looking| Ok(looking.wanted()))
    }

    /// Takes in values: `[[key, JSON text or null], ...]`.
    #[wasm_bindgen(js_name = addValues)]
    pub fn add_values(&mut self, values: &str) -> String {
        let values = answer::request::<Vec<(String, Option<String>)>>(values);
        self.with(|looking| looking.add_values(&values?))
    }

    /// Ids and names of the things of the stored snapshot: `[[id, name or null], ...]`.
    pub fn things(&mut self) -> String {
        self.with(Looking::things)
    }

    /// Takes in an answer of the product, as it came. Gives the number of things in it.
    #[wasm_bindgen(js_name = addAnswer)]
    pub fn add_answer(&mut self, text: &str) -> String {
        self.with(|looking| looking.add_answer(text))
    }

    /// Leaves out things: their ids, as a list.
    #[wasm_bindgen(js_name = leaveOut)]
    pub fn leave_out(&mut self, ids: &str) -> String {
        let ids = answer::request::<Vec<String>>(ids);
        self.with(|looking| looking.leave_out(&ids?))
    }

    /// Ids of things that were there and are in none of the answers.
    pub fn missing(&mut self) -> String {
        self.with(Looking::missing)
    }

    /// Counts things as found that are there all the same: their ids, as a list.
    pub fn keep(&mut self, ids: &str) -> String {
        let ids = answer::request::<Vec<String>>(ids);
        self.with(|looking| looking.keep(&ids?))
    }

    /// What the log must be asked: a query, in the zone `UTC`; null when nothing is different.
    pub fn question(&mut self) -> String {
        self.with(Looking::question)
    }

    /// Ends: the log's records in; `SnapshotAnswer` out.
    #[must_use]
    pub fn finish(self, log: &str) -> String {
        let log = answer::request::<Vec<Event>>(log);
        answer::result(log.and_then(|log| self.inner?.finish(&log)))
    }

    fn with<T: Serialize>(&mut self, work: impl FnOnce(&mut Looking) -> Result<T, EngineError>) -> String {
        match &mut self.inner {
            Ok(looking) => answer::result(work(looking)),
            Err(problem) => answer::error(problem),
        }
    }
}

/// The values to store for the history of an object of Assets: the object and its history as they came, and since when (in
/// milliseconds since 1970 UTC, as `now` is).
#[wasm_bindgen(js_name = assetRecords)]
#[must_use]
#[allow(clippy::cast_possible_truncation, reason = "a float cast saturates")]
pub fn asset_records(object: &str, history: &str, since: f64, now: f64) -> String {
    let writes = activity_engine::asset_records(object, history, since as i64, now as i64);
    answer::result(writes.map(|writes| Writes { writes }))
}
