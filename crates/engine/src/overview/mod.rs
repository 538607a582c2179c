//! An overview: counts of a range of days for a dashboard, out of the counts of months and years. It shows hours and people of the whole
//! site, so only who may see everything may ask.
//!
//! The host lists write-ahead keys, reads the root, and then
//!
//! ```text
//! add_write_ahead()*  ->  next() -> add_values(), until nothing is wanted  ->  answer()
//! ```
//!
//! A month is taken from its year's counts when all of it is in one of the two ranges, and from its own otherwise. What counts leave out is
//! counted by the columns of the segments. Counts that cannot be read are made up for by what they are the sum of.

mod days;
mod sums;

use crate::answer::{OverviewAnswer, OverviewRequest, ReadCost};
use crate::catalogue::{Manifest, Month, Root, SegmentRow, Year};
use crate::compact::counting::column_keys;
use crate::compact::pair::may_come_again_within;
use crate::entry::read_entry;
use crate::read::ahead::Ahead;
use crate::{EngineError, keys, people, stored};
use activity_event::{Event, EventId};
use activity_segment::rollup::Counts;
use activity_segment::{People, Reader, page_of_account, page_of_number};
use days::{Days, days_of_month};
use std::collections::{BTreeMap, BTreeSet};
use sums::{Sums, Who};

const TOP_MAX: u32 = 100;
/// In longer segments nobody looks whether they have what waits: a record whose write-ahead key outlived its packing may count twice,
/// until that is deleted some minutes later.
const REPEATED_BYTES_MAX: u64 = 4 * 1024 * 1024;

/// One overview being made. See the module.
#[derive(Debug)]
pub struct Overview {
    days: Days,
    top: usize,
    root: Root,
    ahead: Ahead,
    /// Records that are written ahead, of either range, and not known to be in a segment.
    waiting: BTreeMap<EventId, Event>,
    tasks: Vec<Task>,
    stage: Stage,
    sums: Sums,
    people: People,
    values: BTreeMap<String, Option<String>>,
    cost: ReadCost,
    problems: Vec<String>,
}

#[derive(Debug, PartialEq, Eq, Clone, Copy)]
enum Stage {
    Begin,
    Counts,
    People,
}

/// Something to read.
#[derive(Debug)]
enum Task {
    /// These months, by their year's counts.
    Year(Year, Vec<Month>),
    /// What a month counts.
    Month(Month),
    /// What a month does not count, or, when its counts cannot be read, what it does.
    Manifest(Month, Which),
    /// A segment, by its columns.
    Segment(SegmentRow),
    /// A segment that may have what waits.
    Repeated(SegmentRow),
    /// A value of the table of people, and the first page in it.
    Page(u32, String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    Uncounted,
    Counted,
}

impl Task {
    fn keys(&self) -> Vec<String> {
        match self {
            Self::Year(year, _) => year.rollup.keys(),
            Self::Month(month) => month.rollup.as_ref().map(crate::Rolled::keys).unwrap_or_default(),
            Self::Manifest(month, _) => vec![month.manifest.clone()],
            Self::Segment(row) => column_keys(row),
            Self::Repeated(row) => row.keys(),
            Self::Page(_, key) => vec![key.clone()],
        }
    }
}

impl Overview {
    /// Begins with the root's body; none when there is no root.
    pub fn new(request: &OverviewRequest, root: Option<&str>) -> Result<Self, EngineError> {
        if !(1..=TOP_MAX).contains(&request.top) {
            return Err(EngineError::Request(format!("`top` must be between 1 and {TOP_MAX}")));
        }
        let days = Days::of(request)?;
        Ok(Self {
            days,
            top: request.top as usize,
            root: Root::parse(root)?,
            ahead: Ahead::default(),
            waiting: BTreeMap::new(),
            tasks: vec![],
            stage: Stage::Begin,
            sums: Sums::new(days),
            people: People::default(),
            values: BTreeMap::new(),
            cost: ReadCost::default(),
            problems: vec![],
        })
    }

    /// Takes in the write-ahead entries that were listed, all of them before [`Overview::next`] is asked for the first time.
    pub fn add_write_ahead(&mut self, entries: &[(String, String)]) {
        let swallowed: BTreeSet<&str> = self.root.swallowed.split(' ').collect();
        for (key, value) in entries {
            self.cost.values = self.cost.values.saturating_add(1);
            self.cost.bytes = self.cost.bytes.saturating_add(value.len() as u64);
            if !swallowed.contains(Root::swallowed_mark(key).as_str()) {
                self.ahead.add(read_entry(key, value));
            }
        }
    }

