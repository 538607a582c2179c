//! The simulation of the store, for longer than a test takes.

use crate::XtaskError;
use crate::shell::{cargo, run};
use std::time::{SystemTime, UNIX_EPOCH};

/// What to run.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// How many runs.
    pub runs: u64,
    /// The seed of the first; each further run has the next. Another one every time when it is not said.
    pub seed: Option<u64>,
}

/// Runs of a night.
pub const NIGHTLY_RUNS: u64 = 20_000;

/// Runs the simulation; fails when something does not hold in one of the runs, and says which seed replays it.
pub fn simulate(options: Options) -> Result<(), XtaskError> {
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let first = options.seed.unwrap_or_else(now);
    println!("{} runs from seed {first} on", options.runs);
    run(cargo()
        .args(["test", "--release", "--package", "activity-engine", "--test", "simulation"])
        .args(["--", "--nocapture"])
        .env("SIMULATION_FIRST", first.to_string())
        .env("SIMULATION_RUNS", options.runs.to_string())
        .env_remove("SIMULATION_SEED")
        .env("RUST_BACKTRACE", "0"))
}
