//! Projects: made, changed, put away, put in the trash. No event says who did it, and none tells of what was in them.

use super::administer::{PROJECTS, named, replace};
use super::{Doing, Outcome, Refused};
use crate::events::told;
use crate::model::{AuditChange, AuditItem, Named, Project, ProjectKind, ProjectState, Standing};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Makes or changes a project.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectAct {
    /// What is done.
    pub change: ProjectChange,
    /// Key (or id) of the project.
    #[serde(alias = "key")]
    pub project: String,
    /// The name.
    #[serde(default)]
    pub name: Option<String>,
    /// What it is for.
    #[serde(default)]
    pub description: Option<String>,
    /// Account id of the lead.
    #[serde(default)]
    pub lead: Option<String>,
    /// Key of the kind: `software`, `service_desk` or `business`.
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
    /// Name of the category.
    #[serde(default)]
    pub category: Option<String>,
    /// A feature of the project, to switch.
    #[serde(default)]
    pub feature: Option<String>,
    /// Whether the feature is on.
    #[serde(default)]
    pub on: Option<bool>,
}

/// What is done with a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum ProjectChange {
    Create,
    Update,
    Trash,
    Delete,
    Archive,
    Unarchive,
    Restore,
    Feature,
}

/// A project as audit records name it.
pub(super) fn item(project: &Project) -> AuditItem {
    AuditItem::new("PROJECT", &project.id, &project.name)
}

pub(super) fn perform(doing: &mut Doing, act: &ProjectAct) -> Result<Outcome, Refused> {
    match act.change {
        ProjectChange::Create => create(doing, act),
        ProjectChange::Update => update(doing, act),
        ProjectChange::Feature => feature(doing, act),
        ProjectChange::Delete => delete(doing, act),
        ProjectChange::Trash => {
            let from = [ProjectState::Live, ProjectState::Archived];
            stand(doing, act, &from, ProjectState::Trashed, "softdeleted", "Project moved to trash")
        }
        ProjectChange::Archive => {
            let from = [ProjectState::Live];
            stand(doing, act, &from, ProjectState::Archived, "archived", "Project archived")
        }
        ProjectChange::Unarchive => {
            let from = [ProjectState::Archived];
            stand(doing, act, &from, ProjectState::Live, "unarchived", "Project unarchived")
        }
        ProjectChange::Restore => {
            let from = [ProjectState::Trashed];
            stand(doing, act, &from, ProjectState::Live, "restored", "Project restored")
        }
    }
}

fn create(doing: &mut Doing, act: &ProjectAct) -> Result<Outcome, Refused> {
    doing.only_administrator("create the project", &act.project)?;
    let key = act.project.trim();
    let fits = key.len() >= 2
        && key.len() <= 10
        && key.starts_with(|first: char| first.is_ascii_uppercase())
        && key.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    if !fits || doing.world.project(key).is_some() {
        return Err(Refused::BadValue {
            field: "project".into(),
            value: key.into(),
            help: "a key of 2 to 10 capital letters and digits that no project has",
        });
    }
    let kind = match act.kind.as_deref() {
        None => ProjectKind::Software,
        Some(kind) => ProjectKind::from_key(kind).ok_or_else(|| {
            Refused::not_offered("type", kind, ["software", "service_desk", "business"].into_iter())
        })?,
    };
    let lead = act.lead.as_deref().unwrap_or(&doing.who).to_owned();
    let lead = doing.assignable(&lead)?;
    // A new project works as those of its kind do.
    let like = doing.world.projects.iter().find(|project| project.kind == kind && !project.imported);
    let like = like.or_else(|| doing.world.projects.first());
    let like = like.ok_or_else(|| Refused::NoProject(key.to_owned()))?.clone();
    let project = Project {
        id: doing.world.ids.next("project"),
        key: key.to_owned(),
        name: named(act.name.as_deref().or(Some(key)))?,
        description: act.description.clone().unwrap_or_default(),
        kind,
        lead: Some(lead.clone()),
        category: category(doing, act),
        components: Vec::new(),
        versions: Vec::new(),
        last_number: 0,
        imported: false,
        standing: Standing::default(),
        ..like
    };
    let written = told::project(doing.world, &project);
    let (object, id) = (item(&project), project.id.clone());
    let lead_name = doing.world.display_name(&lead).unwrap_or_default();
    let changes = [
        AuditChange::of("Name", "", &project.name),
        AuditChange::of("Key", "", &project.key),
        AuditChange::of("Description", "", &project.description),
        AuditChange::of("Project lead", "", &lead_name),
    ];
    doing.world.add_project(project);
    doing.audit(PROJECTS, "Project created", object, changes);
    Ok(done(doing, "created", written, Some(id)))
}

