//! What goes in and what comes out: plain data, JSON on the other side of the door.

mod clauses;
mod complete;
mod exporting;
mod log;
mod overview;
mod snapshot;

pub use clauses::{
    ClauseNarrowing, ClauseValue, ClausesAnswer, ClausesRequest, EditAnswer, EditRequest, QueryClause,
    QueryClauseForm,
};
pub use complete::{
    CompleteAnswer, CompleteRequest, CompletionItem, CompletionKind, CompletionToken, HostValueKind,
    HostValues, TokenRole,
};
pub use exporting::{ExportAnswer, ExportFormat, ExportRequest};

pub use log::{AskAnswer, AskRequest, Group, GroupField, Loaded, Show, Shown, Stretch};
pub use overview::{
    ActionCount, Both, ContainerCount, FamilyCount, KindCount, OverviewAnswer, OverviewRequest, PersonCount,
};

pub use snapshot::{SnapshotAnswer, SnapshotOf, SnapshotRequest, SnapshotSpace};

use activity_event::{Container, ContainerKind, Event, EventId};
use activity_filter::{Lookup, Tables};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A value to store. `value` is JSON text; the host stores what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Write {
    /// The key.
    pub key: String,
    /// JSON text, short enough for a value of the store.
    pub value: String,
}

/// Something the app itself did.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct OwnEventRequest {
    /// `log.opened`, `log.refused`, `app.installed` ...
    pub action: String,
    /// Who made the app do it.
    #[serde(default)]
    pub account: Option<String>,
    /// When: milliseconds since 1970, UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub occurred: i64,
    /// The project or space it was about, if any.
    #[serde(default)]
    pub container: Option<Container>,
    /// What else there is to say, in English: for exports and searches.
    #[serde(default)]
    pub note: Option<String>,
    /// What the note was written from: the page writes it in the language of who reads it.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<BTreeMap<String, String>>"))]
    pub facts: BTreeMap<String, String>,
    /// Tells apart what is done several times within a second, where each time is a record of its own.
    #[serde(default)]
    pub apart: Option<String>,
}

/// A query whose words are to be checked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct CheckRequest {
    /// The query.
    pub jql: String,
    /// More clauses, all of which must hold as well.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<String>>"))]
    pub narrow: Vec<String>,
    /// The present: milliseconds since 1970, UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub now: i64,
    /// The asking user's time zone, e.g. `Europe/Berlin`.
    pub zone: String,
    /// The asking user.
    #[serde(default)]
    pub account: Option<String>,
    /// Whether weeks start on Monday; on Sunday otherwise, as in Jira Cloud by default.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<bool>"))]
    pub monday_first: bool,
    /// What the host knows of the site.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Tables>"))]
    pub tables: Tables,
}

/// What the check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CheckAnswer {
    /// Whether the query can be asked.
    pub ok: bool,
    /// Errors, if it cannot, and warnings.
    pub diagnostics: Vec<Diagnostic>,
    /// Lookups that would make the answer better; none when the tables hold all that the query speaks of.
    pub wanted: Vec<Lookup>,
}

/// A message about a place in a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Stable code of the message.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Which of the narrowing clauses is spoken of, from 0; none when it is the query itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub narrow: Option<u32>,
    /// Where it starts. In the engine: bytes. Beyond the WASM door: UTF-16 units.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// A rewrite that does what the help says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
}

/// A rewrite of a part of the query, for one click.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Fix {
    /// What it does, in a few words.
    pub label: String,
    /// Where the text starts that it replaces; counted as in the diagnostic.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// What it is replaced with.
    pub insert: String,
}

/// How bad a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Severity {
    /// The query cannot be asked.
    Error,
    /// The query can be asked, and may not mean what was meant.
    Warning,
    /// The query can be asked and means what it says; a part of it is answered by somebody else.
    Note,
}

/// A page of the log that somebody wants to see.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct QueryRequest {
    /// The query; empty for everything.
    pub jql: String,
    /// More clauses, all of which must hold as well: the filters of the page.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<String>>"))]
    pub narrow: Vec<String>,
    /// How many rows at most: 1 to 500.
    pub limit: u32,
    /// Where the page before ended; none for the first page.
    #[serde(default)]
    pub cursor: Option<String>,
    /// The present: milliseconds since 1970, UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub now: i64,
    /// The asking user's time zone, e.g. `Europe/Berlin`.
    pub zone: String,
    /// The asking user.
    #[serde(default)]
    pub account: Option<String>,
    /// Whether weeks start on Monday; on Sunday otherwise, as in Jira Cloud by default.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<bool>"))]
    pub monday_first: bool,
    /// What the host knows of the site.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Tables>"))]
    pub tables: Tables,
}

impl QueryRequest {
    /// The part of the request that is checked.
    pub(crate) fn check_request(&self) -> CheckRequest {
        CheckRequest {
            jql: self.jql.clone(),
            narrow: self.narrow.clone(),
            now: self.now,
            zone: self.zone.clone(),
            account: self.account.clone(),
            monday_first: self.monday_first,
            tables: self.tables.clone(),
        }
    }
}

