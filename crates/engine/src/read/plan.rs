//! Which stored values can matter, in the order of the page.

use super::indexes::IndexTask;
use super::place::{Direction, Place};
use super::question::Question;
use super::segment::SegmentTask;
use crate::answer::Scope;
use crate::catalogue::{Manifest, Month, SegmentRow};
use activity_event::Container;
use activity_filter::RequiredContainers;
use activity_segment::Stats;
use std::collections::{BTreeMap, BTreeSet};

/// What there is to read, sorted by the first time (as it stands in places) that can be found there.
#[derive(Debug)]
pub(super) struct Plan {
    direction: Direction,
    tasks: BTreeMap<(i64, String), Task>,
    limits: Limits,
    /// Whether indexes can tell where matches are.
    by_index: bool,
    seen: Explanation,
}

/// What a plan has found and left out, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Explanation {
    /// Months of the log.
    pub months: u32,
    /// Months that were left out by the time of their records.
    pub months_by_time: u32,
    /// Segments of the months whose manifests were read.
    pub segments: u32,
    /// Segments that were left out by the time of their records,
    pub by_time: u32,
    /// because none of the wanted actions occurs,
    pub by_action: u32,
    /// because no project or space occurs that may be wanted,
    pub by_container: u32,
    /// because an index has nothing of what is sought,
    pub by_index: u32,
    /// because their columns have no row that may match.
    pub by_columns: u32,
    /// Segments and manifests that the page did not come to.
    pub not_reached: u32,
}

/// By what a segment is left out.
enum LeftOut {
    Time,
    Action,
    Container,
}

/// Something to read.
#[derive(Debug)]
pub(super) enum Task {
    /// The manifest under this key.
    Manifest(String),
    /// An index, and the segments that it tells of.
    Index(Box<IndexTask>),
    /// A segment.
    Segment(Box<SegmentTask>),
}

impl Task {
    /// Keys of the values that are needed next.
    pub(super) fn keys(&self, question: &Question, scope: &Scope) -> Vec<String> {
        match self {
            Self::Manifest(key) => vec![key.clone()],
            Self::Index(task) => task.keys(),
            Self::Segment(task) => task.keys(question, scope),
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Manifest(key) => key,
            Self::Index(task) => task.name(),
            Self::Segment(task) => &task.row.name,
        }
    }
}

/// What a stretch of records must have in common with the question to matter.
#[derive(Debug)]
struct Limits {
    since: i64,
    /// Not included; none when there is no end.
    before: Option<i64>,
    after: Option<Place>,
    actions: Option<BTreeSet<u16>>,
    scope: Scope,
    containers: Vec<RequiredContainers>,
}

impl Limits {
    fn admit_times(&self, direction: Direction, from: i64, to: i64) -> bool {
        let (_, last) = direction.stretch(from, to);
        to >= self.since
            && self.before.is_none_or(|before| from < before)
            && self.after.is_none_or(|after| last >= after.time)
    }

    /// Why nothing of a segment can matter, if that is so.
    fn leaves_out(&self, direction: Direction, stats: &Stats) -> Option<LeftOut> {
        let occurs = |wanted: &BTreeSet<u16>| wanted.iter().any(|action| stats.actions.contains_key(action));
        if !self.admit_times(direction, stats.from, stats.to) {
            Some(LeftOut::Time)
        } else if !self.actions.as_ref().is_none_or(occurs) {
            Some(LeftOut::Action)
        } else if !self.admit_containers(stats) {
            Some(LeftOut::Container)
        } else {
            None
        }
    }

    /// Whether there can be a record in a container that both the scope and the question admit, or, for the scope "all",
    /// one without: such a record may always match.
    fn admit_containers(&self, stats: &Stats) -> bool {
        let Some(listed) = stats.listed_containers() else { return true };
        let admitted = |container: &Container| {
            is_in_scope(&self.scope, container)
                && self.containers.iter().all(|required| required.admits(container))
        };
        (self.scope == Scope::All && stats.elsewhere) || listed.iter().any(admitted)
    }
}

/// Whether the scope allows this project or space.
pub(crate) fn is_in_scope(scope: &Scope, container: &Container) -> bool {
    match scope {
        Scope::All => true,
        Scope::Containers(allowed) => {
            allowed.iter().any(|one| one.kind == container.kind && one.id == container.id)
        }
    }
}

