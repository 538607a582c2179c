//! Custom fields, issue types of the site, and request types.

/// A custom field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomField {
    /// The id, `customfield_10030`.
    pub id: String,
    /// The name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Key of its type.
    pub kind: String,
    /// Whether it is in the trash.
    pub trashed: bool,
    /// Where it holds.
    pub contexts: Vec<FieldContext>,
}

/// Where a custom field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldContext {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Ids of projects; none means all.
    pub projects: Vec<String>,
    /// Ids of issue types; none means all.
    pub issue_types: Vec<String>,
}

/// An issue type that was made by somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueType {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Whether issues of it are parts of others.
    pub subtask: bool,
}

/// A request type of a service project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestType {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Key of its project.
    pub project: String,
    /// How often it was changed.
    pub changes: u64,
}
