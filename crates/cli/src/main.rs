//! `activity-log`.

use activity_cli::args::Args;
use clap::Parser;
use std::io::{BufWriter, Write, stdin, stdout};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut output = BufWriter::new(stdout().lock());
    let result = activity_cli::run(Args::parse(), &mut stdin().lock(), &mut output);
    match result.and_then(|()| Ok(output.flush()?)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("activity-log: {error}");
            ExitCode::FAILURE
        }
    }
}
