#![expect(clippy::arithmetic_side_effects, reason = "small numbers of the tests")]

use super::*;
use crate::tests::{any_event, open, people_of};
use crate::{People, write};
use activity_event::Event;
use proptest::prelude::*;

/// Counts, and the people that their numbers mean.
fn counted(events: &[Event]) -> Option<(Counts, People)> {
    let people = people_of(events);
    // Times may lie further apart than one segment can say.
    let segment = write(events, &people).ok()?;
    Some((Counts::of(&open(&segment)).unwrap(), people))
}

fn total_by<K: Ord>(events: &[Event], key: impl Fn(&Event) -> Option<K>) -> BTreeMap<K, u64> {
    let mut totals = BTreeMap::new();
    for key in events.iter().filter_map(key) {
        let total: &mut u64 = totals.entry(key).or_default();
        *total = total.saturating_add(1);
    }
    totals
}

/// Events that are no more than some months apart.
fn near() -> impl Strategy<Value = Vec<Event>> {
    let event = any_event::event().prop_map(|mut event| {
        event.occurred = event.occurred.rem_euclid(9_000_000_000) + 1_763_913_600_000;
        event
    });
    prop::collection::vec(event, 1..60)
}

const ALWAYS: RangeInclusive<i32> = i32::MIN..=i32::MAX;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn counts_say_what_the_records_do(events in near()) {
        let (counts, people) = counted(&events).unwrap();
        let all = Wanted::default();
        prop_assert_eq!(counts.total(), events.len() as u64);
        let by_action = counts.actions().sums(&all, |cell| (cell.day, cell.action, cell.kind));
        prop_assert_eq!(
            by_action,
            total_by(&events, |it| Some((day_of(it.occurred), it.action.code(), it.actor.kind)))
        );
        let by_container =
            counts.containers().sums(&all, |cell| (cell.day, cell.container.map(|it| (it.kind, it.id.clone()))));
        let of = |it: &Event| it.container.as_ref().map(|it| (it.kind, it.id.clone()));
        prop_assert_eq!(by_container, total_by(&events, |it| Some((day_of(it.occurred), of(it)))));
        let by_person: BTreeMap<(String, ActorKind), u64> = counts
            .people(ALWAYS)
            .into_iter()
            .map(|((number, kind), n)| ((people.account(number).unwrap().to_owned(), kind), n))
            .collect();
        prop_assert_eq!(
            by_person,
            total_by(&events, |it| Some((it.actor.account_id.clone()?, it.actor.kind)))
        );
        let hours: BTreeMap<i64, u64> = counts
            .hours(ALWAYS)
            .map(|(day, hour, n)| (i64::from(day) * 24 + i64::try_from(hour).unwrap(), n))
            .collect();
        prop_assert_eq!(hours, total_by(&events, |it| Some(it.occurred.div_euclid(HOUR_MS))));
        for container in events.iter().filter_map(|event| event.container.as_ref()) {
            let id = ContainerId { kind: container.kind, id: container.id.clone() };
            let known = counts.name(&id).unwrap();
            prop_assert!(events.iter().any(|event| event.container.as_ref() == Some(known)));
        }
        prop_assert_eq!(Counts::decode(&counts.encode().unwrap()), Ok(counts));
    }

    #[test]
    fn parts_add_up_and_can_be_taken_away(events in near(), cut in any::<prop::sample::Index>()) {
        let (older, newer) = events.split_at(cut.index(events.len()));
        prop_assume!(!older.is_empty());
        let people = people_of(&events);
        let of = |events: &[Event]| Counts::of(&open(&write(events, &people).unwrap())).unwrap();
        let (whole, part) = (of(&events), of(newer));
        let mut sum = of(older);
        sum.merge(&part).unwrap();
        let plain = |it: &Counts| (it.actions.clone(), it.containers.clone(), it.people.clone(), it.hours.clone());
        prop_assert_eq!(plain(&sum), plain(&whole));
        sum.subtract(&of(older)).unwrap();
        prop_assert_eq!(plain(&sum), plain(&part));
        let known: Vec<&ContainerId> = sum.names.keys().collect();
        let left: Vec<&ContainerId> =
            sum.containers.by_container(&Wanted::default()).into_keys().flatten().collect();
        prop_assert_eq!(known, left);
        prop_assert_eq!(sum.clone().subtract(&whole).is_err(), true);
        let months = whole.clone().by_month();
        prop_assert_eq!(months.total(), whole.total());
        prop_assert_eq!(months.actions(), whole.actions());
        let firsts = months.containers().cells(&Wanted::default()).all(|cell| {
            cell.action == ANY_ACTION && first_of_month(cell.day) == cell.day
        });
        prop_assert!(firsts);
        prop_assert_eq!(months.people(ALWAYS), whole.people(ALWAYS));
        prop_assert_eq!(Counts::decode(&months.encode().unwrap()), Ok(months));
    }

    #[test]
    fn other_bytes_are_refused_or_read(
        events in near(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        end in any::<prop::sample::Index>(),
    ) {
        let mut file = counted(&events).unwrap().0.encode().unwrap();
        prop_assert!(Counts::decode(&file[..end.index(file.len())]).is_err());
        for (place, byte) in edits {
            let at = place.index(file.len());
            file[at] = byte;
        }
        if let Ok(counts) = Counts::decode(&file) {
            prop_assert_eq!(Counts::decode(&counts.encode().unwrap()), Ok(counts));
        }
    }
}

#[test]
fn months_begin_on_their_first_day() {
    // 2024-02-29, 2024-03-01, 1969-12-31.
    for (day, first) in [(19_782, 19_754), (19_783, 19_783), (-1, -31)] {
        assert_eq!(first_of_month(day), first, "{day}");
    }
}

#[test]
fn counts_of_nothing_are_counts() {
    let nothing = Counts::default();
    assert_eq!(Counts::decode(&nothing.encode().unwrap()), Ok(nothing.clone()));
    assert_eq!((nothing.total(), nothing.clone().by_month()), (0, nothing));
    for bad in [&b""[..], b"AALC", b"AALC\x02", b"AALC\x01"] {
        assert!(Counts::decode(bad).is_err(), "{bad:?}");
    }
}
