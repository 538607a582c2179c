//! Queries in `fixtures/jql`: `ok/<case>.jql` must give the tree and the canonical text in `<case>.json`,
//! `err/<case>.jql` the errors in `<case>.txt`. The last line break of a query's file is not a part of it.
//! `BLESS=1` rewrites the expectations; read the diff.

#![expect(clippy::unwrap_used, reason = "a fixture that cannot be read must stop the test")]

use activity_jql::{Span, SyntaxError, normal_form, parse};
use serde_json::json;
use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

#[test]
fn good_queries_give_the_expected_tree() {
    check("ok", "json", |text| {
        let parsed = parse(text);
        let query = parsed.query.ok_or_else(|| render_all(text, &parsed.errors))?;
        let canonical = query.to_string();
        if parse(&canonical).query.as_ref() != Some(&query) {
            return Err(format!("reads back differently: {canonical}"));
        }
        let expectation = json!({ "canonical": canonical, "form": normal_form(&query) });
        Ok(serde_json::to_string_pretty(&expectation).unwrap() + "\n")
    });
}

#[test]
fn broken_queries_give_the_expected_errors() {
    check("err", "txt", |text| {
        let parsed = parse(text);
        if parsed.query.is_some() {
            Err("is accepted".to_owned())
        } else {
            Ok(render_all(text, &parsed.errors))
        }
    });
}

#[test]
fn every_expectation_belongs_to_a_query() {
    for path in files("ok").into_iter().chain(files("err")) {
        assert!(path.with_extension("jql").exists(), "{} has no query", path.display());
    }
}

/// Compares what `answer` says of every query in a folder with the file beside it.
fn check(folder: &str, extension: &str, answer: impl Fn(&str) -> Result<String, String>) {
    let mut problems = Vec::new();
    let queries: Vec<_> =
        files(folder).into_iter().filter(|path| path.extension().unwrap() == "jql").collect();
    assert!(!queries.is_empty());
    for path in queries {
        let text = fs::read_to_string(&path).unwrap();
        let found = match answer(text.strip_suffix('\n').unwrap_or(&text)) {
            Ok(found) => found,
            Err(problem) => {
                problems.push(format!("{}: {problem}", path.display()));
                continue;
            }
        };
        let expectation = path.with_extension(extension);
        if std::env::var_os("BLESS").is_some() {
            fs::write(&expectation, &found).unwrap();
        } else if fs::read_to_string(&expectation).ok().as_deref() != Some(&found) {
            problems.push(format!("{} is missing or differs; found\n{found}", expectation.display()));
        }
    }
    assert!(problems.is_empty(), "{}\nBLESS=1 rewrites expectations", problems.join("\n"));
}

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/jql").join(folder);
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn render_all(text: &str, errors: &[SyntaxError]) -> String {
    errors.iter().map(|error| render(text, error)).collect::<Vec<_>>().join("\n")
}

/// The code, the line with carets under the wrong piece, the message and the help.
fn render(text: &str, error: &SyntaxError) -> String {
    let (line, column, piece) = locate(text, error.span);
    let mut out = String::new();
    writeln!(out, "{} at {line}:{}", error.code(), column.saturating_add(1)).unwrap();
    // Control characters would push the carets out of place.
    let shown: String = piece.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    writeln!(out, "  {}", shown.trim_end()).unwrap();
    let width = piece.chars().count().saturating_sub(column).min(error.span.of(text).chars().count()).max(1);
    writeln!(out, "  {}{}", " ".repeat(column), "^".repeat(width)).unwrap();
    writeln!(out, "  {}", error.message()).unwrap();
    if let Some(help) = error.help() {
        writeln!(out, "  help: {help}").unwrap();
    }
    out
}

/// The number of the line a span starts in, the column in characters before it, and the line.
fn locate(text: &str, span: Span) -> (usize, usize, &str) {
    let before = Span::new(0, span.start).of(text);
    let line = before.matches('\n').count();
    let column = before.chars().rev().take_while(|c| *c != '\n').count();
    (line.saturating_add(1), column, text.split('\n').nth(line).unwrap_or_default())
}
