//! Records of Jira's own audit log.

/// One record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRecord {
    /// The number; later records have larger ones.
    pub id: u64,
    /// When.
    pub at: i64,
    /// What happened, in Jira's English words.
    pub summary: String,
    /// The family, such as `user management`.
    pub category: String,
    /// Account id of who did it.
    pub author: Option<String>,
    /// What it happened to.
    pub object: AuditItem,
    /// What was changed.
    pub changes: Vec<AuditChange>,
    /// What else is concerned.
    pub associated: Vec<AuditItem>,
}

/// A thing that a record names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditItem {
    /// The id, where the kind has ids. Of a user: the account id.
    pub id: Option<String>,
    /// The name.
    pub name: String,
    /// Jira's word for the kind, such as `GROUP`.
    pub kind: String,
    /// Id and name of what it belongs to.
    pub parent: Option<(String, String)>,
}

impl AuditItem {
    /// A thing with its id.
    pub fn new(kind: &str, id: impl Into<String>, name: impl Into<String>) -> Self {
        Self { id: Some(id.into()), name: name.into(), kind: kind.to_owned(), parent: None }
    }

    /// Within something else.
    #[must_use]
    pub fn within(mut self, id: impl Into<String>, name: impl Into<String>) -> Self {
        self.parent = Some((id.into(), name.into()));
        self
    }
}

/// A value before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditChange {
    /// Jira's name for the field.
    pub field: String,
    /// Before; none when there was nothing.
    pub from: Option<String>,
    /// After; none when there is nothing.
    pub to: Option<String>,
}

impl AuditChange {
    /// A change; empty texts are nothing. None when both are the same.
    pub fn of(field: &str, from: &str, to: &str) -> Option<Self> {
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        (from != to).then(|| Self { field: field.to_owned(), from: filled(from), to: filled(to) })
    }
}
