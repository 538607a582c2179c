//! The permissions this site knows, as Jira names them.

/// Where a permission holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// On the whole site.
    Global,
    /// In a project.
    Project,
}

/// A permission.
#[derive(Debug, Clone, Copy)]
pub struct Permission {
    /// Jira's number for it.
    pub id: u16,
    /// Its key.
    pub key: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Where it holds.
    pub scope: Scope,
    /// Whether only administrators have it.
    pub administrative: bool,
}

const fn row(
    id: u16,
    key: &'static str,
    name: &'static str,
    scope: Scope,
    administrative: bool,
) -> Permission {
    Permission { id, key, name, scope, administrative }
}

/// All permissions this site knows.
pub const PERMISSIONS: &[Permission] = &[
    row(0, "ADMINISTER", "Administer Jira", Scope::Global, true),
    row(27, "USER_PICKER", "Browse users and groups", Scope::Global, false),
    row(33, "BULK_CHANGE", "Make bulk changes", Scope::Global, false),
    row(10, "BROWSE_PROJECTS", "Browse Projects", Scope::Project, false),
    row(11, "CREATE_ISSUES", "Create Issues", Scope::Project, false),
    row(12, "EDIT_ISSUES", "Edit Issues", Scope::Project, false),
    row(13, "ASSIGN_ISSUES", "Assign Issues", Scope::Project, false),
    row(15, "ADD_COMMENTS", "Add Comments", Scope::Project, false),
    row(16, "DELETE_ISSUES", "Delete Issues", Scope::Project, true),
    row(19, "CREATE_ATTACHMENTS", "Create Attachments", Scope::Project, false),
    row(20, "WORK_ON_ISSUES", "Work On Issues", Scope::Project, false),
    row(21, "LINK_ISSUES", "Link Issues", Scope::Project, false),
    row(23, "ADMINISTER_PROJECTS", "Administer Projects", Scope::Project, true),
    row(25, "MOVE_ISSUES", "Move Issues", Scope::Project, false),
    row(36, "DELETE_ALL_COMMENTS", "Delete All Comments", Scope::Project, true),
    row(46, "TRANSITION_ISSUES", "Transition Issues", Scope::Project, false),
];

/// The permission with this key.
pub fn permission(key: &str) -> Option<&'static Permission> {
    PERMISSIONS.iter().find(|row| row.key == key)
}
