//! The segment: an immutable, checked, column-wise file of records, stored as a few text values.
//!
//! The byte grammar is in `README.md`, which the code follows section by section.
//!
//! ```
//! use activity_segment::{People, Reader, accounts, write};
//! let event: activity_event::Event = serde_json::from_str(
//!     r#"{"id":"00000000000000000000000000000001","occurred":1,"recorded":2,"product":"jira","action":"issue.created",
//!         "actor":{"kind":"unknown","certainty":"unknown"},"subject":{"kind":"issue","id":"7"},
//!         "provenance":"live","source":"avi:jira:created:issue"}"#,
//! )?;
//! let mut people = People::default();
//! accounts(&event).iter().for_each(|account| people.learn(account));
//! let segment = write(std::slice::from_ref(&event), &people)?;
//! let mut reader = Reader::new(&segment.name)?;
//! for (_, value) in &segment.values {
//!     reader.add(value)?;
//! }
//! assert_eq!(reader.events(&people)?, [event]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What this crate does not do
//!
//! It knows no predicates, no keys of the store and no catalogue (that is `engine`), and does no I/O.

mod code;
mod error;
#[cfg(feature = "forge")]
pub mod forge;
mod hot;
pub mod index;
mod layout;
mod order;
mod people;
mod reader;
mod record;
pub mod rollup;
mod stats;
mod stream;
mod thread_list;
mod threads;
mod words;
mod writer;

pub use error::{Damage, Flaw, SegmentError};
pub use layout::{FILE_BYTES_MAX, Layout, RAW_BYTES_MAX, ROWS_MAX};
pub use order::order;
pub use people::{PAGES, People, page_of_account, page_of_number};
pub use reader::{Column, Part, Reader, Shelf, TextOf, Times, Words};
pub use record::class::Class;
pub use record::thread::Thread;
pub use stats::{CONTAINERS_BYTES_MAX, Stats};
pub use thread_list::{ThreadColumn, ThreadName, Threads};
pub use writer::{Segment, accounts, write};

#[cfg(test)]
mod tests;
