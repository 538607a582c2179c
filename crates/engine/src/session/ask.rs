//! Questions and answers.

use super::Session;
use super::decided::RowTests;
use super::global::Global;
use super::groups::GroupTally;
use super::histogram::HistogramTally;
use super::indexes::ByIndex;
use super::loaded::{Lack, Loaded};
use super::store::Slot;
use super::window::{Run, Wish};
use crate::columns::{MAYBE, NO, Sieve, Verdict, YES, count, places};
use crate::read::{Direction, Question, damage_warning};
use crate::{AskAnswer, AskRequest, EngineError, Loaded as AtHand, Show, Shown, Zones};
use activity_event::Event;
use activity_filter::Truth;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// So many keys are named at once: what a few calls of the host answer.
const WANTED_MAX: usize = 256;
/// More rows than a page shows at once.
const ROWS_MAX: usize = 5_000;

/// How urgent it is that something comes to hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Urgency {
    /// The catalogue, people.
    Catalogue,
    /// Records that are shown.
    Rows,
    /// Columns.
    Columns,
    /// Records that columns do not decide.
    Decisions,
    /// What no column has.
    Depths,
    /// What things are called.
    Titles,
}

/// What is not at hand.
#[derive(Debug, Default)]
pub(super) struct Lacks {
    keys: BTreeMap<Urgency, Vec<String>>,
    known: BTreeSet<String>,
    damage: BTreeSet<String>,
}

impl Lacks {
    pub(super) fn want(&mut self, urgency: Urgency, keys: Vec<String>) {
        for key in keys {
            if self.known.insert(key.clone()) {
                self.keys.entry(urgency).or_default().push(key);
            }
        }
    }

    /// What was found; when it is not at hand, it is wanted.
    pub(super) fn take<T>(
        &mut self,
        urgency: Urgency,
        segment: &Loaded,
        found: Result<T, Lack>,
    ) -> Option<T> {
        match found {
            Ok(found) => Some(found),
            Err(Lack::Parts(parts)) => {
                self.want(urgency, segment.keys_of(&parts));
                None
            }
            Err(Lack::Damaged(error)) => {
                self.damage.insert(error.to_string());
                None
            }
        }
    }
}

impl Session {
    /// Answers a question by what is at hand, and says what is wanted for more.
    pub fn ask(&self, request: &AskRequest, zones: &dyn Zones) -> Result<AskAnswer, EngineError> {
        let question = Question::ask(&request.check, zones)?;
        let mut asking = Asking::new(self, &question, &request.shows)?;
        let by_index = self.by_index(&question, &mut asking.lacks);
        asking.store(&by_index);
        let may_match =
            |(name, slot): &(&str, &Slot)| slot.may_match(&question) && !by_index.without.contains(*name);
        let mut slots: Vec<(&str, &Slot)> = self.store.named().filter(may_match).collect();
        match question.direction {
            Direction::NewestFirst => slots.sort_by_key(|(_, slot)| std::cmp::Reverse(slot.to)),
            Direction::OldestFirst => slots.sort_by_key(|(_, slot)| slot.from),
        }
        let globals: Vec<Global<'_>> =
            question.conditions().iter().map(|condition| Global::lower(condition, self)).collect();
        for (name, slot) in slots {
            match slot.loaded() {
                Some(segment) => asking.segment(segment, &globals),
                // An index will tell whether it is wanted.
                None if by_index.unknown.contains(name) => {}
                None => asking.lacks.want(Urgency::Columns, slot.wanted(name)),
            }
        }
        asking.tail();
        Ok(asking.finish())
    }
}

/// What is told of the matches, under way.
enum Tally {
    Count,
    AtHand,
    Rows(Wish),
    Histogram(HistogramTally),
    Groups(GroupTally),
}

impl Tally {
    fn of(show: &Show) -> Result<Self, EngineError> {
        match show {
            Show::Count => Ok(Self::Count),
            Show::AtHand => Ok(Self::AtHand),
            Show::Rows { limit, .. } if *limit > ROWS_MAX => {
                Err(EngineError::Request(format!("`limit` must be at most {ROWS_MAX}")))
            }
            Show::Rows { limit, skip, bare, unpack } => {
                Ok(Self::Rows(Wish { skip: *skip, limit: *limit, unpack: bare.then_some(*unpack) }))
            }
            Show::Histogram { edges, by } => Ok(Self::Histogram(HistogramTally::new(edges, *by)?)),
            Show::Groups { by, limit } => Ok(Self::Groups(GroupTally::new(*by, *limit))),
        }
    }
}

