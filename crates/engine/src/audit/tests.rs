use super::*;
use activity_event::{Actor, Certainty};
use serde_json::{Value, json};

const NOON: i64 = 1_763_913_600_000;
const LATER: i64 = NOON + 3_600_000;

/// A record of Jira's audit log, so many seconds after noon.
fn record(number: i64, summary: &str, kind: &str, seconds: i64) -> Value {
    json!({"id": number, "created": NOON.saturating_add(seconds.saturating_mul(1_000)), "summary": summary, "authorAccountId": "5b10",
        "objectItem": {"id": "10000", "name": "Payments", "typeName": kind}})
}

fn page(records: &[Value], total: usize, offset: usize) -> String {
    json!({"offset": offset, "limit": 1000, "total": total, "records": records}).to_string()
}

fn request(pages: Vec<String>) -> AuditRequest {
    let range = AuditRange { from: NOON - 1_000_000, to: NOON + 1_000_000, start: 0 };
    AuditRequest { product: "jira".into(), pages, range, now: LATER, live: None, seen: vec![], overlap: NOON }
}

fn ids(answer: &AuditAnswer) -> Vec<String> {
    answer.writes.iter().map(|write| write.key.split(':').nth(2).unwrap().to_owned()).collect()
}

#[test]
fn a_full_page_settles_all_but_its_last_millisecond() {
    let records = [3, 2, 1, 1].map(|seconds| record(seconds, "Workflow updated", "WORKFLOW", seconds));
    let answer = read_audit_log(request(vec![page(&records, 9, 0)])).unwrap();
    assert_eq!(answer.writes.len(), 2);
    assert_eq!(answer.next, Some(AuditRange { from: NOON - 1_000_000, to: NOON + 1_000, start: 0 }));
    let mut upwards = records;
    upwards.reverse();
    let answer = read_audit_log(request(vec![page(&upwards, 9, 0)])).unwrap();
    assert_eq!((answer.writes.len(), answer.next.unwrap().from), (2, NOON + 3_000));
}

#[test]
fn pages_of_one_millisecond_or_in_no_order_are_read_together() {
    let one = [record(1, "Workflow updated", "WORKFLOW", 1), record(2, "Workflow updated", "WORKFLOW", 1)];
    let answer = read_audit_log(request(vec![page(&one, 3, 0)])).unwrap();
    assert_eq!((answer.writes.len(), answer.next.unwrap().start), (0, 2));
    let rest = [record(3, "Workflow updated", "WORKFLOW", 1)];
    let answer = read_audit_log(request(vec![page(&one, 3, 0), page(&rest, 3, 2)])).unwrap();
    assert_eq!((answer.writes.len(), answer.next), (3, None));
    let mixed = [1, 3, 2].map(|seconds| record(seconds, "Workflow updated", "WORKFLOW", seconds));
    let answer = read_audit_log(request(vec![page(&mixed, 5, 0)])).unwrap();
    assert_eq!((answer.writes.len(), answer.next.unwrap().start), (0, 3));
}

#[test]
fn what_was_seen_is_not_stored_again() {
    let records =
        [record(2, "Workflow updated", "WORKFLOW", 2), record(1, "Workflow updated", "WORKFLOW", -9)];
    let first = read_audit_log(request(vec![page(&records, 2, 0)])).unwrap();
    assert_eq!((first.writes.len(), first.seen.len()), (2, 1));
    let again =
        read_audit_log(AuditRequest { seen: first.seen.clone(), ..request(vec![page(&records[..1], 1, 0)]) })
            .unwrap();
    assert_eq!((ids(&again), again.seen), (vec![], first.seen));
}

fn live(seconds: i64) -> Event {
    let told = read_audit_log(request(vec![page(&[record(1, "Project updated", "PROJECT", seconds)], 1, 0)]))
        .unwrap();
    let event: Event = serde_json::from_str(&told.writes[0].value).unwrap();
    Event {
        id: EventId::from_u128(7),
        actor: Actor::unknown(),
        provenance: activity_event::Provenance::Live,
        ..event
    }
}

