//! Platform payloads to records: what Forge hands to a trigger becomes what the log keeps.
//!
//! [`normalize`] never fails. It reads a payload in full, with a reader of its own or as a table of members says; what is left
//! over of it is kept in the record, so that nothing is lost when a product says more than is known here (`left_over.rs` has
//! the one rule for that). A payload that its reader cannot read is kept whole, with time, actor and subject; else it is kept
//! as unreadable, with the reason. The registry says which events there are, one row each.
//!
//! ```
//! use activity_normalize::{Arrival, JsonText, normalize};
//! let payload = r#"{"eventType": "avi:jira:deleted:issue", "timestamp": "1763913600000", "atlassianId": "5b10",
//!                   "issue": {"id": "10012", "key": "PAY-12", "fields": {"summary": "Rotate keys"}}}"#;
//! let records = normalize(&JsonText(payload), None, &Arrival { recorded: 1_763_913_601_234, views: false });
//! assert_eq!(records[0].action.name(), "issue.deleted");
//! assert_eq!(records[0].subject.key.as_deref(), Some("PAY-12"));
//! ```
//!
//! # Personal data
//!
//! Records hold account ids, never names, e-mail addresses or pictures of people. Where a payload is kept raw, those
//! members are taken out first (`personal.rs` lists them).
//!
//! [`history`] does the same for what REST tells of the past.
//!
//! # What this crate does not do
//!
//! It does no I/O, reads no clock (when a payload arrived is an argument), asks no product for what a payload leaves out,
//! and joins no two payloads.

mod arrival;
mod audit;
mod error;
mod normalize;
mod payload;
mod registry;
pub mod snapshot;
mod unreadable;

mod envelope;
pub mod history;
mod kinds;
mod left_over;
mod members;
mod shape;
mod values;

mod actor;
mod adf;
mod body;
mod changelog;
mod identity;
mod issue;
mod record;

mod lenient;
mod moment;
mod object;
mod personal;
mod tree;

pub use arrival::Arrival;
pub use audit::{AuditLog, AuditPage, Paired, pair, read_audit, tells_of_the_same};
pub use normalize::normalize;
pub use payload::{JsonText, Payload};
pub use registry::{Reader, Row, event_names, registry};
