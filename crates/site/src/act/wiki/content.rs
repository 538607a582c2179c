//! Writing content: made, edited, published.

use super::{To, Visit, missing, said};
use crate::act::Refused;
use crate::events::wiki;
use crate::model::wiki::{Content, ContentKind, ContentStatus};
use serde::{Deserialize, Serialize};

pub use super::places::{Copy, Move, Reorder};

/// Makes content that stands in the tree of a space.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Make {
    /// `page` when left out, `live` for a live doc, `blogpost`, `whiteboard`, `database`, `folder`, `embed` or
    /// `custom_content`.
    #[serde(default)]
    pub kind: Option<String>,
    /// Key or id of the space.
    pub space: String,
    /// The title.
    pub title: String,
    /// The text.
    #[serde(default)]
    pub body: String,
    /// Id of what it lies under; the space's first page when left out.
    #[serde(default)]
    pub parent: Option<String>,
}

/// Changes content, a comment or a file included. Each edit is a new version.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// Id of the content.
    #[serde(alias = "page", alias = "id")]
    pub content: String,
    /// The new title.
    #[serde(default)]
    pub title: Option<String>,
    /// The new text.
    #[serde(default)]
    pub body: Option<String>,
    /// What is said about the change.
    #[serde(default)]
    pub message: String,
    /// Whether watchers are not told.
    #[serde(default)]
    pub minor: bool,
    /// Goes back to this version; `title` and `body` are left out then.
    #[serde(default)]
    pub revert: Option<u64>,
}

pub(super) fn create(visit: &mut Visit, act: &Make) -> Result<(), Refused> {
    let (kind, live) = kind(act.kind.as_deref().unwrap_or("page"))?;
    let title = said("title", &act.title)?;
    let space = visit.space(&act.space)?.clone();
    let target = if kind == ContentKind::Blogpost { "blogpost" } else { "page" };
    visit.need(&space, "create", target, "write in")?;
    if space.archived {
        return Err(visit.not_allowed("write in the archived space", &space.key));
    }
    let parent = act.parent.as_deref().filter(|_| kind != ContentKind::Blogpost);
    if let Some(parent) = parent {
        under(visit, parent, space.id)?;
    }
    check_title(visit, space.id, kind, &title, "")?;
    let id = visit.world.ids.next("content");
    let mut content = Content::new(id.clone(), kind, space.id, &title, visit.who.as_deref(), visit.at);
    content.live = live;
    content.body.clone_from(&act.body);
    content.editions.clear();
    content.publish(visit.who.clone(), visit.at, "", false);
    if kind != ContentKind::Blogpost {
        let parent = parent.map_or_else(|| space.homepage.clone(), ToOwned::to_owned);
        content.position = next_place(visit, &parent);
        content.parent = Some(parent);
    }
    visit.world.wiki.add(content);
    // A live doc is there before anything is written: that is told instead of its making.
    tell(visit, if live { "initialized" } else { "created" }, &id, |payload| payload)?;
    visit.made = Some(id);
    Ok(())
}

pub(super) fn edit(visit: &mut Visit, act: &Edit) -> Result<(), Refused> {
    let before = visit.editable(&act.content)?.clone();
    let mut after = before.clone();
    if let Some(number) = act.revert {
        let found = before.editions.iter().find(|edition| edition.number == number);
        let then = found.ok_or_else(|| missing("version", &number.to_string()))?;
        (after.title, after.body) = (then.title.clone(), then.body.clone());
    }
    if let Some(title) = &act.title {
        after.title = said("title", title)?;
    }
    if let Some(body) = &act.body {
        after.body.clone_from(body);
    }
    if after.title == before.title && after.body == before.body {
        return Err(Refused::NoChange(before.title));
    }
    if before.is_in_tree() {
        check_title(visit, before.space, before.kind, &after.title, &before.id)?;
    }
    if before.kind == ContentKind::Comment && before.author != visit.who {
        return Err(visit.not_allowed("change somebody else's comment", &before.id));
    }
    after.started = true;
    let message = if act.revert.is_some() && act.message.is_empty() {
        format!("Reverted from v. {}", before.edition().map_or(0, |edition| edition.number))
    } else {
        act.message.clone()
    };
    after.publish(visit.who.clone(), visit.at, &message, act.minor);
    *visit.content_mut(&before.id)? = after;
    // The end of an edit session of a live doc: the first one, or a later one.
    let verb = match (before.live, before.started) {
        (false, _) => "updated",
        (true, false) => "started",
        (true, true) => "snapshotted",
    };
    let trigger = if act.revert.is_some() { "revert" } else { "edit_page" };
    tell(visit, verb, &before.id, |payload| payload.with("updateTrigger", trigger))
}

