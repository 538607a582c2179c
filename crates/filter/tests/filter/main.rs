//! Queries from text to answer.

mod bounds;
mod changed;
mod diagnostics;
mod empty;
mod fields;
mod properties;
mod samples;
mod support;
mod times;
