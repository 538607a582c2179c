//! The segment: an immutable, checked file of records, stored as a few text values.
//!
//! The byte grammar is in `README.md`, which the code follows section by section.
//!
//! ```
//! let event: activity_event::Event = serde_json::from_str(
//!     r#"{"id":"00000000000000000000000000000001","occurred":1,"recorded":2,"product":"jira","action":"issue.created",
//!         "actor":{"kind":"unknown","certainty":"unknown"},"subject":{"kind":"issue","id":"7"},
//!         "provenance":"live","source":"avi:jira:created:issue"}"#,
//! )?;
//! let segment = activity_segment::write(std::slice::from_ref(&event))?;
//! assert_eq!(activity_segment::read(&segment.name, &segment.parts)?, [event]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What this crate does not do
//!
//! It knows no predicates, no keys of the store and no catalogue (that is `engine`), and does no I/O.

mod error;
pub mod index;
mod layout;
mod reader;
pub mod rollup;
mod stats;
mod writer;

pub use error::{Damage, Flaw, SegmentError};
pub use layout::{PART_BYTES_MAX, RAW_BYTES_MAX, ROWS_MAX};
pub use reader::{Rows, open, read};
pub use stats::{CONTAINERS_BYTES_MAX, Stats};
pub use writer::{Segment, write};

#[cfg(test)]
mod tests;
