//! Ids of records: always derived from what happened, so that a redelivery gives the same id.

use crate::{payload::Payload, tree::Tree};
use activity_event::{Change, EventId};
use serde_json::Value;

/// Members of the root that differ between two deliveries of one event.
const VARYING: &[&str] = &["context", "contextToken", "retryContext"];

/// A digest of the whole payload without what belongs to the delivery: the last resort, when a payload has neither id,
/// version nor time. Two events that say exactly the same then count as one.
pub(crate) fn fingerprint<P: Payload>(payload: &P) -> String {
    let text = payload.read::<Tree>().map_or_else(|_| payload.raw(), |tree| canonical(&tree.0));
    EventId::derive(&[&text]).to_string()
}

/// [`fingerprint`] of a payload that has been read as a value.
pub(crate) fn fingerprint_of(payload: &Value) -> String {
    EventId::derive(&[&canonical(payload)]).to_string()
}

fn canonical(payload: &Value) -> String {
    let Value::Object(root) = payload else { return payload.to_string() };
    let mut root = root.clone();
    root.retain(|name, _| !VARYING.contains(&name.as_str()));
    Value::Object(root).to_string()
}

/// A digest of changes; their order does not count.
pub(crate) fn digest(changes: &[Change]) -> String {
    let mut lines: Vec<String> = changes.iter().map(line).collect();
    lines.sort_unstable();
    let parts: Vec<&str> = lines.iter().map(String::as_str).collect();
    EventId::derive(&parts).to_string()
}

fn line(change: &Change) -> String {
    let value = |value: &Option<activity_event::Value>| {
        value.as_ref().map(|value| (value.id.clone(), value.text.clone()))
    };
    format!("{:?}", (&change.field_id, &change.field, value(&change.from), value(&change.to)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_retry_is_the_same_event() {
        let first = json!({"eventType": "x", "a": 1});
        let again =
            json!({"a": 1.0, "eventType": "x", "retryContext": {"retryCount": 1}, "contextToken": "t"});
        assert_eq!(fingerprint(&first), fingerprint(&again));
        assert_ne!(fingerprint(&first), fingerprint(&json!({"eventType": "x", "a": 2})));
    }

    #[test]
    fn the_order_of_changes_does_not_count() {
        let change = |field: &str| Change { field_id: None, field: field.into(), from: None, to: None };
        assert_eq!(digest(&[change("a"), change("b")]), digest(&[change("b"), change("a")]));
        assert_ne!(digest(&[change("a")]), digest(&[change("b")]));
    }
}
