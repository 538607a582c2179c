//! The door to JavaScript: about ten verbs, JSON text in and out, no logic.
//!
//! Built three times: feature `host` has everything, for Forge functions; the page's worker has `page`, what is needed while a query
//! is typed, and `log`, segments that stay decoded and answer questions.
//! Answers are JSON text: `{"ok": ...}` or `{"error": {"code", "message", "help"?, "diagnostics"?}}`. Places in a query
//! are counted in UTF-16 units here and nowhere else.
//!
//! # What this crate does not do
//!
//! It decides nothing: every verb is one call of `activity-engine`.

mod answer;
#[cfg(feature = "host")]
mod audit;
#[cfg(feature = "host")]
mod catalogue;
#[cfg(any(feature = "host", feature = "page"))]
mod check;
#[cfg(any(feature = "host", feature = "page"))]
mod clauses;
#[cfg(feature = "host")]
mod compaction;
#[cfg(any(feature = "host", feature = "page"))]
mod complete;
#[cfg(feature = "host")]
mod history;
#[cfg(feature = "host")]
mod ingest;
#[cfg(feature = "log")]
mod log;
#[cfg(feature = "host")]
mod overview;
#[cfg(feature = "host")]
mod payload;
#[cfg(feature = "host")]
mod reading;
#[cfg_attr(feature = "host", path = "request_json.rs")]
#[cfg(any(feature = "host", feature = "page"))]
mod request;
#[cfg(feature = "host")]
mod snapshot;
#[cfg(feature = "host")]
mod status;
#[cfg(feature = "host")]
mod sweep;
mod utf16;
mod zones;

#[cfg(feature = "host")]
pub use audit::audit;
#[cfg(feature = "host")]
pub use catalogue::{Part, listing, waiting};
#[cfg(any(feature = "host", feature = "page"))]
pub use check::check;
#[cfg(any(feature = "host", feature = "page"))]
pub use clauses::{clauses, edit};
#[cfg(feature = "host")]
pub use compaction::Compaction;
#[cfg(any(feature = "host", feature = "page"))]
pub use complete::complete;
#[cfg(feature = "host")]
pub use history::{Stage, gaps, missing, rebuild, unstage};
#[cfg(feature = "host")]
pub use ingest::{event_names, ingest, own_event};
#[cfg(feature = "log")]
pub use log::Log;
#[cfg(feature = "host")]
pub use overview::Overview;
#[cfg(feature = "host")]
pub use reading::{Exporting, Reading};
#[cfg(feature = "host")]
pub use snapshot::{Snapshot, asset_records};
#[cfg(feature = "host")]
pub use status::status;
#[cfg(feature = "host")]
pub use sweep::{Sweep, known_prefix, outlived};
