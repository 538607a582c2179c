//! Files of records.

use super::Diagnostic;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How records are written into a file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct ExportRequest {
    /// The format.
    pub format: ExportFormat,
    /// The columns of a table, in order; all of them when there is none.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<String>>"))]
    pub columns: Vec<String>,
    /// The zone that times in a table are written in.
    pub times: String,
    /// Whether texts in a table are kept from being taken for formulas, and cut to what a cell can show.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<bool>"))]
    pub safe: bool,
    /// Whether a table begins here, with the names of its columns.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<bool>"))]
    pub head: bool,
    /// Whether a byte order mark stands before the head.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<bool>"))]
    pub byte_order_mark: bool,
    /// Names by account id, for a table.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<BTreeMap<String, String>>"))]
    pub names: BTreeMap<String, String>,
}

/// Formats of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ExportFormat {
    /// A table: RFC 4180.
    Csv,
    /// A record a line, with all that the log has of it.
    #[serde(rename = "jsonl")]
    JsonLines,
}

/// A piece of a file.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct ExportAnswer {
    /// The piece.
    pub text: String,
    /// How many records are in it.
    pub rows: u32,
    /// When the last of them happened: milliseconds since 1970, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub until: Option<i64>,
    /// What to ask for the next piece with; none when the file ends here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// See [`QueryAnswer::complete`](super::QueryAnswer::complete).
    pub complete: bool,
    /// Records that are not in the file because the log cannot tell whether they match, and Jira was not asked.
    pub undecided: u32,
    /// Records that are in the file although neither the log nor Jira can tell whether they match.
    pub cannot_tell: u32,
    /// What the asker should know.
    pub warnings: Vec<Diagnostic>,
}
