//! What waits to be packed, as records.

use crate::answer::Scope;
use crate::catalogue::Root;
use crate::read::{Ahead, is_in_scope};
use crate::{EngineError, entry::read_entry};
use activity_event::Event;
use std::collections::BTreeSet;

/// The records of write-ahead entries that a scope allows: one of each id, and one of those that tell of the same thing, as a
/// compaction would make them. What the root says is packed already is left out. By time.
pub fn waiting(
    entries: &[(String, String)],
    root: Option<&str>,
    scope: &Scope,
) -> Result<Vec<Event>, EngineError> {
    let root = Root::parse(root)?;
    let swallowed: BTreeSet<&str> = root.swallowed.split(' ').collect();
    let mut ahead = Ahead::default();
    for (key, value) in entries {
        if !swallowed.contains(Root::swallowed_mark(key).as_str()) {
            ahead.add(read_entry(key, value));
        }
    }
    let mut events = ahead.settle();
    events.retain(|event| match (&event.container, scope) {
        (_, Scope::All) => true,
        (Some(container), scope) => is_in_scope(scope, container),
        (None, Scope::Containers(_)) => false,
    });
    Event::sort(&mut events);
    Ok(events)
}
