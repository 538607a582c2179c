//! Which events there are, and how each is read: one row per event of the platform.

mod confluence;
mod jira;
mod platform;

use crate::shape::Shape;
use activity_event::{Action, Product};

/// What the log does with an event.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The platform's name of the event.
    pub event: &'static str,
    /// The product it comes from.
    pub product: Product,
    /// What happened; readers may say it more exactly.
    pub action: Action,
    /// Who reads the payload.
    pub reader: Reader,
    /// Whether somebody only looked at or searched for something.
    pub view: bool,
    /// Where the payload has what.
    pub(crate) shape: &'static Shape,
}

/// Readers of payloads. Each but that of members has a file in `kinds/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reader {
    /// A new issue.
    IssueCreated,
    /// A changed issue, also when only its assignee changed.
    IssueChanged,
    /// A deleted issue.
    IssueDeleted,
    /// A new or edited comment on an issue.
    Comment,
    /// A deleted comment on an issue.
    CommentDeleted,
    /// Logged work.
    Worklog,
    /// A link between issues.
    Link,
    /// A file on an issue.
    Attachment,
    /// Everything else, as the shape of the payload says.
    Members,
}

/// Every row.
pub fn registry() -> impl Iterator<Item = &'static Row> {
    jira::ROWS.iter().chain(jira::CONFIGURATION_ROWS).chain(platform::ROWS).chain(confluence::ROWS)
}

/// The names of all events.
pub fn event_names() -> impl Iterator<Item = &'static str> {
    registry().map(|row| row.event)
}

/// The row of this event.
pub(crate) fn find(event: &str) -> Option<&'static Row> {
    registry().find(|row| row.event == event)
}

/// A row whose event has a reader of its own.
const fn full(event: &'static str, action: &str, reader: Reader, shape: &'static Shape) -> Row {
    Row { event, product: Product::Jira, action: Action::named(action), reader, view: false, shape }
}

/// A row that is read by its shape.
const fn members(event: &'static str, product: Product, action: &str, shape: &'static Shape) -> Row {
    Row { event, product, action: Action::named(action), reader: Reader::Members, view: false, shape }
}

/// A row of somebody looking at something.
const fn view(event: &'static str, product: Product, action: &str, shape: &'static Shape) -> Row {
    Row { view: true, ..members(event, product, action, shape) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn events_are_unique_and_their_actions_are_in_the_table() {
        let names: HashSet<&str> = event_names().collect();
        assert_eq!(names.len(), event_names().count());
        for row in registry() {
            assert_ne!(row.action, Action::UNREADABLE, "{}", row.event);
            assert_eq!(find(row.event).map(|row| row.event), Some(row.event));
        }
    }

    #[test]
    fn only_looking_and_searching_are_views() {
        for row in registry() {
            let looks = row.event.contains(":viewed:") || row.event.contains(":performed:search");
            assert_eq!(row.view, looks, "{}", row.event);
        }
    }
}
