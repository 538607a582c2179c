//! Why a record could not be written.

/// Why a record could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// The record could not become JSON.
    #[error("the record could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}
