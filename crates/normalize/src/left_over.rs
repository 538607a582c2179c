//! What no reader has read: it is kept in the record, so that nothing is lost when a product says more than is known here.
//!
//! One rule for all readers. A member of a payload is
//!
//! * read: it is subject, parent, container, actor, time, a field or something else that the shape names;
//! * or of no matter: empty, or of one of the names below;
//! * or left over. Then the record's reading is an envelope, and its `raw` holds what was left over.
//!
//! Of a thing that is not the subject (the project of a version, the page of a comment) id, key and name are enough: its
//! other members are its own matter. So it is with the fields of an issue that JQL does not need.

use crate::{personal, shape::Shape};
use serde_json::{Map, Value as Json};

/// Members of the root that every reader understands, or that belong to the delivery and not to what happened.
const ROOT: &[&str] = &[
    "eventType",
    "timestamp",
    "eventCreatedDate",
    "entityUpdateTimeStamp",
    "time",
    "atlassianId",
    "accountType",
    "selfGenerated",
    "suppressNotifications",
    "updateTrigger",
    "context",
    "contextToken",
    "retryContext",
    "webhookTraceValue",
];

/// Members of no matter wherever they stand: addresses of the thing itself, pictures, and where to look for more.
const NO_MATTER: &[&str] = &[
    "self",
    "_links",
    "_expandable",
    "expand",
    "avatarUrls",
    "avatarUrl",
    "avatarId",
    "icon",
    "iconUrl",
    "profilePicture",
    "thumbnail",
    "viewUrl",
    "searchUrl",
    "downloadPath",
];

/// What is left over of a payload; none when all of it has been read. Without personal data.
pub(crate) fn left_over(payload: &Json, shape: &Shape) -> Option<Json> {
    let mut rest = rest_of(payload, "", &Known::of(shape))?;
    personal::strip_payload(&mut rest);
    (!is_nothing(&rest)).then_some(rest)
}

/// Paths that have been read, and objects of which enough has.
struct Known<'a> {
    shape: &'a Shape,
    paths: Vec<String>,
}

impl<'a> Known<'a> {
    fn of(shape: &'a Shape) -> Self {
        let spots = shape.subject.iter().chain(shape.parent.iter().map(|parent| &parent.1));
        let spots = spots.chain(shape.container.iter().map(|container| &container.1));
        let members = spots.flat_map(|spot| [spot.id, spot.key, spot.title].map(|name| join(spot.at, name)));
        let fields = shape.fields.iter().flat_map(|field| [field.at, field.or, field.was]);
        let others = shape.known.iter().chain(shape.actor).chain(shape.also).chain(ROOT).copied();
        let others = others.chain([shape.revision]);
        let paths = members.chain(fields.chain(others).map(str::to_owned)).filter(|path| !path.is_empty());
        Self { shape, paths: paths.collect() }
    }

    /// Whether this path has been read, with all below it.
    fn has(&self, path: &str) -> bool {
        self.paths.iter().any(|known| known == path) || self.is_beside(path)
    }

    /// Whether something below this path has been read.
    fn has_below(&self, path: &str) -> bool {
        let below = |known: &str| known.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'));
        path.is_empty() || self.paths.iter().any(|known| below(known))
    }

    /// Whether this is a thing that the subject belongs to.
    fn is_beside(&self, path: &str) -> bool {
        let spots = self.shape.parent.iter().map(|parent| &parent.1);
        let mut spots = spots.chain(self.shape.container.iter().map(|container| &container.1));
        let holds_subject = |spot: &str| spot == path || spot.starts_with(&format!("{path}."));
        spots.any(|spot| spot.at == path) && !self.shape.subject.iter().any(|spot| holds_subject(spot.at))
    }

    /// A path in the object that tells former values, as one in the object as it is.
    fn as_now(&self, path: &str) -> Option<String> {
        let before = self.shape.before?;
        let rest = path.strip_prefix(before.then)?;
        (rest.is_empty() || rest.starts_with('.')).then(|| format!("{}{rest}", before.now))
    }
}

fn join(at: &str, name: &str) -> String {
    match (at, name) {
        (_, "") => String::new(),
        ("", name) => name.to_owned(),
        (at, name) => format!("{at}.{name}"),
    }
}

fn rest_of(value: &Json, path: &str, known: &Known<'_>) -> Option<Json> {
    if is_nothing(value) {
        return None;
    }
    let now = known.as_now(path);
    let path_now = now.as_deref().unwrap_or(path);
    if !path.is_empty() && known.has(path_now) && !is_odd(value, path) {
        return None;
    }
    let Json::Object(members) = value else { return Some(value.clone()) };
    if !known.has_below(path_now) {
        return Some(value.clone());
    }
    let is_user = members.contains_key("accountId");
    let is_of_no_matter =
        |name: &str| NO_MATTER.contains(&name) || is_user && personal::IN_USERS.contains(&name);
    let rest = members.iter().filter(|(name, _)| !is_of_no_matter(name));
    let rest: Map<String, Json> = rest
        .filter_map(|(name, value)| Some((name.clone(), rest_of(value, &join(path, name), known)?)))
        .collect();
    (!rest.is_empty()).then_some(Json::Object(rest))
}

/// An actor that is no text has not been read.
fn is_odd(value: &Json, path: &str) -> bool {
    path == "atlassianId" && !value.is_string() && !value.is_number()
}

fn is_nothing(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::String(text) => text.is_empty(),
        Json::Array(items) => items.iter().all(is_nothing),
        Json::Object(members) => members.values().all(is_nothing),
        Json::Bool(_) | Json::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape;
    use serde_json::json;

    fn version(members: &Json) -> Option<Json> {
        let mut version = json!({"id": 1, "name": "1.4", "projectId": 5, "self": "x", "released": false});
        version.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
        left_over(&json!({"eventType": "x", "timestamp": "5", "version": version}), &shape::VERSION)
    }

    #[test]
    fn what_is_read_or_of_no_matter_leaves_nothing() {
        assert_eq!(version(&json!({})), None);
        assert_eq!(version(&json!({"overdue": true, "iconUrl": "x", "driver": null, "approvers": []})), None);
    }

    #[test]
    fn unknown_members_are_kept_at_any_depth_and_alone() {
        let driver = json!({"driver": {"accountId": "5b10", "displayName": "Made Up"}});
        assert_eq!(version(&driver), Some(json!({"version": {"driver": {"accountId": "5b10"}}})));
        let root = json!({"eventType": "x", "version": {"id": 1}, "reason": "why"});
        assert_eq!(left_over(&root, &shape::VERSION), Some(json!({"reason": "why"})));
    }

    #[test]
    fn members_of_what_the_subject_belongs_to_are_its_own_matter() {
        let page = json!({"id": "9", "type": "page", "title": "x", "macro": 1});
        let task = |task: Json| json!({"eventType": "x", "task": task, "content": page, "oldTask": {"id": 1, "status": "x"}});
        assert_eq!(left_over(&task(json!({"id": 1})), &shape::TASK), None);
        let rest = left_over(&task(json!({"id": 1, "priority": 2})), &shape::TASK);
        assert_eq!(rest, Some(json!({"task": {"priority": 2}})));
    }

    #[test]
    fn an_actor_that_cannot_be_read_is_kept() {
        let payload = json!({"atlassianId": {"id": "5b10"}, "group": {"id": 1, "name": "x"}});
        assert_eq!(left_over(&payload, &shape::GROUP), Some(json!({"atlassianId": {"id": "5b10"}})));
    }
}
