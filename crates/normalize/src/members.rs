//! Members of a payload to changes, as the fields of its shape say.
//!
//! * Of something new, a change goes from nothing to the value; of something that is gone, from the value to nothing.
//! * Of something that changed, it goes to the value. What it was before is told by few payloads; else `from` is a value
//!   without id and text: there may have been one, and the payload does not tell. A member that is there and empty went to
//!   nothing.
//! * What an event says of itself (what a copy was made from, how many results a search had) goes from nothing to the value.

use crate::{
    shape::{CHANGED, EACH, FACT, Field, Sense, Shape},
    tree::{at, text_at},
};
use activity_event::{Action, Change, Value};
use serde_json::Value as Json;

/// The changes that the payload tells.
pub(crate) fn changes(payload: &Json, shape: &Shape, action: Action) -> Vec<Change> {
    let sense = Sense::of(action);
    let mut changes: Vec<Change> =
        shape.fields.iter().flat_map(|field| field.changes(payload, shape, sense, action)).collect();
    changes.extend(shape.more.into_iter().flat_map(|more| more(payload, sense)));
    if matches!(at(payload, "suppressNotifications"), Some(Json::Bool(true))) {
        changes.push(change(
            "suppressNotifications",
            "Notifications suppressed",
            None,
            Some(Value::text("true")),
        ));
    }
    changes
}

fn change(id: &str, name: &str, from: Option<Value>, to: Option<Value>) -> Change {
    Change { field_id: Some(id.to_owned()), field: name.to_owned(), from, to }
}

/// What a payload says that a field was before.
enum Was {
    /// Nothing at all.
    NotTold,
    /// That it was as it is.
    TheSame,
    /// Its value, which may be none.
    Told(Option<Value>),
}

impl Field {
    fn changes(&self, payload: &Json, shape: &Shape, sense: Sense, action: Action) -> Vec<Change> {
        let own = self.own.contains(&action.verb());
        if self.when & (sense.bit() | FACT) == 0 && !own {
            return Vec::new();
        }
        if self.when & EACH != 0 {
            let items = at(payload, self.at).and_then(Json::as_array).into_iter().flatten();
            let values = items.filter_map(|item| (self.read)(item));
            return values.map(|value| change(self.id, self.name, None, Some(value))).collect();
        }
        self.change(payload, shape, sense, own).into_iter().collect()
    }

    fn change(&self, payload: &Json, shape: &Shape, sense: Sense, own: bool) -> Option<Change> {
        let member =
            [self.at, self.or].iter().filter(|path| !path.is_empty()).find_map(|path| at(payload, path));
        let value = member.filter(|_| !is_owners_name(payload, self.at)).and_then(self.read);
        let told = |from, to| Some(change(self.id, self.name, from, to));
        match self.was(payload, shape) {
            Was::TheSame => return None,
            Was::Told(from) if from == value => return None,
            Was::Told(from) => return told(from, value),
            Was::NotTold => {}
        }
        if value.is_none() && sense.bit() == CHANGED && !own && self.is_emptied(payload) {
            return told(Some(Value::default()), None);
        }
        let value = value?;
        match sense {
            _ if self.when & FACT != 0 => told(None, Some(value)),
            _ if own => told(Some(member.and_then(opposite).unwrap_or_default()), Some(value)),
            Sense::Came => told(None, Some(value)),
            Sense::Gone => told(Some(value), None),
            Sense::Changed | Sense::Other => told(Some(Value::default()), Some(value)),
        }
    }

    /// Whether the member is there and says that there is nothing.
    fn is_emptied(&self, payload: &Json) -> bool {
        [self.at, self.or].iter().any(|path| !path.is_empty() && is_empty(payload, path))
    }

