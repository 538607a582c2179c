//! What every change of an issue leaves: a changelog entry and its events.

use super::{Doing, Outcome, Refused};
use crate::events;
use crate::model::{History, Item};

/// Writes the changelog entry, and gives `updated:issue` with, for a new assignee, `assigned:issue`.
pub(super) fn record(
    doing: &mut Doing,
    index: usize,
    items: Vec<Item>,
    kind: &str,
) -> Result<Outcome, Refused> {
    let history = History {
        id: doing.world.ids.next("history"),
        author: Some(doing.who.clone()),
        created: doing.at,
        items,
    };
    let at = doing.at;
    let issue = doing.issue_mut(index)?;
    issue.updated = at;
    issue.histories.push(history.clone());
    let issue = doing.issue(index)?;
    let mut emitted = vec![events::updated(doing.world, issue, &history, kind, doing.occasion())];
    if history.items.iter().any(|item| item.is("assignee")) {
        emitted.push(events::assigned(doing.world, issue, &history, doing.occasion()));
    }
    Ok(Outcome { events: emitted, issue: Some(issue.key.clone()), made: None })
}