/// An answer under way.
struct Asking<'a> {
    session: &'a Session,
    question: &'a Question,
    answer: AskAnswer,
    tallies: Vec<Tally>,
    /// The matches, when rows are shown.
    runs: Option<Vec<Run<'a>>>,
    lacks: Lacks,
    tests: RowTests<'a>,
}

impl<'a> Asking<'a> {
    fn new(session: &'a Session, question: &'a Question, shows: &[Show]) -> Result<Self, EngineError> {
        let tallies: Result<Vec<Tally>, EngineError> = shows.iter().map(Tally::of).collect();
        let tallies = tallies?;
        let has_rows = tallies.iter().any(|tally| matches!(tally, Tally::Rows(_)));
        let (answer, lacks) = (AskAnswer::default(), Lacks::default());
        let (runs, tests) = (has_rows.then(Vec::new), RowTests::of(question.conditions()));
        Ok(Self { session, question, answer, tallies, runs, lacks, tests })
    }

    /// What is listed and what of it is at hand.
    #[inline(never)]
    fn store(&mut self, by_index: &ByIndex) {
        let store = &self.session.store;
        self.lacks.want(Urgency::Catalogue, store.wanted_people());
        self.lacks.want(Urgency::Catalogue, store.wanted_manifests(self.question));
        self.lacks.damage.extend(store.damage.values().cloned());
        // What cannot be read is not asked for again.
        self.lacks.known.extend(store.damage.keys().cloned());
        let may_match =
            |(name, slot): &(&str, &Slot)| slot.may_match(self.question) && !by_index.without.contains(*name);
        let slots = || store.named().filter(may_match).map(|(_, slot)| slot);
        let at_hand = slots().filter(|slot| slot.loaded().is_some());
        let waiting = || slots().filter(|slot| !slot.wanted("").is_empty());
        let rows: u64 = at_hand.map(Slot::rows).sum();
        let tail = self.session.tail.len() as u64;
        let rest: u64 = waiting().map(Slot::rows).sum();
        // Everything behind the last one that is lacking is at hand.
        let unread = store.ends_of_unread(self.question);
        let since = waiting().map(|slot| slot.to).chain(unread).max();
        self.answer.loaded = AtHand {
            rows: rows.saturating_add(tail),
            rows_wanted: rows
                .saturating_add(rest)
                .saturating_add(tail)
                .saturating_add(store.rows_of_unread(self.question)),
            since: match since {
                Some(to) => Some(to.saturating_add(1)),
                None => slots().map(|slot| slot.from).min(),
            },
            complete: false,
            generation: store.listing.generation,
        };
    }

