//! Who may do what in Confluence: grants of spaces and restrictions of content.

use super::Caller;
use crate::model::wiki::{Content, ContentKind, ContentStatus, Holder};
use crate::model::{AccountType, Person, Space, World};

/// Whether the caller administers Confluence.
pub fn administers_confluence(world: &World, caller: &Caller) -> bool {
    match caller {
        Caller::App => true,
        _ => caller.account(world).is_some_and(Person::is_site_admin),
    }
}

/// Whether the caller administers a space.
pub fn administers_space(world: &World, caller: &Caller, space: &Space) -> bool {
    may(world, caller, space, "administer", "space")
}

/// Whether the space grants the caller an operation on a target. Administrators of Confluence may do everything.
pub fn may(world: &World, caller: &Caller, space: &Space, operation: &str, target: &str) -> bool {
    if administers_confluence(world, caller) {
        return true;
    }
    // Customers of service projects have no access to Confluence.
    if caller.account(world).is_some_and(|person| person.account_type == AccountType::Customer) {
        return false;
    }
    let mut grants = space.grants.iter();
    grants.any(|grant| {
        grant.operation == operation && grant.target == target && is_one(world, caller, &grant.holder)
    })
}

/// Whether the caller sees content: the space lets them, and no restriction of it or of anything above it keeps them out.
/// Restrictions bind administrators too, and the app on its own behalf.
pub fn sees(world: &World, caller: &Caller, content: &Content) -> bool {
    let space = world.spaces.iter().find(|space| space.id == content.space);
    let open = |content: &Content| allowed(world, caller, &content.restrictions.read);
    space.is_some_and(|space| may(world, caller, space, "read", "space"))
        && open(content)
        && world.wiki.ancestors(content).all(open)
}

/// Whether the caller may change content.
pub fn edits(world: &World, caller: &Caller, content: &Content) -> bool {
    let target = match content.kind {
        ContentKind::Blogpost => "blogpost",
        ContentKind::Comment => "comment",
        ContentKind::Attachment => "attachment",
        _ => "page",
    };
    let space = world.spaces.iter().find(|space| space.id == content.space);
    content.status == ContentStatus::Current
        && space.is_some_and(|space| !space.archived && may(world, caller, space, "create", target))
        && sees(world, caller, content)
        && allowed(world, caller, &content.restrictions.update)
}

fn allowed(world: &World, caller: &Caller, holders: &[Holder]) -> bool {
    holders.is_empty() || holders.iter().any(|holder| is_one(world, caller, holder))
}

fn is_one(world: &World, caller: &Caller, holder: &Holder) -> bool {
    match (holder, caller) {
        (Holder::Anonymous, _) => true,
        (Holder::User(id), Caller::Person(who)) => id == who,
        (Holder::Group(id), Caller::Person(who)) => world.groups_of(who).any(|group| group.id == *id),
        (_, Caller::App | Caller::Nobody) => false,
    }
}
