//! Jira's own fields, beyond those of the log: clauses with them stay open, and Jira is asked.
//!
//! Names, types and operators are those of Jira Cloud's reference of fields
//! (<https://support.atlassian.com/jira-service-management-cloud/docs/jql-fields/>).

use super::field::{FieldKind, FieldRow};
#[allow(clippy::wildcard_imports, reason = "the words in which the table below is written")]
use super::rows::*;

use FieldKind as K;

#[rustfmt::skip]
pub(super) const FIELDS: &[FieldRow] = &[
    // Not "Version": that is what the history of pages calls their number.
    history(&["versions", "Affects Version/s"],
        jira("affectedVersion", &[], K::Version, TIME, "versions that the issue affects")),
    jira("approvals", &["approval"], K::Approval, EQUALS, "approvals of a request"),
    history(&["Attachment"], jira("attachments", &[], K::Word, IS, "whether the issue has attachments")),
    jira("change-gating-type", &[], K::Word, VALUE, "how a change is gated"),
    jira("comment", &[], K::Text, WORDS, "comments of the issue"),
    jira("created", &["createdDate"], K::Time, TIME, "when the issue was created"),
    jira("description", &[], K::Text, TEXT, "the issue's description"),
    jira("due", &["dueDate"], K::Day, TIME, "when the issue is due"),
    jira("environment", &[], K::Text, TEXT, "the issue's environment"),
    jira("epic link", &[], K::Issue, VALUE, "the issue's epic"),
    jira("filter", &["request", "savedFilter", "searchRequest"], K::Word, CHOICE, "a saved filter"),
    jira("hierarchyLevel", &[], K::Number, NUMBER, "1 epic, 0 standard, -1 subtask"),
    history(&["issuelinks", "Link"],
        jira("issueLink", &["workItemLink"], K::Issue, CHOICE, "issues that are linked")),
    jira("issueLinkType", &["workItemLinkType"], K::Word, CHOICE, "types of the issue's links"),
    jira("journeyID", &[], K::Word, VALUE, "the journey of a request"),
    jira("journeyTypeId", &[], K::Word, VALUE, "the type of the journey"),
    jira("journeyParentOfTypeId", &[], K::Word, VALUE, "the parent of a journey of that type"),
    jira("journeyTypeVersion", &[], K::Word, VALUE, "the version of the journey's type"),
    jira("journeyWorkItemId", &[], K::Word, VALUE, "an item of the journey"),
    jira("lastViewed", &[], K::Time, TIME, "when you last looked at the issue"),
    history(&["security", "Security Level"], jira("level", &[], K::Word, VALUE, "the issue's security level")),
    jira("organizations", &["organization"], K::Organization, CHOICE, "organizations of a request"),
    jira("originalEstimate", &["timeOriginalEstimate"], K::Duration, TIME, "estimated time"),
    jira("parentEpic", &[], K::Issue, CHOICE, "the epic above the issue"),
    jira("parentProject", &[], K::Container, CHOICE, "the project of the issue's parent"),
    jira("remainingEstimate", &["timeEstimate"], K::Duration, TIME, "remaining time"),
    jira("request-channel-type", &[], K::Word, VALUE, "how a request came in"),
    jira("request-last-activity-time", &[], K::Time, TIME, "when something last happened to a request"),
    jira("Request Type", &["Customer Request Type"], K::Word, CHOICE, "the type of a request"),
    jira("resolved", &["resolutionDate"], K::Time, TIME, "when the issue was resolved"),
    jira("Time to resolution", &[], K::Sla, SLA, "a goal of a service project"),
    jira("Time to first response", &[], K::Sla, SLA, "a goal of a service project"),
    jira("sprint", &[], K::Sprint, VALUE, "the issue's sprints"),
    jira("textfields", &[], K::Text, WORDS_ONLY, "all text of the issue but comments"),
    jira("timeSpent", &[], K::Duration, TIME, "time that was logged"),
    jira("updated", &["updatedDate"], K::Time, TIME, "when the issue was last changed"),
    jira("voter", &[], K::Person, VALUE, "who voted for the issue"),
    jira("votes", &[], K::Number, NUMBER, "how many votes"),
    jira("watcher", &[], K::Person, VALUE, "who watches the issue"),
    jira("watchers", &[], K::Number, NUMBER, "how many watchers"),
    jira("worklogAuthor", &[], K::Person, VALUE, "who logged work"),
    jira("worklogComment", &[], K::Text, WORDS, "comments of logged work"),
    jira("worklogDate", &[], K::Day, TIME, "when work was done"),
    jira("workRatio", &[], K::Number, TIME, "time spent, in percent of the estimate"),
];
