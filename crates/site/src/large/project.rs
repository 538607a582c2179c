//! A project and the issues that people work on in it.

use super::clock::START;
use super::flow::{LABELS, PRIORITY_WEIGHTS, TYPE_WEIGHTS, workflow};
use super::issue::Issue;
use super::people::Who;
use super::tools::{Family, Tools};
use crate::time::DAY;
use activity_event::{Container, ContainerKind};
use std::collections::VecDeque;

/// Issues that are worked on at a time; older ones rest for good.
const ISSUES_MAX: usize = 60;

/// A sub-task's place in the list of types.
const SUB_TASK: usize = 3;

/// A project.
#[derive(Debug)]
pub(super) struct Project {
    pub(super) id: String,
    pub(super) key: String,
    pub(super) name: String,
    /// Number of the workflow; the last is that of service projects.
    pub(super) flow: usize,
    /// Number of the next issue.
    pub(super) next: u32,
    pub(super) board: u64,
    /// Id and name.
    pub(super) components: Vec<(String, String)>,
    /// Id and name.
    pub(super) versions: Vec<(String, String)>,
    /// How many of the versions are released: the first ones.
    pub(super) released: usize,
    /// Id and name.
    pub(super) sprints: Vec<(u64, String)>,
    /// How many of the sprints are closed: the first ones.
    pub(super) closed: usize,
    /// Whether the first sprint that is not closed has started.
    pub(super) sprinting: bool,
    /// Id, name and owner.
    pub(super) filters: Vec<(u64, String, Who)>,
    pub(super) issues: VecDeque<Issue>,
}

impl Project {
    /// A project with some history.
    pub(super) fn found(number: usize, id: u64, key: String, tools: &mut Tools) -> Self {
        let name = format!("{} {}", tools.words.name(&mut tools.chance), tools.words.name(&mut tools.chance));
        let mut project = Self {
            id: id.to_string(),
            key,
            name,
            flow: number % 3,
            next: u32::try_from(tools.chance.between(40, 9_000)).unwrap_or(1),
            board: tools.ids.take(Family::Board),
            components: Vec::new(),
            versions: Vec::new(),
            released: 0,
            sprints: Vec::new(),
            closed: 0,
            sprinting: false,
            filters: Vec::new(),
            issues: VecDeque::new(),
        };
        for _ in 0..tools.chance.below(6).saturating_add(1) {
            project.add_component(tools);
        }
        for _ in 0..tools.chance.below(5).saturating_add(1) {
            project.add_version(tools);
        }
        for _ in 0..tools.chance.below(8).saturating_add(1) {
            project.add_sprint(tools);
        }
        (project.released, project.closed) =
            (project.versions.len().saturating_sub(1), project.sprints.len().saturating_sub(1));
        for _ in 0..tools.chance.below(ISSUES_MAX / 2).saturating_add(5) {
            let creator = tools.people.anybody(&mut tools.chance);
            let created = START.saturating_sub(tools.chance.between(1, DAY.saturating_mul(60)));
            let at = project.add_issue(creator, created, tools);
            project.grow_old(at, tools);
        }
        project
    }

    /// As the container of a record.
    pub(super) fn container(&self) -> Container {
        let (key, name) = (Some(self.key.clone()), Some(self.name.clone()));
        Container { kind: ContainerKind::Project, id: self.id.clone(), key, name }
    }

    /// The container where payloads have its id only.
    pub(super) fn bare_container(&self) -> Container {
        Container { kind: ContainerKind::Project, id: self.id.clone(), key: None, name: None }
    }

    /// Where the issue with this id is in the list; new ones are found first.
    pub(super) fn find(&self, id: u64) -> Option<usize> {
        self.issues.iter().rposition(|issue| issue.id == id)
    }

    /// One of the issues, rather a new one.
    pub(super) fn some_issue(&self, tools: &mut Tools) -> usize {
        let count = self.issues.len();
        let back = tools.chance.below(count).min(tools.chance.below(count));
        count.saturating_sub(1).saturating_sub(back)
    }

