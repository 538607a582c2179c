//! The part of a compaction that is about one month.

use super::enrich::Issues;
use super::policy::Policy;
use crate::catalogue::{Manifest, SegmentRow};
use crate::{EngineError, Write, keys, stored};
use activity_event::{Event, EventId};
use activity_segment::{SegmentError, Stats};
use std::collections::{BTreeMap, BTreeSet};

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
        events.sort_by_key(|event| (event.occurred, event.id));
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
        problems: &mut Vec<String>,
    ) -> Result<(), EngineError> {
        let mut segments = self.segments.take().unwrap_or_default();
        for (row, role) in &mut segments {
            if *role == Role::Stays {
                continue;
            }
            let Some(parts) = take_parts(row, values)? else {
                problems.push(format!("segment `{}` of month {} has missing parts", row.name, self.month));
                *role = Role::Stays;
                continue;
            };
            let read = match *role {
                Role::Merges => {
                    activity_segment::read(row.hash(), &parts).map(|events| self.merged.extend(events))
                }
                _ => self.find_present(row, &parts),
            };
            if let Err(error) = read {
                problems.push(error.to_string());
                *role = Role::Stays;
            }
        }
        self.segments = Some(segments);
        Ok(())
    }

    /// Notes which new records a segment has already. Only its rows between the first and the last of them are decoded.
    fn find_present(&mut self, row: &SegmentRow, parts: &[String]) -> Result<(), SegmentError> {
        let ids: BTreeSet<EventId> = self.events.iter().map(|event| event.id).collect();
        let last = self.events.last().map_or(i64::MIN, |event| event.occurred);
        for event in activity_segment::open(row.hash(), parts)?.iter() {
            let event = event?;
            if event.occurred > last {
                break;
            }
            if ids.contains(&event.id) {
                self.present.insert(event.id);
            }
        }
        Ok(())
    }

    /// Packs the new records with the merged ones for the next generation; none when every new record was there already.
    pub(super) fn pack(
        self,
        generation: u32,
        issues: &Issues,
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
        events.sort_by_key(|event| (event.occurred, event.id));
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
            write_segments(generation, chunk, &mut kept, &mut values)?;
        }
        let manifest = Manifest::new(&self.month, kept);
        Ok(Some(Packed { manifest, values, retired, rows: u32::try_from(rows).unwrap_or(u32::MAX) }))
    }
}

/// The parts of a segment; none when the store does not have them all.
fn take_parts(
    row: &SegmentRow,
    values: &mut BTreeMap<String, Option<String>>,
) -> Result<Option<Vec<String>>, EngineError> {
    let mut parts = Vec::new();
    for key in row.keys() {
        match values.remove(&key) {
            Some(Some(text)) => parts.push(text),
            Some(None) => return Ok(None),
            None => return Err(EngineError::NotHandedIn(key)),
        }
    }
    Ok(Some(parts))
}

/// Writes records into one segment, or into more when they are too long for one.
fn write_segments(
    generation: u32,
    events: &[Event],
    rows: &mut Vec<SegmentRow>,
    values: &mut Vec<Write>,
) -> Result<(), EngineError> {
    match activity_segment::write(events) {
        Ok(segment) => {
            let name = keys::name(generation, &segment.name);
            let parts = u32::try_from(segment.parts.len()).unwrap_or(u32::MAX);
            for (n, part) in (0..parts).zip(segment.parts) {
                values.push(Write { key: keys::segment_part(&name, n), value: stored::quote(&part) });
            }
            rows.push(SegmentRow { name, parts, stats: segment.stats });
            Ok(())
        }
        Err(SegmentError::TooLong(_)) if events.len() > 1 => {
            let (older, newer) = events.split_at(events.len() / 2);
            write_segments(generation, older, rows, values)?;
            write_segments(generation, newer, rows, values)
        }
        Err(error) => Err(error.into()),
    }
}
