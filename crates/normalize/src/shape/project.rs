//! Projects and their parts.

use super::{FACT, Field, NAME, STATE, Shape, field, person, shape, spot};
use activity_event::{ContainerKind, SubjectKind};

pub(crate) static PROJECT: Shape = Shape {
    container: &[(ContainerKind::Project, spot("project", "id", "key", "name"))],
    fields: &[
        field("project.name", "name", "Name", NAME),
        field("project.key", "key", "Key", NAME),
        Field { or: "project.projectLead", ..person("project.lead", "lead", "Project lead", STATE) },
        field("project.projectCategory", "projectCategory", "Category", STATE),
        field("project.projectTypeKey", "projectTypeKey", "Project type", STATE),
        field("project.simplified", "simplified", "Team-managed", STATE),
        field("project.isPrivate", "isPrivate", "Private", STATE),
        field("project.description", "description", "Description", STATE),
        field("project.assigneeType", "assigneeType", "Default assignee", STATE),
        field("project.url", "url", "URL", STATE),
        field("project.style", "style", "Style", STATE),
        field("project.email", "email", "Sender address", STATE),
    ],
    // The state of a project stands in the action's name.
    known: &["project.archived", "project.deleted", "project.uuid", "project.entityId"],
    ..shape(SubjectKind::Project, &[spot("project", "id", "key", "name")])
};

pub(crate) static VERSION: Shape = Shape {
    container: &[(ContainerKind::Project, spot("version", "projectId", "", ""))],
    fields: &[
        field("version.name", "name", "Name", NAME),
        Field {
            own: &["released", "unreleased"],
            ..field("version.released", "released", "Released", STATE)
        },
        Field {
            own: &["archived", "unarchived"],
            ..field("version.archived", "archived", "Archived", STATE)
        },
        field("version.startDate", "startDate", "Start date", STATE),
        Field { own: &["released"], ..field("version.releaseDate", "releaseDate", "Release date", STATE) },
        field("version.description", "description", "Description", STATE),
        // Which of the two is left, the payload does not say.
        field("mergedVersion", "mergedVersion", "Merged version", FACT),
        field("newFixVersion", "newFixVersion", "Replaced in fix versions by", FACT),
        field("newAffectsVersion", "newAffectsVersion", "Replaced in affected versions by", FACT),
        field("customFieldReplacements", "customFieldReplacements", "Replaced in custom fields by", FACT),
    ],
    known: &["version.overdue", "version.userStartDate", "version.userReleaseDate"],
    ..shape(SubjectKind::Version, &[spot("version", "id", "", "name")])
};

pub(crate) static COMPONENT: Shape = Shape {
    container: &[(ContainerKind::Project, spot("component", "projectId", "project", ""))],
    fields: &[
        field("component.name", "name", "Name", NAME),
        field("component.description", "description", "Description", STATE),
        Field { or: "component.lead", ..person("component.leadAccountId", "lead", "Component lead", STATE) },
        field("component.assigneeType", "assigneeType", "Default assignee", STATE),
    ],
    // Worked out from the others.
    known: &[
        "component.realAssigneeType",
        "component.isAssigneeTypeValid",
        "component.assignee",
        "component.realAssignee",
    ],
    ..shape(SubjectKind::Component, &[spot("component", "id", "", "name")])
};

pub(crate) static ISSUE_TYPE: Shape = Shape {
    container: &[
        (ContainerKind::Project, spot("issueType.scope.project", "id", "key", "name")),
        (ContainerKind::Project, spot("issuetype.scope.project", "id", "key", "name")),
    ],
    fields: &[
        Field { or: "issuetype.name", ..field("issueType.name", "name", "Name", NAME) },
        Field {
            or: "issuetype.description",
            ..field("issueType.description", "description", "Description", STATE)
        },
        Field { or: "issuetype.subtask", ..field("issueType.subtask", "subtask", "Sub-task", STATE) },
        Field {
            or: "issuetype.hierarchyLevel",
            ..field("issueType.hierarchyLevel", "hierarchyLevel", "Hierarchy level", STATE)
        },
    ],
    known: &["issueType.scope.type", "issuetype.scope.type", "issueType.entityId", "issuetype.entityId"],
    ..shape(
        SubjectKind::IssueType,
        &[spot("issueType", "id", "", "name"), spot("issuetype", "id", "", "name")],
    )
};
