//! A believable company, grown from a seed: the same numbers give the same people, projects and history, byte for byte.

mod administration;
mod assets;
pub(crate) mod chance;
mod choose;
mod life;
mod names;
mod projects;
mod setup;
mod spaces;
pub(crate) mod staff;
mod texts;
mod times;
mod wiki;
mod workflows;

use crate::events::Emitted;
use crate::model::World;
use life::Life;

/// How large a company, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// The seed.
    pub seed: u64,
    /// How many people work here.
    pub people: u32,
    /// How many days of history.
    pub days: u32,
    /// How many product events at least.
    pub events: u32,
    /// When the history ends.
    pub end: i64,
}

/// Builds the company and lives its history; every event is handed out in the order in which it happened.
pub fn grow(plan: Plan, emit: &mut dyn FnMut(Emitted)) -> World {
    let mut chance = chance::Chance::new(plan.seed);
    let start = plan.end.saturating_sub(i64::from(plan.days).saturating_mul(crate::time::DAY));
    let (mut world, workers) = staff::found(plan, start, &mut chance);
    projects::found(&mut world, &workers);
    spaces::found(&mut world, &workers);
    assets::found(&mut world, &workers, start);
    setup::found(&mut world, start);
    let mut life = Life::new(world, workers, chance);
    // The app is installed into a site that has been used before: some issues are older than the first event.
    let backlog = (plan.events / 20).clamp(40, 2_000);
    life.live(start.saturating_sub(crate::time::DAY.saturating_mul(40)), start, backlog, &mut |_| {});
    administration::plan(&mut life, start, plan.end, plan.seed);
    life.live(start, plan.end, plan.events, emit);
    life.into_world(plan.end)
}
