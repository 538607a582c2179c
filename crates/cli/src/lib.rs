//! The door to a terminal: `activity-log normalize | query | export | jql parse | jql check | jql complete`.
//!
//! JSON Lines in, JSON Lines out, the same engine as in the app.
//!
//! # What this crate does not do
//!
//! It reaches no network and no store: it reads standard input and files, and writes standard output.

pub mod args;
mod complete;
mod error;
mod explain;
mod export;
mod jql;
mod normalize;
mod query;

pub use error::CliError;

use args::{Args, Command, JqlCommand};
use std::io::{BufRead, Write};

/// Runs one command on these streams.
pub fn run(args: Args, input: &mut dyn BufRead, output: &mut dyn Write) -> Result<(), CliError> {
    match args.command {
        Command::Normalize(options) => normalize::run(&options, input, output),
        Command::Query(options) => query::run(&options, input, output),
        Command::Export(options) => export::run(&options, input, output),
        Command::Jql(JqlCommand::Parse) => jql::parse(input, output),
        Command::Jql(JqlCommand::Complete) => complete::complete(input, output),
        Command::Jql(JqlCommand::Check(options)) => jql::check(&options, input, output),
    }
}
