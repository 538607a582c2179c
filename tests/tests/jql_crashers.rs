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
