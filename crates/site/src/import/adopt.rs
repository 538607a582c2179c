//! Makes projects, people, statuses and other names of a file known to the site.

use super::line::{account_of, text};
use super::summary::Summary;
use crate::model::{
    AccountType, Category, LinkType, Named, Person, Project, ProjectKind, Standing, Status, Transition,
    Version, Workflow, World,
};
use serde_json::{Value, json};
use std::collections::HashMap;

/// Categories of statuses by name, as far as the file tells.
#[derive(Debug, Default)]
pub(super) struct Categories(HashMap<String, Category>);

impl Categories {
    /// Learns from a status of an issue.
    pub(super) fn learn(&mut self, status: &Value) {
        let key = status.pointer("/statusCategory/key").and_then(Value::as_str);
        if let (Some(name), Some(category)) = (text(status, "name"), key.and_then(Category::from_key)) {
            self.0.insert(name, category);
        }
    }

    /// The category of a status. A status that only a changelog names is taken for one that somebody works in.
    pub(super) fn of(&self, name: &str) -> Category {
        self.0.get(name).copied().unwrap_or(match name {
            "Open" | "To Do" | "New" | "Reopened" => Category::New,
            "Closed" | "Resolved" | "Done" => Category::Done,
            _ => Category::Indeterminate,
        })
    }
}

/// A member with id and name.
pub(super) fn named(value: &Value, name: &str) -> Option<Named> {
    let part = value.get(name)?;
    Some(Named::new(text(part, "id").unwrap_or_default(), text(part, "name")?))
}

/// Members of a list with id and name.
pub(super) fn all_named(value: &Value, name: &str) -> Vec<Named> {
    let parts = value.get(name).and_then(Value::as_array).into_iter().flatten();
    parts
        .filter_map(|part| Some(Named::new(text(part, "id").unwrap_or_default(), text(part, "name")?)))
        .collect()
}

/// Makes everybody known whom a line names.
pub(super) fn people(world: &mut World, issue: &Value, summary: &mut Summary) {
    for path in ["/fields/creator", "/fields/reporter", "/fields/assignee"] {
        issue.pointer(path).into_iter().for_each(|user| person(world, user, summary));
    }
    for path in ["/changelog/histories", "/comments", "/worklogs", "/fields/attachment"] {
        for part in issue.pointer(path).and_then(Value::as_array).into_iter().flatten() {
            for name in ["author", "updateAuthor"] {
                part.get(name).into_iter().for_each(|user| person(world, user, summary));
            }
            for item in part.get("items").and_then(Value::as_array).into_iter().flatten() {
                named_in_change(world, item, summary);
            }
        }
    }
}

/// Somebody whom only a changelog names: an assignee or reporter of old.
fn named_in_change(world: &mut World, item: &Value, summary: &mut Summary) {
    if !matches!(text(item, "field").as_deref(), Some("assignee" | "reporter")) {
        return;
    }
    for (id, name) in [("from", "fromString"), ("to", "toString")] {
        if let (Some(id), Some(name)) = (text(item, id), text(item, name)) {
            let unknown = world.person(&id).is_none() && world.person(&format!("u:{id}")).is_none();
            if unknown {
                person(world, &json!({ "accountId": id, "displayName": name, "active": false }), summary);
            }
        }
    }
}

/// Makes a user known.
fn person(world: &mut World, user: &Value, summary: &mut Summary) {
    let Some(account_id) = account_of(user).filter(|id| world.person(id).is_none()) else { return };
    summary.people = summary.people.saturating_add(1);
    let kind = text(user, "accountType");
    world.add_person(Person {
        display_name: text(user, "displayName").unwrap_or_else(|| account_id.clone()),
        account_id,
        account_type: match kind.as_deref() {
            Some("app") => AccountType::App,
            Some("customer") => AccountType::Customer,
            _ => AccountType::Atlassian,
        },
        active: user.get("active").and_then(Value::as_bool).unwrap_or(true),
        zone: text(user, "timeZone").unwrap_or_else(|| "Etc/UTC".into()),
        roles: Vec::new(),
        imported: true,
    });
}

/// Makes a project known; false when the key belongs to a project of this site's own.
pub(super) fn project(world: &mut World, key: &str, value: &Value, summary: &mut Summary) -> bool {
    if let Some(known) = world.project(key) {
        return known.imported;
    }
    summary.projects = summary.projects.saturating_add(1);
    let id = world.ids.claim("project", &text(value, "id").unwrap_or_default());
    let kind = text(value, "projectTypeKey").and_then(|kind| ProjectKind::from_key(&kind));
    world.add_project(Project {
        id,
        key: key.to_owned(),
        name: text(value, "name").unwrap_or_else(|| key.to_owned()),
        description: String::new(),
        kind: kind.unwrap_or(ProjectKind::Software),
        lead: None,
        category: named(value, "projectCategory"),
        issue_types: Vec::new(),
        workflow: Workflow { name: format!("{key} workflow"), statuses: Vec::new(), transitions: Vec::new() },
        own_workflows: Vec::new(),
        components: Vec::new(),
        versions: Vec::new(),
        last_number: 0,
        imported: true,
        standing: Standing::default(),
    });
    true
}

/// Makes a status known to an imported project, with a transition that leads to it from everywhere.
pub(super) fn status(world: &mut World, project: &str, status: &Status) {
    let Some(project) = world.project_mut(project).filter(|project| project.imported) else { return };
    if project.workflow.status(&status.name).is_none() {
        project.workflow.statuses.push(status.clone());
        let (id, name) = (status.id.clone(), status.name.clone());
        project.workflow.transitions.push(Transition { id, name: name.clone(), from: Vec::new(), to: name });
    }
}

/// Makes the other names of an issue known: its type, priority, resolution, components, versions and kinds of links.
pub(super) fn names(world: &mut World, project: &str, fields: &Value) {
    for (list, name) in [(&mut world.priorities, "priority"), (&mut world.resolutions, "resolution")] {
        if let Some(value) = named(fields, name).filter(|value| !list.contains(value)) {
            list.push(value);
        }
    }
    for part in fields.get("issuelinks").and_then(Value::as_array).into_iter().flatten() {
        if let Some(kind) =
            part.get("type").and_then(link_type).filter(|kind| !world.link_types.contains(kind))
        {
            world.link_types.push(kind);
        }
    }
    let versions: Vec<&Value> = ["fixVersions", "versions"]
        .iter()
        .filter_map(|name| fields.get(*name).and_then(Value::as_array))
        .flatten()
        .collect();
    let Some(project) = world.project_mut(project).filter(|project| project.imported) else { return };
    if let Some(kind) = named(fields, "issuetype").filter(|kind| !project.issue_types.contains(kind)) {
        project.issue_types.push(kind);
    }
    for component in all_named(fields, "components") {
        if !project.components.contains(&component) {
            project.components.push(component);
        }
    }
    for version in versions {
        let id = text(version, "id").unwrap_or_default();
        if let Some(name) =
            text(version, "name").filter(|_| project.versions.iter().all(|known| known.id != id))
        {
            let released = version.get("released").and_then(Value::as_bool).unwrap_or(false);
            project.versions.push(Version { id, name, released, ..Version::default() });
        }
    }
}

/// A kind of link.
pub(super) fn link_type(value: &Value) -> Option<LinkType> {
    Some(LinkType {
        id: text(value, "id").unwrap_or_default(),
        name: text(value, "name")?,
        inward: text(value, "inward").unwrap_or_default(),
        outward: text(value, "outward").unwrap_or_default(),
    })
}
