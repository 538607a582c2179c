//! Where content lies: moved, copied, put in order.

use super::Visit;
use super::content::{check_title, next_place, tell, under};
use crate::act::Refused;
use crate::events::wiki;
use crate::model::wiki::{Content, ContentKind};
use serde::{Deserialize, Serialize};

/// Moves content, with everything below it, under other content or into another space.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// Id of the content.
    #[serde(alias = "page", alias = "id")]
    pub content: String,
    /// Id of what it lies under then; the space's first page when left out.
    #[serde(default)]
    pub parent: Option<String>,
    /// Key or id of the space; where it is now when left out.
    #[serde(default)]
    pub space: Option<String>,
}

/// Copies content without what is below it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Copy {
    /// Id of the content.
    #[serde(alias = "page", alias = "id")]
    pub content: String,
    /// Title of the copy; `Copy of` the title when left out.
    #[serde(default)]
    pub title: Option<String>,
    /// Id of what the copy lies under.
    #[serde(default)]
    pub parent: Option<String>,
    /// Key or id of the space of the copy.
    #[serde(default)]
    pub space: Option<String>,
}

/// Puts what lies under a page in another order.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reorder {
    /// Id of the page.
    #[serde(alias = "page", alias = "id")]
    pub content: String,
    /// Ids of all that lies under it, in the new order.
    pub order: Vec<String>,
}

pub(super) fn move_content(visit: &mut Visit, act: &Move) -> Result<(), Refused> {
    let before = visit.editable(&act.content)?.clone();
    if !before.is_in_tree() || before.kind == ContentKind::Blogpost {
        return Err(visit.not_allowed("move", &before.title));
    }
    let (space, parent) = place(visit, &before, act.space.as_deref(), act.parent.as_deref())?;
    if before.space == space && before.parent.as_ref() == Some(&parent) {
        return Err(Refused::NoChange(before.title));
    }
    let above = visit.content(&parent)?;
    if above.id == before.id || visit.world.wiki.ancestors(above).any(|above| above.id == before.id) {
        return Err(Refused::BadRequest("content cannot lie under itself".into()));
    }
    check_title(visit, space, before.kind, &before.title, &before.id)?;
    let old = wiki::content(visit.world, &before);
    for id in whole(visit, &before.id) {
        visit.content_mut(&id)?.space = space;
    }
    let position = next_place(visit, &parent);
    let moved = visit.content_mut(&before.id)?;
    (moved.parent, moved.position) = (Some(parent), position);
    tell(visit, "moved", &before.id, |payload| payload.with("prevContent", old))
}

pub(super) fn copy(visit: &mut Visit, act: &Copy) -> Result<(), Refused> {
    let original = visit.content(&act.content)?.clone();
    if !original.is_in_tree() || original.kind == ContentKind::Blogpost {
        return Err(visit.not_allowed("copy", &original.title));
    }
    let (space, parent) = place(visit, &original, act.space.as_deref(), act.parent.as_deref())?;
    let title = act.title.clone().unwrap_or_else(|| format!("Copy of {}", original.title));
    check_title(visit, space, original.kind, &title, "")?;
    let id = visit.world.ids.next("content");
    let mut content = Content::new(id.clone(), original.kind, space, &title, visit.who.as_deref(), visit.at);
    (content.live, content.body) = (original.live, original.body);
    content.labels = original.labels;
    content.editions.clear();
    content.publish(visit.who.clone(), visit.at, "", false);
    content.position = next_place(visit, &parent);
    content.parent = Some(parent);
    visit.world.wiki.add(content);
    visit.made = Some(id.clone());
    tell(visit, "copied", &id, |payload| payload.with("originContentId", original.id))
}

pub(super) fn reorder(visit: &mut Visit, act: &Reorder) -> Result<(), Refused> {
    let page = visit.editable(&act.content)?.id.clone();
    let ids = |visit: &Visit| -> Vec<String> {
        visit.world.wiki.children(&page).iter().map(|content| content.id.clone()).collect()
    };
    let before = ids(visit);
    let (mut asked, mut there) = (act.order.clone(), before.clone());
    asked.sort_unstable();
    there.sort_unstable();
    if asked != there {
        let there = before.join(", ");
        return Err(Refused::BadRequest(format!("`order` must name all that lies under the page: {there}")));
    }
    if act.order == before {
        return Err(Refused::NoChange(page));
    }
    for (place, id) in act.order.iter().enumerate() {
        visit.content_mut(id)?.position = u64::try_from(place).unwrap_or(u64::MAX);
    }
    tell(visit, "children_reordered", &page, |payload| {
        payload
            .with("oldSortedChildPageIds", numbers(&before))
            .with("newSortedChildPageIds", numbers(&act.order))
    })
}

/// Ids of pages are numbers here, unlike the page's own id.
fn numbers(ids: &[String]) -> Vec<serde_json::Value> {
    ids.iter().map(|id| id.parse::<u64>().map_or_else(|_| id.clone().into(), Into::into)).collect()
}

/// Where something goes: the id of a space and of what it lies under.
fn place(
    visit: &Visit,
    content: &Content,
    space: Option<&str>,
    parent: Option<&str>,
) -> Result<(u64, String), Refused> {
    let space = space.map_or_else(|| visit.home(content), |space| visit.space(space))?;
    visit.need(space, "create", "page", "write in")?;
    let space_id = match (parent, space.id) {
        (Some(parent), _) => visit.content(parent)?.space,
        (None, id) => id,
    };
    let parent = parent.unwrap_or(&space.homepage).to_owned();
    under(visit, &parent, space_id)?;
    Ok((space_id, parent))
}

/// Ids of content and of everything below and on it.
pub(super) fn whole(visit: &Visit, id: &str) -> Vec<String> {
    let contents: Vec<&Content> = visit.world.wiki.contents().collect();
    let mut found = vec![id.to_owned()];
    let mut next = 0;
    while let Some(id) = found.get(next).cloned() {
        let hangs = |content: &&&Content| {
            content.parent.as_ref() == Some(&id) || content.container.as_ref() == Some(&id)
        };
        for content in contents.iter().filter(hangs) {
            if !found.contains(&content.id) {
                found.push(content.id.clone());
            }
        }
        next = next.saturating_add(1);
    }
    found
}
