use super::bits::{BitReader, BitWriter};
use super::bucket::{BITS_AT, CHECKSUM_AT, checksum_of};
use super::*;
use crate::{Flaw, SegmentError};
use activity_event::SubjectKind;
use proptest::prelude::*;
use std::collections::{BTreeSet, HashSet};

/// An index of three entries.
const VERSION_1: &[u8] = b"AALI\x01\0\0\0\x6a\x94\xcd\x2d\xe3\x91\x5e\xcd\x35\x3c\x3a\x68\x4d\x66\x25\x40";

fn place(segment: u16, group: u16) -> Place {
    Place { segment, group }
}

fn issue(n: u32) -> u64 {
    Mark::Name(&n.to_string()).hash()
}

/// Entries of a month of this many subjects, each of them in one to three groups.
fn month(subjects: u32) -> Vec<(u64, Place)> {
    let segments: [&[u16]; 3] = [&[0], &[1, 4], &[0, 2, 3]];
    let groups = (0..64_u16).map(|group| group.wrapping_mul(29) % 64).cycle();
    let subjects = (0..subjects).zip(segments.iter().cycle()).zip(groups);
    subjects
        .flat_map(|((n, segments), group)| {
            segments.iter().map(move |segment| (issue(n), place(*segment, group)))
        })
        .collect()
}

fn flaw(result: Result<impl std::fmt::Debug, SegmentError>) -> (&'static str, Flaw) {
    match result {
        Err(SegmentError::Flawed { structure: "index", part, flaw, .. }) => (part, flaw),
        other => panic!("{other:?}"),
    }
}

#[test]
fn hashes_never_change() {
    assert_eq!(hash::fnv_1a(b"".iter().copied()), 0xcbf2_9ce4_8422_2325);
    assert_eq!(hash::fnv_1a(b"foobar".iter().copied()), 0x8594_4171_f739_67e8);
    assert_eq!(hash::mix(1), 0xb456_bcfc_34c2_cb2c);
    assert_eq!(issue(10_042), 0x8011_4d5d_568e_15e4);
    assert_eq!(Mark::Person(10_042).hash(), 0xbf15_3e71_7362_d586);
    assert_eq!(Mark::Nameless(SubjectKind::Worklog).hash(), 0x8e75_4bd1_2cda_ad58);
}

#[test]
fn bytes_of_version_1_never_change() {
    let entries = [(issue(1), place(0, 3)), (issue(1), place(2, 0)), (issue(2), place(0, 1))];
    assert_eq!(build(entries), [VERSION_1]);
}

#[test]
fn neighbours_are_spread_evenly() {
    let mut buckets = [0_u32; 64];
    for n in 0..64_000 {
        buckets[bucket_of(issue(n), 64)] += 1;
    }
    assert!(buckets.iter().all(|count| (850..1_150).contains(count)), "{buckets:?}");
}

#[test]
fn a_month_is_found_in_few_bytes() {
    let entries = month(60_000);
    let buckets = build(entries.iter().copied());
    assert!(buckets.len().is_power_of_two() && buckets.len() > 8);
    assert!(buckets.iter().all(|bucket| (3_000..8_000).contains(&bucket.len())));
    let bytes: usize = buckets.iter().map(Vec::len).sum();
    assert!(bytes <= entries.len() * 3, "{bytes} bytes for {} entries", entries.len());
    for (hash, place) in entries.iter().step_by(59) {
        assert!(lookup(&buckets[bucket_of(*hash, buckets.len())], *hash).unwrap().contains(place));
    }
    let strangers = (1_000_000..1_002_000).map(issue);
    let false_hits =
        strangers.filter(|it| !lookup(&buckets[bucket_of(*it, buckets.len())], *it).unwrap().is_empty());
    assert!(false_hits.count() < 5);
}

#[test]
fn an_index_without_entries_is_one_bucket_without_hits() {
    let buckets = build([]);
    assert_eq!(buckets.len(), 1);
    assert_eq!(lookup(&buckets[0], 7), Ok(vec![]));
    assert_eq!(entries(&buckets[0]), Ok(vec![]));
    assert_eq!((bucket_of(u64::MAX, 0), bucket_of(u64::MAX, 1), bucket_of(u64::MAX, 8)), (0, 0, 7));
}

#[test]
fn a_subject_that_is_everywhere_takes_little() {
    let everywhere =
        (0..100_u16).flat_map(|segment| (0..64).map(move |group| (issue(1), place(segment, group))));
    let buckets = build(everywhere.chain([(issue(2), place(99, 64))]));
    assert_eq!(buckets.len(), 1);
    assert!(buckets[0].len() < 2_500, "{}", buckets[0].len());
    assert_eq!(lookup(&buckets[0], issue(1)).unwrap().len(), 6_400);
    assert_eq!(lookup(&buckets[0], issue(2)), Ok(vec![place(99, 64)]));
}

