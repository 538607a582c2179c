//! Sprints of boards. The audit log does not know them.

use super::administer::{named, none_such, replace};
use super::{Doing, Outcome, Refused, board};
use crate::events::told;
use crate::model::{Sprint, SprintState};
use crate::time::DAY;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// Makes or changes a sprint.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SprintAct {
    /// What is done.
    pub change: SprintChange,
    /// Name or id of the sprint.
    pub sprint: String,
    /// Name or id of the board of a new sprint.
    #[serde(default)]
    pub board: Option<String>,
    /// The new name.
    #[serde(default)]
    pub name: Option<String>,
    /// What is to be reached.
    #[serde(default)]
    pub goal: Option<String>,
}

/// What is done with a sprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum SprintChange {
    Create,
    Start,
    Update,
    Close,
    Delete,
}

pub(super) fn perform(doing: &mut Doing, act: &SprintAct) -> Result<Outcome, Refused> {
    doing.only_staff("manage the sprint", &act.sprint)?;
    if act.change == SprintChange::Create {
        return create(doing, act);
    }
    let all = &doing.world.setup.sprints;
    let found = all.iter().find(|sprint| sprint.name == act.sprint || sprint.id == act.sprint);
    let offered = || all.iter().map(|sprint| sprint.name.as_str());
    let old = found.ok_or_else(|| none_such("sprint", &act.sprint, offered()))?.clone();
    let mut new = old.clone();
    let event = match (act.change, old.state) {
        (SprintChange::Start, SprintState::Future) => {
            new.state = SprintState::Active;
            new.start = Some(doing.at);
            new.end = Some(doing.at.saturating_add(DAY.saturating_mul(14)));
            "started"
        }
        (SprintChange::Close, SprintState::Active) => {
            new.state = SprintState::Closed;
            new.complete = Some(doing.at);
            "closed"
        }
        (SprintChange::Delete, _) => "deleted",
        (SprintChange::Update, _) => {
            replace(&mut new.name, act.name.as_ref());
            replace(&mut new.goal, act.goal.as_ref());
            "updated"
        }
        (SprintChange::Start | SprintChange::Close | SprintChange::Create, _) => {
            return Err(Refused::NoChange(old.name));
        }
    };
    if act.change != SprintChange::Delete && new == old {
        return Err(Refused::NoChange(old.name));
    }
    if act.change == SprintChange::Delete {
        doing.world.setup.sprints.retain(|kept| kept.id != old.id);
    } else if let Some(kept) = doing.world.setup.sprints.iter_mut().find(|kept| kept.id == old.id) {
        kept.clone_from(&new);
    }
    let mut members = vec![("sprint", told::sprint(&new))];
    if act.change == SprintChange::Update {
        members.push(("oldValue", before(&old, &new)));
    }
    let event = doing.told(&format!("avi:jira-software:{event}:sprint"), &members);
    Ok(Outcome { events: vec![event], ..Outcome::default() })
}

fn create(doing: &mut Doing, act: &SprintAct) -> Result<Outcome, Refused> {
    let board = board::find(doing, act.board.as_deref().unwrap_or_default())?;
    let sprint = Sprint {
        id: doing.world.ids.next("sprint"),
        board: board.id,
        name: named(act.name.as_deref().or(Some(&act.sprint)))?,
        goal: act.goal.clone().unwrap_or_default(),
        state: SprintState::Future,
        created: doing.at,
        start: None,
        end: None,
        complete: None,
    };
    doing.world.setup.sprints.push(sprint.clone());
    let event = doing.told("avi:jira-software:created:sprint", &[("sprint", told::sprint(&sprint))]);
    Ok(Outcome { events: vec![event], issue: None, made: Some(sprint.id) })
}

/// The members that were different.
fn before(old: &Sprint, new: &Sprint) -> Value {
    let pairs = [("name", &old.name, &new.name), ("goal", &old.goal, &new.goal)];
    let differ = pairs.into_iter().filter(|(_, old, new)| old != new);
    differ.map(|(name, old, _)| (name.to_owned(), json!(old))).collect::<Map<_, _>>().into()
}
