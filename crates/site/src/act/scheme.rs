//! Notification and issue security schemes: an audit record and no event.

use super::administer::{Change, NOTIFICATIONS, PERMISSIONS, named, none_such, silent};
use super::{Doing, Outcome, Refused};
use crate::model::{AuditChange, AuditItem, Notification, NotificationScheme, SecurityScheme};
use serde::{Deserialize, Serialize};

/// Makes, changes or deletes a scheme.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchemeAct {
    /// What is done.
    pub change: Change,
    /// Name or id of the scheme.
    pub scheme: String,
    /// The new name.
    #[serde(default)]
    pub name: Option<String>,
    /// What it is for.
    #[serde(default)]
    pub description: Option<String>,
    /// Notifications: the event that is told of, such as `Issue created`.
    #[serde(default)]
    pub event: Option<String>,
    /// Notifications: who is told, such as `CurrentAssignee`.
    #[serde(default)]
    pub notify: Option<String>,
    /// Issue security: a level to add.
    #[serde(default)]
    pub level: Option<String>,
}

/// Names of the events that are told of; their ids are their places.
pub(crate) const EVENTS: [&str; 9] = [
    "Issue created",
    "Issue updated",
    "Issue assigned",
    "Issue resolved",
    "Issue closed",
    "Issue commented",
    "Issue reopened",
    "Issue deleted",
    "Issue moved",
];

pub(super) fn notification(doing: &mut Doing, act: &SchemeAct) -> Result<Outcome, Refused> {
    doing.only_administrator("change the notification scheme", &act.scheme)?;
    let all = &doing.world.setup.notification_schemes;
    let old = all.iter().find(|one| one.name == act.scheme || one.id == act.scheme).cloned();
    let old = known(act, old, all.iter().map(|one| one.name.as_str()))?;
    let mut new = old.clone().unwrap_or_else(|| NotificationScheme {
        id: String::new(),
        name: act.scheme.clone(),
        description: String::new(),
        notifications: Vec::new(),
    });
    if old.is_none() {
        new.id = doing.world.ids.next("notification-scheme");
    }
    let mut changes = renamed(
        act,
        old.as_ref().map(|old| (&old.name, &old.description)),
        &mut new.name,
        &mut new.description,
    )?;
    if let Some(event) = &act.event {
        let place = EVENTS.iter().position(|known| known == event);
        let place = place.ok_or_else(|| none_such("event", event, EVENTS.into_iter()))?;
        let to = act.notify.clone().ok_or(Refused::Empty("notify"))?;
        changes.push(AuditChange::of("Event", "", event));
        changes.push(AuditChange::of("Type", "", &to));
        let id = doing.world.ids.next("notification");
        let event = (place.saturating_add(1).to_string(), event.clone());
        new.notifications.push(Notification { id, event, to });
    }
    settled(act, &changes)?;
    let object = AuditItem::new("SCHEME", &new.id, &new.name);
    let made = (act.change == Change::Create).then(|| new.id.clone());
    put(&mut doing.world.setup.notification_schemes, act.change, new, |one| &one.id);
    doing.audit(NOTIFICATIONS, format!("Notification scheme {}", act.change.past()), object, changes);
    Ok(silent(made))
}

pub(super) fn security(doing: &mut Doing, act: &SchemeAct) -> Result<Outcome, Refused> {
    doing.only_administrator("change the issue security scheme", &act.scheme)?;
    let all = &doing.world.setup.security_schemes;
    let old = all.iter().find(|one| one.name == act.scheme || one.id == act.scheme).cloned();
    let old = known(act, old, all.iter().map(|one| one.name.as_str()))?;
    let mut new = old.clone().unwrap_or_else(|| SecurityScheme {
        id: String::new(),
        name: act.scheme.clone(),
        description: String::new(),
        levels: Vec::new(),
    });
    if old.is_none() {
        new.id = doing.world.ids.next("security-scheme");
    }
    let mut changes = renamed(
        act,
        old.as_ref().map(|old| (&old.name, &old.description)),
        &mut new.name,
        &mut new.description,
    )?;
    if let Some(level) = &act.level {
        changes.push(AuditChange::of("Level", "", level));
        new.levels.push((doing.world.ids.next("security-level"), level.clone()));
    }
    settled(act, &changes)?;
    let object = AuditItem::new("SCHEME", &new.id, &new.name);
    let made = (act.change == Change::Create).then(|| new.id.clone());
    put(&mut doing.world.setup.security_schemes, act.change, new, |one| &one.id);
    doing.audit(PERMISSIONS, format!("Issue security scheme {}", act.change.past()), object, changes);
    Ok(silent(made))
}

/// A new scheme has a new name, every other one is there.
fn known<'a, T>(
    act: &SchemeAct,
    old: Option<T>,
    offered: impl Iterator<Item = &'a str>,
) -> Result<Option<T>, Refused> {
    named(Some(&act.scheme))?;
    match (act.change, old) {
        (Change::Create, Some(_)) => Err(Refused::NoChange(act.scheme.clone())),
        (Change::Update | Change::Delete, None) => Err(none_such("scheme", &act.scheme, offered)),
        (_, old) => Ok(old),
    }
}

/// Takes the new name and description.
fn renamed(
    act: &SchemeAct,
    old: Option<(&String, &String)>,
    name: &mut String,
    description: &mut String,
) -> Result<Vec<Option<AuditChange>>, Refused> {
    if act.change == Change::Delete {
        return Ok(Vec::new());
    }
    if act.name.is_some() {
        *name = named(act.name.as_deref())?;
    }
    if let Some(new) = &act.description {
        description.clone_from(new);
    }
    let (old_name, old_description) = old.map_or(("", ""), |old| (old.0.as_str(), old.1.as_str()));
    Ok(vec![
        AuditChange::of("Name", old_name, name),
        AuditChange::of("Description", old_description, description),
    ])
}

fn settled(act: &SchemeAct, changes: &[Option<AuditChange>]) -> Result<(), Refused> {
    if act.change == Change::Update && changes.iter().all(Option::is_none) {
        return Err(Refused::NoChange(act.scheme.clone()));
    }
    Ok(())
}

/// Adds, replaces or removes one of a list.
pub(super) fn put<T>(all: &mut Vec<T>, change: Change, one: T, id: impl Fn(&T) -> &String) {
    let place = all.iter().position(|known| id(known) == id(&one));
    match (change, place.and_then(|place| all.get_mut(place))) {
        (Change::Delete, _) => all.retain(|known| id(known) != id(&one)),
        (_, Some(known)) => *known = one,
        (_, None) => all.push(one),
    }
}
