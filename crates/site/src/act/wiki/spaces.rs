//! Spaces: made, changed, put away, deleted; who may do what in them.

use super::audit::{self, PERMISSIONS, SPACES, note};
use super::found::{Seed, found_space};
use super::{InSpace, Visit, missing, said};
use crate::act::Refused;
use crate::events::wiki;
use crate::model::AccountType;
use crate::model::wiki::{Changed, Grant, Holder, Space, operation};
use serde::{Deserialize, Serialize};

/// Makes a space.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Found {
    /// The key.
    pub key: String,
    /// The name.
    pub name: String,
    /// What it is for.
    #[serde(default)]
    pub description: String,
    /// Whether it is the maker's own.
    #[serde(default)]
    pub personal: bool,
}

/// Changes what a space is called and says.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// Key or id of the space.
    pub space: String,
    /// The new name.
    #[serde(default)]
    pub name: Option<String>,
    /// What it is for now.
    #[serde(default)]
    pub description: Option<String>,
}

/// Gives or takes a permission; one of `user`, `group` and `anonymous` says whose.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hold {
    /// Key or id of the space.
    pub space: String,
    /// Account id.
    #[serde(default)]
    pub user: Option<String>,
    /// Name or id of the group.
    #[serde(default)]
    pub group: Option<String>,
    /// Everybody, logged in or not.
    #[serde(default)]
    pub anonymous: bool,
    /// What may be done: `read`, `create`, `administer` and so on.
    pub operation: String,
    /// To what: `space`, `page`, `blogpost`, `comment`, `attachment`; `space` when left out.
    #[serde(default)]
    pub target: Option<String>,
}

pub(super) fn create(visit: &mut Visit, act: &Found) -> Result<(), Refused> {
    let staff = visit.caller.account(visit.world).filter(|who| who.account_type != AccountType::Customer);
    let author = staff.map(|who| who.account_id.clone());
    let author = author.ok_or_else(|| visit.not_allowed("make a space called", &act.name))?;
    let (key, name) = (said("key", &act.key)?, said("name", &act.name)?);
    if visit.world.spaces.iter().any(|space| space.key == key) {
        return Err(Refused::BadRequest(format!("there is a space `{key}` already")));
    }
    let id = visit.world.ids.next("space").parse().unwrap_or_default();
    // The id of the first page is made of that of the space.
    for _ in 0..200 {
        visit.world.ids.next("space");
    }
    let seed =
        Seed { id, key: &key, name: &name, description: act.description.trim(), personal: act.personal };
    found_space(visit.world, visit.at, &author, &seed);
    visit.made = Some(id.to_string());
    let space = visit.space(&key)?.clone();
    let changed = vec![
        Changed::new("Space type", "", if space.personal { "personal" } else { "global" }),
        Changed::new("Space key", "", &space.key),
        Changed::new("Space name", "", &space.name),
        Changed::new("Description", "", &space.description),
    ];
    note(visit, (SPACES, "Space created"), audit::of_space(&space), changed.clone(), Vec::new());
    note(visit, (SPACES, "Space configuration updated"), audit::of_space(&space), changed, Vec::new());
    tell(visit, "created", &space);
    Ok(())
}

pub(super) fn update(visit: &mut Visit, act: &Change) -> Result<(), Refused> {
    let before = administered(visit, &act.space, "change")?;
    let name = act.name.as_deref().map(|name| said("name", name)).transpose()?;
    let mut after = before.clone();
    after.name = name.unwrap_or_else(|| before.name.clone());
    after.description = act.description.clone().unwrap_or_else(|| before.description.clone());
    let mut changed = Vec::new();
    if after.name != before.name {
        changed.push(Changed::new("Space name", &before.name, &after.name));
    }
    if after.description != before.description {
        changed.push(Changed::new("Description", &before.description, &after.description));
    }
    if changed.is_empty() {
        return Err(Refused::NoChange(before.key));
    }
    *visit.space_mut(before.id)? = after.clone();
    note(visit, (SPACES, "Space configuration updated"), audit::of_space(&after), changed, Vec::new());
    tell(visit, "updated", &after);
    Ok(())
}

pub(super) fn archive(visit: &mut Visit, act: &InSpace, away: bool) -> Result<(), Refused> {
    let mut space = administered(visit, &act.space, "put away")?;
    if space.archived == away {
        return Err(Refused::NoChange(space.key));
    }
    space.archived = away;
    visit.space_mut(space.id)?.archived = away;
    let word = |away: bool| if away { "archived" } else { "current" };
    let summary = if away { "Space archived" } else { "Space unarchived" };
    let changed = vec![Changed::new("Space status", word(!away), word(away))];
    note(visit, (SPACES, summary), audit::of_space(&space), changed, Vec::new());
    tell(visit, "updated", &space);
    Ok(())
}

