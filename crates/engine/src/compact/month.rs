//! The part of a compaction that is about one month.

use super::amend::{amend, one_of_each};
use super::enrich::Issues;
use super::pair::{self, Member, Paired};
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
    /// New records, without repetitions.
    pub(super) events: Vec<Event>,
    /// New records that are not packed, because others say all that they do.
    said: Vec<Event>,
    /// Records of the segments that are merged.
    pub(super) merged: Vec<Event>,
    /// Records of segments that stay and that new records repeat or may be paired with.
    pub(super) near: Vec<Near>,
    segments: Option<Vec<(SegmentRow, Role)>>,
    /// The values of the segments that stay and overlap, by place of the segment.
    texts: BTreeMap<usize, Vec<String>>,
    /// Stored records that have learnt something, and from which new records.
    learnt: BTreeMap<EventId, BTreeSet<EventId>>,
}

/// A record of a segment that stays.
#[derive(Debug)]
pub(super) struct Near {
    pub(super) event: Event,
    /// The place of its segment.
    segment: usize,
}

/// What a segment of the month is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// It stays and has nothing to do with the new records.
    Stays,
    /// It stays, unless one of its records has learnt something; new records that it has already are dropped.
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
    pub(super) fn new(month: String, manifest_key: Option<String>, events: Vec<Event>) -> Self {
        let segments = if manifest_key.is_none() { Some(vec![]) } else { None };
        Self {
            month,
            manifest_key,
            events: one_of_each(events),
            said: vec![],
            merged: vec![],
            near: vec![],
            segments,
            texts: BTreeMap::new(),
            learnt: BTreeMap::new(),
        }
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

    /// Whether the segment may have what a new record repeats or is paired with.
    fn has_events_in(&self, stats: &Stats) -> bool {
        self.events.iter().any(|event| {
            let reach = pair::reach(event).and_then(|reach| i64::try_from(reach).ok()).unwrap_or_default();
            event.occurred.saturating_add(reach) >= stats.from
                && event.occurred.saturating_sub(reach) <= stats.to
        })
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
        for (place, (row, role)) in segments.iter_mut().enumerate() {
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
                _ => self.find_near(&reader, people, place),
            });
            match read {
                Ok(()) if *role == Role::Overlaps => drop(self.texts.insert(place, texts)),
                Ok(()) => {}
                Err(error) => {
                    problems.push(error.to_string());
                    *role = Role::Stays;
                }
            }
        }
        self.segments = Some(segments);
        Ok(())
    }

    /// Finds the records of a segment that new ones repeat or may be paired with. Only groups with a row of the same second are
    /// read; for records that may be paired, of the time in which their pair is; for records without a time of their own, of the
    /// time in which the platform may deliver them again.
    fn find_near(&mut self, reader: &Reader, people: &People, segment: usize) -> Result<(), SegmentError> {
        let ids: BTreeSet<EventId> = self.events.iter().map(|event| event.id).collect();
        let span = |event: &Event| {
            let second = event.occurred.div_euclid(1_000);
            let paired =
                pair::reach(event).map_or(0, |reach| i64::try_from(reach / 1_000).unwrap_or_default());
            let around = if event.occurred == event.recorded { REDELIVERY_SECONDS } else { paired };
            (second.saturating_sub(around), second.saturating_add(around))
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
            let found = reader.group(&library, group)?.into_iter();
            let found = found.filter(|event| ids.contains(&event.id) || pair::may_pair(event));
            self.near.extend(found.map(|event| Near { event, segment }));
        }
        Ok(())
    }

    /// Lets stored records take in what new records of the same id know better; those are not packed.
    pub(super) fn meet(&mut self) {
        let mut new: BTreeMap<EventId, Event> =
            std::mem::take(&mut self.events).into_iter().map(|event| (event.id, event)).collect();
        let near = self.near.iter_mut().map(|near| &mut near.event);
        for stored in self.merged.iter_mut().chain(near) {
            let Some(event) = new.remove(&stored.id) else { continue };
            if amend(stored, &event) {
                self.learnt.entry(stored.id).or_default().insert(event.id);
            }
            self.said.push(event);
        }
        self.events = new.into_values().collect();
    }

    /// Leaves out what waits, and what others say.
    pub(super) fn leave_out(&mut self, waiting: &BTreeSet<EventId>, absorbed: &BTreeSet<EventId>) {
        self.said.retain(|event| !waiting.contains(&event.id));
        // Of what was made is heard at once: it may be gone before its record is packed.
        let made = |event: &&Event| waiting.contains(&event.id) && event.action.verb() == "created";
        self.said.extend(self.events.iter().filter(made).cloned());
        self.events.retain(|event| !waiting.contains(&event.id));
        self.said.extend(self.events.extract_if(.., |event| absorbed.contains(&event.id)));
    }

    /// All new records that do not wait, and what was made.
    pub(super) fn heard(&mut self) -> impl Iterator<Item = &mut Event> {
        self.events.iter_mut().chain(&mut self.said)
    }

    /// Everything that may be paired.
    pub(super) fn members(&mut self) -> impl Iterator<Item = Member<'_>> {
        let stored = self.merged.iter_mut().chain(self.near.iter_mut().map(|near| &mut near.event));
        let stored = stored.filter(|event| pair::may_pair(event)).map(|event| Member { event, stored: true });
        self.events.iter_mut().map(|event| Member { event, stored: false }).chain(stored)
    }

    /// Takes what pairing has found. Gives the new records that must wait because too many segments would have to be written
    /// again for them.
    pub(super) fn take(&mut self, paired: &Paired, rewrites_max: usize) -> BTreeSet<EventId> {
        let stored = self.merged.iter().chain(self.near.iter().map(|near| &near.event));
        for event in stored {
            if let Some(from) = paired.improved.get(&event.id) {
                self.learnt.entry(event.id).or_default().extend(from);
            }
        }
        let mut postponed = BTreeSet::new();
        let mut segments = BTreeSet::new();
        for near in &self.near {
            let Some(from) = self.learnt.get(&near.event.id) else { continue };
            if segments.contains(&near.segment) || segments.len() < rewrites_max {
                segments.insert(near.segment);
            } else {
                postponed.extend(from.iter().copied());
            }
        }
        let learnt = &self.learnt;
        self.near.retain(|near| segments.contains(&near.segment) && learnt.contains_key(&near.event.id));
        postponed
    }

    /// Packs the new records with the merged ones for the next generation, and writes segments again whose records have learnt
    /// something; none when nothing is new.
    pub(super) fn pack(
        mut self,
        generation: u32,
        issues: &Issues,
        people: &mut People,
        policy: &Policy,
        problems: &mut Vec<String>,
    ) -> Result<Option<Packed>, EngineError> {
        let rows = u32::try_from(self.events.len()).unwrap_or(u32::MAX);
        let (mut kept, mut values) = (Vec::new(), Vec::new());
        let mut retired: Vec<(String, Option<u32>)> = Vec::new();
        let mut merging = Vec::new();
        for (place, (row, role)) in self.segments.take().unwrap_or_default().into_iter().enumerate() {
            let rewritten = match role {
                Role::Overlaps => self.rewritten(place, &row, issues, people, problems),
                Role::Merges => {
                    merging.push(row);
                    continue;
                }
                Role::Stays => None,
            };
            match rewritten {
                Some(events) => {
                    learn_people(&events, people);
                    write_segments(generation, &events, people, &mut kept, &mut values)?;
                    retired.push((row.name, Some(row.parts)));
                }
                None => kept.push(row),
            }
        }
        let learnt = self.merged.iter().any(|event| self.learnt.contains_key(&event.id));
        let mut events = self.events;
        if events.is_empty() && !learnt {
            if retired.is_empty() {
                return Ok(None);
            }
            // There is no reason to write these again.
            kept.append(&mut merging);
        } else {
            events.append(&mut self.merged);
            retired.extend(merging.into_iter().map(|row| (row.name, Some(row.parts))));
        }
        for event in &mut events {
            issues.fill(event);
        }
        Event::sort(&mut events);
        learn_people(&events, people);
        for chunk in events.chunks(policy.rows_max.max(1)) {
            write_segments(generation, chunk, people, &mut kept, &mut values)?;
        }
        retired.extend(self.manifest_key.into_iter().map(|key| (key, None)));
        Ok(Some(Packed { manifest: Manifest::new(&self.month, kept), values, retired, rows }))
    }

    /// The records of a segment that stays, with what some of them have learnt; none when none has. When the segment cannot be
    /// read, what they have learnt is kept in records beside it.
    fn rewritten(
        &mut self,
        place: usize,
        row: &SegmentRow,
        issues: &Issues,
        people: &People,
        problems: &mut Vec<String>,
    ) -> Option<Vec<Event>> {
        let (learnt, rest): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.near).into_iter().partition(|near| near.segment == place);
        self.near = rest;
        let texts = self.texts.remove(&place).filter(|_| !learnt.is_empty())?;
        let mut learnt: BTreeMap<EventId, Event> =
            learnt.into_iter().map(|near| (near.event.id, near.event)).collect();
        match open(row, &texts).and_then(|reader| reader.events(people)) {
            Ok(mut events) => {
                for event in &mut events {
                    if let Some(better) = learnt.remove(&event.id) {
                        *event = better;
                        issues.fill(event);
                    }
                }
                Some(events)
            }
            Err(error) => {
                problems.push(error.to_string());
                self.events.extend(learnt.into_values());
                None
            }
        }
    }
}

fn learn_people(events: &[Event], people: &mut People) {
    for account in events.iter().flat_map(accounts) {
        people.learn(&account);
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
