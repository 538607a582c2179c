//! Questions and answers about the log at hand.

use super::Session;
use super::global::Global;
use super::loaded::Loaded;
use crate::columns::{MAYBE, NO, Sieve, Verdict, YES, count};
use crate::read::Question;
use crate::{CheckRequest, EngineError, Zones};
use activity_event::EventId;
use activity_filter::Truth;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

/// A question about the log at hand.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AskRequest {
    /// Which records.
    #[serde(flatten)]
    pub check: CheckRequest,
    /// What to tell of them.
    pub show: Show,
}

/// What to tell of the records that match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Show {
    /// How many there are.
    Count,
    /// The newest of them, at most so many.
    Rows(usize),
    /// How many there are in each stretch of so many milliseconds since 1970 UTC.
    Histogram(i64),
    /// How many there are of each value of a field.
    Groups(GroupField),
    /// How many values of a field there are.
    Distinct(GroupField),
}

/// Fields that records can be counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum GroupField {
    /// Account id of the actor; nobody is left out.
    Actor,
    /// Name of the action.
    Action,
    /// Id of the project or space; none is left out.
    Container,
    /// Key, or else id, of the issue, page ...
    Thread,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AskAnswer {
    /// How many records match; of rows, how many are shown; of distinct values, how many those are.
    pub count: u64,
    /// How many hang on what only Jira can answer.
    pub open: u64,
    /// The records, newest first, each as JSON.
    #[serde(skip)]
    pub rows: Vec<Rc<str>>,
    /// Start of each stretch that has any, and how many.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stretches: Vec<(i64, u64)>,
    /// Values and how many, the most frequent first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// Rows of columns that were looked at.
    pub scanned: u64,
}

/// A value of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// The value.
    pub value: String,
    /// How many records have it.
    pub count: u64,
}

/// Rows looked at in one go when only the newest are wanted.
const BLOCK: usize = 4_096;

impl Session {
    /// Answers a question.
    pub fn ask(&mut self, request: &AskRequest, zones: &dyn Zones) -> Result<AskAnswer, EngineError> {
        self.index_threads();
        let question = Question::ask(&request.check, zones)?;
        let session = &*self;
        let globals: Vec<Global<'_>> =
            question.conditions().iter().map(|condition| Global::lower(condition, session)).collect();
        let mut tally = Tally {
            session,
            question: &question,
            show: request.show,
            answer: AskAnswer::default(),
            newest: vec![],
            counts: BTreeMap::new(),
        };
        // Segments may overlap in time; whoever wants the newest begins with what ends last.
        let mut order: Vec<(usize, &Loaded)> = session.segments.iter().enumerate().collect();
        order.sort_by_key(|(_, segment)| std::cmp::Reverse(segment.row.stats.to));
        for (at, segment) in order {
            if tally.has_all_before(segment.row.stats.to) {
                break;
            }
            if !may_match(&question, segment) {
                continue;
            }
            let sieves = globals.iter().map(|global| global.localize(session, at, segment));
            tally.segment(segment, &Sieve::and(sieves.collect()))?;
        }
        Ok(tally.finish())
    }
}

fn may_match(question: &Question, segment: &Loaded) -> bool {
    let stats = &segment.row.stats;
    let (since, before) = question.bounds();
    let in_time = stats.to >= since && before.is_none_or(|before| stats.from < before);
    let actions = question.actions.as_ref();
    in_time && actions.is_none_or(|actions| actions.iter().any(|action| stats.actions.contains_key(action)))
}

/// An answer under way.
struct Tally<'a> {
    session: &'a Session,
    question: &'a Question,
    show: Show,
    answer: AskAnswer,
    /// The newest rows so far: time, id, and JSON.
    newest: Vec<((i64, EventId), Rc<str>)>,
    /// By stretch, or by number of the value.
    counts: BTreeMap<i64, u64>,
}

