//! What is known of fields that are no facts of an issue.

use super::facts::is_fact;
use super::state::State;
use activity_event::{Change, SubjectKind, Value};
use serde_json::Value as Json;

/// Attributes of fields begin with this.
const FIELD: &str = "c.";
const NAME: &str = "name";

/// Fields of an issue of which a change tells one of several, or that say nothing of the issue.
const OF_MANY: &[&str] = &[
    "attachment",
    "comment",
    "link",
    "issuelinks",
    "remoteissuelink",
    "remoteworkitemlink",
    "worklogid",
    "version",
    "versions",
    "fix version",
    "component",
    "rank",
    "clonedfrom",
    // These have attributes of their own.
    "description",
    "key",
    "project",
];

/// What records say of the event itself, not of how the thing is now.
const OF_EVENT: &[&str] = &[
    "suppressNotifications",
    "versionMessage",
    "minorEdit",
    "copiedFrom",
    "fieldContextId",
    "mergedVersion",
    "newFixVersion",
    "newAffectsVersion",
    "customFieldReplacements",
];

fn name(change: &Change) -> &str {
    change.field_id.as_deref().unwrap_or(&change.field)
}

fn is_of_many(change: &Change) -> bool {
    OF_MANY
        .iter()
        .any(|field| field.eq_ignore_ascii_case(&change.field) || field.eq_ignore_ascii_case(name(change)))
}

/// Takes in the values that fields have now. Gives whether anything changed.
pub(super) fn learn(changes: &[Change], kind: SubjectKind, item: &str, at: i64, state: &mut State) -> bool {
    let mut news = false;
    for change in changes {
        let elsewhere = kind == SubjectKind::Issue && (is_fact(change) || is_of_many(change));
        if elsewhere || OF_EVENT.contains(&name(change)) {
            continue;
        }
        let said = change.to.as_ref().is_none_or(|to| *to != Value::default());
        let value = said.then(|| as_json(change, change.to.as_ref()));
        news |= state.put(item, &format!("{FIELD}{}", name(change)), at, value);
    }
    news
}

/// Fills in the values before, where a record says that there was one and not which.
pub(super) fn fill_from(changes: &mut [Change], item: &str, time: i64, state: &State) {
    for change in changes {
        if change.from != Some(Value::default()) {
            continue;
        }
        if let Some(known) = state.value_before(item, &format!("{FIELD}{}", name(change)), time) {
            change.from = as_value(known);
        }
    }
}

/// Adds the last values of the fields that a record of a deletion does not speak of.
pub(super) fn fill_last(changes: &mut Vec<Change>, item: &str, time: i64, state: &State) {
    for (id, known) in state.all_before(item, FIELD, time) {
        if !changes.iter().any(|change| name(change) == id) {
            changes.extend(last(id, known));
        }
    }
}

/// A field's last value, which goes; none when it is not known or empty.
pub(super) fn last_of(id: &str, item: &str, time: i64, state: &State) -> Option<Change> {
    last(id, state.value_before(item, &format!("{FIELD}{id}"), time)?)
}

fn last(id: &str, known: &Json) -> Option<Change> {
    let from = Some(as_value(known)?);
    let field = known.get(NAME).and_then(Json::as_str);
    let field_id = field.map(|_| id.to_owned());
    Some(Change { field_id, field: field.unwrap_or(id).to_owned(), from, to: None })
}

/// The attribute of a field of our own that has a text.
pub(super) fn value(field: &str, text: &str) -> Json {
    let change = Change { field_id: Some(field.to_owned()), field: field.to_owned(), from: None, to: None };
    as_json(&change, Some(&Value::text(text)))
}

/// The value of a field, or that it is empty; with the field's name, unless it has no id beside it.
fn as_json(change: &Change, value: Option<&Value>) -> Json {
    let part = |part: fn(&Value) -> &Option<String>| part(value?).clone();
    let named = change.field_id.is_some().then(|| change.field.clone());
    let parts = [(NAME, named), ("id", part(|value| &value.id)), ("text", part(|value| &value.text))];
    let there = parts.into_iter().filter_map(|(name, part)| Some((name.to_owned(), Json::from(part?))));
    Json::Object(there.collect())
}

/// The value; none when the field was empty.
fn as_value(json: &Json) -> Option<Value> {
    let part = |name: &str| json.get(name).and_then(Json::as_str).map(str::to_owned);
    let value = Value { id: part("id"), text: part("text") };
    (value != Value::default()).then_some(value)
}