#[test]
fn a_live_record_is_stored_better_and_told_once() {
    let pages = || vec![page(&[record(1, "Project updated", "PROJECT", 1)], 1, 0)];
    let asked = read_audit_log(request(pages())).unwrap();
    let jql = "provenance IN (live, snapshot-diff) AND actionFamily in ('project') AND occurred >= '2025-11-23 15:54' AND occurred <= '2025-11-23 16:06'";
    assert_eq!(asked.jql.as_deref(), Some(jql));
    let answer = read_audit_log(AuditRequest { live: Some(vec![live(0)]), ..request(pages()) }).unwrap();
    assert_eq!((answer.improved, ids(&answer)), (1, vec![EventId::from_u128(7).to_string()]));
    let better: Event = serde_json::from_str(&answer.writes[0].value).unwrap();
    assert_eq!(better.actor.certainty, Certainty::Inferred);
    // Stopped before anything but the record was kept: the next reading finds the same and tells nothing new.
    let again = read_audit_log(AuditRequest { live: Some(vec![better]), ..request(pages()) }).unwrap();
    assert_eq!(ids(&again), Vec::<String>::new());
}

#[test]
fn what_may_yet_be_seen_live_is_left_for_the_next_reading() {
    let records = [record(1, "Project updated", "PROJECT", 1), record(2, "Workflow updated", "WORKFLOW", 1)];
    let at = |now| AuditRequest { now, live: Some(vec![]), ..request(vec![page(&records, 2, 0)]) };
    let early = read_audit_log(at(NOON + 60_000)).unwrap();
    assert_eq!((early.left, early.writes.len(), early.seen.len()), (1, 1, 1));
    let late = read_audit_log(at(NOON + 600_000)).unwrap();
    assert_eq!((late.left, late.writes.len()), (0, 2));
}

#[test]
fn the_list_of_ended_projects_tells_who_and_nothing_else() {
    let ended = json!({"id": "10000", "key": "PAY", "name": "Payments", "archivedBy": {"accountId": "5b10"},
        "archivedDate": "2025-11-23T16:00:02.000+0000", "deletedBy": {"accountId": "5b11"}, "deletedDate": "2019-01-01T00:00:00.000+0000"});
    let pages = vec![json!({"values": [ended, {"id": "10001"}], "isLast": true}).to_string()];
    let asked = AuditRequest { product: "jira-projects".into(), ..request(pages) };
    let alone = read_audit_log(asked.clone()).unwrap();
    assert!(alone.writes.is_empty() && alone.jql.unwrap().contains("2025-11-23"));
    let archived = Event { action: Action::named("project.archived"), ..live(0) };
    let answer = read_audit_log(AuditRequest { live: Some(vec![archived]), ..asked }).unwrap();
    let better: Event = serde_json::from_str(&answer.writes[0].value).unwrap();
    assert_eq!((better.actor, answer.writes.len()), (Actor::inferred("5b10", "the list of projects"), 1));
}

#[test]
fn an_answer_that_is_none_is_an_error() {
    for body in ["", "{}", "{\"records\": 7}", "[]", "<html>"] {
        assert!(read_audit_log(request(vec![body.into()])).is_err(), "{body}");
    }
    assert!(read_audit_log(AuditRequest { product: "trello".into(), ..request(vec![]) }).is_err());
}

#[test]
fn the_query_for_what_was_seen_live_can_be_run_for_every_action() {
    let actions = Action::all().filter(|action| may_be_known(*action));
    let events: Vec<Event> =
        actions.map(|action| Event { action, occurred: NOON, ..Event::blank() }).collect();
    let jql = live_query(&events).unwrap();
    let request: crate::CheckRequest =
        serde_json::from_value(json!({"jql": jql, "now": NOON, "zone": "UTC"})).unwrap();
    let checked = crate::check(&request, &crate::BundledZones).unwrap();
    assert_eq!(checked.diagnostics, [], "{jql}");
}
