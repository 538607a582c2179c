//! One run, and what must hold at its end.

use crate::client::Client;
use crate::overview::check_overview;
use crate::packing::{pack, pack_all};
use crate::questions::Question;
use crate::records::{self, is_amended};
use crate::retaining::{retain, retain_all};
use crate::settings::{PACKING_MS, SKEW_MS, SWEEPING_MS};
use crate::shapes;
use crate::sweeping::{sweep, sweep_all};
use crate::tally::Tally;
use crate::tasks::{Kind, Tasks, alone};
use crate::walk::{walk_anywhere, walk_calmly};
use crate::world::World;
use crate::writing::{amend, deliver};
use activity_event::{Event, EventId};
use std::collections::BTreeSet;
use std::future::Future;
use std::rc::Rc;

/// No run takes more steps.
const STEPS_MAX: usize = 200_000;
/// Events that are asked for one by one.
const ASKED_FOR: usize = 5;

/// One run; panics when something does not hold.
pub(crate) fn run(seed: u64) -> Tally {
    let world = World::new(seed);
    let mut run = Run { world, seed, tasks: Tasks::default(), begun: 0, under_way: vec![] };
    run.bad_times();
    run.rest();
    let mut tally = run.world.tally();
    tally.runs = 1;
    tally.events = run.begun as usize;
    std::mem::take(&mut tally)
}

struct Run {
    world: Rc<World>,
    seed: u64,
    tasks: Tasks,
    /// How many events have been delivered for the first time.
    begun: u32,
    /// Events that were delivered and perhaps not acknowledged.
    under_way: Vec<Event>,
}

impl Run {
    /// Everybody at work, until every event is acknowledged.
    fn bad_times(&mut self) {
        for _ in 0..STEPS_MAX {
            self.world.pass_a_moment();
            let drawn = self.world.dice().u32(0..100);
            match drawn {
                0..12 => self.deliver(),
                12 => self.deliver_again(),
                13..16 if self.tasks.count(Kind::Packer) < self.world.settings.packers => {
                    self.tasks.start(Kind::Packer, pack(Rc::clone(&self.world)));
                }
                16 if self.tasks.count(Kind::Reader) < self.world.settings.readers => {
                    self.tasks.start(Kind::Reader, walk_anywhere(Rc::clone(&self.world)));
                }
                18 => self.amend(),
                17 if self.tasks.count(Kind::Sweeper) < self.world.settings.sweepers => {
                    self.tasks.start(Kind::Sweeper, sweep(Rc::clone(&self.world)));
                }
                19 if self.world.settings.before.is_some() && self.tasks.count(Kind::Retainer) < 2 => {
                    self.tasks.start(Kind::Retainer, retain(Rc::clone(&self.world)));
                }
                _ => self.step(),
            }
            if self.begun == self.world.settings.events && self.under_way.is_empty() {
                return;
            }
        }
        panic!("the run does not end");
    }

    fn step(&mut self) {
        if self.tasks.len() == 0 {
            return;
        }
        let at = self.world.dice().usize(0..self.tasks.len());
        if self.world.happens(self.world.settings.kills) {
            self.world.tally().kills += 1;
            self.tasks.kill(at);
        } else {
            self.tasks.step(at);
        }
    }

    /// A new event, or one of which the platform does not know yet whether it was written.
    fn deliver(&mut self) {
        if self.tasks.count(Kind::Writer) >= self.world.settings.writers {
            return;
        }
        self.under_way.retain(|event| !self.world.truth().is_acknowledged(event.id));
        let settings = &self.world.settings;
        let event = if self.begun < settings.events && self.under_way.len() < settings.writers * 2 {
            let now = self.world.now();
            let mut dice = self.world.dice();
            let event = records::event(&mut dice, self.seed, self.begun, now, settings.spread, settings.long);
            self.begun += 1;
            self.world.truth().offer(&event);
            self.under_way.push(event.clone());
            event
        } else {
            let Some(event) = self.world.dice().choice(&self.under_way).cloned() else { return };
            self.world.tally().redelivered += 1;
            event
        };
        self.tasks.start(Kind::Writer, deliver(Rc::clone(&self.world), event));
    }

    /// An event that was written already.
    fn deliver_again(&mut self) {
        let events = self.world.truth().events();
        let Some(event) = self.world.dice().choice(events) else { return };
        self.world.tally().redelivered += 1;
        self.tasks.start(Kind::Writer, deliver(Rc::clone(&self.world), event));
    }

    /// More is known of an event that was written.
    fn amend(&mut self) {
        let Some(event) = self.world.truth().to_amend(&mut self.world.dice()) else { return };
        self.world.truth().amend(event.id);
        self.world.tally().amendments += 1;
        self.tasks.start(Kind::Writer, amend(Rc::clone(&self.world), event));
    }

    /// Whoever is at work is stopped, and nothing goes wrong any more.
    fn rest(&mut self) {
        self.tasks = Tasks::default();
        self.world.calm_down();
        self.check_queries();
        self.check_overviews();
        self.pack_the_rest();
        self.check_queries();
        self.check_overviews();
        self.check_retention();
        self.check_deletions();
        self.check_overviews();
        self.check_sweep();
    }

