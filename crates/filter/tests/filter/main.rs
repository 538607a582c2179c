//! Queries from text to answer.

mod bounds;
mod changed;
mod diagnostics;
mod empty;
mod fields;
mod functions;
mod on_wall;
mod properties;
mod reference;
mod samples;
mod support;
mod tables;
mod times;
mod values;
mod was;
mod whole_days;
