//! Records to export formats: pure functions from a record to text.
//!
//! # What this crate does not do
//!
//! It does not choose records, write files or look up names: what a time looks like and who is called how is handed in.

mod column;
mod csv;
mod error;
mod json_lines;

pub use column::Column;
pub use csv::{CsvStyle, csv_head, csv_line};
pub use error::ExportError;
pub use json_lines::json_line;