/// Deletes a space with everything in it; the content's end is told by nobody.
pub(super) fn delete(visit: &mut Visit, act: &InSpace) -> Result<(), Refused> {
    let space = administered(visit, &act.space, "delete")?;
    visit.world.wiki.delete_space(space.id);
    visit.world.spaces.retain(|kept| kept.id != space.id);
    let changed = vec![Changed::new("Space key", &space.key, "")];
    note(visit, (SPACES, "Space deleted"), audit::of_space(&space), changed, Vec::new());
    tell(visit, "deleted", &space);
    Ok(())
}

pub(super) fn grant(visit: &mut Visit, act: &Hold) -> Result<(), Refused> {
    let mut space = administered(visit, &act.space, "change permissions of")?;
    let (holder, (operation, target, kind)) = asked(visit, act)?;
    let same =
        |grant: &Grant| grant.holder == holder && grant.operation == operation && grant.target == target;
    if space.grants.iter().any(same) {
        return Err(Refused::NoChange(space.key));
    }
    let id = visit.world.ids.next("grant");
    visit.made = Some(id.clone());
    space.grants.push(Grant { id, holder: holder.clone(), operation, target });
    *visit.space_mut(space.id)? = space.clone();
    permission(visit, "Space permission added", &space, &holder, kind, true);
    tell(visit, "permissions_updated", &space);
    Ok(())
}

pub(super) fn revoke(visit: &mut Visit, act: &Hold) -> Result<(), Refused> {
    let mut space = administered(visit, &act.space, "change permissions of")?;
    let (holder, (operation, target, kind)) = asked(visit, act)?;
    let before = space.grants.len();
    space
        .grants
        .retain(|grant| grant.holder != holder || grant.operation != operation || grant.target != target);
    if space.grants.len() == before {
        return Err(Refused::NoChange(space.key));
    }
    *visit.space_mut(space.id)? = space.clone();
    permission(visit, "Space permission removed", &space, &holder, kind, false);
    tell(visit, "permissions_updated", &space);
    Ok(())
}

fn permission(
    visit: &mut Visit,
    summary: &'static str,
    space: &Space,
    holder: &Holder,
    kind: &str,
    given: bool,
) {
    let whom = audit::of_holder(visit.world, holder);
    let changed = [("Type", kind), (whom.kind, whom.name.as_str()), ("Space", space.name.as_str())];
    let changed =
        changed.map(
            |(name, value)| {
                if given { Changed::new(name, "", value) } else { Changed::new(name, value, "") }
            },
        );
    note(visit, (PERMISSIONS, summary), whom, changed.into(), vec![audit::of_space(space)]);
}

/// The event of a space. It says nothing of what changed.
fn tell(visit: &mut Visit, verb: &str, space: &Space) {
    let written = wiki::space(visit.world, space, true);
    let payload = visit.payload(&format!("{verb}:space:V2")).with("space", written);
    visit.send(payload);
}

/// The space, for those who administer it.
fn administered(visit: &Visit, key_or_id: &str, what: &'static str) -> Result<Space, Refused> {
    let space = visit.space(key_or_id)?;
    visit.need(space, "administer", "space", what)?;
    Ok(space.clone())
}

type Operation = (&'static str, &'static str, &'static str);

fn asked(visit: &Visit, act: &Hold) -> Result<(Holder, Operation), Refused> {
    let target = act.target.as_deref().unwrap_or("space");
    let found = operation(&act.operation, target).filter(|row| row.1 != "application");
    let found = found.ok_or_else(|| missing("space permission", &format!("{} {target}", act.operation)))?;
    Ok((holder(visit, act.user.as_deref(), act.group.as_deref(), act.anonymous)?, found))
}

/// Whom one of the three names.
pub(super) fn holder(
    visit: &Visit,
    user: Option<&str>,
    group: Option<&str>,
    anonymous: bool,
) -> Result<Holder, Refused> {
    match (user, group, anonymous) {
        (Some(user), None, false) => {
            let person = visit.world.person(user).ok_or_else(|| Refused::NoPerson(user.to_owned()))?;
            Ok(Holder::User(person.account_id.clone()))
        }
        (None, Some(asked), false) => {
            let found = visit.world.groups.iter().find(|group| group.name == asked || group.id == asked);
            found.map(|group| Holder::Group(group.id.clone())).ok_or_else(|| missing("group", asked))
        }
        (None, None, true) => Ok(Holder::Anonymous),
        _ => Err(Refused::BadRequest("exactly one of `user`, `group` and `anonymous` says whose".into())),
    }
}
