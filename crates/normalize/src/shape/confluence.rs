//! Spaces, labels, tasks, people and searches of Confluence.

use super::{
    Before, FACT, GONE, Kind, NAME, Nobody, STATE, Shape, content::SPACE_OF_CONTENT, field, person, shape,
    spot,
};
use activity_event::{ContainerKind, SubjectKind};

pub(crate) static TASK: Shape = Shape {
    parent: &[(Kind::Typed, spot("content", "id", "", "title"))],
    container: &[SPACE_OF_CONTENT],
    nobody: Nobody::Anonymous,
    fields: &[
        field("task.status", "status", "Status", STATE),
        person("task.assignee", "assignee", "Assignee", STATE),
        field("task.dueDate", "dueDate", "Due date", STATE),
        field("task.body", "body", "Task", STATE),
    ],
    before: Some(Before { now: "task", then: "oldTask", whole_with: &[] }),
    // Its other id, and the status in other words.
    known: &["task.uuid", "task.statusAsString"],
    ..shape(SubjectKind::Task, &[spot("task", "id", "", "")])
};

pub(crate) static SPACE: Shape = Shape {
    container: &[(ContainerKind::Space, spot("space", "id", "key", "name"))],
    nobody: Nobody::Anonymous,
    fields: &[
        field("space.name", "name", "Name", NAME),
        field("space.key", "key", "Key", GONE),
        field("space.type", "type", "Type", STATE),
        field("space.status", "status", "Status", STATE),
        field("space.alias", "alias", "Alias", STATE),
        person("space.history.createdBy", "author", "Author", GONE),
        field("space.history.createdDate", "createdDate", "Created", GONE),
    ],
    ..shape(SubjectKind::Space, &[spot("space", "id", "key", "name")])
};

/// A label, and what it was put on: exactly one of content, space and template.
pub(crate) static LABEL: Shape = Shape {
    parent: &[
        (Kind::Typed, spot("content", "id", "", "title")),
        (Kind::Is(SubjectKind::Space), spot("space", "id", "key", "name")),
        (Kind::Is(SubjectKind::Template), spot("template", "templateId", "", "name")),
    ],
    container: &[
        SPACE_OF_CONTENT,
        (ContainerKind::Space, spot("space", "id", "key", "name")),
        (ContainerKind::Space, spot("template.space", "id", "key", "name")),
    ],
    nobody: Nobody::Anonymous,
    fields: &[field("label.prefix", "prefix", "Prefix", STATE)],
    ..shape(SubjectKind::Label, &[spot("label", "id", "", "name")])
};

/// Who did it is not given: accounts and groups are made elsewhere.
pub(crate) static USER: Shape = Shape {
    fields: &[field("user.accountType", "accountType", "Account type", STATE)],
    known: &["user.type", "user.isExternalCollaborator"],
    ..shape(SubjectKind::Person, &[spot("user", "accountId", "", "")])
};
pub(crate) static GROUP: Shape =
    Shape { known: &["group.type"], ..shape(SubjectKind::Group, &[spot("group", "id", "", "name")]) };

/// Somebody likes, watches or has as a favourite. Both ends are there, and who made the relation.
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
    fields: &[
        person("source.user", "source", "Source", STATE),
        field("source.content", "source", "Source", STATE),
        field("source.space", "source", "Source", STATE),
        person("relationData.createdBy", "createdBy", "Created by", GONE),
        field("relationData.createdDate", "createdDate", "Created", GONE),
    ],
    known: &["relationData.createdBy"],
    ..shape(SubjectKind::Relation, &[spot("", "", "", "relationName")])
};

pub(crate) static SEARCH: Shape = Shape {
    id_required: false,
    nobody: Nobody::Anonymous,
    fields: &[field("results", "results", "Results", FACT)],
    ..shape(SubjectKind::Search, &[spot("", "", "", "query")])
};
