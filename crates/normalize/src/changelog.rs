//! Changelog items to changes.

use crate::{
    lenient::{List, LooseText, Text},
    moment::Moment,
    object::NotAList,
};
use activity_event::{Change, Value};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

/// The changelog of an issue event.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, expecting = "a changelog")]
pub(crate) struct RawChangelog {
    /// Not documented, but sent.
    pub(crate) id: Text,
    pub(crate) created: Moment,
    items: List<RawItem>,
    #[serde(rename = "length")]
    _not_a_list: NotAList,
}

/// One field that changed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase", expecting = "a changelog item")]
struct RawItem {
    field: Text,
    field_id: Text,
    from: Text,
    from_string: Text,
    to: Text,
    to_string: LooseText,
    tmp_from_account_id: Text,
    tmp_to_account_id: Text,
}

impl RawChangelog {
    /// All items, in the order of the payload. Of people only account ids are kept.
    pub(crate) fn changes(&self) -> Vec<Change> {
        self.items.0.iter().map(RawItem::change).collect()
    }
}

impl RawItem {
    fn change(&self) -> Change {
        let name = self.field.get().or(self.field_id.get());
        Change {
            field_id: self.field_id.owned(),
            field: name.unwrap_or("unknown").to_owned(),
            from: self.side(&self.from, &self.tmp_from_account_id, &self.from_string),
            to: self.side(&self.to, &self.tmp_to_account_id, &self.to_string.0),
        }
    }

    /// One side of the change; none when the field was empty.
    fn side(&self, id: &Text, account: &Text, text: &Text) -> Option<Value> {
        if id.get().is_none() && account.get().is_none() && text.get().is_none() {
            return None;
        }
        let id = account.owned().or_else(|| id.owned());
        // A person of whom only the name is given is a value without id and text: somebody, but the log must not say who.
        let text = if self.is_person() { None } else { text.owned() };
        Some(Value { id, text })
    }

    fn is_person(&self) -> bool {
        let accounts = [&self.tmp_from_account_id, &self.tmp_to_account_id];
        accounts.iter().any(|account| account.get().is_some())
            || names_person_field(self.field_id.get().or(self.field.get()).unwrap_or_default())
            || self.from.get().is_some_and(is_account_list)
            || self.to.get().is_some_and(is_account_list)
    }
}

/// [`RawItem::is_person`] for an item in a payload that is kept as it is.
pub(crate) fn is_person_item(item: &Map<String, Json>) -> bool {
    if !item.contains_key("fromString") && !item.contains_key("toString") {
        return false;
    }
    let text = |name: &str| item.get(name).and_then(Json::as_str);
    item.contains_key("tmpFromAccountId")
        || item.contains_key("tmpToAccountId")
        || names_person_field(text("fieldId").or(text("field")).unwrap_or_default())
        || text("from").is_some_and(is_account_list)
        || text("to").is_some_and(is_account_list)
}

/// System fields whose values are people.
fn names_person_field(field: &str) -> bool {
    ["assignee", "reporter", "creator"].iter().any(|name| field.eq_ignore_ascii_case(name))
}

/// Whether a value is one account id or a list of them, as custom fields for people write it: `[5b10…, 557058:…]`.
fn is_account_list(value: &str) -> bool {
    let inner = value.trim_start_matches('[').trim_end_matches(']');
    inner.split(',').all(|part| is_account_id(part.trim()))
}

/// The three forms of account ids: 24 hexadecimal digits, a number and a UUID, and portal customers.
pub(crate) fn is_account_id(text: &str) -> bool {
    let is_hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    let old = text.len() == 24 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let new = text.split_once(':').is_some_and(|(number, uuid)| {
        !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && uuid.len() == 36
            && is_hex(uuid)
    });
    old || new || text.starts_with("qm:")
}

/// What a list of changes amounts to, in decreasing order of weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gist {
    /// The issue went to another project.
    Moved,
    /// The resolution went from empty to a value.
    Resolved,
    /// The status changed.
    Transitioned,
    /// The assignee changed.
    Assigned,
}

/// The weightiest thing that these changes say; none when they are ordinary edits.
pub(crate) fn gist(changes: &[Change]) -> Option<Gist> {
    changes.iter().filter_map(weigh).min()
}

fn weigh(change: &Change) -> Option<Gist> {
    let is = |name: &str| {
        change.field.eq_ignore_ascii_case(name)
            || change.field_id.as_deref().is_some_and(|id| id.eq_ignore_ascii_case(name))
    };
    if is("key") || is("project") {
        Some(Gist::Moved)
    } else if is("resolution") && change.from.is_none() && change.to.is_some() {
        Some(Gist::Resolved)
    } else if is("status") {
        Some(Gist::Transitioned)
    } else if is("assignee") {
        Some(Gist::Assigned)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn changes(items: &Json) -> Vec<Change> {
        let changelog: RawChangelog = serde_json::from_value(json!({"items": items})).unwrap();
        changelog.changes()
    }

    #[test]
    fn people_are_ids_only() {
        let id = "557058:00000000-0000-4000-8000-000000000001";
        for field in ["assignee", "customfield_10010"] {
            let item = json!({"field": field, "fieldId": field, "to": id, "toString": "Made Up"});
            assert_eq!(changes(&json!([item]))[0].to, Some(Value::id(id)), "{field}");
        }
        let several = json!([{"field": "Approvers", "from": null, "to": format!("[{id}, qm:1:2]"), "toString": "A, B"}]);
        assert_eq!(changes(&several)[0].to, Some(Value::id(format!("[{id}, qm:1:2]"))));
        let nameless = json!([{"field": "assignee", "fromString": "Made Up", "from": null, "to": null}]);
        assert_eq!(changes(&nameless)[0].from, Some(Value::default()));
    }

    #[test]
    fn values_keep_id_and_text_and_empty_is_none() {
        let item = json!({"field": "Rank", "from": "", "fromString": null, "to": 3, "toString": "Done"});
        let change = &changes(&json!([item, null]))[0];
        assert_eq!(change.from, None);
        assert_eq!(change.to, Some(Value { id: Some("3".into()), text: Some("Done".into()) }));
    }

    #[test]
    fn the_weightiest_change_wins() {
        let item =
            |field: &str| json!({"field": field, "fieldId": field, "from": null, "to": "1", "toString": "x"});
        let gist_of = |fields: &[&str]| gist(&changes(&fields.iter().map(|field| item(field)).collect()));
        assert_eq!(gist_of(&["assignee", "status", "resolution", "Key"]), Some(Gist::Moved));
        assert_eq!(gist_of(&["assignee", "status", "resolution"]), Some(Gist::Resolved));
        assert_eq!(gist_of(&["assignee", "status"]), Some(Gist::Transitioned));
        assert_eq!(gist_of(&["labels", "assignee"]), Some(Gist::Assigned));
        assert_eq!(gist_of(&["labels"]), None);
    }

    #[test]
    fn taking_a_resolution_back_is_no_resolution() {
        let reopened =
            changes(&json!([{"field": "resolution", "from": "1", "fromString": "Done", "to": null}]));
        assert_eq!(gist(&reopened), None);
    }
}
