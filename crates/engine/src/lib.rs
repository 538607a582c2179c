//! The use cases of the log, without input or output: what to store for an event, what to read for a question, what to
//! pack, and what all of it means.
//!
//! | use case | begins with | the host then |
//! | --- | --- | --- |
//! | an event arrives | [`ingest`] | stores the values |
//! | the app does something itself | [`own_event`] | stores the values |
//! | a product's audit log is read | [`read_audit_log`] | stores the values, asks for the rest |
//! | a query is typed | [`check`], [`complete`] | shows the messages and the choices |
//! | a filter is clicked | [`clauses`], [`edit`] | shows the filters, asks the new query |
//! | a page is asked for | [`Reader`] | fetches the values it names |
//! | every five minutes | [`Compactor`] | fetches, stores, commits, deletes |
//! | the past is read | [`rebuild`], [`missing`], [`Compactor::bulk`] | fetches, stores, commits |
//! | a dashboard over a long time is asked for | [`Overview`] | fetches the values it names |
//! | what is too old shall go | [`Compactor::retain`] | fetches, stores, commits |
//! | every day | [`Sweeper`] | lists, deletes what nobody needs |
//! | what has no event is looked at again | [`Looking`] | fetches, asks products and the log, stores |
//! | somebody asks how much there is | [`status`] | |
//! | a file is wanted | [`Reader`], [`accounts_in`], [`export_page`] | looks up names, puts the pieces together |
//! | records are at hand already | [`select`], [`export_rows`] | shows them |
//!
//! ```
//! use activity_engine::{BundledZones, CheckRequest, check};
//! let request: CheckRequest = serde_json::from_str(
//!     r#"{"jql": "action = issue.created AND occurred >= -7d", "now": 1763913600000, "zone": "Europe/Berlin"}"#,
//! )?;
//! assert!(check(&request, &BundledZones)?.ok);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! All values, on the way in and out, are JSON text. The keys are in [`keys`], the shape of the catalogue and how much fits
//! into it at [`Root`] and [`Manifest`].
//!
//! # What this crate does not do
//!
//! It fetches and stores nothing, reads no clock and no zone, knows no permissions (a [`Scope`] is an argument) and no
//! JavaScript.

mod answer;
mod error;
pub mod keys;

mod audit;
mod ingest;
mod own;

mod catalogue;
mod columns;
mod compact;
mod counted;
mod indexed;
mod known;
mod people;
mod status;
mod sweep;
mod verify;

mod check;
mod clauses;
mod complete;
mod overview;
mod read;
mod scoped;
mod select;
mod session;
mod snapshot;

mod entry;
mod exporting;
mod history;
mod staged;
mod stored;
mod waiting;

pub use answer::{
    ActionCount, AskAnswer, AskRequest, Both, CheckAnswer, CheckRequest, ClauseNarrowing, ClauseValue,
    ClausesAnswer, ClausesRequest, Commit, CompleteAnswer, CompleteRequest, CompletionItem, CompletionKind,
    CompletionToken, ContainerCount, ContainerRef, Diagnostic, EditAnswer, EditRequest, ExportAnswer,
    ExportFormat, ExportRequest, FamilyCount, Fix, Group, GroupField, HostValueKind, HostValues, IssueLookup,
    IssueMatches, IssueQuestion, KindCount, Loaded, OverviewAnswer, OverviewRequest, OwnEventRequest,
    PersonCount, QueryAnswer, QueryClause, QueryClauseForm, QueryRequest, ReadCost, RootWrite, Scope,
    Severity, Show, Shown, SnapshotAnswer, SnapshotOf, SnapshotRequest, SnapshotSpace, StatusAnswer, Stretch,
    TokenRole, Wanted, Write,
};
pub use audit::{AuditAnswer, AuditRange, AuditRequest, read_audit_log};
pub use catalogue::{Counted, Manifest, Month, Retired, Root, SegmentRow, Year};
pub use check::check;
pub use clauses::{clauses, edit};
pub use compact::{Compactor, Policy};
pub use complete::complete;
pub use counted::{Rolled, write as write_counts};
pub use error::EngineError;
pub use exporting::{accounts_in, export_page, export_rows};
pub use history::{MissingRequest, RebuildRequest, Rebuilt, gaps, missing, rebuild};
pub use indexed::{Entered, Indexed, write as write_index};
pub use ingest::{amendment, ingest, write_ahead};
pub use known::{forget, outlived};
pub use overview::Overview;
pub use own::own_event;
pub use people::write as write_people;
pub use read::{ANSWER_BYTES_MAX, BATCH_KEYS_MAX, Budget, Explanation, LIMIT_MAX, Reader};
pub use scoped::Scoped;
pub use select::{Selection, select};
pub use session::{Listing, ScopedSegment, Session, listing};
pub use snapshot::{Looking, asset_records};
pub use staged::{Heap, Staged, Staging, Unstaged, unstage};
pub use status::status;
pub use sweep::Sweeper;
pub use verify::{read_counts, read_index, read_people, read_segment};
pub use waiting::waiting;

// The doors (WASM, terminal) use this crate only; what they need of the layers below they get through it.
#[cfg(feature = "bundled-zones")]
pub use activity_filter::BundledZones;
pub use activity_filter::{Offsets, UnknownZone, Zone, Zones};

pub use activity_segment::People;

pub use activity_event as event;
pub use activity_export as export;
pub use activity_filter as filter;
pub use activity_jql as jql;
pub use activity_normalize as normalize;
