//! Looking at an issue.

use super::{Doing, Outcome, Refused};
use crate::events;
use serde::{Deserialize, Serialize};

/// Looks at an issue.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// Key or id of the issue.
    #[serde(alias = "key")]
    pub issue: String,
}

pub(super) fn perform(doing: &mut Doing, act: &View) -> Result<Outcome, Refused> {
    let index = doing.find(&act.issue)?;
    let issue = doing.issue(index)?;
    let event = events::viewed(doing.world, issue, doing.occasion());
    Ok(Outcome { events: vec![event], issue: Some(issue.key.clone()), made: None })
}
