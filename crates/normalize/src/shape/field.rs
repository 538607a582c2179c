//! Fields, settings and failed expressions of workflows.

use super::{FACT, Field, Kind, NAME, STATE, Sense, Shape, field, shape, spot};
use crate::{tree::text_at, values};
use activity_event::{Change, SubjectKind, Value};
use serde_json::Value as Json;

pub(crate) static FIELD: Shape = Shape {
    fields: &[
        field("name", "name", "Name", NAME),
        Field { or: "type", ..field("typeName", "type", "Type", STATE) },
        field("description", "description", "Description", STATE),
    ],
    ..shape(SubjectKind::Field, &[spot("", "id", "key", "name")])
};

pub(crate) static CONTEXT: Shape = Shape {
    parent: &[(Kind::Is(SubjectKind::Field), spot("", "fieldId", "fieldKey", ""))],
    fields: &[
        field("name", "name", "Name", NAME),
        field("description", "description", "Description", STATE),
        Field { read: values::projects_or_all, ..field("projectIds", "projectIds", "Projects", STATE) },
        Field {
            read: values::issue_types_or_all,
            ..field("issueTypeIds", "issueTypeIds", "Issue types", STATE)
        },
    ],
    ..shape(SubjectKind::Field, &[spot("", "id", "", "name")])
};

pub(crate) static CONFIGURATION: Shape = Shape {
    parent: &[(Kind::Is(SubjectKind::Field), spot("", "customFieldId", "customFieldKey", ""))],
    fields: &[
        field("configuration", "configuration", "Configuration", STATE),
        field("fieldContextId", "fieldContextId", "Context", FACT),
    ],
    ..shape(SubjectKind::Field, &[spot("", "configurationId", "", "")])
};

pub(crate) static FAILED_EXPRESSION: Shape = Shape {
    also: &["extensionId", "conditionId", "validatorId", "expression"],
    fields: &[
        field("expression", "expression", "Expression", FACT),
        field("errorMessages", "errorMessages", "Errors", FACT),
        field("extensionId", "extensionId", "Extension", FACT),
        field("conditionId", "conditionId", "Condition", FACT),
        field("validatorId", "validatorId", "Validator", FACT),
        field("context", "context", "Context", FACT),
    ],
    ..shape(
        SubjectKind::Setting,
        &[spot("", "workflowId", "", "workflowName"), spot("", "extensionId", "", "")],
    )
};

/// A setting of the site. Of those that can be on or off, one value tells the other.
pub(crate) static PROPERTY: Shape = Shape {
    titles: &[
        ("jira.option.allowsubtasks", "Sub-tasks"),
        ("jira.option.allowunassigned", "Unassigned issues"),
        ("jira.option.issuelinking", "Issue linking"),
        ("jira.option.voting", "Voting"),
        ("jira.option.watching", "Watching"),
        ("jira.timetracking.selected", "Time tracking provider"),
    ],
    more: Some(setting),
    known: &["property.value"],
    ..shape(SubjectKind::Setting, &[spot("property", "key", "key", "")])
};

fn setting(payload: &Json, _: Sense) -> Vec<Change> {
    let Some(key) = text_at(payload, "property.key") else { return Vec::new() };
    let title = PROPERTY.titles.iter().find(|(id, _)| *id == key).map(|title| title.1);
    let Some(value) = payload.get("property").and_then(|property| property.get("value")) else {
        return Vec::new();
    };
    let word = |on: bool| Some(Value::text(if on { "on" } else { "off" }));
    // A setting that is changed to on was off: it is a switch, so nothing is guessed here.
    let (from, to) = match switch(value) {
        Some(on) => (word(!on), word(on)),
        None => (Some(Value::default()), values::any(value)),
    };
    vec![Change { field: title.unwrap_or(&key).to_owned(), field_id: Some(key), from, to }]
}

/// A truth value, also when it is written as text.
fn switch(value: &Json) -> Option<bool> {
    value.as_bool().or_else(|| value.as_str()?.parse().ok())
}
