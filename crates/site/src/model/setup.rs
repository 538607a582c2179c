//! How Jira is set up: everything that administrators change.

use super::{
    AuditRecord, Board, CustomField, Dashboard, Filter, IssueType, Named, NotificationScheme,
    PermissionScheme, ProjectRole, RequestType, SecurityScheme, Sprint, Switches, Workflow,
};
use std::collections::BTreeMap;

/// The set-up.
#[derive(Debug, Default)]
pub struct Setup {
    /// Global features.
    pub features: Features,
    /// Jira's own audit log, oldest first.
    pub audit: Vec<AuditRecord>,
    /// What is known of workflows beyond their steps, by name.
    pub workflows: BTreeMap<String, WorkflowFacts>,
    /// Permission schemes; the first is the usual one.
    pub permission_schemes: Vec<PermissionScheme>,
    /// Notification schemes; the first is the usual one.
    pub notification_schemes: Vec<NotificationScheme>,
    /// Issue security schemes.
    pub security_schemes: Vec<SecurityScheme>,
    /// Project roles.
    pub roles: Vec<ProjectRole>,
    /// Custom fields.
    pub fields: Vec<CustomField>,
    /// Issue types beyond those that projects had from the start.
    pub issue_types: Vec<IssueType>,
    /// Request types.
    pub request_types: Vec<RequestType>,
    /// Filters.
    pub filters: Vec<Filter>,
    /// Boards.
    pub boards: Vec<Board>,
    /// Sprints.
    pub sprints: Vec<Sprint>,
    /// Dashboards.
    pub dashboards: Vec<Dashboard>,
    /// Things of which only the audit log tells, such as screens, by kind.
    pub others: BTreeMap<String, Vec<Named>>,
    /// Ids of worklogs that were taken back, and when, oldest first.
    pub gone_worklogs: Vec<(String, i64)>,
    /// How this site differs from others.
    pub switches: Switches,
}

/// Features that are on or off for the whole site.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "they are independent settings of Jira's")]
pub struct Features {
    /// Issues may have subtasks.
    pub subtasks: bool,
    /// Issues may have no assignee.
    pub unassigned: bool,
    /// People vote for issues.
    pub voting: bool,
    /// People watch issues.
    pub watching: bool,
    /// Issues are linked.
    pub linking: bool,
    /// Files are attached.
    pub attachments: bool,
    /// Who keeps track of time: `JIRA`, the key of an app, or none.
    pub time_tracking: Option<String>,
}

impl Default for Features {
    fn default() -> Self {
        Self {
            subtasks: true,
            unassigned: true,
            voting: true,
            watching: true,
            linking: true,
            attachments: true,
            time_tracking: Some("JIRA".to_owned()),
        }
    }
}

/// What is known of a workflow beyond its steps.
#[derive(Debug, Clone, Default)]
pub struct WorkflowFacts {
    /// What it is for.
    pub description: String,
    /// When it was made.
    pub created: i64,
    /// Its versions, oldest first: when each was written, and what it was.
    pub versions: Vec<(i64, Workflow)>,
    /// Whether it is for no project, so that it stands here only.
    pub unused: bool,
}
