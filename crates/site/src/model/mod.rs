//! What is in Jira and Confluence: plain data with look-ups. Nothing here emits events or checks permissions.

mod agile;
mod assets;
mod audit;
mod field;
mod ids;
mod issue;
mod people;
mod project;
mod scheme;
mod setup;
mod switches;
pub mod wiki;
mod workflow;
mod world;

pub use agile::{Board, Dashboard, Filter, Sprint, SprintState};
pub use assets::{Asset, Assets, Deed, ObjectType, Schema};
pub use audit::{AuditChange, AuditItem, AuditRecord};
pub use field::{CustomField, FieldContext, IssueType, RequestType};
pub use ids::Ids;
pub use issue::{Attachment, Comment, History, Issue, Item, Link, Worklog};
pub use people::{AccountType, Group, Organization, Person, Role};
pub use project::{ComponentFacts, OwnWorkflow, Project, ProjectKind, ProjectState, Standing, Version};
pub use scheme::{
    Grant, Holder, Notification, NotificationScheme, PermissionScheme, ProjectRole, SecurityScheme,
};
pub use setup::{Features, Setup, WorkflowFacts};
pub use switches::{AuditAuthor, AuditUsers, Switches};
pub use wiki::{Space, Wiki};
pub use workflow::{Category, LinkType, Status, Transition, Workflow};
pub use world::World;

/// Something with an id and a name: an issue type, a priority, a component.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Named {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
}

impl Named {
    /// An id with a name.
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self { id: id.into(), name: name.into() }
    }
}
