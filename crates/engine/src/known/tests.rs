#![expect(clippy::arithmetic_side_effects, reason = "small numbers of the tests")]

use super::*;
use crate::keys;
use activity_event::{ContentRole, EventId, Value};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

const NOON: i64 = 1_763_913_600_000;

/// A record of something of issue 7 at so many seconds past noon.
fn record(action: &str, seconds: i64, subject: &Json, more: &Json) -> Event {
    let at = NOON + seconds * 1_000;
    let mut record = json!({
        "id": EventId::derive(&[action, &subject.to_string(), &more.to_string(), &at.to_string()]), "occurred": at, "recorded": at,
        "product": "jira", "action": action, "actor": {"kind": "person", "certainty": "stated", "accountId": "deleter"},
        "subject": subject, "provenance": "live", "source": "test",
    });
    for (name, value) in more.as_object().unwrap() {
        record[name] = value.clone();
    }
    serde_json::from_value(record).unwrap()
}

fn issue() -> Json {
    json!({"kind": "issue", "id": "7", "key": "PAY-7", "title": "Rotate keys"})
}

fn of_issue(kind: &str, id: &str) -> Json {
    json!({"kind": kind, "id": id, "parent": {"kind": "issue", "id": "7"}})
}

fn comment(action: &str, seconds: i64, id: &str, text: &str) -> Event {
    let content = json!([{"role": "body", "text": text, "author": "author"}]);
    record(action, seconds, &of_issue("comment", id), &json!({"content": content}))
}

/// What is known, as a store holds it.
#[derive(Default)]
struct Store(BTreeMap<String, String>);

impl Store {
    /// A compaction of these records; as they are filled in.
    fn settle(&mut self, mut events: Vec<Event>) -> Vec<Event> {
        let values = wanted(&events).into_iter().map(|key| (key.clone(), self.0.get(&key).cloned()));
        let (values, mut problems) = (values.collect(), Vec::new());
        let writes = settle(events.iter_mut().collect(), &values, &mut problems);
        assert_eq!(problems, [] as [String; 0]);
        for write in writes {
            assert!(write.value.len() <= keys::VALUE_BYTES_MAX);
            assert!(!packed::unpack(&write.value).unwrap().contains(":null"), "{}", write.value);
            self.0.insert(write.key, write.value);
        }
        events
    }

    fn one(&mut self, event: Event) -> Event {
        self.settle(vec![event]).remove(0)
    }
}

fn texts(event: &Event) -> Vec<(ContentRole, &str)> {
    event.content.iter().map(|content| (content.role, content.text.as_str())).collect()
}

/// Field, value before, value after.
fn changes(event: &Event) -> Vec<(&str, &str, &str)> {
    fn text(value: Option<&Value>) -> &str {
        value.map_or("-", |value| value.text.as_deref().or(value.id.as_deref()).unwrap_or("?"))
    }
    event
        .changes
        .iter()
        .map(|change| (change.field.as_str(), text(change.from.as_ref()), text(change.to.as_ref())))
        .collect()
}

#[test]
fn an_edited_comment_gets_the_text_before() {
    let mut store = Store::default();
    store.one(comment("comment.created", 0, "1", "first"));
    let edited = store.one(comment("comment.edited", 9, "1", "second"));
    assert_eq!(texts(&edited), [(ContentRole::Body, "second"), (ContentRole::PreviousBody, "first")]);
    assert_eq!((edited.content[1].at, edited.content[1].author.as_deref()), (Some(NOON), Some("author")));
    // In one batch, another comment, and one that nobody has seen before.
    let all = store.settle(vec![
        comment("comment.edited", 30, "1", "fourth"),
        comment("comment.edited", 20, "1", "third"),
        comment("comment.edited", 20, "2", "unseen"),
    ]);
    assert_eq!(texts(&all[0])[1], (ContentRole::PreviousBody, "third"));
    assert_eq!(texts(&all[1])[1], (ContentRole::PreviousBody, "second"));
    assert_eq!(all[2].content.len(), 1);
}

