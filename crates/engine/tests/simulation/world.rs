//! What everybody shares: the store, the time, luck, and who watches.

use crate::records;
use crate::settings::{LATE_MS, SKEW_MS, Settings};
use crate::store::{Request, Store};
use crate::tally::Tally;
use crate::truth::Truth;
use crate::watch::{Moment, Watch};
use fastrand::Rng;
use std::cell::{Cell, Ref, RefCell, RefMut};
use std::rc::Rc;

/// How a call goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Luck {
    Good,
    /// Too many requests: nothing happened.
    Refused,
    /// It happened, and the answer got lost.
    AnswerLost,
    /// It will happen, after the caller has been told that it failed.
    Late,
}

pub(crate) struct World {
    pub(crate) settings: Settings,
    dice: RefCell<Rng>,
    now: Cell<i64>,
    calm: Cell<bool>,
    store: RefCell<Store>,
    late: RefCell<Vec<(i64, Request)>>,
    watch: RefCell<Watch>,
    truth: RefCell<Truth>,
    tally: RefCell<Tally>,
}

impl World {
    pub(crate) fn new(seed: u64) -> Rc<Self> {
        let mut dice = Rng::with_seed(seed);
        let settings = Settings::draw(&mut dice);
        Rc::new(Self {
            settings,
            dice: RefCell::new(dice),
            now: Cell::new(records::BEGIN),
            calm: Cell::new(false),
            store: RefCell::default(),
            late: RefCell::default(),
            watch: RefCell::default(),
            truth: RefCell::default(),
            tally: RefCell::default(),
        })
    }

    pub(crate) fn now(&self) -> i64 {
        self.now.get()
    }

    /// The clock of some host.
    pub(crate) fn skew(&self) -> i64 {
        self.dice().i64(-SKEW_MS..=SKEW_MS)
    }

    pub(crate) fn dice(&self) -> RefMut<'_, Rng> {
        self.dice.borrow_mut()
    }

    /// So many of 1,000 times; never when the world is calm.
    pub(crate) fn happens(&self, of_1000: u32) -> bool {
        !self.calm.get() && self.dice().u32(0..1_000) < of_1000
    }

    pub(crate) fn store(&self) -> Ref<'_, Store> {
        self.store.borrow()
    }

    pub(crate) fn watch(&self) -> Ref<'_, Watch> {
        self.watch.borrow()
    }

    pub(crate) fn truth(&self) -> RefMut<'_, Truth> {
        self.truth.borrow_mut()
    }

    pub(crate) fn tally(&self) -> RefMut<'_, Tally> {
        self.tally.borrow_mut()
    }

    pub(crate) fn luck(&self) -> Luck {
        if !self.happens(self.settings.faults) {
            return Luck::Good;
        }
        self.tally().faults += 1;
        [Luck::Refused, Luck::AnswerLost, Luck::Late][self.dice().usize(0..3)]
    }

    /// Changes the store, in front of the watch.
    pub(crate) fn carry_out(&self, request: &Request) -> bool {
        let mut store = self.store.borrow_mut();
        let done = store.carry_out(request, self.now());
        let changes = store.take_changes();
        let moment = Moment {
            store: &store,
            truth: &self.truth.borrow(),
            now: self.now(),
            spared_ms: self.settings.spared_ms(),
            settings: &self.settings,
        };
        for change in changes {
            self.watch.borrow_mut().see(&change, &moment, &mut self.tally.borrow_mut());
        }
        done
    }

    /// The request is on its way, and nobody waits for it.
    pub(crate) fn later(&self, request: Request) {
        let at = self.now() + self.dice().i64(0..=LATE_MS);
        self.late.borrow_mut().push((at, request));
        self.tally().late += 1;
    }

    /// Time goes on, and what was on its way arrives when it is due.
    pub(crate) fn pass(&self, ms: i64) {
        let until = self.now() + ms;
        let (mut due, rest): (Vec<_>, Vec<_>) =
            self.late.take().into_iter().partition(|(at, _)| *at <= until);
        self.late.replace(rest);
        due.sort_by_key(|(at, _)| *at);
        for (at, request) in due {
            self.now.set(at);
            self.carry_out(&request);
        }
        self.now.set(until);
    }

    /// A moment, sometimes a long one.
    pub(crate) fn pass_a_moment(&self) {
        let long = self.happens(self.settings.pauses);
        let ms = if long { self.dice().i64(1_000..=25_000) } else { self.dice().i64(1..=40) };
        self.pass(ms);
    }

    /// As of when a key is listed.
    pub(crate) fn seen(&self) -> i64 {
        if self.calm.get() { self.now() } else { self.now() - self.dice().i64(0..=self.settings.lag_ms) }
    }

    /// Nothing goes wrong any more, and listings have caught up.
    pub(crate) fn calm_down(&self) {
        self.calm.set(true);
        self.pass(self.settings.lag_ms + LATE_MS + 1);
    }
}
