//! Why a command stopped.

use std::path::PathBuf;

/// Why a command stopped.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CliError {
    /// Standard input or output broke.
    #[error("{0}")]
    Stream(#[from] std::io::Error),
    /// A file could not be opened.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file of tables is not what it should be.
    #[error("{path}: {message}; expected one JSON object with people, groups, projects ...")]
    Tables {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// A line is not what it should be.
    #[error("line {line}: {message}")]
    Line {
        /// Counted from one.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
    /// The query cannot be answered.
    #[error("{0}")]
    Query(String),
    /// A record could not be written.
    #[error("{0}")]
    Export(#[from] activity_engine::export::ExportError),
    /// An answer could not be written.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
}
