//! Project roles and who has them: an audit record and no event.

use super::administer::{PROJECTS, named, none_such, silent};
use super::{Doing, Outcome, Refused, project};
use crate::model::{AuditChange, AuditItem, Holder, ProjectRole, Role};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The role whose members administer the project.
const ADMINISTRATORS: &str = "Administrators";

/// Makes or deletes a project role, adds or removes somebody in a project.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleAct {
    /// What is done.
    pub change: RoleChange,
    /// Name or id of the role.
    pub role: String,
    /// What it is for.
    #[serde(default)]
    pub description: Option<String>,
    /// Key of the project.
    #[serde(default)]
    pub project: Option<String>,
    /// Account id of the member.
    #[serde(default)]
    pub member: Option<String>,
    /// Name of a group that becomes a member.
    #[serde(default)]
    pub group: Option<String>,
}

/// What is done with a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum RoleChange {
    Create,
    Delete,
    Add,
    Remove,
}

pub(super) fn perform(doing: &mut Doing, act: &RoleAct) -> Result<Outcome, Refused> {
    match act.change {
        RoleChange::Create => create(doing, act),
        RoleChange::Delete => delete(doing, act),
        RoleChange::Add | RoleChange::Remove => member(doing, act),
    }
}

fn create(doing: &mut Doing, act: &RoleAct) -> Result<Outcome, Refused> {
    doing.only_administrator("create the role", &act.role)?;
    let name = named(Some(&act.role))?;
    if find(doing, &name).is_ok() {
        return Err(Refused::NoChange(name));
    }
    let role = ProjectRole {
        id: doing.world.ids.next("role"),
        name,
        description: act.description.clone().unwrap_or_default(),
        actors: BTreeMap::new(),
    };
    let (id, object) = (role.id.clone(), item(&role));
    let changes =
        [AuditChange::of("Name", "", &role.name), AuditChange::of("Description", "", &role.description)];
    doing.world.setup.roles.push(role);
    doing.audit(PROJECTS, "Project role created", object, changes);
    Ok(silent(Some(id)))
}

fn delete(doing: &mut Doing, act: &RoleAct) -> Result<Outcome, Refused> {
    doing.only_administrator("delete the role", &act.role)?;
    let role = find(doing, &act.role)?.clone();
    doing.world.setup.roles.retain(|kept| kept.id != role.id);
    doing.audit(PROJECTS, "Project role deleted", item(&role), []);
    Ok(silent(None))
}

fn member(doing: &mut Doing, act: &RoleAct) -> Result<Outcome, Refused> {
    let key = act.project.as_deref().ok_or(Refused::Empty("project"))?;
    let project = doing.administered(key, "change the roles of")?.clone();
    let role = find(doing, &act.role)?.clone();
    let holder = doing.holder(act.member.as_deref(), act.group.as_deref())?;
    let before = role.actors.get(&project.id).cloned().unwrap_or_default();
    let add = act.change == RoleChange::Add;
    if before.contains(&holder) == add {
        return Err(Refused::NoChange(role.name));
    }
    let mut after = before.clone();
    after.retain(|known| *known != holder);
    if add {
        after.push(holder.clone());
    }
    let names = |all: &[Holder], group: bool| {
        let listed = all.iter().filter(|one| matches!(one, Holder::Group(_)) == group);
        listed.map(|one| doing.held_by(one).1).collect::<Vec<_>>().join(", ")
    };
    let changes = [
        AuditChange::of("Users", &names(&before, false), &names(&after, false)),
        AuditChange::of("Groups", &names(&before, true), &names(&after, true)),
    ];
    if let Some(kept) = doing.world.setup.roles.iter_mut().find(|kept| kept.id == role.id) {
        kept.actors.insert(project.id.clone(), after);
    }
    if let Holder::User(id) = &holder
        && role.name == ADMINISTRATORS
        && let Some(person) = doing.world.person_mut(id)
    {
        let right = Role::ProjectAdmin(project.key.clone());
        person.roles.retain(|role| *role != right);
        if add {
            person.roles.push(right);
        }
    }
    let associated = vec![item(&role)];
    doing.audit_with(PROJECTS, "Project roles changed", project::item(&project), changes, associated);
    Ok(silent(None))
}

fn find<'d>(doing: &'d Doing, wanted: &str) -> Result<&'d ProjectRole, Refused> {
    let all = &doing.world.setup.roles;
    let found = all.iter().find(|role| role.name == wanted || role.id == wanted);
    found.ok_or_else(|| none_such("role", wanted, all.iter().map(|role| role.name.as_str())))
}

fn item(role: &ProjectRole) -> AuditItem {
    AuditItem::new("PROJECT_ROLE", &role.id, &role.name)
}
