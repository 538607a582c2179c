//! The log reads every event of the grown company and of the administrators' acts to a record without a problem, and names an
//! actor exactly where the payload does.

use crate::setting::{Directory, NOW, act, bodies};
use activity_event::Certainty;
use activity_normalize::{Arrival, JsonText, normalize};
use serde_json::{Value, json};

#[test]
fn every_event_becomes_a_record() {
    let directory = Directory::new();
    let mut site = directory.open();
    let more = [
        json!({ "do": "user", "change": "create", "user": "712020:new", "name": "Nia New" }),
        json!({ "do": "user", "change": "delete", "user": "712020:new" }),
        json!({ "do": "version", "change": "merge", "project": "PAY", "version": "4.8.0", "into": "4.8.1" }),
        json!({ "do": "version", "change": "delete", "project": "PAY", "version": "4.8.1", "into": "4.9.0" }),
        json!({ "do": "field", "change": "configure", "field": "Reviewer" }),
        json!({ "do": "feature", "feature": "time-tracking", "on": false }),
        json!({ "do": "board", "change": "delete", "board": "PAY board" }),
        json!({ "do": "view", "issue": "PAY-2" }),
    ];
    for what in more {
        act(&mut site, 1, what.clone()).unwrap_or_else(|refused| panic!("{what}: {refused}"));
    }
    let arrival = Arrival { recorded: NOW, views: true };
    for body in bodies(&site) {
        let payload: Value = serde_json::from_str(&body).unwrap();
        let records = normalize(&JsonText(&body), None, &arrival);
        assert!(!records.is_empty(), "{body}");
        for record in &records {
            assert_eq!(record.problem, None, "{body}");
            assert_ne!(record.action.name(), "payload.unreadable", "{body}");
            // A like or a watch has no id; its name says what it is.
            let subject = &record.subject;
            assert!(subject.id.is_some() || subject.key.is_some() || subject.title.is_some(), "{body}");
        }
        if let Some(who) = payload.get("atlassianId").and_then(Value::as_str) {
            let actor = &records[0].actor;
            assert_eq!(
                (actor.account_id.as_deref(), actor.certainty),
                (Some(who), Certainty::Stated),
                "{body}"
            );
        }
    }
    // Nobody is made up where the payload names nobody.
    let all = bodies(&site);
    let silent = all.iter().rfind(|body| body.contains("avi:jira:deleted:user")).unwrap();
    assert_eq!(normalize(&JsonText(silent), None, &arrival)[0].actor.account_id, None);
}
