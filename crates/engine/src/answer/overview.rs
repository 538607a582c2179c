//! What a dashboard over a long time is asked with, and what it gives.

use super::ReadCost;
use activity_event::{ActorKind, ContainerKind};
use serde::{Deserialize, Serialize};

/// A range of days, of which a dashboard wants counts. All days are those of UTC.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct OverviewRequest {
    /// Where the first day begins: milliseconds since 1970, UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub from: i64,
    /// Where the last day ends.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub to: i64,
    /// How many containers and people are listed.
    pub top: u32,
}

/// Counts of a range of days, and of the days before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct OverviewAnswer {
    /// Where the first day begins: milliseconds since 1970, UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub from: i64,
    /// Where the last day ends.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub to: i64,
    /// Where the days before begin; they end at `from`, and are as many.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub before: i64,
    /// All records.
    pub count: Both,
    /// What was deleted or moved to a trash.
    pub deletions: Both,
    /// Changes of permissions, roles, groups, and of the schemes that grant something.
    pub permissions: Both,
    /// Number of records on each day of the range.
    #[cfg_attr(feature = "bindings", ts(type = "Array<number>"))]
    pub days: Vec<u64>,
    /// Number of records on each day before it.
    #[cfg_attr(feature = "bindings", ts(type = "Array<number>"))]
    pub days_before: Vec<u64>,
    /// By family of actions (`issue`, `comment`, ...), most first.
    pub families: Vec<FamilyCount>,
    /// By action, most first: all of them.
    pub actions: Vec<ActionCount>,
    /// By kind of actor, most first.
    pub kinds: Vec<KindCount>,
    /// By hour of the week, of the range alone: 168 counts, the first is Monday, 00:00 to 01:00.
    #[cfg_attr(feature = "bindings", ts(type = "Array<number>"))]
    pub hours: Vec<u64>,
    /// Projects and spaces, most first.
    pub containers: Vec<ContainerCount>,
    /// How many projects and spaces there are.
    pub containers_all: Both,
    /// Records that belong to no project or space.
    pub elsewhere: Both,
    /// People and customers, most first.
    pub people: Vec<PersonCount>,
    /// How many people and customers there are.
    pub people_all: Both,
    /// When the oldest record of the log occurred: what was before that, the log does not know.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub oldest: Option<i64>,
    /// How many of the records wait to be packed.
    pub waiting: u32,
    /// Stored values that could not be read: the counts are too low.
    pub problems: Vec<String>,
    /// What was read.
    pub read: ReadCost,
}

/// A count of the range, and one of the days before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Both {
    /// In the range.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub now: u64,
    /// In the days before it.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub before: u64,
}

/// How often things of a family happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct FamilyCount {
    /// `issue`, `comment` ...
    pub family: String,
    /// How often.
    pub count: Both,
    /// On each day of the range.
    #[cfg_attr(feature = "bindings", ts(type = "Array<number>"))]
    pub days: Vec<u64>,
}

/// How often something happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ActionCount {
    /// `issue.created` ...
    pub action: String,
    /// How often.
    pub count: Both,
}

/// How much actors of a kind did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct KindCount {
    /// Which.
    pub kind: ActorKind,
    /// How much.
    pub count: Both,
}

/// How much happened in a project or a space.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct ContainerCount {
    /// Project or space.
    pub kind: ContainerKind,
    /// Its id in the product.
    pub id: String,
    /// Its key, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Its name, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How much.
    pub count: Both,
}

/// How much somebody did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PersonCount {
    /// Account id.
    pub account: String,
    /// How much.
    pub count: Both,
}
