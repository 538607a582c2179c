//! Requests of `check` and `complete`, as JSON text.

use crate::answer;
use activity_engine::{CheckRequest, CompleteRequest, EngineError};

/// A `CheckRequest`.
pub(crate) fn check(text: &str) -> Result<CheckRequest, EngineError> {
    answer::request(text)
}

/// A `CompleteRequest`.
pub(crate) fn complete(text: &str) -> Result<CompleteRequest, EngineError> {
    answer::request(text)
}
