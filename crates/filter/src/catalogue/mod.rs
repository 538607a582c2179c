//! What can be asked: one row per field and per function.
//!
//! The checker, the "did you mean", completion and the table in the documentation all read the same rows.

mod choices;
mod elsewhere;
mod fields;
mod functions;
mod near;

pub(crate) use choices::{STATUS_CATEGORIES, choices};
pub(crate) use elsewhere::{is_known_to_jira, jira_function};
pub use fields::{Field, FieldKind, FieldRow, Source, fields};
pub(crate) use fields::{field, row};
pub use functions::{FunctionKind, FunctionRow, functions};
pub(crate) use functions::{boundary, function};
pub(crate) use near::nearest;
