//! What the site looks like now, as far as the host has fetched it: the dimension tables that names, categories, groups
//! and workflows are resolved by.
//!
//! The check says which lookups it wants ([`crate::Checked::wanted`]); the host fetches them, hands them in as [`Tables`],
//! and checks again. What is not there is not guessed: the clause stays open, and Jira is asked.

mod find;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// Something that the host can look up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum Lookup {
    /// Account ids of the people with this display name or e-mail address.
    Person {
        /// As the query wrote it.
        text: String,
    },
    /// Account ids of the members of a group.
    Group {
        /// Its name or id, as the query wrote it.
        text: String,
    },
    /// Account ids of the members of a service management organization.
    Organization {
        /// Its name or id, as the query wrote it.
        text: String,
    },
    /// Every project.
    Projects,
    /// Every issue type.
    IssueTypes,
    /// Every status.
    Statuses,
    /// Every priority.
    Priorities,
    /// Every resolution.
    Resolutions,
    /// The workflow of every project and issue type.
    Workflows,
    /// The versions of a project.
    Versions {
        /// Its key, id or name, as the query wrote it.
        project: String,
    },
}

impl fmt::Display for Lookup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person { text } => write!(f, "who '{text}' is"),
            Self::Group { text } => write!(f, "the members of the group '{text}'"),
            Self::Organization { text } => write!(f, "the members of the organization '{text}'"),
            Self::Projects => f.write_str("the projects"),
            Self::IssueTypes => f.write_str("the issue types"),
            Self::Statuses => f.write_str("the statuses"),
            Self::Priorities => f.write_str("the priorities"),
            Self::Resolutions => f.write_str("the resolutions"),
            Self::Workflows => f.write_str("the workflows"),
            Self::Versions { project } => write!(f, "the versions of '{project}'"),
        }
    }
}

/// What the host knows of the site. A member that is absent was not fetched.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct Tables {
    /// Account ids by the text of the lookup; an empty list when nobody is called so.
    #[cfg_attr(feature = "bindings", ts(as = "Option<BTreeMap<String, Vec<String>>>"))]
    pub people: BTreeMap<String, Vec<String>>,
    /// Account ids by the text of the lookup; none when there is no such group.
    #[cfg_attr(feature = "bindings", ts(as = "Option<BTreeMap<String, Option<Vec<String>>>>"))]
    pub groups: BTreeMap<String, Option<Vec<String>>>,
    /// Account ids by the text of the lookup; none when there is no such organization.
    #[cfg_attr(feature = "bindings", ts(as = "Option<BTreeMap<String, Option<Vec<String>>>>"))]
    pub organizations: BTreeMap<String, Option<Vec<String>>>,
    /// Every project.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub projects: Option<Vec<ProjectRow>>,
    /// Every issue type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issue_types: Option<Vec<IssueTypeRow>>,
    /// Every status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statuses: Option<Vec<StatusRow>>,
    /// Every priority, the highest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priorities: Option<Vec<NamedRow>>,
    /// Every resolution, in the order of the site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolutions: Option<Vec<NamedRow>>,
    /// Which workflow the issues of a project follow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workflows: Option<Vec<WorkflowRow>>,
    /// Versions by the text of the lookup, in the order of the project; none when there is no such project.
    #[cfg_attr(feature = "bindings", ts(as = "Option<BTreeMap<String, Option<Vec<VersionRow>>>>"))]
    pub versions: BTreeMap<String, Option<Vec<VersionRow>>>,
    /// Lookups that were not answered: no permission, or nothing there to ask.
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<Lookup>>"))]
    pub refused: Vec<Lookup>,
}

/// A project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct ProjectRow {
    /// Its id.
    pub id: String,
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its category, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<NamedRow>,
    /// `software`, `service_desk`, `business` ...
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project_type: Option<String>,
    /// Account id of its lead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
}

/// Something with an id and a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct NamedRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// An issue type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct IssueTypeRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether its issues are parts of other issues.
    pub subtask: bool,
}

/// A status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct StatusRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Key of its category: `new`, `indeterminate`, `done`.
    pub category: String,
}

/// The workflow of some issues of a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct WorkflowRow {
    /// Name of the workflow.
    pub name: String,
    /// Id of the project.
    pub project: String,
    /// Ids of the issue types that follow it; none: those that no other row of the project names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue_types: Option<Vec<String>>,
}

/// A version of a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct VersionRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it is released.
    pub released: bool,
    /// Whether it is archived.
    pub archived: bool,
}
