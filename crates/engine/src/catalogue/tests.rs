#![expect(clippy::arithmetic_side_effects, reason = "small numbers of the tests")]

use super::*;

fn row(n: usize, actions: u16, containers: usize) -> SegmentRow {
    let marks = (0..containers).map(|c| format!("p{:05}|PROJ{c:04}|Project", 10_000 + c)).collect();
    SegmentRow {
        name: keys::name(u32::MAX, &format!("{n:032x}")),
        parts: 98,
        stats: Stats {
            rows: 65_536,
            from: 1_763_913_600_000,
            to: 1_763_913_600_000,
            bytes: 19_999_999,
            actions: (100..100 + actions).map(|action| (action, 65_536 / u32::from(action))).collect(),
            containers: Some(marks),
            elsewhere: true,
        },
    }
}

#[test]
fn the_arithmetic_of_the_manifest_holds() {
    let worst: Vec<SegmentRow> = (0..290).map(|n| row(n, 180, 640 / 26)).collect();
    let write = Manifest::new("202511", worst.clone()).to_write(1).unwrap();
    assert!(write.value.len() <= VALUE_BYTES_MAX);
    let typical: Vec<SegmentRow> = (0..2_000).map(|n| row(n, 12, 6)).collect();
    assert!(Manifest::new("202511", typical).to_write(1).is_ok());
    let many: Vec<SegmentRow> = (0..400).map(|n| row(n, 180, 640 / 26)).collect();
    let refused = Manifest::new("202511", many).to_write(1);
    assert!(matches!(refused, Err(EngineError::ManifestFull { .. })), "{refused:?}");
}

#[test]
fn the_arithmetic_of_the_root_holds() {
    let mut root = Root { generation: u32::MAX, ..Root::default() };
    root.swallowed = vec!["f".repeat(32); SWALLOWED_MAX].join(" ");
    root.retired = (0..400)
        .map(|_| Retired {
            at: 1_763_913_600_000,
            name: keys::manifest("202511", &keys::name(u32::MAX, &"f".repeat(32))),
            parts: Some(98),
            buckets: Some(256),
        })
        .collect();
    let month = Month {
        month: "202511".into(),
        manifest: keys::manifest("202511", &keys::name(u32::MAX, &"f".repeat(32))),
        segments: 1_000,
        rows: 99_999_999,
        from: 1_763_913_600_000,
        to: 1_763_913_600_000,
        rollup: Some(Rolled { name: keys::name(u32::MAX, &"f".repeat(32)), parts: 10 }),
        uncounted: 10,
        unindexed: 10,
    };
    let year = Year { year: "2025".into(), months: u16::MAX, rollup: month.rollup.clone().unwrap() };
    let page = |page| (page, keys::people_page(page, &keys::name(u32::MAX, &"f".repeat(32))));
    root.people = (0..activity_segment::PAGES).map(page).collect();
    root.months = vec![month.clone(); 280];
    root.years = vec![year; 33];
    root.dropped = (0..400).map(|n| (format!("{n:06}"), 99_999_999)).collect();
    let write = root.to_write().unwrap();
    assert_eq!(Root::parse(Some(&write.body)).unwrap(), root);
    root.months = vec![month; 1_200];
    assert!(matches!(root.to_write(), Err(EngineError::RootFull(_))));
}

#[test]
fn a_manifest_is_taken_only_under_its_own_key() {
    let write = Manifest::new("202511", vec![row(1, 3, 1)]).to_write(1).unwrap();
    assert_eq!(Manifest::parse(&write.key, &write.value).unwrap().segments.len(), 1);
    assert_eq!(Manifest::parse(&write.key, &quote(&write.value)).unwrap().segments.len(), 1);
    let other = Manifest::new("202511", vec![row(1, 4, 1)]).to_write(1).unwrap().value;
    for text in [other, write.value.replace('A', "B"), "{}".into(), String::new(), "[]".into()] {
        assert!(matches!(Manifest::parse(&write.key, &text), Err(EngineError::Manifest { .. })), "{text}");
    }
}

#[test]
fn a_root_is_taken_in_each_of_its_forms_and_nothing_else() {
    let root = Root { generation: 3, ..Root::default() };
    let body = root.to_write().unwrap().body;
    let entity = serde_json::json!({"generation": 3, "body": body}).to_string();
    for text in [body.clone(), quote(&body), entity] {
        assert_eq!(Root::parse(Some(&text)).unwrap(), root);
    }
    assert_eq!(Root::parse(None).unwrap(), Root::default());
    for text in ["", "{", "null", "{\"version\":2,\"generation\":1}"] {
        assert!(matches!(Root::parse(Some(text)), Err(EngineError::Root(_))), "{text}");
    }
}