    /// Keys of the values to fetch next; none when there is nothing more to read.
    #[allow(clippy::should_implement_trait, reason = "an iterator would not wait for the values")]
    pub fn next(&mut self) -> Vec<String> {
        loop {
            let keys = self.tasks.iter().flat_map(Task::keys);
            let missing: BTreeSet<String> = keys.filter(|key| !self.values.contains_key(key)).collect();
            if !missing.is_empty() {
                return missing.into_iter().collect();
            }
            for task in std::mem::take(&mut self.tasks) {
                self.read(task);
            }
            if self.tasks.is_empty() {
                match self.stage {
                    Stage::Begin => self.begin(),
                    Stage::Counts => self.find_people(),
                    Stage::People => return vec![],
                }
            }
        }
    }

    /// Takes in values by key; none for a key that the store does not have.
    pub fn add_values(&mut self, values: &[(String, Option<String>)]) {
        for (key, text) in values {
            let bytes = text.as_ref().map_or(0, String::len) as u64;
            self.cost.values = self.cost.values.saturating_add(1);
            self.cost.bytes = self.cost.bytes.saturating_add(bytes);
            self.values.insert(key.clone(), text.as_deref().map(|text| stored::unquote(text).into_owned()));
        }
    }

    /// The counts, as far as they were read.
    pub fn answer(mut self) -> OverviewAnswer {
        if self.stage == Stage::Begin || !self.tasks.is_empty() {
            self.problems.push("the time or the budget ended before everything was read".to_owned());
        }
        for event in self.waiting.values() {
            let account = event.actor.account_id.as_ref();
            let who = account.map(|account| match self.people.number(account) {
                Some(number) => Who::Number(number),
                None => Who::Account(account.clone()),
            });
            self.sums.add_event(event, who);
        }
        let people = &self.people;
        let answer = self.sums.answer(self.top, |number| people.account(number).map(str::to_owned));
        OverviewAnswer {
            oldest: self.root.months.iter().map(|month| month.from).min(),
            waiting: u32::try_from(self.waiting.len()).unwrap_or(u32::MAX),
            problems: self.problems,
            read: self.cost,
            ..answer
        }
    }

    /// Decides where each month is read from.
    fn begin(&mut self) {
        self.stage = Stage::Counts;
        let of_days = |event: &Event| self.days.touch(event.occurred, event.occurred);
        let waiting = self.ahead.settle().into_iter().filter(of_days).map(|event| (event.id, event));
        self.waiting = waiting.collect();
        let with_waiting: BTreeSet<String> =
            self.waiting.values().map(|event| keys::month(event.occurred)).collect();
        let months: Vec<Month> =
            self.root.months.iter().filter(|month| self.days.touch(month.from, month.to)).cloned().collect();
        let mut by_year: BTreeMap<String, (Year, Vec<Month>)> = BTreeMap::new();
        for month in months {
            if month.uncounted > 0 || month.rollup.is_none() || with_waiting.contains(&month.month) {
                self.tasks.push(Task::Manifest(month.clone(), Which::Uncounted));
            }
            let year = self.root.years.iter().find(|year| year.has(&month.month));
            match year.filter(|_| self.days.whole(&month).is_some()) {
                Some(year) => {
                    let of_year = by_year.entry(year.year.clone()).or_insert_with(|| (year.clone(), vec![]));
                    of_year.1.push(month);
                }
                None => self.tasks.push(Task::Month(month)),
            }
        }
        for (year, months) in by_year.into_values() {
            match <[Month; 1]>::try_from(months) {
                Ok([month]) => self.tasks.push(Task::Month(month)),
                Err(months) => self.tasks.push(Task::Year(year, months)),
            }
        }
    }

