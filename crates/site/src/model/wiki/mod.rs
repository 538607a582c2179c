//! What is in Confluence: spaces, content, and its audit log.

mod audit;
mod content;
mod space;

pub use audit::{AuditRecord, Changed, Thing};
pub use content::{Content, ContentKind, ContentStatus, Edition, Media, Restrictions, Task};
pub use space::{Grant, Holder, OPERATIONS, Space, operation};

use std::collections::HashMap;

/// A page template.
#[derive(Debug, Clone)]
pub struct Template {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Id of its space; none for a template of the whole site.
    pub space: Option<u64>,
    /// Names of its labels.
    pub labels: Vec<String>,
}

/// What a relation points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Content, by id.
    Content(String),
    /// A space, by id.
    Space(u64),
    /// A person, by account id.
    Person(String),
}

/// Somebody likes, watches or has marked something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// `like`, `watch`, `favourite` and so on.
    pub name: String,
    /// Account id of the person.
    pub who: String,
    /// To what.
    pub to: Target,
    /// Since when.
    pub since: i64,
}

/// Confluence, except for its spaces, which the world lists.
#[derive(Debug, Default)]
pub struct Wiki {
    /// The audit log, oldest first.
    pub audit: Vec<AuditRecord>,
    /// Id and name of every label that was ever used.
    pub labels: Vec<(String, String)>,
    /// Templates.
    pub templates: Vec<Template>,
    /// Likes, watches, favourites.
    pub relations: Vec<Relation>,
    /// Who may do what on the whole site.
    pub grants: Vec<Grant>,
    contents: Vec<Content>,
    by_id: HashMap<String, usize>,
}

impl Wiki {
    /// All content that was not deleted for good, oldest first; trashed and archived content too.
    pub fn contents(&self) -> impl DoubleEndedIterator<Item = &Content> {
        self.contents.iter().filter(|content| !content.gone)
    }

    /// The content with this id, unless it was deleted for good.
    pub fn content(&self, id: &str) -> Option<&Content> {
        self.contents.get(*self.by_id.get(id)?).filter(|content| !content.gone)
    }

    /// The content with this id, to change it.
    pub fn content_mut(&mut self, id: &str) -> Option<&mut Content> {
        self.contents.get_mut(*self.by_id.get(id)?).filter(|content| !content.gone)
    }

    /// Adds content.
    pub fn add(&mut self, content: Content) {
        self.by_id.insert(content.id.clone(), self.contents.len());
        self.contents.push(content);
    }

    /// What lies directly below some content in the tree of its space, in order.
    pub fn children(&self, id: &str) -> Vec<&Content> {
        let below = |content: &&Content| content.parent.as_deref() == Some(id) && content.is_in_tree();
        let mut found: Vec<&Content> = self.contents().filter(below).collect();
        found.sort_by_key(|content| content.position);
        found
    }

    /// Comments and files of some content.
    pub fn belongings<'w>(&'w self, id: &'w str) -> impl Iterator<Item = &'w Content> {
        self.contents().filter(move |content| content.container.as_deref() == Some(id))
    }

    /// Everything above some content, the nearest first.
    pub fn ancestors<'w>(&'w self, content: &'w Content) -> impl Iterator<Item = &'w Content> {
        let above = |content: &&'w Content| {
            let up = content.container.as_deref().or(content.parent.as_deref());
            up.and_then(|id| self.content(id))
        };
        // The bound guards against a ring, which no act makes.
        std::iter::successors(Some(content), above).skip(1).take(100)
    }

    /// Deletes content for good, with its comments and files. Nothing tells of these.
    pub fn delete(&mut self, id: &str) {
        for content in &mut self.contents {
            if content.id == id || content.container.as_deref() == Some(id) {
                content.gone = true;
            }
        }
    }

    /// Deletes everything in a space for good. Nothing tells of it.
    pub fn delete_space(&mut self, space: u64) {
        for content in self.contents.iter_mut().filter(|content| content.space == space) {
            content.gone = true;
        }
    }
}