/// A live doc becomes a page.
pub(super) fn publish(visit: &mut Visit, act: &To) -> Result<(), Refused> {
    let content = visit.editable(&act.content)?.clone();
    if !content.live {
        return Err(Refused::NoChange(content.title));
    }
    let (who, at) = (visit.who.clone(), visit.at);
    let changed = visit.content_mut(&content.id)?;
    changed.live = false;
    changed.publish(who, at, "", false);
    tell(visit, "published", &content.id, |payload| payload.with("updateTrigger", "edit_page"))
}

/// Sends the event of something done to content, where Confluence has one for its kind.
pub(super) fn tell(
    visit: &mut Visit,
    verb: &str,
    id: &str,
    more: impl FnOnce(wiki::Payload) -> wiki::Payload,
) -> Result<(), Refused> {
    let content = visit.world.wiki.content(id).ok_or_else(|| missing("content", id))?;
    if !content.kind.tells(verb) {
        return Ok(());
    }
    let quiet = content.edition().is_some_and(|edition| edition.minor);
    let (member, written) = match content.kind {
        ContentKind::Attachment => ("attachment", wiki::comment_or_file(visit.world, content)),
        ContentKind::Comment => ("content", wiki::comment_or_file(visit.world, content)),
        _ => ("content", wiki::content(visit.world, content)),
    };
    let name = format!("{verb}:{}", content.kind.name());
    let payload = more(visit.payload(&name).about_content(quiet).with(member, written));
    visit.send(payload);
    Ok(())
}

/// What content can lie under: other content of the space's tree.
pub(super) fn under(visit: &Visit, id: &str, space: u64) -> Result<(), Refused> {
    let parent = visit.content(id)?;
    let fits = parent.space == space
        && parent.is_in_tree()
        && parent.kind != ContentKind::Blogpost
        && parent.status == ContentStatus::Current;
    if fits { Ok(()) } else { Err(missing("content to lie under", id)) }
}

/// The place behind everything that lies under some content.
pub(super) fn next_place(visit: &Visit, parent: &str) -> u64 {
    let last = visit.world.wiki.children(parent).last().map(|content| content.position);
    last.map_or(0, |last| last.saturating_add(1))
}

/// Two pages of a space cannot have one title.
pub(super) fn check_title(
    visit: &Visit,
    space: u64,
    kind: ContentKind,
    title: &str,
    own: &str,
) -> Result<(), Refused> {
    let taken = kind == ContentKind::Page
        && visit.world.wiki.contents().any(|content| {
            content.kind == kind
                && content.space == space
                && content.status != ContentStatus::Trashed
                && content.title.eq_ignore_ascii_case(title)
                && content.id != own
        });
    if taken {
        return Err(Refused::BadRequest(format!("a page with the title `{title}` is in this space already")));
    }
    Ok(())
}

fn kind(name: &str) -> Result<(ContentKind, bool), Refused> {
    let kinds = [
        ContentKind::Page,
        ContentKind::Blogpost,
        ContentKind::Whiteboard,
        ContentKind::Database,
        ContentKind::Folder,
        ContentKind::Embed,
        ContentKind::Custom,
    ];
    if name == "live" {
        return Ok((ContentKind::Page, true));
    }
    let found = kinds.into_iter().find(|kind| kind.name() == name);
    let offered = || kinds.iter().map(|kind| kind.name()).chain(["live"]);
    found.map(|kind| (kind, false)).ok_or_else(|| Refused::not_offered("kind of content", name, offered()))
}
