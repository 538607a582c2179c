//! What a query names, looked up in this site.

use crate::model::{Named, Project, World};
use activity_filter::{
    IssueTypeRow, Lookup, NamedRow, ProjectRow, StatusRow, Tables, VersionRow, WorkflowRow,
};
use std::collections::BTreeMap;

/// Answers one lookup.
pub(super) fn fill(tables: &mut Tables, world: &World, lookup: &Lookup) {
    match lookup {
        Lookup::Person { text } => {
            let called = world.people.iter().filter(|person| same(&person.display_name, text));
            let ids = called.map(|person| person.account_id.clone()).collect();
            tables.people.insert(text.clone(), ids);
        }
        Lookup::Group { text } => {
            let group = world.groups.iter().find(|group| group.id == *text || same(&group.name, text));
            tables.groups.insert(text.clone(), group.map(|group| group.members.clone()));
        }
        Lookup::Organization { text } => {
            let mut all = world.organizations.iter();
            let found = all.find(|one| one.id == *text || same(&one.name, text));
            tables.organizations.insert(text.clone(), found.map(|one| one.members.clone()));
        }
        Lookup::Projects => tables.projects = Some(world.projects.iter().map(project).collect()),
        Lookup::IssueTypes => {
            let all: BTreeMap<&String, &Named> =
                world.projects.iter().flat_map(|one| &one.issue_types).map(|one| (&one.id, one)).collect();
            let row =
                |one: &Named| IssueTypeRow { id: one.id.clone(), name: one.name.clone(), subtask: false };
            tables.issue_types = Some(all.into_values().map(row).collect());
        }
        Lookup::Statuses => tables.statuses = Some(statuses(world)),
        Lookup::Priorities => tables.priorities = Some(world.priorities.iter().map(named).collect()),
        Lookup::Resolutions => tables.resolutions = Some(world.resolutions.iter().map(named).collect()),
        Lookup::Workflows => tables.workflows = Some(world.projects.iter().flat_map(workflows).collect()),
        Lookup::Versions { project } => {
            let found = world
                .projects
                .iter()
                .find(|one| one.id == *project || same(&one.key, project) || same(&one.name, project));
            tables.versions.insert(project.clone(), found.map(versions));
        }
    }
}

fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

fn named(one: &Named) -> NamedRow {
    NamedRow { id: one.id.clone(), name: one.name.clone() }
}

fn project(one: &Project) -> ProjectRow {
    ProjectRow {
        id: one.id.clone(),
        key: one.key.clone(),
        name: one.name.clone(),
        category: one.category.as_ref().map(named),
        project_type: Some(one.kind.key().to_owned()),
        lead: one.lead.clone(),
    }
}

fn statuses(world: &World) -> Vec<StatusRow> {
    let all = world.projects.iter().flat_map(Project::workflows).flat_map(|workflow| &workflow.statuses);
    let by_id: BTreeMap<&String, StatusRow> = all
        .map(|status| {
            let category = status.category.parts().1.to_owned();
            (&status.id, StatusRow { id: status.id.clone(), name: status.name.clone(), category })
        })
        .collect();
    by_id.into_values().collect()
}

fn workflows(project: &Project) -> Vec<WorkflowRow> {
    let row = |name: &String, issue_types| WorkflowRow {
        name: name.clone(),
        project: project.id.clone(),
        issue_types,
    };
    let own = project.own_workflows.iter().map(|own| row(&own.workflow.name, Some(own.issue_types.clone())));
    own.chain(std::iter::once(row(&project.workflow.name, None))).collect()
}

fn versions(project: &Project) -> Vec<VersionRow> {
    let row = |one: &crate::model::Version| VersionRow {
        id: one.id.clone(),
        name: one.name.clone(),
        released: one.released,
        archived: one.archived,
    };
    project.versions.iter().map(row).collect()
}
