//! Creating an issue.

use super::{Doing, Outcome, Refused, edit};
use crate::events;
use crate::model::{Issue, Named, ProjectKind};
use serde::{Deserialize, Serialize};

/// Makes an issue.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Create {
    /// Key of the project.
    pub project: String,
    /// The summary.
    pub summary: String,
    /// Name of the issue type; the project's first when left out.
    #[serde(default, rename = "type", alias = "issueType", alias = "issuetype")]
    pub kind: Option<String>,
    /// The description.
    #[serde(default)]
    pub description: Option<String>,
    /// Name of the priority; `Medium` when left out.
    #[serde(default)]
    pub priority: Option<String>,
    /// Account id of the assignee.
    #[serde(default)]
    pub assignee: Option<String>,
    /// Labels.
    #[serde(default)]
    pub labels: Vec<String>,
    /// Names of components.
    #[serde(default)]
    pub components: Vec<String>,
    /// Names of versions.
    #[serde(default)]
    pub fix_versions: Vec<String>,
    /// Due date.
    #[serde(default, alias = "due", alias = "dueDate")]
    pub duedate: Option<String>,
}

pub(super) fn perform(doing: &mut Doing, act: &Create) -> Result<Outcome, Refused> {
    let project =
        doing.world.find_project(&act.project).ok_or_else(|| Refused::NoProject(act.project.clone()))?;
    if !project.is_live() {
        return Err(Refused::NoProject(act.project.clone()));
    }
    if doing.is_customer() && project.kind != ProjectKind::ServiceDesk {
        return Err(doing.not_allowed("create issues in", &act.project));
    }
    let summary = edit::summary(&act.summary)?;
    let issue_type = match &act.kind {
        Some(name) => edit::one_of("issue type", name, &project.issue_types)?,
        None => project.issue_types.first().cloned().unwrap_or_default(),
    };
    let priority =
        edit::one_of("priority", act.priority.as_deref().unwrap_or("Medium"), &doing.world.priorities)?;
    let components = edit::all_of("component", &act.components, &project.components)?;
    let versions: Vec<Named> =
        project.versions.iter().map(|version| Named::new(&version.id, &version.name)).collect();
    let fix_versions = edit::all_of("version", &act.fix_versions, &versions)?;
    let due = act.duedate.as_deref().map(edit::due).transpose()?;
    let labels = edit::labels(&act.labels)?;
    let assignee =
        act.assignee.as_deref().filter(|id| !id.is_empty()).map(|id| doing.assignable(id)).transpose()?;
    let status = project
        .workflow_of(&issue_type)
        .statuses
        .first()
        .cloned()
        .ok_or_else(|| Refused::NoProject(act.project.clone()))?;
    let project = project.key.clone();
    let key = doing.world.next_key(&project).ok_or_else(|| Refused::NoProject(act.project.clone()))?;
    let id = doing.world.ids.next("issue");
    let index = doing.world.add_issue(Issue {
        id: id.clone(),
        key: key.clone(),
        project,
        issue_type,
        status,
        priority: Some(priority),
        resolution: None,
        resolved: None,
        summary,
        description: act.description.clone().filter(|text| !text.trim().is_empty()),
        creator: Some(doing.who.clone()),
        reporter: Some(doing.who.clone()),
        assignee,
        labels,
        components,
        fix_versions,
        due,
        time_spent: 0,
        created: doing.at,
        updated: doing.at,
        histories: Vec::new(),
        comments: Vec::new(),
        worklogs: Vec::new(),
        attachments: Vec::new(),
        links: Vec::new(),
        deleted: false,
        wiki: false,
    });
    let event = events::created(doing.world, doing.issue(index)?, doing.occasion());
    Ok(Outcome { events: vec![event], made: Some(id), issue: Some(key) })
}
