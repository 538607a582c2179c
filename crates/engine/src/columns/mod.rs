//! Questions put to columns: most records are decided without being unpacked.
//!
//! A predicate is lowered to a [`Sieve`]: each of its tests becomes a table over the list that a column points into, filled by
//! putting the test to a record that has nothing but that entry. What no column knows is left to the row evaluator.
//!
//! INVARIANT: a row that the sieve calls [`YES`] matches, a row that it calls [`NO`] does not and is not open either; the row
//! evaluator has the last word on the rest. (property test `tests/tests/columns.rs`)

mod basis;
mod kernel;
mod lists;
mod sieve;

pub(crate) use basis::{Basis, bases, of as basis_of, parts};
pub(crate) use kernel::{count, places};
pub(crate) use lists::Columns;
pub(crate) use sieve::{
    Sieve, actor_verdict, asks_for_numbers, class_verdict, container_verdict, is_about_issue, of_class,
    thread_verdict,
};

/// What a sieve says of a row. AND is the least, OR the greatest.
pub(crate) type Verdict = u8;
/// No match, and not open.
pub(crate) const NO: Verdict = 0;
/// Only the record itself can tell.
pub(crate) const MAYBE: Verdict = 1;
/// A match.
pub(crate) const YES: Verdict = 2;
