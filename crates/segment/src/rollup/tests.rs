use super::bytes::{write_stream, write_varint};
use super::encode::{BODY_AT, CHECKSUM_AT, checksum_of};
use super::range::Coder as _;
use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

const MAY_1: i64 = 1_777_593_600_000;

/// What [`small`] was written as.
const VERSION_1: &[u8] = b"AALR\x01\
    \x17\xd0\x85\xfb\xbc\xc1\x02\x01\xc0\xd9\xa0\x1c\x07\x00\x52\x8b\x18\xf8\x00\x00\
    \x12\x0d\x63\x60\x60\x64\x35\x34\x00\x02\x28\x6d\xc8\x00\x00\x07\x09\x3b\xc1\xc8\
    \x90\xc2\x50\xc1\x00\x00\xfb\x03\x28\xb5\x8e\x31\x0d\x00\x00\x08\xc3\x36\x82\x03\
    \x84\x61\x02\xff\x1a\x50\xc0\x41\xb2\xf5\xec\xd1\x74\x60\x26\x0e\xcf\x67\xa7\xdc\
    \xa3\x48\x4d\xa6\xed\xa3\x84\x84\x05\x02\x04\x63\x67\x04\x00\x02\x04\x63\x64\x01\
    \x00\x03\x05\x5b\xc0\xcd\x00\x00";

fn fact(occurred: i64, action: u16, project: Option<&str>, person: Option<u32>) -> Fact<'_> {
    let container = project.map(|id| (ContainerKind::Project, id));
    Fact { occurred, action, actor_kind: ActorKind::Person, container, person }
}

fn small() -> Rollup {
    let mut rollup = Rollup::default();
    rollup.add(&fact(MAY_1, 100, Some("10000"), Some(7)), 2).unwrap();
    rollup.add(&fact(MAY_1 + DAY_MS, 100, Some("10000"), Some(9)), 1).unwrap();
    rollup.add(&fact(MAY_1 + HOUR_MS, 120, Some("10001"), Some(9)), 4).unwrap();
    rollup.add(&fact(MAY_1 + HOUR_MS, 200, None, None), 1).unwrap();
    rollup
}

fn flaw(file: &[u8]) -> (&'static str, Flaw) {
    match Rollup::decode(file) {
        Err(SegmentError::Flawed { structure: "rollup", part, flaw, .. }) => (part, flaw),
        other => panic!("{other:?}"),
    }
}

#[test]
fn sums_answer_what_a_dashboard_asks() {
    let rollup = small();
    let all = Wanted::default();
    assert_eq!(rollup.total(), 8);
    assert_eq!(rollup.by_day(&all), [(20_574, 7), (20_575, 1)].into());
    assert_eq!(rollup.by_action(&all), [(100, 3), (120, 4), (200, 1)].into());
    assert_eq!(rollup.by_kind(&all), [(ActorKind::Person, 8)].into());
    let counts: Vec<u64> = rollup.by_container(&all).into_values().collect();
    assert_eq!(counts, [1, 3, 4], "none comes first");
    let people: Vec<(u32, u64)> = rollup.top_people(1).iter().map(|(code, it)| (*code, it.count)).collect();
    assert_eq!(people, [(9, 5)]);
    assert_eq!(rollup.person(9).unwrap().newest, (MAY_1 + DAY_MS) / MINUTE_MS);
    assert_eq!(rollup.person(8), None);
}

#[test]
fn only_what_is_wanted_is_counted() {
    let rollup = small();
    let project = |id: &str| Some(ContainerId { kind: ContainerKind::Project, id: id.into() });
    let count = |wanted: Wanted| rollup.cells(&wanted).map(|cell| cell.count).sum::<u64>();
    assert_eq!(count(Wanted { days: Some(20_575..=20_600), ..Wanted::default() }), 1);
    assert_eq!(count(Wanted { actions: Some([100, 200].into()), ..Wanted::default() }), 4);
    assert_eq!(count(Wanted { kinds: Some([ActorKind::App].into()), ..Wanted::default() }), 0);
    let containers = Some([project("10001"), None].into());
    assert_eq!(count(Wanted { containers, actions: Some([120].into()), ..Wanted::default() }), 4);
    assert_eq!(count(Wanted { containers: Some([None].into()), ..Wanted::default() }), 1);
}

