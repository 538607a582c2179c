use super::*;
use activity_event::{Event, EventId};
use base64::{Engine, engine::general_purpose::STANDARD};
use proptest::prelude::*;

fn event(n: u32, occurred: i64, project: Option<&str>, text: &str) -> Event {
    let mut record = serde_json::json!({
        "id": EventId::derive(&["test", &n.to_string()]), "occurred": occurred, "recorded": occurred,
        "product": "jira", "action": if n.is_multiple_of(2) { "issue.created" } else { "comment.deleted" },
        "actor": {"kind": "unknown", "certainty": "unknown"}, "subject": {"kind": "issue", "id": n.to_string()},
        "content": [{"role": "body", "text": text}], "provenance": "live", "source": "test",
    });
    if let Some(id) = project {
        record["container"] = serde_json::json!({"kind": "project", "id": id});
    }
    serde_json::from_value(record).unwrap()
}

fn damage(name: &str, parts: &[String]) -> Damage {
    match read(name, parts) {
        Err(SegmentError::Damaged { segment, damage, .. }) => {
            assert_eq!(segment, name);
            damage
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn order_does_not_matter_and_statistics_tell_the_content() {
    let events =
        [event(1, 30, Some("10000"), "x"), event(2, 10, None, "y"), event(3, 20, Some("10001"), "\n")];
    let segment = write(&events).unwrap();
    let mut reversed = events.to_vec();
    reversed.reverse();
    assert_eq!(write(&reversed).unwrap(), segment);
    assert_eq!((segment.stats.rows, segment.stats.from, segment.stats.to), (3, 10, 30));
    assert_eq!(segment.stats.actions, [100, 122].into());
    assert_eq!(segment.stats.containers, Some(["p10000||".to_owned(), "p10001||".to_owned()].into()));
    assert!(segment.stats.elsewhere);
    let times: Vec<i64> =
        open(&segment.name, &segment.parts).unwrap().iter().rev().map(|e| e.unwrap().occurred).collect();
    assert_eq!(times, [30, 20, 10]);
}

#[test]
fn a_segment_of_many_containers_may_hold_any() {
    let events: Vec<Event> = (0..200).map(|n| event(n, 0, Some(&format!("1{n:05}")), "")).collect();
    assert_eq!(write(&events).unwrap().stats.containers, None);
}

#[test]
fn containers_are_listed_as_they_were() {
    let container = |id: &str, key: &str, name: &str| -> Event {
        let mut event = event(1, 1, Some(id), "");
        let container = event.container.as_mut().unwrap();
        (container.key, container.name) = (Some(key.to_owned()), Some(name.to_owned()));
        event
    };
    let listed = |events: &[Event]| write(events).unwrap().stats.listed_containers();
    let events = [container("1", "PAY", "Pay|ments"), container("1", "PAY", "Payments")];
    let names: Vec<_> =
        listed(&events).unwrap().into_iter().map(|container| container.name.unwrap()).collect();
    assert_eq!(names, ["Payments", "Pay|ments"]);
    assert!(!write(&events).unwrap().stats.elsewhere);
    assert_eq!(listed(&[container("1|2", "PAY", "")]), None);
    assert_eq!(listed(&[container("1", "PAY", &"\"".repeat(330))]), None);
}

#[test]
fn long_segments_are_cut_and_joined() {
    let noise =
        |n: u32| (0..2_000).map(|k| EventId::derive(&[&n.to_string(), &k.to_string()]).to_string()).collect();
    let events: Vec<Event> = (0..12)
        .map(|n| {
            let text: String = noise(n);
            event(n, i64::from(n), None, &text)
        })
        .collect();
    let segment = write(&events).unwrap();
    assert!(segment.parts.len() > 2 && segment.parts.iter().all(|part| part.len() <= PART_BYTES_MAX));
    assert_eq!(read(&segment.name, &segment.parts).unwrap().len(), 12);
    let mut swapped = segment.parts.clone();
    swapped.swap(0, 1);
    assert_eq!(damage(&segment.name, &swapped), Damage::Magic);
    assert_eq!(damage(&segment.name, &segment.parts[..1]), Damage::Checksum);
}

#[test]
fn what_cannot_be_written_is_refused() {
    assert_eq!(write(&[]), Err(SegmentError::NoRows));
    let many = vec![event(1, 1, None, ""); ROWS_MAX + 1];
    assert_eq!(write(&many), Err(SegmentError::TooManyRows(ROWS_MAX + 1)));
    let long = vec![event(1, 1, None, &"x".repeat(200_000)); 300];
    assert!(matches!(write(&long), Err(SegmentError::TooLong(_))));
}

/// The file with one field replaced and the checksum made to fit, under its new name.
fn forged(change: impl Fn(&mut Vec<u8>)) -> (String, Vec<String>) {
    let segment = write(&[event(1, 1, None, "x")]).unwrap();
    let mut file = STANDARD.decode(&segment.parts[0]).unwrap();
    change(&mut file);
    let header = layout::Header::decode(&file).unwrap();
    let checksum = header.checksum_of(&file[layout::HEADER_BYTES..]);
    file[layout::field::CHECKSUM..layout::HEADER_BYTES].copy_from_slice(&checksum.to_le_bytes());
    (writer::name_of(&file), vec![STANDARD.encode(&file)])
}

#[test]
fn claims_are_checked_before_memory_is_asked_for() {
    let (name, parts) = forged(|file| file[layout::field::RAW_SIZE + 3] = 0xff);
    assert!(matches!(damage(&name, &parts), Damage::RawSize(_)));
    let (name, parts) = forged(|file| file[layout::field::RAW_SIZE + 1] ^= 0x7f);
    assert_eq!(damage(&name, &parts), Damage::Body);
    let (name, parts) = forged(|file| file[layout::field::ROWS + 3] = 1);
    assert!(matches!(damage(&name, &parts), Damage::Rows(_)));
    let (name, parts) = forged(|file| file[layout::field::ROWS] = 2);
    assert_eq!(damage(&name, &parts), Damage::Lines(1));
    let (name, parts) = forged(|file| file.push(0));
    assert_eq!(damage(&name, &parts), Damage::Body);
    assert_eq!(damage("another", &parts[..0]), Damage::Parts);
}

#[test]
fn every_version_and_codec_but_the_known_one_is_refused() {
    for tag in 0..=u8::MAX {
        let (name, parts) = forged(|file| file[layout::field::VERSION] = tag);
        assert_eq!(read(&name, &parts).is_ok(), tag == layout::VERSION);
        let (name, parts) = forged(|file| file[layout::field::CODEC] = tag);
        assert_eq!(read(&name, &parts).is_ok(), tag == layout::CODEC_DEFLATE_LINES);
    }
}

#[test]
fn a_line_that_is_no_record_is_named() {
    let lines = b"{\"id\":1}\n";
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut encoder, lines).unwrap();
    let body = encoder.finish().unwrap();
    let mut file = layout::Header::new(1, u32::try_from(lines.len()).unwrap(), &body).encode();
    file.extend_from_slice(&body);
    let (name, parts) = (writer::name_of(&file), vec![STANDARD.encode(&file)]);
    assert!(matches!(damage(&name, &parts), Damage::Row { row: 0, .. }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read(rows in proptest::collection::vec((any::<u32>(), any::<i64>(), ".{0,40}"), 1..40)) {
        let mut events: Vec<Event> = rows.iter().map(|(n, at, text)| event(*n, *at, Some("1"), text)).collect();
        let segment = write(&events).unwrap();
        events.sort_by_key(|event| (event.occurred, event.id));
        prop_assert_eq!(read(&segment.name, &segment.parts).unwrap(), events);
    }

    #[test]
    fn a_flipped_bit_is_refused_or_harmless(at in any::<proptest::sample::Index>(), bit in 0_u8..8) {
        let events = [event(1, 1, Some("10000"), "some text"), event(2, 2, None, "more text")];
        let segment = write(&events).unwrap();
        let mut bytes = segment.parts[0].clone().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        if let Ok(text) = String::from_utf8(bytes) {
            match read(&segment.name, &[text]) {
                Ok(read) => prop_assert_eq!(read, events),
                Err(SegmentError::Damaged { .. }) => {}
                Err(error) => prop_assert!(false, "{}", error),
            }
        }
    }

    #[test]
    fn any_bytes_under_a_fitting_name_do_no_harm(bytes in proptest::collection::vec(any::<u8>(), 0..200), head in any::<bool>()) {
        let mut file = if head { b"AALS\x01\x01".to_vec() } else { vec![] };
        file.extend(bytes);
        prop_assert!(read(&writer::name_of(&file), &[STANDARD.encode(&file)]).is_err());
    }
}
