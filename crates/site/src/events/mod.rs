//! Product events of the documented Forge shapes, one file per family.
//!
//! Users are `{accountId}` only, times in the envelope are strings, links and work carry ids but no keys, links carry no
//! actor. What a shape leaves out stays out, because the app has to live with it.

mod adf;
mod attachment;
mod body;
mod comment;
mod issue;
mod link;
pub(crate) mod told;
pub mod wiki;
mod worklog;

pub use adf::{document, mentions};
pub use attachment::{attached, detached};
pub use comment::{commented, deleted as comment_deleted, mentioned};
pub use issue::{Occasion, assigned, created, deleted, updated, viewed};
pub(crate) use issue::{brief_status, item};
pub use link::{LinkEnds, linked, unlinked};
pub(crate) use told::told;
pub use worklog::{worked, worklog_changed, worklog_removed};

use serde::Serialize;

/// One product event: when it happened, and its JSON text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Emitted {
    /// When it happened.
    pub at: i64,
    /// The payload.
    pub body: Box<str>,
}

/// A user as events have them: the account id and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct User<'a> {
    account_id: &'a str,
}

/// A user, where there is one.
fn user(account_id: Option<&str>) -> Option<User<'_>> {
    account_id.map(|account_id| User { account_id })
}
