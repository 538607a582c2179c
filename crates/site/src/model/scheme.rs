//! Schemes and roles: who may do what in which projects.

use std::collections::BTreeMap;

/// To whom a permission is granted, or who is in a role.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holder {
    /// Everybody who is logged in and has the product.
    Everybody,
    /// A group, by its id.
    Group(String),
    /// A person, by account id.
    User(String),
    /// A project role, by its id.
    Role(String),
    /// The lead of the project.
    Lead,
    /// Who reported the issue.
    Reporter,
}

/// A permission that a scheme grants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// The id.
    pub id: String,
    /// Key of the permission.
    pub permission: String,
    /// Whose it is.
    pub holder: Holder,
}

/// A permission scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PermissionScheme {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// What it grants.
    pub grants: Vec<Grant>,
}

/// A notification: who is told of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// The id.
    pub id: String,
    /// Id and name of the event, such as `1`, `Issue created`.
    pub event: (String, String),
    /// Jira's word for who is told, such as `CurrentAssignee`.
    pub to: String,
}

/// A notification scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotificationScheme {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Who is told of what.
    pub notifications: Vec<Notification>,
}

/// A scheme of which only the name and its levels are known: issue security.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityScheme {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Ids and names of its levels; the first is the usual one.
    pub levels: Vec<(String, String)>,
}

/// A role that people have in projects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectRole {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Who has it, by the project's id.
    pub actors: BTreeMap<String, Vec<Holder>>,
}
