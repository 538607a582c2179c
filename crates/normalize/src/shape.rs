//! Where a payload has its subject, container and actor: row data for the envelope reader.

use activity_event::{ContainerKind, SubjectKind};

/// The shape of an event's payload.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) kind: SubjectKind,
    /// Where the subject may stand; the first place that is there counts.
    pub(crate) subject: &'static [Spot],
    /// Whether an event of this kind without a subject's id cannot be relied on. Not for events that have no such id, or
    /// whose payload is not documented.
    pub(crate) id_required: bool,
    pub(crate) parent: &'static [(Kind, Spot)],
    pub(crate) container: &'static [(ContainerKind, Spot)],
    /// Where an actor is stated besides the root's `atlassianId`.
    pub(crate) actor: &'static [&'static str],
    pub(crate) nobody: Nobody,
}

/// An object in the payload and the names of its members. Paths are dotted; an empty one is the root or no member.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spot {
    pub(crate) at: &'static str,
    pub(crate) id: &'static str,
    pub(crate) key: &'static str,
    pub(crate) title: &'static str,
}

/// How the kind of a parent is known.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    /// It is always this.
    Is(SubjectKind),
    /// Its member `type` says it, in the words of Confluence.
    Typed,
}

/// What it means that a payload names no actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nobody {
    /// The payload does not say who did it.
    Unknown,
    /// Nobody was logged in: Confluence names everybody else.
    Anonymous,
}

const fn spot(at: &'static str, id: &'static str, key: &'static str, title: &'static str) -> Spot {
    Spot { at, id, key, title }
}

const fn shape(kind: SubjectKind, subject: &'static [Spot]) -> Shape {
    Shape {
        kind,
        subject,
        id_required: true,
        parent: &[],
        container: &[],
        actor: &[],
        nobody: Nobody::Unknown,
    }
}

const PROJECT_OF_ISSUE: &[(ContainerKind, Spot)] =
    &[(ContainerKind::Project, spot("issue.fields.project", "id", "key", "name"))];
const PARENT_ISSUE: (Kind, Spot) =
    (Kind::Is(SubjectKind::Issue), spot("issue", "id", "key", "fields.summary"));

