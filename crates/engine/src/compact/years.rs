//! The counts of years. See `counted`.

use crate::catalogue::{Month, Root, Year, month_bit};
use crate::counted::{self, Rolled};
use crate::{EngineError, Write};
use activity_segment::rollup::Counts;
use std::collections::{BTreeMap, BTreeSet};

/// A year that is counted from its months.
#[derive(Debug)]
pub(super) struct YearWork {
    year: String,
    months: Vec<(String, Rolled)>,
}

impl YearWork {
    /// The first year that lacks counts which it could have: at least two months are over, all of those are counted, and none of them is
    /// `touched` by this compaction.
    pub(super) fn next(root: &Root, touched: &BTreeSet<String>, now: &str) -> Option<Self> {
        let mut years: BTreeMap<&str, Vec<&Month>> = BTreeMap::new();
        for month in root.months.iter().filter(|month| month.month.as_str() < now) {
            years.entry(month.month.get(..4)?).or_default().push(month);
        }
        let lacks = |(year, months): &(&str, Vec<&Month>)| {
            let able = |month: &&Month| month.is_counted() && !touched.contains(&month.month);
            let present = root.years.iter().find(|row| row.year == *year).map(|row| row.months);
            months.len() > 1 && months.iter().all(able) && present != Some(bits(months))
        };
        let (year, months) = years.into_iter().find(lacks)?;
        let months =
            months.into_iter().filter_map(|month| Some((month.month.clone(), month.rollup.clone()?)));
        Some(Self { year: year.to_owned(), months: months.collect() })
    }

    /// Keys of the counts of its months.
    pub(super) fn wanted(&self) -> Vec<String> {
        self.months.iter().flat_map(|(_, rolled)| rolled.keys()).collect()
    }

    /// Counts the year, and has the root name it.
    pub(super) fn pack(
        self,
        root: &mut Root,
        generation: u32,
        values: &BTreeMap<String, Option<String>>,
    ) -> Result<(Vec<Write>, Vec<String>), EngineError> {
        let mut sum = Counts::default();
        for (_, rolled) in &self.months {
            sum.merge(&rolled.read(values)?.by_month())?;
        }
        let (rollup, writes) = counted::write(&sum, generation)?;
        let former = take(root, &self.year);
        let months = self.months.iter().fold(0, |bits, (month, _)| bits | month_bit(month));
        root.years.push(Year { year: self.year, months, rollup });
        root.years.sort_by(|a, b| a.year.cmp(&b.year));
        Ok((writes, former))
    }
}

fn bits(months: &[&Month]) -> u16 {
    months.iter().fold(0, |bits, month| bits | month_bit(&month.month))
}

/// Takes a year out of the root; gives its keys.
fn take(root: &mut Root, year: &str) -> Vec<String> {
    let former = root.years.extract_if(.., |row| row.year == year);
    former.flat_map(|row| row.rollup.keys()).collect()
}

/// Takes the years out of the root whose months are no longer counted as they were; gives their keys.
pub(super) fn drop_stale(root: &mut Root, before: &[Month]) -> Vec<String> {
    let now: BTreeMap<&str, &Option<Rolled>> =
        root.months.iter().map(|month| (month.month.as_str(), &month.rollup)).collect();
    let changed = before.iter().filter(|month| now.get(month.month.as_str()) != Some(&&month.rollup));
    let changed: Vec<&str> = changed.map(|month| month.month.as_str()).collect();
    let stale = |year: &mut Year| changed.iter().any(|month| year.has(month));
    root.years.extract_if(.., stale).flat_map(|row| row.rollup.keys()).collect()
}