impl Tally<'_> {
    /// Whether nothing that ends at this time or before can add to the newest rows.
    fn has_all_before(&self, to: i64) -> bool {
        let Show::Rows(limit) = self.show else { return false };
        let last = limit.checked_sub(1).and_then(|last| self.newest.get(last));
        limit == 0 || last.is_some_and(|((occurred, _), _)| to < *occurred)
    }

    /// Keeps the newest.
    fn cut(&mut self, limit: usize) {
        self.newest.sort_by_key(|row| std::cmp::Reverse(row.0));
        self.newest.truncate(limit);
    }

    fn segment(&mut self, segment: &Loaded, sieve: &Sieve) -> Result<(), EngineError> {
        if *sieve == Sieve::Same(NO) {
            return Ok(());
        }
        let (since, before) = self.question.bounds();
        let to = before.map_or(i64::MAX, |before| before.saturating_sub(1));
        let mut range = segment.columns.between(since, to);
        if let Show::Rows(limit) = self.show {
            // From the newest block on, until this segment has enough.
            let enough = self.newest.len().saturating_add(limit);
            while !range.is_empty() && self.newest.len() < enough {
                let start = range.end.saturating_sub(BLOCK).max(range.start);
                self.block(segment, sieve, start..range.end)?;
                range.end = start;
            }
            self.cut(limit);
            return Ok(());
        }
        self.block(segment, sieve, range)
    }

    fn block(&mut self, segment: &Loaded, sieve: &Sieve, range: Range<usize>) -> Result<(), EngineError> {
        self.answer.scanned = self.answer.scanned.saturating_add(range.len() as u64);
        let mut verdicts = sieve.sift(&segment.columns, range.clone());
        let (yes, maybe) = count(&verdicts);
        if maybe > 0 {
            self.decide(segment, range.start, &mut verdicts)?;
        }
        if yes == 0 && maybe == 0 {
            return Ok(());
        }
        match self.show {
            Show::Count => {
                let (yes, _) = count(&verdicts);
                self.answer.count = self.answer.count.saturating_add(u64::from(yes));
            }
            Show::Rows(limit) => {
                let rows = verdicts.iter().enumerate().rev().filter(|(_, verdict)| **verdict == YES);
                for (at, _) in rows.take(limit) {
                    self.newest.extend(segment.row_text(range.start.saturating_add(at))?);
                }
            }
            Show::Histogram(width) => self.stretches(segment, range.start, &verdicts, width.max(1_000)),
            Show::Groups(field) | Show::Distinct(field) => {
                self.groups(segment, range.start, &verdicts, field);
            }
        }
        Ok(())
    }

    /// Puts the question to the records that columns do not decide.
    fn decide(
        &mut self,
        segment: &Loaded,
        start: usize,
        verdicts: &mut [Verdict],
    ) -> Result<(), EngineError> {
        let mut by_group: BTreeMap<u32, Vec<(usize, usize)>> = BTreeMap::new();
        for (at, verdict) in verdicts.iter().enumerate() {
            if *verdict == MAYBE
                && let Some((group, place)) = segment.find(start.saturating_add(at))
            {
                by_group.entry(group).or_default().push((at, place));
            }
        }
        for (group, rows) in by_group {
            let events = segment.group(group)?;
            for (at, place) in rows {
                let truth = events.get(place).map_or(Truth::False, |event| self.question.evaluate(event));
                if truth == Truth::Open {
                    self.answer.open = self.answer.open.saturating_add(1);
                }
                if let Some(verdict) = verdicts.get_mut(at) {
                    *verdict = if truth == Truth::True { YES } else { NO };
                }
            }
        }
        Ok(())
    }

    fn stretches(&mut self, segment: &Loaded, start: usize, verdicts: &[Verdict], width: i64) {
        let mut at = 0_usize;
        while at < verdicts.len() {
            let second = segment.columns.second(start.saturating_add(at));
            let stretch = second.saturating_mul(1_000).div_euclid(width).saturating_mul(width);
            // Rows are in the order of time: the stretch ends where its last second does.
            let last = stretch.saturating_add(width).saturating_sub(1);
            let end = segment
                .columns
                .between(i64::MIN, last)
                .end
                .saturating_sub(start)
                .clamp(at.saturating_add(1), verdicts.len());
            let (yes, _) = count(verdicts.get(at..end).unwrap_or_default());
            if yes > 0 {
                let count = self.counts.entry(stretch).or_default();
                *count = count.saturating_add(u64::from(yes));
                self.answer.count = self.answer.count.saturating_add(u64::from(yes));
            }
            at = end;
        }
    }

    fn groups(&mut self, segment: &Loaded, start: usize, verdicts: &[Verdict], field: GroupField) {
        let columns = &segment.columns;
        // Code 0 is no value, except among classes and threads, which every record has.
        let (codes, values) = match field {
            GroupField::Actor => columns.actors.as_ref().map(|column| (&column.codes, column.list.len())),
            GroupField::Action => columns.classes.as_ref().map(|column| (&column.codes, column.list.len())),
            GroupField::Container => {
                columns.containers.as_ref().map(|column| (&column.codes, segment.containers.len()))
            }
            GroupField::Thread => columns.threads.as_ref().map(|column| (&column.codes, column.list.len())),
        }
        .map_or((&[] as &[u16], 0), |(codes, values)| (codes.as_slice(), values));
        let mut by_code = vec![0_u32; values.saturating_add(1)];
        for (code, verdict) in codes.get(start..).unwrap_or_default().iter().zip(verdicts) {
            if let Some(count) = by_code.get_mut(usize::from(*code)) {
                *count = count.wrapping_add(u32::from(*verdict >> 1));
            }
        }
        for (code, yes) in (0_u16..=u16::MAX).zip(by_code).filter(|(_, yes)| *yes > 0) {
            if let Some(number) = self.number(segment, field, code) {
                let count = self.counts.entry(number).or_default();
                *count = count.saturating_add(u64::from(yes));
            }
            self.answer.count = self.answer.count.saturating_add(u64::from(yes));
        }
    }

    /// The number of a value among those of all segments; none for no value.
    fn number(&self, segment: &Loaded, field: GroupField, code: u16) -> Option<i64> {
        let code = usize::from(code);
        match field {
            GroupField::Actor => {
                let actors = segment.columns.actors.as_ref()?;
                Some(i64::from(*actors.list.get(code.checked_sub(1)?)?))
            }
            GroupField::Action => {
                let classes = segment.columns.classes.as_ref()?;
                Some(i64::from(classes.list.get(code)?.action.code()))
            }
            GroupField::Container => Some(i64::from(*segment.containers.get(code.checked_sub(1)?)?)),
            GroupField::Thread => {
                let at = self.session.segments.iter().position(|other| std::ptr::eq(other, segment))?;
                Some(i64::try_from(at).ok()? << 16 | i64::try_from(code).ok()?)
            }
        }
    }

    /// Values by name: what has several numbers may have one name.
    fn named(&self, field: GroupField) -> BTreeMap<String, u64> {
        let mut named: BTreeMap<String, u64> = BTreeMap::new();
        for (number, count) in &self.counts {
            if let Some(name) = name(self.session, field, *number) {
                let sum = named.entry(name).or_default();
                *sum = sum.saturating_add(*count);
            }
        }
        named
    }

    fn finish(mut self) -> AskAnswer {
        match self.show {
            Show::Histogram(_) => self.answer.stretches = self.counts.into_iter().collect(),
            Show::Groups(field) => {
                let named = self.named(field);
                let mut groups: Vec<Group> =
                    named.into_iter().map(|(value, count)| Group { value, count }).collect();
                groups.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
                self.answer.groups = groups;
            }
            Show::Distinct(field @ (GroupField::Thread | GroupField::Container)) => {
                self.answer.count = self.named(field).len() as u64;
            }
            Show::Distinct(_) => self.answer.count = self.counts.len() as u64,
            Show::Rows(_) => {
                self.answer.count = self.newest.len() as u64;
                self.answer.rows = self.newest.into_iter().map(|(_, text)| text).collect();
            }
            Show::Count => {}
        }
        self.answer
    }
}

fn name(session: &Session, field: GroupField, number: i64) -> Option<String> {
    let small = u32::try_from(number).ok();
    match field {
        GroupField::Actor => session.people.account(small?).map(str::to_owned),
        GroupField::Action => {
            let action = activity_event::Action::from_code(u16::try_from(number).ok()?).ok()?;
            Some(action.name().to_owned())
        }
        GroupField::Container => session.containers.all().get(small? as usize).map(|one| one.id.clone()),
        GroupField::Thread => {
            let segment = session.segments.get(usize::try_from(number >> 16).ok()?)?;
            let threads = segment.columns.threads.as_ref()?;
            let thread = threads.list.get(usize::try_from(number & 0xFFFF).ok()?)?;
            thread.key.clone().or_else(|| thread.id.clone())
        }
    }
}
