//! Reading: one page of the log, for one question within one scope.
//!
//! A [`Reader`] asks for stored values in batches and never fetches them itself:
//!
//! ```text
//! new(request, scope, root, zones) -> add_write_ahead()  -> manifests(), add_manifest()*
//!                           -> next() -> add_values() -> next() ... until it is empty
//!                           -> questions() -> add_matches() -> next() ... until both are empty -> answer()
//! ```
//!
//! The host must list the write-ahead keys **before** it reads the root: a record that compaction moves in between is
//! then seen twice, and shown once; the other way round it would not be seen at all.
//!
//! Values are asked for in the order of the page, so reading stops as soon as no unread value can hold a row that comes
//! before the last one of a full page, or when the budget is spent. A page that ends early hands out a cursor too: the
//! rows on it are certain, and the next page goes on behind them.
//!
//! INVARIANT: a row outside the scope is never looked at by the query, counted or returned. A record whose project or space is not
//! known is inside the scope "all" only.

pub(crate) mod ahead;
mod indexes;
mod jira;
mod page;
mod place;
mod plan;
mod question;
mod segment;

#[cfg(test)]
mod tests;

pub(crate) use place::Direction;
pub(crate) use question::{Checks, Question};

use crate::answer::{QueryAnswer, QueryRequest, ReadCost, Scope};
use crate::catalogue::{Manifest, Root};
use crate::entry::read_entry;
use crate::{Diagnostic, EngineError, Severity, Zones, keys, stored};
use activity_event::Event;
use activity_filter::Truth;
use activity_segment::People;
pub(crate) use ahead::Ahead;
use jira::Jira;
use page::{Origin, Page};
use place::Place;
pub use plan::Explanation;
pub(crate) use plan::is_in_scope;
use plan::{Plan, Task};
use segment::{Asked, Pages, Progress, SegmentTask, add_page};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The most rows a page can have.
pub const LIMIT_MAX: u32 = 500;
/// The rows of an answer take no more than this; the platform's answers end at 5 MB.
pub const ANSWER_BYTES_MAX: usize = 3_500_000;
/// Keys in a batch: of the longest values, so many fit into the 4 MB that the platform answers at once.
pub const BATCH_KEYS_MAX: usize = 16;
/// Manifests asked for at the beginning.
const FIRST_MANIFESTS: usize = 2;

/// How much may be read for one page. The default is what one function call affords.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Length of the values together.
    pub bytes: u64,
    /// Records looked at.
    pub rows: u32,
}

impl Default for Budget {
    fn default() -> Self {
        Self { bytes: 24 * 1024 * 1024, rows: 400_000 }
    }
}

/// One page being read. See the module.
#[derive(Debug)]
pub struct Reader {
    question: Question,
    scope: Scope,
    after: Option<Place>,
    /// Where the page begins: behind the cursor, or where the first value that can matter does.
    start: Place,
    budget: Budget,
    swallowed: BTreeSet<String>,
    /// The pages of the table of people that were not handed in.
    pages: Pages,
    /// Records that are written ahead and not swallowed, paired; a segment may have them too.
    ahead: Ahead,
    people: People,
    plan: Plan,
    page: Page,
    /// Tasks whose values were asked for.
    flights: Vec<Flight>,
    to_ask: VecDeque<String>,
    values: BTreeMap<String, Option<String>>,
    /// How many tasks the next round takes: few at first, because the first often answers.
    round: usize,
    cost: ReadCost,
    damage: Vec<String>,
    jira: Jira,
}

