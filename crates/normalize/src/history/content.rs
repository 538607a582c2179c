//! Content of Confluence: each version of it was written by somebody at some time.

use super::issue::{Known, payload, read};
use crate::arrival::Arrival;
use crate::tree::{Tree, at, text_at};
use crate::unreadable;
use crate::{JsonText, Payload};
use activity_event::{Actor, Event};
use serde_json::{Value, json};

/// The records of a page, a blog post, a comment or a file: JSON text, `{"type": "page", "blogpost", "comment" or "attachment",
/// "content": …, "space": …, "holder": …, "location": …, "versions": […]}`, each part as the second version of the API writes it.
/// `holder` is the page or blog post that a comment or file is on, with its `type`; `location` where a comment is. Without
/// `versions` the content's own one is all there is. Version 1 made it. What it was called then is not told; all versions are
/// called as the last one.
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
    let kind = match text_at(tree, "type").as_deref() {
        Some("blogpost") => "blogpost",
        Some("comment") => "comment",
        Some("attachment") => "attachment",
        _ => "page",
    };
    let verb = if text_at(version, "number").as_deref() == Some("1") { "created" } else { "updated" };
    let last = text_at(tree, "content.version.number") == text_at(version, "number");
    let title = text_at(tree, "content.title");
    let mut content = json!({
        "id": text_at(tree, "content.id"),
        "type": kind,
        "status": "current",
        "title": title.clone().filter(|_| last),
        "space": {"id": text_at(tree, "space.id").or_else(|| text_at(tree, "content.spaceId")), "key": text_at(tree, "space.key"), "name": text_at(tree, "space.name"), "type": text_at(tree, "space.type")},
        "version": {"number": version.get("number"), "message": version.get("message"), "minorEdit": version.get("minorEdit")},
    });
    if let (Some(holder), Some(members)) = (at(tree, "holder"), content.as_object_mut()) {
        let holder = json!({"id": text_at(holder, "id"), "type": text_at(holder, "type"), "title": text_at(holder, "title")});
        members.insert("container".into(), holder);
        members.insert("extensions".into(), extensions(tree, last));
    }
    let author = text_at(version, "authorId");
    let members = payload([
        ("eventCreatedDate", json!(text_at(version, "createdAt"))),
        ("atlassianId", json!(author)),
        (if kind == "attachment" { "attachment" } else { "content" }, content),
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

/// What only some kinds have: where a comment is; of a file, of its present version alone, how large it is.
fn extensions(tree: &Value, is_last: bool) -> Value {
    let of_file = |name: &str| text_at(tree, name).filter(|_| is_last);
    json!({
        "location": text_at(tree, "location"),
        "fileSize": of_file("content.fileSize"),
        "mediaType": of_file("content.mediaType"),
    })
}
