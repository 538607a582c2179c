//! What happened, on its way in.

use crate::answer;
use crate::payload::JsPayload;
use activity_engine::normalize::Arrival;
use activity_engine::{OwnEventRequest, Write};
use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[derive(Serialize)]
struct Writes {
    writes: Vec<Write>,
}

/// The values to store for a product event. `hint` names events whose payload does not (lifecycle events); `recorded` is
/// the present in milliseconds since 1970 UTC; `views` whether it is kept when somebody only looked at or searched for something.
#[wasm_bindgen]
#[must_use]
#[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen hands over an optional string by value")]
pub fn ingest(payload: &JsValue, hint: Option<String>, recorded: f64, views: bool) -> String {
    // JavaScript's times are whole numbers far below 2^53.
    #[allow(clippy::cast_possible_truncation, reason = "a float cast saturates")]
    let arrival = Arrival { recorded: recorded as i64, views };
    answer::ok(&Writes { writes: activity_engine::ingest(&JsPayload(payload), hint.as_deref(), &arrival) })
}

/// The values to store for something the app itself did: `OwnEventRequest` in.
#[wasm_bindgen(js_name = ownEvent)]
#[must_use]
pub fn own_event(request: &str) -> String {
    let writes =
        answer::request::<OwnEventRequest>(request).and_then(|request| activity_engine::own_event(&request));
    answer::result(writes.map(|writes| Writes { writes }))
}

/// Names of all events that have a row in the registry, as a JSON list.
#[wasm_bindgen(js_name = eventNames)]
#[must_use]
pub fn event_names() -> String {
    answer::ok(&activity_engine::normalize::event_names().collect::<Vec<_>>())
}
