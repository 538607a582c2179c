//! Events of the Jira platform.

use super::{Reader, Row, full, members, view};
use crate::shape;
use activity_event::Product;

/// Issues and what belongs to them.
#[rustfmt::skip]
pub(super) static ROWS: &[Row] = &[
    full("avi:jira:created:attachment", "attachment.created", Reader::Attachment, &shape::FILE),
    full("avi:jira:deleted:attachment", "attachment.deleted", Reader::Attachment, &shape::FILE),
    full("avi:jira:deleted:comment", "comment.deleted", Reader::CommentDeleted, &shape::ISSUE_COMMENT),
    members("avi:jira:mentioned:comment", Product::Jira, "comment.mentioned", &shape::MENTIONED_COMMENT),
    full("avi:jira:assigned:issue", "issue.assigned", Reader::IssueChanged, &shape::ISSUE),
    full("avi:jira:commented:issue", "comment.created", Reader::Comment, &shape::ISSUE_COMMENT),
    full("avi:jira:created:issue", "issue.created", Reader::IssueCreated, &shape::ISSUE),
    full("avi:jira:deleted:issue", "issue.deleted", Reader::IssueDeleted, &shape::ISSUE),
    members("avi:jira:mentioned:issue", Product::Jira, "issue.mentioned", &shape::MENTIONED_ISSUE),
    full("avi:jira:updated:issue", "issue.updated", Reader::IssueChanged, &shape::ISSUE),
    view("avi:jira:viewed:issue", Product::Jira, "issue.viewed", &shape::ISSUE),
    members("avi:jira:deleted:issue-property", Product::Jira, "issue.property-deleted", &shape::ISSUE_PROPERTY),
    members("avi:jira:set:issue-property", Product::Jira, "issue.property-set", &shape::ISSUE_PROPERTY),
    full("avi:jira:created:issuelink", "link.created", Reader::Link, &shape::LINK),
    full("avi:jira:deleted:issuelink", "link.deleted", Reader::Link, &shape::LINK),
    full("avi:jira:created:worklog", "worklog.created", Reader::Worklog, &shape::WORKLOG),
    full("avi:jira:deleted:worklog", "worklog.deleted", Reader::Worklog, &shape::WORKLOG),
    full("avi:jira:updated:worklog", "worklog.updated", Reader::Worklog, &shape::WORKLOG),
];

/// Projects, their parts, and what is configured for the site.
#[rustfmt::skip]
pub(super) static CONFIGURATION_ROWS: &[Row] = &[
    members("avi:jira:created:component", Product::Jira, "component.created", &shape::COMPONENT),
    members("avi:jira:deleted:component", Product::Jira, "component.deleted", &shape::COMPONENT),
    members("avi:jira:updated:component", Product::Jira, "component.updated", &shape::COMPONENT),
    members("avi:jira:archived:project", Product::Jira, "project.archived", &shape::PROJECT),
    members("avi:jira:created:project", Product::Jira, "project.created", &shape::PROJECT),
    members("avi:jira:deleted:project", Product::Jira, "project.deleted", &shape::PROJECT),
    members("avi:jira:restored:project", Product::Jira, "project.restored", &shape::PROJECT),
    members("avi:jira:softdeleted:project", Product::Jira, "project.trashed", &shape::PROJECT),
    members("avi:jira:unarchived:project", Product::Jira, "project.unarchived", &shape::PROJECT),
    members("avi:jira:updated:project", Product::Jira, "project.updated", &shape::PROJECT),
    members("avi:jira:archived:version", Product::Jira, "version.archived", &shape::VERSION),
    members("avi:jira:created:version", Product::Jira, "version.created", &shape::VERSION),
    members("avi:jira:deleted:version", Product::Jira, "version.deleted", &shape::VERSION),
    members("avi:jira:merged:version", Product::Jira, "version.merged", &shape::VERSION),
    members("avi:jira:moved:version", Product::Jira, "version.moved", &shape::VERSION),
    members("avi:jira:released:version", Product::Jira, "version.released", &shape::VERSION),
    members("avi:jira:unarchived:version", Product::Jira, "version.unarchived", &shape::VERSION),
    members("avi:jira:unreleased:version", Product::Jira, "version.unreleased", &shape::VERSION),
    members("avi:jira:updated:version", Product::Jira, "version.updated", &shape::VERSION),
    members("avi:jira:changed:configuration", Product::Jira, "setting.updated", &shape::PROPERTY),
    members("avi:jira:failed:expression", Product::Jira, "workflow.expression-failed", &shape::FAILED_EXPRESSION),
    members("avi:jira:created:field", Product::Jira, "field.created", &shape::FIELD),
    members("avi:jira:deleted:field", Product::Jira, "field.deleted", &shape::FIELD),
    members("avi:jira:restored:field", Product::Jira, "field.restored", &shape::FIELD),
    members("avi:jira:trashed:field", Product::Jira, "field.trashed", &shape::FIELD),
    members("avi:jira:updated:field", Product::Jira, "field.updated", &shape::FIELD),
    members("avi:jira:created:field:context", Product::Jira, "field.context-created", &shape::FIELD_CONTEXT),
    members("avi:jira:deleted:field:context", Product::Jira, "field.context-deleted", &shape::FIELD_CONTEXT),
    members("avi:jira:updated:field:context", Product::Jira, "field.context-updated", &shape::FIELD_CONTEXT),
    members("avi:jira:updated:field:context:configuration", Product::Jira, "field.configuration-updated", &shape::FIELD_CONFIGURATION),
    members("avi:jira:created:filter", Product::Jira, "filter.created", &shape::FILTER),
    members("avi:jira:deleted:filter", Product::Jira, "filter.deleted", &shape::FILTER),
    members("avi:jira:updated:filter", Product::Jira, "filter.updated", &shape::FILTER),
    members("avi:jira:created:issuetype", Product::Jira, "issuetype.created", &shape::ISSUE_TYPE),
    members("avi:jira:deleted:issuetype", Product::Jira, "issuetype.deleted", &shape::ISSUE_TYPE),
    members("avi:jira:updated:issuetype", Product::Jira, "issuetype.updated", &shape::ISSUE_TYPE),
    members("avi:jira:timetracking:provider:changed", Product::Jira, "setting.timetracking-updated", &shape::PROPERTY),
    members("avi:jira:created:user", Product::Jira, "person.created", &shape::JIRA_USER),
    members("avi:jira:deleted:user", Product::Jira, "person.deleted", &shape::JIRA_USER),
    members("avi:jira:updated:user", Product::Jira, "person.updated", &shape::JIRA_USER),
];
