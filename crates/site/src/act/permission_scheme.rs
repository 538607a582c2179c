//! Permission schemes: an edit gives an audit record and no event.

use super::administer::{PERMISSIONS, named, none_such, silent};
use super::{Doing, Outcome, Refused, project};
use crate::model::{AuditChange, AuditItem, Grant, Holder, PermissionScheme};
use crate::permissions::{Scope, permission};
use serde::{Deserialize, Serialize};

/// Makes or changes a permission scheme.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PermissionSchemeAct {
    /// What is done.
    pub change: PermissionSchemeChange,
    /// Name or id of the scheme.
    pub scheme: String,
    /// The new name.
    #[serde(default)]
    pub name: Option<String>,
    /// What it is for.
    #[serde(default)]
    pub description: Option<String>,
    /// Key of the permission, such as `DELETE_ISSUES`.
    #[serde(default)]
    pub permission: Option<String>,
    /// To whom: account id.
    #[serde(default)]
    pub member: Option<String>,
    /// To whom: name of a group.
    #[serde(default)]
    pub group: Option<String>,
    /// To whom: name of a project role.
    #[serde(default)]
    pub role: Option<String>,
    /// Key of the project that gets the scheme.
    #[serde(default)]
    pub project: Option<String>,
}

/// What is done with a permission scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum PermissionSchemeChange {
    Create,
    Update,
    Delete,
    Grant,
    Revoke,
    Assign,
}

pub(super) fn perform(doing: &mut Doing, act: &PermissionSchemeAct) -> Result<Outcome, Refused> {
    doing.only_administrator("change the permission scheme", &act.scheme)?;
    match act.change {
        PermissionSchemeChange::Create => create(doing, act),
        PermissionSchemeChange::Update => update(doing, act),
        PermissionSchemeChange::Delete => delete(doing, act),
        PermissionSchemeChange::Grant => grant(doing, act),
        PermissionSchemeChange::Revoke => revoke(doing, act),
        PermissionSchemeChange::Assign => assign(doing, act),
    }
}

fn create(doing: &mut Doing, act: &PermissionSchemeAct) -> Result<Outcome, Refused> {
    let name = named(Some(&act.scheme))?;
    if find(doing, &name).is_ok() {
        return Err(Refused::NoChange(name));
    }
    let scheme = PermissionScheme {
        id: doing.world.ids.next("permission-scheme"),
        name,
        description: act.description.clone().unwrap_or_default(),
        grants: Vec::new(),
    };
    let changes =
        [AuditChange::of("Name", "", &scheme.name), AuditChange::of("Description", "", &scheme.description)];
    let (id, object) = (scheme.id.clone(), item(&scheme));
    doing.world.setup.permission_schemes.push(scheme);
    doing.audit(PERMISSIONS, "Permission scheme created", object, changes);
    Ok(silent(Some(id)))
}

fn update(doing: &mut Doing, act: &PermissionSchemeAct) -> Result<Outcome, Refused> {
    let scheme = find(doing, &act.scheme)?.clone();
    let name = act.name.clone().unwrap_or_else(|| scheme.name.clone());
    let description = act.description.clone().unwrap_or_else(|| scheme.description.clone());
    let changes = [
        AuditChange::of("Name", &scheme.name, &name),
        AuditChange::of("Description", &scheme.description, &description),
    ];
    if changes.iter().all(Option::is_none) {
        return Err(Refused::NoChange(scheme.name));
    }
    with(doing, &scheme.id, |kept| (kept.name, kept.description) = (name, description));
    doing.audit(PERMISSIONS, "Permission scheme updated", item(&scheme), changes);
    Ok(silent(None))
}

fn delete(doing: &mut Doing, act: &PermissionSchemeAct) -> Result<Outcome, Refused> {
    let scheme = find(doing, &act.scheme)?.clone();
    let usual = doing.world.setup.permission_schemes.first().is_some_and(|first| first.id == scheme.id);
    let used =
        |project: &crate::model::Project| project.standing.permission_scheme.as_ref() == Some(&scheme.id);
    if usual || doing.world.projects.iter().any(used) {
        let help = "only a scheme that no project uses can be deleted";
        return Err(Refused::BadValue { field: "scheme".into(), value: scheme.name, help });
    }
    doing.world.setup.permission_schemes.retain(|kept| kept.id != scheme.id);
    doing.audit(PERMISSIONS, "Permission scheme deleted", item(&scheme), []);
    Ok(silent(None))
}

