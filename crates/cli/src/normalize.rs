//! Platform payloads to records.

use crate::CliError;
use crate::args::NormalizeOptions;
use activity_engine::export::json_line;
use activity_engine::normalize::{Arrival, JsonText, normalize};
use std::io::{BufRead, Write};
use std::time::{SystemTime, UNIX_EPOCH};

/// One payload a line in, its records out. A line that cannot be read becomes a record that says so.
pub(crate) fn run(
    options: &NormalizeOptions,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> Result<(), CliError> {
    let arrival = Arrival { recorded: options.recorded.unwrap_or_else(now), views: options.views };
    for line in input.lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        for event in normalize(&JsonText(&line), options.event.as_deref(), &arrival) {
            writeln!(output, "{}", json_line(&event)?)?;
        }
    }
    Ok(())
}

/// The present, in milliseconds since 1970 UTC.
pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
