//! Content: pages, blog posts, whiteboards and their like; comments and files, which hang on these.

use super::Holder;

/// Kinds of content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContentKind {
    /// A page, live or not.
    Page,
    /// A blog post.
    Blogpost,
    /// A whiteboard.
    Whiteboard,
    /// A database.
    Database,
    /// A folder.
    Folder,
    /// A link shown as a page.
    Embed,
    /// What an app keeps as content.
    Custom,
    /// A comment.
    Comment,
    /// A file.
    Attachment,
}

impl ContentKind {
    /// As Confluence writes it in payloads and event names.
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Blogpost => "blogpost",
            Self::Whiteboard => "whiteboard",
            Self::Database => "database",
            Self::Folder => "folder",
            Self::Embed => "embed",
            Self::Custom => "custom_content",
            Self::Comment => "comment",
            Self::Attachment => "attachment",
        }
    }

    /// As the audit log writes it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Page => "Page",
            Self::Blogpost => "Blog",
            Self::Whiteboard => "Whiteboard",
            Self::Database => "Database",
            Self::Folder => "Folder",
            Self::Embed => "Embed",
            Self::Custom => "Custom content",
            Self::Comment => "Comment",
            Self::Attachment => "Attachment",
        }
    }

    /// Whether Confluence sends an event when this is done to content of this kind.
    pub fn tells(self, verb: &str) -> bool {
        let verbs: &[&str] = match self {
            Self::Page => &[
                "created",
                "updated",
                "liked",
                "viewed",
                "archived",
                "unarchived",
                "permissions_updated",
                "restored",
                "moved",
                "copied",
                "trashed",
                "deleted",
                "initialized",
                "started",
                "snapshotted",
                "published",
                "children_reordered",
            ],
            Self::Blogpost => &[
                "created",
                "updated",
                "liked",
                "viewed",
                "permissions_updated",
                "restored",
                "trashed",
                "deleted",
            ],
            Self::Whiteboard | Self::Database | Self::Folder => {
                &["created", "moved", "copied", "permissions_updated"]
            }
            Self::Embed => &["created", "moved", "copied"],
            Self::Custom => &["created", "updated", "permissions_updated", "trashed", "restored", "deleted"],
            Self::Comment => &["created", "updated", "liked", "deleted"],
            Self::Attachment => {
                &["created", "updated", "viewed", "archived", "unarchived", "trashed", "restored", "deleted"]
            }
        };
        verbs.contains(&verb)
    }
}

/// Where content is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContentStatus {
    /// It is there.
    Current,
    /// It was put away.
    Archived,
    /// It is in the trash of its space.
    Trashed,
}

impl ContentStatus {
    /// As Confluence writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Archived => "archived",
            Self::Trashed => "trashed",
        }
    }
}

/// A version of content.
#[derive(Debug, Clone)]
pub struct Edition {
    /// Counted from 1.
    pub number: u64,
    /// Account id of who made it; none for somebody who was not logged in.
    pub by: Option<String>,
    /// When.
    pub at: i64,
    /// What its maker said about it.
    pub message: String,
    /// Whether watchers were not told.
    pub minor: bool,
    /// The title then.
    pub title: String,
    /// The text then.
    pub body: String,
}

/// Who may see or change content, beyond what the space allows. An empty list restricts nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Restrictions {
    /// Who may see it, and what is below it.
    pub read: Vec<Holder>,
    /// Who may change it.
    pub update: Vec<Holder>,
}

/// A file's measures.
#[derive(Debug, Clone)]
pub struct Media {
    /// Media type.
    pub kind: String,
    /// Size in bytes.
    pub size: u64,
    /// Id of the stored file.
    pub file: String,
}

/// A task on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The id.
    pub id: u64,
    /// What is to be done.
    pub text: String,
    /// Whether it is done.
    pub done: bool,
    /// Account id of who should do it.
    pub assignee: Option<String>,
    /// Until when, in milliseconds.
    pub due: Option<i64>,
}

/// Something that was written.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, in the words of Confluence")]
pub struct Content {
    /// The id; of files with `att` before the number.
    pub id: String,
    /// The kind.
    pub kind: ContentKind,
    /// Whether a page is a live doc.
    pub live: bool,
    /// Whether a live doc was edited at all.
    pub started: bool,
    /// Where it is in its life.
    pub status: ContentStatus,
    /// Id of its space.
    pub space: u64,
    /// Id of what it lies under in the tree of the space; of a comment, the comment it answers.
    pub parent: Option<String>,
    /// Its place among its neighbours.
    pub position: u64,
    /// Id of what a comment or file hangs on.
    pub container: Option<String>,
    /// The title.
    pub title: String,
    /// The text.
    pub body: String,
    /// Account id of its maker; none for somebody who was not logged in.
    pub author: Option<String>,
    /// Account id of its owner.
    pub owner: Option<String>,
    /// When it was made.
    pub created: i64,
    /// All versions, oldest first.
    pub editions: Vec<Edition>,
    /// Who may see and change it.
    pub restrictions: Restrictions,
    /// Names of its labels.
    pub labels: Vec<String>,
    /// Tasks on it.
    pub tasks: Vec<Task>,
    /// Whether a comment stands at a place in the text rather than below it.
    pub inline: bool,
    /// A file's measures.
    pub media: Option<Media>,
    /// Deleted for good: nobody sees it any more.
    pub gone: bool,
}

impl Content {
    /// Content in its first version.
    pub fn new(id: String, kind: ContentKind, space: u64, title: &str, by: Option<&str>, at: i64) -> Self {
        let by = by.map(ToOwned::to_owned);
        let mut content = Self {
            id,
            kind,
            live: false,
            started: false,
            status: ContentStatus::Current,
            space,
            parent: None,
            position: 0,
            container: None,
            title: title.to_owned(),
            body: String::new(),
            author: by.clone(),
            owner: by.clone(),
            created: at,
            editions: Vec::new(),
            restrictions: Restrictions::default(),
            labels: Vec::new(),
            tasks: Vec::new(),
            inline: false,
            media: None,
            gone: false,
        };
        content.publish(by, at, "", false);
        content
    }

    /// Makes what it says now a new version.
    pub fn publish(&mut self, by: Option<String>, at: i64, message: &str, minor: bool) {
        let number = self.edition().map_or(1, |edition| edition.number.saturating_add(1));
        self.editions.push(Edition {
            number,
            by,
            at,
            message: message.to_owned(),
            minor,
            title: self.title.clone(),
            body: self.body.clone(),
        });
    }

    /// Whether it stands in the tree of its space, or once did.
    pub fn is_in_tree(&self) -> bool {
        !matches!(self.kind, ContentKind::Comment | ContentKind::Attachment)
    }

    /// The newest version.
    pub fn edition(&self) -> Option<&Edition> {
        self.editions.last()
    }

    /// When it was written last.
    pub fn updated(&self) -> i64 {
        self.edition().map_or(self.created, |edition| edition.at)
    }
}
