//! Fields that Jira knows only with a property behind them.

use crate::fold::{fold, same};

/// `issue.property["key"].path` and its like.
const FIELDS: &[&str] = &[
    "issue.property",
    "project.property",
    "assignee.property",
    "reporter.property",
    "creator.property",
    "voter.property",
    "watcher.property",
    "development",
    "issueLink",
];

/// Whether this is a field of Jira's that takes a property.
pub(crate) fn is_property(name: &str) -> bool {
    let name = fold(name);
    FIELDS.iter().any(|known| same(&name, known))
}