    #[inline(never)]
    fn segment(&mut self, segment: &'a Loaded, globals: &[Global<'_>]) {
        let session = self.session;
        let sieves = globals.iter().map(|global| global.localize(session, segment, &mut self.lacks));
        let sieve = Sieve::and(sieves.collect());
        if sieve == Sieve::Same(NO) {
            return;
        }
        let (since, before) = self.question.bounds();
        let range =
            segment.columns.between(since, before.map_or(i64::MAX, |before| before.saturating_sub(1)));
        self.answer.scanned = self.answer.scanned.saturating_add(range.len() as u64);
        let mut verdicts = sieve.sift(&segment.columns, range.clone());
        let copies = self.lacks.take(Urgency::Decisions, segment, session.copies(segment));
        for row in copies.iter().flat_map(|rows| rows.iter()) {
            if let Some(verdict) = row.checked_sub(range.start).and_then(|at| verdicts.get_mut(at)) {
                *verdict = NO;
            }
        }
        let (mut yes, maybe) = count(&verdicts);
        if maybe > 0 {
            self.decide(segment, range.start, &mut verdicts);
            yes = count(&verdicts).0;
        }
        if yes == 0 {
            return;
        }
        self.answer.count = self.answer.count.saturating_add(u64::from(yes));
        if self.runs.is_none() && self.tallies.iter().all(|tally| matches!(tally, Tally::Count)) {
            return;
        }
        let rows = places(&verdicts, YES, u32::try_from(range.start).unwrap_or(u32::MAX));
        for tally in &mut self.tallies {
            match tally {
                Tally::Count | Tally::Rows(_) => {}
                Tally::AtHand => session.want_records(segment, &rows, &mut self.lacks),
                Tally::Histogram(histogram) => histogram.rows(session, segment, &rows, &mut self.lacks),
                Tally::Groups(groups) => groups.rows(session, segment, &rows, &mut self.lacks),
            }
        }
        if let Some(runs) = &mut self.runs {
            runs.push(Run::Segment(segment, rows));
        }
    }

    /// Puts the question to the records that columns do not decide.
    #[inline(never)]
    fn decide(&mut self, segment: &Loaded, start: usize, verdicts: &mut [Verdict]) {
        let mut by_group: BTreeMap<u16, Vec<(usize, u16)>> = BTreeMap::new();
        let undecided = places(verdicts, MAYBE, 0);
        for verdict in verdicts.iter_mut().filter(|verdict| **verdict == MAYBE) {
            *verdict = NO;
        }
        for at in undecided {
            let at = at as usize;
            let home = self.session.home(segment, start.saturating_add(at));
            match self.lacks.take(Urgency::Decisions, segment, home) {
                Some(Some((group, place))) => by_group.entry(group).or_default().push((at, place)),
                Some(None) => {}
                None => return,
            }
        }
        let keep = by_group.len() <= 8;
        for (group, rows) in by_group {
            let group = self.session.group(segment, group, keep);
            let Some(events) = self.lacks.take(Urgency::Decisions, segment, group) else { continue };
            let mut decided = self.session.decided.borrow_mut();
            for (at, place) in rows {
                let event = events.get(usize::from(place));
                if let Some(event) = event {
                    let (number, rows) = (segment.number, segment.columns.rows());
                    decided.note(&self.tests, number, rows, start.saturating_add(at), event);
                }
                let truth = event.map_or(Truth::False, |event| self.question.evaluate(event));
                if truth == Truth::Open {
                    self.answer.open = self.answer.open.saturating_add(1);
                }
                if let Some(verdict) = verdicts.get_mut(at).filter(|_| truth == Truth::True) {
                    *verdict = YES;
                }
            }
        }
    }

    /// What waits to be packed.
    #[inline(never)]
    fn tail(&mut self) {
        // A copy that came at another time may be in a segment that the question is not about, and it is the one whose time counts.
        for segment in self.session.segments().filter(|segment| self.session.tail.may_have_come_in(segment)) {
            drop(self.lacks.take(Urgency::Decisions, segment, self.session.copies(segment)));
        }
        let mut found: Vec<Rc<Event>> = Vec::new();
        for event in self.session.tail.events() {
            self.answer.scanned = self.answer.scanned.saturating_add(1);
            match self.question.evaluate(&event) {
                Truth::True => found.push(event),
                Truth::Open => self.answer.open = self.answer.open.saturating_add(1),
                Truth::False | Truth::Empty => {}
            }
        }
        self.answer.count = self.answer.count.saturating_add(found.len() as u64);
        for tally in &mut self.tallies {
            match tally {
                Tally::Count | Tally::AtHand | Tally::Rows(_) => {}
                Tally::Histogram(histogram) => {
                    for event in &found {
                        histogram.event(self.session, event);
                    }
                }
                Tally::Groups(groups) => {
                    for event in &found {
                        groups.event(self.session, event);
                    }
                }
            }
        }
        if let Some(runs) = &mut self.runs {
            found.sort_by_key(|event| (event.occurred, event.id));
            runs.push(Run::Tail(found));
        }
    }

    #[inline(never)]
    fn finish(self) -> AskAnswer {
        let Self { session, question, mut answer, tallies, runs, mut lacks, .. } = self;
        for tally in tallies {
            answer.shown.push(match tally {
                Tally::Count => Shown::Count { count: answer.count },
                Tally::AtHand => Shown::AtHand,
                Tally::Rows(wish) => {
                    let runs = runs.as_deref().unwrap_or_default();
                    session.window(runs, question.direction, wish, &mut lacks)
                }
                Tally::Histogram(histogram) => histogram.finish(session),
                Tally::Groups(groups) => groups.finish(session, &mut lacks),
            });
        }
        answer.warnings.clone_from(&question.warnings);
        answer.lookups = question.wanted.iter().cloned().collect();
        answer.warnings.extend(lacks.damage.iter().map(|what| damage_warning(what)));
        answer.wanted = lacks.keys.into_values().flatten().take(WANTED_MAX).collect();
        answer.loaded.complete = answer.wanted.is_empty();
        answer
    }
}
