#![expect(clippy::arithmetic_side_effects, reason = "small numbers of the tests")]

pub(crate) mod any_event;
mod hostile;

use super::*;
use activity_event::Event;
use proptest::prelude::*;

pub(crate) fn people_of(events: &[Event]) -> People {
    let mut people = People::default();
    for account in events.iter().flat_map(accounts) {
        people.learn(&account);
    }
    people
}

pub(crate) fn open(segment: &Segment) -> Reader {
    let mut reader = Reader::new(&segment.name).unwrap();
    for (_, value) in &segment.values {
        reader.add(value).unwrap();
    }
    reader
}

fn sorted(mut events: Vec<Event>) -> Vec<Event> {
    events.sort_by_key(|event| (event.occurred, event.id));
    events
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn every_record_comes_back(events in prop::collection::vec(any_event::event(), 1..60)) {
        let people = people_of(&events);
        match write(&events, &people) {
            Ok(segment) => {
                let back = open(&segment).events(&people).unwrap();
                for (back, event) in back.iter().zip(&sorted(events.clone())) {
                    prop_assert_eq!(back, event);
                }
                prop_assert_eq!(back.len(), events.len());
            }
            // Times further apart than a column of seconds can say.
            Err(error) => prop_assert!(matches!(error, SegmentError::TooLong { .. }), "{}", error),
        }
    }

    #[test]
    fn columns_say_what_the_records_do(events in prop::collection::vec(any_event::event(), 1..60)) {
        let people = people_of(&events);
        let Ok(segment) = write(&events, &people) else { return Ok(()) };
        let reader = open(&segment);
        let times = reader.times().unwrap();
        let classes = reader.classes().unwrap();
        let actors = reader.actors().unwrap();
        let containers = reader.containers(&actors.codes).unwrap();
        let threads = reader.threads(&actors.codes, &containers.codes).unwrap();
        for (row, event) in sorted(events).iter().enumerate() {
            let second = times.base + i64::from(times.seconds[row]);
            prop_assert_eq!(second, event.occurred.div_euclid(1_000));
            prop_assert_eq!(&classes.list[usize::from(classes.codes[row])], &Class::of(event));
            let actor = usize::from(actors.codes[row]).checked_sub(1).map(|at| people.account(actors.list[at]).unwrap());
            prop_assert_eq!(actor, event.actor.account_id.as_deref());
            let container = usize::from(containers.codes[row]).checked_sub(1).map(|at| &containers.list[at]);
            prop_assert_eq!(container, event.container.as_ref());
            let thread = threads.list.get(usize::from(threads.codes[row])).unwrap().to_thread();
            prop_assert_eq!(thread, Thread::of(event));
        }
        let shelf = reader.shelf(&people).unwrap();
        let events = reader.events(&people).unwrap();
        for (place, row) in order(&containers.codes).into_iter().enumerate() {
            let (group, at) = shelf.find(place).unwrap();
            prop_assert_eq!(&reader.group(&shelf, group).unwrap()[at], &events[row]);
        }
    }
}
