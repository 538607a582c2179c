//! Boards of projects.

use super::administer::{BOARDS, named, none_such, replace};
use super::{Doing, Outcome, Refused};
use crate::events::told;
use crate::model::{AuditChange, AuditItem, Board, Project};
use serde::{Deserialize, Serialize};

/// Makes or changes a board.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoardAct {
    /// What is done.
    pub change: BoardChange,
    /// Name or id of the board.
    pub board: String,
    /// The new name.
    #[serde(default)]
    pub name: Option<String>,
    /// `scrum`, `kanban` or `simple`; `scrum` when left out.
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
    /// Key of the project of a new board.
    #[serde(default)]
    pub project: Option<String>,
    /// Names of the columns, when the board is set up anew.
    #[serde(default)]
    pub columns: Option<Vec<String>>,
}

/// What is done with a board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum BoardChange {
    Create,
    Update,
    Configure,
    Delete,
}

pub(super) fn perform(doing: &mut Doing, act: &BoardAct) -> Result<Outcome, Refused> {
    match act.change {
        BoardChange::Create => create(doing, act),
        BoardChange::Delete => {
            let board = find(doing, &act.board)?;
            doing.administered(&board.project, "delete boards of")?;
            doing.world.setup.boards.retain(|kept| kept.id != board.id);
            doing.audit(BOARDS, "Board deleted", item(&board), []);
            Ok(done(doing, "deleted", &board))
        }
        BoardChange::Update => {
            let old = find(doing, &act.board)?;
            doing.administered(&old.project, "change boards of")?;
            let mut new = old.clone();
            if !replace(&mut new.name, act.name.as_ref()) {
                return Err(Refused::NoChange(old.name));
            }
            keep(doing, &new);
            doing.audit(BOARDS, "Board updated", item(&new), [AuditChange::of("Name", &old.name, &new.name)]);
            Ok(done(doing, "updated", &new))
        }
        BoardChange::Configure => configure(doing, act),
    }
}

fn create(doing: &mut Doing, act: &BoardAct) -> Result<Outcome, Refused> {
    doing.only_staff("create the board", &act.board)?;
    let key = act.project.as_deref().ok_or(Refused::Empty("project"))?;
    let project = doing.world.find_project(key).ok_or_else(|| Refused::NoProject(key.to_owned()))?.clone();
    let kind = act.kind.clone().unwrap_or_else(|| "scrum".into());
    if !["scrum", "kanban", "simple"].contains(&kind.as_str()) {
        return Err(Refused::not_offered("type of board", &kind, ["scrum", "kanban", "simple"].into_iter()));
    }
    let board = Board {
        id: doing.world.ids.next("board"),
        name: named(act.name.as_deref().or(Some(&act.board)))?,
        kind,
        columns: columns(&project),
        project: project.key,
        filter: doing.world.ids.next("filter"),
    };
    doing.world.setup.boards.push(board.clone());
    doing.audit(BOARDS, "Board created", item(&board), []);
    let mut outcome = done(doing, "created", &board);
    outcome.made = Some(board.id);
    Ok(outcome)
}

fn configure(doing: &mut Doing, act: &BoardAct) -> Result<Outcome, Refused> {
    let mut board = find(doing, &act.board)?;
    doing.administered(&board.project, "set up boards of")?;
    let names = act.columns.as_ref().ok_or(Refused::Empty("columns"))?;
    let old = board.columns.clone();
    // Columns that stay keep their statuses; new ones have none yet.
    board.columns = names
        .iter()
        .map(|name| {
            let known = old.iter().find(|column| column.0 == *name);
            (name.clone(), known.map(|column| column.1.clone()).unwrap_or_default())
        })
        .collect();
    if board.columns == old {
        return Err(Refused::NoChange(board.name));
    }
    keep(doing, &board);
    let listed = |columns: &[(String, Vec<String>)]| {
        columns.iter().map(|column| column.0.clone()).collect::<Vec<_>>().join(", ")
    };
    let change = AuditChange::of("Columns", &listed(&old), &listed(&board.columns));
    doing.audit(BOARDS, "Board configuration changed", item(&board), [change]);
    let written = told::board_configuration(doing.world, &board);
    let event = doing.told("avi:jira-software:configuration-changed:board", &[("configuration", written)]);
    Ok(Outcome { events: vec![event], ..Outcome::default() })
}

/// A column for each status of the project.
pub(crate) fn columns(project: &Project) -> Vec<(String, Vec<String>)> {
    project.workflow.statuses.iter().map(|status| (status.name.clone(), vec![status.id.clone()])).collect()
}

/// The board with this name or id.
pub(super) fn find(doing: &Doing, wanted: &str) -> Result<Board, Refused> {
    let all = &doing.world.setup.boards;
    let found = all.iter().find(|board| board.name == wanted || board.id == wanted);
    found.cloned().ok_or_else(|| none_such("board", wanted, all.iter().map(|board| board.name.as_str())))
}

fn keep(doing: &mut Doing, board: &Board) {
    if let Some(kept) = doing.world.setup.boards.iter_mut().find(|kept| kept.id == board.id) {
        kept.clone_from(board);
    }
}

fn item(board: &Board) -> AuditItem {
    AuditItem::new("BOARD", &board.id, &board.name)
}

fn done(doing: &Doing, event: &str, board: &Board) -> Outcome {
    let name = format!("avi:jira-software:{event}:board");
    Outcome { events: vec![doing.told(&name, &[("board", told::board(board))])], ..Outcome::default() }
}
