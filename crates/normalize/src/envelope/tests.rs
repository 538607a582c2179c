// One payload of every event: tests/fixtures/events.

use crate::{Arrival, JsonText, normalize};
use activity_event::{Actor, ActorKind, Change, ContainerKind, Event, Reading, SubjectKind, Value};

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
    assert_eq!((record.reading, record.occurred), (Reading::Full, 1_763_913_600_000));
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
    assert!(!serde_json::to_string(&record).unwrap().contains("Made Up"));
    assert_eq!((record.subject.title, record.container.unwrap().name), (None, None));
}

#[test]
fn user_events_are_kept_without_personal_data() {
    let record = read(
        r#"{"eventType": "avi:jira:updated:user", "timestamp": "5", "user": {"accountId": "5b10", "active": false,
            "displayName": "Made Up", "emailAddress": "made.up@example.invalid"}}"#,
        None,
    );
    assert_eq!((record.subject.id.as_deref(), &record.subject.title), (Some("5b10"), &None));
    assert!(!serde_json::to_string(&record).unwrap().to_lowercase().contains("made"));
    assert_eq!((record.reading, record.raw), (Reading::Full, None));
    let active = Change {
        field_id: Some("active".into()),
        field: "Active".into(),
        from: Some(Value::default()),
        to: Some(Value::text("false")),
    };
    assert_eq!(record.changes, [active]);
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
    assert_eq!(read(r#"{"eventType": "avi:jsm-entity:created:portal"}"#, None).reading, Reading::Full);
    assert_eq!(read(r#"{"eventType": "avi:confluence:created:relation"}"#, None).reading, Reading::Full);
}

#[test]
fn what_is_left_over_is_kept_without_the_rest() {
    let record = read(
        r#"{"eventType": "avi:jira:updated:version", "timestamp": "5", "version": {"id": 1, "driver": {"accountId": "a"}}}"#,
        None,
    );
    assert_eq!(record.reading, Reading::Envelope);
    assert_eq!(record.raw.unwrap(), r#"{"version":{"driver":{"accountId":"a"}}}"#);
    assert_eq!(record.problem, None);
}

#[test]
fn two_properties_of_an_issue_in_one_moment_are_two_records() {
    let set = |key: &str| {
        let json = format!(
            r#"{{"eventType": "avi:jira:set:issue-property", "timestamp": "5", "issue": {{"id": 1}}, "property": {{"key": "{key}", "value": 1}}}}"#
        );
        read(&json, None)
    };
    assert_ne!(set("a").id, set("b").id);
    assert_eq!(set("a").changes[0].field, "a");
}

#[test]
fn an_actor_that_cannot_be_read_is_unknown_and_not_anonymous() {
    let json = r#"{"eventType": "avi:confluence:created:page", "eventCreatedDate": "2025-11-23T16:00:00.000Z",
        "atlassianId": {"odd": 1}, "content": {"id": 1}}"#;
    let record = read(json, None);
    assert_eq!((record.actor, record.reading), (Actor::unknown(), Reading::Envelope));
}

#[test]
fn the_type_of_an_account_may_stand_anywhere() {
    let json = r#"{"eventType": "avi:confluence:updated:page", "atlassianId": "5b10",
        "content": {"id": 1, "version": {"number": 2, "by": {"accountId": "5b10", "accountType": "app"}}}}"#;
    assert_eq!(read(json, None).actor.kind, ActorKind::App);
}

#[test]
fn any_time_that_cannot_be_read_is_told() {
    for (event, time) in [
        ("confluence:created:group", "eventCreatedDate"),
        ("jsm-entity:created:portal", "entityUpdateTimeStamp"),
    ] {
        let json = format!(
            r#"{{"eventType": "avi:{event}", "{time}": "soon", "entityId": 1, "group": {{"id": 1}}}}"#
        );
        let record = read(&json, None);
        assert_eq!(
            record.problem.as_deref(),
            Some("the time that the payload states could not be read"),
            "{event}"
        );
        assert!(record.raw.unwrap().contains("soon"));
    }
}
