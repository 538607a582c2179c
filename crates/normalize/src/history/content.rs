//! Pages and blog posts of Confluence: each version was written by somebody at some time.

use super::issue::{Known, payload, read};
use crate::arrival::Arrival;
use crate::tree::{Tree, at, text_at};
use crate::unreadable;
use crate::{JsonText, Payload};
use activity_event::{Actor, Event};
use serde_json::{Value, json};

/// The records of a page or blog post: JSON text, `{"type": "page" or "blogpost", "content": …, "space": …, "versions": […]}`,
/// each part as the second version of the API writes it. Without `versions` the content's own one is all there is. Version 1
/// made it. What it was called then is not told; all versions are called as the last one.
#[must_use]
pub fn content(text: &str, known: &Known) -> Vec<Event> {
    let arrival = Arrival { recorded: known.recorded, views: false };
    let tree = match JsonText(text).read::<Tree>() {
        Ok(tree) => tree.0,
        Err(reason) => {
            let problem = crate::error::Problem::NotJson(reason);
            return vec![unreadable::of_text(text.to_owned(), None, &problem, &arrival)];
        }
    };
    let own = at(&tree, "content.version").map(std::slice::from_ref).unwrap_or_default();
    let versions = at(&tree, "versions").and_then(Value::as_array).map_or(own, Vec::as_slice);
    versions.iter().map(|version| written(&tree, version, &arrival)).collect()
}

fn written(tree: &Value, version: &Value, arrival: &Arrival) -> Event {
    let (verb, kind) = match (text_at(version, "number").as_deref(), text_at(tree, "type").as_deref()) {
        (Some("1"), Some("blogpost")) => ("created", "blogpost"),
        (_, Some("blogpost")) => ("updated", "blogpost"),
        (Some("1"), _) => ("created", "page"),
        _ => ("updated", "page"),
    };
    let last = text_at(tree, "content.version.number") == text_at(version, "number");
    let title = text_at(tree, "content.title");
    let content = json!({
        "id": text_at(tree, "content.id"),
        "type": kind,
        "status": "current",
        "title": title.clone().filter(|_| last),
        "space": {"id": text_at(tree, "content.spaceId"), "key": text_at(tree, "space.key"), "name": text_at(tree, "space.name"), "type": text_at(tree, "space.type")},
        "version": {"number": version.get("number"), "message": version.get("message"), "minorEdit": version.get("minorEdit")},
    });
    let author = text_at(version, "authorId");
    let members = payload([
        ("eventCreatedDate", json!(text_at(version, "createdAt"))),
        ("atlassianId", json!(author)),
        ("content", content),
    ]);
    let event = format!("avi:confluence:{verb}:{kind}");
    let mut record = read(&event, members, "confluence:versions", arrival);
    record.subject.title = record.subject.title.take().or(title);
    if author.is_none() {
        // The author of a version is not told when the account is gone; that does not mean that nobody was logged in.
        record.actor = Actor::unknown();
    }
    record
}
