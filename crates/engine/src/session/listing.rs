//! What the catalogue lists, as the page is told.

use crate::EngineError;
use crate::catalogue::{Month, Root};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the catalogue lists of what somebody may see.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct Listing {
    /// Generation of the catalogue.
    pub generation: u32,
    /// The months, when everything may be seen.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(type = "Array<unknown>"))]
    pub months: Vec<Month>,
    /// Keys of the pages of the table of people, by page.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(type = "Record<number, string>"))]
    pub people: BTreeMap<u32, String>,
    /// Segments of which only a part may be seen: it is packed anew when it is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scoped: Option<Vec<ScopedSegment>>,
}

/// A segment of which only a part may be seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ScopedSegment {
    /// Name of the segment.
    pub name: String,
    /// The month that it is of.
    pub month: String,
    /// Nothing in it is earlier.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub from: i64,
    /// Nothing in it is later.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub to: i64,
}

/// What a root lists, for somebody who may see everything.
pub fn listing(root: Option<&str>) -> Result<Listing, EngineError> {
    let root = Root::parse(root)?;
    Ok(Listing { generation: root.generation, months: root.months, people: root.people, scoped: None })
}
