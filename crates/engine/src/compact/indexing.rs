//! The indexes of a month while its segments change. See `indexed`.

use crate::catalogue::{Manifest, Retired, SegmentRow};
use crate::indexed::{self, Entered, Entries, Indexed};
use crate::{EngineError, Write};
use activity_event::Event;
use activity_segment::{People, Reader, Segment, SegmentError};
use std::collections::{BTreeMap, BTreeSet};

/// The indexes of a month while its segments change.
#[derive(Debug, Default)]
pub(super) struct Indexing {
    /// The indexes as they are stored.
    stored: Vec<Indexed>,
    /// What the last one says, by number of the segment; once that is at hand.
    last: Option<BTreeMap<u16, Entries>>,
    /// Segments that no index tells of yet.
    coming: Vec<(String, Entered)>,
}

/// What becomes of the indexes.
#[derive(Debug, Default)]
pub(super) struct Settled {
    pub(super) indexed: Vec<Indexed>,
    pub(super) values: Vec<Write>,
    /// What nobody needs any more.
    pub(super) retired: Vec<Retired>,
}

impl Indexing {
    pub(super) fn of(manifest: &Manifest) -> Self {
        Self { stored: manifest.indexed.clone(), ..Self::default() }
    }

    /// Whether an index tells of a segment.
    pub(super) fn has(&self, name: &str) -> bool {
        self.stored.iter().any(|indexed| indexed.segments.iter().any(|one| one == name))
    }

    pub(super) fn is_changed(&self) -> bool {
        !self.coming.is_empty()
    }

    /// Keys of the last index, when it has room for another segment.
    pub(super) fn keys(&self, segments_max: usize) -> Vec<String> {
        let open = self.stored.last().filter(|indexed| indexed.segments.len() < segments_max);
        open.map(Indexed::keys).unwrap_or_default()
    }

    /// Takes the last index in hand, if it has room. One that cannot be read is left as it is, and another one begins.
    pub(super) fn load(
        &mut self,
        segments_max: usize,
        values: &BTreeMap<String, Option<String>>,
        problems: &mut Vec<String>,
    ) -> Result<(), EngineError> {
        let open = self.stored.last().filter(|indexed| indexed.segments.len() < segments_max);
        match open.map(|indexed| indexed.read(values)) {
            None => {}
            Some(Ok(entries)) => self.last = Some(entries),
            Some(Err(error @ EngineError::NotHandedIn(_))) => return Err(error),
            Some(Err(error)) => problems.push(error.to_string()),
        }
        Ok(())
    }

    /// A segment was just written from these records.
    pub(super) fn come(&mut self, name: &str, segment: &Segment, events: &[Event], people: &People) {
        let mut sorted: Vec<&Event> = events.iter().collect();
        sorted.sort_by_key(|event| (event.occurred, event.id));
        let mut entered = Entered::default();
        for (event, group) in sorted.into_iter().zip(&segment.groups) {
            entered.add(event, *group, people);
        }
        let groups = segment.groups.iter().max().map_or(0, |last| last.saturating_add(1));
        self.coming.push((name.to_owned(), entered.finish(groups)));
    }

    /// A stored segment is to be entered.
    pub(super) fn come_stored(
        &mut self,
        name: &str,
        reader: &Reader,
        people: &People,
    ) -> Result<(), SegmentError> {
        let library = reader.shelf(people)?;
        let mut entered = Entered::default();
        for group in 0..library.group_count() {
            let number = u16::try_from(group).unwrap_or(u16::MAX);
            reader.group(&library, group)?.iter().for_each(|event| entered.add(event, number, people));
        }
        let groups = u16::try_from(library.group_count()).unwrap_or(u16::MAX);
        self.coming.push((name.to_owned(), entered.finish(groups)));
        Ok(())
    }

    /// The indexes of the segments that the manifest will list.
    pub(super) fn settle(self, generation: u32, kept: &[SegmentRow], segments_max: usize) -> Settled {
        let Self { mut stored, mut last, coming } = self;
        let kept: BTreeSet<&str> = kept.iter().map(|row| row.name.as_str()).collect();
        let mut settled = Settled::default();
        if !coming.is_empty() {
            let mut segments = Vec::new();
            if let Some(mut entries) = last.take()
                && let Some(former) = stored.pop()
            {
                for (number, name) in (0_u16..).zip(&former.segments) {
                    let entries = entries.remove(&number).unwrap_or_default();
                    segments.push((name.clone(), former.entered(number, entries)));
                }
                settled.retired.push(former.into());
            }
            segments.extend(coming);
            segments.retain(|(name, _)| kept.contains(name.as_str()));
            while !segments.is_empty() {
                let rest = segments.split_off(segments_max.max(1).min(segments.len()));
                let (indexed, values) = indexed::write(std::mem::replace(&mut segments, rest), generation);
                settled.indexed.push(indexed);
                settled.values.extend(values);
            }
        }
        let is_needed = |indexed: &Indexed| indexed.segments.iter().any(|name| kept.contains(name.as_str()));
        let (needed, gone): (Vec<_>, Vec<_>) = stored.into_iter().partition(is_needed);
        settled.retired.extend(gone.into_iter().map(Retired::from));
        settled.indexed.splice(0..0, needed);
        settled
    }
}
