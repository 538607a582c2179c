//! An answer of a product's REST API, read into the things that are compared.
//!
//! Read strictly where it matters: an answer without the list that was asked for, or a thing without an id, is an error. Of
//! an answer that is not understood nothing may be concluded.

use super::holder::{grants, notifications, restrictions, role_actors, space_permissions};
use super::items::Facts;
use super::kind::Kind;
use crate::tree::{at, text_at};
use serde_json::Value;

/// Why nothing can be said about a list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SnapshotError {
    /// The answer does not hold the list that was asked for.
    #[error("the answer about {0} has no list")]
    NoList(&'static str),
    /// A thing in the list has no id.
    #[error("something in the answer about {0} has no `{1}`")]
    NoId(&'static str, &'static str),
    /// There is always something in this list.
    #[error("the answer about {0} is empty, which it never is")]
    Empty(&'static str),
    /// What the store has of the last look cannot be read.
    #[error("the stored snapshot cannot be read")]
    Stored,
}

/// A thing that was found: its id and its facts.
pub(super) type Found = (String, Facts);

/// The things in an answer.
pub(super) fn read(kind: Kind, answer: &Value) -> Result<Vec<Found>, SnapshotError> {
    let reader = Answer { kind, answer };
    match kind {
        Kind::Users => reader.each("", "accountId", user),
        Kind::Groups => reader.each("values", "groupId", named),
        Kind::WikiGroups => reader.each("results", "id", named),
        Kind::Members | Kind::OrganizationMembers => {
            reader.each(reader.list_name(), "accountId", |_| nothing())
        }
        Kind::PermissionSchemes => reader.owned("permissionSchemes", grants),
        Kind::NotificationSchemes => reader.owned("values", notifications),
        Kind::SecuritySchemes => reader.owned("issueSecuritySchemes", levels),
        Kind::Roles => reader.each("", "id", named),
        Kind::RoleMembers => role_actors(answer),
        Kind::Restrictions => restrictions(answer),
        Kind::SpacePermissions => space_permissions(answer),
        Kind::Settings => settings(answer),
        Kind::Workflows => reader.each("values", "id", workflow),
        Kind::Organizations | Kind::Dashboards => reader.each("values", "id", named),
        Kind::Assets => reader.each("values", "id", asset),
    }
}

/// An answer with a list of things in it.
struct Answer<'a> {
    kind: Kind,
    answer: &'a Value,
}

impl Answer<'_> {
    /// Jira says `values`, Confluence says `results`.
    fn list_name(&self) -> &'static str {
        if self.answer.get("results").is_some() { "results" } else { "values" }
    }

    fn list(&self, name: &str) -> Result<&Vec<Value>, SnapshotError> {
        at(self.answer, name).and_then(Value::as_array).ok_or(SnapshotError::NoList(self.kind.name()))
    }

    fn id(&self, thing: &Value, member: &'static str) -> Result<String, SnapshotError> {
        text_at(thing, member).ok_or(SnapshotError::NoId(self.kind.name(), member))
    }

    fn each(
        &self,
        list: &str,
        id: &'static str,
        facts: impl Fn(&Value) -> Facts,
    ) -> Result<Vec<Found>, SnapshotError> {
        self.list(list)?.iter().map(|thing| Ok((self.id(thing, id)?, facts(thing)))).collect()
    }

    /// Schemes, each followed by its parts.
    fn owned(
        &self,
        list: &str,
        parts: impl Fn(&Value) -> Result<Vec<Found>, SnapshotError>,
    ) -> Result<Vec<Found>, SnapshotError> {
        let mut found = Vec::new();
        for scheme in self.list(list)? {
            let id = self.id(scheme, "id")?;
            found.extend(parts(scheme)?.into_iter().map(|(part, facts)| (format!("{id}/{part}"), facts)));
            found.push((id, described(scheme)));
        }
        Ok(found)
    }
}

fn nothing() -> Facts {
    Facts::new()
}

fn facts(of: &Value, members: &[(&str, &str)]) -> Facts {
    let fact = |(name, path): &(&str, &str)| Some(((*name).to_owned(), scalar_at(of, path)?));
    members.iter().filter_map(fact).collect()
}

/// The text, number or truth value at a path; an empty text stays.
fn scalar_at(value: &Value, path: &str) -> Option<String> {
    match at(value, path)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

fn user(user: &Value) -> Facts {
    facts(user, &[("accountType", "accountType"), ("active", "active")])
}

fn named(thing: &Value) -> Facts {
    facts(thing, &[("name", "name")])
}

/// A scheme that has no description is told from one whose description is not part of the answer.
fn described(thing: &Value) -> Facts {
    facts(
        thing,
        &[
            ("name", "name"),
            ("description", "description"),
            ("defaultSecurityLevelId", "defaultSecurityLevelId"),
        ],
    )
}

fn workflow(workflow: &Value) -> Facts {
    facts(workflow, &[("name", "name"), ("updated", "updated"), ("version", "version.versionNumber")])
}

/// An object is called by its key. Its label may be somebody's name, and is not kept.
fn asset(object: &Value) -> Facts {
    facts(object, &[("~key", "objectKey")])
}

/// The levels of a security scheme, when the answer has them.
fn levels(scheme: &Value) -> Result<Vec<Found>, SnapshotError> {
    let Some(levels) = at(scheme, "levels").and_then(Value::as_array) else { return Ok(Vec::new()) };
    let level = |level: &Value| {
        let id = text_at(level, "id").ok_or(SnapshotError::NoId("security levels", "id"))?;
        let mut facts = facts(level, &[("~to", "name")]);
        facts.insert("~field".to_owned(), "Security level".to_owned());
        Ok((format!("level:level:{id}"), facts))
    };
    levels.iter().map(level).collect()
}

/// Every truth value of the answer is a switch.
fn settings(answer: &Value) -> Result<Vec<Found>, SnapshotError> {
    let members = answer.as_object().ok_or(SnapshotError::NoList("settings"))?;
    let switch = |(name, value): (&String, &Value)| {
        let on = value.as_bool()?;
        Some((name.clone(), [("value".to_owned(), on.to_string())].into()))
    };
    Ok(members.iter().filter_map(switch).collect())
}
