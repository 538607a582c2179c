//! What libFuzzer says while it runs.

use crate::XtaskError;
use crate::shell::start;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, ExitStatus};

/// How a run ended.
pub(super) struct Log {
    pub(super) status: ExitStatus,
    /// How many inputs were run.
    pub(super) executions: Option<u64>,
}

/// Runs the fuzzer to its end. Everything it says goes to a file, what a person wants to see also to the terminal.
pub(super) fn follow(fuzzer: &mut Command, path: &Path) -> Result<Log, XtaskError> {
    let error = |source| XtaskError::File { path: path.to_path_buf(), source };
    let mut file = File::create(path).map_err(error)?;
    let mut child = start(fuzzer)?;
    let mut executions = None;
    let mut panicked = false;
    if let Some(pipe) = child.stderr.take() {
        // Inputs are a part of it, so it need not be text.
        for line in BufReader::new(pipe).split(b'\n') {
            let line = line.map_err(error)?;
            file.write_all(&line).and_then(|()| file.write_all(b"\n")).map_err(error)?;
            let line = String::from_utf8_lossy(&line);
            executions = executions_of(&line).or(executions);
            // What a panic says comes in the line after it.
            if is_news(&line) || panicked {
                println!("{line}");
            }
            panicked = line.contains("panicked at");
        }
    }
    Ok(Log { status: child.wait().map_err(error)?, executions })
}

/// The number in the statistics of the end.
fn executions_of(line: &str) -> Option<u64> {
    line.strip_prefix("stat::number_of_executed_units:")?.trim().parse().ok()
}

/// Signs of life, and what comes before a find; not each of the thousands of inputs that reach new code.
fn is_news(line: &str) -> bool {
    if line.starts_with('#') {
        return ["\tpulse", "\tINITED", "\tDONE"].iter().any(|word| line.contains(word));
    }
    ["panicked at", "ERROR:", "SUMMARY:"].iter().any(|word| line.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_executions_of_the_end_are_read() {
        assert_eq!(executions_of("stat::number_of_executed_units: 68310"), Some(68_310));
        assert_eq!(executions_of("stat::average_exec_per_sec:     3252"), None);
    }

    #[test]
    fn signs_of_life_and_finds_are_shown() {
        assert!(is_news("#65536\tpulse  cov: 7044 ft: 28761 corp: 2913/118Kb"));
        assert!(is_news("SUMMARY: libFuzzer: deadly signal"));
        assert!(!is_news("#65537\tNEW    cov: 7045 ft: 28762 corp: 2914/118Kb"));
        assert!(!is_news("\"panic\" # Uses: 3"));
    }
}