/// What the asking user may see. The host gets it from Jira or Confluence; the page has no say in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Scope {
    /// Everything, also what belongs to no known project or space.
    All,
    /// What belongs to one of these, and nothing else.
    Containers(Vec<ContainerRef>),
}

/// A project or space, by id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ContainerRef {
    /// Project or space.
    pub kind: ContainerKind,
    /// Its id in the product.
    pub id: String,
}

/// A page of the log.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct QueryAnswer {
    /// The records, in the order asked for.
    pub rows: Vec<Event>,
    /// What to ask for the next page with; none when there is nothing more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Whether all there is was looked at, as far as this page goes. False when the budget ended first (the cursor goes
    /// on from there) or a stored value was missing or damaged (a warning says which).
    pub complete: bool,
    /// Clauses that only Jira could answer, as JQL.
    pub open: Vec<String>,
    /// Rows that are not here because they hang on such a clause, and Jira was not asked.
    pub undecided: u32,
    /// Clauses that Jira answered, by the issues as they are now, as JQL.
    pub answered_by_jira: Vec<String>,
    /// Ids of rows of which neither the log nor Jira can tell whether they match: their issue is gone, or hidden from the
    /// asker. They are shown, because leaving them out could hide what was looked for.
    #[cfg_attr(feature = "bindings", ts(type = "Array<string>"))]
    pub cannot_tell: Vec<EventId>,
    /// What the asker should know.
    pub warnings: Vec<Diagnostic>,
    /// What the page cost.
    pub read: ReadCost,
}

/// Something that Jira must be asked about issues.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct IssueQuestion {
    /// What must hold of the issue.
    pub jql: String,
    /// Ids of the issues, at most 1,000: what one call of `POST /rest/api/3/jql/match` takes.
    pub issues: Vec<String>,
}

/// Jira's answer to an [`IssueQuestion`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct IssueMatches {
    /// Ids of the issues of which it holds.
    pub matched: Vec<String>,
    /// Ids of the issues that Jira can see at all, for the asking user.
    pub visible: Vec<String>,
    /// Why Jira did not understand the question, in its words.
    #[serde(default)]
    pub problem: Option<String>,
}

/// What was read for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ReadCost {
    /// Values of the store.
    pub values: u32,
    /// Their length together.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub bytes: u64,
    /// Records that were looked at.
    pub rows: u32,
    /// Segments that were unpacked.
    pub segments: u32,
}

/// What a compaction needs before it can go on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Wanted {
    /// Keys of segment parts.
    pub values: Vec<String>,
    /// Keys of what is known last of things: small values, and many of them may not be there.
    pub known: Vec<String>,
    /// Ids of issues whose key or project is not known.
    pub issues: Vec<String>,
}

/// What Jira says of an issue, as far as it knows it. All lookups together are an object with a field for each issue id.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct IssueLookup {
    /// `PAY-12`.
    #[serde(default)]
    pub key: Option<String>,
    /// Its summary.
    #[serde(default)]
    pub title: Option<String>,
    /// Id of its project.
    #[serde(default)]
    pub project_id: Option<String>,
    /// Key of its project.
    #[serde(default)]
    pub project_key: Option<String>,
    /// Name of its project.
    #[serde(default)]
    pub project_name: Option<String>,
}

/// Lookups by issue id.
pub(crate) type IssueLookups = BTreeMap<String, Option<IssueLookup>>;

/// What a compaction wants done, in this order: store `values`, store `manifests`, store `root` on the condition that the
/// stored generation is `expected_generation` (0: that there is no root), store `known`, delete `swallowed`. `retired` can be
/// deleted at any time, best before the root is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct Commit {
    /// Parts of new segments; immutable, so storing one twice is harmless.
    pub values: Vec<Write>,
    /// Manifests of the months that changed, at most 20; immutable.
    pub manifests: Vec<Write>,
    /// The new root; none when there is nothing to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub root: Option<RootWrite>,
    /// What is known last of the things that the records are about. Only when the root was stored, and before `swallowed` is
    /// deleted: then the records are there to learn from again should this be lost.
    pub known: Vec<Write>,
    /// The generation that the stored root must have for the new one to replace it.
    pub expected_generation: u32,
    /// Write-ahead keys whose records are in segments once the root is stored.
    pub swallowed: Vec<String>,
    /// Keys that nobody has needed for a while.
    pub retired: Vec<String>,
    /// Number of records that are in a segment now and were not before.
    pub rows: u32,
    /// Number of records that retention has dropped.
    pub dropped: u32,
    /// Stored values that could not be read; they were left where they are.
    pub problems: Vec<String>,
}

/// The root of the catalogue, as the entity holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RootWrite {
    /// Its generation: the attribute that the next commit sets its condition on.
    pub generation: u32,
    /// Its body: a text.
    pub body: String,
}

/// How much the log holds in segments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct StatusAnswer {
    /// Number of commits so far.
    pub generation: u32,
    /// Number of records.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub rows: u64,
    /// Number of segments.
    pub segments: u32,
    /// Number of months.
    pub months: u32,
    /// Time of the first record.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub from: Option<i64>,
    /// Time of the last record.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub to: Option<i64>,
}