#[test]
fn what_comes_late_or_again_gets_nothing_that_was_said_after_it() {
    let mut store = Store::default();
    store.one(comment("comment.edited", 9, "1", "second"));
    let late = store.one(comment("comment.created", 0, "1", "first"));
    assert_eq!(texts(&late), [(ContentRole::Body, "first")]);
    let again = store.one(comment("comment.edited", 9, "1", "second"));
    assert_eq!(texts(&again), [(ContentRole::Body, "second")]);
    let next = store.one(comment("comment.edited", 20, "1", "third"));
    assert_eq!(texts(&next)[1].1, "second");
}

#[test]
fn a_deleted_comment_gets_its_text_and_author_when_the_payload_lacks_them() {
    let mut store = Store::default();
    let restricted =
        json!([{"role": "body", "text": "secret", "author": "author", "visibility": "role: Admins"}]);
    store.one(record("comment.created", 0, &of_issue("comment", "1"), &json!({"content": restricted})));
    store.one(comment("comment.created", 0, "2", "old"));
    let bare = store.one(record("comment.deleted", 5, &of_issue("comment", "1"), &json!({})));
    assert_eq!(texts(&bare), [(ContentRole::Body, "secret")]);
    let content = &bare.content[0];
    assert_eq!(
        (content.author.as_deref(), content.visibility.as_deref(), content.at),
        (Some("author"), Some("role: Admins"), Some(NOON))
    );
    // What the payload says itself stays.
    let told = store.one(comment("comment.deleted", 5, "2", "as deleted"));
    assert_eq!((texts(&told), told.content[0].at), (vec![(ContentRole::Body, "as deleted")], None));
    // What is gone is not there any more.
    let issue = store.one(record("issue.deleted", 9, &issue(), &json!({})));
    assert_eq!(issue.content, []);
}

fn worklog(action: &str, seconds: i64, spent: &str, from: &Json) -> Event {
    let change = |field: &str, value: &str| {
        let value = json!({"text": value});
        if action == "worklog.deleted" {
            json!({"field": field, "fieldId": field, "from": value})
        } else {
            json!({"field": field, "fieldId": field, "to": value, "from": from})
        }
    };
    let mut record = record(
        action,
        seconds,
        &of_issue("worklog", "5"),
        &json!({
            "changes": [change("timeSpent", spent), change("started", "2025-11-23")],
            "content": [{"role": "body", "text": format!("did {spent}"), "author": "author"}],
        }),
    );
    for change in &mut record.changes {
        change.from = change.from.take().filter(|_| action != "worklog.created");
    }
    record
}

#[test]
fn a_changed_worklog_gets_the_values_before() {
    let mut store = Store::default();
    store.one(worklog("worklog.created", 0, "1h", &json!({})));
    let updated = store.one(worklog("worklog.updated", 9, "2h", &json!({})));
    assert_eq!(changes(&updated), [("timeSpent", "1h", "2h"), ("started", "2025-11-23", "2025-11-23")]);
    assert_eq!(texts(&updated)[1], (ContentRole::PreviousBody, "did 1h"));
    let bare = store.one(record("worklog.deleted", 20, &of_issue("worklog", "5"), &json!({})));
    assert_eq!(changes(&bare), [("started", "2025-11-23", "-"), ("timeSpent", "2h", "-")]);
    assert_eq!(texts(&bare), [(ContentRole::Body, "did 2h")]);
}

