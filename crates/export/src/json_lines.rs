//! JSON Lines: one record a line (<https://jsonlines.org>).

use crate::ExportError;
use activity_event::Event;

/// The record as one line of JSON, without the line end. The shape is the record's own.
pub fn json_line(event: &Event) -> Result<String, ExportError> {
    Ok(serde_json::to_string(event)?)
}
