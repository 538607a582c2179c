//! The store under bad luck, one seed a run: writers, compactors and readers at once, each storage call a step of its own.
//!
//! Any of them may be stopped between two calls. Calls are refused, done by half, done without an answer, or done after the
//! caller has given up. Listings lag behind, clocks differ, events come again, late, and in any order.
//!
//! | module | what it is |
//! | --- | --- |
//! | `settings` | how large and how unlucky a run is |
//! | `store`, `world` | the platform: keys with their history, the root, time, luck |
//! | `client` | storage calls as a host makes them, with retries |
//! | `tasks` | whoever is at work, one step at a time |
//! | `writing`, `packing`, `reading`, `walk`, `retaining`, `sweeping` | what the hosts do, in the order of `src/ingest.ts`, `src/packing.ts`, `src/reading.ts` |
//! | `records` | what is written |
//! | `shapes` | all that is known here of keys and the catalogue |
//! | `truth`, `questions` | what was acknowledged, and what a query must find of it |
//! | `watch` | what must hold after each single change of the store |
//! | `forms` | what must hold for each page |
//! | `counting` | what the counts of months and years must say |
//! | `overview` | what dashboards ask, and what they must be told |
//! | `run` | one run, and what must hold at its end |
//!
//! `SIMULATION_SEED=17 cargo test -p activity-engine --test simulation` replays one run. `SIMULATION_RUNS` and
//! `SIMULATION_FIRST` choose others than the usual ones; `cargo xtask simulate` sets them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "support code of a test: it may stop at anything unexpected"
)]

mod client;
mod counting;
mod forms;
mod indexing;
mod overview;
mod packing;
mod questions;
mod reading;
mod records;
mod retaining;
mod run;
mod settings;
mod shapes;
mod store;
mod sweeping;
mod tally;
mod tasks;
mod truth;
mod walk;
mod watch;
mod world;
mod writing;

use std::panic::{AssertUnwindSafe, catch_unwind};
use tally::Tally;

/// How many runs a plain test does.
const RUNS: u64 = 300;
/// After so many runs it is said how far they are.
const PROGRESS: u64 = 1_000;
/// After so many failures the rest is not tried.
const FAILURES_MAX: usize = 10;

#[test]
fn every_acknowledged_event_is_found_exactly_once() {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().expect("a number"));
    let (first, runs) = match number("SIMULATION_SEED") {
        Some(seed) => (seed, 1),
        None => (number("SIMULATION_FIRST").unwrap_or(0), number("SIMULATION_RUNS").unwrap_or(RUNS)),
    };
    let (mut total, mut failed) = (Tally::default(), Vec::new());
    for seed in first..first.saturating_add(runs) {
        if seed > first && (seed - first).is_multiple_of(PROGRESS) {
            println!("{} runs, {} failed", seed - first, failed.len());
        }
        if let Ok(tally) = catch_unwind(AssertUnwindSafe(|| run::run(seed))) {
            total.add(tally);
            continue;
        }
        eprintln!("replay it: SIMULATION_SEED={seed} cargo test -p activity-engine --test simulation");
        failed.push(seed);
        if failed.len() == FAILURES_MAX {
            break;
        }
    }
    println!("{total:#?}");
    assert!(failed.is_empty(), "failed seeds: {failed:?}");
    // A simulation in which nothing goes wrong proves nothing.
    if runs >= RUNS {
        assert_eq!(total.unseen(), [""; 0], "the runs never did this");
    }
}