#[test]
fn buckets_are_built_anew_with_more_entries() {
    let (old, new) = (month(9_000), month(30_000));
    let kept = build(old).iter().flat_map(|bucket| entries(bucket).unwrap()).collect::<Vec<_>>();
    assert_eq!(build(kept.into_iter().chain(new.clone())), build(new));
}

#[test]
fn another_bucket_is_refused() {
    let buckets = build(month(20_000));
    let last = buckets.len() - 1;
    assert_eq!(flaw(lookup(&buckets[0], u64::MAX)), ("header", Flaw::Bucket));
    assert_eq!(flaw(lookup(&buckets[last], 0)), ("header", Flaw::Bucket));
}

/// The bucket with a checksum that fits.
fn seal(mut bucket: Vec<u8>) -> Vec<u8> {
    let sum = checksum_of(&bucket[..CHECKSUM_AT], &bucket[BITS_AT..]);
    bucket[CHECKSUM_AT..BITS_AT].copy_from_slice(&sum.to_le_bytes());
    bucket
}

fn gammas(bits: &mut BitWriter, numbers: &[u64]) {
    for number in numbers {
        bits.gamma(*number);
    }
}

/// A sealed bucket of these bits, the only one of its index.
fn forged(write: impl FnOnce(&mut BitWriter)) -> Vec<u8> {
    let mut bits = BitWriter::default();
    write(&mut bits);
    seal([b"AALI\x01\0\0\0\0\0\0\0", bits.finish().as_slice()].concat())
}

#[test]
fn every_version_and_depth_but_the_known_ones_is_refused() {
    for tag in 0..=u8::MAX {
        let mut bucket = build([(0, place(0, 0))]).remove(0);
        bucket[4] = tag;
        assert_eq!(entries(&seal(bucket.clone())).is_ok(), tag == bucket::VERSION);
        (bucket[4], bucket[5]) = (bucket::VERSION, tag);
        assert_eq!(lookup(&seal(bucket), 0).is_ok(), tag <= 16);
    }
    let mut bucket = build([(0, place(0, 0))]).remove(0);
    bucket[6] = 1;
    assert_eq!(flaw(entries(&seal(bucket))), ("header", Flaw::Value));
}

#[test]
fn hostile_bits_are_named() {
    let with = |write: &dyn Fn(&mut BitWriter)| flaw(entries(&forged(write)));
    // A segment with two groups, and so many entities.
    let start = |bits: &mut BitWriter, entities: u64| {
        bits.bits(3, 5);
        gammas(bits, &[2, 1, 2, entities + 1]);
    };
    let good = forged(|bits| {
        start(bits, 1);
        bits.rice(3, 9);
        bits.gamma(1);
        bits.even(2, 1);
    });
    assert_eq!(entries(&good), Ok(vec![(hash::hash_of(9), place(0, 1))]));
    assert_eq!(with(&|bits| bits.bits(0, 40)), ("segments", Flaw::Short));
    assert_eq!(with(&|bits| (0..9).for_each(|_| bits.bits(0, 40))), ("segments", Flaw::Value));
    assert_eq!(with(&|bits| start(bits, 1 << 32)), ("entities", Flaw::Short));
    let entity = |rest: u64, hits: u64, number: u64| {
        with(&|bits| {
            start(bits, 1);
            bits.rice(3, rest);
            bits.gamma(hits);
            bits.rice(0, number);
            bits.bits(0, 40);
        })
    };
    assert_eq!(entity(9, 1, 0), ("entities", Flaw::Rest));
    assert_eq!(entity(9, 2, 2), ("entities", Flaw::Value));
    assert_eq!(entity(9, 1 << 32, 0), ("entities", Flaw::Value));
    let far = |bits: &mut BitWriter| {
        bits.bits(30, 5);
        gammas(bits, &[1, 2]);
        bits.rice(30, 1 << 30);
    };
    assert_eq!(with(&far), ("entities", Flaw::Value));
    let many_groups = |bits: &mut BitWriter| {
        bits.bits(3, 5);
        gammas(bits, &[2, 1, 65_537]);
    };
    assert_eq!(with(&many_groups), ("segments", Flaw::Value));
    let far_segment = |bits: &mut BitWriter| {
        bits.bits(3, 5);
        gammas(bits, &[2, 65_537, 1]);
    };
    assert_eq!(with(&far_segment), ("segments", Flaw::Value));
    assert_eq!(flaw(entries(b"AALI\x01\0")), ("header", Flaw::Short));
    assert_eq!(flaw(entries(b"AALS")), ("header", Flaw::Magic));
}

