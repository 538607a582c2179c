//! A query as a list of filters: what its clauses say, and the same text with one of them changed.
//!
//! Filters that are clicked together edit the text of the query; nothing is kept beside it. A clause that a filter can show
//! compares one field with values: `actor = a`, `project IN (A, B)`, `action != issue.viewed`. Of a field that can be empty,
//! leaving out values must not leave out what has none: `(actor != a OR actor IS EMPTY)` is one filter as well.

mod edit;
mod read;

pub use edit::{QueryChange, edit};
pub use read::{ClauseForm, ClauseView, Narrowing, ValueView, clauses};

#[cfg(test)]
mod tests;
