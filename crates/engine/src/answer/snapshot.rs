//! What a look at a list of a product is asked with, and what it gives.

use super::Write;
use serde::{Deserialize, Serialize};

/// A look at a list of a product.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct SnapshotRequest {
    /// Kind of list: `users`, `members`, `permission-schemes` ...
    pub kind: String,
    /// What the list is of; none when it is of the whole site.
    #[serde(default)]
    pub of: Option<SnapshotOf>,
    /// The present: milliseconds since 1970, UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub now: i64,
    /// Whether this look begins a reading of the list. A long list is read in several looks.
    pub first: bool,
    /// Whether it ends the reading.
    pub last: bool,
    /// Whether one answer holds the whole list.
    pub at_once: bool,
}

/// What a list is of.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct SnapshotOf {
    /// Its id in the product.
    pub id: String,
    /// Its key.
    #[serde(default)]
    pub key: Option<String>,
    /// Its name or title; not a person's.
    #[serde(default)]
    pub name: Option<String>,
    /// Of content: `page`, `blogpost` ...
    #[serde(default)]
    pub content: Option<String>,
    /// Of content: the space that it is in.
    #[serde(default)]
    pub space: Option<SnapshotSpace>,
    /// Whether Confluence alone knows it.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<bool>"))]
    pub wiki: bool,
}

/// The space that content is in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct SnapshotSpace {
    /// Its id.
    pub id: String,
    /// Its key.
    #[serde(default)]
    pub key: Option<String>,
}

/// What a look gives: to be written in this order, so that it may be stopped anywhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SnapshotAnswer {
    /// Records of what is different.
    pub records: Vec<Write>,
    /// Parts of the new snapshot, when it does not fit into the head.
    pub parts: Vec<Write>,
    /// The new snapshot, or what holds its parts together.
    pub head: Write,
    /// Keys to delete.
    pub retired: Vec<String>,
    /// Whether this was the first look, about which nothing is said.
    pub baseline: bool,
    /// Whether things are missing for the first time: another reading settles whether they are gone.
    pub again: bool,
    /// Number of things in the new snapshot.
    pub things: u32,
}