#[test]
fn hours_of_the_week_begin_on_monday() {
    // The first of May 2026 is a Friday.
    let rollup = small();
    let hours = rollup.by_hour(None);
    assert_eq!((hours[4 * 24], hours[4 * 24 + 1], hours[5 * 24]), (2, 5, 1));
    assert_eq!(rollup.by_hour(Some(&[120].into())).iter().sum::<u64>(), 4);
    assert_eq!((hour_of_week(0), hour_of_week(-1), day_of(-1)), (3 * 24, 3 * 24 - 1, -1));
    assert_eq!((day_of(i64::MAX), day_of(i64::MIN)), (i32::MAX, i32::MIN));
}

#[test]
fn months_add_up_to_a_year() {
    let mut year = Rollup::default();
    for month in 0..12 {
        let mut rollup = Rollup::default();
        rollup.add(&fact(MAY_1 + month * 31 * DAY_MS, 100, Some("1"), Some(1)), 10).unwrap();
        year.merge(&rollup).unwrap();
    }
    assert_eq!(year.by_day(&Wanted::default()).len(), 12);
    assert_eq!(year.person(1).unwrap(), Person { count: 120, newest: (MAY_1 + 341 * DAY_MS) / MINUTE_MS });
    assert_eq!(Rollup::decode(&year.encode().unwrap()), Ok(year));
}

#[test]
fn days_can_be_put_together() {
    let rollup = small();
    let weeks = rollup.clone().with_days(|day| day - day.rem_euclid(7));
    assert_eq!(weeks.by_day(&Wanted::default()), [(20_573, 8)].into());
    assert_eq!(weeks.cells(&Wanted::default()).count(), 3);
    assert_eq!(weeks.by_action(&Wanted::default()), rollup.by_action(&Wanted::default()));
    assert_eq!(Rollup::decode(&weeks.encode().unwrap()), Ok(weeks));
}

#[test]
fn bytes_of_version_1_are_read_for_ever() {
    assert_eq!(Rollup::decode(VERSION_1), Ok(small()));
}

#[test]
fn a_month_takes_less_than_a_byte_for_each_cell() {
    let mut rollup = Rollup::default();
    let mut draw = 1_u64;
    let mut below = |n: u64| {
        draw = draw.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (draw >> 33) % n
    };
    for _ in 0..20_000 {
        let id = below(20).min(below(20)).to_string();
        let action = u16::try_from(100 + below(20).min(below(20))).unwrap();
        let occurred = MAY_1 + i64::try_from(below(31 * 24 * 3_600_000)).unwrap();
        rollup.add(&fact(occurred, action, Some(&id), None), 1).unwrap();
    }
    let (cells, bytes) = (rollup.cells(&Wanted::default()).count(), rollup.encode().unwrap().len());
    assert!(cells > 6_000 && bytes < cells, "{bytes} bytes for {cells} cells");
}

#[test]
fn what_does_not_add_up_is_refused_and_changes_nothing() {
    let mut rollup = small();
    let mut huge = Rollup::default();
    huge.add(&fact(0, 1, None, None), u64::MAX).unwrap();
    assert_eq!(Rollup::decode(&huge.encode().unwrap()).as_ref(), Ok(&huge));
    assert_eq!(rollup.merge(&huge), Err(SegmentError::TooManyCounted));
    assert_eq!(huge.add(&fact(0, 1, None, None), 1), Err(SegmentError::TooManyCounted));
    assert_eq!(rollup.subtract(&huge), Err(SegmentError::BelowZero));
    for other in [
        fact(MAY_1, 100, Some("10001"), None),
        fact(MAY_1, 120, Some("10000"), None),
        fact(MAY_1 + 2 * HOUR_MS, 100, Some("10000"), None),
        fact(MAY_1, 100, Some("10000"), Some(8)),
    ] {
        let mut less = Rollup::default();
        less.add(&other, 1).unwrap();
        assert_eq!(rollup.subtract(&less), Err(SegmentError::BelowZero), "{other:?}");
    }
    assert_eq!(rollup, small());
    rollup.add(&fact(0, 1, None, None), 0).unwrap();
    assert_eq!(rollup, small());
}

