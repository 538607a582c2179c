//! What an issue was at any time: its present values with the changes taken back.

use super::items::{Item, id_and_name, is_key, project_of_key};
use crate::moment::parse_moment;
use crate::tree::{at, text_at};
use serde_json::{Map, Value, json};

/// Fields that records keep, as REST names them. All but the first two may change.
const FIELDS: &[&str] = &[
    "creator",
    "created",
    "summary",
    "issuetype",
    "project",
    "reporter",
    "assignee",
    "status",
    "priority",
    "resolution",
    "labels",
    "components",
    "fixVersions",
    "parent",
    "description",
];

/// One entry of the changelog.
pub(super) struct Step<'a> {
    /// Milliseconds since 1970, UTC; none when it cannot be read.
    pub(super) created: Option<i64>,
    pub(super) history: &'a Value,
    pub(super) items: Vec<Item>,
    /// The issue after it: `{"id", "key", "fields"}`.
    pub(super) after: Value,
}

/// An issue through time.
pub(super) struct Past<'a> {
    /// As it was created; when its history is not known, what never changes and where it is now.
    pub(super) first: Value,
    /// What changed, oldest first.
    pub(super) steps: Vec<Step<'a>>,
}

impl<'a> Past<'a> {
    /// Takes the changes back, the last one first.
    pub(super) fn of(issue: &'a Value, statuses: &Value) -> Self {
        let mut now = chosen(issue, FIELDS);
        let Some(histories) = at(issue, "changelog.histories").and_then(Value::as_array) else {
            // The project is where the issue is found, not what is said of it.
            return Self { first: chosen(issue, &["creator", "created", "project"]), steps: Vec::new() };
        };
        let mut steps: Vec<(i64, u64, Step)> = Vec::new();
        for history in histories {
            let created = text_at(history, "created").and_then(|text| parse_moment(&text));
            let id = text_at(history, "id").and_then(|id| id.parse().ok()).unwrap_or(u64::MAX);
            let order = (created.unwrap_or(i64::MAX), id);
            let step = Step { created, history, items: Item::all(history), after: Value::Null };
            // Jira gives them in order, so that hardly anything is moved.
            let place = steps.partition_point(|known| (known.0, known.1) <= order);
            steps.insert(place, (order.0, order.1, step));
        }
        let mut steps: Vec<Step> = steps.into_iter().map(|(_, _, step)| step).collect();
        for step in steps.iter_mut().rev() {
            let before = taken_back(&now, &step.items, statuses);
            step.after = std::mem::replace(&mut now, before);
        }
        Self { first: now, steps }
    }

    /// The issue as it was at that time; the first values for times that are not known.
    pub(super) fn at(&self, time: Option<i64>) -> &Value {
        let Some(time) = time else { return &self.first };
        let passed = |step: &&Step| step.created.is_some_and(|created| created <= time);
        self.steps.iter().rev().find(passed).map_or(&self.first, |step| &step.after)
    }
}

/// Id, key and some of the fields.
fn chosen(issue: &Value, names: &[&str]) -> Value {
    let mut fields = Map::new();
    for name in names {
        if let Some(value) = issue.get("fields").and_then(|fields| fields.get(*name)) {
            fields.insert((*name).to_owned(), value.clone());
        }
    }
    json!({"id": issue.get("id"), "key": issue.get("key"), "fields": fields})
}

/// The issue before these changes.
fn taken_back(after: &Value, items: &[Item], statuses: &Value) -> Value {
    let mut before = after.clone();
    for item in items.iter().rev() {
        take_back(&mut before, item, statuses);
    }
    before
}

fn take_back(issue: &mut Value, item: &Item, statuses: &Value) {
    if item.is("key") || item.is("issuekey") {
        if let Some(key) = &item.from_text {
            let project = project_of_key(key);
            set(issue, &["key"], json!(key));
            if let Some(Value::Object(object)) = member(issue, &["fields", "project"]) {
                object.insert("key".into(), json!(project));
            }
        }
        return;
    }
    let Some(field) = FIELDS.iter().skip(2).find(|name| item.is(name)) else { return };
    let from = match *field {
        "summary" | "description" => item.from_text.as_ref().map_or(Value::Null, |text| json!(text)),
        "labels" => {
            item.from_text.as_deref().unwrap_or_default().split_whitespace().map(Value::from).collect()
        }
        "assignee" | "reporter" => item.from_id.as_ref().map_or_else(
            // A name without an account: somebody, who is not known.
            || item.from_text.as_ref().map_or(Value::Null, |_| json!({})),
            |id| json!({"accountId": id}),
        ),
        "components" | "fixVersions" => return swap(issue, field, item),
        "status" => {
            let category = item.from_id.as_ref().and_then(|id| statuses.get(id));
            let mut status = id_and_name(item);
            if let (Value::Object(status), Some(category)) = (&mut status, category) {
                status.insert("statusCategory".into(), json!({"key": category}));
            }
            status
        }
        // The key comes with its own item, before or after this one.
        "project" => {
            let key = text_at(issue, "key").map(|key| project_of_key(&key).to_owned());
            json!({"id": item.from_id, "name": item.from_text, "key": key})
        }
        "parent" => match item.from_text.as_deref().or(item.from_id.as_deref()) {
            None => Value::Null,
            Some(key) if is_key(key) => json!({"key": key}),
            // An id says nothing to a query; what is not known is left out.
            Some(_) => return remove(issue, field),
        },
        _ => id_and_name(item),
    };
    set(issue, &["fields", field], from);
}

/// Takes back that one value came to a list and another one left it.
fn swap(issue: &mut Value, field: &str, item: &Item) {
    let Some(Value::Array(list)) = member(issue, &["fields", field]) else { return };
    let is = |value: &Value, id: &Option<String>, name: &Option<String>| match id {
        Some(id) => text_at(value, "id").as_ref() == Some(id),
        None => name.is_some() && text_at(value, "name") == *name,
    };
    list.retain(|value| !is(value, &item.to_id, &item.to_text));
    if (item.from_id.is_some() || item.from_text.is_some())
        && !list.iter().any(|value| is(value, &item.from_id, &item.from_text))
    {
        list.push(json!({"id": item.from_id, "name": item.from_text}));
    }
}

fn member<'v>(value: &'v mut Value, path: &[&str]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |value, name| value.get_mut(*name))
}

fn set(issue: &mut Value, path: &[&str], value: Value) {
    let Some((last, above)) = path.split_last() else { return };
    if let Some(Value::Object(object)) = member(issue, above) {
        object.insert((*last).to_owned(), value);
    }
}

fn remove(issue: &mut Value, field: &str) {
    if let Some(Value::Object(fields)) = issue.get_mut("fields") {
        fields.remove(field);
    }
}
