//! The audit log of Confluence. Its records have no ids.

/// A thing as a record names it: name and type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Thing {
    /// The name, of groups with the id behind a colon.
    pub name: String,
    /// `Space`, `User`, `Group`, `Page` and so on.
    pub kind: &'static str,
}

impl Thing {
    /// A thing of a type.
    pub fn new(kind: &'static str, name: impl Into<String>) -> Self {
        Self { name: name.into(), kind }
    }
}

/// A value that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// What it is called.
    pub name: &'static str,
    /// Before; empty for nothing.
    pub old: String,
    /// After; empty for nothing.
    pub new: String,
}

impl Changed {
    /// A value before and after.
    pub fn new(name: &'static str, old: impl Into<String>, new: impl Into<String>) -> Self {
        Self { name, old: old.into(), new: new.into() }
    }
}

/// A record of the audit log.
#[derive(Debug, Clone)]
pub struct AuditRecord {
    /// Account id of who did it; none for the system.
    pub author: Option<String>,
    /// When.
    pub at: i64,
    /// What happened.
    pub summary: &'static str,
    /// The family of what happened.
    pub category: &'static str,
    /// To what; the default for nothing.
    pub affected: Thing,
    /// What changed.
    pub changed: Vec<Changed>,
    /// What else is concerned.
    pub associated: Vec<Thing>,
}
