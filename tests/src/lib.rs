//! Tests that cross crates live in `tests/`, fixtures in `fixtures/`. Here is what tests share with the fuzzer.

mod broken;
pub mod jql_round;
pub mod segment_round;
pub mod webhook;

pub use broken::Broken;
