//! What concerns the whole site and has no event: templates, exports, global permissions, settings. Only the audit log
//! tells of it.

use super::audit::{self, PERMISSIONS, note};
use super::spaces::holder;
use super::{Visit, missing, said};
use crate::act::Refused;
use crate::model::wiki::{Changed, Grant, Template, Thing, operation};
use serde::{Deserialize, Serialize};

/// Makes, changes or deletes a template.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// Id of the template; left out when it is made.
    #[serde(default)]
    pub template: Option<String>,
    /// The name.
    #[serde(default)]
    pub name: String,
    /// What it is for.
    #[serde(default)]
    pub description: String,
    /// Key or id of its space; left out for a template of the whole site.
    #[serde(default)]
    pub space: Option<String>,
}

/// Takes a space out of the site as a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Export {
    /// Key or id of the space.
    pub space: String,
    /// `XML`, `HTML`, `PDF` or `CSV`; `XML` when left out.
    #[serde(default)]
    pub format: Option<String>,
}

/// Gives or takes a permission of the whole site.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allow {
    /// Account id.
    #[serde(default)]
    pub user: Option<String>,
    /// Name or id of the group.
    #[serde(default)]
    pub group: Option<String>,
    /// Everybody, logged in or not.
    #[serde(default)]
    pub anonymous: bool,
    /// `use` or `administer`.
    pub operation: String,
}

/// Changes a setting of the site.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Configure {
    /// What the setting is called.
    pub name: String,
    /// The value before.
    #[serde(default)]
    pub from: String,
    /// The value after.
    pub to: String,
}

const TEMPLATES: &str = "Page Templates";

pub(super) fn create_template(visit: &mut Visit, act: &Model) -> Result<(), Refused> {
    let space = act.space.as_deref().map(|key| visit.space(key).map(|space| space.id)).transpose()?;
    let name = said("name", &act.name)?;
    needs(visit, space)?;
    let id = visit.world.ids.next("template");
    let description = act.description.clone();
    let template = Template { id: id.clone(), name, description, space, labels: Vec::new() };
    visit.world.wiki.templates.push(template.clone());
    visit.made = Some(id);
    record(visit, "Template created", &template, vec![Changed::new("Name", "", &template.name)]);
    Ok(())
}

pub(super) fn update_template(visit: &mut Visit, act: &Model) -> Result<(), Refused> {
    let before = template(visit, act)?;
    let name = said("name", &act.name)?;
    let changed = vec![
        Changed::new("Name", &before.name, &name),
        Changed::new("Description", &before.description, &act.description),
    ];
    let after = Template { name, description: act.description.clone(), ..before };
    for kept in visit.world.wiki.templates.iter_mut().filter(|kept| kept.id == after.id) {
        *kept = after.clone();
    }
    record(visit, "Template updated", &after, changed);
    Ok(())
}

pub(super) fn delete_template(visit: &mut Visit, act: &Model) -> Result<(), Refused> {
    let gone = template(visit, act)?;
    visit.world.wiki.templates.retain(|template| template.id != gone.id);
    record(visit, "Template deleted", &gone, vec![Changed::new("Name", &gone.name, "")]);
    Ok(())
}

pub(super) fn export(visit: &mut Visit, act: &Export) -> Result<(), Refused> {
    let space = visit.space(&act.space)?.clone();
    visit.need(&space, "export", "space", "export")?;
    let format = act.format.as_deref().unwrap_or("XML");
    let changed = vec![Changed::new("Export format", "", format), Changed::new("Space key", "", &space.key)];
    note(visit, ("Import/Export", "Space exported"), audit::of_space(&space), changed, Vec::new());
    Ok(())
}

pub(super) fn allow(visit: &mut Visit, act: &Allow) -> Result<(), Refused> {
    let (holder, operation, target, kind) = asked(visit, act)?;
    let same = |grant: &Grant| grant.holder == holder && grant.operation == operation;
    if visit.world.wiki.grants.iter().any(same) {
        return Err(Refused::NoChange("the site".into()));
    }
    let whom = audit::of_holder(visit.world, &holder);
    let id = visit.world.ids.next("grant");
    visit.world.wiki.grants.push(Grant { id, holder, operation, target });
    let changed = vec![Changed::new("Type", "", kind), Changed::new(whom.kind, "", &whom.name)];
    note(visit, (PERMISSIONS, "Global permission added"), whom, changed, Vec::new());
    Ok(())
}

pub(super) fn disallow(visit: &mut Visit, act: &Allow) -> Result<(), Refused> {
    let (holder, operation, _, kind) = asked(visit, act)?;
    let grants = &mut visit.world.wiki.grants;
    let before = grants.len();
    grants.retain(|grant| grant.holder != holder || grant.operation != operation);
    if grants.len() == before {
        return Err(Refused::NoChange("the site".into()));
    }
    let whom = audit::of_holder(visit.world, &holder);
    let changed = vec![Changed::new("Type", kind, ""), Changed::new(whom.kind, &whom.name, "")];
    note(visit, (PERMISSIONS, "Global permission removed"), whom, changed, Vec::new());
    Ok(())
}

pub(super) fn configure(visit: &mut Visit, act: &Configure) -> Result<(), Refused> {
    visit.need_site_admin("configure")?;
    let name = said("name", &act.name)?;
    // The names of changed values are fixed texts; a setting's own name stands in the affected object.
    let changed = vec![Changed::new("Value", &act.from, &act.to)];
    note(
        visit,
        ("Global administration", "Global settings updated"),
        Thing::new("Setting", name),
        changed,
        Vec::new(),
    );
    Ok(())
}

type Operation = (crate::model::wiki::Holder, &'static str, &'static str, &'static str);

fn asked(visit: &Visit, act: &Allow) -> Result<Operation, Refused> {
    visit.need_site_admin("change permissions of")?;
    let found = operation(&act.operation, "application");
    let (operation, target, kind) = found.ok_or_else(|| missing("global permission", &act.operation))?;
    let holder = holder(visit, act.user.as_deref(), act.group.as_deref(), act.anonymous)?;
    Ok((holder, operation, target, kind))
}

fn template(visit: &Visit, act: &Model) -> Result<Template, Refused> {
    let id = act.template.as_deref().unwrap_or_default();
    let found = visit.world.wiki.templates.iter().find(|template| template.id == id);
    let found = found.ok_or_else(|| missing("template", id))?.clone();
    needs(visit, found.space)?;
    Ok(found)
}

fn needs(visit: &Visit, space: Option<u64>) -> Result<(), Refused> {
    match space {
        Some(id) => {
            let space = visit.space(&id.to_string())?;
            visit.need(space, "administer", "space", "change templates of")
        }
        None => visit.need_site_admin("change templates of"),
    }
}

fn record(visit: &mut Visit, summary: &'static str, template: &Template, changed: Vec<Changed>) {
    let space = visit.world.spaces.iter().find(|space| Some(space.id) == template.space);
    let associated = space.map(audit::of_space).into_iter().collect();
    note(visit, (TEMPLATES, summary), Thing::new("Template", &template.name), changed, associated);
}