#[test]
fn a_deleted_issue_gets_what_was_known_of_it() {
    let mut store = Store::default();
    let facts =
        json!({"status": {"id": "1", "name": "To Do", "category": "new"}, "assignee": "", "labels": ["old"]});
    let description = json!([{"role": "description", "text": "All of them."}]);
    let project = json!({"kind": "project", "id": "10000", "key": "PAY", "name": "Payments"});
    store.one(record(
        "issue.created",
        0,
        &issue(),
        &json!({"issue": facts, "content": description, "container": project}),
    ));
    let changes_of = json!([
        {"field": "labels", "fieldId": "labels", "from": {"text": "old"}, "to": {"text": "new newer"}},
        {"field": "priority", "fieldId": "priority", "from": {"id": "3", "text": "Medium"}, "to": {"id": "1", "text": "Highest"}},
        {"field": "Team", "fieldId": "customfield_1", "to": {"id": "9", "text": "Blue"}},
        {"field": "duedate", "fieldId": "duedate", "from": {"text": "2025-12-01"}},
        {"field": "Attachment", "fieldId": "attachment", "to": {"id": "3", "text": "a.png"}},
    ]);
    store.settle(vec![
        record("issue.updated", 10, &issue(), &json!({"changes": changes_of, "issue": {"assignee": "someone"}})),
        comment("comment.created", 20, "1", "hello"),
        worklog("worklog.created", 30, "1h", &json!({})),
        record("link.created", 40, &of_issue("link", "6"), &json!({"changes": [{"field": "Link", "fieldId": "issuelinks", "to": {"id": "8", "text": "blocks"}}]})),
        record("attachment.created", 50, &json!({"kind": "attachment", "id": "3", "title": "a.png", "parent": {"kind": "issue", "id": "7"}}), &json!({})),
        record("attachment.created", 50, &json!({"kind": "attachment", "id": "4", "title": "b.png", "parent": {"kind": "issue", "id": "7"}}), &json!({})),
        record("attachment.deleted", 55, &of_issue("attachment", "4"), &json!({})),
    ]);
    let deleted = store.one(record(
        "issue.deleted",
        60,
        &json!({"kind": "issue", "id": "7"}),
        &json!({"issue": {"status": {"id": "3", "name": "Done"}}}),
    ));
    assert_eq!(
        (deleted.subject.key.as_deref(), deleted.subject.title.as_deref()),
        (Some("PAY-7"), Some("Rotate keys"))
    );
    assert_eq!(deleted.container.as_ref().unwrap().name.as_deref(), Some("Payments"));
    let facts = deleted.issue.as_ref().unwrap();
    assert_eq!(facts.status.as_ref().unwrap().name.as_deref(), Some("Done"));
    assert_eq!(facts.priority.as_ref().unwrap().name.as_deref(), Some("Highest"));
    assert_eq!(
        (facts.assignee.as_deref(), facts.labels.clone().unwrap()),
        (Some("someone"), vec!["new".to_owned(), "newer".to_owned()])
    );
    assert_eq!(
        changes(&deleted),
        [("Team", "Blue", "-"), ("Link", "blocks", "-"), ("Attachment", "a.png", "-")]
    );
    assert_eq!(
        texts(&deleted),
        [
            (ContentRole::Description, "All of them."),
            (ContentRole::Comment, "hello"),
            (ContentRole::Worklog, "did 1h")
        ]
    );
    let work = &deleted.content[2];
    assert_eq!(
        (work.id.as_deref(), work.title.as_deref(), work.author.as_deref()),
        (Some("5"), Some("2025-11-23, 1h"), Some("author"))
    );
    assert_eq!(deleted.problem, None);
    // Afterwards it is only known that it is gone.
    assert_eq!(
        store.0.values().map(|value| packed::unpack(value).unwrap()).collect::<Vec<_>>(),
        [format!(r#"{{"i":{{"":{{"gone":[{}]}}}}}}"#, NOON + 60_000)]
    );
}

#[test]
fn a_deleted_file_says_who_had_added_it() {
    let mut store = Store::default();
    let file =
        json!({"kind": "attachment", "id": "3", "title": "a.png", "parent": {"kind": "issue", "id": "7"}});
    let added = json!({"changes": [{"field": "size", "fieldId": "size", "to": {"text": "12"}}], "actor": {"kind": "person", "certainty": "stated", "accountId": "author"}});
    store.one(record("attachment.created", 0, &file, &added));
    let deleted = store.one(record("attachment.deleted", 1, &of_issue("attachment", "3"), &json!({})));
    assert_eq!(deleted.subject.title.as_deref(), Some("a.png"));
    assert_eq!(changes(&deleted), [("author", "author", "-"), ("size", "12", "-")]);
}

#[test]
fn a_page_in_the_trash_has_its_title_and_version() {
    let mut store = Store::default();
    let page = json!({"kind": "page", "id": "9", "title": "Runbook"});
    store.one(record("page.updated", 0, &page, &json!({"revision": "4"})));
    let bare = json!({"kind": "page", "id": "9"});
    for (action, seconds) in [("page.trashed", 5), ("page.restored", 6), ("page.deleted", 7)] {
        let event = store.one(record(action, seconds, &bare, &json!({})));
        assert_eq!(event.subject.title.as_deref(), Some("Runbook"), "{action}");
        let version: &[(&str, &str, &str)] =
            if action == "page.restored" { &[] } else { &[("version", "4", "-")] };
        assert_eq!(changes(&event), version, "{action}");
    }
    assert_eq!(store.one(record("page.restored", 8, &bare, &json!({}))).subject.title, None);
}

fn person(seconds: i64, active: bool) -> Event {
    let change =
        json!([{"field": "active", "fieldId": "active", "from": {}, "to": {"text": active.to_string()}}]);
    record("person.updated", seconds, &json!({"kind": "person", "id": "5b10"}), &json!({"changes": change}))
}

#[test]
fn who_is_not_active_any_more_was_deactivated() {
    let mut store = Store::default();
    let names: Vec<String> = [true, true, false, false, true]
        .into_iter()
        .zip(1..)
        .map(|(active, seconds)| store.one(person(seconds, active)).action.name().to_owned())
        .collect();
    assert_eq!(
        names,
        ["person.updated", "person.updated", "person.deactivated", "person.updated", "person.reactivated"]
    );
    let late = store.one(person(0, false));
    assert_eq!((late.action.name(), changes(&late)), ("person.updated", vec![("active", "?", "false")]));
}

#[test]
fn a_change_of_a_small_thing_gets_the_value_before() {
    let mut store = Store::default();
    let version = |seconds: i64, subject: &str, name: &str| {
        let change = json!([{"field": "name", "fieldId": "name", "from": {}, "to": {"text": name}}]);
        record(
            "version.updated",
            seconds,
            &json!({"kind": "version", "id": subject}),
            &json!({"changes": change}),
        )
    };
    store.settle((0..600).map(|n| version(0, &n.to_string(), "1.0")).collect());
    assert!(store.0.len() <= 256);
    assert_eq!(changes(&store.one(version(1, "77", "1.1"))), [("name", "1.0", "1.1")]);
    assert_eq!(changes(&store.one(version(1, "999", "1.1"))), [("name", "?", "1.1")]);
    // Another kind with the same id is another thing.
    let sprint = record(
        "sprint.updated",
        2,
        &json!({"kind": "sprint", "id": "77"}),
        &json!({"changes": [{"field": "name", "fieldId": "name", "from": {}}]}),
    );
    assert_eq!(changes(&store.one(sprint)), [("name", "?", "-")]);
}

#[test]
fn what_was_not_handed_in_or_is_damaged_hurts_nobody() {
    let mut edited = comment("comment.edited", 1, "1", "a");
    let mut problems = Vec::new();
    assert_eq!(settle(vec![&mut edited], &BTreeMap::new(), &mut problems), []);
    assert_eq!(problems, [] as [String; 0]);
    for damaged in ["", "{", "[]", "{}", r#"{"i":{"":3}}"#, r#"{"i":{"":{"title":"x"}}}"#] {
        let values = [("k:issue:7".to_owned(), Some(damaged.to_owned()))].into();
        let writes = settle(vec![&mut edited], &values, &mut problems);
        assert_eq!((writes.len(), problems.len()), (1, 1), "{damaged}");
        assert_eq!(edited.content.len(), 1);
        problems.clear();
    }
}

#[test]
fn passing_things_are_not_asked_for() {
    let passing = [
        record("issue.viewed", 0, &issue(), &json!({})),
        record("group.member-added", 0, &json!({"kind": "group", "id": "1"}), &json!({})),
        record("issue.updated", 0, &json!({"kind": "issue", "key": "PAY-7"}), &json!({})),
        record("log.opened", 0, &issue(), &json!({"product": "app"})),
    ];
    assert_eq!(wanted(&passing), [] as [&str; 0]);
    let asked = [comment("comment.created", 0, "1", "a"), record("issue.updated", 0, &issue(), &json!({}))];
    assert_eq!(wanted(&asked), ["k:issue:7"]);
    let odd = record("page.updated", 0, &json!({"kind": "page", "id": "a b/ü"}), &json!({}));
    assert!(wanted([&odd])[0].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b':'));
}

#[test]
fn too_much_is_cut_the_oldest_first_and_said() {
    let mut store = Store::default();
    let text = |n: i64| format!("{n} {}", "word ".repeat(1_000));
    store.settle((0..60).map(|n| comment("comment.created", n, &n.to_string(), &text(n))).collect());
    let value = &store.0["k:issue:7"];
    assert!(value.len() <= state::STATE_BYTES_MAX);
    let newest = store.one(record("comment.deleted", 100, &of_issue("comment", "59"), &json!({})));
    assert_eq!(newest.content[0].text, text(59));
    let oldest = store.one(record("comment.deleted", 100, &of_issue("comment", "0"), &json!({})));
    assert!(oldest.content[0].text.ends_with('…'));
    let issue = store.one(record("issue.deleted", 200, &issue(), &json!({})));
    let ids: Vec<&str> = issue.content.iter().map(|content| content.id.as_deref().unwrap()).collect();
    assert_eq!(ids.last(), Some(&"58"));
    assert!(stored::record_text(&issue).len() < 80_000);
    assert!(issue.problem.unwrap().contains("shortened"));
    // So many small things that shortening does not help.
    store.settle((0..3_000).map(|n| comment("comment.created", n, &n.to_string(), "hi")).collect());
    assert!(store.0["k:issue:7"].len() <= state::STATE_BYTES_MAX);
}

#[test]
fn a_long_text_stays_within_bounds() {
    let mut store = Store::default();
    store.one(comment("comment.created", 0, "1", &"ü\"".repeat(90_000)));
    assert!(store.0["k:issue:7"].len() < 2 * state::TEXT_BYTES_MAX);
}

#[test]
fn a_person_can_be_erased() {
    let mut store = Store::default();
    store.one(comment("comment.created", 0, "1", "ask [~accountid:5b10-gone] or [~accountid:5b10-stays]"));
    let assigned = json!({"issue": {"assignee": "5b10-gone", "reporter": "5b10-stays"}, "changes": [
        {"field": "Approver", "fieldId": "customfield_2", "to": {"id": "5b10-gone"}}]});
    store.one(record("issue.updated", 1, &issue(), &assigned));
    let written = json!({"content": [{"role": "body", "text": "mine", "author": "5b10-gone"}]});
    store.one(record("comment.created", 2, &of_issue("comment", "2"), &written));
    store.one(record(
        "person.updated",
        0,
        &json!({"kind": "person", "id": "5b10-gone"}),
        &json!({"changes": [
        {"field": "active", "fieldId": "active", "to": {"text": "true"}}]}),
    ));
    for value in store.0.values_mut() {
        let forgotten = forget(value, "5b10-gone").unwrap();
        assert!(!forgotten.contains("5b10-gone"), "{forgotten}");
        assert_eq!(forget(&forgotten, "5b10-gone"), None);
        *value = forgotten;
    }
    let deleted = store.one(record("issue.deleted", 9, &issue(), &json!({})));
    let facts = deleted.issue.as_ref().unwrap();
    assert_eq!((facts.assignee.as_deref(), facts.reporter.as_deref()), (None, Some("5b10-stays")));
    assert_eq!(texts(&deleted)[0].1, "ask [~accountid:unknown] or [~accountid:5b10-stays]");
    assert_eq!((deleted.content[1].text.as_str(), deleted.content[1].author.as_deref()), ("mine", None));
    assert_eq!(changes(&deleted), []);
    assert_eq!((forget("{", "a"), forget("{}", "a")), (None, None));
}

/// Records of one issue, each at its own time.
fn history() -> impl Strategy<Value = Vec<Event>> {
    let step = (0_u8..8, 1_u32..4, "[a-c]{0,2}");
    proptest::collection::vec(step, 1..25).prop_map(|steps| {
        let event = |(seconds, (what, id, text)): (i64, (u8, u32, String))| {
            let id = id.to_string();
            let facts = json!({"issue": {"summary": text}});
            let change = json!({"changes": [{"field": "labels", "fieldId": "labels", "to": {"text": text}}]});
            match what {
                0 => comment("comment.created", seconds, &id, &text),
                1 | 2 => comment("comment.edited", seconds, &id, &text),
                3 => record("comment.deleted", seconds, &of_issue("comment", &id), &json!({})),
                4 => record("worklog.updated", seconds, &of_issue("worklog", &id), &change),
                5 => record("issue.updated", seconds, &issue(), &facts),
                6 => record("issue.updated", seconds, &issue(), &change),
                _ if seconds % 3 == 0 => record("issue.deleted", seconds, &issue(), &json!({})),
                _ => record("attachment.created", seconds, &of_issue("attachment", &id), &json!({})),
            }
        };
        (0..).zip(steps).map(event).collect()
    })
}

proptest! {
    /// In whatever order and batches records come, and however often, what is known in the end is what it would be had they
    /// come one after the other.
    #[test]
    fn the_order_of_arrival_does_not_matter(events in history(), order in any::<u64>(), batch in 1_usize..6) {
        let mut in_order = Store::default();
        for event in &events {
            in_order.one(event.clone());
        }
        let mut mixed: Vec<Event> = events.iter().chain(events.iter().step_by(3)).cloned().collect();
        mixed.sort_by_key(|event| EventId::derive(&[&order.to_string(), &event.id.to_string()]).as_u128() % 97);
        let mut store = Store::default();
        for events in mixed.chunks(batch) {
            store.settle(events.to_vec());
        }
        prop_assert_eq!(store.0, in_order.0);
    }

    /// What a record said itself is never changed, and what is filled in was said before.
    #[test]
    fn records_keep_what_they_said(events in history(), batch in 1_usize..6) {
        let mut store = Store::default();
        for events in events.chunks(batch) {
            for (filled, said) in store.settle(events.to_vec()).iter().zip(events) {
                prop_assert_eq!((filled.id, filled.action, &filled.actor), (said.id, said.action, &said.actor));
                prop_assert!(filled.changes.starts_with(&said.changes));
                for content in said.content.iter().filter(|content| !content.text.is_empty()) {
                    prop_assert!(filled.content.contains(content));
                }
                for content in &filled.content {
                    prop_assert!(content.at.is_none_or(|at| at < filled.occurred));
                }
            }
        }
    }
}

#[test]
fn what_was_last_spoken_of_before_a_time_goes_as_its_records_do() {
    let mut store = Store::default();
    store.one(record("issue.created", 0, &issue(), &json!({})));
    store.one(comment("comment.created", 10, "1", "early"));
    store.one(comment("comment.created", 60, "2", "late"));
    let outlived = |store: &Store, seconds: i64| {
        let entries: Vec<_> = store.0.iter().map(|(key, value)| (key.clone(), value.clone())).collect();
        outlived(&entries, NOON + seconds * 1_000)
    };
    assert_eq!(outlived(&store, 10), []);
    // The first comment goes; the issue keeps its name as long as the second one is there.
    let (key, rest) = outlived(&store, 30).remove(0);
    store.0.insert(key, rest.unwrap());
    assert_eq!(outlived(&store, 30), []);
    let deleted =
        |store: &mut Store, n, id| store.one(comment("comment.deleted", n, id, "")).subject.parent.unwrap();
    let mut copy = Store(store.0.clone());
    assert_eq!(deleted(&mut copy, 70, "1").title.as_deref(), Some("Rotate keys"));
    let late = store.one(record("comment.deleted", 80, &of_issue("comment", "2"), &json!({})));
    assert_eq!(texts(&late), [(ContentRole::Body, "late")]);
    // That it is gone was said at 80.
    assert_eq!(outlived(&store, 80), []);
    let all = outlived(&store, 81);
    assert_eq!(all.iter().map(|(_, rest)| rest.is_none()).collect::<Vec<_>>(), [true]);
}

#[test]
fn what_is_no_state_goes_with_the_rest() {
    let entries = [("k:issue:7".to_owned(), "{}".to_owned())];
    assert_eq!(outlived(&entries, NOON), [("k:issue:7".to_owned(), None)]);
}
