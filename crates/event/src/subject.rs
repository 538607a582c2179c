//! To what it was done, and where that lives.

use crate::Named;
use serde::{Deserialize, Serialize};

/// The thing an event is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct Subject {
    /// What kind of thing it is.
    pub kind: SubjectKind,
    /// Its id in the product, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its key at the time, e.g. `PAY-12`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Its title or name at the time. Never a person's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What it belongs to: the issue of a comment, the page of an attachment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Parent>,
}

/// What a subject belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct Parent {
    /// What kind of thing it is.
    pub kind: SubjectKind,
    /// Its id in the product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its key at the time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Its title at the time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

macro_rules! subject_kinds {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// Kinds of things that events are about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
        #[non_exhaustive]
        pub enum SubjectKind { $($(#[$doc])* #[serde(rename = $name)] $variant,)* }

        impl SubjectKind {
            /// Every kind, in a fixed order.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name used in JSON and in queries.
            #[must_use]
            pub fn name(self) -> &'static str { match self { $(Self::$variant => $name,)* } }
        }
    };
}

subject_kinds! {
    /// A Jira issue.
    Issue = "issue",
    /// A comment on an issue or a page.
    Comment = "comment",
    /// Logged work.
    Worklog = "worklog",
    /// A link between two issues.
    Link = "link",
    /// A file on an issue or a page.
    Attachment = "attachment",
    /// A Jira project.
    Project = "project",
    /// A project's version.
    Version = "version",
    /// A project's component.
    Component = "component",
    /// An issue type.
    IssueType = "issuetype",
    /// A field, or its context or configuration.
    Field = "field",
    /// A saved filter.
    Filter = "filter",
    /// A board.
    Board = "board",
    /// A sprint.
    Sprint = "sprint",
    /// A person's account.
    Person = "person",
    /// A group of people.
    Group = "group",
    /// A setting of the site or the product.
    Setting = "setting",
    /// A service project's request type, portal or desk.
    ServiceDesk = "servicedesk",
    /// A Confluence page.
    Page = "page",
    /// A Confluence blog post.
    BlogPost = "blogpost",
    /// A whiteboard, database, folder, embed or an app's content.
    OtherContent = "content",
    /// A Confluence space.
    Space = "space",
    /// A task on a page.
    Task = "task",
    /// A label.
    Label = "label",
    /// A like, favourite or watch.
    Relation = "relation",
    /// A search somebody made.
    Search = "search",
    /// An app, this one included.
    App = "app",
    /// A payload that could not be read.
    Payload = "payload",
    /// A workflow.
    Workflow = "workflow",
    /// A scheme: of permissions, notifications, workflows, screens ...
    Scheme = "scheme",
    /// A project role.
    Role = "role",
    /// A screen.
    Screen = "screen",
    /// A status.
    Status = "status",
    /// A priority.
    Priority = "priority",
    /// A resolution.
    Resolution = "resolution",
    /// A type of issue links.
    LinkType = "linktype",
    /// A project category.
    Category = "category",
    /// A dashboard.
    Dashboard = "dashboard",
    /// An automation rule.
    Automation = "automation",
    /// A global permission.
    Permission = "permission",
    /// An object of Assets.
    Asset = "asset",
    /// An organization of customers.
    Organization = "organization",
    /// A template of pages.
    Template = "template",
    /// What a product's audit record is about, when that is none of the others.
    Audit = "audit",
}

/// Where a subject lives.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct Container {
    /// Project or space.
    pub kind: ContainerKind,
    /// Its id in the product; what a scope is decided by.
    pub id: String,
    /// Its key at the time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Its name at the time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Kinds of containers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum ContainerKind {
    /// A Jira project.
    Project,
    /// A Confluence space.
    Space,
}

/// What the payload says of the issue: what JQL needs to answer without asking Jira.
///
/// A field that the payload does not mention is none, and a query that hangs on it is undecided; a field that the
/// payload says is empty is `Some` of an empty value or list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct IssueFacts {
    /// Issue type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue_type: Option<Named>,
    /// Status after the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Priority.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Named>,
    /// Resolution; `Some` with neither id nor name means unresolved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolution: Option<Named>,
    /// Assignee's account id; `Some` of an empty text means unassigned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<String>,
    /// Reporter's account id; `Some` of an empty text means none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reporter: Option<String>,
    /// Creator's account id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub creator: Option<String>,
    /// Labels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub labels: Option<Vec<String>>,
    /// Components.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub components: Option<Vec<Named>>,
    /// Fix versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix_versions: Option<Vec<Named>>,
    /// Key of the parent issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Summary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
}

/// A status and its category.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct Status {
    /// Id of the status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its name at the time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Key of its category: `new`, `indeterminate` or `done`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
}
