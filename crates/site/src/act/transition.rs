//! Transitions along the project's workflow.

use super::{Doing, Outcome, Refused, change};
use crate::model::{Category, Item, Named};
use serde::{Deserialize, Serialize};

/// Takes an issue to another status.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transit {
    /// Key or id of the issue.
    #[serde(alias = "key")]
    pub issue: String,
    /// Id or name of the transition, or name of the status it leads to.
    #[serde(alias = "to", alias = "status", alias = "transitionId")]
    pub transition: String,
    /// Name of the resolution, when the status is a final one.
    #[serde(default)]
    pub resolution: Option<String>,
}

pub(super) fn perform(doing: &mut Doing, act: &Transit) -> Result<Outcome, Refused> {
    let index = doing.find(&act.issue)?;
    let issue = doing.issue(index)?;
    let project =
        doing.world.project(&issue.project).ok_or_else(|| Refused::NoProject(issue.project.clone()))?;
    let wanted = act.transition.as_str();
    let fits = |name: &str| name.eq_ignore_ascii_case(wanted);
    let workflow = project.workflow_of(&issue.issue_type);
    let ways = || workflow.ways_from(&issue.status.name);
    let way =
        ways().find(|way| way.id == wanted || fits(&way.name)).or_else(|| ways().find(|way| fits(&way.to)));
    let to = way.and_then(|way| workflow.status(&way.to)).ok_or_else(|| Refused::NoTransition {
        issue: issue.key.clone(),
        status: issue.status.name.clone(),
        wanted: wanted.to_owned(),
        offered: ways().map(|way| way.name.as_str()).collect::<Vec<_>>().join(", "),
    })?;
    let (from, to) = (issue.status.clone(), to.clone());
    let old_resolution = issue.resolution.clone();
    let resolution = match (to.category, &act.resolution) {
        (Category::Done, Some(name)) => Some(find_resolution(doing, name)?),
        (Category::Done, None) => old_resolution.clone().or_else(|| doing.world.resolutions.first().cloned()),
        _ => None,
    };
    let kind = match (from.category, to.category) {
        (_, Category::Done) if to.name == "Closed" => "issue_closed",
        (Category::New | Category::Indeterminate, Category::Done) => "issue_resolved",
        (Category::Done, Category::New | Category::Indeterminate) => "issue_reopened",
        _ => "issue_generic",
    };
    let mut items = Vec::new();
    if resolution != old_resolution {
        let part = |value: &Option<Named>| value.clone().map(|named| (named.id, named.name)).unzip();
        let (from_id, from_name) = part(&old_resolution);
        let (to_id, to_name) = part(&resolution);
        items.push(Item::new("resolution", "resolution").before(from_id, from_name).after(to_id, to_name));
    }
    items.push(
        Item::new("status", "status")
            .before(Some(from.id), Some(from.name))
            .after(Some(to.id.clone()), Some(to.name.clone())),
    );
    let at = doing.at;
    let issue = doing.issue_mut(index)?;
    issue.resolved = resolution.as_ref().and(issue.resolved.or(Some(at)));
    (issue.status, issue.resolution) = (to, resolution);
    change::record(doing, index, items, kind)
}

fn find_resolution(doing: &Doing, name: &str) -> Result<Named, Refused> {
    let all = &doing.world.resolutions;
    let found = all.iter().find(|resolution| resolution.name.eq_ignore_ascii_case(name));
    let offered = all.iter().map(|resolution| resolution.name.as_str());
    found.cloned().ok_or_else(|| Refused::not_offered("resolution", name, offered))
}
