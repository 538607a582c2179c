//! Projects.

use super::{Named, Workflow};
use std::collections::BTreeMap;

/// Kinds of projects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProjectKind {
    /// Jira Software.
    Software,
    /// Jira Service Management.
    ServiceDesk,
    /// Jira's business projects.
    Business,
}

impl ProjectKind {
    /// As Jira writes it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Software => "software",
            Self::ServiceDesk => "service_desk",
            Self::Business => "business",
        }
    }

    /// The kind with this name.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Software, Self::ServiceDesk, Self::Business].into_iter().find(|kind| kind.key() == key)
    }
}

/// Whether a project can be worked in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ProjectState {
    /// It can.
    #[default]
    Live,
    /// It was put away: its issues are not found.
    Archived,
    /// It is in the trash.
    Trashed,
}

/// Where a project stands, and what was set up for it.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// Whether it can be worked in.
    pub state: ProjectState,
    /// Who put it away or in the trash, and when.
    pub since: Option<(String, i64)>,
    /// Id of its permission scheme; none for the usual one.
    pub permission_scheme: Option<String>,
    /// Id of its notification scheme; none for the usual one.
    pub notification_scheme: Option<String>,
    /// Id of its issue security scheme.
    pub security_scheme: Option<String>,
    /// Features that are not as they are from the start: key, and whether it is on.
    pub features: BTreeMap<String, bool>,
    /// What is known of components beyond their names, by id.
    pub components: BTreeMap<String, ComponentFacts>,
}

/// What is known of a component beyond its name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ComponentFacts {
    /// What it is for.
    pub description: String,
    /// Account id of its lead.
    pub lead: Option<String>,
}

/// A version of a project.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Version {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// Whether it is out.
    pub released: bool,
    /// Whether it was put away.
    pub archived: bool,
    /// What is in it.
    pub description: String,
    /// When it comes or came out, `2026-11-23`.
    pub release_date: Option<String>,
}

/// A workflow that only some issue types follow.
#[derive(Debug, Clone)]
pub struct OwnWorkflow {
    /// Ids of the issue types.
    pub issue_types: Vec<String>,
    /// The workflow. It has the statuses of the project's other workflows, so that the type of an issue can change.
    pub workflow: Workflow,
}

/// A project.
#[derive(Debug, Clone)]
pub struct Project {
    /// The id.
    pub id: String,
    /// The key.
    pub key: String,
    /// The name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// The kind.
    pub kind: ProjectKind,
    /// Account id of the lead, where known.
    pub lead: Option<String>,
    /// The category, where it has one.
    pub category: Option<Named>,
    /// Issue types.
    pub issue_types: Vec<Named>,
    /// The workflow of the issue types that have none of their own.
    pub workflow: Workflow,
    /// Workflows of single issue types.
    pub own_workflows: Vec<OwnWorkflow>,
    /// Components.
    pub components: Vec<Named>,
    /// Versions.
    pub versions: Vec<Version>,
    /// The number of the newest issue key.
    pub last_number: u64,
    /// Whether an import brought it.
    pub imported: bool,
    /// Where it stands, and what was set up for it.
    pub standing: Standing,
}

impl Project {
    /// Whether it can be worked in.
    pub fn is_live(&self) -> bool {
        self.standing.state == ProjectState::Live
    }

    /// The workflow that issues of this type follow.
    pub fn workflow_of(&self, issue_type: &Named) -> &Workflow {
        let own = self.own_workflows.iter().find(|own| own.issue_types.contains(&issue_type.id));
        own.map_or(&self.workflow, |own| &own.workflow)
    }

    /// All workflows, the usual one first.
    pub fn workflows(&self) -> impl Iterator<Item = &Workflow> {
        std::iter::once(&self.workflow).chain(self.own_workflows.iter().map(|own| &own.workflow))
    }
}
