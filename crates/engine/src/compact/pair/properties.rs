#![expect(clippy::arithmetic_side_effects, reason = "small numbers of the tests")]

//! Laws that hold for any records, whichever of them have arrived.

use super::tests::{NOON, file, file_item, link, link_item, paired_with, seconds, update, work};
use super::*;
use activity_event::{Actor, Change};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

/// An act, and which of its records are there.
#[derive(Debug, Clone)]
struct Act {
    kind: u8,
    there: [bool; 3],
    delays: [i64; 3],
    person: &'static str,
    /// Whether the update says something else too.
    more: bool,
    /// Whether the first record is in a segment already.
    stored: bool,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let there = (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(<[bool; 3]>::from);
    let delays = (0_i64..70_000, 0_i64..70_000, 0_i64..70_000).prop_map(<[i64; 3]>::from);
    let flags = (select(vec!["ann", "bob"]), prop::bool::weighted(0.2), prop::bool::weighted(0.2));
    let act = (0_u8..5, there, delays, flags).prop_map(|(kind, there, delays, (person, more, stored))| Act {
        kind,
        there,
        delays,
        person,
        more,
        stored,
    });
    vec(act, 0..12)
}

/// The records of an act: what happened, and the updates of one or two issues. No two acts are the same.
fn records(n: u32, act: &Act) -> [Option<Event>; 3] {
    let at = |place: usize| NOON + act.delays[place];
    let items = |own: Value| {
        let mut items = if own.is_array() { own } else { json!([own]) };
        if act.more {
            items.as_array_mut().unwrap().push(json!({"field": "summary", "to": {"text": "x"}}));
        }
        items
    };
    let updated = |place: usize, issue: u32, own: Value| {
        let event = update(&format!("update {n} {place}"), at(place), issue, items(own));
        Event { actor: Actor::stated(act.person), ..event }
    };
    let (here, other) = (1 + n % 3, 10 + n);
    let side = if act.kind.is_multiple_of(2) { "to" } else { "from" };
    let verb = if act.kind.is_multiple_of(2) { "created" } else { "deleted" };
    let id = (500 + n).to_string();
    let all = match act.kind {
        0 | 1 => [
            Some(link(verb, here, other, at(0))),
            Some(updated(1, here, link_item(side, "blocks", other))),
            Some(updated(2, other, link_item(side, "is blocked by", here))),
        ],
        2 | 3 => [Some(file(verb, &id, at(0))), Some(updated(1, here_of_file(), file_item(side, &id))), None],
        _ => [
            Some(work("deleted", &id, at(0), 60 + n)),
            Some(updated(1, 1, json!([seconds("timespent", 9_000, 9_000 - 60 - n)]))),
            None,
        ],
    };
    let mut there = act.there.into_iter();
    all.map(|event| event.filter(|_| there.next() == Some(true)))
}

fn here_of_file() -> u32 {
    1
}

fn tells(event: &Event, change: &Change) -> bool {
    let value = change.to.as_ref().or(change.from.as_ref());
    let of_file = value.is_some_and(|value| value.id.is_some() && value.id == event.subject.id);
    of_file || event.changes.iter().any(|own| own.tells(change))
}

proptest! {
    #[test]
    fn nothing_is_lost_and_nobody_gets_less_sure(acts in acts()) {
        let (mut stored, mut new) = (vec![], vec![]);
        for (n, act) in (0..).zip(&acts) {
            let [first, rest @ ..] = records(n, act);
            if act.stored { &mut stored } else { &mut new }.extend(first);
            new.extend(rest.into_iter().flatten());
        }
        let before = [stored.clone(), new].concat();
        let (after, paired) = paired_with(stored.len(), &before);
        for event in &before {
            let Some(now) = after.iter().find(|now| now.id == event.id) else {
                prop_assert!(paired.absorbed.contains(&event.id));
                // Whoever says each of its changes says who did it, on which issue, and about when.
                for change in &event.changes {
                    let says = |now: &&Event| {
                        let near = now.subject.parent.as_ref().is_some_and(|parent| {
                            parent.id == event.subject.id && parent.key == event.subject.key && parent.title == event.subject.title
                        });
                        let far = now.changes.iter().any(|own| [&own.from, &own.to].into_iter().flatten().any(|value| value.id == event.subject.id));
                        tells(now, change)
                            && (near && now.issue == event.issue || far)
                            && now.actor.account_id == event.actor.account_id
                            && now.occurred.abs_diff(event.occurred) <= 60_000
                            && now.container.as_ref().map(|c| &c.id) == event.container.as_ref().map(|c| &c.id)
                    };
                    prop_assert!(after.iter().any(|now| says(&now)), "nobody says {:?}", event);
                }
                continue;
            };
            prop_assert!(event.changes.iter().all(|change| now.changes.iter().any(|own| own.tells(change))));
            prop_assert!(now.actor.certainty.rank() >= event.actor.certainty.rank());
            prop_assert!(event.actor.account_id.is_none() || now.actor == event.actor);
            prop_assert_eq!((now.occurred, now.recorded, now.provenance, &now.content), (event.occurred, event.recorded, event.provenance, &event.content));
            // What is in a segment stays there, and is named when it has learnt something.
            let changed = stored.iter().any(|one| one.id == event.id) && now != event;
            prop_assert_eq!(paired.improved.contains_key(&event.id), changed);
        }
        prop_assert_eq!(after.len() + paired.absorbed.len(), before.len());
        prop_assert!(stored.iter().all(|event| !paired.absorbed.contains(&event.id)));
        // Once more changes nothing.
        let (again, nothing) = paired_with(stored.len(), &after);
        prop_assert_eq!(&again, &after);
        prop_assert!(nothing.absorbed.is_empty() && nothing.improved.is_empty());
    }

    #[test]
    fn an_actor_is_only_ever_who_did_it(acts in acts()) {
        let mut events = vec![];
        let mut by = BTreeMap::new();
        for (n, act) in (0..).zip(&acts) {
            let [first, rest @ ..] = records(n, act);
            by.extend(first.iter().map(|event| (event.id, act.person)));
            events.extend(first.into_iter().chain(rest.into_iter().flatten()));
        }
        for event in paired_with(0, &events).0 {
            if let Some(person) = by.get(&event.id) {
                let account = event.actor.account_id.as_deref();
                prop_assert!(account.is_none() || account == Some(*person), "{:?}", event);
            }
        }
    }
}
