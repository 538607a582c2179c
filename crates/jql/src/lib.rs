//! Jira Query Language: text to spanned tree and back.
//!
//! ```
//! let parsed = activity_jql::parse("status was Done by currentUser() or assignee in (EMPTY, bob)");
//! let query = parsed.query.ok_or("has errors")?;
//! assert_eq!(query.to_string(), "status WAS Done BY currentUser() OR assignee IN (EMPTY, bob)");
//! # Ok::<(), &str>(())
//! ```
//!
//! # What this crate does not do
//!
//! It knows no field names, no functions and no values: what a query means is decided in `filter`.

mod ast;
mod chars;
mod complete;
mod error;
mod escape;
mod lexer;
mod normal_form;
mod parser;
mod parts;
mod print;
mod span;
mod tokens;
mod words;

pub use ast::{
    Argument, Clause, ClauseKind, Direction, Field, FieldName, Function, Ignored, Operand, OperandKind,
    Operator, Predicate, PredicateKind, Property, Query, SortKey, Term,
};
pub use complete::{Around, Call, Completion, Expected, complete};
pub use error::{Found, SyntaxError, SyntaxErrorKind};
pub use normal_form::normal_form;
pub use parser::{Parsed, parse};
pub use parts::{Part, parts};
pub use print::quote;
pub use span::Span;
pub use tokens::{Token, TokenKind, tokens};
pub use words::{is_reserved, reserved_words};

/// The longest query, in bytes: enough for a list of 10,000 account ids.
pub const LENGTH_MAX: usize = 1_000_000;

/// How deep parentheses, NOT and lists may stand in each other.
pub const DEPTH_MAX: usize = 256;
