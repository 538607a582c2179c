//! The history: who acts when, and what follows from an act.

use super::chance::Chance;
use super::choose::{self, Chosen};
use super::staff::{Job, Worker};
use super::times::{self, Slot};
use super::wiki;
use crate::act::{self, Act};
use crate::events::Emitted;
use crate::model::World;
use crate::time::DAY;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// The company at work.
pub(super) struct Life {
    pub(super) world: World,
    pub(super) workers: Vec<Worker>,
    pub(super) chance: Chance,
    /// Keys of each project's issues, oldest first.
    pub(super) issues: BTreeMap<String, Vec<String>>,
    /// What will be done later, soonest first; the number keeps the order of equals.
    later: BinaryHeap<Reverse<(i64, u64, usize)>>,
    plans: Vec<Option<Plan>>,
    now: i64,
    acts: u64,
    emitted: u64,
}

/// Something somebody has in mind.
#[derive(Debug, Clone)]
struct Plan {
    who: usize,
    act: Act,
}

/// Of a hundred things people do, how many are in Confluence; one more is where nothing is told.
const WIKI_PERCENT: usize = 9;

/// How many days are planned at a time.
const STRETCH_DAYS: i64 = 7;

impl Life {
    /// Nothing has happened yet.
    pub(super) fn new(world: World, workers: Vec<Worker>, chance: Chance) -> Self {
        Self {
            world,
            workers,
            chance,
            issues: BTreeMap::new(),
            later: BinaryHeap::new(),
            plans: Vec::new(),
            now: i64::MIN,
            acts: 0,
            emitted: 0,
        }
    }

    /// Lives from one time to another; at least so many events are handed out.
    pub(super) fn live(&mut self, from: i64, to: i64, events: u32, emit: &mut dyn FnMut(Emitted)) {
        let before = self.emitted;
        let wanted = u64::from(events);
        let mut begin = from;
        while begin < to {
            // What the last stretch left over is made up for in the next ones; an act gives about one and a half events.
            let end = begin.saturating_add(DAY.saturating_mul(STRETCH_DAYS)).min(to);
            let due = share(wanted, end.saturating_sub(from), to.saturating_sub(from));
            let missing = due.saturating_sub(self.emitted.saturating_sub(before));
            let acts = share(missing, cast(self.acts.max(2)), cast(self.emitted.max(3)));
            let count = usize::try_from(acts).unwrap_or(0);
            for slot in times::slots(&self.workers, begin, end, count, &mut self.chance) {
                self.catch_up(slot.at, emit);
                self.turn(slot, emit);
            }
            self.catch_up(end.saturating_sub(1), emit);
            begin = end;
        }
        self.work_late(to, before.saturating_add(wanted), emit);
    }

    /// The world as it is after all that; who has left by then is not active any more.
    pub(super) fn into_world(mut self, end: i64) -> World {
        self.part(end);
        self.world
    }

    /// Acts until there are enough events, in the time that is left.
    fn work_late(&mut self, to: i64, wanted: u64, emit: &mut dyn FnMut(Emitted)) {
        for _ in 0..wanted.saturating_mul(20) {
            if self.emitted >= wanted {
                break;
            }
            let left = to
                .saturating_sub(self.now)
                .checked_div(cast(wanted.saturating_sub(self.emitted)))
                .unwrap_or(0);
            let step = self.chance.between(1, left.clamp(2, 60_000));
            let who = self.chance.below(self.workers.len());
            let employed = self.workers.get(who).is_some_and(|worker| {
                worker.pace > 0
                    && worker.joins.is_none_or(|at| at < self.now)
                    && worker.leaves.is_none_or(|at| at > self.now)
            });
            if employed {
                self.turn(Slot { at: self.now.saturating_add(step), who }, emit);
            }
        }
    }

    /// Does what was planned up to a time.
    fn catch_up(&mut self, to: i64, emit: &mut dyn FnMut(Emitted)) {
        while self.later.peek().is_some_and(|next| next.0.0 <= to) {
            let Some(Reverse((at, _, plan))) = self.later.pop() else { break };
            if let Some(plan) = self.plans.get_mut(plan).and_then(Option::take) {
                self.perform(at, plan.who, &plan.act, emit);
            }
        }
    }

