//! Components of projects. Those who administer a project manage its components.

use super::administer::{Change, PROJECTS, named, none_such, replace};
use super::{Doing, Outcome, Refused};
use crate::events::told;
use crate::model::{AuditChange, AuditItem, ComponentFacts, Named, Project};
use serde::{Deserialize, Serialize};

/// Makes, changes or deletes a component.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComponentAct {
    /// What is done.
    pub change: Change,
    /// Key of the project.
    pub project: String,
    /// Name or id of the component.
    #[serde(default)]
    pub component: Option<String>,
    /// The (new) name.
    #[serde(default)]
    pub name: Option<String>,
    /// What it is for.
    #[serde(default)]
    pub description: Option<String>,
    /// Account id of its lead.
    #[serde(default)]
    pub lead: Option<String>,
}

pub(super) fn perform(doing: &mut Doing, act: &ComponentAct) -> Result<Outcome, Refused> {
    let project = doing.administered(&act.project, "manage the components of")?.clone();
    let lead = act.lead.as_deref().map(|id| doing.assignable(id)).transpose()?;
    let old = match act.change {
        Change::Create => None,
        Change::Update | Change::Delete => Some(find(&project, act.component.as_deref())?.clone()),
    };
    let mut new = match &old {
        Some(old) => old.clone(),
        None => Named::new(
            doing.world.ids.next("component"),
            named(act.name.as_deref().or(act.component.as_deref()))?,
        ),
    };
    let facts = project.standing.components.get(&new.id).cloned().unwrap_or_default();
    let mut after = facts.clone();
    let mut differs = old.is_none() || act.change == Change::Delete;
    if act.change != Change::Delete {
        differs |= replace(&mut new.name, act.name.as_ref());
        differs |= replace(&mut after.description, act.description.as_ref());
        differs |= lead.is_some() && replace(&mut after.lead, Some(&lead));
    }
    if !differs {
        return Err(Refused::NoChange(new.name));
    }
    let changes = if act.change == Change::Delete {
        [const { None }; 3]
    } else {
        let name = |facts: &ComponentFacts| {
            facts.lead.as_deref().and_then(|id| doing.world.display_name(id)).unwrap_or_default()
        };
        [
            AuditChange::of("Name", old.as_ref().map_or("", |old| old.name.as_str()), &new.name),
            AuditChange::of("Description", &facts.description, &after.description),
            AuditChange::of("Component lead", &name(&facts), &name(&after)),
        ]
    };
    keep(doing, &project, act.change, &new, after);
    let object = AuditItem::new("PROJECT_COMPONENT", &new.id, &new.name).within(&project.id, &project.name);
    doing.audit(PROJECTS, format!("Project component {}", act.change.past()), object, changes);
    let project = doing.world.project(&project.key).unwrap_or(&project);
    let written = told::component(doing.world, project, &new);
    let event = doing.told(&format!("avi:jira:{}:component", act.change.past()), &[("component", written)]);
    let made = (act.change == Change::Create).then_some(new.id);
    Ok(Outcome { events: vec![event], issue: None, made })
}

fn keep(doing: &mut Doing, project: &Project, change: Change, new: &Named, facts: ComponentFacts) {
    let Some(kept) = doing.world.project_mut(&project.key) else { return };
    match change {
        Change::Delete => kept.components.retain(|one| one.id != new.id),
        Change::Create => kept.components.push(new.clone()),
        Change::Update => {
            if let Some(one) = kept.components.iter_mut().find(|one| one.id == new.id) {
                one.clone_from(new);
            }
        }
    }
    if change == Change::Delete {
        kept.standing.components.remove(&new.id);
    } else {
        kept.standing.components.insert(new.id.clone(), facts);
    }
}

fn find<'p>(project: &'p Project, wanted: Option<&str>) -> Result<&'p Named, Refused> {
    let wanted = wanted.ok_or(Refused::Empty("component"))?;
    let all = &project.components;
    let found = all.iter().find(|one| one.name == wanted || one.id == wanted);
    found.ok_or_else(|| none_such("component", wanted, all.iter().map(|one| one.name.as_str())))
}
