//! Work: logging, changing, taking back. The issue's changelog names `timespent` and `WorklogId`.

use super::{Doing, Outcome, Refused, change};
use crate::events;
use crate::model::{Item, Worklog};
use crate::time::parse_spent;
use serde::{Deserialize, Serialize};

/// Logs work.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LogWork {
    /// Key or id of the issue.
    #[serde(alias = "key")]
    pub issue: String,
    /// How long, such as `1h 30m`.
    #[serde(alias = "timeSpent", alias = "time")]
    pub spent: String,
    /// What was done.
    #[serde(default, alias = "comment")]
    pub text: Option<String>,
    /// When the work began (ms); now when left out.
    #[serde(default)]
    pub started: Option<i64>,
}

/// Changes logged work.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EditWork {
    /// Key or id of the issue.
    #[serde(alias = "key")]
    pub issue: String,
    /// Id of the worklog; the person's newest one when left out.
    #[serde(default, alias = "id", alias = "worklogId")]
    pub worklog: Option<String>,
    /// How long.
    #[serde(default, alias = "timeSpent", alias = "time")]
    pub spent: Option<String>,
    /// What was done.
    #[serde(default, alias = "comment")]
    pub text: Option<String>,
}

/// Takes logged work back.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeleteWork {
    /// Key or id of the issue.
    #[serde(alias = "key")]
    pub issue: String,
    /// Id of the worklog; the person's newest one when left out.
    #[serde(default, alias = "id", alias = "worklogId")]
    pub worklog: Option<String>,
}

pub(super) fn log(doing: &mut Doing, act: &LogWork) -> Result<Outcome, Refused> {
    let index = doing.find_as_staff(&act.issue, "log work on")?;
    let worklog = Worklog {
        seconds: duration(&act.spent)?,
        id: doing.world.ids.next("worklog"),
        author: Some(doing.who.clone()),
        update_author: Some(doing.who.clone()),
        text: act.text.clone().filter(|text| !text.trim().is_empty()),
        created: doing.at,
        updated: doing.at,
        started: act.started.unwrap_or(doing.at),
    };
    doing.issue_mut(index)?.worklogs.push(worklog.clone());
    let id_item =
        Item::new("WorklogId", "worklogid").after(Some(worklog.id.clone()), Some(worklog.id.clone()));
    let mut outcome = spent(doing, index, worklog.seconds, vec![id_item])?;
    outcome.events.insert(0, events::worked(doing.world, doing.issue(index)?, &worklog, doing.at));
    outcome.made = Some(worklog.id);
    Ok(outcome)
}

pub(super) fn edit(doing: &mut Doing, act: &EditWork) -> Result<Outcome, Refused> {
    let index = doing.find_as_staff(&act.issue, "change work on")?;
    let old = find(doing, index, act.worklog.as_deref())?;
    let mut new = Worklog { updated: doing.at, update_author: Some(doing.who.clone()), ..old.clone() };
    if let Some(text) = &act.spent {
        new.seconds = duration(text)?;
    }
    if act.text.is_some() {
        new.text.clone_from(&act.text);
    }
    if new.seconds == old.seconds && new.text == old.text {
        return Err(Refused::NoChange(act.issue.clone()));
    }
    if let Some(kept) = doing.issue_mut(index)?.worklogs.iter_mut().find(|kept| kept.id == new.id) {
        kept.clone_from(&new);
    }
    let id = Some(new.id.clone());
    let id_item = Item::new("WorklogId", "worklogid").before(id.clone(), id.clone()).after(id.clone(), id);
    let mut outcome = spent(doing, index, new.seconds.saturating_sub(old.seconds), vec![id_item])?;
    outcome.events.insert(0, events::worklog_changed(doing.world, doing.issue(index)?, &new, doing.at));
    Ok(outcome)
}

pub(super) fn delete(doing: &mut Doing, act: &DeleteWork) -> Result<Outcome, Refused> {
    let index = doing.find_as_staff(&act.issue, "take back work on")?;
    let gone = find(doing, index, act.worklog.as_deref())?;
    doing.issue_mut(index)?.worklogs.retain(|kept| kept.id != gone.id);
    doing.world.setup.gone_worklogs.push((gone.id.clone(), doing.at));
    let id_item = Item::new("WorklogId", "worklogid").before(Some(gone.id.clone()), Some(gone.id.clone()));
    let mut outcome = spent(doing, index, gone.seconds.saturating_neg(), vec![id_item])?;
    outcome.events.insert(0, events::worklog_removed(doing.world, doing.issue(index)?, &gone, doing.at));
    Ok(outcome)
}

/// Adds to the issue's time spent and records it, with the items given.
fn spent(doing: &mut Doing, index: usize, seconds: i64, items: Vec<Item>) -> Result<Outcome, Refused> {
    let issue = doing.issue_mut(index)?;
    let before = issue.time_spent;
    issue.time_spent = before.saturating_add(seconds).max(0);
    let after = issue.time_spent;
    let text = |seconds: i64| (seconds > 0).then(|| seconds.to_string());
    let item = Item::new("timespent", "timespent")
        .before(text(before), text(before))
        .after(text(after), text(after));
    let items = std::iter::once(item).filter(|_| before != after).chain(items).collect();
    change::record(doing, index, items, "issue_worklogged")
}

fn find(doing: &Doing, index: usize, id: Option<&str>) -> Result<Worklog, Refused> {
    let issue = doing.issue(index)?;
    let mine = |worklog: &Worklog| worklog.author.as_deref() == Some(&doing.who);
    let found =
        issue.worklogs.iter().rev().find(|worklog| id.map_or_else(|| mine(worklog), |id| worklog.id == id));
    let worklog = found.ok_or_else(|| Refused::not_there(&issue.key, "worklog", id))?;
    if mine(worklog) || doing.administers(issue) {
        Ok(worklog.clone())
    } else {
        Err(doing.not_allowed("change somebody else's work on", &issue.key))
    }
}

fn duration(text: &str) -> Result<i64, Refused> {
    parse_spent(text).ok_or_else(|| Refused::BadValue {
        field: "spent".into(),
        value: text.into(),
        help: "a duration such as `1h 30m`",
    })
}
