//! Deleting an issue.

use super::{Doing, Outcome, Refused};
use crate::events;
use serde::{Deserialize, Serialize};

/// Deletes an issue with everything on it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delete {
    /// Key or id of the issue.
    #[serde(alias = "key")]
    pub issue: String,
}

pub(super) fn perform(doing: &mut Doing, act: &Delete) -> Result<Outcome, Refused> {
    let index = doing.find_as_staff(&act.issue, "delete")?;
    if !doing.administers(doing.issue(index)?) {
        return Err(doing.not_allowed("delete", &act.issue));
    }
    doing.issue_mut(index)?.deleted = true;
    let issue = doing.issue(index)?;
    let event = events::deleted(doing.world, issue, doing.occasion());
    Ok(Outcome { events: vec![event], issue: Some(issue.key.clone()), made: None })
}
