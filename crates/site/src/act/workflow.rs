//! Workflows: an edit gives a new version and an audit record, and no event.

use super::administer::{Change, WORKFLOWS, named, none_such, silent};
use super::{Doing, Outcome, Refused};
use crate::model::{AuditChange, AuditItem, Project, Transition, Workflow, WorkflowFacts, World};
use serde::{Deserialize, Serialize};

/// Makes, edits or deletes a workflow.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WorkflowAct {
    /// What is done.
    pub change: Change,
    /// Name of the workflow.
    pub workflow: String,
    /// What it is for.
    #[serde(default)]
    pub description: Option<String>,
    /// A transition to add.
    #[serde(default)]
    pub add_transition: Option<NewTransition>,
    /// Name of a transition to take away.
    #[serde(default)]
    pub remove_transition: Option<String>,
}

/// A transition to add.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewTransition {
    /// What the button says.
    pub name: String,
    /// Names of the statuses it starts from; none means all.
    #[serde(default)]
    pub from: Vec<String>,
    /// Name of the status it leads to.
    pub to: String,
}

pub(super) fn perform(doing: &mut Doing, act: &WorkflowAct) -> Result<Outcome, Refused> {
    doing.only_administrator("change the workflow", &act.workflow)?;
    match act.change {
        Change::Create => create(doing, act),
        Change::Update => update(doing, act),
        Change::Delete => delete(doing, act),
    }
}

/// A new workflow has the steps of the company's first.
fn create(doing: &mut Doing, act: &WorkflowAct) -> Result<Outcome, Refused> {
    let name = named(Some(&act.workflow))?;
    if current(doing.world, &name).is_some() {
        return Err(Refused::NoChange(name));
    }
    let like = doing.world.projects.first().map(|project| project.workflow.clone());
    let like = like.ok_or_else(|| Refused::NoProject(name.clone()))?;
    let workflow = Workflow { name: name.clone(), ..like };
    let description = act.description.clone().unwrap_or_default();
    let changes = [AuditChange::of("Name", "", &name), AuditChange::of("Description", "", &description)];
    let facts =
        WorkflowFacts { description, created: doing.at, versions: vec![(doing.at, workflow)], unused: true };
    doing.world.setup.workflows.insert(name.clone(), facts);
    doing.audit(WORKFLOWS, "Workflow created", item(&name), changes);
    Ok(silent(None))
}

fn update(doing: &mut Doing, act: &WorkflowAct) -> Result<Outcome, Refused> {
    let mut workflow = find(doing.world, &act.workflow)?;
    let name = workflow.name.clone();
    let mut changes = Vec::new();
    if let Some(new) = &act.add_transition {
        for status in new.from.iter().chain([&new.to]) {
            let offered = || workflow.statuses.iter().map(|status| status.name.as_str());
            workflow.status(status).ok_or_else(|| none_such("status", status, offered()))?;
        }
        let highest = workflow.transitions.iter().filter_map(|way| way.id.parse::<u32>().ok()).max();
        let way = Transition {
            id: highest.unwrap_or(0).saturating_add(10).to_string(),
            name: named(Some(&new.name))?,
            from: new.from.clone(),
            to: new.to.clone(),
        };
        changes.push(AuditChange::of("Transition", "", &said(&way)));
        workflow.transitions.push(way);
    }
    if let Some(gone) = &act.remove_transition {
        let place = workflow.transitions.iter().position(|way| way.name == *gone);
        let offered = || workflow.transitions.iter().map(|way| way.name.as_str());
        let place = place.ok_or_else(|| none_such("transition", gone, offered()))?;
        let way = workflow.transitions.remove(place);
        changes.push(AuditChange::of("Transition", &said(&way), ""));
    }
    let facts = facts(doing.world, &workflow);
    if let Some(new) = &act.description {
        changes.push(AuditChange::of("Description", &facts.description, new));
        facts.description.clone_from(new);
    }
    if changes.iter().all(Option::is_none) {
        return Err(Refused::NoChange(name));
    }
    let at = doing.at;
    self::facts(doing.world, &workflow).versions.push((at, workflow.clone()));
    for project in &mut doing.world.projects {
        if project.workflow.name == name {
            project.workflow.clone_from(&workflow);
        }
        for own in project.own_workflows.iter_mut().filter(|own| own.workflow.name == name) {
            own.workflow.clone_from(&workflow);
        }
    }
    doing.audit(WORKFLOWS, "Workflow updated", item(&name), changes);
    Ok(silent(None))
}

fn delete(doing: &mut Doing, act: &WorkflowAct) -> Result<Outcome, Refused> {
    let name = find(doing.world, &act.workflow)?.name;
    if doing.world.setup.workflows.get(&name).is_none_or(|facts| !facts.unused) {
        return Err(Refused::BadValue {
            field: "workflow".into(),
            value: name,
            help: "only a workflow that no project uses can be deleted",
        });
    }
    doing.world.setup.workflows.remove(&name);
    doing.audit(WORKFLOWS, "Workflow deleted", item(&name), []);
    Ok(silent(None))
}

/// The workflow of this name as it is now.
fn current(world: &World, name: &str) -> Option<Workflow> {
    let used = world.projects.iter().flat_map(Project::workflows).find(|workflow| workflow.name == name);
    used.cloned().or_else(|| {
        let facts = world.setup.workflows.get(name)?;
        facts.versions.last().map(|(_, workflow)| workflow.clone())
    })
}

fn find(world: &World, name: &str) -> Result<Workflow, Refused> {
    let offered = || world.projects.iter().flat_map(Project::workflows).map(|one| one.name.as_str());
    current(world, name).ok_or_else(|| none_such("workflow", name, offered()))
}

/// What is known beyond the steps; the version from before the first edit is kept as well.
fn facts<'w>(world: &'w mut World, workflow: &Workflow) -> &'w mut WorkflowFacts {
    world.setup.workflows.entry(workflow.name.clone()).or_default()
}

/// A workflow has no id in the audit log.
fn item(name: &str) -> AuditItem {
    AuditItem { name: name.to_owned(), kind: "WORKFLOW".into(), ..AuditItem::default() }
}

/// `Escalate (To Do, In Progress -> Blocked)`.
fn said(way: &Transition) -> String {
    let from = if way.from.is_empty() { "Any status".to_owned() } else { way.from.join(", ") };
    format!("{} ({from} -> {})", way.name, way.to)
}
