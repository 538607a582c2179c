//! What a look found: things by id, each with the few values that are compared.

use std::collections::BTreeMap;

/// Values of a thing by name. A name that begins with [`LABEL`] is for people to read and is not compared.
pub(super) type Facts = BTreeMap<String, String>;

/// Facts that are only shown begin with this: names of holders, of roles ...
pub(super) const LABEL: char = '~';

/// A thing of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// The number of the reading that it was last seen in.
    pub(super) seen: u32,
    pub(super) facts: Facts,
}

/// A list as it was when it was last looked at.
///
/// Things are independent of each other: a snapshot of which one part is newer than another is still right.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Snapshot {
    /// When the last complete reading began; none before the first is complete. Milliseconds since 1970, UTC.
    pub(super) at: Option<i64>,
    /// When the complete reading before that began.
    pub(super) was: Option<i64>,
    /// When the reading began that is under way; none when none is.
    pub(super) begun: Option<i64>,
    /// The number of that reading, or of the last one.
    pub(super) reading: u32,
    pub(super) items: BTreeMap<String, Item>,
}

impl Snapshot {
    /// Number of things.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether nothing was found so far.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// When the last complete reading began, in milliseconds since 1970, UTC; none before the first is complete.
    #[must_use]
    pub fn at(&self) -> Option<i64> {
        self.at
    }

    /// Ids and names of the things, for looking at each of them in turn.
    pub fn things(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.items.iter().map(|(id, item)| (id.as_str(), item.facts.get("name").map(String::as_str)))
    }
}
