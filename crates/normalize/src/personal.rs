//! Takes personal data and delivery details out of a payload before it is kept.

use crate::changelog::is_person_item;
use serde_json::{Map, Value};

/// Members that name or show a person wherever they stand.
pub(crate) const ALWAYS: &[&str] = &["displayName", "emailAddress", "publicName"];

/// Members that do so in an object that is a user: one with an account id, a display name or an e-mail address.
pub(crate) const IN_USERS: &[&str] =
    &["name", "key", "username", "email", "profilePicture", "avatarUrls", "timeZone", "locale"];

/// Members whose value is a person: when it is a text, it must be an account id.
const PEOPLE: &[&str] =
    &["author", "updateAuthor", "creator", "reporter", "assignee", "user", "lead", "owner"];

/// Members of the root that belong to this delivery and not to what happened. The token is a secret.
const OF_DELIVERY: &[&str] = &["contextToken", "retryContext"];

/// Takes names, e-mail addresses, pictures, languages and time zones of people out of a payload: personal data must never
/// be stored. Account ids stay.
///
/// Also goes: the text of a mention in a document, the shown values of people in changelog items, the name of a personal
/// space (it is its owner's), and the members of the root that belong to the delivery.
pub(crate) fn strip_payload(payload: &mut Value) {
    if let Value::Object(root) = payload {
        root.retain(|name, _| !OF_DELIVERY.contains(&name.as_str()));
    }
    strip(payload);
}

/// [`strip_payload`] for a part of a payload.
pub(crate) fn strip(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(strip),
        Value::Object(object) => {
            strip_object(object);
            object.values_mut().for_each(strip);
        }
        _ => {}
    }
}

fn strip_object(object: &mut Map<String, Value>) {
    if ["accountId", "displayName", "emailAddress"].iter().any(|name| object.contains_key(*name)) {
        object.retain(|name, _| !IN_USERS.contains(&name.as_str()));
    }
    object.retain(|name, _| !ALWAYS.contains(&name.as_str()));
    object
        .retain(|name, value| !PEOPLE.contains(&name.as_str()) || value.as_str().is_none_or(may_be_account));
    match object.get("type").and_then(Value::as_str) {
        Some("mention") => {
            if let Some(Value::Object(attributes)) = object.get_mut("attrs") {
                attributes.remove("text");
            }
        }
        Some("personal") => object.retain(|name, _| name != "name" && name != "alias"),
        _ => {}
    }
    if is_person_item(object) {
        object.retain(|name, _| name != "fromString" && name != "toString");
    }
}

/// Account ids consist of letters, digits, `-` and `:`; names and addresses hardly ever do.
pub(crate) fn may_be_account(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b':')
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn stripped(mut value: Value) -> Value {
        strip_payload(&mut value);
        value
    }

    #[test]
    fn people_keep_their_account_only() {
        let user = json!({"accountId": "5b10", "accountType": "atlassian", "active": true, "displayName": "Made Up",
            "emailAddress": "made.up@example.invalid", "name": "mup", "key": "mup", "avatarUrls": {"48x48": "x"},
            "timeZone": "Europe/Berlin", "locale": "de_DE", "publicName": "Made", "email": "m", "username": "m"});
        let kept = json!({"user": {"accountId": "5b10", "accountType": "atlassian", "active": true}});
        assert_eq!(stripped(json!({"user": user})), kept);
    }

    #[test]
    fn a_person_given_as_a_text_must_be_an_account() {
        let task = json!({"assignee": "557058:0-1", "author": "Made Up", "owner": "made.up@example.invalid"});
        assert_eq!(stripped(task), json!({"assignee": "557058:0-1"}));
    }

    #[test]
    fn things_keep_their_names() {
        let project = json!({"project": {"id": "1", "key": "PAY", "name": "Payments"}});
        assert_eq!(stripped(project.clone()), project);
    }

    #[test]
    fn personal_spaces_mentions_and_people_in_changes_lose_the_name() {
        let space = json!({"space": {"id": 1, "key": "~5b10", "name": "Made Up", "alias": "mup", "type": "personal"}});
        assert_eq!(stripped(space), json!({"space": {"id": 1, "key": "~5b10", "type": "personal"}}));
        let item =
            json!({"items": [{"fieldId": "assignee", "from": null, "to": "5b10", "toString": "Made Up"}]});
        assert_eq!(stripped(item), json!({"items": [{"fieldId": "assignee", "from": null, "to": "5b10"}]}));
    }

    #[test]
    fn what_belongs_to_the_delivery_goes() {
        let payload = json!({"eventType": "x", "contextToken": "secret", "retryContext": {"retryCount": 1}});
        assert_eq!(stripped(payload), json!({"eventType": "x"}));
    }
}
