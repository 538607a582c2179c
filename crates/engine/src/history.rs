//! What products tell of the past, as records that the log would have kept.

use activity_event::Event;
use activity_normalize::history::{self, Known, Numbers};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Issues whose history is to be rebuilt.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct RebuildRequest {
    /// When the app asked: milliseconds since 1970, UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub recorded: i64,
    /// Only what happened at this time or later.
    #[serde(default)]
    pub from: Option<i64>,
    /// Only what happened before this time.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub to: i64,
    /// Keys of status categories by id of status.
    pub statuses: BTreeMap<String, String>,
    /// The issues, JSON text each: as REST writes them, with `changelog.histories`, all comments and all worklogs.
    pub issues: Vec<String>,
    /// Pages and blog posts, JSON text each: `{"type": "page", "content": …, "space": …, "versions": […]}`.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<Vec<String>>"))]
    pub contents: Vec<String>,
    /// Numbers of issues that were seen so far, by key of project: see `Rebuilt`.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Option<BTreeMap<String, String>>"))]
    pub numbers: BTreeMap<String, String>,
}

/// What became of issues.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Rebuilt {
    /// The records, by time.
    pub events: Vec<Event>,
    /// Numbers of issues that were seen, by key of project, as ranges: `1-1811 1816-2000`. Those in former keys count.
    pub numbers: BTreeMap<String, String>,
}

/// Rebuilds the history of issues.
pub fn rebuild(request: &RebuildRequest) -> Rebuilt {
    let statuses: Map<String, Value> =
        request.statuses.iter().map(|(id, key)| (id.clone(), Value::from(key.as_str()))).collect();
    let known = Known { recorded: request.recorded, statuses: &Value::Object(statuses) };
    let mut numbers: BTreeMap<String, Numbers> =
        request.numbers.iter().map(|(project, text)| (project.clone(), Numbers::parse(text))).collect();
    let mut events = Vec::new();
    for text in &request.issues {
        let rebuilt = history::issue(text, &known);
        rebuilt.iter().flat_map(keys_in).for_each(|key| note(&mut numbers, key));
        events.extend(rebuilt);
    }
    events.extend(request.contents.iter().flat_map(|text| history::content(text, &known)));
    let wanted = request.from.unwrap_or(i64::MIN)..request.to;
    events.retain(|event| wanted.contains(&event.occurred));
    Event::sort(&mut events);
    Rebuilt {
        events,
        numbers: numbers.into_iter().map(|(project, numbers)| (project, numbers.to_string())).collect(),
    }
}

/// Keys that an issue has or had, as a record tells.
fn keys_in(event: &Event) -> Vec<&str> {
    let parent = event.subject.parent.as_ref().and_then(|parent| parent.key.as_deref());
    let former = event.changes.iter().filter(|change| change.field.eq_ignore_ascii_case("key"));
    let former = former.flat_map(|change| [&change.from, &change.to]);
    let former = former.filter_map(|value| value.as_ref()?.text.as_deref());
    event.subject.key.as_deref().into_iter().chain(parent).chain(former).collect()
}

fn note(numbers: &mut BTreeMap<String, Numbers>, key: &str) {
    if let Some((project, _)) = key.rsplit_once('-') {
        numbers.entry(project.to_owned()).or_default().add_key(project, key);
    }
}

/// Rebuilt records, and what the log has of the same issues and time.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MissingRequest {
    /// The rebuilt records.
    pub rebuilt: Vec<Event>,
    /// Records of the log.
    pub known: Vec<Event>,
}

/// The rebuilt records that the log does not have under another id.
pub fn missing(request: MissingRequest) -> Vec<Event> {
    history::missing(request.rebuilt, &request.known)
}

/// Issue numbers of a project that nobody has ever seen: from 1 to the highest, without those that were seen (`1-1811 1816`)
/// and those of keys that the log knows. First and last number of each range.
pub fn gaps(project: &str, seen: &str, known_keys: &[String]) -> Vec<(u64, u64)> {
    let mut numbers = Numbers::parse(seen);
    for key in known_keys {
        numbers.add_key(project, key);
    }
    numbers.gaps().ranges().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn request(more: &Value) -> RebuildRequest {
        let issue = json!({
            "id": "1", "key": "OPS-3", "fields": {"created": 1_000, "project": {"id": "7", "key": "OPS"}},
            "changelog": {"histories": [{"id": "5", "created": 2_000, "items": [{"field": "Key", "fromString": "PAY-12", "toString": "OPS-3"}]}]},
        });
        let mut request =
            json!({"recorded": 9_000, "to": 9_000, "statuses": {}, "issues": [issue.to_string(), "{"]});
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        serde_json::from_value(request).unwrap()
    }

    #[test]
    fn records_of_the_range_and_the_numbers_of_all_keys() {
        let rebuilt = rebuild(&request(&json!({"numbers": {"PAY": "1-3"}})));
        let told: Vec<(&str, i64)> = rebuilt.events.iter().map(|e| (e.action.name(), e.occurred)).collect();
        assert_eq!(told, [("issue.created", 1_000), ("issue.moved", 2_000)], "and the broken one at 9,000");
        assert_eq!(rebuilt.numbers, [("OPS".into(), "3".into()), ("PAY".into(), "1-3 12".into())].into());
        let later = rebuild(&request(&json!({"from": 2_000, "to": 9_001})));
        let told: Vec<&str> = later.events.iter().map(|event| event.action.name()).collect();
        assert_eq!(told, ["issue.moved", "payload.unreadable"]);
    }

    #[test]
    fn what_the_log_knows_is_no_gap() {
        assert_eq!(gaps("PAY", "1-3 12", &["PAY-5".into(), "OPS-6".into()]), [(4, 4), (6, 11)]);
    }
}
