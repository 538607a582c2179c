//! What a query means: from the tree of a query to a checked predicate, and from a predicate and a record to an answer.
//!
//! `check` resolves fields, functions, dates and people, and reports problems with their place in the text. What is left
//! is a [`Predicate`], plain data that needs no clock, no zone and no user any more; [`evaluate`] then cannot fail.
//!
//! ```
//! use activity_filter::{Context, Tables, Zone, check};
//! use std::borrow::Cow;
//! let query = activity_jql::parse("action = issue.created AND occurred >= -7d").query.unwrap();
//! let (now, zone, tables) = (1_763_913_600_000, Zone::utc(), Cow::Owned(Tables::default()));
//! let context = Context { now, zone, user: None, week_starts_monday: true, tables };
//! let checked = check(&query, &context);
//! assert_eq!(checked.predicate.unwrap().time_bounds(), (Some(1_763_308_800_000), None));
//! ```
//!
//! # What this crate does not do
//!
//! It does not parse text (`jql`), does not know segments (`engine` lowers predicates to them) and does not ask Jira:
//! what a record cannot tell is [`Truth::Open`], and [`residual`] says what is left to ask.

mod fold;
mod truth;
mod zone;

mod catalogue;
mod context;
mod dates;
mod error;
mod tables;

mod predicate;
mod print;
mod text;

mod check;

mod complete;

mod clauses;

mod evaluate;

mod bounds;
mod residual;

pub use bounds::{Found, RequiredContainers};
pub use catalogue::{
    Field, FieldKind, FieldRow, FunctionKind, FunctionRow, Operators, Source, fields, functions,
};
pub use check::{Checked, Order, check};
pub use clauses::{ClauseForm, ClauseView, Narrowing, QueryChange, ValueView, clauses, edit};
pub use complete::{Completion, CompletionItem, ITEMS_MAX, ItemKind, SiteKind, SiteValues, complete};
pub use context::Context;
pub use error::{Diagnostic, Fix, Problem, Severity};
pub use evaluate::{each_word, evaluate, is_about_issue, issue_id};
pub use fold::fold;
pub use predicate::{
    Answers, Changed, Choice, Condition, OnWall, OnWallReading, OneOf, OpenClause, Predicate, SiteTest, Test,
    TimeBound, Values, Wanted, Was, Workflows,
};
pub use residual::{can_ask, open_clauses, residual, residual_of};
pub use tables::{IssueTypeRow, Lookup, NamedRow, ProjectRow, StatusRow, Tables, VersionRow, WorkflowRow};
pub use text::{Pattern, WordLogic};
pub use truth::Truth;
#[cfg(feature = "bundled-zones")]
pub use zone::BundledZones;
pub use zone::{Offsets, UnknownZone, Zone, Zones};
