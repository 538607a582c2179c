//! Many issues edited at once: one event for each of them.

use super::edit::{self, Edit, Fields};
use super::{Doing, Outcome, Refused};
use serde::{Deserialize, Serialize};

/// Changes fields of many issues.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BulkEdit {
    /// Keys or ids of the issues; all of the project when left out.
    #[serde(default)]
    pub issues: Vec<String>,
    /// Key of the project.
    #[serde(default)]
    pub project: Option<String>,
    /// How many issues of the project at most; 1,000 when left out.
    #[serde(default)]
    pub most: Option<usize>,
    /// Field names and their new values.
    pub fields: Fields,
}

/// Edits every issue; those that would not change are passed over.
pub(super) fn perform(doing: &mut Doing, act: &BulkEdit) -> Result<Outcome, Refused> {
    let mut issues = act.issues.clone();
    if let Some(key) = &act.project {
        let project = doing.world.find_project(key).ok_or_else(|| Refused::NoProject(key.clone()))?;
        let of = doing.world.issues().filter(|issue| issue.project == project.key);
        issues.extend(of.map(|issue| issue.id.clone()).take(act.most.unwrap_or(1_000)));
    }
    // A refusal must change nothing, so everything is looked at before anything is changed.
    for issue in &issues {
        doing.find_as_staff(issue, "edit")?;
    }
    let mut outcome = Outcome::default();
    for issue in issues {
        let one = Edit { issue, fields: act.fields.clone(), ..Edit::default() };
        match edit::perform(doing, &one) {
            Ok(done) => outcome.events.extend(done.events),
            Err(Refused::NoChange(_)) => {}
            // The first refusal comes before anything was changed when the value itself is bad.
            Err(refused) if outcome.events.is_empty() => return Err(refused),
            Err(_) => {}
        }
    }
    if outcome.events.is_empty() { Err(Refused::NoChange("any issue".into())) } else { Ok(outcome) }
}
