//! Issues and what belongs to them.

use super::{EACH, FACT, Field, Kind, Sense, Shape, Spot, person, shape, spot};
use crate::{
    kinds::comment::RawComment,
    object::Object,
    tree::{at, text_at},
    values,
};
use activity_event::{Change, ContainerKind, Content, SubjectKind, Value};
use serde::Deserialize;
use serde_json::Value as Json;

const PROJECT_OF_ISSUE: &[(ContainerKind, Spot)] =
    &[(ContainerKind::Project, spot("issue.fields.project", "id", "key", "name"))];
const PARENT_ISSUE: (Kind, Spot) =
    (Kind::Is(SubjectKind::Issue), spot("issue", "id", "key", "fields.summary"));

/// Of an issue the log keeps what JQL asks for; its changelog, when there is one, tells what changed.
const OF_ISSUE: &[&str] = &[
    "issue",
    "changelog",
    "clonedFrom",
    "jiraEventTypeName",
    "associatedUsers",
    "associatedStatuses",
    "user",
];

pub(crate) static ISSUE: Shape = ISSUES;
const ISSUES: Shape = Shape {
    container: PROJECT_OF_ISSUE,
    known: OF_ISSUE,
    ..shape(SubjectKind::Issue, &[spot("issue", "id", "key", "fields.summary")])
};
const MENTIONED: &[Field] = &[person("mentionedAccountIds", "mentioned", "Mentioned", FACT | EACH)];
pub(crate) static MENTIONED_ISSUE: Shape = Shape { fields: MENTIONED, ..ISSUES };
/// The payload of these is not documented. Several properties of one issue may be set at once: the id counts their keys.
pub(crate) static ISSUE_PROPERTY: Shape = Shape {
    id_required: false,
    also: &["property.key", "propertyKey"],
    more: Some(property),
    known: &["issue", "property.key", "property.value", "propertyKey", "propertyValue", "value"],
    subject: &[spot("issue", "id", "key", "fields.summary"), spot("", "issueId", "issueKey", "")],
    ..ISSUES
};

/// The property as a changed field: to its value when it is set, to nothing when it is deleted. A value that the payload does
/// not tell is one without id and text.
fn property(payload: &Json, sense: Sense) -> Vec<Change> {
    let Some(key) = text_at(payload, "property.key").or_else(|| text_at(payload, "propertyKey")) else {
        return Vec::new();
    };
    let value = ["property.value", "propertyValue", "value"].iter().find_map(|path| at(payload, path));
    let value = value.and_then(values::any);
    let gone = sense == Sense::Gone;
    let told = value.unwrap_or_default();
    let (from, to) = if gone { (Some(told), None) } else { (Some(Value::default()), Some(told)) };
    vec![Change { field_id: Some(key.clone()), field: key, from, to }]
}

const COMMENTS: Shape = Shape {
    parent: &[PARENT_ISSUE],
    container: PROJECT_OF_ISSUE,
    known: OF_COMMENT,
    ..shape(SubjectKind::Comment, &[spot("comment", "id", "", "")])
};
const OF_COMMENT: &[&str] = &[
    "issue",
    "associatedUsers",
    "jiraEventTypeName",
    "comment.author",
    "comment.updateAuthor",
    "comment.body",
    "comment.created",
    "comment.updated",
    "comment.jsdPublic",
    "comment.visibility",
    "comment.renderedBody",
];
pub(crate) static ISSUE_COMMENT: Shape = COMMENTS;
pub(crate) static MENTIONED_COMMENT: Shape =
    Shape { fields: MENTIONED, content: Some(text_of_comment), ..COMMENTS };

fn text_of_comment(payload: &Json) -> Vec<Content> {
    let comment = payload.get("comment").and_then(|comment| Object::<RawComment>::deserialize(comment).ok());
    comment.and_then(|comment| comment.0.content()).into_iter().collect()
}

pub(crate) static WORKLOG: Shape = Shape {
    parent: &[(Kind::Is(SubjectKind::Issue), spot("worklog", "issueId", "", ""))],
    known: &[
        "issue",
        "worklog.author",
        "worklog.updateAuthor",
        "worklog.comment",
        "worklog.created",
        "worklog.updated",
        "worklog.started",
        "worklog.timeSpent",
        "worklog.timeSpentSeconds",
        "worklog.visibility",
    ],
    ..shape(SubjectKind::Worklog, &[spot("worklog", "id", "", "")])
};
pub(crate) static LINK: Shape = Shape {
    parent: &[(Kind::Is(SubjectKind::Issue), spot("", "sourceIssueId", "", ""))],
    container: &[(ContainerKind::Project, spot("", "sourceProjectId", "", ""))],
    known: &["destinationIssueId", "destinationProjectId", "issueLinkType", "issueLink"],
    ..shape(SubjectKind::Link, &[spot("", "id", "", "issueLinkType.name"), spot("issueLink", "id", "", "")])
};
pub(crate) static FILE: Shape = Shape {
    parent: &[(Kind::Is(SubjectKind::Issue), spot("attachment", "issueId", "", ""))],
    container: &[(ContainerKind::Project, spot("attachment", "projectId", "", ""))],
    known: &[
        "issue",
        "attachment.filename",
        "attachment.author",
        "attachment.createDate",
        "attachment.created",
        "attachment.size",
        "attachment.mimeType",
        "attachment.content",
    ],
    ..shape(SubjectKind::Attachment, &[spot("attachment", "id", "", "fileName")])
};