    /// Somebody's turn: chooses something and does it.
    fn turn(&mut self, slot: Slot, emit: &mut dyn FnMut(Emitted)) {
        self.part(slot.at);
        // What is chosen may turn out to be impossible; then something else is tried.
        for _ in 0..4 {
            let chosen = match self.chance.below(100) {
                0..WIKI_PERCENT => wiki::act(self, slot.who, slot.at),
                WIKI_PERCENT => wiki::quiet(self, slot.who),
                _ => choose::act(self, slot.who, slot.at),
            };
            if chosen.is_some_and(|act| self.perform(slot.at, slot.who, &act, emit)) {
                break;
            }
        }
    }

    /// Does it, and plans what follows. False when it could not be done.
    fn perform(&mut self, at: i64, who: usize, act: &Act, emit: &mut dyn FnMut(Emitted)) -> bool {
        let at = at.max(self.now.saturating_add(1));
        let Some(account) = self.workers.get(who).map(|worker| worker.account_id.clone()) else {
            return false;
        };
        let Ok(outcome) = act::perform(&mut self.world, at, &account, act) else { return false };
        self.now = at;
        self.acts = self.acts.saturating_add(1);
        self.remember(act, outcome.issue.as_deref());
        for event in outcome.events {
            self.emitted = self.emitted.saturating_add(1);
            emit(event);
        }
        for Chosen { after, who, act } in choose::follow_ups(self, who, act, outcome.issue, outcome.made) {
            self.intend(at.saturating_add(after), who, act);
        }
        true
    }

    /// Somebody is going to do something.
    pub(super) fn intend(&mut self, at: i64, who: usize, act: Act) {
        let number = self.plans.len();
        self.plans.push(Some(Plan { who, act }));
        self.later.push(Reverse((at, u64::try_from(number).unwrap_or(0), number)));
    }

    /// Keeps the lists of issues.
    fn remember(&mut self, act: &Act, issue: Option<&str>) {
        let Some(key) = issue else { return };
        let project = key.split_once('-').map_or(key, |parts| parts.0);
        match act {
            Act::Create(_) => self.issues.entry(project.to_owned()).or_default().push(key.to_owned()),
            Act::Delete(_) => {
                if let Some(keys) = self.issues.get_mut(project) {
                    keys.retain(|kept| kept != key);
                }
            }
            Act::Move(moved) => {
                for keys in self.issues.values_mut() {
                    keys.retain(|kept| *kept != moved.issue);
                }
                self.issues.entry(project.to_owned()).or_default().push(key.to_owned());
            }
            _ => {}
        }
    }

    /// Lets those leave whose last day has passed.
    fn part(&mut self, at: i64) {
        for worker in &self.workers {
            if worker.leaves.is_some_and(|leaves| leaves <= at) {
                self.world.leave(&worker.account_id);
            }
        }
    }

    /// Somebody else of a team with one of these jobs, who works here at that time.
    pub(super) fn colleague(&mut self, project: &str, jobs: &[Job], not: usize, at: i64) -> Option<usize> {
        let fits = |worker: &Worker| {
            worker.team.0 == project
                && jobs.contains(&worker.job)
                && worker.joins.is_none_or(|joins| joins <= at)
                && worker.leaves.is_none_or(|leaves| leaves > at)
        };
        let found: Vec<usize> = self
            .workers
            .iter()
            .enumerate()
            .filter(|(who, worker)| *who != not && fits(worker))
            .map(|(who, _)| who)
            .collect();
        self.chance.one(&found).copied()
    }

    /// The worker who is the automation.
    pub(super) fn automation(&self) -> Option<usize> {
        self.workers.iter().position(|worker| worker.job == Job::Automation)
    }
}

/// `total * part / whole`.
fn share(total: u64, part: i64, whole: i64) -> u64 {
    let product = u128::from(total).saturating_mul(u128::try_from(part).unwrap_or(0));
    let share = product.checked_div(u128::try_from(whole).unwrap_or(0)).unwrap_or(0);
    u64::try_from(share).unwrap_or(u64::MAX)
}

fn cast(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
