//! `created` and `deleted` `:attachment`: the time without a zone, the size as text, no word of who deleted it.

use super::{Emitted, User, body::Body, user};
use crate::model::{Attachment, Issue, World};
use crate::time::zoneless_time;
use serde::Serialize;

/// A file was added.
pub fn attached(world: &World, issue: &Issue, attachment: &Attachment, at: i64) -> Emitted {
    sealed(world, "avi:jira:created:attachment", issue, attachment, at)
}

/// A file was removed.
pub fn detached(world: &World, issue: &Issue, attachment: &Attachment, at: i64) -> Emitted {
    sealed(world, "avi:jira:deleted:attachment", issue, attachment, at)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Written<'a> {
    id: &'a str,
    issue_id: &'a str,
    file_name: &'a str,
    create_date: String,
    size: String,
    mime_type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<User<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    project_id: Option<&'a str>,
}

fn sealed(world: &World, name: &str, issue: &Issue, attachment: &Attachment, at: i64) -> Emitted {
    let written = Written {
        id: &attachment.id,
        issue_id: &issue.id,
        file_name: &attachment.name,
        create_date: zoneless_time(attachment.created),
        size: attachment.size.to_string(),
        mime_type: &attachment.mime_type,
        author: user(attachment.author.as_deref()),
        project_id: world.project(&issue.project).map(|project| project.id.as_str()),
    };
    let mut body = Body::new(world, name, at, None);
    body.member("attachment", &written);
    body.seal()
}