fn update(doing: &mut Doing, act: &ProjectAct) -> Result<Outcome, Refused> {
    let mut project = doing.administered(&act.project, "change the project")?.clone();
    let old = project.clone();
    if let Some(lead) = &act.lead {
        project.lead = Some(doing.assignable(lead)?);
    }
    if act.category.is_some() {
        project.category = category(doing, act);
    }
    replace(&mut project.name, act.name.as_ref());
    replace(&mut project.description, act.description.as_ref());
    let name =
        |id: &Option<String>| id.as_deref().and_then(|id| doing.world.display_name(id)).unwrap_or_default();
    let of = |one: &Option<Named>| one.as_ref().map(|one| one.name.clone()).unwrap_or_default();
    let changes: Vec<AuditChange> = [
        AuditChange::of("Name", &old.name, &project.name),
        AuditChange::of("Description", &old.description, &project.description),
        AuditChange::of("Project lead", &name(&old.lead), &name(&project.lead)),
        AuditChange::of("Project category", &of(&old.category), &of(&project.category)),
    ]
    .into_iter()
    .flatten()
    .collect();
    if changes.is_empty() {
        return Err(Refused::NoChange(act.project.clone()));
    }
    let written = told::project(doing.world, &project);
    let object = item(&project);
    if let Some(kept) = doing.world.project_mut(&old.key) {
        *kept = project;
    }
    doing.audit(PROJECTS, "Project updated", object, changes.into_iter().map(Some));
    Ok(done(doing, "updated", written, None))
}

/// Switches a feature of a project: neither an event nor an audit record tells of it.
fn feature(doing: &mut Doing, act: &ProjectAct) -> Result<Outcome, Refused> {
    let key = doing.administered(&act.project, "change the features of")?.key.clone();
    let feature = act.feature.clone().ok_or(Refused::Empty("feature"))?;
    let on = act.on.unwrap_or(true);
    if let Some(project) = doing.world.project_mut(&key) {
        project.standing.features.insert(feature, on);
    }
    Ok(Outcome::default())
}

fn delete(doing: &mut Doing, act: &ProjectAct) -> Result<Outcome, Refused> {
    doing.only_administrator("delete the project", &act.project)?;
    let project = found(doing, &act.project)?;
    let (written, object, key) = (told::project(doing.world, &project), item(&project), project.key);
    doing.world.remove_project(&key);
    doing.audit(PROJECTS, "Project deleted", object, []);
    Ok(done(doing, "deleted", written, None))
}

fn stand(
    doing: &mut Doing,
    act: &ProjectAct,
    from: &[ProjectState],
    to: ProjectState,
    event: &str,
    summary: &str,
) -> Result<Outcome, Refused> {
    doing.only_administrator("put away or bring back the project", &act.project)?;
    let project = found(doing, &act.project)?;
    if !from.contains(&project.standing.state) {
        return Err(Refused::NoChange(act.project.clone()));
    }
    let (who, at) = (doing.who.clone(), doing.at);
    if let Some(kept) = doing.world.project_mut(&project.key) {
        kept.standing.state = to;
        kept.standing.since = (to != ProjectState::Live).then_some((who, at));
    }
    doing.audit(PROJECTS, summary, item(&project), []);
    let written = told::project(doing.world, &project);
    Ok(done(doing, event, written, None))
}

fn found(doing: &Doing, key: &str) -> Result<Project, Refused> {
    doing.world.find_project(key).cloned().ok_or_else(|| Refused::NoProject(key.to_owned()))
}

fn category(doing: &mut Doing, act: &ProjectAct) -> Option<Named> {
    let name = act.category.as_deref().filter(|name| !name.is_empty())?;
    let known = doing.world.projects.iter().filter_map(|project| project.category.as_ref());
    let found = known.into_iter().find(|known| known.name == name).cloned();
    Some(found.unwrap_or_else(|| Named::new(doing.world.ids.next("category"), name)))
}

fn done(doing: &Doing, event: &str, written: Value, made: Option<String>) -> Outcome {
    let event = doing.told_of(&format!("avi:jira:{event}:project"), &[("project", written)]);
    Outcome { events: vec![event], issue: None, made }
}
