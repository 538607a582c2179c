//! Requests of what both builds answer, as JSON text.

use crate::answer;
use activity_engine::{CheckRequest, ClausesRequest, CompleteRequest, EditRequest, EngineError};

/// A `CheckRequest`.
pub(crate) fn check(text: &str) -> Result<CheckRequest, EngineError> {
    answer::request(text)
}

/// A `CompleteRequest`.
pub(crate) fn complete(text: &str) -> Result<CompleteRequest, EngineError> {
    answer::request(text)
}

/// A `ClausesRequest`.
pub(crate) fn clauses(text: &str) -> Result<ClausesRequest, EngineError> {
    answer::request(text)
}

/// An `EditRequest`.
pub(crate) fn edit(text: &str) -> Result<EditRequest, EngineError> {
    answer::request(text)
}
