//! Tasks on pages.

use super::{Visit, missing, said};
use crate::act::Refused;
use crate::events::wiki;
use crate::model::wiki::Task;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Writes a task on a page.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddTask {
    /// Id of the page.
    #[serde(alias = "page", alias = "id")]
    pub content: String,
    /// What is to be done.
    pub text: String,
    /// Account id of who should do it.
    #[serde(default)]
    pub assignee: Option<String>,
    /// Until when, in milliseconds.
    #[serde(default)]
    pub due: Option<i64>,
}

/// Changes or removes a task.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeTask {
    /// Id of the page.
    #[serde(alias = "page", alias = "id")]
    pub content: String,
    /// Number of the task.
    pub task: u64,
    /// Whether it is done.
    #[serde(default)]
    pub done: Option<bool>,
    /// Account id of who should do it now.
    #[serde(default)]
    pub assignee: Option<String>,
    /// Until when now, in milliseconds.
    #[serde(default)]
    pub due: Option<i64>,
}

pub(super) fn add(visit: &mut Visit, act: &AddTask) -> Result<(), Refused> {
    let page = visit.editable(&act.content)?.id.clone();
    let id: u64 = visit.world.ids.next("task").parse().unwrap_or_default();
    let task = Task {
        id,
        text: said("text", &act.text)?,
        done: false,
        assignee: assignee(visit, act.assignee.as_deref())?,
        due: act.due,
    };
    visit.content_mut(&page)?.tasks.push(task.clone());
    visit.made = Some(id.to_string());
    tell(visit, "created", &page, &task, None)
}

pub(super) fn change(visit: &mut Visit, act: &ChangeTask) -> Result<(), Refused> {
    let (page, old) = find(visit, act)?;
    let task = Task {
        done: act.done.unwrap_or(old.done),
        assignee: assignee(visit, act.assignee.as_deref())?.or_else(|| old.assignee.clone()),
        due: act.due.or(old.due),
        ..old.clone()
    };
    if task == old {
        return Err(Refused::NoChange(task.text));
    }
    for kept in visit.content_mut(&page)?.tasks.iter_mut().filter(|kept| kept.id == task.id) {
        *kept = task.clone();
    }
    tell(visit, "updated", &page, &task, Some(&old))
}

pub(super) fn remove(visit: &mut Visit, act: &ChangeTask) -> Result<(), Refused> {
    let (page, task) = find(visit, act)?;
    visit.content_mut(&page)?.tasks.retain(|kept| kept.id != task.id);
    tell(visit, "removed", &page, &task, None)
}

fn find(visit: &Visit, act: &ChangeTask) -> Result<(String, Task), Refused> {
    let page = visit.editable(&act.content)?;
    let task = page.tasks.iter().find(|task| task.id == act.task);
    let task = task.ok_or_else(|| missing("task", &act.task.to_string()))?;
    Ok((page.id.clone(), task.clone()))
}

fn assignee(visit: &Visit, account: Option<&str>) -> Result<Option<String>, Refused> {
    let found = account.map(|id| visit.world.person(id).ok_or_else(|| Refused::NoPerson(id.to_owned())));
    Ok(found.transpose()?.map(|person| person.account_id.clone()))
}

fn tell(visit: &mut Visit, verb: &str, page: &str, task: &Task, old: Option<&Task>) -> Result<(), Refused> {
    let content = visit.world.wiki.content(page).ok_or_else(|| missing("content", page))?;
    let written: Value = wiki::content(visit.world, content);
    let payload = visit.payload(&format!("{verb}:task")).about_content(false);
    let payload = payload.with("task", wiki::task(task)).with("content", written);
    visit.send(match old {
        Some(old) => payload.with("oldTask", wiki::task(old)),
        None => payload,
    });
    Ok(())
}
