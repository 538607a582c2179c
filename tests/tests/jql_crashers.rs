//! Inputs that once stopped the program or broke a law, and others of their kind, go through `jql_round` for ever.

use activity_tests::jql_round::JqlRound;
use std::{fs, path::Path};

/// What fuzzing found, and inputs that are meant to do harm.
#[test]
fn every_file_keeps_the_laws() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/crashers/jql");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 5, "{files:?}");
    let round = JqlRound::default();
    let broken: Vec<String> = files
        .iter()
        .filter_map(|file| {
            Some(format!("{}: {}", file.display(), round.run(&fs::read(file).unwrap()).err()?))
        })
        .collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// A text that repeats a piece.
fn long(times: usize, begin: &str, piece: &str, end: &str) -> Vec<u8> {
    format!("{begin}{}{end}", piece.repeat(times)).into_bytes()
}

/// Work that grows with the square of the length would take very long here.
#[test]
fn long_queries_keep_the_laws() {
    let round = JqlRound::default();
    for (begin, piece, end) in [
        ("", "(", ""),
        ("", "()", ""),
        ("", ")", ""),
        ("", "!", "a = 1"),
        ("a IN (", "(", ""),
        ("a", "[b]", " = 1"),
        ("a = \"", "\\ud83d", "\""),
        ("", "\" ", ""),
        ("", "\0", ""),
        ("", "\u{1f600}", ""),
        ("text ~ \"a", " (", "\""),
        ("occurred > \"", "1w ", "\""),
        ("ORDER BY a", ", a", ""),
    ] {
        let done = round.run(&long(30_000, begin, piece, end));
        assert!(done.is_ok(), "{begin}{piece}{end}: {:.300}", done.unwrap_err());
    }
}

/// At the limit of the length, and above it.
#[test]
fn a_megabyte_of_parentheses_keeps_the_laws() {
    let round = JqlRound::default();
    for bytes in [activity_jql::LENGTH_MAX, activity_jql::LENGTH_MAX + 1] {
        let done = round.run(&long(bytes, "", "(", ""));
        assert!(done.is_ok(), "{bytes}: {:.300}", done.unwrap_err());
    }
}
