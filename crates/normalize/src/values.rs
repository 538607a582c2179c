//! What a member of a payload says, as the value of a change.
//!
//! A value is shown as a person when it has an id and no text; so whatever is no person has a text.

use crate::{
    adf::flatten,
    personal,
    tree::{at, text_at},
};
use activity_event::Value;
use serde_json::Value as Json;

/// Names under which things tell their id, in order of preference.
const IDS: &[&str] = &["id", "groupId", "fieldId", "key"];
/// Names under which things tell what they are called.
const NAMES: &[&str] = &["title", "name", "key", "value"];

/// Any member: none when it is null or empty.
///
/// Of a person the account id is kept, of a thing its id and name, of a document its text, of a list its items one after
/// the other. Other objects stay JSON text, without personal data.
pub(crate) fn any(value: &Json) -> Option<Value> {
    match value {
        Json::Null => None,
        Json::Bool(flag) => Some(Value::text(flag.to_string())),
        Json::Number(number) => Some(Value::text(number.to_string())),
        Json::String(text) => (!text.trim().is_empty()).then(|| Value::text(text)),
        Json::Array(items) => list(items),
        Json::Object(members) if members.is_empty() => None,
        Json::Object(_) => Some(object(value)),
    }
}

/// A person, given as a user or as an account id. Somebody without an account is a value without id and text.
pub(crate) fn person(value: &Json) -> Option<Value> {
    match value {
        Json::Null => None,
        Json::String(text) if text.is_empty() => None,
        Json::String(text) if personal::may_be_account(text) => Some(Value::id(text)),
        _ => Some(text_at(value, "accountId").map_or_else(Value::default, Value::id)),
    }
}

/// The id of a thing that is no person.
pub(crate) fn id(value: &Json) -> Option<Value> {
    let known = any(value)?;
    Some(Value { id: known.id.or_else(|| known.text.clone()), ..known })
}

/// The things below `items`, as user events list groups and roles: their ids only.
pub(crate) fn ids_of_items(value: &Json) -> Option<Value> {
    let items = value.get("items").unwrap_or(value).as_array()?;
    let name = |item: &Json| {
        ["groupId", "id", "key", "name"]
            .iter()
            .find_map(|name| text_at(item, name))
            .or_else(|| text_at(item, ""))
    };
    let texts: Vec<String> = items.iter().filter_map(name).collect();
    let unlisted = || text_at(value, "size").filter(|size| size != "0");
    if texts.is_empty() { unlisted().map(Value::text) } else { Some(Value::text(texts.join(", "))) }
}

/// Projects of a context; none listed means all of them.
pub(crate) fn projects_or_all(value: &Json) -> Option<Value> {
    any(value).or_else(|| value.is_array().then(|| Value::text("all projects")))
}

/// Issue types of a context; none listed means all of them.
pub(crate) fn issue_types_or_all(value: &Json) -> Option<Value> {
    any(value).or_else(|| value.is_array().then(|| Value::text("all issue types")))
}

/// The status of content, unless it is the one that nearly all content has.
pub(crate) fn unless_current(value: &Json) -> Option<Value> {
    any(value).filter(|status| status.text.as_deref() != Some("current"))
}

/// With whom a filter is shared: `project: PAY`, `group: finance`, `loggedin`.
pub(crate) fn shares(value: &Json) -> Option<Value> {
    let texts: Vec<String> = value.as_array()?.iter().map(share).collect();
    (!texts.is_empty()).then(|| Value::text(texts.join(", ")))
}

fn share(item: &Json) -> String {
    let named = |name: &str| {
        let of = item.get(name)?;
        ["key", "name", "groupId", "id"].iter().find_map(|member| text_at(of, member))
    };
    let user = text_at(item, "user.accountId").map(|id| format!("[~accountid:{id}]"));
    let with: Vec<String> =
        user.into_iter().chain(["project", "role", "group"].iter().filter_map(|name| named(name))).collect();
    let Some(kind) = text_at(item, "type") else { return stripped(item) };
    if with.is_empty() { kind } else { format!("{kind}: {}", with.join(" ")) }
}

/// Columns of a board with their statuses and limits: `To Do: 10001; Done: 10002, 10003 (2 to 5)`.
pub(crate) fn columns(value: &Json) -> Option<Value> {
    let column = |column: &Json| {
        let statuses = column.get("statuses").and_then(any).and_then(|all| all.text).unwrap_or_default();
        let limits = match (text_at(column, "min"), text_at(column, "max")) {
            (None, None) => String::new(),
            (Some(min), None) => format!(" (at least {min})"),
            (None, Some(max)) => format!(" (at most {max})"),
            (Some(min), Some(max)) => format!(" ({min} to {max})"),
        };
        let name = text_at(column, "name").unwrap_or_default();
        if statuses.is_empty() { format!("{name}{limits}") } else { format!("{name}: {statuses}{limits}") }
    };
    let texts: Vec<String> = value.as_array()?.iter().map(column).collect();
    (!texts.is_empty()).then(|| Value::text(texts.join("; ")))
}

/// What a board estimates by: the kind, and the field's id and name.
pub(crate) fn estimation(value: &Json) -> Option<Value> {
    let kind = text_at(value, "type");
    let field = text_at(value, "field.displayName").or_else(|| text_at(value, "field.fieldId"));
    let text = field.or(kind)?;
    Some(Value { id: text_at(value, "field.fieldId"), text: Some(text) })
}