#[test]
fn subtracting_everything_leaves_nothing() {
    let mut rollup = small();
    rollup.subtract(&small()).unwrap();
    assert_eq!(rollup, Rollup::default());
    assert_eq!(Rollup::decode(&rollup.encode().unwrap()), Ok(rollup));
}

#[test]
fn every_version_but_the_known_one_is_refused() {
    for version in 0..=u8::MAX {
        let mut file = small().encode().unwrap();
        file[4] = version;
        assert_eq!(Rollup::decode(&seal(file)).is_ok(), version == encode::VERSION);
    }
}

#[test]
fn every_tag_is_a_kind_or_refused() {
    let actors: BTreeSet<ActorKind> = (0..=u8::MAX).filter_map(tags::actor_kind).collect();
    assert_eq!(actors, ActorKind::ALL.iter().copied().collect());
    let containers: Vec<u8> = (0..=u8::MAX).filter(|tag| tags::container_kind(*tag).is_some()).collect();
    assert_eq!(containers, [1, 2]);
}

/// The file with a checksum that fits.
fn seal(mut file: Vec<u8>) -> Vec<u8> {
    let sum = checksum_of(&file[..CHECKSUM_AT], &file[BODY_AT..]);
    file[CHECKSUM_AT..BODY_AT].copy_from_slice(&sum.to_le_bytes());
    file
}

/// What a file is made of: one cell (no container, action 1, person, day 0, count 1) at hour 0, by person 0.
#[derive(Clone)]
struct Parts {
    span: u32,
    cells: Vec<u8>,
    /// Containers, series, hours, people, shares, newest.
    streams: [Vec<u8>; 6],
}

/// The bits of one series on days 0 to `last_day`: these cells, as the first ones of so many.
fn series_bits(last_day: i32, length: u64, cells: &[(i64, u64)]) -> Vec<u8> {
    let mut coded = series::Cells::new(range::Writer::new(), last_day);
    let mut series = coded.begin(0, length).unwrap();
    for (day, count) in cells {
        coded.cell(&mut series, *day, *count).unwrap();
    }
    coded.coder.finish()
}

fn one_cell() -> Parts {
    let mut hours = vec![0; 169];
    (hours[0], hours[1]) = (1, 1);
    let streams = [vec![0, 0], vec![1, 0], hours, vec![0], vec![0], vec![0]];
    Parts { span: 0, cells: series_bits(0, 1, &[(0, 1)]), streams }
}

/// A sealed file of these parts, whose days begin at 0.
fn forged(parts: &Parts) -> Vec<u8> {
    let mut file = b"AALR\x01\0\0\0\0\0".to_vec();
    write_varint(&mut file, parts.span.into());
    file.push(0);
    write_varint(&mut file, parts.cells.len() as u64);
    file.extend_from_slice(&parts.cells);
    for raw in &parts.streams {
        write_stream(&mut file, raw);
    }
    seal(file)
}

const MOST: [u8; 10] = [255, 255, 255, 255, 255, 255, 255, 255, 255, 1];

