//! `created` and `deleted` `:attachment`: the time without a zone, the size as text, no word of who deleted it.

use super::{Emitted, members, seal, user};
use crate::model::{Attachment, Issue, World};
use crate::time::zoneless_time;
use serde_json::{Map, Value, json};

/// A file was added.
pub fn attached(world: &World, issue: &Issue, attachment: &Attachment, at: i64) -> Emitted {
    seal(world, "avi:jira:created:attachment", at, None, written(world, issue, attachment))
}

/// A file was removed.
pub fn detached(world: &World, issue: &Issue, attachment: &Attachment, at: i64) -> Emitted {
    seal(world, "avi:jira:deleted:attachment", at, None, written(world, issue, attachment))
}

fn written(world: &World, issue: &Issue, attachment: &Attachment) -> Map<String, Value> {
    let mut written = json!({
        "id": attachment.id,
        "issueId": issue.id,
        "fileName": attachment.name,
        "createDate": zoneless_time(attachment.created),
        "size": attachment.size.to_string(),
        "mimeType": attachment.mime_type,
    });
    if let Some(object) = written.as_object_mut() {
        if attachment.author.is_some() {
            object.insert("author".into(), user(attachment.author.as_deref()));
        }
        if let Some(project) = world.project(&issue.project) {
            object.insert("projectId".into(), project.id.as_str().into());
        }
    }
    members(json!({ "attachment": written }))
}
