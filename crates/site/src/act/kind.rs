//! Issue types, request types, dashboards, and things of which only the audit log tells: screens, statuses and the like.

use super::administer::{
    Category, Change, FIELDS, ISSUE_TYPES, SYSTEM, WORKFLOWS, named, none_such, replace, silent,
};
use super::scheme::put;
use super::{Doing, Outcome, Refused};
use crate::events::told;
use crate::model::{AuditChange, AuditItem, Dashboard, IssueType, Named, ProjectKind, RequestType};
use serde::{Deserialize, Serialize};

/// Makes, changes or deletes a thing that has little more than a name.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindAct {
    /// What is done.
    pub change: Change,
    /// Name or id.
    pub name: String,
    /// The new name.
    #[serde(default)]
    pub rename: Option<String>,
    /// What it is for.
    #[serde(default)]
    pub description: Option<String>,
    /// Request types: key of the service project.
    #[serde(default)]
    pub project: Option<String>,
    /// Issue types: whether issues of it are parts of others.
    #[serde(default)]
    pub subtask: bool,
}

/// A thing of which only the audit log tells.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherAct {
    /// What kind of thing.
    pub kind: OtherKind,
    /// What is done.
    pub change: Change,
    /// Name or id.
    pub name: String,
    /// The new name.
    #[serde(default)]
    pub rename: Option<String>,
}

/// Kinds of things of which only the audit log tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum OtherKind {
    Screen,
    Status,
    Priority,
    Resolution,
    LinkType,
    WorkflowScheme,
    FieldConfiguration,
}

/// What summaries call it, Jira's word for it, and the family.
fn words(kind: OtherKind) -> (&'static str, &'static str, Category) {
    match kind {
        OtherKind::Screen => ("Screen", "SCREEN", FIELDS),
        OtherKind::Status => ("Status", "STATUS", WORKFLOWS),
        OtherKind::Priority => ("Priority", "PRIORITY", SYSTEM),
        OtherKind::Resolution => ("Resolution", "RESOLUTION", SYSTEM),
        OtherKind::LinkType => ("Issue link type", "ISSUE_LINK_TYPE", SYSTEM),
        OtherKind::WorkflowScheme => ("Workflow scheme", "SCHEME", WORKFLOWS),
        OtherKind::FieldConfiguration => ("Field configuration", "FIELD_CONFIGURATION", FIELDS),
    }
}

pub(super) fn other(doing: &mut Doing, act: &OtherAct) -> Result<Outcome, Refused> {
    let (word, kind, category) = words(act.kind);
    doing.only_administrator("change the site's", word)?;
    let id = doing.world.ids.next("other");
    let all = doing.world.setup.others.entry(kind.to_owned()).or_default();
    let found = all.iter().find(|one| one.name == act.name || one.id == act.name).cloned();
    let old = known(act.change, &act.name, found, all.iter().map(|one| one.name.as_str()))?;
    let mut new = old.clone().unwrap_or_else(|| Named::new(id, &act.name));
    let renamed = replace(&mut new.name, act.rename.as_ref());
    if act.change == Change::Update && !renamed {
        return Err(Refused::NoChange(new.name));
    }
    let made = (act.change == Change::Create).then(|| new.id.clone());
    let change = AuditChange::of("Name", old.as_ref().map_or("", |old| old.name.as_str()), &new.name);
    put(all, act.change, new.clone(), |one| &one.id);
    let summary = format!("{word} {}", act.change.past());
    doing.audit(category, summary, AuditItem::new(kind, new.id, new.name), [change]);
    Ok(silent(made))
}

