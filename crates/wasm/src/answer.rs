//! The envelope of every answer: `{"ok": ...}` or `{"error": ...}`.

use activity_engine::{Diagnostic, EngineError};
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Envelope<'a, T> {
    Ok(T),
    Error(Problem<'a>),
}

#[derive(Serialize)]
struct Problem<'a> {
    code: &'a str,
    message: String,
    #[serde(skip_serializing_if = "<[Diagnostic]>::is_empty")]
    diagnostics: &'a [Diagnostic],
}

/// The answer as JSON text.
pub(crate) fn ok<T: Serialize>(value: &T) -> String {
    text(&Envelope::Ok(value))
}

/// The error as JSON text. Diagnostics must have been converted to UTF-16 places already.
pub(crate) fn error(error: &EngineError) -> String {
    let problem =
        Problem { code: error.code(), message: error.to_string(), diagnostics: error.diagnostics() };
    text(&Envelope::<()>::Error(problem))
}

/// A result as JSON text.
#[cfg(any(feature = "host", feature = "page"))]
pub(crate) fn result<T: Serialize>(result: Result<T, EngineError>) -> String {
    match result {
        Ok(value) => ok(&value),
        Err(problem) => error(&problem),
    }
}

/// Reads one of our own requests; unknown fields are refused by the types.
#[cfg(any(feature = "host", feature = "log"))]
pub(crate) fn request<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, EngineError> {
    serde_json::from_str(text).map_err(|error| EngineError::Request(error.to_string()))
}

fn text<T: Serialize>(envelope: &T) -> String {
    serde_json::to_string(envelope).unwrap_or_else(|_| UNWRITABLE.to_owned())
}

/// Stands for an answer that is no JSON. There is none.
const UNWRITABLE: &str = r#"{"error":{"code":"internal","message":"the answer could not be written"}}"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_tagged() {
        assert_eq!(ok(&[1, 2]), r#"{"ok":[1,2]}"#);
        let refused = error(&EngineError::Zone("Mars/Base".into()));
        assert_eq!(refused, r#"{"error":{"code":"engine.zone","message":"`Mars/Base` is not a time zone"}}"#);
    }
}
