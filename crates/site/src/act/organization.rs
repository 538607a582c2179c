//! Customers' organizations. Nothing is told of them, and no audit log says who did what.

use super::{Doing, Outcome, Refused};
use crate::model::{AccountType, Organization, ProjectKind};
use serde::{Deserialize, Serialize};

/// Makes or deletes an organization, changes its members and projects.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganizationAct {
    /// What is done.
    pub change: OrganizationChange,
    /// Name (or id) of the organization.
    pub organization: String,
    /// Account id of the member.
    #[serde(default)]
    pub member: Option<String>,
    /// Key of the service project.
    #[serde(default)]
    pub project: Option<String>,
}

/// What is done with an organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum OrganizationChange {
    Create,
    Delete,
    Add,
    Remove,
    AddToProject,
    RemoveFromProject,
}

pub(super) fn perform(doing: &mut Doing, act: &OrganizationAct) -> Result<Outcome, Refused> {
    if !doing.is_agent() {
        return Err(doing.not_allowed("manage the organization", &act.organization));
    }
    let id = match act.change {
        OrganizationChange::Create => create(doing, &act.organization)?,
        OrganizationChange::Delete => {
            let id = find(doing, &act.organization)?.id.clone();
            doing.world.organizations.retain(|known| known.id != id);
            id
        }
        OrganizationChange::Add | OrganizationChange::Remove => {
            let wanted = act.member.as_deref().ok_or(Refused::Empty("member"))?;
            let person = doing.world.person(wanted).ok_or_else(|| Refused::NoPerson(wanted.to_owned()))?;
            if person.account_type == AccountType::App {
                return Err(Refused::NoPerson(wanted.to_owned()));
            }
            let organization = find(doing, &act.organization)?;
            let add = act.change == OrganizationChange::Add;
            put(&mut organization.members, wanted, add, &act.organization)?;
            organization.id.clone()
        }
        OrganizationChange::AddToProject | OrganizationChange::RemoveFromProject => {
            let wanted = act.project.as_deref().ok_or(Refused::Empty("project"))?;
            let project = doing.world.find_project(wanted);
            let project = project.filter(|project| project.kind == ProjectKind::ServiceDesk);
            let key = project.ok_or_else(|| Refused::NoProject(wanted.to_owned()))?.key.clone();
            let organization = find(doing, &act.organization)?;
            let add = act.change == OrganizationChange::AddToProject;
            put(&mut organization.projects, &key, add, &act.organization)?;
            organization.id.clone()
        }
    };
    Ok(Outcome { made: Some(id), ..Outcome::default() })
}

fn create(doing: &mut Doing, name: &str) -> Result<String, Refused> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Refused::Empty("organization"));
    }
    if find(doing, name).is_ok() {
        return Err(Refused::NoChange(name.to_owned()));
    }
    let id = doing.world.ids.next("organization");
    doing.world.organizations.push(Organization {
        uuid: format!("{id:0>8}-0000-4000-8000-0000000000d0"),
        id: id.clone(),
        name: name.to_owned(),
        members: Vec::new(),
        projects: Vec::new(),
        created: doing.at,
    });
    Ok(id)
}

fn find<'d>(doing: &'d mut Doing, name_or_id: &str) -> Result<&'d mut Organization, Refused> {
    let mut all = doing.world.organizations.iter_mut();
    let found = all.find(|known| known.name == name_or_id || known.id == name_or_id);
    found.ok_or_else(|| Refused::Missing { what: "organization", id: name_or_id.to_owned() })
}

/// Adds to a list or takes from it.
fn put(list: &mut Vec<String>, value: &str, add: bool, whose: &str) -> Result<(), Refused> {
    if list.iter().any(|known| known == value) == add {
        return Err(Refused::NoChange(whose.to_owned()));
    }
    list.retain(|known| known != value);
    if add {
        list.push(value.to_owned());
    }
    Ok(())
}
