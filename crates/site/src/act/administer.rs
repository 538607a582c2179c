//! What all acts of administrators share: who may, what is told, what is written into Jira's audit log.

use super::{Doing, Outcome, Refused};
use crate::events::{Emitted, told};
use crate::model::{AuditChange, AuditItem, AuditRecord, Group, Holder, Project};
use crate::permissions::{self, Caller, has, permission};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A family of Jira's audit log.
#[derive(Debug, Clone, Copy)]
pub(super) struct Category(&'static str);

pub(super) const BOARDS: Category = Category("boards");
pub(super) const FIELDS: Category = Category("fields");
pub(super) const FILTERS: Category = Category("filters");
pub(super) const GROUPS: Category = Category("group management");
pub(super) const ISSUE_TYPES: Category = Category("issue types");
pub(super) const NOTIFICATIONS: Category = Category("notifications");
pub(super) const PERMISSIONS: Category = Category("permissions");
pub(super) const PROJECTS: Category = Category("projects");
pub(super) const SYSTEM: Category = Category("system");
pub(super) const USERS: Category = Category("user management");
pub(super) const WORKFLOWS: Category = Category("workflows");

/// Making, changing, deleting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Change {
    Create,
    Update,
    Delete,
}

impl Change {
    /// As events and the audit log say it.
    pub(super) fn past(self) -> &'static str {
        match self {
            Self::Create => "created",
            Self::Update => "updated",
            Self::Delete => "deleted",
        }
    }
}

impl Doing<'_> {
    /// Refuses everybody who does not administer Jira.
    pub(super) fn only_administrator(&self, what: &'static str, on: &str) -> Result<(), Refused> {
        let caller = Caller::person(self.world, &self.who);
        let allowed = permission("ADMINISTER").is_some_and(|row| has(self.world, &caller, row, None));
        if allowed { Ok(()) } else { Err(self.not_allowed(what, on)) }
    }

    /// The project, for somebody who administers it.
    pub(super) fn administered(&self, key: &str, what: &'static str) -> Result<&Project, Refused> {
        let project = self.world.find_project(key).ok_or_else(|| Refused::NoProject(key.to_owned()))?;
        if permissions::administers(self.world, &self.who, project) {
            Ok(project)
        } else {
            Err(self.not_allowed(what, key))
        }
    }

    /// Refuses customers.
    pub(super) fn only_staff(&self, what: &'static str, on: &str) -> Result<(), Refused> {
        if self.is_customer() { Err(self.not_allowed(what, on)) } else { Ok(()) }
    }

    /// An event that says who did it.
    pub(super) fn told(&self, name: &str, members: &[(&str, Value)]) -> Emitted {
        told(self.world, name, self.at, Some(&self.who), members)
    }

    /// An event that does not say who did it.
    pub(super) fn told_of(&self, name: &str, members: &[(&str, Value)]) -> Emitted {
        told(self.world, name, self.at, None, members)
    }

    /// Writes into Jira's audit log.
    pub(super) fn audit(
        &mut self,
        category: Category,
        summary: impl Into<String>,
        object: AuditItem,
        changes: impl IntoIterator<Item = Option<AuditChange>>,
    ) {
        self.audit_with(category, summary, object, changes, Vec::new());
    }

    /// Writes into Jira's audit log, with what else is concerned.
    pub(super) fn audit_with(
        &mut self,
        category: Category,
        summary: impl Into<String>,
        object: AuditItem,
        changes: impl IntoIterator<Item = Option<AuditChange>>,
        associated: Vec<AuditItem>,
    ) {
        let id = self.world.ids.next("audit").parse().unwrap_or(0);
        self.world.setup.audit.push(AuditRecord {
            id,
            at: self.at,
            summary: summary.into(),
            category: category.0.to_owned(),
            author: Some(self.who.clone()),
            object,
            changes: changes.into_iter().flatten().collect(),
            associated,
        });
    }

    /// A user as audit records name one.
    pub(super) fn user_item(&self, account_id: &str) -> AuditItem {
        let name = self.world.display_name(account_id).unwrap_or_else(|| account_id.to_owned());
        AuditItem::new("USER", account_id, name)
            .within("10000", "com.atlassian.crowd.directory.IdentityPlatformRemoteDirectory")
    }

    /// The group with this name or id.
    pub(super) fn group(&self, name_or_id: &str) -> Result<&Group, Refused> {
        let all = &self.world.groups;
        let found = all.iter().find(|group| group.name == name_or_id || group.id == name_or_id);
        found.ok_or_else(|| {
            Refused::not_offered("group", name_or_id, all.iter().map(|group| group.name.as_str()))
        })
    }

    /// A person or a group that a request names.
    pub(super) fn holder(&self, member: Option<&str>, group: Option<&str>) -> Result<Holder, Refused> {
        match (member, group) {
            (Some(id), None) => {
                let person = self.world.person(id).ok_or_else(|| Refused::NoPerson(id.to_owned()))?;
                Ok(Holder::User(person.account_id.clone()))
            }
            (None, Some(name)) => Ok(Holder::Group(self.group(name)?.id.clone())),
            _ => Err(Refused::BadRequest("either `member` or `group` must be given".into())),
        }
    }

    /// Jira's word for a kind of holder, and its name.
    pub(super) fn held_by(&self, holder: &Holder) -> (&'static str, String) {
        match holder {
            Holder::Everybody => ("Application access", "Any logged in user".to_owned()),
            Holder::Group(id) => {
                ("Group", self.group(id).map_or_else(|_| id.clone(), |group| group.name.clone()))
            }
            Holder::User(id) => ("Single user", self.world.display_name(id).unwrap_or_else(|| id.clone())),
            Holder::Role(id) => {
                let role = self.world.setup.roles.iter().find(|role| role.id == *id);
                ("Project Role", role.map_or_else(|| id.clone(), |role| role.name.clone()))
            }
            Holder::Lead => ("Project lead", String::new()),
            Holder::Reporter => ("Reporter", String::new()),
        }
    }
}

/// What came of an act that emits nothing.
pub(super) fn silent(made: Option<String>) -> Outcome {
    Outcome { made, ..Outcome::default() }
}

/// A name that says something.
pub(super) fn named(name: Option<&str>) -> Result<String, Refused> {
    let name = name.unwrap_or_default().trim();
    if name.is_empty() { Err(Refused::Empty("name")) } else { Ok(name.to_owned()) }
}

/// Takes a new value where one is given; whether it differs.
pub(super) fn replace<T: Clone + PartialEq>(old: &mut T, new: Option<&T>) -> bool {
    match new {
        Some(new) if new != old => {
            old.clone_from(new);
            true
        }
        _ => false,
    }
}

/// Nothing of this name or id is there.
pub(super) fn none_such<'a>(what: &'static str, wanted: &str, all: impl Iterator<Item = &'a str>) -> Refused {
    Refused::not_offered(what, wanted, all)
}
