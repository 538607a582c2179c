//! What must hold after each single change of the store.

use crate::shapes::{Catalogue, Unpacked, is_same, written_id};
use crate::store::{Change, Store};
use crate::tally::Tally;
use crate::truth::Truth;
use std::collections::BTreeSet;

/// Looks at each change.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    catalogue: Catalogue,
    /// Keys that some root has retired.
    retired: BTreeSet<String>,
    unpacked: Unpacked,
}

impl Watch {
    /// What the present root names.
    pub(crate) fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    pub(crate) fn see(&mut self, change: &Change, store: &Store, truth: &Truth, tally: &mut Tally) {
        match change {
            // INVARIANT: what is deleted from the write-ahead keys is in a segment.
            Change::Deleted(key) if let Some(id) = written_id(key) => {
                assert!(self.catalogue.ids.contains(&id), "`{key}` is deleted before it is packed");
            }
            // INVARIANT: what the root names is there.
            Change::Deleted(key) => {
                assert!(!self.catalogue.live.contains(key), "`{key}` is deleted and still named");
                tally.deleted_after_grace += usize::from(self.retired.contains(key));
            }
            Change::Committed { root, swallowed } => {
                let before = std::mem::take(&mut self.catalogue);
                let now = Catalogue::read(root, swallowed, store, &mut self.unpacked);
                assert_eq!(now.generation, before.generation + 1);
                // INVARIANT: what is in a segment stays in one.
                let lost: Vec<_> = before.ids.difference(&now.ids).collect();
                assert!(lost.is_empty(), "generation {} has lost {lost:?}", now.generation);
                let gone: Vec<_> = before
                    .live
                    .iter()
                    .filter(|key| !now.live.contains(*key) && !now.retired.contains(*key))
                    .collect();
                assert!(gone.is_empty(), "generation {} forgets {gone:?}", now.generation);
                // INVARIANT: what was retired is never named again, so it can be deleted at any time after its grace.
                let again: Vec<_> = now
                    .live
                    .iter()
                    .filter(|key| self.retired.contains(*key) || now.retired.contains(*key))
                    .collect();
                assert!(again.is_empty(), "generation {} needs {again:?} again", now.generation);
                for event in self.unpacked.values().flatten().filter(|event| !before.ids.contains(&event.id))
                {
                    assert!(is_same(event, truth.event(event.id)), "a record has changed: {event:?}");
                }
                tally.commits += 1;
                tally.months = tally.months.max(now.months);
                tally.retired += now.retired.difference(&before.retired).count();
                self.retired.extend(now.retired.iter().cloned());
                self.catalogue = now;
            }
        }
    }
}
