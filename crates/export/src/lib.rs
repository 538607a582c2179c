//! Records to export formats: pure functions from a record to bytes.
//!
//! # What this crate does not do
//!
//! It does not choose records, write files or look up names.

mod error;
mod json_lines;

pub use error::ExportError;
pub use json_lines::json_line;
