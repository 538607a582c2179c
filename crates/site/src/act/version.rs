//! Versions of projects. Those who administer a project manage its versions.

use super::administer::{PROJECTS, named, none_such, replace};
use super::{Doing, Outcome, Refused, change};
use crate::events::{Emitted, told};
use crate::model::{AuditChange, AuditItem, Item, Named, Project, Version};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Makes or changes a version.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VersionAct {
    /// What is done.
    pub change: VersionChange,
    /// Key of the project.
    pub project: String,
    /// Name or id of the version.
    #[serde(default)]
    pub version: Option<String>,
    /// The (new) name.
    #[serde(default)]
    pub name: Option<String>,
    /// What is in it.
    #[serde(default)]
    pub description: Option<String>,
    /// When it comes out, `2026-11-23`.
    #[serde(default)]
    pub release_date: Option<String>,
    /// Name or id of the version that takes its place, when it is merged or deleted.
    #[serde(default)]
    pub into: Option<String>,
}

/// What is done with a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum VersionChange {
    Create,
    Update,
    Release,
    Unrelease,
    Archive,
    Unarchive,
    Move,
    Merge,
    Delete,
}

pub(super) fn perform(doing: &mut Doing, act: &VersionAct) -> Result<Outcome, Refused> {
    let project = doing.administered(&act.project, "manage the versions of")?.clone();
    match act.change {
        VersionChange::Create => create(doing, &project, act),
        VersionChange::Merge | VersionChange::Delete => take_away(doing, &project, act),
        VersionChange::Move => moved(doing, &project, act),
        _ => update(doing, &project, act),
    }
}

fn create(doing: &mut Doing, project: &Project, act: &VersionAct) -> Result<Outcome, Refused> {
    let name = named(act.name.as_deref().or(act.version.as_deref()))?;
    if project.versions.iter().any(|version| version.name == name) {
        return Err(Refused::NoChange(name));
    }
    let version = Version {
        id: doing.world.ids.next("version"),
        name,
        description: act.description.clone().unwrap_or_default(),
        release_date: act.release_date.clone(),
        ..Version::default()
    };
    let changes = [
        AuditChange::of("Name", "", &version.name),
        AuditChange::of("Description", "", &version.description),
        AuditChange::of("Release date", "", version.release_date.as_deref().unwrap_or_default()),
    ];
    with_versions(doing, project, |versions| versions.push(version.clone()));
    doing.audit(PROJECTS, "Project version created", item(project, &version), changes);
    let mut outcome = done(doing, "created", project, &version, &[]);
    outcome.made = Some(version.id);
    Ok(outcome)
}

fn update(doing: &mut Doing, project: &Project, act: &VersionAct) -> Result<Outcome, Refused> {
    let old = find(project, act.version.as_deref())?;
    let mut new = old.clone();
    let (event, summary) = match act.change {
        VersionChange::Release => ("released", "Project version released"),
        VersionChange::Unrelease => ("unreleased", "Project version unreleased"),
        VersionChange::Archive => ("archived", "Project version archived"),
        VersionChange::Unarchive => ("unarchived", "Project version unarchived"),
        _ => ("updated", "Project version updated"),
    };
    match act.change {
        VersionChange::Release => new.released = true,
        VersionChange::Unrelease => new.released = false,
        VersionChange::Archive => new.archived = true,
        VersionChange::Unarchive => new.archived = false,
        _ => {
            replace(&mut new.name, act.name.as_ref());
            replace(&mut new.description, act.description.as_ref());
        }
    }
    if act.release_date.is_some() {
        new.release_date.clone_from(&act.release_date);
    }
    if new == *old {
        return Err(Refused::NoChange(old.name.clone()));
    }
    let changes = [
        AuditChange::of("Name", &old.name, &new.name),
        AuditChange::of("Description", &old.description, &new.description),
        AuditChange::of(
            "Release date",
            old.release_date.as_deref().unwrap_or_default(),
            new.release_date.as_deref().unwrap_or_default(),
        ),
    ];
    with_versions(doing, project, |versions| {
        if let Some(kept) = versions.iter_mut().find(|kept| kept.id == new.id) {
            kept.clone_from(&new);
        }
    });
    doing.audit(PROJECTS, summary, item(project, &new), changes);
    Ok(done(doing, event, project, &new, &[]))
}

