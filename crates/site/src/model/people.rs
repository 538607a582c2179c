//! People, groups and organizations.

/// Kinds of accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AccountType {
    /// Somebody who works here.
    Atlassian,
    /// An app or the automation.
    App,
    /// A customer of a service project.
    Customer,
}

impl AccountType {
    /// As the products write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Atlassian => "atlassian",
            Self::App => "app",
            Self::Customer => "customer",
        }
    }
}

/// What somebody may do beyond working.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// Administers Jira and Confluence.
    SiteAdmin,
    /// Administers the project with this key.
    ProjectAdmin(String),
    /// Administers the space with this key.
    SpaceAdmin(String),
}

/// An account.
#[derive(Debug, Clone)]
pub struct Person {
    /// The account id.
    pub account_id: String,
    /// The name shown.
    pub display_name: String,
    /// The kind of account.
    pub account_type: AccountType,
    /// False for somebody who has left.
    pub active: bool,
    /// IANA name of the time zone.
    pub zone: String,
    /// What the person may administer.
    pub roles: Vec<Role>,
    /// Whether the account is here because an import named it.
    pub imported: bool,
}

impl Person {
    /// Whether the person administers the whole site.
    pub fn is_site_admin(&self) -> bool {
        self.roles.contains(&Role::SiteAdmin)
    }
}

/// A group.
#[derive(Debug, Clone)]
pub struct Group {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// Account ids of its members.
    pub members: Vec<String>,
}

/// A customers' organization of the service desk.
#[derive(Debug, Clone)]
pub struct Organization {
    /// The id.
    pub id: String,
    /// The long id.
    pub uuid: String,
    /// The name.
    pub name: String,
    /// Account ids of its members.
    pub members: Vec<String>,
    /// Keys of the service projects it takes part in.
    pub projects: Vec<String>,
    /// When it was made.
    pub created: i64,
}