pub(super) fn issue_type(doing: &mut Doing, act: &KindAct) -> Result<Outcome, Refused> {
    doing.only_administrator("change the issue type", &act.name)?;
    let all = &doing.world.setup.issue_types;
    let found = all.iter().find(|one| one.name == act.name || one.id == act.name).cloned();
    let old = known(act.change, &act.name, found, all.iter().map(|one| one.name.as_str()))?;
    let mut new = match &old {
        Some(old) => old.clone(),
        None => IssueType {
            id: doing.world.ids.next("issuetype"),
            name: act.name.clone(),
            description: String::new(),
            subtask: act.subtask,
        },
    };
    replace(&mut new.name, act.rename.as_ref());
    replace(&mut new.description, act.description.as_ref());
    if act.change == Change::Update && old.as_ref() == Some(&new) {
        return Err(Refused::NoChange(new.name));
    }
    let before = |of: fn(&IssueType) -> &String| old.as_ref().map_or("", |old| of(old).as_str());
    let changes = [
        AuditChange::of("Name", before(|one| &one.name), &new.name),
        AuditChange::of("Description", before(|one| &one.description), &new.description),
    ];
    let object = AuditItem::new("ISSUE_TYPE", &new.id, &new.name);
    doing.audit(ISSUE_TYPES, format!("Issue type {}", act.change.past()), object, changes);
    let written = told::issue_type(doing.world, &new);
    let event = doing.told(&format!("avi:jira:{}:issuetype", act.change.past()), &[("issueType", written)]);
    let made = (act.change == Change::Create).then(|| new.id.clone());
    put(&mut doing.world.setup.issue_types, act.change, new, |one| &one.id);
    Ok(Outcome { events: vec![event], issue: None, made })
}

pub(super) fn request_type(doing: &mut Doing, act: &KindAct) -> Result<Outcome, Refused> {
    let all = &doing.world.setup.request_types;
    let found = all.iter().find(|one| one.name == act.name || one.id == act.name).cloned();
    let old = known(act.change, &act.name, found, all.iter().map(|one| one.name.as_str()))?;
    let key = old.as_ref().map(|old| old.project.as_str()).or(act.project.as_deref());
    let key = key.ok_or(Refused::Empty("project"))?.to_owned();
    let project = doing.administered(&key, "change the request types of")?;
    if project.kind != ProjectKind::ServiceDesk {
        let help = "only service projects have request types";
        return Err(Refused::BadValue { field: "project".into(), value: key, help });
    }
    let project = project.key.clone();
    let mut new = match &old {
        Some(old) => old.clone(),
        None => RequestType {
            id: doing.world.ids.next("request-type"),
            name: act.name.clone(),
            description: String::new(),
            project,
            changes: 0,
        },
    };
    replace(&mut new.name, act.rename.as_ref());
    replace(&mut new.description, act.description.as_ref());
    if act.change == Change::Update && old.as_ref() == Some(&new) {
        return Err(Refused::NoChange(new.name));
    }
    new.changes = new.changes.saturating_add(1);
    let event = told::request_type(act.change.past(), &new, doing.at);
    let made = (act.change == Change::Create).then(|| new.id.clone());
    put(&mut doing.world.setup.request_types, act.change, new, |one| &one.id);
    let events = if doing.world.setup.switches.request_type_events { vec![event] } else { Vec::new() };
    Ok(Outcome { events, issue: None, made })
}

/// Dashboards: neither an event nor an audit record.
pub(super) fn dashboard(doing: &mut Doing, act: &KindAct) -> Result<Outcome, Refused> {
    doing.only_staff("change the dashboard", &act.name)?;
    let all = &doing.world.setup.dashboards;
    let found = all.iter().find(|one| one.name == act.name || one.id == act.name).cloned();
    let old = known(act.change, &act.name, found, all.iter().map(|one| one.name.as_str()))?;
    if old.as_ref().is_some_and(|old| old.owner != doing.who) {
        doing.only_administrator("change somebody else's dashboard", &act.name)?;
    }
    let mut new = match old {
        Some(old) => old,
        None => Dashboard {
            id: doing.world.ids.next("dashboard"),
            name: act.name.clone(),
            owner: doing.who.clone(),
        },
    };
    let renamed = replace(&mut new.name, act.rename.as_ref());
    if act.change == Change::Update && !renamed {
        return Err(Refused::NoChange(new.name));
    }
    let made = (act.change == Change::Create).then(|| new.id.clone());
    put(&mut doing.world.setup.dashboards, act.change, new, |one| &one.id);
    Ok(silent(made))
}

/// A new thing has a new name, every other one is there.
fn known<'a, T>(
    change: Change,
    name: &str,
    old: Option<T>,
    offered: impl Iterator<Item = &'a str>,
) -> Result<Option<T>, Refused> {
    named(Some(name))?;
    match (change, old) {
        (Change::Create, Some(_)) => Err(Refused::NoChange(name.to_owned())),
        (Change::Update | Change::Delete, None) => Err(none_such("name", name, offered)),
        (_, old) => Ok(old),
    }
}
