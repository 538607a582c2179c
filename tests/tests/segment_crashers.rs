//! Inputs that once stopped the reader of segments or broke a law go through `segment_round` for ever, and so do some that
//! chance makes.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it cannot read")]

use activity_tests::Broken;
use activity_tests::segment_round::SegmentRound;
use std::{fs, path::Path};

type Law = fn(&SegmentRound, &[u8]) -> Result<(), Broken>;

const LAWS: [(&str, Law); 4] = [
    ("open", SegmentRound::open),
    ("decode", SegmentRound::decode),
    ("merge", SegmentRound::merge),
    ("query", SegmentRound::query),
];

#[test]
fn every_file_keeps_the_laws() {
    let round = SegmentRound::of_fixture().unwrap();
    for (name, law) in LAWS {
        let folder =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/crashers").join(format!("segment-{name}"));
        for file in fs::read_dir(folder).into_iter().flatten() {
            let file = file.unwrap().path();
            let done = law(&round, &fs::read(&file).unwrap());
            assert!(done.is_ok(), "{}: {}", file.display(), done.unwrap_err());
        }
    }
}

#[test]
fn edits_by_chance_keep_the_laws() {
    let round = SegmentRound::of_fixture().unwrap();
    let mut chance = fastrand::Rng::with_seed(7);
    for run in 0..400 {
        let edits: Vec<u8> = (0..5 * chance.usize(1..4)).map(|_| chance.u8(..)).collect();
        for (name, law) in LAWS {
            let done = law(&round, &edits);
            assert!(done.is_ok(), "{name}, run {run}, {edits:?}: {}", done.unwrap_err());
        }
    }
}

#[test]
fn what_nobody_edited_is_read() {
    let round = SegmentRound::of_fixture().unwrap();
    for (name, law) in LAWS {
        assert!(law(&round, &[]).is_ok(), "{name}");
    }
    assert!(round.open(round.stored()).is_ok());
    assert_eq!(round.questions(), 4);
}
