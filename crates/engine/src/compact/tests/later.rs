//! What is known later, and what tells of the same thing.

use super::*;
use activity_event::{Actor, Provenance};

fn better(event: &Event) -> Event {
    Event { actor: Actor::inferred("ann", Actor::FROM_AUDIT_LOG), ..event.clone() }
}

fn amendment(event: &Event) -> (String, String) {
    let write = crate::amendment(better(event)).remove(0);
    (write.key, write.value)
}

fn run(store: &mut Store, entries: &[(String, String)], now: i64, policy: &Policy) -> Commit {
    let commit = store.begin(entries, now, policy).finish().unwrap();
    store.apply(&commit);
    commit
}

#[test]
fn a_stored_record_takes_in_what_is_known_better() {
    let mut store = Store::default();
    let events: Vec<Event> = (0..8).map(|n| record(n, NOVEMBER + i64::from(n) * 1_000)).collect();
    store.compact(&events, 0, &small());
    let full = store.segments()[0].name.clone();
    assert_eq!(store.segments()[0].stats.rows, 8);

    let commit = run(&mut store, &[amendment(&events[3])], 0, &small());
    assert_eq!((commit.rows, commit.swallowed.len(), commit.retired.len()), (0, 1, 0));
    let wanted: Vec<Event> = events
        .iter()
        .map(|event| if event.id == events[3].id { better(event) } else { event.clone() })
        .collect();
    assert_eq!(store.all(), wanted);
    let rewritten = store.segments()[0].name.clone();
    assert_ne!(rewritten, full);

    // A weaker copy and the same once more change nothing.
    for entry in [entry(&events[3]), amendment(&events[3])] {
        let commit = run(&mut store, &[entry], 0, &small());
        assert_eq!((commit.rows, commit.manifests.len(), commit.swallowed.len()), (0, 0, 1));
        assert_eq!(store.segments()[0].name, rewritten);
    }
    // What was there before is deleted after its grace.
    assert!(run(&mut store, &[], 1_000, &small()).retired.iter().any(|key| key.contains(&full)));
    assert_eq!(store.all(), wanted);
}

#[test]
fn copies_of_one_batch_are_one_record_in_any_order() {
    let event = record(1, NOVEMBER);
    for entries in [[entry(&event), amendment(&event)], [amendment(&event), entry(&event)]] {
        let mut store = Store::default();
        let commit = run(&mut store, &entries, 0, &small());
        assert_eq!((commit.rows, commit.swallowed.len()), (1, 2));
        assert_eq!(store.all(), [better(&event)]);
    }
}

#[test]
fn an_amendment_without_its_record_is_a_record() {
    let mut store = Store::default();
    let event = record(1, NOVEMBER);
    run(&mut store, &[amendment(&event)], 0, &small());
    run(&mut store, &[entry(&event)], 0, &small());
    assert_eq!(store.all(), [better(&event)]);
}

#[test]
fn so_many_segments_are_written_again_at_a_time() {
    let policy = Policy { rewrites_max: 1, small_rows: 2, rows_max: 2, segments_max: 9, ..small() };
    let mut store = Store::default();
    let events: Vec<Event> = (0..6).map(|n| record(n, NOVEMBER + i64::from(n) * 1_000)).collect();
    store.compact(&events, 0, &policy);
    assert_eq!(store.segments().len(), 3);
    let mut entries: Vec<_> = events.iter().map(amendment).collect();
    for left in [4, 2, 0] {
        let commit = run(&mut store, &entries, 0, &policy);
        entries.retain(|(key, _)| !commit.swallowed.contains(key));
        assert_eq!(entries.len(), left);
    }
    assert_eq!(store.all(), events.iter().map(better).collect::<Vec<_>>());
    // In bulk nothing can wait.
    let mut store = Store::default();
    store.compact(&events, 0, &policy);
    let mut bulk = Compactor::bulk(store.root.as_deref(), events.iter().map(better).collect(), 0).unwrap();
    for key in bulk.manifests() {
        bulk.add_manifest(&key, &store.values[&key]).unwrap();
    }
    let wanted = bulk.wanted().unwrap().values;
    bulk.add_values(
        &wanted.into_iter().map(|key| (key.clone(), store.values.get(&key).cloned())).collect::<Vec<_>>(),
    );
    store.apply(&bulk.finish().unwrap());
    assert_eq!(store.all(), events.iter().map(better).collect::<Vec<_>>());
}

