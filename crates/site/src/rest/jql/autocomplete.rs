//! `GET /rest/api/3/jql/autocompletedata`: fields, functions and reserved words.

use super::{fields, suggestions};
use crate::permissions::Caller;
use crate::rest::{Answer, Shared, caller::staff};
use activity_filter::{FieldKind, FieldRow, FunctionRow, Operators};
use axum::extract::State;
use serde_json::{Value, json};

pub(super) async fn data(State(site): State<Shared>, caller: Caller) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let of_issues = activity_filter::fields().filter(|row| fields::is_jiras(row.field));
    let written = of_issues.map(|row| field(row, suggestions::offers(world, row.name).is_some()));
    Ok(Answer::ok(json!({
        "visibleFieldNames": written.collect::<Value>(),
        "visibleFunctionNames": activity_filter::functions().iter().map(function).collect::<Value>(),
        "jqlReservedWords": activity_jql::reserved_words().collect::<Value>(),
    })))
}

fn field(row: &FieldRow, suggests: bool) -> Value {
    let mut written = json!({
        "value": row.name,
        "displayName": row.name,
        "orderable": "true",
        "searchable": "true",
        "operators": row.all_operators().map(|operator| operator.to_string().to_lowercase()).collect::<Value>(),
        "types": [java_type(row.kind)],
    });
    if let (true, Some(object)) = (suggests, written.as_object_mut()) {
        object.insert("auto".into(), "true".into());
    }
    written
}

fn function(row: &FunctionRow) -> Value {
    let open = if row.arguments_min > 0 { "(\"\")" } else { "()" };
    let mut written = json!({
        "value": format!("{}{open}", row.name),
        "displayName": format!("{}{open}", row.name),
        "types": row.fits.iter().map(|kind| java_type(*kind)).collect::<Value>(),
    });
    if let (Operators::List, Some(object)) = (row.operators, written.as_object_mut()) {
        object.insert("isList".into(), "true".into());
    }
    written
}

/// Jira names the types of values as its server does.
fn java_type(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Person => "com.atlassian.jira.user.ApplicationUser",
        FieldKind::Time | FieldKind::Day => "java.util.Date",
        FieldKind::Named => "com.atlassian.jira.issue.status.Status",
        FieldKind::IssueType => "com.atlassian.jira.issue.issuetype.IssueType",
        FieldKind::Component => "com.atlassian.jira.bc.project.component.ProjectComponent",
        FieldKind::Version => "com.atlassian.jira.project.version.Version",
        FieldKind::Category => "com.atlassian.jira.project.ProjectCategory",
        FieldKind::Container => "com.atlassian.jira.project.Project",
        FieldKind::Issue => "com.atlassian.jira.issue.Issue",
        FieldKind::Number => "java.lang.Number",
        FieldKind::Duration => "com.atlassian.jira.jql.util.JqlDurationType",
        FieldKind::Choice
        | FieldKind::Word
        | FieldKind::Workflow
        | FieldKind::Text
        | FieldKind::Sprint
        | FieldKind::Organization
        | FieldKind::Sla
        | FieldKind::Approval => "java.lang.String",
    }
}
