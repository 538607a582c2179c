//! The part of a compaction that is about one month.

use super::amend::{amend, one_of_each};
use super::counting::{self, Counting};
use super::enrich::Issues;
use super::indexing::Indexing;
use super::pair::{self, Member, Paired, REDELIVERY_SECONDS};
use super::policy::Policy;
use super::shelf::{Shelf, open, take_values};
use super::thin::{Thinning, retire_values, thin};
use crate::catalogue::{Manifest, Retired, SegmentRow};
use crate::{EngineError, Write};
use activity_event::{Event, EventId};
use activity_segment::rollup::Counts;
use activity_segment::{People, Reader, SegmentError, Stats, accounts};
use std::collections::{BTreeMap, BTreeSet};

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
    /// Whether the month is over: then all of it is counted.
    is_over: bool,
    counting: Counting,
    indexing: Indexing,
    /// Counts of segments that are merged, by name.
    leaving: BTreeMap<String, Counts>,
    /// Names of segments that stay and are to be counted.
    to_count: BTreeSet<String>,
    /// Names of segments that stay and are to be indexed.
    to_index: BTreeSet<String>,
    /// What occurred before this time goes.
    before: Option<i64>,
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
    /// It is dropped, or written again without what is too old.
    Thins,
}

/// A month, packed.
pub(super) struct Packed {
    /// Its segments; there may be none left.
    pub(super) manifest: Manifest,
    pub(super) values: Vec<Write>,
    /// What is no longer named.
    pub(super) retired: Vec<Retired>,
    pub(super) rows: u32,
    /// How many records retention has dropped.
    pub(super) dropped: u32,
}