    /// Adds an issue with its first values and gives its place in the list. An old one makes room for it.
    pub(super) fn add_issue(&mut self, creator: Who, created: i64, tools: &mut Tools) -> usize {
        let Tools { chance, words, people, ids, .. } = tools;
        let mut kind = chance.weighted(TYPE_WEIGHTS);
        let parent = self.issues.iter().rev().find(|issue| issue.kind != SUB_TASK);
        let parent = parent.filter(|_| kind == SUB_TASK).map(|issue| (issue.id, issue.key.clone()));
        if kind == SUB_TASK && parent.is_none() {
            kind = 2;
        }
        let labels = (0..chance.weighted(&[5, 3, 2])).filter_map(|_| chance.pick(LABELS)).collect();
        let mut issue = Issue {
            id: ids.take(Family::Issue),
            key: String::new(),
            kind,
            status: 0,
            resolution: None,
            priority: chance.weighted(PRIORITY_WEIGHTS),
            assignee: (chance.percent(40)).then(|| people.anybody(chance)),
            reporter: creator,
            creator,
            created,
            labels,
            component: chance.percent(50).then(|| chance.below(self.components.len())),
            version: None,
            parent,
            summary: words.title(chance),
            description: chance.percent(70).then(|| words.text(6, chance)),
            selects: Default::default(),
            points: None,
            dates: [None; 2],
            sprint: None,
            estimate: None,
            approvers: Vec::new(),
            comments: Vec::new(),
            worklogs: Vec::new(),
            links: Vec::new(),
            files: Vec::new(),
        };
        issue.labels.dedup();
        self.take_in(issue)
    }

    /// Gives an issue that is new here its key, and gives its place in the list.
    pub(super) fn take_in(&mut self, mut issue: Issue) -> usize {
        if self.issues.len() >= ISSUES_MAX {
            let flow = workflow(self.flow);
            let done = |issue: &Issue| flow.get(issue.status).is_some_and(super::flow::Step::is_done);
            let old = self.issues.iter().position(done).unwrap_or(0);
            self.issues.remove(old);
        }
        issue.key = format!("{}-{}", self.key, self.next);
        self.next = self.next.saturating_add(1);
        self.issues.push_back(issue);
        self.issues.len().saturating_sub(1)
    }

    /// Moves an issue through the workflow before anybody recorded it.
    fn grow_old(&mut self, at: usize, tools: &mut Tools) {
        let Some(issue) = self.issues.get_mut(at) else { return };
        for _ in 0..tools.chance.below(5) {
            let Some(step) = workflow(self.flow).get(issue.status) else { return };
            let weights: Vec<u32> = step.next.iter().map(|next| next.1).collect();
            issue.status = step.next.get(tools.chance.weighted(&weights)).map_or(0, |next| next.0);
        }
        let done = workflow(self.flow).get(issue.status).is_some_and(super::flow::Step::is_done);
        issue.resolution = done.then_some(0);
    }

    /// Adds a component and gives its place in the list.
    pub(super) fn add_component(&mut self, tools: &mut Tools) -> usize {
        let name = tools.words.name(&mut tools.chance);
        self.components.push((tools.ids.take(Family::Component).to_string(), name));
        self.components.len().saturating_sub(1)
    }

    /// Adds the next version and gives its place in the list.
    pub(super) fn add_version(&mut self, tools: &mut Tools) -> usize {
        let number = self.versions.len();
        let name = format!("{}.{}", number / 10, number % 10);
        self.versions.push((tools.ids.take(Family::Version).to_string(), name));
        number
    }

    /// Adds the next sprint and gives its place in the list.
    pub(super) fn add_sprint(&mut self, tools: &mut Tools) -> usize {
        let number = self.sprints.len();
        let name = format!("{} Sprint {}", self.key, number.saturating_add(1));
        self.sprints.push((tools.ids.take(Family::Sprint), name));
        number
    }
}