    fn was(&self, payload: &Json, shape: &Shape) -> Was {
        let told = |value: &Json| Was::Told((self.read)(value));
        if !self.was.is_empty() {
            return at(payload, self.was).map_or(Was::NotTold, told);
        }
        let Some(before) = shape.before else { return Was::NotTold };
        let (Some(then), Some(path)) =
            (at(payload, before.then).filter(|then| then.is_object()), self.at.strip_prefix(before.now))
        else {
            return Was::NotTold;
        };
        match member(then, path.trim_start_matches('.')) {
            Some(value) => told(value),
            None if before.whole_with.is_empty() => Was::NotTold,
            None if before.whole_with.iter().all(|name| at(then, name).is_some()) => Was::Told(None),
            None => Was::TheSame,
        }
    }
}

/// The member at a dotted path, also when it is null.
fn member<'a>(value: &'a Json, path: &str) -> Option<&'a Json> {
    path.split('.').try_fold(value, |value, name| value.get(name))
}

fn is_empty(payload: &Json, path: &str) -> bool {
    match member(payload, path) {
        Some(Json::Null) => true,
        Some(Json::String(text)) => text.trim().is_empty(),
        Some(Json::Array(items)) => items.is_empty(),
        _ => false,
    }
}

/// What a switch was before it was set.
fn opposite(value: &Json) -> Option<Value> {
    value.as_bool().map(|on| Value::text((!on).to_string()))
}

/// A personal space is called after its owner: its name is not kept.
fn is_owners_name(payload: &Json, path: &str) -> bool {
    let Some((of, "name" | "alias")) = path.rsplit_once('.') else { return false };
    at(payload, of).and_then(|of| text_at(of, "type")).as_deref() == Some("personal")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape;
    use serde_json::json;

    fn of_sprint(now: &Json, then: &Json) -> Vec<Change> {
        let payload = json!({"sprint": now, "oldValue": then});
        changes(&payload, &shape::SPRINT, Action::named("sprint.updated"))
    }
    fn text(text: &str) -> Value {
        Value::text(text)
    }

    #[test]
    fn former_values_may_be_those_that_changed_or_all_that_there_were() {
        let now = json!({"id": 1, "name": "a", "state": "active", "goal": "b"});
        let goal = |from: Option<Value>| [change("goal", "Goal", from, Some(text("b")))];
        assert_eq!(of_sprint(&now, &json!({"goal": "c"})), goal(Some(text("c"))));
        assert_eq!(of_sprint(&now, &json!({"goal": null})), goal(None));
        assert_eq!(of_sprint(&now, &json!({"id": 1, "name": "a", "state": "active"})), goal(None));
        assert_eq!(
            of_sprint(&now, &json!({"id": 1, "name": "c"})),
            [change("name", "Name", Some(text("c")), Some(text("a")))]
        );
    }

    #[test]
    fn without_former_values_a_change_does_not_say_from_what() {
        let version = json!({"version": {"id": 1, "description": "", "released": true, "name": "1.4"}});
        let read = |action| changes(&version, &shape::VERSION, Action::named(action));
        let unknown = || Some(Value::default());
        let released = || change("released", "Released", unknown(), Some(text("true")));
        let description = change("description", "Description", unknown(), None);
        assert_eq!(
            read("version.updated"),
            [change("name", "Name", unknown(), Some(text("1.4"))), released(), description]
        );
        assert_eq!(
            read("version.released"),
            [change("released", "Released", Some(text("false")), Some(text("true")))]
        );
        assert_eq!(read("version.created"), [change("released", "Released", None, Some(text("true")))]);
        assert_eq!(read("version.moved"), []);
    }

    #[test]
    fn everybody_who_is_mentioned_is_a_change() {
        let payload = json!({"mentionedAccountIds": ["a", "b"]});
        let read = changes(&payload, &shape::MENTIONED_ISSUE, Action::named("issue.mentioned"));
        let all: Vec<_> = read.iter().map(|change| change.to.clone().unwrap()).collect();
        assert_eq!(all, [Value::id("a"), Value::id("b")]);
    }
}