#[test]
fn hostile_streams_are_named() {
    assert_eq!(Rollup::decode(&forged(&one_cell())).unwrap().total(), 1);
    let with = |stream: usize, raw: &[u8]| {
        let mut parts = one_cell();
        parts.streams[stream] = raw.to_vec();
        flaw(&forged(&parts))
    };
    assert_eq!(with(0, &[3, 0]), ("containers", Flaw::Value));
    assert_eq!(with(0, &[1, 200]), ("containers", Flaw::Short));
    assert_eq!(with(0, &[1, 1, 0xff, 0]), ("containers", Flaw::Value));
    assert_eq!(with(0, &[0, 0, 0, 0]), ("containers", Flaw::Value));
    assert_eq!(with(0, &[0, 1]), ("series", Flaw::Short));
    assert_eq!(with(0, &[&[0][..], &MOST].concat()), ("containers", Flaw::Value));
    assert_eq!(with(0, &[]), ("series", Flaw::Rest));
    assert_eq!(with(1, &[1, 7]), ("series", Flaw::Value));
    assert_eq!(with(1, &[0xff, 0xff, 4, 0]), ("series", Flaw::Value));
    assert_eq!(with(2, &[0; 169]), ("hours", Flaw::Sum));
    assert_eq!(with(2, &[0; 9]), ("hours", Flaw::Short));
    assert_eq!(with(2, &[]), ("hours", Flaw::Sum));
    assert_eq!(with(3, &[0, 0]), ("shares", Flaw::Short));
    assert_eq!(with(3, &MOST), ("people", Flaw::Value));
    assert_eq!(with(4, &[1]), ("shares", Flaw::Sum));
    assert_eq!(with(4, &MOST), ("shares", Flaw::Value));
    assert_eq!(with(5, &[0, 0]), ("newest", Flaw::Rest));
    assert_eq!(with(5, &MOST), ("newest", Flaw::Value));
    let mut file = forged(&one_cell());
    file.push(0);
    assert_eq!(flaw(&seal(file)), ("body", Flaw::Rest));
    let mut file = forged(&one_cell());
    file.truncate(file.len() - 4);
    assert_eq!(flaw(&seal(file)), ("body", Flaw::Short));
}

#[test]
fn hostile_cells_are_named() {
    let with = |span: u32, cells: Vec<u8>| flaw(&forged(&Parts { span, cells, ..one_cell() }));
    let good = one_cell().cells;
    assert_eq!(with(0, vec![]), ("cells", Flaw::Short));
    assert_eq!(with(0, good[..good.len() - 1].to_vec()), ("cells", Flaw::Short));
    assert_eq!(with(0, [&good[..], &[0]].concat()), ("cells", Flaw::Rest));
    assert_eq!(with(0, vec![1; 9]), ("cells", Flaw::Value));
    assert_eq!(with(0, series_bits(0, 1, &[(0, 2)])), ("hours", Flaw::Sum));
    assert_eq!(with(9, series_bits(9, 2, &[(3, 1), (9, u64::MAX)])), ("cells", Flaw::Sum));
    assert_eq!(with(0, series_bits(9, 2, &[(0, 1), (1, 1)])), ("cells", Flaw::Value));
    assert_eq!(with(30, series_bits(5_000, 1, &[(4_000, 1)])), ("cells", Flaw::Value));
    assert_eq!(with(u32::MAX >> 1, series_bits(i32::MAX, 4_000_001, &[])), ("cells", Flaw::Size));
    assert_eq!(with(u32::MAX, good), ("body", Flaw::Value));
}

#[test]
fn claimed_sizes_are_checked_before_memory_is_asked_for() {
    let cells = one_cell().cells;
    let before =
        [b"AALR\x01\0\0\0\0\0\0\0".as_slice(), &[u8::try_from(cells.len()).unwrap()], &cells].concat();
    let with = |body: &[u8]| flaw(&seal([&before[..], body].concat()));
    assert_eq!(with(&[0xff, 0xff, 0xff, 0xff, 0x7f, 2, 3, 0]), ("body", Flaw::Size));
    assert_eq!(with(&[0x80, 0x80, 0x40, 2, 3, 0]), ("body", Flaw::Size));
    assert_eq!(with(&[1, 2, 3, 0]), ("body", Flaw::Packed));
    assert_eq!(with(&[0, 3, 3, 0, 0]), ("body", Flaw::Packed));
    assert_eq!(with(&[0, 9, 3, 0]), ("body", Flaw::Short));
    assert_eq!(flaw(&seal(b"AALR\x01\0\0\0\0\0\0\0\x09".to_vec())), ("body", Flaw::Short));
    assert_eq!(flaw(b"AALR\x01\0"), ("header", Flaw::Short));
    assert_eq!(flaw(b"AALS"), ("header", Flaw::Magic));
}

