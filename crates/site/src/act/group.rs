//! Groups: Jira tells nothing of them, only its audit log does. Confluence tells of groups that come and go, by nobody.

use super::administer::{GROUPS, named, silent};
use super::{Doing, Outcome, Refused, wiki};
use crate::model::{AuditItem, Group, Role};
use serde::{Deserialize, Serialize};

/// The group whose members administer the site.
const ADMINISTRATORS: &str = "jira-administrators";

/// Makes or deletes a group, adds or removes a member.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupAct {
    /// What is done.
    pub change: GroupChange,
    /// Name (or id) of the group.
    pub group: String,
    /// Account id of the member.
    #[serde(default)]
    pub member: Option<String>,
}

/// What is done with a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum GroupChange {
    Create,
    Delete,
    Add,
    Remove,
}

pub(super) fn perform(doing: &mut Doing, act: &GroupAct) -> Result<Outcome, Refused> {
    doing.only_administrator("manage the group", &act.group)?;
    match act.change {
        GroupChange::Create => create(doing, act),
        GroupChange::Delete => {
            let group = doing.group(&act.group)?.clone();
            doing.world.groups.retain(|kept| kept.id != group.id);
            doing.audit(GROUPS, "Group deleted", item(&group), []);
            let event = wiki::group_made(doing.world, doing.at, Some(&doing.who), &group, false);
            Ok(Outcome { events: vec![event], ..Outcome::default() })
        }
        GroupChange::Add | GroupChange::Remove => member(doing, act),
    }
}

fn create(doing: &mut Doing, act: &GroupAct) -> Result<Outcome, Refused> {
    let name = named(Some(&act.group))?;
    if doing.group(&name).is_ok() {
        return Err(Refused::NoChange(name));
    }
    let number = doing.world.ids.next("group");
    let group = Group { id: format!("{number:0>8}-0000-4000-8000-00000000cafe"), name, members: Vec::new() };
    doing.audit(GROUPS, "Group created", item(&group), []);
    let event = wiki::group_made(doing.world, doing.at, Some(&doing.who), &group, true);
    let made = Some(group.id.clone());
    doing.world.groups.push(group);
    Ok(Outcome { events: vec![event], made, ..Outcome::default() })
}

fn member(doing: &mut Doing, act: &GroupAct) -> Result<Outcome, Refused> {
    let group = doing.group(&act.group)?.clone();
    let member = act.member.as_deref().ok_or(Refused::Empty("member"))?;
    doing.world.person(member).ok_or_else(|| Refused::NoPerson(member.to_owned()))?;
    let add = act.change == GroupChange::Add;
    if group.members.iter().any(|known| known == member) == add {
        return Err(Refused::NoChange(group.name));
    }
    if let Some(kept) = doing.world.groups.iter_mut().find(|kept| kept.id == group.id) {
        kept.members.retain(|known| known != member);
        if add {
            kept.members.push(member.to_owned());
        }
    }
    if group.name == ADMINISTRATORS
        && let Some(person) = doing.world.person_mut(member)
    {
        person.roles.retain(|role| *role != Role::SiteAdmin);
        if add {
            person.roles.push(Role::SiteAdmin);
        }
    }
    let summary = if add { "User added to group" } else { "User removed from group" };
    let associated = vec![doing.user_item(member)];
    doing.audit_with(GROUPS, summary, item(&group), [], associated);
    wiki::member_changed(doing.world, doing.at, Some(&doing.who), &group, member, add);
    Ok(silent(None))
}

fn item(group: &Group) -> AuditItem {
    AuditItem::new("GROUP", &group.id, &group.name)
        .within("10000", "com.atlassian.crowd.directory.IdentityPlatformRemoteDirectory")
}
