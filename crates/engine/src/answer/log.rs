//! Questions to the log at hand, and answers.

use super::{CheckRequest, Diagnostic};
use activity_event::Event;
use activity_filter::Lookup;
use serde::{Deserialize, Serialize};

/// A question to the log at hand.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AskRequest {
    /// Which records.
    pub check: CheckRequest,
    /// What to tell of them.
    pub shows: Vec<Show>,
}

/// What to tell of the records that match.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "show", rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub enum Show {
    /// How many there are.
    Count,
    /// Some of them, in the order of the query: the newest first unless it says otherwise.
    Rows {
        /// How many at most.
        limit: usize,
        /// How many come before.
        #[serde(default)]
        #[cfg_attr(feature = "bindings", ts(as = "Option<usize>"))]
        skip: usize,
        /// Whether rows may be bare: those whose records would have to be fetched or decoded are made of what columns know.
        #[serde(default)]
        #[cfg_attr(feature = "bindings", ts(as = "Option<bool>"))]
        bare: bool,
        /// With `bare`, so many groups of records are decoded nonetheless, and those that are not at hand are wanted: asked again and
        /// again, this makes all rows whole, a few at a time.
        #[serde(default)]
        #[cfg_attr(feature = "bindings", ts(as = "Option<usize>"))]
        unpack: usize,
    },
    /// Nothing of them; but their records are wanted, as far as they are not at hand. None is decoded.
    AtHand,
    /// How many there are in each stretch of time.
    Histogram {
        /// Where stretches begin and end, rising: milliseconds since 1970, UTC, taken as whole seconds.
        #[cfg_attr(feature = "bindings", ts(type = "number[]"))]
        edges: Vec<i64>,
        /// Counted apart for each value of this field.
        #[serde(default)]
        by: Option<GroupField>,
    },
    /// How many there are of each value of a field.
    Groups {
        /// The field.
        by: GroupField,
        /// How many values at most.
        limit: usize,
    },
}

/// Fields that records can be counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum GroupField {
    /// Account id of the actor; nobody is left out.
    Actor,
    /// What kind of actor.
    ActorKind,
    /// Name of the action.
    Action,
    /// The product.
    Product,
    /// Id of the project or space; none is left out.
    Container,
    /// Key, or else id, of the issue, page ...
    Thread,
    /// Name of a changed field. A record that changed several fields counts for each.
    ChangedField,
    /// Name of the issue's status after the event, where the record knows it.
    Status,
    /// `from`, a zero character, `to`: the statuses that an issue went from and to.
    Transition,
    /// Name of the issue's type, where the record knows it.
    IssueType,
    /// How the log came to know.
    Provenance,
}

/// The answer of the log at hand.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct AskAnswer {
    /// How many records match.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub count: u64,
    /// How many hang on what only Jira can answer; they are not counted.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub open: u64,
    /// In the order of the request.
    pub shown: Vec<Shown>,
    /// Rows of columns that were looked at.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub scanned: u64,
    /// What the asker should know.
    pub warnings: Vec<Diagnostic>,
    /// Lookups that would make the answer better; none when the tables hold all that the query speaks of.
    pub lookups: Vec<Lookup>,
    /// What is at hand of what the question is about.
    pub loaded: Loaded,
    /// Keys of the values that are needed for more, the most urgent first.
    pub wanted: Vec<String>,
}

/// What is at hand of what a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct Loaded {
    /// Number of records at hand.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub rows: u64,
    /// Number of records there are, as far as that is known.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub rows_wanted: u64,
    /// Everything from this time on is at hand; none when nothing is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(type = "number", optional))]
    pub since: Option<i64>,
    /// Whether all is at hand.
    pub complete: bool,
    /// Generation of the catalogue.
    pub generation: u32,
}

/// What is told of the records that match.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "show", rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub enum Shown {
    /// How many there are.
    Count {
        /// How many.
        #[cfg_attr(feature = "bindings", ts(type = "number"))]
        count: u64,
    },
    /// Nothing.
    AtHand,
    /// Some of them.
    Rows {
        /// The records.
        rows: Vec<Event>,
        /// Places of the rows that are bare: of these the second, the actor, the action, the project or space and the issue
        /// or page are known, and their ids are not those of the records.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<usize>>"))]
        bare: Vec<usize>,
    },
    /// How many there are in each stretch of time.
    Histogram {
        /// The values that counts speak of: one that is empty when the field is not given.
        values: Vec<String>,
        /// The stretches.
        stretches: Vec<Stretch>,
        /// Counted among so many of the matches only, the first ones in the order of the query; none when among all.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "bindings", ts(type = "number", optional))]
        of: Option<u64>,
    },
    /// How many there are of each value, the most frequent first.
    Groups {
        /// How many values there are.
        distinct: usize,
        /// The values.
        groups: Vec<Group>,
        /// Counted among so many of the matches only, the first ones in the order of the query; none when among all.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "bindings", ts(type = "number", optional))]
        of: Option<u64>,
    },
}

/// A stretch of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Stretch {
    /// Where it begins.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub at: i64,
    /// How many there are, by value.
    pub counts: Vec<u32>,
}

/// A value of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct Group {
    /// The value.
    pub value: String,
    /// How many records have it.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub count: u64,
    /// When the last of them occurred, in whole seconds: milliseconds since 1970, UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub last: i64,
    /// What the value is called, where the log knows it; of a changed field only if it is one of the site's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The key of a project or space, where the log knows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}
