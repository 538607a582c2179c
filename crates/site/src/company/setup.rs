//! How the company's Jira is set up on the first day: the same for every seed.

use crate::act::board::columns;
use crate::act::scheme::EVENTS;
use crate::model::{
    Board, CustomField, Dashboard, FieldContext, Filter, Grant, Holder, Notification, NotificationScheme,
    PermissionScheme, Project, ProjectKind, ProjectRole, RequestType, Role, SecurityScheme, WorkflowFacts,
    World,
};
use crate::permissions::{PERMISSIONS, Scope};
use std::collections::BTreeMap;

/// Id, name and description of the roles.
const ROLES: &[(&str, &str, &str)] = &[
    ("10002", "Administrators", "A project role that represents administrators in a project"),
    ("10003", "Member", "A project role that represents members in a project"),
    ("10004", "Viewer", "A project role that represents viewers in a project"),
    ("10005", "Service Desk Team", "Agents who work in a service project"),
];

/// Id, name and type of the custom fields.
const FIELDS: &[(&str, &str, &str)] = &[
    ("customfield_10016", "Story point estimate", "float"),
    ("customfield_10030", "Customer impact", "select"),
    ("customfield_10031", "Release notes", "textarea"),
    ("customfield_10032", "Reviewer", "userpicker"),
];

/// Sets Jira up; projects and people are there already.
pub(super) fn found(world: &mut World, start: i64) {
    let first = world.people.first().map(|person| person.account_id.clone()).unwrap_or_default();
    for (id, _, _) in ROLES {
        world.ids.claim("role", id);
    }
    world.setup.roles = ROLES.iter().map(|row| role(world, row)).collect();
    let grants = default_grants(world);
    world.setup.permission_schemes = vec![PermissionScheme {
        id: "0".into(),
        name: "Default Permission Scheme".into(),
        description: "This is the default Permission Scheme. Any new projects that are created will be assigned this scheme.".into(),
        grants,
    }];
    world.setup.notification_schemes = vec![NotificationScheme {
        id: world.ids.next("notification-scheme"),
        name: "Default Notification Scheme".into(),
        description: String::new(),
        notifications: notifications(world),
    }];
    world.setup.security_schemes = vec![SecurityScheme {
        id: world.ids.next("security-scheme"),
        name: "Confidential requests".into(),
        description: "For requests that only the people team may see".into(),
        levels: vec![(world.ids.next("security-level"), "People team only".into())],
    }];
    world.setup.fields = FIELDS.iter().map(|row| field(world, row)).collect();
    let workflows: BTreeMap<String, WorkflowFacts> = world
        .projects
        .iter()
        .flat_map(Project::workflows)
        .map(|workflow| {
            let facts = WorkflowFacts {
                created: start,
                versions: vec![(start, workflow.clone())],
                ..WorkflowFacts::default()
            };
            (workflow.name.clone(), facts)
        })
        .collect();
    world.setup.workflows = workflows;
    for project in world.projects.clone() {
        plan_work(world, &project, &first);
    }
    world.setup.dashboards =
        vec![Dashboard { id: world.ids.next("dashboard"), name: "Company overview".into(), owner: first }];
}

/// The role, with those who administer projects in the first one.
fn role(world: &World, row: &(&str, &str, &str)) -> ProjectRole {
    let mut actors: BTreeMap<String, Vec<Holder>> = BTreeMap::new();
    if row.1 == "Administrators" {
        for project in &world.projects {
            let right = Role::ProjectAdmin(project.key.clone());
            let people = world.people.iter().filter(|person| person.roles.contains(&right));
            let people = people.map(|person| Holder::User(person.account_id.clone()));
            let group = world.groups.iter().find(|group| group.name == "jira-administrators");
            let group = group.map(|group| Holder::Group(group.id.clone()));
            actors.insert(project.id.clone(), group.into_iter().chain(people).collect());
        }
    }
    ProjectRole { id: row.0.into(), name: row.1.into(), description: row.2.into(), actors }
}

/// What the usual scheme grants: administrators what is theirs, everybody the rest.
fn default_grants(world: &mut World) -> Vec<Grant> {
    let rows = PERMISSIONS.iter().filter(|row| row.scope == Scope::Project);
    rows.map(|row| Grant {
        id: world.ids.next("grant"),
        permission: row.key.into(),
        holder: if row.administrative { Holder::Role("10002".into()) } else { Holder::Everybody },
    })
    .collect()
}

fn notifications(world: &mut World) -> Vec<Notification> {
    let mut all = Vec::new();
    for (place, event) in EVENTS.iter().enumerate() {
        for to in ["CurrentAssignee", "Reporter", "AllWatchers"] {
            let event = (place.saturating_add(1).to_string(), (*event).to_owned());
            all.push(Notification { id: world.ids.next("notification"), event, to: to.into() });
        }
    }
    all
}

fn field(world: &mut World, row: &(&str, &str, &str)) -> CustomField {
    if let Some(number) = row.0.strip_prefix("customfield_") {
        world.ids.claim("field", number);
    }
    CustomField {
        id: row.0.into(),
        name: row.1.into(),
        description: String::new(),
        kind: format!("com.atlassian.jira.plugin.system.customfieldtypes:{}", row.2),
        trashed: false,
        contexts: vec![FieldContext {
            id: world.ids.next("context"),
            name: "Default Configuration Scheme".into(),
            description: String::new(),
            projects: Vec::new(),
            issue_types: Vec::new(),
        }],
    }
}

/// Software projects have a board with its filter, service projects have request types.
fn plan_work(world: &mut World, project: &Project, owner: &str) {
    match project.kind {
        ProjectKind::Software => {
            let filter = Filter {
                id: world.ids.next("filter"),
                name: format!("Filter for {} board", project.key),
                description: String::new(),
                owner: project.lead.clone().unwrap_or_else(|| owner.to_owned()),
                jql: format!("project = {} ORDER BY Rank ASC", project.key),
            };
            world.setup.boards.push(Board {
                id: world.ids.next("board"),
                name: format!("{} board", project.key),
                kind: "scrum".into(),
                project: project.key.clone(),
                filter: filter.id.clone(),
                columns: columns(project),
            });
            world.setup.filters.push(filter);
        }
        ProjectKind::ServiceDesk => {
            for name in ["Get IT help", "Request access", "Report an incident"] {
                world.setup.request_types.push(RequestType {
                    id: world.ids.next("request-type"),
                    name: name.into(),
                    description: String::new(),
                    project: project.key.clone(),
                    changes: 1,
                });
            }
        }
        ProjectKind::Business => {}
    }
}
