//! Tests that cross crates live in `tests/`, fixtures in `fixtures/`. Here is what tests share with the fuzzer.

pub mod jql_round;