impl Reader {
    /// Begins a page.
    pub fn new(
        request: &QueryRequest,
        scope: &Scope,
        root: Option<&str>,
        zones: &dyn Zones,
    ) -> Result<Self, EngineError> {
        if !(1..=LIMIT_MAX).contains(&request.limit) {
            return Err(EngineError::Request(format!("`limit` must be between 1 and {LIMIT_MAX}")));
        }
        let question = Question::ask(&request.check_request(), zones)?;
        let after = match &request.cursor {
            Some(cursor) => Some(question.direction.parse_cursor(cursor)?),
            None => None,
        };
        let root = Root::parse(root)?;
        let plan = Plan::new(&question, scope, after, &root.months);
        let start = after.unwrap_or(Place::first_at(plan.frontier().unwrap_or(i64::MIN)).previous());
        Ok(Self {
            question,
            scope: scope.clone(),
            after,
            start,
            budget: Budget::default(),
            swallowed: root.swallowed.split(' ').map(str::to_owned).collect(),
            pages: if plan.frontier().is_some() { root.people } else { Pages::new() },
            people: People::default(),
            ahead: Ahead::default(),
            plan,
            page: Page::new(request.limit as usize),
            flights: vec![],
            to_ask: VecDeque::new(),
            values: BTreeMap::new(),
            round: 1,
            cost: ReadCost::default(),
            damage: vec![],
            jira: Jira::default(),
        })
    }

    /// Reads no more than this, unless it takes more to get on at all.
    #[must_use]
    pub fn with_budget(mut self, budget: Budget) -> Self {
        self.budget = budget;
        self
    }

    /// Keys of the manifests and of the people that are needed first. Others may follow among the keys of [`Reader::next`].
    pub fn manifests(&self) -> Vec<String> {
        let manifests = self.plan.first_manifests(FIRST_MANIFESTS);
        manifests.into_iter().chain(self.pages.values().cloned()).collect()
    }

    /// Takes in a manifest or a page of people.
    pub fn add_manifest(&mut self, key: &str, text: &str) {
        if self.plan.take_manifest(key) {
            self.count(text);
            self.read_manifest(key, text);
        } else if key.starts_with(keys::PEOPLE) {
            self.count(text);
            match add_page(&mut self.people, &self.pages, key, text) {
                Ok(page) => drop(page.map(|page| self.pages.remove(&page))),
                Err(error) => self.damage.push(error.to_string()),
            }
        }
    }

    /// Takes in the write-ahead entries that were listed: keys with the JSON text of their values. All of them must be handed in
    /// before [`Reader::next`] is asked for the first time, because some make one row together.
    pub fn add_write_ahead(&mut self, entries: &[(String, String)]) {
        for (key, value) in entries {
            self.count(value);
            if !self.swallowed.contains(&Root::swallowed_mark(key)) {
                self.cost.rows = self.cost.rows.saturating_add(1);
                self.ahead.add(read_entry(key, value));
            }
        }
    }

    /// Considers what is written ahead, once all of it is here.
    fn consider_ahead(&mut self) {
        for event in self.ahead.settle() {
            consider(&self.question, &self.scope, self.after, &mut self.page, event, Origin::WriteAhead);
        }
    }

    /// Keys of the values to fetch next, at most 16; none when the page is done.
    #[allow(clippy::should_implement_trait, reason = "an iterator would not wait for the values")]
    pub fn next(&mut self) -> Vec<String> {
        self.consider_ahead();
        while self.to_ask.is_empty() {
            self.settle();
            self.begin_round();
            // A step may find all it needs at hand.
            if self.flights.is_empty() {
                break;
            }
        }
        let batch = self.to_ask.len().min(BATCH_KEYS_MAX);
        self.to_ask.drain(..batch).collect()
    }

    /// Takes in values by key; none for a key that the store does not have.
    pub fn add_values(&mut self, values: &[(String, Option<String>)]) {
        for (key, text) in values {
            if let Some(text) = text {
                self.count(text);
            }
            self.values.insert(key.clone(), text.as_deref().map(|text| stored::unquote(text).into_owned()));
        }
    }

    fn count(&mut self, text: &str) {
        self.cost.values = self.cost.values.saturating_add(1);
        self.cost.bytes = self.cost.bytes.saturating_add(text.len() as u64);
    }

    /// Whether the page cannot change any more.
    fn is_done(&self) -> bool {
        self.plan.frontier().is_none_or(|first| self.page.is_past_time(first))
    }

    /// Whether the budget is spent and the page has got somewhere, so that the next one begins further on.
    fn is_out_of_budget(&self) -> bool {
        let spent = self.cost.bytes >= self.budget.bytes || self.cost.rows >= self.budget.rows;
        spent && self.plan.frontier().is_some_and(|first| Place::first_at(first).previous() > self.start)
    }

