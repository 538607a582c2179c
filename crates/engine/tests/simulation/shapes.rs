//! All that is known here of what keys and the catalogue look like.

use crate::counting::Counted;
use crate::indexing::IndexesSeen;
use crate::store::{Store, StoredRoot};
use activity_engine::{
    Indexed, Manifest, People, Retired, Rolled, Root, SegmentRow, keys, read_people, read_segment,
};
use activity_event::{Event, EventId};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Whether a key may be written again with another content.
pub(crate) fn may_change(key: &str) -> bool {
    ["w:", "p:", keys::KNOWN].iter().any(|start| key.starts_with(start)) || key == keys::SWEPT
}

/// The id of the record under a write-ahead key.
pub(crate) fn written_id(key: &str) -> Option<EventId> {
    keys::parse_write_ahead(key).map(|(_, id)| id)
}

/// Whether more is known of a record under this write-ahead key.
pub(crate) fn is_amendment(key: &str) -> bool {
    key.matches(':').count() > 2
}

/// What one root names.
#[derive(Debug, Default)]
pub(crate) struct Catalogue {
    pub(crate) generation: u32,
    /// Keys that readers of this root need.
    pub(crate) live: BTreeSet<String>,
    /// Keys that readers of earlier roots may need.
    pub(crate) retired: BTreeSet<String>,
    /// Names of the segments.
    names: BTreeSet<String>,
    pub(crate) ids: BTreeSet<EventId>,
    pub(crate) packed: Rc<Packed>,
    pub(crate) months: usize,
    /// How many records retention has dropped so far.
    pub(crate) dropped: u64,
    pub(crate) counted: Counted,
    pub(crate) indexes: IndexesSeen,
}

/// The records in segments.
#[derive(Debug, Default)]
pub(crate) struct Packed {
    pub(crate) events: BTreeMap<EventId, Event>,
    /// The write-ahead keys that the last commit has taken.
    pub(crate) swallowed: BTreeSet<String>,
}

/// Segments that were unpacked before, by name.
pub(crate) type Unpacked = BTreeMap<String, Vec<Event>>;

impl Catalogue {
    /// Reads all that a root names, and checks that its numbers are true and that no record is there twice.
    pub(crate) fn read(
        stored: &StoredRoot,
        swallowed: &[String],
        store: &Store,
        unpacked: &mut Unpacked,
    ) -> Self {
        let root = Root::parse(Some(&stored.body)).unwrap();
        assert_eq!(root.generation, stored.generation);
        let mut catalogue =
            Self { generation: root.generation, months: root.months.len(), ..Self::default() };
        catalogue.dropped = root.dropped.values().sum();
        catalogue.retired.extend(root.retired.iter().flat_map(Retired::keys));
        let pages = root
            .people
            .values()
            .map(|key| (key.clone(), store.get(key).map(|value| value.to_string())))
            .collect();
        let people = read_people(&root, &pages).unwrap();
        catalogue.live.extend(root.people.values().cloned());
        for month in &root.months {
            let text =
                store.get(&month.manifest).unwrap_or_else(|| panic!("`{}` is missing", month.manifest));
            let manifest = Manifest::parse(&month.manifest, &text).unwrap();
            catalogue.live.insert(month.manifest.clone());
            assert_eq!((&manifest.month, manifest.segments.len()), (&month.month, month.segments as usize));
            let rows = manifest.segments.iter().map(|row| u64::from(row.stats.rows)).sum::<u64>();
            let from = manifest.segments.iter().map(|row| row.stats.from).min();
            let to = manifest.segments.iter().map(|row| row.stats.to).max();
            assert_eq!((month.rows, Some(month.from), Some(month.to)), (rows, from, to), "{}", month.month);
            for row in &manifest.segments {
                catalogue.add(row, &month.month, store, &people, unpacked);
            }
            catalogue.live.extend(month.rollup.iter().flat_map(Rolled::keys));
            catalogue.counted.check_month(month, &manifest, store, &people, unpacked);
            catalogue.live.extend(manifest.indexed.iter().flat_map(Indexed::keys));
            catalogue.indexes.check_month(month, &manifest, store, &people, unpacked);
        }
        for year in &root.years {
            catalogue.live.extend(year.rollup.keys());
            catalogue.counted.check_year(year, store, &people);
        }
        catalogue.packed = Rc::new(Packed {
            events: catalogue.events(unpacked).map(|event| (event.id, event.clone())).collect(),
            swallowed: swallowed.iter().cloned().collect(),
        });
        catalogue
    }

    fn events<'a>(&self, unpacked: &'a Unpacked) -> impl Iterator<Item = &'a Event> {
        unpacked.iter().filter(|(name, _)| self.names.contains(*name)).flat_map(|(_, events)| events)
    }

    fn add(
        &mut self,
        row: &SegmentRow,
        month: &str,
        store: &Store,
        people: &People,
        unpacked: &mut Unpacked,
    ) {
        let keys = row.keys();
        self.names.insert(row.name.clone());
        let parts: Vec<String> = keys
            .iter()
            .map(|key| store.get(key).unwrap_or_else(|| panic!("`{key}` is missing")).to_string())
            .collect();
        self.live.extend(keys);
        let events =
            unpacked.entry(row.name.clone()).or_insert_with(|| read_segment(row, &parts, people).unwrap());
        assert_eq!(row.stats.rows as usize, events.len());
        assert_eq!(Some(row.stats.from), events.first().map(|event| event.occurred));
        assert_eq!(Some(row.stats.to), events.last().map(|event| event.occurred));
        assert!(events.iter().all(|event| keys::month(event.occurred) == month));
        let mut actions = BTreeMap::new();
        for event in events.iter() {
            *actions.entry(event.action.code()).or_insert(0) += 1;
        }
        assert_eq!(row.stats.actions, actions);
        let listed: BTreeSet<String> =
            row.stats.listed_containers().unwrap().into_iter().map(|container| container.id).collect();
        let occur = events.iter().filter_map(|event| Some(event.container.as_ref()?.id.clone()));
        assert_eq!(listed, occur.collect());
        assert_eq!(row.stats.elsewhere, events.iter().any(|event| event.container.is_none()));
        for event in events {
            assert!(self.ids.insert(event.id), "record {} is in two segments", event.id);
        }
    }
}
