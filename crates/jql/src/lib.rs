//! Jira Query Language: text to spanned tree and back.
//!
//! # What this crate does not do
//!
//! It knows no field names, no functions and no values: what a query means is decided in `filter`.

mod ast;
mod span;

pub use ast::{
    Argument, Clause, ClauseKind, Direction, Field, FieldName, Function, Ignored, Operand, OperandKind, Operator, Predicate,
    PredicateKind, Property, Query, SortKey, Term,
};
pub use span::Span;
