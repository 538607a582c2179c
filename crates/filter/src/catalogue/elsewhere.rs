//! Fields and functions that Jira knows and the log does not: clauses with them stay open.

use crate::fold::{fold, same};

/// Jira's own fields, beyond those of the catalogue.
#[rustfmt::skip]
const FIELDS: &[&str] = &[
    "affectedVersion", "approvals", "approval", "attachments", "category", "change-gating-type", "comment", "created",
    "createdDate", "description", "due", "dueDate", "environment", "epic link", "filter", "request", "savedFilter",
    "searchRequest", "hierarchyLevel", "issueLink", "workItemLink", "issueLinkType", "workItemLinkType", "lastViewed",
    "level", "organizations", "organization", "originalEstimate", "timeOriginalEstimate", "parentEpic", "parentProject",
    "projectType", "remainingEstimate", "timeEstimate", "request-channel-type", "request-last-activity-time",
    "Request Type", "Customer Request Type", "resolved", "resolutionDate", "sprint", "textfields", "timeSpent",
    "updated", "updatedDate", "voter", "votes", "watcher", "watchers", "worklogAuthor", "worklogComment", "worklogDate",
    "workRatio", "issue.property", "project.property", "assignee.property", "reporter.property", "creator.property",
    "voter.property", "watcher.property", "Time to resolution", "Time to first response", "development",
];

/// Jira's own functions, beyond those that are worked out here.
#[rustfmt::skip]
const FUNCTIONS: &[&str] = &[
    "membersOf", "organizationMembers", "customerDetail", "currentLogin", "lastLogin", "openSprints", "closedSprints",
    "futureSprints", "releasedVersions", "unreleasedVersions", "latestReleasedVersion", "earliestUnreleasedVersion",
    "componentsLeadByUser", "projectsLeadByUser", "spacesLeadByUser", "projectsWhereUserHasPermission",
    "projectsWhereUserHasRole", "standardIssueTypes", "subtaskIssueTypes", "standardWorkTypes", "subtaskWorkTypes",
    "issueHistory", "workItemHistory", "votedIssues", "votedWorkItems", "watchedIssues", "watchedWorkItems",
    "linkedIssues", "linkedWorkItems", "updatedBy", "issuesWithRemoteLinksByGlobalId", "cascadeOption", "choiceOption",
    "organizationDetail", "entitlementDetail", "entitlementProduct",
];

/// Whether Jira itself has a field of this name.
pub(crate) fn is_known_to_jira(name: &str) -> bool {
    let name = fold(name);
    FIELDS.iter().any(|known| same(&name, known))
}

/// Jira's own function of this name, as Jira writes it.
pub(crate) fn jira_function(name: &str) -> Option<&'static str> {
    let name = fold(name);
    FUNCTIONS.iter().copied().find(|known| same(&name, known))
}