/// Another order: the version becomes the last.
fn moved(doing: &mut Doing, project: &Project, act: &VersionAct) -> Result<Outcome, Refused> {
    let version = find(project, act.version.as_deref())?.clone();
    with_versions(doing, project, |versions| {
        versions.retain(|kept| kept.id != version.id);
        versions.push(version.clone());
    });
    Ok(done(doing, "moved", project, &version, &[]))
}

/// Merges a version into another or deletes it. The issues that had it change, each with an event of its own.
fn take_away(doing: &mut Doing, project: &Project, act: &VersionAct) -> Result<Outcome, Refused> {
    let gone = find(project, act.version.as_deref())?.clone();
    let into = act.into.as_deref().map(|name| find(project, Some(name))).transpose()?.cloned();
    let merging = act.change == VersionChange::Merge;
    if merging && into.is_none() {
        return Err(Refused::Empty("into"));
    }
    if into.as_ref().is_some_and(|into| into.id == gone.id) {
        return Err(Refused::NoChange(gone.name));
    }
    let events = swap(doing, project, &gone, into.as_ref())?;
    with_versions(doing, project, |versions| versions.retain(|kept| kept.id != gone.id));
    let shape = |version: &Version| told::version(doing.world, project, version);
    let mut outcome = match &into {
        Some(into) if merging => {
            let more = [("mergedVersion", shape(&gone))];
            done(doing, "merged", project, into, &more)
        }
        Some(into) => {
            let more =
                [("newFixVersion", shape(into)), ("customFieldReplacements", Value::Array(Vec::new()))];
            done(doing, "deleted", project, &gone, &more)
        }
        None => {
            let more = [("customFieldReplacements", Value::Array(Vec::new()))];
            done(doing, "deleted", project, &gone, &more)
        }
    };
    let summary = if merging { "Project version merged" } else { "Project version deleted" };
    let associated = into.iter().map(|into| item(project, into)).collect();
    doing.audit_with(PROJECTS, summary, item(project, &gone), [], associated);
    outcome.events.extend(events);
    Ok(outcome)
}

fn swap(
    doing: &mut Doing,
    project: &Project,
    gone: &Version,
    into: Option<&Version>,
) -> Result<Vec<Emitted>, Refused> {
    let with = |one: &&crate::model::Issue| {
        one.project == project.key && one.fix_versions.iter().any(|version| version.id == gone.id)
    };
    let ids: Vec<String> = doing.world.issues().filter(with).map(|issue| issue.id.clone()).collect();
    let mut events = Vec::new();
    for id in ids {
        let Some(index) = doing.world.find_issue(&id) else { continue };
        let issue = doing.issue_mut(index)?;
        issue.fix_versions.retain(|version| version.id != gone.id);
        let mut items = vec![
            Item::new("Fix Version", "fixVersions").before(Some(gone.id.clone()), Some(gone.name.clone())),
        ];
        if let Some(into) = into.filter(|into| issue.fix_versions.iter().all(|known| known.id != into.id)) {
            issue.fix_versions.push(Named::new(&into.id, &into.name));
            items.push(
                Item::new("Fix Version", "fixVersions").after(Some(into.id.clone()), Some(into.name.clone())),
            );
        }
        events.extend(change::record(doing, index, items, "issue_updated")?.events);
    }
    Ok(events)
}

fn find<'p>(project: &'p Project, wanted: Option<&str>) -> Result<&'p Version, Refused> {
    let wanted = wanted.ok_or(Refused::Empty("version"))?;
    let all = &project.versions;
    let found = all.iter().find(|version| version.name == wanted || version.id == wanted);
    found.ok_or_else(|| none_such("version", wanted, all.iter().map(|version| version.name.as_str())))
}

fn with_versions(doing: &mut Doing, project: &Project, with: impl FnOnce(&mut Vec<Version>)) {
    if let Some(project) = doing.world.project_mut(&project.key) {
        with(&mut project.versions);
    }
}

fn item(project: &Project, version: &Version) -> AuditItem {
    AuditItem::new("PROJECT_VERSION", &version.id, &version.name).within(&project.id, &project.name)
}

fn done(doing: &Doing, event: &str, project: &Project, version: &Version, more: &[(&str, Value)]) -> Outcome {
    let mut members = vec![("version", told::version(doing.world, project, version))];
    members.extend_from_slice(more);
    let event = doing.told(&format!("avi:jira:{event}:version"), &members);
    Outcome { events: vec![event], ..Outcome::default() }
}