    fn begin_round(&mut self) {
        let mut keys = 0_usize;
        for _ in 0..self.round {
            if self.is_done() || self.is_out_of_budget() {
                break;
            }
            let Some((first, mut task)) = self.plan.pop() else { break };
            if let Task::Index(index) = &mut task
                && let Some(sought) = &self.question.sought
                && (!sought.needs_people() || self.pages.is_empty())
            {
                index.seek(sought, &self.people);
            }
            let needed = task.keys(&self.question, &self.scope);
            keys = keys.saturating_add(needed.len());
            if keys > BATCH_KEYS_MAX && !self.flights.is_empty() {
                self.plan.put_back(first, task);
                break;
            }
            self.to_ask.extend(needed.iter().cloned());
            self.flights.push(Flight { first, task, keys: needed });
        }
        self.round = self.round.saturating_mul(2).min(BATCH_KEYS_MAX);
    }

    /// Reads what has arrived. What was asked for and did not arrive is damage.
    fn settle(&mut self) {
        for Flight { first, task, keys } in std::mem::take(&mut self.flights) {
            let values: Option<Vec<String>> =
                keys.iter().map(|key| self.values.remove(key).flatten()).collect();
            match (task, values) {
                (Task::Index(_) | Task::Segment(_), Some(_)) if self.page.is_past_time(first) => {
                    self.page.leave_out(Place::first_at(first));
                }
                (Task::Index(task), values) => task.settle(values, self.ahead.seconds(), &mut self.plan),
                (Task::Manifest(key), Some(values)) => self.read_manifest(&key, &values.concat()),
                (Task::Segment(task), Some(values)) => {
                    self.miss_people();
                    self.read_segment(task, &values);
                }
                (Task::Manifest(key), None) => self.damage.push(format!("manifest `{key}` is missing")),
                (Task::Segment(task), None) => {
                    self.damage.push(format!("segment `{}` has missing parts", task.row.name));
                }
            }
        }
    }

    fn read_manifest(&mut self, key: &str, text: &str) {
        match Manifest::parse(key, text) {
            Ok(manifest) => self.plan.add_manifest(manifest),
            Err(error) => self.damage.push(error.to_string()),
        }
    }

    /// Tells once that people are missing: rows are read all the same, and show numbers in their place.
    fn miss_people(&mut self) {
        for key in std::mem::take(&mut self.pages).into_values() {
            self.damage.push(format!("people `{key}` are missing"));
        }
    }

    /// A step of a segment: its columns, or some of its rows.
    fn read_segment(&mut self, mut task: Box<SegmentTask>, values: &[String]) {
        let (first, last) = self.question.times();
        let first = self.after.map_or(first, |after| first.max(after.time));
        let asked = Asked {
            question: &self.question,
            scope: &self.scope,
            people: &self.people,
            times: (first, last),
            ahead: self.ahead.seconds(),
        };
        let mut seen = Vec::new();
        let mut step = task.add(values).and_then(|()| task.advance(&asked, &mut |event| seen.push(event)));
        loop {
            for mut event in std::mem::take(&mut seen) {
                self.cost.rows = self.cost.rows.saturating_add(1);
                if self.is_told_ahead(&event) {
                    continue;
                }
                self.ahead.amend(&mut event);
                consider(&self.question, &self.scope, self.after, &mut self.page, event, Origin::Segment);
            }
            let first = match step {
                Ok(Progress::More(first)) => first,
                Ok(Progress::Done) => {
                    if task.is_ruled_out() {
                        self.plan.note_ruled_out();
                    }
                    self.cost.segments = self.cost.segments.saturating_add(1);
                    return;
                }
                Err(error) => return self.damage.push(error.to_string()),
            };
            // Goes on at once as long as nothing has to be fetched.
            if self.page.is_past_time(first) || !task.keys(&self.question, &self.scope).is_empty() {
                return self.plan.put_back(first, Task::Segment(task));
            }
            step = task.advance(&asked, &mut |event| seen.push(event));
        }
    }

    /// Whether what waits tells of it as well, at another time: one of both is enough, and that one is on a page already or will be.
    fn is_told_ahead(&self, event: &Event) -> bool {
        let Some(other) = self.ahead.came_again(event).filter(|other| is_visible(&self.scope, other)) else {
            return false;
        };
        let truth = self.question.evaluate(other);
        truth == Truth::True || truth == self.question.evaluate(event)
    }

