use super::*;
use serde_json::json;
use std::collections::BTreeMap;

const FIRST: i64 = 1_764_000_000_000;
const HOUR: i64 = 3_600_000;

/// A store, as the host keeps it.
#[derive(Default)]
struct Store(BTreeMap<String, String>);

impl Store {
    /// A look that is carried out up to a step: 0 nothing, 1 records, 2 half of the parts, 3 all parts, 4 the head, 5 all.
    fn look(&mut self, answer: &Value, now: i64, steps: u32) -> SnapshotAnswer {
        let request =
            SnapshotRequest { kind: "users".into(), of: None, now, first: true, last: true, at_once: true };
        let mut looking = Looking::new(&request).unwrap();
        loop {
            let wanted = looking.wanted();
            if wanted.is_empty() {
                break;
            }
            let values: Vec<_> =
                wanted.into_iter().map(|key| (key.clone(), self.0.get(&key).cloned())).collect();
            looking.add_values(&values).unwrap();
        }
        looking.add_answer(&answer.to_string()).unwrap();
        let is_asked = looking.question().unwrap().is_some();
        let answer = looking.finish(&[]).unwrap();
        assert_eq!(is_asked, !answer.records.is_empty());
        let half = answer.parts.len() / 2;
        let parts = answer.parts.iter().take(if steps > 2 { usize::MAX } else { half });
        let head = std::iter::once(&answer.head).take(usize::from(steps > 3));
        let records = answer.records.iter().take(if steps > 0 { usize::MAX } else { 0 });
        let parts = parts.take(if steps > 1 { usize::MAX } else { 0 });
        for Write { key, value } in records.chain(parts).chain(head) {
            assert!(value.len() < 240 * 1024);
            self.0.insert(key.clone(), value.clone());
        }
        for key in answer.retired.iter().take(if steps > 4 { usize::MAX } else { 0 }) {
            self.0.remove(key);
        }
        answer
    }

    /// What was recorded, by id.
    fn records(&self) -> BTreeMap<String, Event> {
        let records = self.0.iter().filter(|(key, _)| key.starts_with(keys::WRITE_AHEAD));
        records
            .map(|(_, value)| serde_json::from_str::<Event>(value).unwrap())
            .map(|record| (record.id.to_string(), record))
            .collect()
    }
}

fn users(from: u32, to: u32, inactive: u32) -> Value {
    (from..to)
        .map(|n| json!({"accountId": format!("712020:{n:036}"), "accountType": "atlassian", "active": n != inactive}))
        .collect()
}

#[test]
fn a_look_stopped_anywhere_and_taken_again_gives_each_record_once() {
    for people in [20, 4_000] {
        for steps in 0..=5 {
            let mut store = Store::default();
            // A baseline of another length, so that the number of parts changes.
            assert!(store.look(&users(5, people / 2, 0), FIRST, 5).baseline);
            let later = users(0, people, 7);
            store.look(&later, FIRST + HOUR, steps);
            store.look(&later, FIRST + HOUR + 60_000, 5);
            let expected = 5 + (people - people / 2) + 1;
            assert_eq!(
                store.records().len(),
                usize::try_from(expected).unwrap(),
                "{people} people, stopped after step {steps}"
            );
            let same = store.look(&later, FIRST + 2 * HOUR, 5);
            assert_eq!((same.records.len(), same.things), (0, people));
        }
    }
}

#[test]
fn what_is_no_longer_needed_is_deleted() {
    let mut store = Store::default();
    store.look(&users(0, 3_000, 0), FIRST, 5);
    let parts = |store: &Store| store.0.keys().filter(|key| key.starts_with("n:users:p")).count();
    let few = parts(&store);
    assert!(few > 1);
    store.look(&users(0, 9_000, 0), FIRST + HOUR, 5);
    let head: Value = serde_json::from_str(&store.0["n:users"]).unwrap();
    assert!(parts(&store) > few);
    assert_eq!(head["parts"], parts(&store));
}

#[test]
fn damage_is_an_error() {
    let mut store = Store::default();
    store.look(&users(0, 20, 0), FIRST, 5);
    let request = SnapshotRequest {
        kind: "users".into(),
        of: None,
        now: FIRST,
        first: true,
        last: true,
        at_once: true,
    };
    for bad in [r#"{"v":9}"#, "nonsense", r#"{"v":1,"reading":1,"parts":4}"#] {
        let mut looking = Looking::new(&request).unwrap();
        let taken = looking.add_values(&[("n:users".into(), Some(bad.into()))]);
        let problem =
            taken.and_then(|()| looking.add_answer(&users(0, 2, 0).to_string()).map(|_| ())).unwrap_err();
        assert_eq!(problem.code(), "engine.snapshot");
    }
    let mut looking = Looking::new(&request).unwrap();
    looking.add_values(&[("n:users".into(), None)]).unwrap();
    assert_eq!(looking.add_answer("<html>").unwrap_err().code(), "engine.answer");
    assert_eq!(Looking::new(&request).unwrap().finish(&[]).unwrap_err().code(), "engine.not-handed-in");
    assert_eq!(looking.finish(&[]).unwrap_err().code(), "engine.answer");
}

#[test]
fn the_log_is_asked_only_when_something_is_different() {
    let mut store = Store::default();
    store.look(&users(0, 20, 0), FIRST, 5);
    let question = |answer: &Value| {
        let request = SnapshotRequest {
            kind: "users".into(),
            of: None,
            now: FIRST + HOUR,
            first: true,
            last: true,
            at_once: true,
        };
        let mut looking = Looking::new(&request).unwrap();
        looking.add_values(&[("n:users".into(), store.0.get("n:users").cloned())]).unwrap();
        assert_eq!(looking.things().unwrap().len(), 20);
        looking.add_answer(&answer.to_string()).unwrap();
        looking.question().unwrap()
    };
    assert_eq!(question(&users(0, 20, 0)), None);
    let jql = "action IN (person.created, person.deactivated, person.deleted, person.reactivated, person.updated) AND occurred >= \"2025-11-24 15:57\"";
    assert_eq!(question(&users(0, 21, 0)).as_deref(), Some(jql));
}

#[test]
fn keys_hold_what_the_platform_allows() {
    assert_eq!(keys::snapshot("users", ""), "n:users");
    assert_eq!(keys::snapshot_part("n:members:g-1", 4, 3), "n:members:g-1:p4:3");
    let odd = keys::snapshot("members", "ari:cloud/x y");
    assert!(odd.starts_with("n:members:") && odd.len() == "n:members:".len() + 32);
}
