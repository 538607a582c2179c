//! Finding records.

use crate::CliError;
use crate::args::QueryOptions;
use crate::explain::explain;
use crate::normalize::now;
use activity_engine::event::Event;
use activity_engine::export::json_line;
use activity_engine::{BundledZones, EngineError, Severity, select};
use std::fs::File;
use std::io::{BufRead, BufReader, Write};

/// Records in, those that match out, in the order that the query asks for.
pub(crate) fn run(
    options: &QueryOptions,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> Result<(), CliError> {
    if options.explain {
        let asking = &options.asking;
        let request = asking.request(&options.jql, asking.now.unwrap_or_else(now), &asking.read_tables()?);
        let report = explain(&request, options.limit, read_input(options, input)?)
            .map_err(|error| refused(&options.jql, &error))?;
        return Ok(write!(output, "{report}")?);
    }
    for event in find(options, input)? {
        writeln!(output, "{}", json_line(&event)?)?;
    }
    Ok(())
}

fn read_input(options: &QueryOptions, input: &mut dyn BufRead) -> Result<Vec<Event>, CliError> {
    match &options.file {
        Some(path) => {
            let file = File::open(path).map_err(|source| CliError::File { path: path.clone(), source })?;
            read(&mut BufReader::new(file))
        }
        None => read(input),
    }
}

/// The records that match, in the order that the query asks for.
pub(crate) fn find(options: &QueryOptions, input: &mut dyn BufRead) -> Result<Vec<Event>, CliError> {
    let events = read_input(options, input)?;
    let asking = &options.asking;
    let request = asking.request(&options.jql, asking.now.unwrap_or_else(now), &asking.read_tables()?);
    let selection = select(&request, &BundledZones, events).map_err(|error| refused(&options.jql, &error))?;
    for diagnostic in &selection.warnings {
        let label = if diagnostic.severity == Severity::Note { "note" } else { "warning" };
        eprintln!("{label}: {}{}", diagnostic.message, help(diagnostic.help.as_deref()));
    }
    if !selection.not_looked_up.is_empty() {
        let lookups: Vec<String> = selection.not_looked_up.iter().map(ToString::to_string).collect();
        eprintln!(
            "note: names are taken as the records have them; --tables would tell {}",
            lookups.join(", ")
        );
    }
    if selection.undecided > 0 {
        eprintln!(
            "{} records hang on what only Jira can answer: {}",
            selection.undecided,
            selection.open.join(", ")
        );
    }
    let mut rows = selection.rows;
    rows.truncate(options.limit.unwrap_or(usize::MAX));
    Ok(rows)
}

fn read(input: &mut dyn BufRead) -> Result<Vec<Event>, CliError> {
    let mut events = Vec::new();
    for (index, line) in input.lines().enumerate() {
        let line = line?;
        if !line.trim().is_empty() {
            let bad = |error: serde_json::Error| CliError::Line {
                line: index.saturating_add(1),
                message: format!("not a record: {error}"),
            };
            events.push(serde_json::from_str(&line).map_err(bad)?);
        }
    }
    Ok(events)
}

/// The errors of a query, each under its place.
fn refused(jql: &str, error: &EngineError) -> CliError {
    let errors = error.diagnostics().iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    let shown: Vec<String> = errors
        .map(|diagnostic| {
            let indent = jql
                .char_indices()
                .take_while(|(index, _)| u32::try_from(*index).is_ok_and(|index| index < diagnostic.from))
                .count();
            let help = help(diagnostic.help.as_deref());
            format!("{}{help}\n  {jql}\n  {}^", diagnostic.message, " ".repeat(indent))
        })
        .collect();
    CliError::Query(if shown.is_empty() { error.to_string() } else { shown.join("\n") })
}

fn help(help: Option<&str>) -> String {
    help.map(|help| format!(" {help}")).unwrap_or_default()
}
