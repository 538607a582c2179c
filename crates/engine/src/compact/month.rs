//! The part of a compaction that is about one month.

use super::enrich::Issues;
use super::policy::Policy;
use crate::catalogue::{Manifest, SegmentRow};
use crate::{EngineError, Write, keys, stored};
use activity_event::{Event, EventId};
use activity_segment::{People, Reader, SegmentError, Stats, accounts};
use std::collections::{BTreeMap, BTreeSet};

/// The platform delivers an event again for at most four times 900 seconds.
const REDELIVERY_SECONDS: i64 = 3_600;

/// What is done to one month.
#[derive(Debug)]
pub(super) struct MonthWork {
    pub(super) month: String,
    /// Key of the present manifest; none when the month has no segments yet.
    pub(super) manifest_key: Option<String>,
    /// New records, without repetitions, by time.
    pub(super) events: Vec<Event>,
    /// Records of the segments that are merged.
    pub(super) merged: Vec<Event>,
    segments: Option<Vec<(SegmentRow, Role)>>,
    /// Ids of new records that a segment has already.
    present: BTreeSet<EventId>,
}

/// What a segment of the month is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// It stays and has nothing to do with the new records.
    Stays,
    /// It stays; new records that it has already are dropped.
    Overlaps,
    /// Its records go into a new segment, together with the new ones.
    Merges,
}

/// A month, packed.
pub(super) struct Packed {
    pub(super) manifest: Manifest,
    pub(super) values: Vec<Write>,
    /// Segments (name and number of parts) and the manifest that are no longer listed.
    pub(super) retired: Vec<(String, Option<u32>)>,
    pub(super) rows: u32,
}

impl MonthWork {
    pub(super) fn new(month: String, manifest_key: Option<String>, mut events: Vec<Event>) -> Self {
        Event::sort(&mut events);
        let mut seen = BTreeSet::new();
        events.retain(|event| seen.insert(event.id));
        let segments = if manifest_key.is_none() { Some(vec![]) } else { None };
        Self { month, manifest_key, events, merged: vec![], segments, present: BTreeSet::new() }
    }

    /// Decides what each segment of the month is for.
    pub(super) fn plan(&mut self, manifest: Manifest, policy: &Policy) {
        let merge = policy.to_merge(&manifest.segments);
        let role = |row: &SegmentRow, merge: bool| match merge {
            true => Role::Merges,
            false if self.has_events_in(&row.stats) => Role::Overlaps,
            false => Role::Stays,
        };
        let segments = manifest.segments.into_iter().zip(merge).map(|(row, merge)| (role(&row, merge), row));
        self.segments = Some(segments.map(|(role, row)| (row, role)).collect());
    }

    fn has_events_in(&self, stats: &Stats) -> bool {
        let first = self.events.partition_point(|event| event.occurred < stats.from);
        self.events.get(first).is_some_and(|event| event.occurred <= stats.to)
    }

    pub(super) fn check_planned(&self) -> Result<(), EngineError> {
        match (&self.segments, &self.manifest_key) {
            (None, Some(key)) => Err(EngineError::NotHandedIn(key.clone())),
            _ => Ok(()),
        }
    }

    /// Keys of the parts that are needed.
    pub(super) fn wanted(&self) -> Vec<String> {
        let segments = self.segments.as_deref().unwrap_or_default();
        segments.iter().filter(|(_, role)| *role != Role::Stays).flat_map(|(row, _)| row.keys()).collect()
    }

    /// Reads the segments that are needed. One that cannot be read stays as it is.
    pub(super) fn unpack(
        &mut self,
        values: &mut BTreeMap<String, Option<String>>,
        people: &People,
        problems: &mut Vec<String>,
    ) -> Result<(), EngineError> {
        let mut segments = self.segments.take().unwrap_or_default();
        for (row, role) in &mut segments {
            if *role == Role::Stays {
                continue;
            }
            let Some(texts) = take_values(row, values)? else {
                problems.push(format!("segment `{}` of month {} has missing parts", row.name, self.month));
                *role = Role::Stays;
                continue;
            };
            let read = open(row, &texts).and_then(|reader| match *role {
                Role::Merges => reader.events(people).map(|events| self.merged.extend(events)),
                _ => self.find_present(&reader, people),
            });
            if let Err(error) = read {
                problems.push(error.to_string());
                *role = Role::Stays;
            }
        }
        self.segments = Some(segments);
        Ok(())
    }

