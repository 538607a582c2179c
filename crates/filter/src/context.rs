//! What a query needs to know about the moment and the person asking.

use crate::{Tables, Zone};
use std::borrow::Cow;

/// The moment, the person and their calendar. Fixed once per query; nothing below reads a clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context<'a> {
    /// Milliseconds since 1970, UTC: what `now()` and relative dates count from.
    pub now: i64,
    /// The zone of the asking user's profile: days start there.
    pub zone: Zone,
    /// Account id of the asking user: what `currentUser()` stands for.
    pub user: Option<Cow<'a, str>>,
    /// Whether weeks start on Monday; on Sunday otherwise, as in Jira Cloud by default.
    pub week_starts_monday: bool,
    /// What is known of the site: names, categories, groups.
    pub tables: Cow<'a, Tables>,
}
