// One payload of every event: tests/fixtures/events.

use crate::{Arrival, JsonText, normalize};
use activity_event::{Actor, ActorKind, ContainerKind, Event, Reading, SubjectKind};

const ARRIVAL: Arrival = Arrival { recorded: 1_763_913_601_234, views: true };

fn read(json: &str, hint: Option<&str>) -> Event {
    normalize(&JsonText(json), hint, &ARRIVAL).remove(0)
}

#[test]
fn a_label_names_its_page_and_space() {
    let record = read(
        r#"{"eventType": "avi:confluence:added:label", "eventCreatedDate": "2025-11-23T16:00:00.000Z",
            "label": {"id": 4, "name": "urgent"}, "content": {"id": "9", "type": "blogpost", "title": "News",
            "space": {"id": 98305, "key": "DOCS", "name": "Docs", "type": "global"}}}"#,
        None,
    );
    assert_eq!((record.reading, record.occurred), (Reading::Envelope, 1_763_913_600_000));
    assert_eq!(record.actor, Actor::anonymous());
    assert_eq!(record.subject.title.as_deref(), Some("urgent"));
    assert_eq!(record.subject.parent.map(|parent| parent.kind), Some(SubjectKind::BlogPost));
    let space = record.container.unwrap();
    assert_eq!(
        (space.kind, space.id.as_str(), space.key.as_deref()),
        (ContainerKind::Space, "98305", Some("DOCS"))
    );
}

#[test]
fn the_name_of_a_personal_space_is_not_kept() {
    let record = read(
        r#"{"eventType": "avi:confluence:created:space:V2", "atlassianId": "5b10",
            "space": {"id": 7, "key": "~5b10", "name": "Made Up", "type": "personal"}}"#,
        None,
    );
    assert_eq!((record.subject.title, record.container.unwrap().name), (None, None));
    assert!(!record.raw.unwrap().contains("Made Up"));
}

#[test]
fn user_events_are_kept_without_personal_data() {
    let record = read(
        r#"{"eventType": "avi:jira:updated:user", "timestamp": "5", "user": {"accountId": "5b10", "active": false,
            "displayName": "Made Up", "emailAddress": "made.up@example.invalid"}}"#,
        None,
    );
    assert_eq!((record.subject.id.as_deref(), record.subject.title), (Some("5b10"), None));
    let raw =
        r#"{"eventType":"avi:jira:updated:user","timestamp":"5","user":{"accountId":"5b10","active":false}}"#;
    assert_eq!(record.raw.unwrap(), raw);
}

#[test]
fn lifecycle_events_are_named_by_the_host() {
    let json =
        r#"{"id": "inst", "installerAccountId": "5b10", "app": {"id": "ari:app", "version": "1.0.0"}}"#;
    let record = read(json, Some("avi:forge:installed:app"));
    assert_eq!((record.action.name(), record.actor), ("app.installed", Actor::stated("5b10")));
    assert_eq!(record.subject.id.as_deref(), Some("ari:app"));
}

#[test]
fn the_type_of_an_account_may_stand_at_the_root() {
    let json = r#"{"eventType": "avi:confluence:performed:search", "atlassianId": "5b10", "accountType": "app", "query": "q"}"#;
    assert_eq!(read(json, None).actor.kind, ActorKind::App);
}

#[test]
fn a_redelivery_has_the_same_id_with_and_without_a_time() {
    for time in ["", r#", "timestamp": "5""#] {
        let event = |more: &str| {
            let json =
                format!(r#"{{"eventType": "avi:jira:updated:version", "version": {{"id": 1}}{time}{more}}}"#);
            read(&json, None).id
        };
        assert_eq!(event(""), event(r#", "retryContext": {"retryCount": 1}, "contextToken": "t""#));
    }
}

#[test]
fn without_its_subject_an_event_is_unreadable_unless_it_never_has_one() {
    assert_eq!(read(r#"{"eventType": "avi:jira:created:version"}"#, None).reading, Reading::Unreadable);
    assert_eq!(read(r#"{"eventType": "avi:jsm-entity:created:portal"}"#, None).reading, Reading::Envelope);
    assert_eq!(read(r#"{"eventType": "avi:confluence:created:relation"}"#, None).reading, Reading::Envelope);
}
