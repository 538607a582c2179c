//! Moving an issue to another project: a new key, and the nearest status and issue type there.

use super::{Doing, Outcome, Refused, change};
use crate::model::{Category, Item, Named, Status};
use serde::{Deserialize, Serialize};

/// Moves an issue to another project.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// Key or id of the issue.
    #[serde(alias = "key")]
    pub issue: String,
    /// Key of the project it goes to.
    #[serde(alias = "to")]
    pub project: String,
}

pub(super) fn perform(doing: &mut Doing, act: &Move) -> Result<Outcome, Refused> {
    let index = doing.find_as_staff(&act.issue, "move")?;
    let target = doing
        .world
        .find_project(&act.project)
        .ok_or_else(|| Refused::NoProject(act.project.clone()))?
        .clone();
    let issue = doing.issue(index)?.clone();
    if issue.project == target.key {
        return Err(Refused::NoChange(issue.key));
    }
    let source = doing.world.project(&issue.project).ok_or(Refused::NoProject(issue.project))?;
    let mut items = vec![
        Item::new("project", "project")
            .before(Some(source.id.clone()), Some(source.name.clone()))
            .after(Some(target.id.clone()), Some(target.name.clone())),
    ];
    let key = doing.world.next_key(&target.key).ok_or_else(|| Refused::NoProject(act.project.clone()))?;
    items.push(
        Item::new("Key", "issuekey").before(None, Some(issue.key.clone())).after(None, Some(key.clone())),
    );
    let same_type = target.issue_types.iter().find(|kind| kind.name == issue.issue_type.name);
    let issue_type = same_type.or(target.issue_types.first()).cloned().unwrap_or_default();
    if issue_type != issue.issue_type {
        items.push(named_item("issuetype", &issue.issue_type, &issue_type));
    }
    let status = nearest(&target.workflow_of(&issue_type).statuses, &issue.status);
    if status.id != issue.status.id {
        let named = |status: &Status| Named::new(&status.id, &status.name);
        items.push(named_item("status", &named(&issue.status), &named(&status)));
    }
    let moved = doing.issue_mut(index)?;
    (moved.project, moved.issue_type, moved.status) = (target.key, issue_type, status);
    moved.key.clone_from(&key);
    moved.components.clear();
    moved.fix_versions.clear();
    doing.world.add_key(&key, index);
    change::record(doing, index, items, "issue_moved")
}

fn named_item(field: &str, from: &Named, to: &Named) -> Item {
    Item::new(field, field)
        .before(Some(from.id.clone()), Some(from.name.clone()))
        .after(Some(to.id.clone()), Some(to.name.clone()))
}

/// The status of the same name, of the same category, or the first.
fn nearest(statuses: &[Status], status: &Status) -> Status {
    let category: Category = status.category;
    let same = statuses.iter().find(|other| other.name == status.name);
    let like = same.or_else(|| statuses.iter().find(|other| other.category == category));
    like.or(statuses.first()).unwrap_or(status).clone()
}
