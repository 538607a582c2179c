use super::*;
use activity_event::{Action, EventId};
use activity_normalize::JsonText;

fn record(raw: &str) -> Event {
    serde_json::from_value(json!({
        "id": EventId::from_u128(7), "occurred": 1_763_913_600_000_i64, "recorded": 1, "product": "jira",
        "action": "issue.created", "actor": {"kind": "unknown", "certainty": "unknown"},
        "subject": {"kind": "issue", "id": "1", "title": raw}, "provenance": "live", "source": "test", "raw": raw,
        "content": [{"role": "body", "text": raw, "original": raw}],
        "changes": vec![json!({"field": raw, "from": {"text": raw}}); 3],
    }))
    .unwrap()
}

#[test]
fn a_record_is_one_value_under_its_minute() {
    let writes = write_ahead(record("short"));
    assert_eq!(writes.len(), 1);
    assert_eq!(writes[0].key, "w:202511231600:00000000000000000000000000000007");
    assert_eq!(serde_json::from_str::<Event>(&writes[0].value).unwrap(), record("short"));
}

#[test]
fn a_long_record_is_kept_whole_in_pieces_and_short_under_its_key() {
    for text in ["x".repeat(240_000), "\"\\\n\u{1}".repeat(60_000), "ü€😀".repeat(30_000)] {
        let long = record(&text);
        let mut writes = write_ahead(long.clone());
        for write in &writes {
            assert!(write.value.len() <= keys::VALUE_BYTES_MAX, "{} {}", write.key, write.value.len());
        }
        let short: Event = serde_json::from_str(&writes.pop().unwrap().value).unwrap();
        assert_eq!((short.id, short.occurred, short.reading), (long.id, long.occurred, Reading::Envelope));
        assert!(short.problem.unwrap().contains("p:00000000000000000000000000000007:0"));
        let mut whole = String::new();
        for (n, write) in writes.iter().enumerate() {
            let piece: Value = serde_json::from_str(&write.value).unwrap();
            assert_eq!(
                (write.key.as_str(), piece["of"].as_u64()),
                (&*keys::piece(long.id, n), Some(writes.len() as u64))
            );
            whole += piece["text"].as_str().unwrap();
        }
        assert_eq!(serde_json::from_str::<Event>(&whole).unwrap(), long);
    }
}

#[test]
fn lists_without_end_are_cut_too() {
    let mut event = record("x");
    event.changes = vec![event.changes[0].clone(); 100_000];
    let writes = write_ahead(event);
    assert!(writes.iter().all(|write| stored::fits(&write.value)));
}

#[test]
fn a_time_that_javascript_cannot_hold_is_moved() {
    let mut event = record("x");
    event.occurred = i64::MIN;
    let kept: Event = serde_json::from_str(&write_ahead(event)[0].value).unwrap();
    assert_eq!(kept.occurred, -TIME_MAX);
    assert!(kept.problem.is_some());
}

#[test]
fn whatever_comes_in_is_kept() {
    let arrival = Arrival { recorded: 1_763_913_600_000, views: false };
    for text in ["", "{", "null", "[]", "{\"eventType\":\"avi:jira:created:issue\"}"] {
        let writes = ingest(&JsonText(text), None, &arrival);
        assert_eq!(writes.len(), 1, "{text}");
        let event: Event = serde_json::from_str(&writes[0].value).unwrap();
        assert_eq!(event.action, Action::UNREADABLE, "{text}");
    }
}

#[test]
fn events_that_tell_of_the_same_have_keys_of_their_own() {
    let event = |name: &str| {
        let text = json!({
            "eventType": name, "timestamp": "1763913600000",
            "issue": {"id": "1", "key": "PAY-1", "fields": {}},
            "changelog": {"id": "9", "items": [{"field": "assignee", "to": "5b10"}]},
        });
        ingest(&JsonText(&text.to_string()), None, &Arrival { recorded: 5, views: true })
    };
    let (updated, assigned) = (event("avi:jira:updated:issue"), event("avi:jira:assigned:issue"));
    let id = |writes: &[Write]| keys::parse_write_ahead(&writes.last().unwrap().key).unwrap().1;
    assert_eq!(id(&updated), id(&assigned));
    assert_ne!(updated.last().unwrap().key, assigned.last().unwrap().key);
}
