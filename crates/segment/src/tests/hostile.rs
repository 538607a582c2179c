//! Bytes that nobody wrote, under checksums that fit: an error or other records, never a panic, never memory without end.

#![expect(clippy::arithmetic_side_effects, reason = "small numbers of the tests")]

use super::{any_event, open, people_of};
use crate::layout::{parse_name, seal, unseal};
use crate::{Damage, Part, Reader, Segment, SegmentError, write};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::sync::LazyLock;

/// A segment of records of all shapes.
static SEGMENT: LazyLock<(Segment, crate::People)> = LazyLock::new(|| {
    let mut runner = TestRunner::deterministic();
    let events = prop::collection::vec(any_event::event(), 80).new_tree(&mut runner).unwrap().current();
    // Within a month, so that they are one segment.
    let events: Vec<_> = events
        .into_iter()
        .map(|mut event| {
            event.occurred = event.occurred.rem_euclid(2_000_000_000) + 1_763_913_600_000;
            event
        })
        .collect();
    let people = people_of(&events);
    (write(&events, &people).unwrap(), people)
});

/// Reads everything there is to read.
fn read_all(reader: &Reader, people: &crate::People) -> Result<usize, SegmentError> {
    let times = reader.times()?;
    let classes = reader.classes()?;
    let actors = reader.actors()?;
    let containers = reader.containers(&actors.codes)?;
    let threads = reader.threads(&actors.codes, &containers.codes)?;
    let shelf = reader.shelf(people)?;
    let mut rows = times.seconds.len() + classes.codes.len() + threads.codes.len();
    for group in 0..shelf.group_count().min(200) {
        rows += reader.words(&shelf, group)?.rows();
        rows += reader.group(&shelf, group)?.len();
    }
    Ok(rows)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn forged_files_are_refused_or_read(
        file in any::<prop::sample::Index>(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..4), 1..4),
    ) {
        let (segment, people) = &*SEGMENT;
        let name = parse_name(&segment.name).unwrap();
        let mut files = unseal(name, &segment.values[0].1).unwrap();
        let number = *file.get(&files.keys().copied().collect::<Vec<_>>());
        let bytes = files.get_mut(&number).unwrap();
        for (place, byte, kind) in edits {
            if bytes.is_empty() {
                break;
            }
            let place = place.index(bytes.len());
            match kind {
                0 => bytes[place] = byte,
                1 => bytes[place] ^= 1 << (byte % 8),
                2 => bytes.truncate(place),
                _ => bytes.insert(place, byte),
            }
        }
        let sealed: Vec<(u32, &[u8])> = files.iter().map(|(number, bytes)| (*number, bytes.as_slice())).collect();
        let mut reader = Reader::new(&segment.name).unwrap();
        reader.add(&seal(name, &sealed)).unwrap();
        match read_all(&reader, people) {
            Ok(rows) => prop_assert!(rows > 0),
            Err(SegmentError::Damaged { segment: named, .. }) => prop_assert_eq!(&named, &segment.name),
            Err(other) => prop_assert!(false, "{}", other),
        }
    }

    #[test]
    fn changed_values_are_refused(place in any::<prop::sample::Index>(), letter in "[!-~]") {
        let (segment, _) = &*SEGMENT;
        let value = &segment.values[0].1;
        let place = place.index(value.len());
        let mut changed = value.clone();
        changed.replace_range(place..=place, &letter);
        let mut reader = Reader::new(&segment.name).unwrap();
        let refused = reader.add(&changed).is_err();
        // A last character may stand for bits that say nothing.
        prop_assert!(refused || changed == *value || place + 2 >= value.len());
    }
}

#[test]
fn each_kind_of_damage_is_told_with_its_place() {
    let (segment, people) = &*SEGMENT;
    let name = parse_name(&segment.name).unwrap();
    let value = &segment.values[0].1;
    let damage = |value: &str| match Reader::new(&segment.name).unwrap().add(value) {
        Err(SegmentError::Damaged { damage, .. }) => damage,
        other => panic!("{other:?}"),
    };
    assert_eq!(damage("\""), Damage::NotText);
    assert_eq!(damage(""), Damage::Short);
    let half = value.get(..value.len() / 4 * 2).unwrap();
    assert!(matches!(damage(half), Damage::Short | Damage::NotText));
    assert_eq!(damage(&seal(name ^ 1, &[])), Damage::Name);
    assert!(matches!(Reader::new("no name"), Err(SegmentError::BadName(_))));
    let empty = Reader::new(&segment.name).unwrap();
    assert!(matches!(empty.events(people), Err(SegmentError::Missing { .. })));
    assert!(!empty.has(Part::Times) && open(segment).has(Part::Group(0)));
}