pub(crate) static ISSUE: Shape = Shape {
    container: PROJECT_OF_ISSUE,
    ..shape(SubjectKind::Issue, &[spot("issue", "id", "key", "fields.summary")])
};
/// The payload of these is not documented.
pub(crate) static ISSUE_PROPERTY: Shape = Shape {
    id_required: false,
    container: PROJECT_OF_ISSUE,
    ..shape(
        SubjectKind::Issue,
        &[spot("issue", "id", "key", "fields.summary"), spot("", "issueId", "issueKey", "")],
    )
};
pub(crate) static ISSUE_COMMENT: Shape = Shape {
    parent: &[PARENT_ISSUE],
    container: PROJECT_OF_ISSUE,
    ..shape(SubjectKind::Comment, &[spot("comment", "id", "", "")])
};
pub(crate) static WORKLOG: Shape = Shape {
    parent: &[(Kind::Is(SubjectKind::Issue), spot("worklog", "issueId", "", ""))],
    ..shape(SubjectKind::Worklog, &[spot("worklog", "id", "", "")])
};
pub(crate) static LINK: Shape = Shape {
    parent: &[(Kind::Is(SubjectKind::Issue), spot("", "sourceIssueId", "", ""))],
    container: &[(ContainerKind::Project, spot("", "sourceProjectId", "", ""))],
    ..shape(SubjectKind::Link, &[spot("", "id", "", "issueLinkType.name"), spot("issueLink", "id", "", "")])
};
pub(crate) static FILE: Shape = Shape {
    parent: &[(Kind::Is(SubjectKind::Issue), spot("attachment", "issueId", "", ""))],
    container: &[(ContainerKind::Project, spot("attachment", "projectId", "", ""))],
    ..shape(SubjectKind::Attachment, &[spot("attachment", "id", "", "fileName")])
};
pub(crate) static PROJECT: Shape = Shape {
    container: &[(ContainerKind::Project, spot("project", "id", "key", "name"))],
    ..shape(SubjectKind::Project, &[spot("project", "id", "key", "name")])
};
pub(crate) static VERSION: Shape = Shape {
    container: &[(ContainerKind::Project, spot("version", "projectId", "", ""))],
    ..shape(SubjectKind::Version, &[spot("version", "id", "", "name")])
};
pub(crate) static COMPONENT: Shape = Shape {
    container: &[(ContainerKind::Project, spot("component", "projectId", "project", ""))],
    ..shape(SubjectKind::Component, &[spot("component", "id", "", "name")])
};
pub(crate) static ISSUE_TYPE: Shape = Shape {
    container: &[
        (ContainerKind::Project, spot("issueType.scope.project", "id", "key", "name")),
        (ContainerKind::Project, spot("issuetype.scope.project", "id", "key", "name")),
    ],
    ..shape(
        SubjectKind::IssueType,
        &[spot("issueType", "id", "", "name"), spot("issuetype", "id", "", "name")],
    )
};
pub(crate) static FIELD: Shape = shape(SubjectKind::Field, &[spot("", "id", "key", "name")]);
pub(crate) static FIELD_CONTEXT: Shape = Shape {
    parent: &[(Kind::Is(SubjectKind::Field), spot("", "fieldId", "fieldKey", ""))],
    ..shape(SubjectKind::Field, &[spot("", "id", "", "name")])
};
pub(crate) static FIELD_CONFIGURATION: Shape = Shape {
    parent: &[(Kind::Is(SubjectKind::Field), spot("", "customFieldId", "customFieldKey", ""))],
    ..shape(SubjectKind::Field, &[spot("", "configurationId", "", "")])
};
pub(crate) static FAILED_EXPRESSION: Shape = shape(
    SubjectKind::Setting,
    &[spot("", "workflowId", "", "workflowName"), spot("", "extensionId", "", "")],
);
pub(crate) static JIRA_USER: Shape = shape(SubjectKind::Person, &[spot("user", "accountId", "", "")]);
pub(crate) static FILTER: Shape = shape(SubjectKind::Filter, &[spot("filter", "id", "", "name")]);
pub(crate) static PROPERTY: Shape = shape(SubjectKind::Setting, &[spot("property", "key", "key", "")]);

pub(crate) static BOARD: Shape = shape(SubjectKind::Board, &[spot("board", "id", "", "name")]);
pub(crate) static BOARD_CONFIGURATION: Shape = Shape {
    container: &[
        (ContainerKind::Project, spot("configuration.location", "projectId", "projectKey", "projectName")),
        (ContainerKind::Project, spot("configuration.location", "id", "key", "name")),
    ],
    ..shape(SubjectKind::Board, &[spot("configuration", "id", "", "name")])
};
pub(crate) static SPRINT: Shape = Shape {
    parent: &[(Kind::Is(SubjectKind::Board), spot("sprint", "originBoardId", "", ""))],
    ..shape(SubjectKind::Sprint, &[spot("sprint", "id", "", "name")])
};
/// Only that of request types is documented.
pub(crate) static SERVICE_DESK: Shape =
    Shape { id_required: false, ..shape(SubjectKind::ServiceDesk, &[spot("", "entityId", "", "")]) };

const SPACE_OF_CONTENT: (ContainerKind, Spot) =
    (ContainerKind::Space, spot("content.space", "id", "key", "name"));

const CONTENT: &[Spot] = &[spot("content", "id", "", "title")];

const fn content(kind: SubjectKind) -> Shape {
    Shape { container: &[SPACE_OF_CONTENT], nobody: Nobody::Anonymous, ..shape(kind, CONTENT) }
}

