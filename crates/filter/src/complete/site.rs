//! Values that only the site knows.

use crate::catalogue::{Field, FieldKind, FieldRow, Source};

/// Values that are to be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteValues {
    /// The field of the clause: the catalogue's name, or as written.
    pub field: String,
    /// What they are.
    pub kind: SiteKind,
    /// How they begin.
    pub prefix: String,
    /// Whether a quotation mark has been typed.
    pub quoted: bool,
}

/// Kinds of things that a site has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SiteKind {
    /// A person.
    Person,
    /// A project or space.
    Project,
    /// A type of issues.
    IssueType,
    /// A status.
    Status,
    /// A priority.
    Priority,
    /// A resolution.
    Resolution,
    /// A component of a project.
    Component,
    /// A version of a project.
    Version,
    /// A label.
    Label,
    /// A group of people.
    Group,
    /// An organization of customers.
    Organization,
    /// A category of projects.
    Category,
    /// A workflow.
    Workflow,
    /// An issue.
    Issue,
    /// A role of people in projects.
    Role,
    /// A sprint.
    Sprint,
    /// Whatever Jira offers for the field.
    Other,
}

/// Fields by their names, where their kind does not say enough.
const BY_NAME: &[(&str, SiteKind)] = &[
    ("issuetype", SiteKind::IssueType),
    ("status", SiteKind::Status),
    ("priority", SiteKind::Priority),
    ("resolution", SiteKind::Resolution),
    ("component", SiteKind::Component),
    ("fixVersion", SiteKind::Version),
    ("affectedVersion", SiteKind::Version),
    ("labels", SiteKind::Label),
    ("category", SiteKind::Category),
    ("workflow", SiteKind::Workflow),
    ("organizations", SiteKind::Organization),
    ("sprint", SiteKind::Sprint),
    ("subject", SiteKind::Issue),
];

/// What the site knows about a field's values; nothing when they are words of the log.
pub(super) fn kind_of(row: &FieldRow) -> Option<SiteKind> {
    if let Some((_, kind)) = BY_NAME.iter().find(|(name, _)| row.name == *name) {
        return Some(*kind);
    }
    match row.kind {
        FieldKind::Person => Some(SiteKind::Person),
        FieldKind::Container => Some(SiteKind::Project),
        FieldKind::Issue => Some(SiteKind::Issue),
        FieldKind::Time
        | FieldKind::Day
        | FieldKind::Choice
        | FieldKind::Text
        | FieldKind::Number
        | FieldKind::Duration
        | FieldKind::Sla
        | FieldKind::Approval => None,
        _ if row.source == Source::Record || row.field == Field::Source => None,
        _ => Some(SiteKind::Other),
    }
}