#[test]
fn a_rollup_that_cannot_be_stored_is_refused() {
    let mut rollup = Rollup::default();
    let long = "x".repeat(encode::RAW_BYTES_MAX);
    rollup.add(&fact(0, 1, Some(&long), None), 1).unwrap();
    assert!(matches!(rollup.encode(), Err(SegmentError::RollupTooLong(_))));
}

#[derive(Debug, Clone)]
struct Row(i64, u16, usize, Option<(ContainerKind, String)>, Option<u32>, u64);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let occurred = prop_oneof![4 => 0..(60 * DAY_MS), 1 => any::<i64>()];
    let action = prop_oneof![3 => 1_u16..5, 1 => any::<u16>()];
    let kind = prop_oneof![Just(ContainerKind::Project), Just(ContainerKind::Space)];
    let container = proptest::option::of((kind, "[0-3]{0,2}|.{0,5}"));
    let person = proptest::option::of(prop_oneof![3 => 0_u32..5, 1 => any::<u32>()]);
    let n = prop_oneof![3 => 0_u64..4, 1 => 0..u64::MAX / 100];
    let row = (occurred, action, 0..ActorKind::ALL.len(), container, person, n);
    proptest::collection::vec(row.prop_map(|(a, b, c, d, e, f)| Row(a, b, c, d, e, f)), 0..30)
}

fn rollup_of(rows: &[Row]) -> Rollup {
    let mut rollup = Rollup::default();
    for Row(occurred, action, kind, container, person, n) in rows {
        let container = container.as_ref().map(|(kind, id)| (*kind, id.as_str()));
        let actor_kind = ActorKind::ALL[*kind];
        let fact = Fact { occurred: *occurred, action: *action, actor_kind, container, person: *person };
        rollup.add(&fact, *n).unwrap();
    }
    rollup
}

fn merged(a: &Rollup, b: &Rollup) -> Rollup {
    let mut sum = a.clone();
    sum.merge(b).unwrap();
    sum
}