fn object(value: &Json) -> Value {
    let is = |name: &str| at(value, name).is_some();
    if is("accountId") || is("displayName") || is("emailAddress") {
        return text_at(value, "accountId").map_or_else(Value::default, Value::id);
    }
    let kind = text_at(value, "type");
    if kind.as_deref() == Some("doc") {
        return Value::text(flatten(value));
    }
    // A personal space is called after its owner.
    let names = if kind.as_deref() == Some("personal") { &["key"] } else { NAMES };
    let id = IDS.iter().find_map(|name| text_at(value, name));
    let text = names.iter().find_map(|name| text_at(value, name)).or_else(|| id.clone());
    if text.is_none() { Value::text(stripped(value)) } else { Value { id, text } }
}

/// Items of a list: their texts, and their ids where each has one. People in it are written as documents write mentions.
fn list(items: &[Json]) -> Option<Value> {
    let values: Vec<Value> = items.iter().filter_map(any).collect();
    if values.is_empty() {
        return None;
    }
    let text = |value: &Value| match (&value.text, &value.id) {
        (Some(text), _) => text.clone(),
        (None, Some(account)) => format!("[~accountid:{account}]"),
        (None, None) => "?".to_owned(),
    };
    let texts: Vec<String> = values.iter().map(text).collect();
    let ids: Option<Vec<&str>> = values.iter().map(|value| value.id.as_deref()).collect();
    let id =
        ids.map(
            |ids| {
                if let [one] = ids.as_slice() { (*one).to_owned() } else { format!("[{}]", ids.join(", ")) }
            },
        );
    Some(Value { id, text: Some(texts.join(", ")) })
}

fn stripped(value: &Json) -> String {
    let mut value = value.clone();
    personal::strip(&mut value);
    value.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn both(id: &str, text: &str) -> Value {
        Value { id: Some(id.into()), text: Some(text.into()) }
    }

    #[test]
    fn things_people_documents_and_lists() {
        assert_eq!(any(&json!({"id": 7, "name": "Platform", "self": "x"})), Some(both("7", "Platform")));
        assert_eq!(any(&json!({"accountId": "5b10", "displayName": "Made Up"})), Some(Value::id("5b10")));
        assert_eq!(any(&json!({"displayName": "Made Up"})), Some(Value::default()));
        let doc = json!({"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "a"}]}]});
        assert_eq!(any(&doc), Some(Value::text("a")));
        assert_eq!(any(&json!([1, 2])), Some(Value::text("1, 2")));
        assert_eq!(
            any(&json!([{"id": 1, "title": "a"}, {"id": 2, "title": "b"}])),
            Some(both("[1, 2]", "a, b"))
        );
        assert_eq!(any(&json!([{"accountId": "5b10"}])).unwrap().text.as_deref(), Some("[~accountid:5b10]"));
    }

    #[test]
    fn nothing_is_none() {
        for nothing in [json!(null), json!(" "), json!([]), json!({}), json!([null])] {
            assert_eq!(any(&nothing), None, "{nothing}");
            assert_eq!(id(&nothing), None, "{nothing}");
        }
        assert_eq!(any(&json!(false)), Some(Value::text("false")));
        assert_eq!(any(&json!(0)), Some(Value::text("0")));
    }

    #[test]
    fn the_name_of_a_personal_space_is_its_owner_s() {
        let space = json!({"id": 7, "key": "~5b10", "name": "Made Up", "type": "personal"});
        assert_eq!(any(&space), Some(both("7", "~5b10")));
    }

    #[test]
    fn people_are_accounts_or_somebody() {
        assert_eq!(person(&json!("5b10")), Some(Value::id("5b10")));
        assert_eq!(person(&json!("made.up@example.invalid")), Some(Value::default()));
        assert_eq!(person(&json!({"name": "mup"})), Some(Value::default()));
        assert_eq!(person(&json!(null)), None);
    }

    #[test]
    fn shares_say_with_whom() {
        let list = json!([{"type": "project", "project": {"key": "PAY", "name": "Payments"}, "role": {"name": "Developers"}},
            {"type": "group", "group": {"name": "finance"}}, {"type": "loggedin"},
            {"type": "user", "user": {"accountId": "5b10", "displayName": "Made Up"}}]);
        let text = "project: PAY Developers, group: finance, loggedin, user: [~accountid:5b10]";
        assert_eq!(shares(&list), Some(Value::text(text)));
    }

    #[test]
    fn columns_have_statuses_and_limits() {
        let list = json!([{"name": "To Do", "statuses": [{"id": "1"}]}, {"name": "Done", "statuses": [{"id": 2}, {"id": 3}],
            "max": 5}, {"name": "Later", "min": 1, "max": 2}]);
        assert_eq!(columns(&list), Some(Value::text("To Do: 1; Done: 2, 3 (at most 5); Later (1 to 2)")));
    }

    #[test]
    fn groups_are_their_ids() {
        let groups = json!({"size": 1, "items": [{"name": "jira-users", "groupId": "44"}]});
        assert_eq!(ids_of_items(&groups), Some(Value::text("44")));
        assert_eq!(ids_of_items(&json!({"size": 0, "items": []})), None);
        assert_eq!(ids_of_items(&json!({"size": 3, "items": []})), Some(Value::text("3")));
    }
}
