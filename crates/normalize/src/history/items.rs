//! Items of a changelog, also of old ones that lack the field's id.

use crate::tree::text_at;
use serde_json::{Value, json};

/// Names under which changelogs keep system fields, and the ids of these fields. Names are Jira's own English ones; a site in
/// another language has the ids.
const SYSTEM_FIELDS: &[(&str, &str)] = &[
    ("Attachment", "attachment"),
    ("Component", "components"),
    ("Fix Version", "fixVersions"),
    ("Link", "issuelinks"),
    ("Project", "project"),
    ("Version", "versions"),
    ("assignee", "assignee"),
    ("description", "description"),
    ("duedate", "duedate"),
    ("environment", "environment"),
    ("issuetype", "issuetype"),
    ("labels", "labels"),
    ("priority", "priority"),
    ("reporter", "reporter"),
    ("resolution", "resolution"),
    ("security", "security"),
    ("status", "status"),
    ("summary", "summary"),
    ("timeestimate", "timeestimate"),
    ("timeoriginalestimate", "timeoriginalestimate"),
    ("timespent", "timespent"),
];

/// Names under which the field `parent` was kept at one time or another.
const PARENTS: &[&str] = &["IssueParentAssociation", "Parent", "Parent Issue", "Epic Link"];

/// One field that changed, with what is needed to take it back.
pub(super) struct Item {
    field: String,
    field_id: Option<String>,
    pub(super) from_id: Option<String>,
    pub(super) from_text: Option<String>,
    pub(super) to_id: Option<String>,
    pub(super) to_text: Option<String>,
}

impl Item {
    /// The items of an entry. What is no item is left out here; the record's own reader tells.
    pub(super) fn all(history: &Value) -> Vec<Self> {
        let items = history.get("items").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        items.iter().filter(|item| item.is_object()).map(Self::of).collect()
    }

    fn of(item: &Value) -> Self {
        let field = text_at(item, "field").unwrap_or_default();
        let field_id = text_at(item, "fieldId").or_else(|| field_id(&field).map(str::to_owned));
        Self {
            from_id: text_at(item, "tmpFromAccountId").or_else(|| text_at(item, "from")),
            from_text: text_at(item, "fromString"),
            to_id: text_at(item, "tmpToAccountId").or_else(|| text_at(item, "to")),
            to_text: text_at(item, "toString"),
            field,
            field_id,
        }
    }

    /// Whether it is about this field.
    pub(super) fn is(&self, id: &str) -> bool {
        let same = |name: &str| name.eq_ignore_ascii_case(id);
        match &self.field_id {
            Some(field_id) if same(field_id) => true,
            _ if id == "parent" => PARENTS.contains(&self.field.as_str()),
            Some(_) => false,
            None => same(&self.field),
        }
    }
}

/// The id of the system field that a changelog calls so.
fn field_id(name: &str) -> Option<&'static str> {
    SYSTEM_FIELDS.iter().find(|row| row.0.eq_ignore_ascii_case(name)).map(|row| row.1)
}

/// The items with the ids of system fields filled in, as today's changelogs have them.
pub(super) fn with_ids(history: &Value) -> Value {
    let mut items = history.get("items").cloned().unwrap_or(Value::Null);
    for item in items.as_array_mut().into_iter().flatten() {
        let known = text_at(item, "fieldId").is_some();
        let id = text_at(item, "field").as_deref().and_then(field_id).filter(|_| !known);
        if let (Some(id), Value::Object(item)) = (id, item) {
            item.insert("fieldId".into(), json!(id));
        }
    }
    items
}

/// The value before, as fields have it: id and name; null when it was empty.
pub(super) fn id_and_name(item: &Item) -> Value {
    if item.from_id.is_none() && item.from_text.is_none() {
        return Value::Null;
    }
    json!({"id": item.from_id, "name": item.from_text})
}

/// Whether this is an issue's key: `PAY-12`.
pub(super) fn is_key(text: &str) -> bool {
    text.rsplit_once('-').is_some_and(|(project, number)| {
        project.starts_with(|c: char| c.is_ascii_uppercase())
            && !number.is_empty()
            && number.bytes().all(|digit| digit.is_ascii_digit())
    })
}

/// The project's part of an issue's key.
pub(super) fn project_of_key(key: &str) -> &str {
    key.rsplit_once('-').map_or(key, |(project, _)| project)
}