    /// Notes which new records a segment has already. Only groups with a row of the same second are read; for records without a
    /// time of their own, of the time in which the platform may deliver them again.
    fn find_present(&mut self, reader: &Reader, people: &People) -> Result<(), SegmentError> {
        let ids: BTreeSet<EventId> = self.events.iter().map(|event| event.id).collect();
        let span = |event: &Event| {
            let second = event.occurred.div_euclid(1_000);
            let before = if event.occurred == event.recorded { REDELIVERY_SECONDS } else { 0 };
            (second.saturating_sub(before), second.saturating_add(before))
        };
        let spans: Vec<(i64, i64)> = self.events.iter().map(span).collect();
        let times = reader.times()?;
        let near = |row: &usize| {
            let second =
                times.seconds.get(*row).map_or(0, |since| times.base.saturating_add(i64::from(*since)));
            // The new records are in the order of time, so only those around can be near.
            let from = spans.partition_point(|(_, to)| to.saturating_add(REDELIVERY_SECONDS * 2) < second);
            let around = spans
                .iter()
                .skip(from)
                .take_while(|(from, _)| from.saturating_sub(REDELIVERY_SECONDS * 2) <= second);
            around.into_iter().any(|(from, to)| (*from..=*to).contains(&second))
        };
        let rows: Vec<usize> = (0..times.seconds.len()).filter(near).collect();
        if rows.is_empty() {
            return Ok(());
        }
        let rows: BTreeSet<usize> = rows.into_iter().collect();
        let containers = reader.containers(&reader.actors()?.codes)?;
        let library = reader.shelf(people)?;
        let places = activity_segment::order(&containers.codes);
        let of_rows = places.iter().enumerate().filter(|(_, row)| rows.contains(row));
        let groups: BTreeSet<u32> =
            of_rows.filter_map(|(place, _)| library.find(place)).map(|(group, _)| group).collect();
        for group in groups {
            let found = reader.group(&library, group)?.into_iter().map(|event| event.id);
            self.present.extend(found.filter(|id| ids.contains(id)));
        }
        Ok(())
    }

    /// Packs the new records with the merged ones for the next generation; none when every new record was there already.
    pub(super) fn pack(
        self,
        generation: u32,
        issues: &Issues,
        people: &mut People,
        policy: &Policy,
    ) -> Result<Option<Packed>, EngineError> {
        let mut seen = self.present;
        let mut events = self.merged;
        events.retain(|event| seen.insert(event.id));
        let known = events.len();
        events.extend(self.events.into_iter().filter(|event| seen.insert(event.id)));
        let rows = events.len().saturating_sub(known);
        if rows == 0 {
            return Ok(None);
        }
        for event in &mut events {
            issues.fill(event);
        }
        Event::sort(&mut events);
        for account in events.iter().flat_map(accounts) {
            people.learn(&account);
        }
        let mut retired: Vec<(String, Option<u32>)> =
            self.manifest_key.into_iter().map(|key| (key, None)).collect();
        let mut kept = Vec::new();
        for (row, role) in self.segments.unwrap_or_default() {
            if role == Role::Merges {
                retired.push((row.name, Some(row.parts)));
            } else {
                kept.push(row);
            }
        }
        let mut values = Vec::new();
        for chunk in events.chunks(policy.rows_max.max(1)) {
            write_segments(generation, chunk, people, &mut kept, &mut values)?;
        }
        let manifest = Manifest::new(&self.month, kept);
        Ok(Some(Packed { manifest, values, retired, rows: u32::try_from(rows).unwrap_or(u32::MAX) }))
    }
}

/// The values of a segment; none when the store does not have them all.
fn take_values(
    row: &SegmentRow,
    values: &mut BTreeMap<String, Option<String>>,
) -> Result<Option<Vec<String>>, EngineError> {
    let mut texts = Vec::new();
    for key in row.keys() {
        match values.remove(&key) {
            Some(Some(text)) => texts.push(text),
            Some(None) => return Ok(None),
            None => return Err(EngineError::NotHandedIn(key)),
        }
    }
    Ok(Some(texts))
}

fn open(row: &SegmentRow, texts: &[String]) -> Result<Reader, SegmentError> {
    let mut reader = Reader::new(row.hash())?;
    for text in texts {
        reader.add(text)?;
    }
    Ok(reader)
}

/// Writes records into one segment, or into more when they are too much for one.
fn write_segments(
    generation: u32,
    events: &[Event],
    people: &People,
    rows: &mut Vec<SegmentRow>,
    values: &mut Vec<Write>,
) -> Result<(), EngineError> {
    match activity_segment::write(events, people) {
        Ok(segment) => {
            let (name, parts) = (keys::name(generation, &segment.name), segment.layout.parts());
            for (n, text) in segment.values {
                values.push(Write { key: keys::segment_part(&name, n), value: stored::quote(&text) });
            }
            rows.push(SegmentRow { name, parts, stats: segment.stats });
            Ok(())
        }
        Err(SegmentError::TooLong { .. }) if events.len() > 1 => {
            let (older, newer) = events.split_at(events.len() / 2);
            write_segments(generation, older, people, rows, values)?;
            write_segments(generation, newer, people, rows, values)
        }
        Err(error) => Err(error.into()),
    }
}