pub(crate) static PAGE: Shape = content(SubjectKind::Page);
pub(crate) static BLOG_POST: Shape = content(SubjectKind::BlogPost);
pub(crate) static OTHER_CONTENT: Shape = content(SubjectKind::OtherContent);
pub(crate) static COMMENT: Shape = Shape {
    parent: &[(Kind::Typed, spot("content.container", "id", "", "title"))],
    container: &[
        SPACE_OF_CONTENT,
        (ContainerKind::Space, spot("content.container.space", "id", "key", "name")),
    ],
    ..content(SubjectKind::Comment)
};
pub(crate) static ATTACHMENT: Shape = ATTACHED;
/// The payload of `permissions_updated:attachment` is not documented: it may call the file content.
pub(crate) static CONTENT_FILE: Shape = Shape { id_required: false, ..ATTACHED };
const ATTACHED: Shape = Shape {
    parent: &[
        (Kind::Typed, spot("attachment.container", "id", "", "title")),
        (Kind::Typed, spot("content.container", "id", "", "title")),
    ],
    container: &[(ContainerKind::Space, spot("attachment.space", "id", "key", "name")), SPACE_OF_CONTENT],
    nobody: Nobody::Anonymous,
    ..shape(
        SubjectKind::Attachment,
        &[spot("attachment", "id", "", "title"), spot("content", "id", "", "title")],
    )
};
pub(crate) static TASK: Shape = Shape {
    parent: &[(Kind::Typed, spot("content", "id", "", "title"))],
    container: &[SPACE_OF_CONTENT],
    nobody: Nobody::Anonymous,
    ..shape(SubjectKind::Task, &[spot("task", "id", "", "")])
};
pub(crate) static SPACE: Shape = Shape {
    container: &[(ContainerKind::Space, spot("space", "id", "key", "name"))],
    nobody: Nobody::Anonymous,
    ..shape(SubjectKind::Space, &[spot("space", "id", "key", "name")])
};
pub(crate) static LABEL: Shape = Shape {
    parent: &[
        (Kind::Typed, spot("content", "id", "", "title")),
        (Kind::Is(SubjectKind::Space), spot("space", "id", "key", "name")),
        (Kind::Is(SubjectKind::OtherContent), spot("template", "templateId", "", "name")),
    ],
    container: &[
        SPACE_OF_CONTENT,
        (ContainerKind::Space, spot("space", "id", "key", "name")),
        (ContainerKind::Space, spot("template.space", "id", "key", "name")),
    ],
    nobody: Nobody::Anonymous,
    ..shape(SubjectKind::Label, &[spot("label", "id", "", "name")])
};
pub(crate) static CONFLUENCE_USER: Shape = shape(SubjectKind::Person, &[spot("user", "accountId", "", "")]);
pub(crate) static GROUP: Shape = shape(SubjectKind::Group, &[spot("group", "id", "", "name")]);
pub(crate) static RELATION: Shape = Shape {
    id_required: false,
    parent: &[
        (Kind::Typed, spot("target.content", "id", "", "title")),
        (Kind::Is(SubjectKind::Space), spot("target.space", "id", "key", "name")),
        (Kind::Is(SubjectKind::Person), spot("target.user", "accountId", "", "")),
    ],
    container: &[
        (ContainerKind::Space, spot("target.content.space", "id", "key", "name")),
        (ContainerKind::Space, spot("target.space", "id", "key", "name")),
        (ContainerKind::Space, spot("source.content.space", "id", "key", "name")),
    ],
    nobody: Nobody::Anonymous,
    ..shape(SubjectKind::Relation, &[spot("", "", "", "relationName")])
};
pub(crate) static SEARCH: Shape = Shape {
    id_required: false,
    nobody: Nobody::Anonymous,
    ..shape(SubjectKind::Search, &[spot("", "", "", "query")])
};

pub(crate) static LIFECYCLE: Shape = Shape {
    actor: &["upgraderAccountId", "installerAccountId"],
    ..shape(SubjectKind::App, &[spot("app", "id", "", "name")])
};
/// The payload of these is not documented.
pub(crate) static POLICY: Shape =
    Shape { id_required: false, ..shape(SubjectKind::App, &[spot("app", "id", "", "name")]) };
