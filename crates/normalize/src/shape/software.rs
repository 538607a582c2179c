//! Boards, sprints, and what belongs to service projects.

use super::{ALWAYS, Before, CAME, Field, GONE, Kind, NAME, STATE, Shape, field, shape, spot};
use crate::values;
use activity_event::{ContainerKind, SubjectKind};

pub(crate) static BOARD: Shape = Shape {
    fields: &[field("board.name", "name", "Name", NAME), field("board.type", "type", "Type", STATE)],
    ..shape(SubjectKind::Board, &[spot("board", "id", "", "name")])
};

pub(crate) static BOARD_CONFIGURATION: Shape = Shape {
    container: &[
        (ContainerKind::Project, spot("configuration.location", "projectId", "projectKey", "projectName")),
        (ContainerKind::Project, spot("configuration.location", "id", "key", "name")),
    ],
    fields: &[
        field("configuration.name", "name", "Name", NAME),
        field("configuration.type", "type", "Type", STATE),
        Field { read: values::id, ..field("configuration.filter", "filter", "Filter", STATE) },
        Field {
            or: "configuration.subQuery",
            ..field("configuration.subQuery.query", "subQuery", "Sub-filter", STATE)
        },
        Field {
            read: values::columns,
            ..field("configuration.columnConfig.columns", "columns", "Columns", STATE)
        },
        field("configuration.columnConfig.constraintType", "constraintType", "Column limits", STATE),
        Field {
            read: values::estimation,
            ..field("configuration.estimation", "estimation", "Estimation", STATE)
        },
        Field {
            or: "configuration.ranking",
            ..field("configuration.ranking.rankCustomFieldId", "ranking", "Ranking field", STATE)
        },
    ],
    ..shape(SubjectKind::Board, &[spot("configuration", "id", "", "name")])
};

/// The former values of an update are documented as the changed ones; they have been seen as the whole sprint, without what
/// was empty.
pub(crate) static SPRINT: Shape = Shape {
    parent: &[(Kind::Is(SubjectKind::Board), spot("sprint", "originBoardId", "", ""))],
    fields: &[
        field("sprint.state", "state", "State", ALWAYS),
        field("sprint.goal", "goal", "Goal", STATE),
        field("sprint.startDate", "startDate", "Start date", ALWAYS),
        field("sprint.endDate", "endDate", "End date", ALWAYS),
        field("sprint.completeDate", "completeDate", "Completed", ALWAYS),
        field("sprint.name", "name", "Name", NAME),
        Field {
            or: "sprint.createdDate",
            ..field("sprint.createDate", "createDate", "Created", CAME | GONE)
        },
    ],
    before: Some(Before { now: "sprint", then: "oldValue", whole_with: &["name", "state"] }),
    ..shape(SubjectKind::Sprint, &[spot("sprint", "id", "", "name")])
};

/// Only that of request types is documented. It says which thing changed, and not how.
pub(crate) static SERVICE_DESK: Shape = Shape {
    id_required: false,
    revision: "sequenceNumber",
    // The kind stands in the event's name; the activation is the site's.
    known: &["entityType", "activationId"],
    ..shape(SubjectKind::ServiceDesk, &[spot("", "entityId", "", "")])
};