    fn alone<T>(&self, work: impl Future<Output = T>) -> T {
        alone(|| self.world.pass(1), work)
    }

    fn check_queries(&self) {
        let world = &self.world;
        let keeps = |event: &Event| world.settings.keeps(event.occurred);
        let (kept, old): (Vec<Event>, Vec<Event>) = world.truth().events().into_iter().partition(keeps);
        let everything: BTreeSet<EventId> = kept.iter().map(|event| event.id).collect();
        let old: BTreeSet<EventId> = old.iter().map(|event| event.id).collect();
        let question = Question::everything(world.dice().bool(), world.now());
        let limit = world.dice().u32(5..=40);
        let found = self.alone(walk_calmly(Rc::clone(world), question, limit));
        assert_eq!(found.difference(&old).copied().collect::<BTreeSet<_>>(), everything);
        let mut events = kept;
        world.dice().shuffle(&mut events);
        for event in events.into_iter().take(ASKED_FOR) {
            for question in [Question::about(&event), Question::about_thread(&event)] {
                let found = self.alone(walk_calmly(Rc::clone(world), question.clone(), 20));
                assert!(found.contains(&event.id), "{} does not find {}", question.jql, event.id);
            }
        }
    }

    fn pack_the_rest(&self) {
        while !self.world.store().keys("w:").is_empty() {
            let client = Client::new(&self.world, PACKING_MS);
            self.alone(pack_all(&client)).expect("nothing goes wrong");
            // What waits for its pair waits no longer.
            self.world.pass(2_500);
        }
        let packed = Rc::clone(&self.world.watch().catalogue().packed);
        let keeps = |id: &EventId| self.world.settings.keeps(self.world.truth().event(*id).occurred);
        let amended: Vec<EventId> = self.world.truth().amended().collect();
        for id in amended.into_iter().filter(keeps) {
            assert!(is_amended(&packed.events[&id]), "what more is known of {id} is lost");
        }
        let mut packed = self.world.watch().catalogue().ids.clone();
        packed.retain(keeps);
        let written: BTreeSet<EventId> = self.world.truth().events().iter().map(|event| event.id).collect();
        assert_eq!(packed, written.into_iter().filter(keeps).collect());
    }

    fn check_overviews(&self) {
        for _ in 0..3 {
            let client = Client::new(&self.world, PACKING_MS);
            self.alone(check_overview(&client)).expect("nothing goes wrong");
        }
    }

    /// Once retention is done, nothing that is too old is left.
    fn check_retention(&self) {
        // What was retired just now may take the room that is needed.
        self.world.pass(self.world.settings.policy.grace_ms + 2 * SKEW_MS);
        let client = Client::new(&self.world, PACKING_MS * 10);
        self.alone(retain_all(&client)).expect("nothing goes wrong");
        let settings = &self.world.settings;
        let catalogue = self.world.watch().catalogue().packed.clone();
        let old: Vec<_> = catalogue.events.values().filter(|event| !settings.keeps(event.occurred)).collect();
        assert!(old.is_empty() || settings.tight, "{old:?} are still there");
        let Some(before) = settings.before else { return };
        let store = self.world.store();
        let known = store.keys(activity_engine::keys::KNOWN).into_iter();
        let known: Vec<_> =
            known.filter_map(|key| Some((key.clone(), store.get(&key)?.to_string()))).collect();
        let older = activity_engine::outlived(&known, before);
        assert!(older.is_empty(), "{older:?} are known still");
    }

    /// After the grace, the next commit deletes all that was retired.
    fn check_deletions(&mut self) {
        let before = self.world.watch().catalogue().retired.clone();
        self.world.pass(self.world.settings.policy.grace_ms + 2 * SKEW_MS);
        let event = self.world.dice().choice(self.world.truth().events()).expect("there are events");
        self.alone(deliver(Rc::clone(&self.world), event));
        self.pack_the_rest();
        let store = self.world.store();
        let left: Vec<_> = before.iter().filter(|key| store.get(key).is_some()).collect();
        assert!(left.is_empty(), "{left:?} are still there after the grace");
        // This commit itself may have retired something: counts of months that are over.
        assert!(self.world.watch().catalogue().retired.is_disjoint(&before));
    }
    /// A sweep leaves what somebody needs, and nothing else.
    fn check_sweep(&self) {
        let named = || {
            let mut keys = self.world.store().keys("");
            keys.retain(|key| !shapes::may_change(key));
            keys
        };
        let mut needed: BTreeSet<String> = self.world.watch().catalogue().live.clone();
        // Readers of the root before may need what was retired just now.
        let retired = self.world.watch().catalogue().retired.clone();
        let is_there = |key: &String| self.world.store().get(key).is_some() && !shapes::may_change(key);
        needed.extend(retired.into_iter().filter(is_there));
        self.world.tally().orphans_at_rest += named().len() - needed.len();
        let client = Client::new(&self.world, SWEEPING_MS);
        self.alone(sweep_all(&client)).expect("nothing goes wrong");
        assert_eq!(named().into_iter().collect::<BTreeSet<_>>(), needed);
    }
}
