//! Counts of months and years beside their segments, and what retention does to both.

use super::*;
use activity_segment::rollup::{Counts, Wanted};

const DAY: i64 = 86_400_000;

/// Records of many months, one on each of these days since 1970.
fn on_days(days: impl IntoIterator<Item = i64>) -> Vec<Event> {
    days.into_iter().map(|day| record(u32::try_from(day).unwrap(), day * DAY)).collect()
}

impl Store {
    fn root(&self) -> Root {
        Root::parse(self.root.as_deref()).unwrap()
    }

    fn counts(&self, rolled: &crate::Rolled) -> Counts {
        let values = rolled.keys().into_iter().map(|key| (key.clone(), self.values.get(&key).cloned()));
        crate::read_counts(rolled, &values.collect()).unwrap()
    }

    /// How many records each month counts; none when it counts nothing.
    fn counted(&self) -> Vec<Option<u64>> {
        let of = |month: &Month| month.rollup.as_ref().map(|rolled| self.counts(rolled).total());
        self.root().months.iter().map(of).collect()
    }

    fn retain(&mut self, before: i64, now: i64, policy: &Policy) -> Commit {
        let mut compactor =
            Compactor::retain_with_policy(self.root.as_deref(), before, now, policy.clone()).unwrap();
        for key in compactor.manifests() {
            compactor.add_manifest(&key, &self.values[&key]).unwrap();
        }
        let wanted = compactor.wanted().unwrap().values;
        let values: Vec<_> =
            wanted.into_iter().map(|key| (key.clone(), self.values.get(&key).cloned())).collect();
        compactor.add_values(&values);
        let commit = compactor.finish().unwrap();
        self.apply(&commit);
        commit
    }
}

#[test]
fn small_segments_of_the_present_month_are_left_out_until_they_have_grown_or_the_month_is_over() {
    let mut store = Store::default();
    let events: Vec<Event> = (0..9).map(|n| record(n, NOVEMBER + i64::from(n) * 1_000)).collect();
    store.compact(&events[..3], NOVEMBER, &small());
    assert_eq!(store.counted(), [None]);
    store.compact(&events[3..], NOVEMBER, &small());
    let month = store.root().months.remove(0);
    assert_eq!((store.counted(), month.segments, month.uncounted), (vec![Some(8)], 2, 1));
    // What comes in December finds November over.
    store.compact(&[record(20, DECEMBER)], DECEMBER + 1, &small());
    assert_eq!(store.counted(), [Some(9), None]);
    assert!(store.root().months[0].is_counted());
}

#[test]
fn what_comes_late_is_counted_at_once() {
    let mut store = Store::default();
    store.compact(&on_days(20_000..20_003), DECEMBER, &small());
    assert_eq!(store.counted(), [Some(3)]);
    store.compact(&on_days(20_003..20_005), DECEMBER, &small());
    assert_eq!(store.counted(), [Some(5)]);
    let commit = {
        let root = store.root.clone();
        let mut bulk = Compactor::bulk(root.as_deref(), on_days(20_001..20_009), DECEMBER).unwrap();
        for key in bulk.manifests() {
            bulk.add_manifest(&key, &store.values[&key]).unwrap();
        }
        let wanted = bulk.wanted().unwrap();
        let keys = wanted.values.into_iter().chain(wanted.known);
        bulk.add_values(&keys.map(|key| (key.clone(), store.values.get(&key).cloned())).collect::<Vec<_>>());
        bulk.finish().unwrap()
    };
    store.apply(&commit);
    assert_eq!((commit.rows, store.counted()), (4, vec![Some(9)]));
}

#[test]
fn counts_follow_a_record_that_is_improved() {
    let mut store = Store::default();
    let events = on_days(20_000..20_003);
    store.compact(&events, DECEMBER, &small());
    let nobody = |store: &Store| {
        let counts = store.counts(store.root().months[0].rollup.as_ref().unwrap());
        let wanted = Wanted { kinds: Some([activity_event::ActorKind::Unknown].into()), ..Wanted::default() };
        (
            counts.actions().cells(&wanted).map(|cell| cell.count).sum::<u64>(),
            counts.people(0..=i32::MAX).len(),
        )
    };
    assert_eq!(nobody(&store), (3, 0));
    let better =
        Event { actor: activity_event::Actor::inferred("ann", "the audit log"), ..events[1].clone() };
    store.compact(&[better], DECEMBER, &small());
    assert_eq!((store.counted(), nobody(&store)), (vec![Some(3)], (2, 1)));
}

