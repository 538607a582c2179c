//! The store under bad luck: writers, two compactors and readers at once, each storage call a step of its own, crashes
//! between any two of them, listings that lag behind, events delivered again at any time.
//!
//! Each seed is a run. What a writer acknowledged must be found exactly once: by every reader that comes after the listing
//! has caught up, by every query afterwards, and by a scan of the segments when all is packed.
//!
//! `SEED=17 cargo test -p activity-tests --test store_simulation` replays one run.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::single_match_else,
    reason = "support code of a test; the states of an actor read alike"
)]

#[path = "store_simulation/actors.rs"]
mod actors;
#[path = "store_simulation/store.rs"]
mod store;
#[path = "store_simulation/world.rs"]
mod world;

use world::World;

const SEEDS: u64 = 300;

#[test]
fn every_acknowledged_event_is_found_exactly_once() {
    let seeds = match std::env::var("SEED") {
        Ok(seed) => vec![seed.parse().expect("SEED is a number")],
        Err(_) => (0..SEEDS).collect(),
    };
    let mut total = world::Tally::default();
    for seed in seeds {
        total.add(&World::new(seed).run());
    }
    // A simulation in which nothing goes wrong proves nothing.
    println!("{total:?}");
    if total.runs > 1 {
        assert!(total.crashes > 1_000 && total.lost_races > 100 && total.stale_listings > 1_000);
        assert!(total.readings > 1_000 && total.redelivered > 1_000 && total.deleted_segments > 100);
    }
}