impl MonthWork {
    /// A month that new records come to, or that is only to be counted. `now` is the present month.
    pub(super) fn new(month: String, manifest_key: Option<String>, events: Vec<Event>, now: &str) -> Self {
        let segments = if manifest_key.is_none() { Some(vec![]) } else { None };
        let is_over = month.as_str() < now;
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
            is_over,
            counting: Counting::default(),
            indexing: Indexing::default(),
            leaving: BTreeMap::new(),
            to_count: BTreeSet::new(),
            to_index: BTreeSet::new(),
            before: None,
        }
    }

    /// Decides what each segment of the month is for.
    pub(super) fn plan(&mut self, manifest: Manifest, policy: &Policy, mut thinning: Option<&mut Thinning>) {
        self.counting = Counting::of(&manifest);
        self.indexing = Indexing::of(&manifest);
        if let Some(thinning) = thinning.as_deref_mut() {
            self.before = Some(thinning.before);
            thinning.begin_month(self.counting.keys().len());
        }
        let merge = policy.to_merge(&manifest.segments);
        let mut segments = Vec::new();
        for (row, merge) in manifest.segments.into_iter().zip(merge) {
            let thins = thinning.as_deref_mut().map(|thinning| thinning.takes(&row.stats));
            let role = match thins {
                Some(true) => Role::Thins,
                None if merge && !self.events.is_empty() => Role::Merges,
                None if self.has_events_in(&row.stats) => Role::Overlaps,
                Some(false) | None => Role::Stays,
            };
            segments.push((row, role));
        }
        let missing = segments.iter().filter(|(row, role)| {
            *role == Role::Stays && !self.counting.has(&row.name) && (self.is_over || !policy.is_small(row))
        });
        let count_max = if thinning.is_some() { 0 } else { policy.count_max };
        self.to_count = missing.take(count_max).map(|(row, _)| row.name.clone()).collect();
        let missing = segments.iter().filter(|(row, role)| {
            let is_due = self.is_over || policy.is_indexed_at_once(row);
            *role == Role::Stays && is_due && !self.indexing.has(&row.name)
        });
        let index_max = if thinning.is_some() { 0 } else { policy.index_max };
        self.to_index = missing.take(index_max).map(|(row, _)| row.name.clone()).collect();
        self.segments = Some(segments);
    }

    /// Whether the stored counts are needed: they change when a counted segment goes, or when one is to be counted.
    fn wants_counts(&self, policy: &Policy) -> bool {
        let segments = self.segments.as_deref().unwrap_or_default();
        let going = |(row, role): &(SegmentRow, Role)| *role != Role::Stays && self.counting.has(&row.name);
        let merging = segments.iter().filter(|(_, role)| *role == Role::Merges);
        let (rows, bytes) = merging.fold((0_u64, 0_u64), |(rows, bytes), (row, _)| {
            (rows.saturating_add(row.stats.rows.into()), bytes.saturating_add(row.stats.bytes))
        });
        let rows = rows.saturating_add(self.events.len() as u64);
        // Whether the new segment gets its size is known when it is written. Should this be wrong, the next compaction counts it.
        let may_grow = rows >= policy.small_rows.into() || bytes.saturating_mul(2) >= policy.small_bytes;
        (self.is_over && !self.events.is_empty())
            || !self.to_count.is_empty()
            || segments.iter().any(going)
            || may_grow
    }

    /// Whether the last index is needed: a segment may get into it.
    fn wants_index(&self, policy: &Policy) -> bool {
        let segments = self.segments.as_deref().unwrap_or_default();
        let merging = segments.iter().filter(|(_, role)| *role == Role::Merges);
        let rows = merging.fold(0_u64, |rows, (row, _)| rows.saturating_add(row.stats.rows.into()));
        let rows = rows.saturating_add(self.events.len() as u64);
        !self.to_index.is_empty()
            || (!self.events.is_empty() && (self.is_over || rows >= policy.index_rows.into()))
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
    pub(super) fn wanted(&self, policy: &Policy) -> Vec<String> {
        let segments = self.segments.as_deref().unwrap_or_default();
        let of = |(row, role): &(SegmentRow, Role)| match role {
            Role::Stays if self.to_index.contains(&row.name) => row.keys(),
            Role::Stays if self.to_count.contains(&row.name) => counting::column_keys(row),
            Role::Stays => vec![],
            _ => row.keys(),
        };
        let counts = if self.wants_counts(policy) { self.counting.keys() } else { vec![] };
        let index = if self.wants_index(policy) { self.indexing.keys(policy.index_segments) } else { vec![] };
        segments.iter().flat_map(of).chain(counts).chain(index).collect()
    }

    /// Reads the segments that are needed. One that cannot be read stays as it is.
    pub(super) fn unpack(
        &mut self,
        values: &mut BTreeMap<String, Option<String>>,
        people: &People,
        policy: &Policy,
        problems: &mut Vec<String>,
    ) -> Result<(), EngineError> {
        if self.wants_counts(policy) {
            self.counting.load(values, problems);
        }
        if self.wants_index(policy) {
            self.indexing.load(policy.index_segments, values, problems)?;
        }
        let mut segments = self.segments.take().unwrap_or_default();
        for (place, (row, role)) in segments.iter_mut().enumerate() {
            if *role == Role::Stays {
                if self.to_index.contains(&row.name) {
                    self.index_stored(row, values, people, problems)?;
                } else if self.to_count.contains(&row.name) {
                    self.count_stored(row, values, problems)?;
                }
                continue;
            }
            let taken = take_values(row, values)?;
            if *role == Role::Thins {
                self.texts.extend(taken.map(|texts| (place, texts)));
                continue;
            }
            let Some(texts) = taken else {
                problems.push(format!("segment `{}` of month {} has missing parts", row.name, self.month));
                *role = Role::Stays;
                continue;
            };
            let read = open(row, &texts).and_then(|reader| match *role {
                Role::Merges => {
                    if self.counting.has(&row.name) {
                        self.leaving.insert(row.name.clone(), Counts::of(&reader)?);
                    }
                    reader.events(people).map(|events| self.merged.extend(events))
                }
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

    /// Counts a segment that stays. One that cannot be read stays uncounted.
    fn count_stored(
        &mut self,
        row: &SegmentRow,
        values: &mut BTreeMap<String, Option<String>>,
        problems: &mut Vec<String>,
    ) -> Result<(), EngineError> {
        let mut texts = Vec::new();
        for key in counting::column_keys(row) {
            match values.remove(&key) {
                Some(text) => texts.extend(text),
                None => return Err(EngineError::NotHandedIn(key)),
            }
        }
        let counted = open(row, &texts).and_then(|reader| self.counting.come(&row.name, &reader));
        problems.extend(counted.err().map(|error| error.to_string()));
        Ok(())
    }

    /// Indexes a segment that stays, and counts it when that is due too. One that cannot be read stays as it is.
    fn index_stored(
        &mut self,
        row: &SegmentRow,
        values: &mut BTreeMap<String, Option<String>>,
        people: &People,
        problems: &mut Vec<String>,
    ) -> Result<(), EngineError> {
        let Some(texts) = take_values(row, values)? else {
            problems.push(format!("segment `{}` of month {} has missing parts", row.name, self.month));
            return Ok(());
        };
        let done = open(row, &texts).and_then(|reader| {
            if self.to_count.contains(&row.name) {
                self.counting.come(&row.name, &reader)?;
            }
            self.indexing.come_stored(&row.name, &reader, people)
        });
        problems.extend(done.err().map(|error| error.to_string()));
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
        let mut packing = Shelf { generation, kept: vec![], values: vec![], over: self.is_over, policy };
        let mut retired: Vec<Retired> = Vec::new();
        let (mut merging, mut dropped) = (Vec::new(), 0_u32);
        for (place, (row, role)) in self.segments.take().unwrap_or_default().into_iter().enumerate() {
            let rewritten = match role {
                Role::Overlaps => self.rewritten(place, &row, issues, people, problems),
                Role::Thins => {
                    let thinned = self.thinned_segment(place, &row, people, problems);
                    thinned.map(|(events, pieces)| {
                        let gone =
                            row.stats.rows.saturating_sub(u32::try_from(events.len()).unwrap_or(u32::MAX));
                        dropped = dropped.saturating_add(gone);
                        retire_values(&mut retired, pieces);
                        events
                    })
                }
                Role::Merges => {
                    merging.push(row);
                    continue;
                }
                Role::Stays => None,
            };
            match rewritten {
                Some(events) => {
                    learn_people(&events, people);
                    if !events.is_empty() {
                        packing.write(&events, people, &mut self.counting, &mut self.indexing)?;
                    }
                    retired.push(row.into());
                }
                None => packing.kept.push(row),
            }
        }
        let learnt = self.merged.iter().any(|event| self.learnt.contains_key(&event.id));
        let mut events = self.events;
        if events.is_empty() && !learnt {
            if retired.is_empty() && !self.counting.is_changed() && !self.indexing.is_changed() {
                return Ok(None);
            }
            // There is no reason to write these again.
            packing.kept.append(&mut merging);
        } else {
            events.append(&mut self.merged);
            for row in merging {
                self.counting.leave(&row.name, self.leaving.get(&row.name));
                retired.push(row.into());
            }
        }
        for event in &mut events {
            issues.fill(event);
        }
        Event::sort(&mut events);
        learn_people(&events, people);
        for chunk in events.chunks(policy.rows_max.max(1)) {
            packing.write(chunk, people, &mut self.counting, &mut self.indexing)?;
        }
        retire_values(&mut retired, self.manifest_key.into_iter().collect());
        let Shelf { kept, mut values, .. } = packing;
        let settled = self.counting.settle(generation, &kept, problems);
        values.extend(settled.values);
        retire_values(&mut retired, settled.retired);
        let counted = settled.counted;
        let settled = self.indexing.settle(generation, &kept, policy.index_segments);
        values.extend(settled.values);
        retired.extend(settled.retired);
        let indexed = settled.indexed;
        let manifest = Manifest { counted, indexed, ..Manifest::new(&self.month, kept) };
        Ok(Some(Packed { manifest, values, retired, rows, dropped }))
    }

    /// The records of a segment that are not too old, and keys of pieces of those that are; none when it has to stay.
    fn thinned_segment(
        &mut self,
        place: usize,
        row: &SegmentRow,
        people: &People,
        problems: &mut Vec<String>,
    ) -> Option<(Vec<Event>, Vec<String>)> {
        let before = self.before?;
        let texts = self.texts.remove(&place);
        match thin(row, texts.as_deref(), before, people, problems) {
            Ok(thinned) => {
                self.counting.leave(&row.name, thinned.counts.as_ref());
                Some((thinned.kept, thinned.pieces))
            }
            Err(error) => {
                problems.push(error.to_string());
                None
            }
        }
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
        let read = |reader: Reader| {
            let counts = if self.counting.has(&row.name) { Some(Counts::of(&reader)?) } else { None };
            Ok((counts, reader.events(people)?))
        };
        match open(row, &texts).and_then(read) {
            Ok((counts, mut events)) => {
                self.counting.leave(&row.name, counts.as_ref());
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
