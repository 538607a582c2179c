//! Snapshots compared: what has no event is found by looking again.
//!
//! A look at a list of the product (all users, the members of a group, the grants of permission schemes ...) is read into
//! [`Snapshot`]: ids and the few values that are compared. [`Comparison`] holds it beside the last one and makes a record of
//! each difference. The first look makes the baseline: nothing is said about it.
//!
//! # What is certain
//!
//! - A record says that something is different from the look before. When it happened between the two is not known: the
//!   record has the time of this look, and the window in words. Who did it is not known, unless the log has it already.
//! - Lists that come in pages may shift while they are read. Something is gone only when it is missing from two readings in
//!   a row; of a list that comes in one answer, at once.
//! - A page of an unknown shape, and an empty list where there never is one, are errors. They are not "everything is gone".
//! - Ids come from the kind of list, the thing, what is different, and the time of the look before: the same comparison
//!   made twice gives the same records.
//! - What an event or the product's audit log has told already is not told again; a live record that only says *that*
//!   something changed is written again with what changed.
//!
//! # Personal data
//!
//! Snapshots hold account ids, names of things, and no names of people.

mod assets;
mod compare;
mod holder;
mod items;
mod kind;
mod page;
mod part;
mod tell;
mod told;

pub use assets::{AssetObject, asset_history};
pub use compare::{Compared, Comparison, Decided, Look};
pub use items::Snapshot;
pub use kind::{Kind, Of};
pub use page::SnapshotError;
pub use part::{head_parts, join, split};

#[cfg(test)]
mod tests;
