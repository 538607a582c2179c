//! Bare rows: what they say is what the records say, and they stand in the same order.

use activity_engine::{AskRequest, BundledZones, CheckRequest, Session, Show, Shown};
use activity_event::Event;

/// What a bare row knows. The records of one second may stand in another order.
fn known(event: &Event) -> impl Ord + std::fmt::Debug + use<> {
    let subject = &event.subject;
    let belongs = subject.parent.is_some() && subject.kind != activity_event::SubjectKind::Issue;
    let parent = subject.parent.as_ref().filter(|_| belongs);
    let (id, key) = parent.map_or((&subject.id, &subject.key), |parent| (&parent.id, &parent.key));
    (
        event.occurred.div_euclid(1_000),
        event.action.name(),
        event.product.name(),
        event.actor.account_id.clone(),
        format!("{:?}", (event.actor.kind, event.actor.certainty, subject.kind, &event.container)),
        (id.clone(), key.clone()),
    )
}

/// The rows of a query, bare where their records were not decoded before, against the records.
pub(crate) fn agrees(session: &Session, check: &CheckRequest, want: &[Event], place: &str) {
    let shows = vec![Show::Rows { limit: 60, skip: 0, bare: true, unpack: 0 }];
    let answer = session.ask(&AskRequest { check: check.clone(), shows }, &BundledZones).unwrap();
    let [Shown::Rows { rows, bare }] = answer.shown.as_slice() else { unreachable!("{place}") };
    let want = want.get(..rows.len()).unwrap();
    let mut ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), rows.len(), "{place}: an id twice");
    for (at, row) in rows.iter().enumerate().filter(|(at, _)| !bare.contains(at)) {
        let same = want.iter().any(|event| event == row);
        // Of the last second the window may hold others.
        assert!(same || row.occurred / 1_000 == want.last().unwrap().occurred / 1_000, "{place}: {at}");
    }
    let last = want.last().map(|event| event.occurred.div_euclid(1_000));
    let sorted = |events: &[Event]| {
        let mut events: Vec<_> =
            events.iter().filter(|event| Some(event.occurred.div_euclid(1_000)) != last).map(known).collect();
        events.sort();
        events
    };
    assert_eq!(sorted(rows), sorted(want), "{place}");
}

/// All rows of a query, a group of records at a time, against those that are asked for at once.
pub(crate) fn become_whole(session: &Session, check: &CheckRequest, place: &str) {
    let ask = |bare, unpack| {
        let shows = vec![Show::Rows { limit: 60, skip: 0, bare, unpack }];
        let mut answer = session.ask(&AskRequest { check: check.clone(), shows }, &BundledZones).unwrap();
        assert_eq!(answer.wanted, Vec::<String>::new(), "{place}");
        let Some(Shown::Rows { rows, bare }) = answer.shown.pop() else { unreachable!("{place}") };
        (rows, bare.len())
    };
    // Each time a group, of which there are fewer than records.
    let whole = (0..super::RECORDS).map(|_| ask(true, 1)).find(|(_, bare)| *bare == 0);
    assert_eq!(whole.unwrap().0, ask(false, 0).0, "{place}");
}