    /// What the plan has found and left out so far, and why.
    #[must_use]
    pub fn explain(&self) -> Explanation {
        self.plan.explain()
    }

    /// The page, as far as it got.
    pub fn answer(mut self) -> QueryAnswer {
        self.consider_ahead();
        self.settle_arrived();
        let direction = self.question.direction;
        let cut = if self.is_done() { None } else { self.plan.frontier() };
        // Rows that wait behind the end of a full page are for the next one.
        let waiting = self.page.ends_before_pending();
        let mut more = self.page.left_out().is_some() || self.plan.frontier().is_some() || waiting;
        // A page that is not full ends where its certainty does.
        let mut end = self.page.left_out().filter(|_| !self.page.is_full()).map(Place::previous);
        if let Some(frontier) = cut {
            let frontier = Place::first_at(frontier);
            self.page.drop_from(frontier);
            end = Some(self.after.map_or(frontier.previous(), |after| after.max(frontier.previous())));
        }
        let page = self.page.into_rows();
        let (mut rows, mut seen, mut bytes) = (Vec::new(), BTreeSet::new(), 0_usize);
        let (mut last, mut cannot_tell) = (None, Vec::new());
        for (place, event) in page.rows {
            bytes = bytes.saturating_add(stored::record_text(&event).len()).saturating_add(1);
            if bytes > ANSWER_BYTES_MAX && !rows.is_empty() {
                (end, more) = (last, true);
                break;
            }
            last = Some(place);
            if seen.insert(event.id) {
                if page.cannot_tell.contains(&place) {
                    cannot_tell.push(event.id);
                }
                rows.push(event);
            }
        }
        let end = if more { end.or(last) } else { None };
        let counted = page.pending.iter().filter(|place| end.is_none_or(|end| **place <= end)).count();
        let mut warnings = self.question.warnings;
        warnings.extend(self.damage.iter().map(|what| damage_warning(what)));
        warnings.extend(self.jira.warnings());
        QueryAnswer {
            rows,
            cursor: end.map(|place| direction.cursor(place)),
            complete: cut.is_none() && self.damage.is_empty(),
            open: self.question.open,
            undecided: u32::try_from(counted).unwrap_or(u32::MAX),
            answered_by_jira: self.jira.answered.into_iter().collect(),
            cannot_tell,
            warnings,
            read: self.cost,
        }
    }

    /// Reads what arrived whole, and leaves the rest for the next page.
    fn settle_arrived(&mut self) {
        let (here, away): (Vec<_>, Vec<_>) = std::mem::take(&mut self.flights)
            .into_iter()
            .partition(|flight| flight.keys.iter().all(|key| self.values.contains_key(key)));
        self.flights = here;
        for flight in away {
            self.plan.put_back(flight.first, flight.task);
        }
        self.settle();
    }
}

/// A task whose values were asked for.
#[derive(Debug)]
struct Flight {
    /// Nothing of it comes before this time, as it stands in places.
    first: i64,
    task: Task,
    keys: Vec<String>,
}

/// The scope first, then the cursor, then the query.
fn consider(
    question: &Question,
    scope: &Scope,
    after: Option<Place>,
    page: &mut Page,
    event: Event,
    origin: Origin,
) {
    let place = question.direction.place_of(&event);
    if is_visible(scope, &event) && after.is_none_or(|after| place > after) {
        let truth = question.evaluate(&event);
        page.consider(place, event, truth, origin);
    }
}

/// Whether the scope allows this record.
fn is_visible(scope: &Scope, event: &Event) -> bool {
    match (scope, &event.container) {
        (Scope::All, _) => true,
        (Scope::Containers(_), None) => false,
        (scope, Some(container)) => is_in_scope(scope, container),
    }
}

pub(crate) fn damage_warning(what: &str) -> Diagnostic {
    Diagnostic {
        severity: Severity::Warning,
        code: "read.damaged",
        message: format!("a part of the log could not be read: {what}"),
        help: None,
        narrow: None,
        from: 0,
        to: 0,
        fix: None,
    }
}
