//! Rows made of what columns know, to be shown until their records are there.

use super::Session;
use super::loaded::Loaded;
use crate::columns::of_class;
use activity_event::{Event, EventId};
use activity_segment::Column;

impl Session {
    /// A row with its second, actor, action, project or space, and its issue or page. The id is its own and stays the same.
    pub(super) fn bare(&self, segment: &Loaded, row: usize) -> Event {
        let columns = &segment.columns;
        let mut event = segment.class(row).map_or_else(Event::blank, of_class);
        event.id = EventId::derive(&["row", &segment.row.name, &row.to_string()]);
        event.occurred = columns.second(row).saturating_mul(1_000);
        event.recorded = event.occurred;
        let account =
            behind_none(columns.actors.as_ref(), row).and_then(|number| self.people.account(*number));
        event.actor.account_id = account.map(str::to_owned);
        event.container = behind_none(columns.containers.as_ref(), row).cloned();
        let Some(threads) = &columns.threads else { return event };
        let code = threads.codes.get(row).copied().unwrap_or_default();
        let Some(thread) = threads.list.get(usize::from(code)) else { return event };
        let (id, key) = (thread.id.map(str::to_owned), thread.key.map(str::to_owned));
        let belongs = segment.class(row).is_some_and(activity_segment::Class::belongs);
        match &mut event.subject.parent {
            Some(parent) if belongs => (parent.id, parent.key) = (id, key),
            _ => (event.subject.id, event.subject.key) = (id, key),
        }
        event
    }
}

/// The entry of a row in a column whose first code says that there is none.
fn behind_none<T>(column: Option<&Column<T>>, row: usize) -> Option<&T> {
    let column = column?;
    let code = usize::from(*column.codes.get(row)?);
    column.list.get(code.checked_sub(1)?)
}