#[test]
fn a_year_is_counted_once_its_months_are_and_again_when_one_changes() {
    let mut store = Store::default();
    // January to May of 2025.
    let days = [20_100, 20_120, 20_150, 20_180, 20_210];
    store.compact(&on_days(days), DECEMBER, &small());
    assert!(store.root().years.is_empty(), "the months change in this commit");
    store.compact(&[record(1, DECEMBER)], DECEMBER, &small());
    let year = store.root().years.remove(0);
    assert_eq!((year.year.as_str(), year.months, store.counts(&year.rollup).total()), ("2025", 0b11111, 5));
    // Something late takes the year out in the same commit.
    store.compact(&on_days([20_121]), DECEMBER, &small());
    assert!(store.root().years.is_empty());
    assert!(store.root().retired.iter().any(|value| value.name == year.rollup.keys()[0]));
    store.compact(&[record(2, DECEMBER)], DECEMBER, &small());
    let year = store.root().years.remove(0);
    assert_eq!(store.counts(&year.rollup).total(), 6);
    assert!(year.has("202501") && year.has("202505") && !year.has("202506") && !year.has("202401"));
}

#[test]
fn counts_that_cannot_be_read_are_counted_anew() {
    let mut store = Store::default();
    store.compact(&on_days(20_000..20_005), DECEMBER, &small());
    let key = store.root().months[0].rollup.as_ref().unwrap().keys().remove(0);
    for damage in [Some("\"QUFMUw==\"".to_owned()), None] {
        store.values.remove(&key);
        store.values.extend(damage.map(|damage| (key.clone(), damage)));
        let commit = store.begin(&[entry(&on_days([20_005])[0])], DECEMBER, &small()).finish().unwrap();
        assert_eq!(commit.problems.len(), 1, "{:?}", commit.problems);
    }
    // One segment is written anew, the others are counted the next time.
    let commit = store.compact(&on_days([20_005]), DECEMBER, &small());
    assert_eq!(commit.problems.len(), 1);
    store.compact(&[record(1, DECEMBER)], DECEMBER, &small());
    assert_eq!(store.counted()[0], Some(6));
}

#[test]
fn what_is_too_old_goes_whole_or_in_part_and_is_counted() {
    let mut store = Store::default();
    store.compact(&on_days([20_000, 20_001, 20_040, 20_041, 20_042, 20_043]), DECEMBER, &small());
    let commit = store.retain(20_042 * DAY, DECEMBER, &small());
    assert_eq!((commit.dropped, commit.rows), (4, 0));
    assert_eq!(store.all(), on_days([20_042, 20_043]));
    assert_eq!(store.counted(), [Some(2)], "a month that is empty is gone");
    assert_eq!(store.root().dropped, BTreeMap::from([("202410".into(), 2), ("202411".into(), 2)]));
    // Doing it again changes nothing, and what comes late goes the next time.
    assert_eq!(store.retain(20_042 * DAY, DECEMBER, &small()).root, None);
    store.compact(&on_days([20_000]), DECEMBER, &small());
    assert_eq!(store.retain(20_042 * DAY, DECEMBER, &small()).dropped, 1);
    assert_eq!(store.root().dropped["202410"], 3);
    assert_eq!(store.all(), on_days([20_042, 20_043]));
}

#[test]
fn only_so_much_is_dropped_that_nothing_must_be_deleted_early() {
    let policy = Policy { retired_max: 8, rows_max: 2, small_rows: 2, segments_max: 50, ..small() };
    let mut store = Store::default();
    store.compact(&on_days(20_000..20_020), DECEMBER, &policy);
    let (mut dropped, mut now) = (Vec::new(), DECEMBER + 1_000);
    loop {
        let commit = store.retain(i64::MAX, now, &policy);
        assert!(store.root().retired.len() <= 8);
        if commit.dropped == 0 && store.all().is_empty() {
            break;
        }
        dropped.push(commit.dropped);
        now += 1_000;
    }
    assert_eq!(dropped.iter().sum::<u32>(), 20);
    assert!(dropped.len() > 1, "{dropped:?}");
    assert_eq!(store.root().months, []);
}

#[test]
fn a_damaged_segment_goes_when_all_of_it_is_too_old() {
    for (before, left) in [(20_002, 0), (20_001, 1)] {
        let mut store = Store::default();
        store.compact(&on_days(20_000..20_002), DECEMBER, &small());
        let key = store.segments()[0].keys().remove(0);
        store.values.insert(key, "\"QUFMUw==\"".to_owned());
        let commit = store.retain(before * DAY, DECEMBER, &small());
        assert_eq!((commit.problems.len(), store.root().months.len()), (1, left));
        assert_eq!(commit.dropped, if left == 0 { 2 } else { 0 });
    }
}
