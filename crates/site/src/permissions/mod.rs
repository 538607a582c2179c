//! Who may do what, as Jira's default permission scheme has it: everybody who works here sees all projects and works in
//! them; projects, spaces and the site are administered by few.

mod table;
mod wiki;

pub use table::{PERMISSIONS, Permission, Scope, permission};
pub use wiki::{administers_confluence, administers_space, edits, may, sees};

use crate::model::{AccountType, Group, Person, Project, Role, World};

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caller {
    /// Nobody is logged in, or the account cannot log in.
    Nobody,
    /// The installed app, on its own behalf.
    App,
    /// A person, or the app on a person's behalf.
    Person(String),
}

impl Caller {
    /// The person of an account, when that account can log in.
    pub fn person(world: &World, account_id: &str) -> Self {
        match world.person(account_id) {
            Some(person) if person.active => Self::Person(person.account_id.clone()),
            _ => Self::Nobody,
        }
    }

    /// The account behind the call, for persons.
    pub fn account<'w>(&self, world: &'w World) -> Option<&'w Person> {
        match self {
            Self::Person(id) => world.person(id),
            Self::Nobody | Self::App => None,
        }
    }
}

/// Whether the caller has a permission; for a project permission without a project: in any project.
pub fn has(world: &World, caller: &Caller, permission: &Permission, project: Option<&Project>) -> bool {
    let person = match caller {
        Caller::Nobody => return false,
        // The platform grants an app's own user what the scopes of its manifest cover, administration included. A
        // check that asks as the app instead of as the user therefore lets everybody in, and should be noticed here.
        Caller::App => return true,
        Caller::Person(id) => match world.person(id) {
            Some(person) if person.active && person.account_type != AccountType::Customer => person,
            _ => return false,
        },
    };
    if person.is_site_admin() || !permission.administrative {
        return true;
    }
    permission.scope == Scope::Project
        && person.roles.iter().any(|role| match (role, project) {
            (Role::ProjectAdmin(key), Some(project)) => *key == project.key,
            (Role::ProjectAdmin(_), None) => true,
            _ => false,
        })
}

/// Whether somebody administers a project.
pub fn administers(world: &World, account_id: &str, project: &Project) -> bool {
    permission("ADMINISTER_PROJECTS")
        .is_some_and(|row| has(world, &Caller::person(world, account_id), row, Some(project)))
}

/// Whether the caller sees what people who work here see.
pub fn is_staff(world: &World, caller: &Caller) -> bool {
    match caller {
        Caller::Nobody => false,
        Caller::App => true,
        Caller::Person(_) => {
            caller.account(world).is_some_and(|person| person.account_type != AccountType::Customer)
        }
    }
}

/// Whether the caller answers customers, or administers the site.
pub fn is_agent(world: &World, caller: &Caller) -> bool {
    match caller {
        Caller::Nobody => false,
        Caller::App => true,
        Caller::Person(id) => {
            let agents = |group: &Group| group.name == "jira-servicemanagement-users";
            world.person(id).is_some_and(Person::is_site_admin) || world.groups_of(id).any(agents)
        }
    }
}