/// A deleted file and the update of the issue that names who did it.
fn removal(occurred: i64) -> [Event; 2] {
    let event = |n: u32, at: i64, action: &str, rest: serde_json::Value| {
        let mut text = serde_json::to_value(record(n, at)).unwrap();
        text["action"] = action.into();
        text["recorded"] = (at + 1_000).into();
        text.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        serde_json::from_value::<Event>(text).unwrap()
    };
    let item = json!([{"field": "Attachment", "from": {"id": "7", "text": "a.png"}}]);
    let subject =
        json!({"kind": "attachment", "id": "7", "title": "a.png", "parent": {"kind": "issue", "id": "5"}});
    let issue = json!({"kind": "issue", "id": "5", "key": "PAY-5"});
    let actor = json!({"accountId": "ann", "kind": "person", "certainty": "stated"});
    [
        event(1, occurred, "attachment.deleted", json!({"subject": subject})),
        event(2, occurred + 20, "issue.updated", json!({"subject": issue, "actor": actor, "changes": item})),
    ]
}

#[test]
fn what_lacks_its_pair_waits_and_both_are_one_row() {
    let [deleted, update] = removal(NOVEMBER);
    for (first, second) in [(&deleted, &update), (&update, &deleted)] {
        let mut store = Store::default();
        let soon = NOVEMBER + 120_000;
        let commit = run(&mut store, &[entry(first)], soon, &small());
        assert_eq!((commit.rows, commit.swallowed.len(), commit.root), (0, 0, None));
        let commit = run(&mut store, &[entry(first), entry(second)], soon, &small());
        assert_eq!((commit.rows, commit.swallowed.len()), (1, 2));
        let all = store.all();
        assert_eq!((all.len(), &all[0].actor), (1, &Actor::inferred("ann", Actor::FROM_ISSUE_CHANGE)));
        // The update is delivered again, to where its pair is already.
        let commit = run(&mut store, &[entry(&update)], soon, &small());
        assert_eq!((commit.rows, commit.swallowed.len()), (0, 1));
        assert_eq!(store.all(), all);
    }
}

#[test]
fn nobody_waits_for_long_or_when_there_is_no_room() {
    let [deleted, update] = removal(NOVEMBER);
    let mut store = Store::default();
    let late = NOVEMBER + 602_000;
    assert_eq!(run(&mut store, &[entry(&update)], late, &small()).rows, 1);
    // Its pair comes too late: both stay, and who did it is known.
    assert_eq!(run(&mut store, &[entry(&deleted)], late, &small()).rows, 1);
    let all = store.all();
    assert_eq!((all.len(), all[0].actor.account_id.as_deref()), (2, Some("ann")));

    let mut store = Store::default();
    let policy = Policy { entries_max: 2, ..small() };
    let entries = [entry(&deleted), entry(&record(9, NOVEMBER))];
    assert_eq!(run(&mut store, &entries, NOVEMBER + 2_000, &policy).rows, 2);
}

/// What the audit log tells of a project, and the event of the same.
fn archived(occurred: i64) -> [Event; 2] {
    let event = |n: u32, at: i64, provenance: Provenance, actor: Actor| {
        let mut text = serde_json::to_value(record(n, at)).unwrap();
        text["action"] = "project.archived".into();
        text["subject"] = json!({"kind": "project", "id": "10000", "title": "Payments"});
        text["recorded"] = (at + 1_000).into();
        Event { provenance, actor, ..serde_json::from_value(text).unwrap() }
    };
    [
        event(1, occurred + 300, Provenance::AuditImport, Actor::stated("ann")),
        event(2, occurred, Provenance::Live, Actor::unknown()),
    ]
}

