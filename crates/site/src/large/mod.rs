//! The records of a large site, made from a seed: for measurements, where a grown company is too small.
//!
//! Thousands of people with very different activity work in hundreds of projects and spaces, in three time zones, by day
//! and on weekdays. They stay with one issue or page for a while, then go on to another. One account is that of automation
//! rules. Issues have a state that every record follows from: the value before a change is the value that was there,
//! statuses follow a workflow, and only what exists is deleted.
//!
//! Records are what the log makes of the platform's payloads; a test reads the payloads back. They come in the order in
//! which things happened. The same [`Plan`] gives the same records, byte for byte, on every machine.
//!
//! Looking at issues and pages is left out, as the log does.

mod admin;
mod belongings;
mod changes;
mod clock;
mod comments;
mod document;
mod fields;
mod flow;
mod issue;
mod on_page;
mod payload;
mod people;
mod place;
mod project;
mod session;
mod space;
mod tools;
mod words;
mod zipf;

#[cfg(test)]
mod tests;

pub use clock::START;

use crate::company::chance::Chance;
use crate::time::SECOND;
use activity_event::Event;
use clock::Clock;
use people::People;
use place::Place;
use session::Sessions;
use tools::{Ids, Occasion, Tools};
use words::Words;
use zipf::Zipf;

/// How large a site, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// Exactly so many records.
    pub events: usize,
    /// Over so many days, from [`START`] on.
    pub days: u32,
    /// How many people work here.
    pub people: usize,
    /// How many projects and spaces there are.
    pub places: usize,
    /// The seed.
    pub seed: u64,
    /// Whether records of events that are read by the shape of their payload tell all that the log reads there.
    pub payloads: bool,
}

impl Plan {
    /// So many records at the rate of a large site: a million in 90 days, by 5,000 people in 300 projects and spaces.
    pub fn of(events: usize, seed: u64) -> Self {
        let days = u32::try_from(events.saturating_mul(90) / 1_000_000).unwrap_or(u32::MAX).max(1);
        Self { events, days, people: 5_000, places: 300, seed, payloads: true }
    }

    /// When the history ends, in milliseconds since 1970, UTC.
    pub fn end(&self) -> i64 {
        clock::end(self.days)
    }
}

/// The records of a plan, one after the other.
#[derive(Debug)]
pub struct Records {
    clock: Clock,
    tools: Tools,
    places: Vec<Place>,
    sessions: Sessions,
    /// A second record of what the last one was about.
    waiting: Option<Box<Event>>,
}

impl Records {
    /// Founds the site. Its history before the first record is not recorded.
    pub fn new(plan: &Plan) -> Self {
        let mut chance = Chance::new(plan.seed);
        let words = Words::new(&mut chance);
        let ranks = Zipf::new(plan.places);
        let people = People::new(plan.people, &ranks, &mut chance);
        let ids = Ids::of_a_used_site();
        let mut tools = Tools { chance, words, people, ids, payloads: plan.payloads };
        let places = place::found(plan.places, &mut tools);
        let clock = Clock::new(plan.events, plan.days, plan.seed);
        Self { clock, tools, places, sessions: Sessions::new(ranks), waiting: None }
    }
}

impl Iterator for Records {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        let (at, busy) = self.clock.next(&mut self.tools.chance)?;
        if let Some(event) = self.waiting.take() {
            return Some(*event);
        }
        let (session, who) = self.sessions.whose_turn(&busy, &mut self.tools);
        let late = delay(&mut self.tools.chance);
        let occasion = Occasion { at, recorded: at.saturating_add(late), who };
        let (event, second) = self.sessions.act(session, &mut self.places, occasion, &mut self.tools)?;
        self.waiting = second;
        Some(event)
    }
}

/// How long an event is on its way. A few are delivered again, minutes later.
fn delay(chance: &mut Chance) -> i64 {
    if chance.below(200) == 0 {
        chance.between(20, 900).saturating_mul(SECOND)
    } else {
        chance.between(240, 2_400).saturating_add(chance.between(0, 1_600))
    }
}
