//! What must hold after each single change of the store.

use crate::records::{is_amended, is_same};
use crate::settings::Settings;
use crate::shapes::{Catalogue, Unpacked, is_amendment, written_id};
use crate::store::{Change, Store, StoredRoot};
use crate::tally::Tally;
use crate::truth::Truth;
use activity_event::EventId;
use std::collections::BTreeMap;

/// Looks at each change.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    catalogue: Catalogue,
    /// Keys that some root has retired, and when.
    retired: BTreeMap<String, i64>,
    unpacked: Unpacked,
}

/// What else there is when something has changed.
pub(crate) struct Moment<'a> {
    pub(crate) store: &'a Store,
    pub(crate) truth: &'a Truth,
    pub(crate) now: i64,
    /// How long what is retired must stay.
    pub(crate) spared_ms: i64,
    pub(crate) settings: &'a Settings,
}

impl Moment<'_> {
    fn keeps(&self, id: EventId) -> bool {
        self.settings.keeps(self.truth.event(id).occurred)
    }
}

impl Watch {
    /// What the present root names.
    pub(crate) fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    pub(crate) fn see(&mut self, change: &Change, moment: &Moment, tally: &mut Tally) {
        match change {
            Change::Deleted(key) => self.deleted(key, moment, tally),
            Change::Committed { root, swallowed } => self.committed(root, swallowed, moment, tally),
        }
    }

    fn deleted(&self, key: &str, moment: &Moment, tally: &mut Tally) {
        // INVARIANT: what is deleted from the write-ahead keys is in a segment.
        if let Some(id) = written_id(key).filter(|id| moment.keeps(*id)) {
            assert!(self.catalogue.ids.contains(&id), "`{key}` is deleted before it is packed");
            let packed = &self.catalogue.packed.events[&id];
            assert!(!is_amendment(key) || is_amended(packed), "`{key}` is deleted before it is taken in");
        }
        // INVARIANT: what the root names is there.
        assert!(!self.catalogue.live.contains(key), "`{key}` is deleted and still named");
        // INVARIANT: what was named a moment ago stays until those who need it are gone.
        if let Some(at) = self.retired.get(key) {
            let spared = moment.now - at;
            assert!(spared >= moment.spared_ms, "`{key}` is deleted {spared} ms after it was retired");
            tally.deleted_after_grace += 1;
        }
    }

    fn committed(&mut self, root: &StoredRoot, swallowed: &[String], moment: &Moment, tally: &mut Tally) {
        let next = Catalogue::read(root, swallowed, moment.store, &mut self.unpacked);
        let before = std::mem::take(&mut self.catalogue);
        assert_eq!(next.generation, before.generation + 1);
        let generation = next.generation;
        // INVARIANT: what is in a segment stays in one, as it was written, unless it is too old.
        let (dropped, lost) =
            before.ids.difference(&next.ids).partition::<Vec<&EventId>, _>(|id| !moment.keeps(**id));
        assert!(lost.is_empty(), "generation {generation} has lost {lost:?}");
        tally.dropped += dropped.len();
        // INVARIANT: what was dropped is counted.
        assert_eq!(next.dropped, before.dropped + dropped.len() as u64, "generation {generation}");
        tally.counted_months += next.counted.months;
        tally.counted_years += next.counted.years;
        tally.uncounted += next.counted.without;
        tally.indexed += next.indexes.segments;
        tally.indexed_gone += next.indexes.gone;
        tally.unindexed += next.indexes.without;
        // INVARIANT: what more is known of a record stays known.
        for event in next.packed.events.values() {
            let former = before.packed.events.get(&event.id);
            assert!(
                !former.is_some_and(is_amended) || is_amended(event),
                "a record has got worse: {event:?}"
            );
            if former.is_some_and(|former| !is_amended(former)) && is_amended(event) {
                tally.amended += 1;
            }
            if former == Some(event) {
                continue;
            }
            assert!(is_same(event, moment.truth.event(event.id)), "a record has changed: {event:?}");
            moment.truth.check_given(event);
            tally.given += usize::from(!event.content.is_empty());
        }
        // INVARIANT: what is no longer needed is retired, and never named again: it can be deleted at any time after its
        // grace.
        let mut gone = before.live.difference(&next.live).filter(|key| !next.retired.contains(*key));
        assert_eq!(gone.next(), None, "generation {generation} forgets it");
        let retired = |key: &&String| self.retired.contains_key(*key) || next.retired.contains(*key);
        assert_eq!(next.live.iter().find(retired), None, "generation {generation} needs it again");
        for key in next.retired.difference(&before.retired) {
            self.retired.insert(key.clone(), moment.now);
            tally.retired += 1;
        }
        tally.commits += 1;
        tally.months = tally.months.max(next.months);
        self.catalogue = next;
    }
}
