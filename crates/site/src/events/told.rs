//! Events about how Jira is set up: an envelope with a few members whose shapes stand below.

use super::{Emitted, body::Body};
use crate::model::{
    Board, CustomField, FieldContext, Filter, IssueType, Named, Person, Project, RequestType, Sprint,
    Version, World,
};
use crate::time::{iso_time, jira_time};
use serde_json::{Value, json};

/// An event with these members.
pub(crate) fn told(
    world: &World,
    name: &str,
    at: i64,
    by: Option<&str>,
    members: &[(&str, Value)],
) -> Emitted {
    let mut body = Body::new(world, name, at, by);
    for (member, value) in members {
        body.member(member, value);
    }
    body.seal()
}

/// A project.
pub(crate) fn project(world: &World, project: &Project) -> Value {
    let mut written = json!({
        "self": format!("{}/rest/api/3/project/{}", world.base_url, project.id),
        "id": project.id,
        "key": project.key,
        "name": project.name,
        "description": project.description,
        "projectTypeKey": project.kind.key(),
        "simplified": false,
        "isPrivate": false,
        "avatarUrls": {},
        "lead": project.lead.as_ref().map(|id| json!({ "accountId": id })),
    });
    if let (Some(category), Some(object)) = (&project.category, written.as_object_mut()) {
        object.insert("projectCategory".into(), json!({ "id": category.id, "name": category.name }));
    }
    written
}

/// A version of a project.
pub(crate) fn version(world: &World, project: &Project, version: &Version) -> Value {
    let mut written = json!({
        "self": format!("{}/rest/api/3/version/{}", world.base_url, version.id),
        "id": version.id,
        "name": version.name,
        "description": version.description,
        "projectId": project.id.parse::<u64>().ok(),
        "released": version.released,
        "archived": version.archived,
    });
    if let (Some(date), Some(object)) = (&version.release_date, written.as_object_mut()) {
        object.insert("releaseDate".into(), json!(date));
    }
    written
}

/// A component of a project.
pub(crate) fn component(world: &World, project: &Project, component: &Named) -> Value {
    let facts = project.standing.components.get(&component.id).cloned().unwrap_or_default();
    json!({
        "self": format!("{}/rest/api/3/component/{}", world.base_url, component.id),
        "id": component.id,
        "name": component.name,
        "description": facts.description,
        "lead": facts.lead.as_ref().map(|id| json!({ "accountId": id })),
        "leadAccountId": facts.lead,
        "assigneeType": "PROJECT_DEFAULT",
        "realAssigneeType": "PROJECT_DEFAULT",
        "isAssigneeTypeValid": false,
        "project": project.key,
        "projectId": project.id.parse::<u64>().ok(),
    })
}

/// A user with everything that Jira tells of one.
pub(crate) fn user_details(world: &World, person: &Person) -> Value {
    let groups: Vec<Value> = world
        .groups_of(&person.account_id)
        .map(|group| json!({ "groupId": group.id, "name": group.name }))
        .collect();
    json!({
        "self": format!("{}/rest/api/3/user?accountId={}", world.base_url, person.account_id),
        "accountId": person.account_id,
        "accountType": person.account_type.name(),
        "displayName": person.display_name,
        "active": person.active,
        "timeZone": person.zone,
        "locale": "en_GB",
        "avatarUrls": {},
        "groups": { "size": groups.len(), "items": groups },
        "applicationRoles": { "size": usize::from(person.active), "items": [] },
    })
}

/// An issue type.
pub(crate) fn issue_type(world: &World, kind: &IssueType) -> Value {
    json!({
        "self": format!("{}/rest/api/3/issuetype/{}", world.base_url, kind.id),
        "id": kind.id,
        "name": kind.name,
        "description": kind.description,
        "iconUrl": "",
        "subtask": kind.subtask,
        "hierarchyLevel": if kind.subtask { -1 } else { 0 },
    })
}

/// The members of an event about a custom field: they stand beside the event's own.
pub(crate) fn field(field: &CustomField) -> Vec<(&'static str, Value)> {
    vec![
        ("id", json!(field.id)),
        ("key", json!(field.id)),
        ("type", json!(field.kind)),
        ("typeName", json!(field_type_name(&field.kind))),
        ("name", json!(field.name)),
        ("description", json!(field.description)),
    ]
}

