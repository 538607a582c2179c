//! Putting away, throwing away, bringing back, deleting for good.

use super::audit::{self, PAGES, SPACES, note};
use super::content::tell;
use super::places::whole;
use super::{InSpace, To, Visit};
use crate::act::Refused;
use crate::model::wiki::{Changed, Content, ContentKind, ContentStatus, Thing};
use serde::{Deserialize, Serialize};

/// Puts content into the trash.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trash {
    /// Id of the content.
    #[serde(alias = "page", alias = "id")]
    pub content: String,
    /// Whether what lies below goes with it, which nobody tells of; otherwise it moves one up.
    #[serde(default)]
    pub children: bool,
}

pub(super) fn archive(visit: &mut Visit, act: &To) -> Result<(), Refused> {
    let content = visit.editable(&act.content)?.clone();
    let home = visit.home(&content)?.clone();
    visit.need(&home, "archive", "page", "archive in")?;
    if !matches!(content.kind, ContentKind::Page | ContentKind::Attachment) {
        return Err(visit.not_allowed("archive", &content.title));
    }
    turn(visit, &content, ContentStatus::Archived)?;
    tell(visit, "archived", &content.id, |payload| payload)
}

pub(super) fn unarchive(visit: &mut Visit, act: &To) -> Result<(), Refused> {
    let content = in_status(visit, &act.content, ContentStatus::Archived)?;
    let home = visit.home(&content)?.clone();
    visit.need(&home, "archive", "page", "bring back in")?;
    turn(visit, &content, ContentStatus::Current)?;
    tell(visit, "unarchived", &content.id, |payload| payload)
}

pub(super) fn trash(visit: &mut Visit, act: &Trash) -> Result<(), Refused> {
    let content = visit.editable(&act.content)?.clone();
    let home = visit.home(&content)?.clone();
    visit.need(&home, "delete", target(content.kind), "throw away in")?;
    if content.kind == ContentKind::Comment || content.id == home.homepage {
        return Err(visit.not_allowed("throw away", &content.title));
    }
    let below: Vec<String> =
        visit.world.wiki.children(&content.id).iter().map(|child| child.id.clone()).collect();
    if act.children {
        for id in whole(visit, &content.id) {
            visit.content_mut(&id)?.status = ContentStatus::Trashed;
        }
    } else {
        for id in below {
            visit.content_mut(&id)?.parent.clone_from(&content.parent);
        }
        visit.content_mut(&content.id)?.status = ContentStatus::Trashed;
    }
    tell(visit, "trashed", &content.id, |payload| payload)
}

pub(super) fn restore(visit: &mut Visit, act: &To) -> Result<(), Refused> {
    let content = in_status(visit, &act.content, ContentStatus::Trashed)?;
    let home = visit.home(&content)?.clone();
    visit.need(&home, "administer", "space", "bring back in")?;
    let above = content.parent.as_deref().and_then(|id| visit.world.wiki.content(id));
    let lost = content.parent.is_some() && above.is_none_or(|above| above.status != ContentStatus::Current);
    let restored = visit.content_mut(&content.id)?;
    restored.status = ContentStatus::Current;
    if lost {
        restored.parent = Some(home.homepage);
    }
    tell(visit, "restored", &content.id, |payload| payload)
}

/// Deletes all that is in the trash of a space for good, which only the audit log tells of.
pub(super) fn empty_trash(visit: &mut Visit, act: &InSpace) -> Result<(), Refused> {
    let home = visit.space(&act.space)?.clone();
    visit.need(&home, "administer", "space", "empty the trash of")?;
    let trashed = visit
        .world
        .wiki
        .contents()
        .filter(|content| content.space == home.id && content.status == ContentStatus::Trashed);
    let trashed: Vec<String> = trashed.map(|content| content.id.clone()).collect();
    if trashed.is_empty() {
        return Err(Refused::NoChange(home.key));
    }
    for id in trashed {
        visit.world.wiki.delete(&id);
    }
    note(visit, (SPACES, "Trash emptied"), audit::of_space(&home), Vec::new(), Vec::new());
    Ok(())
}

/// Deletes a comment, or what is in the trash, for good. What has no event of its own is told by nobody.
pub(super) fn delete(visit: &mut Visit, act: &To) -> Result<(), Refused> {
    let content = visit.content(&act.content)?.clone();
    let home = visit.home(&content)?.clone();
    if content.kind == ContentKind::Comment {
        if content.author != visit.who || visit.who.is_none() {
            visit.need(&home, "delete", "comment", "delete somebody else's comment in")?;
        }
    } else {
        visit.need(&home, "administer", "space", "delete for good in")?;
        if content.status != ContentStatus::Trashed {
            return Err(Refused::BadRequest(format!("`{}` is not in the trash", content.title)));
        }
    }
    tell(visit, "deleted", &content.id, |payload| payload)?;
    visit.world.wiki.delete(&content.id);
    Ok(())
}

fn target(kind: ContentKind) -> &'static str {
    match kind {
        ContentKind::Blogpost => "blogpost",
        ContentKind::Comment => "comment",
        ContentKind::Attachment => "attachment",
        _ => "page",
    }
}

fn in_status(visit: &Visit, id: &str, status: ContentStatus) -> Result<Content, Refused> {
    let content = visit.content(id)?;
    if content.status == status {
        Ok(content.clone())
    } else {
        Err(Refused::BadRequest(format!("`{}` is {}", content.title, content.status.name())))
    }
}

/// Archiving and its opposite, which the audit log tells of.
fn turn(visit: &mut Visit, content: &Content, status: ContentStatus) -> Result<(), Refused> {
    visit.content_mut(&content.id)?.status = status;
    let summary = if status == ContentStatus::Archived { "Page archived" } else { "Page unarchived" };
    let changed = vec![Changed::new("Content status", content.status.name(), status.name())];
    let associated = vec![audit::of_space(visit.home(content)?)];
    let affected = Thing::new(content.kind.title(), &content.title);
    note(visit, (PAGES, summary), affected, changed, associated);
    Ok(())
}