    fn read(&mut self, task: Task) {
        match task {
            Task::Year(year, months) => match year.rollup.read(&self.values) {
                Ok(counts) => months.iter().for_each(|month| self.add_month_of_year(&counts, month)),
                Err(error) => {
                    self.problems.push(error.to_string());
                    self.tasks.extend(months.into_iter().map(Task::Month));
                }
            },
            Task::Month(month) => {
                let Some(rolled) = &month.rollup else { return };
                match rolled.read(&self.values) {
                    Ok(counts) => self.sums.add(&counts),
                    Err(error) => {
                        self.problems.push(error.to_string());
                        self.tasks.push(Task::Manifest(month, Which::Counted));
                    }
                }
            }
            Task::Manifest(month, which) => match self.manifest(&month) {
                Ok(manifest) => self.read_manifest(&manifest, which),
                Err(error) => self.problems.push(error.to_string()),
            },
            Task::Segment(row) => {
                match self.open(&row, &column_keys(&row)).and_then(|it| Ok(Counts::of(&it)?)) {
                    Ok(counts) => {
                        self.cost.segments = self.cost.segments.saturating_add(1);
                        self.cost.rows = self.cost.rows.saturating_add(row.stats.rows);
                        self.sums.add(&counts);
                    }
                    Err(error) => self.problems.push(error.to_string()),
                }
            }
            Task::Repeated(row) => {
                let read = self.open(&row, &row.keys()).and_then(|it| Ok(it.events(&self.people)?));
                // What cannot be read is told when it is counted.
                read.unwrap_or_default().iter().for_each(|event| drop(self.waiting.remove(&event.id)));
            }
            Task::Page(page, key) => {
                let text = self.values.get(&key).cloned().flatten();
                let read = text.map(|text| people::add(&mut self.people, page, &key, &text));
                match read {
                    Some(Ok(())) => {}
                    Some(Err(error)) => self.problems.push(error.to_string()),
                    None => self.problems.push(format!("people `{key}` are missing")),
                }
            }
        }
    }

    fn add_month_of_year(&mut self, counts: &Counts, month: &Month) {
        if let Some((when, days)) = self.days.whole(month).zip(days_of_month(&month.month)) {
            self.sums.add_days(counts, when, days);
        }
    }

    fn manifest(&self, month: &Month) -> Result<Manifest, EngineError> {
        match self.values.get(&month.manifest) {
            Some(Some(text)) => Manifest::parse(&month.manifest, text),
            _ => Err(EngineError::NotHandedIn(month.manifest.clone())),
        }
    }

    fn read_manifest(&mut self, manifest: &Manifest, which: Which) {
        for row in &manifest.segments {
            let near = |event: &Event| {
                let second = event.occurred.div_euclid(1_000);
                let around = may_come_again_within(event).unwrap_or_default();
                row.stats.from.div_euclid(1_000) <= second.saturating_add(around)
                    && second.saturating_sub(around) <= row.stats.to.div_euclid(1_000)
            };
            let is_short = row.stats.bytes <= REPEATED_BYTES_MAX;
            if which == Which::Uncounted && is_short && self.waiting.values().any(near) {
                self.tasks.push(Task::Repeated(row.clone()));
            }
            let is_wanted = manifest.counts(&row.name) == (which == Which::Counted);
            if is_wanted && self.days.touch(row.stats.from, row.stats.to) {
                self.tasks.push(Task::Segment(row.clone()));
            }
        }
    }

    fn open(&self, row: &SegmentRow, keys: &[String]) -> Result<Reader, EngineError> {
        let mut reader = Reader::new(row.hash())?;
        for key in keys {
            // What is missing is noticed when it is needed.
            if let Some(Some(text)) = self.values.get(key) {
                reader.add(text)?;
            }
        }
        Ok(reader)
    }

    /// Looks up those who may be among the first.
    fn find_people(&mut self) {
        self.stage = Stage::People;
        let waiting: BTreeSet<&String> =
            self.waiting.values().filter_map(|event| event.actor.account_id.as_ref()).collect();
        // Whoever waits may pass others by as many records as wait.
        let first = self.sums.top_people(self.top.saturating_add(waiting.len())).into_iter();
        let numbers = first.filter_map(|(who, _)| match who {
            Who::Number(number) => Some(page_of_number(*number)),
            Who::Account(_) => None,
        });
        let pages: BTreeSet<u32> =
            numbers.chain(waiting.into_iter().map(|account| page_of_account(account))).collect();
        let values: BTreeSet<(u32, &String)> =
            pages.into_iter().filter_map(|page| people::key_of(&self.root, page)).collect();
        self.tasks = values.into_iter().map(|(first, key)| Task::Page(first, key.clone())).collect();
    }
}
