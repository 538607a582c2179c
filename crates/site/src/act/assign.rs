//! Assigning.

use super::{Doing, Outcome, Refused, change};
use crate::model::Item;
use serde::{Deserialize, Serialize};

/// Gives an issue to somebody, or to nobody.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assign {
    /// Key or id of the issue.
    #[serde(alias = "key")]
    pub issue: String,
    /// Account id; null for nobody.
    #[serde(default, alias = "to", alias = "accountId")]
    pub assignee: Option<String>,
}

pub(super) fn perform(doing: &mut Doing, act: &Assign) -> Result<Outcome, Refused> {
    let index = doing.find_as_staff(&act.issue, "assign")?;
    let item =
        item(doing, index, act.assignee.as_deref())?.ok_or_else(|| Refused::NoChange(act.issue.clone()))?;
    doing.issue_mut(index)?.assignee.clone_from(&item.to);
    change::record(doing, index, vec![item], "issue_assigned")
}

/// The changelog item of a new assignee; none when it is the old one.
pub(super) fn item(doing: &Doing, index: usize, assignee: Option<&str>) -> Result<Option<Item>, Refused> {
    let to = assignee.filter(|id| !id.is_empty()).map(|id| doing.assignable(id)).transpose()?;
    let from = doing.issue(index)?.assignee.clone();
    if to == from {
        return Ok(None);
    }
    let name = |id: &Option<String>| id.as_deref().and_then(|id| doing.world.display_name(id));
    let (from_name, to_name) = (name(&from), name(&to));
    Ok(Some(Item::new("assignee", "assignee").before(from, from_name).after(to, to_name)))
}