/// Entries of which some share subjects and places.
fn some_entries() -> impl Strategy<Value = Vec<(u64, Place)>> {
    let hash =
        prop_oneof![2 => (0_u32..20).prop_map(issue), 2 => any::<u64>(), 1 => Just(u64::MAX), 1 => Just(0)];
    let number = || prop_oneof![4 => 0_u16..6, 1 => any::<u16>(), 1 => Just(u16::MAX)];
    let place = (number(), number()).prop_map(|(segment, group)| place(segment, group));
    proptest::collection::vec((hash, place), 0..200)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn codes_read_what_they_wrote(numbers in proptest::collection::vec((0_u32..33, 1_u64..1 << 33), 0..50)) {
        let mut writer = BitWriter::default();
        for (parameter, number) in &numbers {
            writer.gamma(*number);
            writer.rice((*parameter).max(20), *number);
            writer.bits(*number, *parameter);
            writer.even(number.saturating_add((*parameter).into()), number.saturating_sub(1));
        }
        let bytes = writer.finish();
        let mut reader = BitReader::new(&bytes, 0);
        for (parameter, number) in &numbers {
            prop_assert_eq!(reader.gamma(), Ok(*number));
            prop_assert_eq!(reader.rice((*parameter).max(20)), Ok(*number));
            prop_assert_eq!(reader.bits(*parameter), Ok(number & !(u64::MAX << parameter)));
            prop_assert_eq!(reader.even(number.saturating_add((*parameter).into())), Ok(number.saturating_sub(1)));
        }
        prop_assert_eq!(reader.end(), Ok(()));
    }

    #[test]
    fn nothing_is_missed_and_everything_is_given_back(all in some_entries()) {
        let buckets = build(all.iter().copied());
        prop_assert_eq!(buckets.len(), 1);
        for (hash, _) in &all {
            let there: BTreeSet<Place> =
                all.iter().filter(|it| hash::prefix_of(it.0) == hash::prefix_of(*hash)).map(|it| it.1).collect();
            prop_assert_eq!(lookup(&buckets[0], *hash).unwrap(), there.into_iter().collect::<Vec<_>>());
        }
        let back = entries(&buckets[0]).unwrap();
        let kept: HashSet<(u64, Place)> =
            all.iter().map(|(hash, place)| (hash::hash_of(hash::prefix_of(*hash)), *place)).collect();
        prop_assert_eq!(back.len(), kept.len());
        prop_assert_eq!(back.iter().copied().collect::<HashSet<_>>(), kept);
        prop_assert_eq!(build(back), buckets);
    }

    #[test]
    fn any_number_of_buckets_holds_the_same(all in some_entries(), depth in 0_u32..=16) {
        let entities = grouped(all.iter().copied());
        for (hash, place) in &all {
            let number = bucket_of(*hash, 1 << depth);
            let here = |it: &&Entity| bucket_of(hash::hash_of(it.prefix), 1 << depth) == number;
            let of_bucket: Vec<Entity> = entities
                .iter()
                .filter(here)
                .map(|it| Entity { prefix: it.prefix, places: it.places.clone() })
                .collect();
            let bucket = write_bucket(&of_bucket, depth, u16::try_from(number).unwrap());
            prop_assert!(lookup(&bucket, *hash).unwrap().contains(place));
            prop_assert_eq!(grouped(super::entries(&bucket).unwrap()), of_bucket);
        }
    }

    #[test]
    fn a_flipped_bit_is_refused(all in some_entries(), at in any::<proptest::sample::Index>(), bit in 0_u8..8) {
        let mut bucket = build(all).remove(0);
        let at = at.index(bucket.len());
        bucket[at] ^= 1 << bit;
        prop_assert!(entries(&bucket).is_err());
        prop_assert!(lookup(&bucket, 0).is_err());
    }

    #[test]
    fn flipped_bits_under_a_fitting_checksum_do_no_harm(all in some_entries(), at in any::<proptest::sample::Index>(), bit in 0_u8..8) {
        let mut bucket = build(all).remove(0);
        let bits = &mut bucket[BITS_AT..];
        bits[at.index(bits.len())] ^= 1 << bit;
        let bucket = seal(bucket);
        let _ = lookup(&bucket, issue(1));
        if let Ok(back) = entries(&bucket) {
            prop_assert_eq!(entries(&build(back.iter().copied())[0]), Ok(back));
        }
    }

    #[test]
    fn any_bits_do_no_harm(bits in proptest::collection::vec(any::<u8>(), 0..60)) {
        let bucket = seal([b"AALI\x01\0\0\0\0\0\0\0", bits.as_slice()].concat());
        let _ = lookup(&bucket, issue(1));
        if let Ok(back) = entries(&bucket) {
            prop_assert_eq!(entries(&build(back.iter().copied())[0]), Ok(back));
        }
    }
}
