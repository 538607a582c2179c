//! Tests that cross crates live in `tests/`, fixtures in `fixtures/`.
