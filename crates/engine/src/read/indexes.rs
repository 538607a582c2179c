//! Looking in the index of a month before its segments are read.

use super::plan::{Plan, Task};
use super::segment::SegmentTask;
use crate::catalogue::SegmentRow;
use crate::indexed::{Groups, Indexed, Sought};
use activity_segment::People;
use std::collections::{BTreeMap, BTreeSet};

/// Of a segment with more groups than this that may have matches, the columns are read: they cost less.
const GROUPS_MAX: usize = 5;

/// An index that is to be looked in, and the segments that it tells of and that may matter.
#[derive(Debug)]
pub(super) struct IndexTask {
    indexed: Indexed,
    rows: Vec<SegmentRow>,
    /// What to look for; none before anybody has asked.
    hashes: Option<Vec<BTreeSet<u64>>>,
}

impl IndexTask {
    pub(super) fn new(indexed: Indexed, rows: Vec<SegmentRow>) -> Self {
        Self { indexed, rows, hashes: None }
    }

    pub(super) fn name(&self) -> &str {
        &self.indexed.name
    }

    /// The first and the last time of the segments.
    pub(super) fn times(&self) -> Option<(i64, i64)> {
        let from = self.rows.iter().map(|row| row.stats.from).min()?;
        let to = self.rows.iter().map(|row| row.stats.to).max()?;
        Some((from, to))
    }

    /// Decides what to look for.
    pub(super) fn seek(&mut self, sought: &Sought, people: &People) {
        let numbers_of = |name: &str| {
            let named = people.iter().filter(|(_, account)| activity_filter::fold(account) == name);
            named.map(|(number, _)| number).collect()
        };
        self.hashes = Some(sought.hashes(&self.indexed.nameless, &numbers_of));
    }

    /// Keys of the values that tell.
    pub(super) fn keys(&self) -> Vec<String> {
        let hashes = self.hashes.iter();
        hashes.flat_map(|hashes| self.indexed.keys_of(hashes.iter().flatten()).into_keys()).collect()
    }

    /// Puts the segments on the plan that may have matches. Without the values of the index these are all. `ahead` says of which seconds
    /// every row matters, whatever the index says.
    pub(super) fn settle(self, values: Option<Vec<String>>, ahead: &BTreeSet<i64>, plan: &mut Plan) {
        let keys = self.keys();
        let found = values.zip(self.hashes.as_ref()).and_then(|(values, hashes)| {
            let values: BTreeMap<String, String> = keys.into_iter().zip(values).collect();
            self.indexed.find(hashes, &values).ok()
        });
        for row in self.rows {
            let seconds = row.stats.from.div_euclid(1_000)..=row.stats.to.div_euclid(1_000);
            let groups = found.as_ref().and_then(|found| found.get(&row.name));
            match groups.filter(|_| ahead.range(seconds).next().is_none()) {
                Some(Groups::Some(groups)) if groups.is_empty() => plan.note_left_out_by_index(),
                Some(Groups::Some(groups)) if groups.len() <= GROUPS_MAX => {
                    plan.push_segment(SegmentTask::of_groups(row, groups.clone()));
                }
                Some(Groups::Some(_) | Groups::Any) | None => plan.push_segment(SegmentTask::new(row)),
            }
        }
    }
}

impl Plan {
    /// Puts an index on the plan, in the place of its segments.
    pub(super) fn push_index(&mut self, task: IndexTask) {
        if let Some((from, to)) = task.times() {
            let name = task.name().to_owned();
            self.push(from, to, &name, Task::Index(Box::new(task)));
        }
    }

    fn push_segment(&mut self, task: SegmentTask) {
        let (from, to, name) = (task.row.stats.from, task.row.stats.to, task.row.name.clone());
        self.push(from, to, &name, Task::Segment(Box::new(task)));
    }
}
