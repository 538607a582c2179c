//! Spaces and who may do what in them.

/// A Confluence space.
#[derive(Debug, Clone)]
pub struct Space {
    /// The id.
    pub id: u64,
    /// The key.
    pub key: String,
    /// The name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Whether it is somebody's own.
    pub personal: bool,
    /// Whether it was put away.
    pub archived: bool,
    /// Account id of its maker.
    pub author: String,
    /// When it was made.
    pub created: i64,
    /// Id of its first page.
    pub homepage: String,
    /// Who may do what in it.
    pub grants: Vec<Grant>,
    /// Names of its labels.
    pub labels: Vec<String>,
}

impl Space {
    /// Whether this is its key or id.
    pub fn is(&self, key_or_id: &str) -> bool {
        self.key == key_or_id || self.id.to_string() == key_or_id
    }
}

/// Who holds a permission or is named in a restriction.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holder {
    /// A person, by account id.
    User(String),
    /// A group, by id.
    Group(String),
    /// Everybody, logged in or not.
    Anonymous,
}

/// One permission of one holder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// The id.
    pub id: String,
    /// Who.
    pub holder: Holder,
    /// What may be done: `read`, `create` and so on.
    pub operation: &'static str,
    /// To what: `space`, `page` and so on.
    pub target: &'static str,
}

/// Operation, target, and what the audit log calls the two.
pub const OPERATIONS: [(&str, &str, &str); 16] = [
    ("read", "space", "VIEWSPACE"),
    ("create", "page", "EDITSPACE"),
    ("create", "blogpost", "EDITBLOG"),
    ("create", "comment", "COMMENT"),
    ("create", "attachment", "CREATEATTACHMENT"),
    ("delete", "page", "REMOVEPAGE"),
    ("delete", "blogpost", "REMOVEBLOG"),
    ("delete", "comment", "REMOVECOMMENT"),
    ("delete", "attachment", "REMOVEATTACHMENT"),
    ("archive", "page", "ARCHIVEPAGE"),
    ("export", "space", "EXPORTSPACE"),
    ("restrict_content", "space", "SETPAGEPERMISSIONS"),
    ("administer", "space", "SETSPACEPERMISSIONS"),
    ("delete", "space", "REMOVESPACE"),
    ("use", "application", "USECONFLUENCE"),
    ("administer", "application", "ADMINISTRATECONFLUENCE"),
];

/// The operation with this name on this target.
pub fn operation(name: &str, target: &str) -> Option<(&'static str, &'static str, &'static str)> {
    OPERATIONS.into_iter().find(|row| row.0 == name && row.1 == target)
}