/// The name of a field's type.
pub(crate) fn field_type_name(kind: &str) -> &'static str {
    match kind.rsplit(':').next().unwrap_or_default() {
        "textfield" => "Text Field (single line)",
        "textarea" => "Text Field (multi-line)",
        "select" => "Select List (single choice)",
        "multiselect" => "Select List (multiple choices)",
        "userpicker" => "User Picker (single user)",
        "float" => "Number Field",
        "datepicker" => "Date Picker",
        _ => "Custom field",
    }
}

/// The members of an event about where a custom field holds.
pub(crate) fn context(field: &CustomField, context: &FieldContext) -> Vec<(&'static str, Value)> {
    let numbers: Vec<u64> = context.projects.iter().filter_map(|id| id.parse().ok()).collect();
    vec![
        ("id", json!(context.id.parse::<u64>().ok())),
        ("fieldId", json!(field.id)),
        ("fieldKey", json!(field.id)),
        ("name", json!(context.name)),
        ("description", json!(context.description)),
        ("projectIds", json!(numbers)),
        ("issueTypeIds", json!(context.issue_types)),
    ]
}

/// A filter.
pub(crate) fn filter(world: &World, filter: &Filter) -> Value {
    json!({
        "self": format!("{}/rest/api/3/filter/{}", world.base_url, filter.id),
        "id": filter.id,
        "name": filter.name,
        "description": filter.description,
        "owner": { "accountId": filter.owner },
        "jql": filter.jql,
        "viewUrl": format!("{}/issues/?filter={}", world.base_url, filter.id),
        "sharePermissions": [],
        "editPermissions": [],
    })
}

/// A board.
pub(crate) fn board(board: &Board) -> Value {
    json!({ "id": board.id.parse::<u64>().ok(), "name": board.name, "type": board.kind })
}

/// How a board is set up.
pub(crate) fn board_configuration(world: &World, board: &Board) -> Value {
    let columns: Vec<Value> = board
        .columns
        .iter()
        .map(|(name, statuses)| {
            let statuses: Vec<Value> = statuses.iter().map(|id| json!({ "id": id })).collect();
            json!({ "name": name, "statuses": statuses })
        })
        .collect();
    let location = world.project(&board.project);
    json!({
        "id": board.id.parse::<u64>().ok(),
        "name": board.name,
        "type": board.kind,
        "location": location.map(|project| json!({ "type": "project", "key": project.key, "id": project.id })),
        "filter": { "id": board.filter },
        "columnConfig": { "constraintType": "none", "columns": columns },
        "ranking": { "rankCustomFieldId": 10_019 },
    })
}

/// A sprint.
pub(crate) fn sprint(sprint: &Sprint) -> Value {
    let mut written = json!({
        "id": sprint.id.parse::<u64>().ok(),
        "originBoardId": sprint.board.parse::<u64>().ok(),
        "name": sprint.name,
        "state": sprint.state.name(),
        "createDate": jira_time(sprint.created),
    });
    if let Some(object) = written.as_object_mut() {
        if !sprint.goal.is_empty() {
            object.insert("goal".into(), json!(sprint.goal));
        }
        for (name, at) in
            [("startDate", sprint.start), ("endDate", sprint.end), ("completeDate", sprint.complete)]
        {
            object.extend(at.map(|at| (name.to_owned(), json!(jira_time(at)))));
        }
    }
    written
}

/// A request type was made, changed or deleted. These events have an envelope of their own.
pub(crate) fn request_type(name: &str, kind: &RequestType, at: i64) -> Emitted {
    let body = json!({
        "eventType": format!("avi:jsm-entity:{name}:request-type"),
        "entityId": kind.id,
        "entityType": "request-type",
        "activationId": "4f9d2c54-0000-4000-8000-00000000a5d1",
        "entityUpdateTimeStamp": iso_time(at),
        "sequenceNumber": kind.changes,
    });
    Emitted { at, body: body.to_string().into_boxed_str() }
}