#[test]
fn what_an_audit_log_tells_waits_for_an_event_that_comes_again_and_again() {
    let [audit, live] = archived(NOVEMBER);
    let mut store = Store::default();
    for minutes in [20, 69] {
        let commit = run(&mut store, &[entry(&audit)], NOVEMBER + minutes * 60_000, &small());
        assert_eq!((commit.rows, commit.swallowed.len(), commit.root), (0, 0, None), "{minutes}");
    }
    let commit = run(&mut store, &[entry(&audit), entry(&live)], NOVEMBER + 69 * 60_000, &small());
    assert_eq!((commit.rows, commit.swallowed.len()), (1, 2));
    let all = store.all();
    assert_eq!((all[0].id, &all[0].actor), (live.id, &Actor::inferred("ann", Actor::FROM_AUDIT_LOG)));
    // What no event tells waits for none, and what is older has waited long enough.
    let edited = Event { action: activity_event::Action::named("workflow.updated"), ..audit.clone() };
    for (event, minutes) in [(&edited, 20), (&audit, 71)] {
        let commit = run(&mut Store::default(), &[entry(event)], NOVEMBER + minutes * 60_000, &small());
        assert_eq!((commit.rows, commit.swallowed.len()), (1, 1), "{minutes}");
    }
}

#[test]
fn a_full_segment_is_written_again_when_the_pair_of_one_of_its_records_comes() {
    let [deleted, update] = removal(NOVEMBER + 4_000);
    let mut store = Store::default();
    let mut events: Vec<Event> = (10..17).map(|n| record(n, NOVEMBER + i64::from(n) * 1_000)).collect();
    events.push(deleted.clone());
    store.compact(&events, NOVEMBER + 700_000, &small());
    assert_eq!(store.segments()[0].stats.rows, 8);
    let commit = run(&mut store, &[entry(&update)], NOVEMBER + 700_000, &small());
    assert_eq!((commit.rows, commit.swallowed.len()), (0, 1));
    let all = store.all();
    assert_eq!(all.len(), 8);
    let found = all.iter().find(|event| event.id == deleted.id).unwrap();
    assert_eq!(found.actor.account_id.as_deref(), Some("ann"));
}

#[test]
fn a_late_event_of_a_change_that_was_rebuilt_is_not_told_twice() {
    let [_, update] = removal(NOVEMBER + 4_000);
    let changes = serde_json::from_value(json!([{"field": "summary", "to": {"text": "b"}}])).unwrap();
    let live = Event { changes, ..update };
    let rebuilt = Event {
        id: EventId::derive(&["rebuilt"]),
        provenance: activity_event::Provenance::Backfill,
        revision: Some("1001".into()),
        occurred: live.occurred - 3_000,
        actor: Actor::unknown(),
        ..live.clone()
    };
    let others = |n: u32| (10..10 + n).map(|n| record(n, NOVEMBER + i64::from(n) * 1_000));
    // In the segment that is merged, and in a full one that stays.
    for n in [1, 7] {
        let mut store = Store::default();
        let events: Vec<Event> = others(n).chain([rebuilt.clone()]).collect();
        store.compact(&events, NOVEMBER, &small());
        for (rows, swallowed) in [(0, 1), (0, 1)] {
            // The second time it is delivered again.
            let commit = run(&mut store, &[entry(&live)], NOVEMBER, &small());
            assert_eq!((commit.rows, commit.swallowed.len()), (rows, swallowed));
            let all = store.all();
            assert_eq!(all.len(), events.len());
            let found = all.iter().find(|event| event.id == rebuilt.id).unwrap();
            assert_eq!(found, &Event { actor: live.actor.clone(), ..rebuilt.clone() });
        }
    }
}
