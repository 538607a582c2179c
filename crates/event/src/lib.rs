//! The record: what happened, who did it, to what, from which value to which.
//!
//! Every other crate speaks of events in the words of this one. A record is plain data; its JSON form is what the
//! store keeps, what the terminal prints and what the page shows.
//!
//! ```
//! use activity_event::Action;
//! let action = Action::parse("comment.deleted").unwrap();
//! assert_eq!((action.family(), action.verb()), ("comment", "deleted"));
//! ```
//!
//! # What this crate does not do
//!
//! It does not read platform payloads (that is `normalize`), knows nothing of queries (`filter`) and does no I/O.

mod action;
mod action_kind;
mod action_table;
mod actor;
mod change;
mod error;
mod id;
mod improve;
mod moment;
mod record;
mod subject;

pub use action::Action;
pub use action_kind::ActionKind;
pub use actor::{Actor, ActorKind, Certainty};
pub use change::{Change, Content, ContentRole, Value};
pub use error::EventError;
pub use id::EventId;
pub use moment::Moment;
pub use record::{Event, Named, Product, Provenance, Reading};
pub use subject::{Container, ContainerKind, IssueFacts, Parent, Status, Subject, SubjectKind};