impl Plan {
    /// Everything in the catalogue that the question may find rows in.
    pub(super) fn new(question: &Question, scope: &Scope, after: Option<Place>, months: &[Month]) -> Self {
        let direction = question.direction;
        let limits = Limits {
            since: question.since,
            before: question.before,
            after,
            actions: question.actions.clone(),
            scope: scope.clone(),
            containers: question.containers.clone(),
        };
        let mut plan = Self {
            direction,
            tasks: BTreeMap::new(),
            limits,
            by_index: question.sought.is_some(),
            seen: Explanation::default(),
        };
        for month in months {
            one_more(&mut plan.seen.months);
            if plan.limits.admit_times(direction, month.from, month.to) {
                plan.push(month.from, month.to, &month.manifest, Task::Manifest(month.manifest.clone()));
            } else {
                one_more(&mut plan.seen.months_by_time);
            }
        }
        plan
    }

    pub(super) fn push(&mut self, from: i64, to: i64, name: &str, task: Task) {
        let (first, _) = self.direction.stretch(from, to);
        self.tasks.insert((first, name.to_owned()), task);
    }

    /// Takes in the segments of a manifest that was read.
    pub(super) fn add_manifest(&mut self, manifest: Manifest) {
        let mut indexed: BTreeMap<String, usize> = BTreeMap::new();
        for (at, index) in manifest.indexed.iter().enumerate().filter(|_| self.by_index) {
            indexed.extend(index.segments.iter().map(|name| (name.clone(), at)));
        }
        let mut rows: Vec<Vec<SegmentRow>> = vec![Vec::new(); manifest.indexed.len()];
        for row in manifest.segments {
            one_more(&mut self.seen.segments);
            match self.limits.leaves_out(self.direction, &row.stats) {
                None if let Some(rows) = indexed.get(&row.name).and_then(|at| rows.get_mut(*at)) => {
                    rows.push(row);
                }
                None => {
                    let (from, to, name) = (row.stats.from, row.stats.to, row.name.clone());
                    self.push(from, to, &name, Task::Segment(Box::new(SegmentTask::new(row))));
                }
                Some(LeftOut::Time) => one_more(&mut self.seen.by_time),
                Some(LeftOut::Action) => one_more(&mut self.seen.by_action),
                Some(LeftOut::Container) => one_more(&mut self.seen.by_container),
            }
        }
        for (index, rows) in manifest.indexed.into_iter().zip(rows) {
            self.push_index(IndexTask::new(index, rows));
        }
    }

    /// Notes that an index has nothing of what is sought in a segment.
    pub(super) fn note_left_out_by_index(&mut self) {
        one_more(&mut self.seen.by_index);
    }

    /// Notes that the columns of a segment have no row that may match.
    pub(super) fn note_ruled_out(&mut self) {
        one_more(&mut self.seen.by_columns);
    }

    /// What was found and left out so far.
    pub(super) fn explain(&self) -> Explanation {
        Explanation { not_reached: u32::try_from(self.tasks.len()).unwrap_or(u32::MAX), ..self.seen }
    }

    /// The manifests that are needed before any other value, at most so many.
    pub(super) fn first_manifests(&self, max: usize) -> Vec<String> {
        let manifests = self.tasks.values().filter_map(|task| match task {
            Task::Manifest(key) => Some(key.clone()),
            Task::Index(_) | Task::Segment(_) => None,
        });
        manifests.take(max).collect()
    }

    /// Takes a manifest off the list, because it is here.
    pub(super) fn take_manifest(&mut self, key: &str) -> bool {
        let at = self.tasks.iter().find(|(_, task)| matches!(task, Task::Manifest(other) if other == key));
        let Some(at) = at.map(|(at, _)| at.clone()) else { return false };
        self.tasks.remove(&at).is_some()
    }

    /// The first time that is still to be read; none when all is read.
    pub(super) fn frontier(&self) -> Option<i64> {
        self.tasks.first_key_value().map(|((first, _), _)| *first)
    }

    /// Takes the task that comes first.
    pub(super) fn pop(&mut self) -> Option<(i64, Task)> {
        self.tasks.pop_first().map(|((first, _), task)| (first, task))
    }

    /// Puts a task back that is not done; nothing of it comes before this time, as it stands in places.
    pub(super) fn put_back(&mut self, first: i64, task: Task) {
        self.tasks.insert((first, task.name().to_owned()), task);
    }
}

fn one_more(count: &mut u32) {
    *count = count.saturating_add(1);
}
