//! What acts leave in the audit log of Confluence, and what accounts and groups leave in both.

use super::Visit;
use crate::events::Emitted;
use crate::events::Occasion;
use crate::events::wiki::{self, Payload};
use crate::model::wiki::{AuditRecord, Changed, Holder, Space, Thing};
use crate::model::{Group, World};

/// Categories of records.
pub(super) const SPACES: &str = "Spaces";
pub(super) const PEOPLE: &str = "Users and groups";
pub(super) const PERMISSIONS: &str = "Permissions";
pub(super) const PAGES: &str = "Page";

/// Writes a record of what a visitor did.
pub(super) fn note(
    visit: &mut Visit,
    (category, summary): (&'static str, &'static str),
    affected: Thing,
    changed: Vec<Changed>,
    associated: Vec<Thing>,
) {
    let record = AuditRecord {
        author: visit.who.clone(),
        at: visit.at,
        summary,
        category,
        affected,
        changed,
        associated,
    };
    visit.world.wiki.audit.push(record);
}

/// A space as a record names it.
pub(super) fn of_space(space: &Space) -> Thing {
    Thing::new("Space", &space.name)
}

/// A holder as a record names it: the type of the value, and the value.
pub(super) fn of_holder(world: &World, holder: &Holder) -> Thing {
    match holder {
        Holder::User(id) => Thing::new("User", world.display_name(id).unwrap_or_else(|| id.clone())),
        Holder::Group(id) => {
            let name = world.groups.iter().find(|group| group.id == *id).map(|group| group.name.clone());
            Thing::new("Group", format!("{}:{id}", name.unwrap_or_default()))
        }
        Holder::Anonymous => Thing::new("User", "Anonymous"),
    }
}

/// A group was made or deleted: its event, which names nobody, and its record.
pub fn group_made(world: &mut World, at: i64, who: Option<&str>, group: &Group, made: bool) -> Emitted {
    let (event, summary) =
        if made { ("created:group", "Group created") } else { ("deleted:group", "Group deleted") };
    let affected = Thing::new("Group", format!("{}:{}", group.name, group.id));
    push(world, at, who, summary, affected, Vec::new(), Vec::new());
    Payload::new(event, Occasion { at, by: who }).by_nobody().with("group", wiki::group(group)).seal()
}

/// Somebody was added to a group or removed from it: a record only, because there is no such event.
pub fn member_changed(
    world: &mut World,
    at: i64,
    who: Option<&str>,
    group: &Group,
    account: &str,
    added: bool,
) {
    let summary = if added { "User added to group" } else { "User removed from group" };
    let affected = Thing::new("Group", format!("{}:{}", group.name, group.id));
    let name = world.display_name(account).unwrap_or_else(|| account.to_owned());
    push(world, at, who, summary, affected, Vec::new(), vec![Thing::new("User", name)]);
}

/// An account came or went: its event, which names nobody, and its record, whose author is the system.
pub fn person_made(world: &mut World, at: i64, account: &str, made: bool) -> Emitted {
    let (event, summary) =
        if made { ("created:user", "User created") } else { ("deleted:user", "User deleted") };
    let name = world.display_name(account).unwrap_or_else(|| account.to_owned());
    let changed = if made {
        vec![
            Changed::new("Display name", "", &name),
            Changed::new("Email", "", ""),
            Changed::new("Active", "", "Yes"),
        ]
    } else {
        Vec::new()
    };
    push(world, at, None, summary, Thing::new("User", name), changed, Vec::new());
    let user = wiki::person(world, Some(account));
    Payload::new(event, Occasion { at, by: None }).with("user", user).seal()
}

/// An account was switched off or on: two records by the system when off, one when on, and no event.
pub fn person_switched(world: &mut World, at: i64, account: &str, active: bool) {
    let name = world.display_name(account).unwrap_or_else(|| account.to_owned());
    let yes_or_no = |on: bool| if on { "Yes" } else { "No" };
    let changed = vec![Changed::new("Active", yes_or_no(!active), yes_or_no(active))];
    if !active {
        push(world, at, None, "User deactivated", Thing::default(), Vec::new(), Vec::new());
    }
    push(world, at, None, "User details updated", Thing::new("User", name), changed, Vec::new());
}

fn push(
    world: &mut World,
    at: i64,
    who: Option<&str>,
    summary: &'static str,
    affected: Thing,
    changed: Vec<Changed>,
    associated: Vec<Thing>,
) {
    let author = who.map(ToOwned::to_owned);
    world.wiki.audit.push(AuditRecord {
        author,
        at,
        summary,
        category: PEOPLE,
        affected,
        changed,
        associated,
    });
}
