//! Files.

use super::{Doing, Outcome, Refused, change};
use crate::events;
use crate::model::{Attachment, Item};
use serde::{Deserialize, Serialize};

/// Adds a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Attach {
    /// Key or id of the issue.
    #[serde(alias = "key")]
    pub issue: String,
    /// The file's name.
    #[serde(alias = "fileName", alias = "filename", alias = "file")]
    pub name: String,
    /// Its size in bytes.
    #[serde(default)]
    pub size: Option<u64>,
    /// Its media type.
    #[serde(default)]
    pub mime_type: Option<String>,
}

/// Removes a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Detach {
    /// Key or id of the issue.
    #[serde(alias = "key")]
    pub issue: String,
    /// Id of the file; the person's newest one when left out.
    #[serde(default, alias = "id")]
    pub attachment: Option<String>,
}

pub(super) fn attach(doing: &mut Doing, act: &Attach) -> Result<Outcome, Refused> {
    let index = doing.find(&act.issue)?;
    let name = act.name.trim();
    if name.is_empty() {
        return Err(Refused::Empty("name"));
    }
    let attachment = Attachment {
        id: doing.world.ids.next("attachment"),
        author: Some(doing.who.clone()),
        name: name.to_owned(),
        created: doing.at,
        size: act.size.unwrap_or(24_576),
        mime_type: act.mime_type.clone().unwrap_or_else(|| mime_type(name).to_owned()),
    };
    doing.issue_mut(index)?.attachments.push(attachment.clone());
    let item = Item::new("Attachment", "attachment")
        .after(Some(attachment.id.clone()), Some(attachment.name.clone()));
    let mut outcome = change::record(doing, index, vec![item], "issue_updated")?;
    outcome.events.insert(0, events::attached(doing.world, doing.issue(index)?, &attachment, doing.at));
    outcome.made = Some(attachment.id);
    Ok(outcome)
}

pub(super) fn detach(doing: &mut Doing, act: &Detach) -> Result<Outcome, Refused> {
    let index = doing.find_as_staff(&act.issue, "remove a file of")?;
    let issue = doing.issue(index)?;
    let found = issue.attachments.iter().rev().find(|file| match &act.attachment {
        Some(id) => file.id == *id,
        None => file.author.as_deref() == Some(&doing.who),
    });
    let gone =
        found.ok_or_else(|| Refused::not_there(&issue.key, "file", act.attachment.as_deref()))?.clone();
    if gone.author.as_deref() != Some(&doing.who) && !doing.administers(issue) {
        return Err(doing.not_allowed("remove somebody else's file of", &act.issue));
    }
    doing.issue_mut(index)?.attachments.retain(|file| file.id != gone.id);
    let item = Item::new("Attachment", "attachment").before(Some(gone.id.clone()), Some(gone.name.clone()));
    let mut outcome = change::record(doing, index, vec![item], "issue_updated")?;
    outcome.events.insert(0, events::detached(doing.world, doing.issue(index)?, &gone, doing.at));
    Ok(outcome)
}

/// The media type that a file's name suggests.
pub(super) fn mime_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "pdf" => "application/pdf",
        "csv" => "text/csv",
        "log" | "txt" => "text/plain",
        "json" | "har" => "application/json",
        "zip" => "application/zip",
        "mp4" => "video/mp4",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}
