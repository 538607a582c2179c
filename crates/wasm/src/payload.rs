//! A payload that is a JavaScript object already.

use activity_engine::normalize::Payload;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

/// Reads declared members only, without a detour over JSON text.
pub(crate) struct JsPayload<'a>(pub(crate) &'a JsValue);

impl Payload for JsPayload<'_> {
    fn read<T: DeserializeOwned>(&self) -> Result<T, String> {
        serde_wasm_bindgen::from_value(self.0.clone()).map_err(|error| error.to_string())
    }

    fn raw(&self) -> String {
        let text = js_sys::JSON::stringify(self.0).ok().and_then(|text| text.as_string());
        // A value without JSON (a function, a cycle) is described as far as JavaScript does.
        text.unwrap_or_else(|| format!("{:?}", self.0))
    }
}
