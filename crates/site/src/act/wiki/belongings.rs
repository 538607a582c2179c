//! What hangs on content: comments and files.

use super::content::tell;
use super::{Visit, missing, said};
use crate::act::{Refused, mime_type};
use crate::model::wiki::{Content, ContentKind, ContentStatus, Media};
use serde::{Deserialize, Serialize};

/// Says something about content.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Say {
    /// Id of the page, or what else it is about.
    #[serde(alias = "page", alias = "id")]
    pub content: String,
    /// The text.
    pub text: String,
    /// Whether it stands at a place in the text.
    #[serde(default)]
    pub inline: bool,
    /// Id of the comment that it answers.
    #[serde(default)]
    pub answers: Option<String>,
}

/// Adds a file, or a new version of the file with this name.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Attach {
    /// Id of the page, or what else it hangs on.
    #[serde(alias = "page", alias = "id")]
    pub content: String,
    /// The file's name.
    pub name: String,
    /// Its size in bytes.
    #[serde(default)]
    pub size: Option<u64>,
    /// Its media type.
    #[serde(default)]
    pub media_type: Option<String>,
}

pub(super) fn say(visit: &mut Visit, act: &Say) -> Result<(), Refused> {
    let holder = holder(visit, &act.content, "comment")?;
    let text = said("text", &act.text)?;
    if let Some(answered) = &act.answers {
        let comment = visit.content(answered)?;
        if comment.kind != ContentKind::Comment || comment.container.as_ref() != Some(&holder.id) {
            return Err(missing("comment", answered));
        }
    }
    let title = format!("Re: {}", holder.title);
    let mut comment = hung(visit, ContentKind::Comment, &holder, &title);
    comment.body = text;
    comment.inline = act.inline;
    comment.parent.clone_from(&act.answers);
    keep(visit, comment)
}

pub(super) fn attach(visit: &mut Visit, act: &Attach) -> Result<(), Refused> {
    let holder = holder(visit, &act.content, "attachment")?;
    let name = said("name", &act.name)?;
    let kind = act.media_type.clone().unwrap_or_else(|| mime_type(&name).to_owned());
    let size = act.size.unwrap_or(24_576);
    let same =
        |file: &&Content| file.media.is_some() && file.title == name && file.status == ContentStatus::Current;
    let there = visit.world.wiki.belongings(&holder.id).find(same).map(|file| file.id.clone());
    if let Some(id) = there {
        let media = Media { kind, size, file: file_id(visit) };
        let (who, at) = (visit.who.clone(), visit.at);
        let file = visit.content_mut(&id)?;
        file.media = Some(media);
        file.publish(who, at, "", false);
        visit.made = Some(id.clone());
        return tell(visit, "updated", &id, |payload| payload.with("updateTrigger", "edit_page"));
    }
    let mut file = hung(visit, ContentKind::Attachment, &holder, &name);
    file.id = format!("att{}", file.id);
    file.media = Some(Media { kind, size, file: file_id(visit) });
    keep(visit, file)
}

fn file_id(visit: &mut Visit) -> String {
    format!("00000000-0000-4000-8000-{:0>12}", visit.world.ids.next("file"))
}

/// What a comment or file can hang on.
fn holder(visit: &Visit, id: &str, target: &'static str) -> Result<Content, Refused> {
    let content = visit.content(id)?;
    let home = visit.home(content)?;
    visit.need(home, "create", target, "comment on or attach to what is in")?;
    if home.archived || content.status != ContentStatus::Current || !content.is_in_tree() {
        return Err(visit.not_allowed("comment on or attach to", &content.title));
    }
    Ok(content.clone())
}

fn hung(visit: &mut Visit, kind: ContentKind, holder: &Content, title: &str) -> Content {
    let id = visit.world.ids.next("content");
    let mut content = Content::new(id, kind, holder.space, title, visit.who.as_deref(), visit.at);
    content.container = Some(holder.id.clone());
    content
}

fn keep(visit: &mut Visit, mut content: Content) -> Result<(), Refused> {
    content.editions.clear();
    content.publish(visit.who.clone(), visit.at, "", false);
    let id = content.id.clone();
    visit.world.wiki.add(content);
    visit.made = Some(id.clone());
    tell(visit, "created", &id, |payload| payload)
}