/// Everything but the newest times, which subtracting cannot bring back.
fn counts_of(rollup: &Rollup) -> impl PartialEq + std::fmt::Debug {
    let people: Vec<(u32, u64)> = rollup.people().map(|(code, person)| (code, person.count)).collect();
    (rollup.total, rollup.containers.clone(), rollup.hours.clone(), people)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_written_is_read(rows in rows()) {
        let rollup = rollup_of(&rows);
        let bytes = rollup.encode().unwrap();
        let read = Rollup::decode(&bytes);
        prop_assert_eq!(read.as_ref(), Ok(&rollup));
        prop_assert_eq!(read.unwrap().encode().unwrap(), bytes);
    }

    #[test]
    fn merging_is_counting_together_in_any_order(a in rows(), b in rows(), c in rows()) {
        let together = rollup_of(&[a.clone(), b.clone(), c.clone()].concat());
        let (a, b, c) = (rollup_of(&a), rollup_of(&b), rollup_of(&c));
        prop_assert_eq!(merged(&a, &b), merged(&b, &a));
        prop_assert_eq!(&merged(&merged(&a, &b), &c), &merged(&a, &merged(&b, &c)));
        prop_assert_eq!(merged(&merged(&a, &b), &c), together);
    }

    #[test]
    fn subtracting_undoes_merging(a in rows(), b in rows()) {
        let (a, b) = (rollup_of(&a), rollup_of(&b));
        let mut back = merged(&a, &b);
        back.subtract(&b).unwrap();
        prop_assert_eq!(counts_of(&back), counts_of(&a));
        for (code, person) in a.people() {
            prop_assert!(back.person(code).unwrap().newest >= person.newest);
        }
        prop_assert_eq!(Rollup::decode(&back.encode().unwrap()), Ok(back));
    }

    #[test]
    fn sums_are_those_of_the_rows(rows in rows(), from in 0..60_i32, action in 1..5_u16, kind in 0..7_usize) {
        let span = from..=from.saturating_add(20);
        let wanted = Wanted {
            days: Some(span.clone()),
            actions: Some([action].into()),
            kinds: Some([ActorKind::ALL[kind], ActorKind::Person].into()),
            containers: None,
        };
        let fits = |row: &&Row| {
            span.contains(&day_of(row.0)) && row.1 == action && (row.2 == kind || row.2 == 0)
        };
        let mut days = BTreeMap::new();
        for row in rows.iter().filter(fits).filter(|row| row.5 > 0) {
            increase(days.entry(day_of(row.0)).or_default(), row.5);
        }
        prop_assert_eq!(rollup_of(&rows).by_day(&wanted), days);
    }

    #[test]
    fn a_flipped_bit_is_refused(rows in rows(), at in any::<proptest::sample::Index>(), bit in 0_u8..8) {
        let mut bytes = rollup_of(&rows).encode().unwrap();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert!(Rollup::decode(&bytes).is_err());
    }

    #[test]
    fn flipped_bits_under_a_fitting_checksum_do_no_harm(rows in rows(), at in any::<proptest::sample::Index>(), bit in 0_u8..8) {
        let mut bytes = rollup_of(&rows).encode().unwrap();
        let body = &mut bytes[BODY_AT..];
        body[at.index(body.len())] ^= 1 << bit;
        if let Ok(read) = Rollup::decode(&seal(bytes)) {
            prop_assert_eq!(Rollup::decode(&read.encode().unwrap()), Ok(read));
        }
    }

    #[test]
    fn any_streams_do_no_harm(streams in proptest::collection::vec(proptest::collection::vec(0_u8..4, 0..12), 6)) {
        let streams = streams.try_into().unwrap();
        if let Ok(read) = Rollup::decode(&forged(&Parts { streams, ..one_cell() })) {
            prop_assert_eq!(Rollup::decode(&read.encode().unwrap()), Ok(read));
        }
    }

    #[test]
    fn any_cells_do_no_harm(span in 0_u32..500, bits in proptest::collection::vec(any::<u8>(), 0..60)) {
        let mut parts = Parts { span, cells: [&[0][..], &bits].concat(), ..one_cell() };
        // As many series as the bits may want.
        parts.streams[0] = vec![0, 99];
        parts.streams[1] = [1, 0].repeat(100);
        prop_assert!(Rollup::decode(&forged(&parts)).is_err());
    }

    #[test]
    fn bits_are_read_as_they_were_written(bits in proptest::collection::vec((0_usize..4, any::<bool>()), 0..2_000), likely in any::<bool>()) {
        let bits: Vec<(usize, bool)> = bits.into_iter().map(|(at, bit)| (at, bit || (likely && at > 0))).collect();
        let mut learned = [range::EVEN; 4];
        let mut writer = range::Writer::new();
        for (at, bit) in &bits {
            writer.bit(&mut learned[*at], *bit).unwrap();
        }
        let bytes = writer.finish();
        let mut learned = [range::EVEN; 4];
        let mut reader = range::Reader::new(&bytes).unwrap();
        for (at, bit) in &bits {
            prop_assert_eq!(reader.bit(&mut learned[*at], false), Ok(*bit));
        }
        prop_assert_eq!(reader.end(), Ok(()));
    }
}
