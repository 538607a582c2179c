//! Payloads that cannot be relied on are kept, with the reason.
//!
//! * id: a digest of the payload without what belongs to the delivery; of the text when it is not JSON.
//! * occurred: the time that the root states, when it can be read, else arrival.
//! * actor and container: unknown. Only those who may see everything see these records.
//! * Personal data is taken out where the payload is JSON; other text is kept as it came.

use crate::{
    arrival::Arrival,
    envelope::{kept, time},
    error::Problem,
    identity::fingerprint_of,
    record::subject,
};
use activity_event::{Action, Actor, Event, EventId, Product, Provenance, Reading, Subject, SubjectKind};
use serde_json::Value;

/// The record of a payload that is JSON.
pub(crate) fn of_value(payload: &Value, event: Option<&str>, problem: &Problem, arrival: &Arrival) -> Event {
    let id = EventId::derive(&["payload.unreadable", &fingerprint_of(payload)]);
    let occurred = time(payload).unwrap_or(arrival.recorded);
    Event { occurred, ..unreadable(id, event, problem, kept(payload), arrival) }
}

/// The record of text that is not JSON.
pub(crate) fn of_text(text: String, event: Option<&str>, problem: &Problem, arrival: &Arrival) -> Event {
    let id = EventId::derive(&["payload.unreadable", &text]);
    unreadable(id, event, problem, text, arrival)
}

fn unreadable(id: EventId, event: Option<&str>, problem: &Problem, raw: String, arrival: &Arrival) -> Event {
    Event {
        id,
        revision: None,
        occurred: arrival.recorded,
        recorded: arrival.recorded,
        product: product(event.unwrap_or_default()),
        action: Action::UNREADABLE,
        actor: Actor::unknown(),
        container: None,
        subject: Subject { title: event.map(str::to_owned), ..subject(SubjectKind::Payload) },
        issue: None,
        changes: Vec::new(),
        content: Vec::new(),
        provenance: Provenance::Live,
        source: event.unwrap_or("unknown").to_owned(),
        reading: Reading::Unreadable,
        problem: Some(problem.to_string()),
        raw: Some(raw),
    }
}

/// The product that the beginning of an event's name says; this app when it says none.
fn product(event: &str) -> Product {
    let prefixes = [
        ("avi:jira:", Product::Jira),
        ("avi:jira-software:", Product::JiraSoftware),
        ("avi:jsm", Product::Jsm),
        ("avi:confluence:", Product::Confluence),
    ];
    let found = prefixes.iter().find(|(prefix, _)| event.starts_with(prefix));
    found.map_or(Product::App, |(_, product)| *product)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{JsonText, normalize};

    const ARRIVAL: Arrival = Arrival { recorded: 1_763_913_601_234, views: false };

    fn kept_as(text: &str, hint: Option<&str>) -> Event {
        let record = normalize(&JsonText(text), hint, &ARRIVAL).remove(0);
        assert_eq!((record.action, record.reading), (Action::UNREADABLE, Reading::Unreadable), "{text}");
        record
    }

    #[test]
    fn text_that_is_not_json_is_kept_to_the_letter() {
        for text in ["", "hello", "{\"eventType\": ", "\u{0}"] {
            let record = kept_as(text, None);
            assert_eq!(record.raw.as_deref(), Some(text));
            assert_eq!(record.id, kept_as(text, None).id);
        }
    }

    #[test]
    fn what_is_no_object_or_has_no_name_says_so() {
        let problem = |text: &str| kept_as(text, None).problem.unwrap();
        for text in ["null", "[]", "7", "\"x\""] {
            assert_eq!(problem(text), "the payload is not an object");
        }
        for text in ["{}", r#"{"eventType": 7.5e300}"#, r#"{"eventType": {}}"#, r#"{"eventType": null}"#] {
            let known = ["the payload does not name its event", "unknown event"];
            assert!(known.iter().any(|known| problem(text).starts_with(known)), "{text}");
        }
    }

    #[test]
    fn an_unknown_event_keeps_its_name_time_and_product() {
        let record = kept_as(r#"{"eventType": "avi:jira:exploded:issue", "timestamp": "5"}"#, None);
        assert_eq!(record.problem.as_deref(), Some("unknown event `avi:jira:exploded:issue`"));
        assert_eq!((record.source.as_str(), record.product), ("avi:jira:exploded:issue", Product::Jira));
        assert_eq!(record.occurred, 5);
    }

    #[test]
    fn a_known_event_about_nothing_is_unreadable_and_keeps_no_names() {
        let record = kept_as(
            r#"{"eventType": "avi:jira:updated:issue", "issue": "gone", "user": {"accountId": "5b10", "displayName": "Made Up"}}"#,
            None,
        );
        assert!(record.problem.unwrap().contains("issue"));
        assert!(!record.raw.unwrap().contains("Made Up"));
    }

    #[test]
    fn nesting_without_end_is_kept_as_text() {
        let deep = format!(
            "{{\"eventType\": \"avi:jira:created:version\", \"version\": {}1{}}}",
            "[".repeat(5000),
            "]".repeat(5000)
        );
        assert_eq!(kept_as(&deep, None).raw, Some(deep));
    }

    #[test]
    fn the_hint_names_an_event_that_does_not_name_itself() {
        assert_eq!(kept_as("{}", Some("avi:forge:installed:app")).source, "avi:forge:installed:app");
    }
}
