use super::*;
use crate::catalogue::{Counted, Retired, SegmentRow, Year};
use crate::counted::Rolled;
use activity_segment::{Layout, Stats};
use std::collections::BTreeMap;

/// A segment that is needed, in a manifest that is needed, and one of each that are retired.
fn store(generation: u32) -> (String, Write) {
    let stats = Stats {
        rows: 1,
        from: 0,
        to: 0,
        bytes: 1,
        actions: BTreeMap::new(),
        containers: None,
        elsewhere: true,
    };
    let row = SegmentRow { name: keys::name(3, "aa"), parts: Layout::Packed.parts(), stats };
    let rolled = |generation, hash| Rolled { name: keys::name(generation, hash), parts: 2 };
    let counted = Some(Counted { rollup: rolled(4, "ee"), without: [].into() });
    let manifest = Manifest { counted, ..Manifest::new("197001", vec![row]) };
    let write = manifest.to_write(5).unwrap();
    let retired = |name: String, parts| Retired { at: 0, name, parts, buckets: None };
    let root = Root {
        generation,
        months: vec![manifest.summary(&write.key)],
        retired: vec![
            retired(keys::name(2, "bb"), Some(Layout::Packed.parts())),
            retired(keys::manifest("197001", &keys::name(4, "cc")), None),
        ],
        years: vec![Year { year: "1970".into(), months: 1, rollup: rolled(5, "ee") }],
        people: BTreeMap::from([(7, keys::people_page(7, &keys::name(1, "ff")))]),
        ..Root::default()
    };
    (root.to_write().unwrap().body, write)
}

fn sweeper(generation: u32, swept: Option<&str>) -> Sweeper {
    let (root, manifest) = store(generation);
    let mut sweeper = Sweeper::new(Some(&root), swept).unwrap();
    assert_eq!(sweeper.manifests(), [manifest.key.as_str()]);
    assert!(matches!(sweeper.orphans(&[]), Err(EngineError::NotHandedIn(_))));
    sweeper.add_manifest(&manifest.key, &manifest.value).unwrap();
    sweeper
}

#[test]
fn what_nobody_names_and_nobody_will_is_an_orphan() {
    let sweeper = sweeper(5, None);
    let part = |generation, hash| keys::segment_part(&keys::name(generation, hash), 0);
    let manifest = |generation, hash| keys::manifest("197001", &keys::name(generation, hash));
    let orphans = [
        part(3, "bb"),
        part(5, "aa"),
        part(1, "dd"),
        manifest(5, "cc"),
        manifest(4, "dd"),
        keys::people_page(7, &keys::name(2, "ff")),
        keys::rollup(&keys::name(3, "ee"), 0),
    ];
    let (_, present) = store(5);
    let others = [
        keys::rollup(&keys::name(4, "ee"), 1),
        keys::rollup(&keys::name(5, "ee"), 0),
        keys::rollup(&keys::name(6, "ee"), 0),
        part(3, "aa"),
        part(2, "bb"),
        manifest(4, "cc"),
        present.key,
        keys::people_page(7, &keys::name(1, "ff")),
        // Somebody may be about to commit these.
        part(6, "aa"),
        manifest(6, "ee"),
        // Not of this kind.
        "w:197001010000:7".to_owned(),
        "swept".to_owned(),
        "s:older".to_owned(),
    ];
    let listed: Vec<String> = orphans.iter().chain(&others).cloned().collect();
    assert_eq!(sweeper.orphans(&listed).unwrap(), orphans);
}

#[test]
fn a_log_without_commits_has_nothing_to_sweep() {
    let sweeper = Sweeper::new(None, None).unwrap();
    assert_eq!(sweeper.prefixes(), [""; 0]);
    assert_eq!(sweeper.finish(), None);
}

#[test]
fn a_block_is_done_with_when_the_log_is_a_block_ahead() {
    let done = |generation, swept| sweeper(generation, swept).finish().map(|write| write.value);
    assert_eq!(done(510, None), None);
    assert_eq!(done(511, None).as_deref(), Some("1"));
    assert_eq!(done(1_000, Some("1")).as_deref(), Some("2"));
    assert_eq!(done(1_000, Some("2")), None);
    let prefixes = |blocks: &[&str]| -> Vec<String> {
        blocks
            .iter()
            .flat_map(|block| ["s:", "m:", "r:", "x:", "a:"].map(|start| format!("{start}{block}")))
            .collect()
    };
    assert_eq!(sweeper(600, None).prefixes(), prefixes(&["000000", "000001", "000002"]));
    assert_eq!(sweeper(600, Some("1")).prefixes(), prefixes(&["000001", "000002"]));
    // What cannot be read, or cannot be, is not believed.
    assert_eq!(sweeper(600, Some("x")).prefixes().len(), 15);
    assert_eq!(sweeper(600, Some("\"1\"")).prefixes().len(), 10);
    assert_eq!(sweeper(600, Some("99")).prefixes().len(), 10);
}

#[test]
fn a_long_way_is_gone_in_steps() {
    let first = sweeper(100_000, None);
    assert_eq!(first.prefixes().len(), 160);
    let swept = first.finish().unwrap().value;
    assert_eq!(swept, "32");
    assert_eq!(sweeper(100_000, Some(&swept)).prefixes()[0], "s:000020");
}
