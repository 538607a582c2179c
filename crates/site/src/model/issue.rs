//! Issues and what hangs on them.

use super::{LinkType, Named, Status};

/// An issue as it is now, with its changelog.
#[derive(Debug, Clone, Default)]
pub struct Issue {
    /// The id.
    pub id: String,
    /// The key.
    pub key: String,
    /// Key of its project.
    pub project: String,
    /// The issue type.
    pub issue_type: Named,
    /// The status.
    pub status: Status,
    /// The priority.
    pub priority: Option<Named>,
    /// The resolution; none while it is open.
    pub resolution: Option<Named>,
    /// When it was resolved.
    pub resolved: Option<i64>,
    /// The summary.
    pub summary: String,
    /// The description.
    pub description: Option<String>,
    /// Account id of who made it.
    pub creator: Option<String>,
    /// Account id of who reported it.
    pub reporter: Option<String>,
    /// Account id of who works on it.
    pub assignee: Option<String>,
    /// Labels.
    pub labels: Vec<String>,
    /// Components.
    pub components: Vec<Named>,
    /// Fix versions.
    pub fix_versions: Vec<Named>,
    /// Due date, `2026-11-23`.
    pub due: Option<String>,
    /// Time spent, in seconds.
    pub time_spent: i64,
    /// When it was made.
    pub created: i64,
    /// When it was changed last.
    pub updated: i64,
    /// What changed, oldest first.
    pub histories: Vec<History>,
    /// Comments, oldest first.
    pub comments: Vec<Comment>,
    /// Work, oldest first.
    pub worklogs: Vec<Worklog>,
    /// Files.
    pub attachments: Vec<Attachment>,
    /// Links in which this issue is either end.
    pub links: Vec<Link>,
    /// Whether it was deleted: nobody sees it any more.
    pub deleted: bool,
    /// Whether texts are wiki text (imported) rather than documents.
    pub wiki: bool,
}

/// One change of an issue.
#[derive(Debug, Clone)]
pub struct History {
    /// The id.
    pub id: String,
    /// Account id of who did it.
    pub author: Option<String>,
    /// When.
    pub created: i64,
    /// The fields.
    pub items: Vec<Item>,
}

/// One field of a change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// The field's name.
    pub field: String,
    /// The field's id, where the source has it.
    pub field_id: Option<String>,
    /// `jira` or `custom`.
    pub field_type: String,
    /// Id of the value before.
    pub from: Option<String>,
    /// The value before, as people read it.
    pub from_string: Option<String>,
    /// Id of the value after.
    pub to: Option<String>,
    /// The value after, as people read it.
    pub to_string: Option<String>,
}

impl Item {
    /// A change of one of Jira's own fields.
    pub fn new(field: &str, field_id: &str) -> Self {
        Self {
            field: field.into(),
            field_id: Some(field_id.into()),
            field_type: "jira".into(),
            ..Self::default()
        }
    }

    /// With the value before: its id and its text.
    #[must_use]
    pub fn before(mut self, id: Option<String>, text: Option<String>) -> Self {
        (self.from, self.from_string) = (id, text);
        self
    }

    /// With the value after: its id and its text.
    #[must_use]
    pub fn after(mut self, id: Option<String>, text: Option<String>) -> Self {
        (self.to, self.to_string) = (id, text);
        self
    }

    /// Whether the item is of this field, by id or, in old data, by name.
    pub fn is(&self, field_id: &str) -> bool {
        self.field_id
            .as_deref()
            .map_or_else(|| self.field.eq_ignore_ascii_case(field_id), |id| id == field_id)
    }
}

/// A comment.
#[derive(Debug, Clone)]
pub struct Comment {
    /// The id.
    pub id: String,
    /// Account id of who wrote it.
    pub author: Option<String>,
    /// Account id of who changed it last.
    pub update_author: Option<String>,
    /// The text; mentions stand as `@[account id]`. None when the source left it out.
    pub text: Option<String>,
    /// When it was written.
    pub created: i64,
    /// When it was changed last.
    pub updated: i64,
    /// Whether customers see it.
    pub public: bool,
}

/// A piece of work.
#[derive(Debug, Clone)]
pub struct Worklog {
    /// The id.
    pub id: String,
    /// Account id of who worked.
    pub author: Option<String>,
    /// Account id of who changed it last.
    pub update_author: Option<String>,
    /// The comment.
    pub text: Option<String>,
    /// When it was logged.
    pub created: i64,
    /// When it was changed last.
    pub updated: i64,
    /// When the work began.
    pub started: i64,
    /// How long, in seconds.
    pub seconds: i64,
}

/// A file.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// The id.
    pub id: String,
    /// Account id of who added it.
    pub author: Option<String>,
    /// The file's name.
    pub name: String,
    /// When it was added.
    pub created: i64,
    /// Its size in bytes.
    pub size: u64,
    /// Its media type.
    pub mime_type: String,
}

/// A link, kept at both of its ends.
#[derive(Debug, Clone)]
pub struct Link {
    /// The id.
    pub id: String,
    /// The kind.
    pub kind: LinkType,
    /// Id of the issue at the other end.
    pub other: String,
    /// Whether this issue is the source (`blocks`) or the destination (`is blocked by`).
    pub outward: bool,
}
