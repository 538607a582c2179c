//! How many records there are in each stretch of time, of each value of a field.

use super::Session;
use super::ask::Lacks;
use super::deep::Looked;
use super::groups::{NONE, Value, View, view};
use super::loaded::Loaded;
use super::value;
use crate::{EngineError, GroupField, Shown, Stretch};
use activity_event::Event;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// More stretches than anybody can look at.
const EDGES_MAX: usize = 50_001;

/// Counts records by stretch and value.
#[derive(Debug)]
pub(super) struct HistogramTally {
    /// In milliseconds, as they were given.
    edges: Vec<i64>,
    by: Option<GroupField>,
    /// Place of each value in `counts`.
    places: HashMap<Value, usize>,
    /// By value and stretch.
    counts: Vec<Vec<u32>>,
    looked: Looked,
}

impl HistogramTally {
    pub(super) fn new(edges: &[i64], by: Option<GroupField>) -> Result<Self, EngineError> {
        if !(2..=EDGES_MAX).contains(&edges.len()) || !edges.is_sorted() {
            return Err(EngineError::Request("`edges` must be times that rise, two or more".to_owned()));
        }
        Ok(Self {
            edges: edges.to_vec(),
            by,
            places: HashMap::new(),
            counts: vec![],
            looked: Looked::default(),
        })
    }

    fn place(&mut self, value: Value) -> usize {
        let next = self.counts.len();
        let place = *self.places.entry(value).or_insert(next);
        if place == next {
            self.counts.push(vec![0; self.edges.len().saturating_sub(1)]);
        }
        place
    }

    fn add(&mut self, place: usize, stretch: usize, count: u32) {
        if let Some(slot) = self.counts.get_mut(place).and_then(|counts| counts.get_mut(stretch)) {
            *slot = slot.saturating_add(count);
        }
    }

    /// The rows of each stretch, as places among these; stretches without rows are left out.
    #[inline(never)]
    fn stretches(&self, segment: &Loaded, rows: &[u32]) -> Vec<(usize, Range<usize>)> {
        let first = |edge: &i64| {
            let whole = edge.div_euclid(1_000).saturating_mul(1_000);
            let row = segment.columns.between(whole, i64::MAX).start;
            rows.partition_point(|at| (*at as usize) < row)
        };
        let (from, to) = (segment.row.stats.from, segment.row.stats.to);
        let mut found = Vec::new();
        for (at, edges) in self.edges.windows(2).enumerate() {
            if let [from_edge, to_edge] = edges
                && *from_edge <= to
                && to_edge.div_euclid(1_000) >= from.div_euclid(1_000)
            {
                let rows = first(from_edge)..first(to_edge);
                if !rows.is_empty() {
                    found.push((at, rows));
                }
            }
        }
        found
    }

    /// Counts rows of a segment, which rise.
    #[inline(never)]
    pub(super) fn rows(&mut self, session: &Session, segment: &Loaded, rows: &[u32], lacks: &mut Lacks) {
        let stretches = self.stretches(segment, rows);
        let Some(field) = self.by else {
            let place = self.place(Value::Name(String::new()));
            for (stretch, rows) in stretches {
                self.add(place, stretch, u32::try_from(rows.len()).unwrap_or(u32::MAX));
            }
            return;
        };
        match view(field, segment) {
            None => {}
            Some(View::Codes(codes, numbers)) => {
                let mut by_code = vec![0_u32; numbers.len()];
                let places_of: Vec<usize> = numbers
                    .into_iter()
                    .map(|number| if number == NONE { usize::MAX } else { self.place(Value::Number(number)) })
                    .collect();
                for (stretch, places) in stretches {
                    for row in rows.get(places).unwrap_or_default() {
                        let code = codes.get(*row as usize);
                        if let Some(counted) = code.and_then(|code| by_code.get_mut(usize::from(*code))) {
                            *counted = counted.wrapping_add(1);
                        }
                    }
                    for (place, counted) in places_of.iter().zip(&mut by_code) {
                        self.add(*place, stretch, std::mem::take(counted));
                    }
                }
            }
            Some(View::Deep) if !self.looked.admits(rows.len()) => {}
            Some(View::Deep) => {
                let mut found: Vec<(u32, u32)> = Vec::new();
                session.each_deep(field, segment, rows, lacks, &mut |row, number| found.push((row, number)));
                for (row, number) in found {
                    let at = rows.partition_point(|other| *other < row);
                    let behind = stretches.partition_point(|(_, rows)| rows.end <= at);
                    if let Some((stretch, rows)) = stretches.get(behind)
                        && rows.contains(&at)
                    {
                        let place = self.place(Value::Number(number));
                        self.add(place, *stretch, 1);
                    }
                }
            }
        }
    }

    /// Counts a record that is in no segment.
    pub(super) fn event(&mut self, session: &Session, event: &Event) {
        let second = event.occurred.div_euclid(1_000);
        let behind = self.edges.partition_point(|edge| edge.div_euclid(1_000) <= second);
        let Some(stretch) = behind.checked_sub(1) else { return };
        let values = match self.by {
            None => vec![Value::Name(String::new())],
            Some(field) => {
                value::of(field, event).into_iter().map(|name| session.numbered(field, name)).collect()
            }
        };
        for value in values {
            let place = self.place(value);
            self.add(place, stretch, 1);
        }
    }

    pub(super) fn finish(mut self, session: &Session) -> Shown {
        let mut named: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        if self.by.is_none() {
            self.place(Value::Name(String::new()));
        }
        for (value, place) in &self.places {
            let name = match (value, self.by) {
                (Value::Name(name), _) => Some(name.clone()),
                (Value::Number(number), Some(field)) => session.value_of(field, *number),
                (Value::Number(_), None) => None,
            };
            let Some((name, counts)) = name.zip(self.counts.get(*place)) else { continue };
            if self.by.is_some() && counts.iter().all(|count| *count == 0) {
                continue;
            }
            let sums = named.entry(name).or_insert_with(|| vec![0; counts.len()]);
            sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum = sum.saturating_add(*count));
        }
        let mut named: Vec<(u64, String, Vec<u32>)> = named
            .into_iter()
            .map(|(name, counts)| (counts.iter().map(|count| u64::from(*count)).sum(), name, counts))
            .collect();
        named.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let at = |stretch: usize| -> Vec<u32> {
            named.iter().filter_map(|(_, _, counts)| counts.get(stretch).copied()).collect()
        };
        let starts = self.edges.iter().take(self.edges.len().saturating_sub(1)).enumerate();
        let stretches = starts.map(|(n, edge)| Stretch { at: *edge, counts: at(n) }).collect();
        let values = named.into_iter().map(|(_, name, _)| name).collect();
        Shown::Histogram { values, stretches, of: self.looked.of() }
    }
}
