//! Everything a developer runs: `cargo xtask setup | build | dev | test | bench | conformance | fuzz | simulate | tidy | codegen | bless`.
//!
//! Plain Rust that calls cargo, npm and node; a continuous-integration job calls the same commands.
//!
//! # What this crate does not do
//!
//! Nothing of it is shipped, and no other crate uses it.

pub mod bench;
pub mod codegen;
pub mod conformance;
pub mod core;
pub mod dev;
mod error;
mod first_load;
mod fresh;
pub mod fuzz;
pub mod npm;
mod queries;
mod shell;
pub mod simulate;
mod stock;
pub mod test;
pub mod tidy;

pub use error::XtaskError;
pub use shell::root;