fn grant(doing: &mut Doing, act: &PermissionSchemeAct) -> Result<Outcome, Refused> {
    let scheme = find(doing, &act.scheme)?.clone();
    let (key, name) = wanted(act)?;
    let holder = holder(doing, act)?;
    if scheme.grants.iter().any(|grant| grant.permission == key && grant.holder == holder) {
        return Err(Refused::NoChange(scheme.name));
    }
    let id = doing.world.ids.next("grant");
    let grant = Grant { id: id.clone(), permission: key, holder };
    let (kind, value) = doing.held_by(&grant.holder);
    let changes = [
        AuditChange::of("Permission", "", name),
        AuditChange::of("Type", "", kind),
        AuditChange::of("Value", "", &value),
    ];
    with(doing, &scheme.id, |kept| kept.grants.push(grant));
    doing.audit(PERMISSIONS, "Permission scheme updated", item(&scheme), changes);
    Ok(silent(Some(id)))
}

fn revoke(doing: &mut Doing, act: &PermissionSchemeAct) -> Result<Outcome, Refused> {
    let scheme = find(doing, &act.scheme)?.clone();
    let (key, name) = wanted(act)?;
    let holder = holder(doing, act)?;
    let fits = |grant: &Grant| grant.permission == key && grant.holder == holder;
    if !scheme.grants.iter().any(fits) {
        return Err(Refused::NoChange(scheme.name));
    }
    with(doing, &scheme.id, |kept| kept.grants.retain(|grant| !fits(grant)));
    let (kind, value) = doing.held_by(&holder);
    let changes = [
        AuditChange::of("Permission", name, ""),
        AuditChange::of("Type", kind, ""),
        AuditChange::of("Value", &value, ""),
    ];
    doing.audit(PERMISSIONS, "Permission scheme updated", item(&scheme), changes);
    Ok(silent(None))
}

/// Gives a project another scheme: one record for the old, one for the new.
fn assign(doing: &mut Doing, act: &PermissionSchemeAct) -> Result<Outcome, Refused> {
    let scheme = find(doing, &act.scheme)?.clone();
    let key = act.project.as_deref().ok_or(Refused::Empty("project"))?;
    let project = doing.administered(key, "change the permission scheme of")?.clone();
    let usual = doing.world.setup.permission_schemes.first().map(|scheme| scheme.id.clone());
    let before = project.standing.permission_scheme.clone().or(usual).unwrap_or_default();
    if before == scheme.id {
        return Err(Refused::NoChange(project.key));
    }
    if let Some(kept) = doing.world.project_mut(&project.key) {
        kept.standing.permission_scheme = Some(scheme.id.clone());
    }
    if let Ok(old) = find(doing, &before).cloned() {
        let associated = vec![project::item(&project)];
        let summary = "Permission scheme removed from project";
        doing.audit_with(PERMISSIONS, summary, item(&old), [], associated);
    }
    let associated = vec![project::item(&project)];
    doing.audit_with(PERMISSIONS, "Permission scheme added to project", item(&scheme), [], associated);
    Ok(silent(None))
}

fn find<'d>(doing: &'d Doing, wanted: &str) -> Result<&'d PermissionScheme, Refused> {
    let all = &doing.world.setup.permission_schemes;
    let found = all.iter().find(|scheme| scheme.name == wanted || scheme.id == wanted);
    found.ok_or_else(|| none_such("permission scheme", wanted, all.iter().map(|one| one.name.as_str())))
}

fn with(doing: &mut Doing, id: &str, with: impl FnOnce(&mut PermissionScheme)) {
    if let Some(kept) = doing.world.setup.permission_schemes.iter_mut().find(|kept| kept.id == id) {
        with(kept);
    }
}

fn wanted(act: &PermissionSchemeAct) -> Result<(String, &'static str), Refused> {
    let key = act.permission.as_deref().ok_or(Refused::Empty("permission"))?;
    let row = permission(key).filter(|row| row.scope == Scope::Project);
    let offered = crate::permissions::PERMISSIONS.iter().filter(|row| row.scope == Scope::Project);
    row.map(|row| (row.key.to_owned(), row.name))
        .ok_or_else(|| none_such("permission", key, offered.map(|row| row.key)))
}

fn holder(doing: &Doing, act: &PermissionSchemeAct) -> Result<Holder, Refused> {
    match &act.role {
        Some(name) => {
            let all = &doing.world.setup.roles;
            let role = all.iter().find(|role| role.name == *name || role.id == *name);
            let role =
                role.ok_or_else(|| none_such("role", name, all.iter().map(|role| role.name.as_str())))?;
            Ok(Holder::Role(role.id.clone()))
        }
        None => doing.holder(act.member.as_deref(), act.group.as_deref()),
    }
}

fn item(scheme: &PermissionScheme) -> AuditItem {
    AuditItem::new("SCHEME", &scheme.id, &scheme.name)
}
