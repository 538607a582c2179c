//! `commented:issue` (a new comment and an edit alike), `deleted:comment` and `mentioned:comment`.

use super::{Emitted, Occasion, adf, issue::about, seal, user};
use crate::model::{Comment, Issue, ProjectKind, World};
use crate::time::jira_time;
use serde_json::{Value, json};

/// A comment was written or edited.
pub fn commented(world: &World, issue: &Issue, comment: &Comment, occasion: Occasion) -> Emitted {
    let mut body = about(world, issue, occasion);
    body.insert("comment".into(), written(world, issue, comment));
    seal(world, "avi:jira:commented:issue", occasion.at, occasion.by, body)
}

/// A comment was deleted.
pub fn deleted(world: &World, issue: &Issue, comment: &Comment, occasion: Occasion) -> Emitted {
    let mut body = about(world, issue, occasion);
    body.remove("associatedUsers");
    body.insert("comment".into(), written(world, issue, comment));
    seal(world, "avi:jira:deleted:comment", occasion.at, occasion.by, body)
}

/// A comment mentions people; none when it does not.
pub fn mentioned(world: &World, issue: &Issue, comment: &Comment, occasion: Occasion) -> Option<Emitted> {
    let ids = adf::mentions(comment.text.as_deref().unwrap_or_default());
    if ids.is_empty() {
        return None;
    }
    let mut body = about(world, issue, occasion);
    body.remove("associatedUsers");
    body.insert("comment".into(), written(world, issue, comment));
    body.insert("mentionedAccountIds".into(), json!(ids));
    Some(seal(world, "avi:jira:mentioned:comment", occasion.at, occasion.by, body))
}

fn written(world: &World, issue: &Issue, comment: &Comment) -> Value {
    let mut written = json!({
        "id": comment.id,
        "created": jira_time(comment.created),
        "updated": jira_time(comment.updated),
        "jsdPublic": comment.public,
    });
    let Some(object) = written.as_object_mut() else { return written };
    for (name, id) in [("author", &comment.author), ("updateAuthor", &comment.update_author)] {
        if id.is_some() {
            object.insert(name.into(), user(id.as_deref()));
        }
    }
    if let Some(text) = &comment.text {
        let body = if issue.wiki { json!(text) } else { adf::document(world, text) };
        object.insert("body".into(), body);
    }
    let desk = world.project(&issue.project).is_some_and(|project| project.kind == ProjectKind::ServiceDesk);
    if !comment.public && !desk {
        let visibility = json!({ "type": "role", "value": "Administrators", "identifier": "10002" });
        object.insert("visibility".into(), visibility);
    }
    written
}
