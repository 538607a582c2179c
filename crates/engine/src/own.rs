//! What the app itself did, and for whom: reading the log is itself an event.

use crate::ingest::write_ahead;
use crate::{EngineError, OwnEventRequest, Write};
use activity_event::{
    Action, Actor, ActorKind, Certainty, Content, ContentRole, Event, EventId, Product, Provenance, Reading,
    Subject, SubjectKind,
};
use std::collections::BTreeMap;

const SECOND_MS: i64 = 1_000;

/// The values to store for something the app itself did. Doing it again within the second stores the same record
/// under the same key.
pub fn own_event(request: &OwnEventRequest) -> Result<Vec<Write>, EngineError> {
    let action = Action::parse(&request.action)
        .ok()
        .filter(|action| {
            matches!(action.family(), "app" | "log" | "capture" | "backfill" | "export" | "view")
        })
        .ok_or_else(|| EngineError::OwnAction(request.action.clone()))?;
    let account = request.account.as_deref();
    let container = request.container.as_ref().map_or("", |container| container.id.as_str());
    let note = request.note.as_deref();
    // Once a person, page and second is enough to know. The time is that of the second: two records of one id at two
    // times would be two rows wherever one of them is packed already.
    let second = request.occurred.div_euclid(SECOND_MS);
    let occurred = second.saturating_mul(SECOND_MS);
    let second = second.to_string();
    let mut facts =
        vec!["own", action.name(), account.unwrap_or_default(), &second, container, note.unwrap_or_default()];
    facts.extend(request.apart.as_deref());
    let id = EventId::derive(&facts);
    let system = Actor {
        account_id: None,
        kind: ActorKind::System,
        certainty: Certainty::Stated,
        inferred_from: None,
    };
    Ok(write_ahead(Event {
        id,
        revision: None,
        occurred,
        recorded: occurred,
        product: Product::App,
        action,
        actor: account.map_or(system, Actor::stated),
        container: request.container.clone(),
        subject: Subject { kind: SubjectKind::App, id: None, key: None, title: None, parent: None },
        issue: None,
        changes: vec![],
        content: note.map(|note| told(note, &request.facts)).into_iter().collect(),
        provenance: Provenance::App,
        source: format!("app:{action}"),
        reading: Reading::Full,
        problem: None,
        raw: None,
    }))
}

/// A note, with the facts that it was written from as its own document: texts of products keep theirs in the same place.
fn told(note: &str, facts: &BTreeMap<String, String>) -> Content {
    let original = (!facts.is_empty()).then(|| serde_json::json!(facts).to_string());
    Content { original, ..Content::plain(ContentRole::Body, note) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(action: &str) -> OwnEventRequest {
        serde_json::from_value(serde_json::json!({
            "action": action, "account": "5b10", "occurred": 5, "note": "jql: project = PAY"
        }))
        .unwrap()
    }

    #[test]
    fn reading_the_log_is_a_record() {
        let writes = own_event(&request("log.opened")).unwrap();
        let event: Event = serde_json::from_str(&writes[0].value).unwrap();
        assert_eq!((event.product, event.action.name()), (Product::App, "log.opened"));
        assert_eq!(event.actor.account_id.as_deref(), Some("5b10"));
        let again = own_event(&OwnEventRequest { occurred: 999, ..request("log.opened") }).unwrap();
        assert_eq!(again, writes);
        let later = own_event(&OwnEventRequest { occurred: 1_000, ..request("log.opened") }).unwrap();
        assert_ne!(later[0].key, writes[0].key);
    }

    #[test]
    fn a_note_keeps_the_facts_that_it_was_written_from() {
        let content = |request: &OwnEventRequest| {
            let event: Event = serde_json::from_str(&own_event(request).unwrap()[0].value).unwrap();
            event.content[0].clone()
        };
        let plain = request("export.started");
        assert_eq!(content(&plain).original, None);
        let facts = BTreeMap::from([("format".to_owned(), "csv".to_owned())]);
        let kept = content(&OwnEventRequest { facts, ..plain.clone() });
        assert_eq!(kept.original.as_deref(), Some(r#"{"format":"csv"}"#));
        assert_eq!(kept.text, content(&plain).text);
    }

    #[test]
    fn what_counts_each_time_is_kept_apart() {
        let one = OwnEventRequest { apart: Some("1".to_owned()), ..request("export.started") };
        let other = OwnEventRequest { apart: Some("2".to_owned()), ..one.clone() };
        let key = |request| own_event(request).unwrap().remove(0).key;
        assert_ne!(key(&one), key(&other));
        assert_eq!(key(&one), key(&one.clone()));
    }

    #[test]
    fn the_app_cannot_claim_what_happens_in_products() {
        for action in ["issue.deleted", "log.exploded", ""] {
            assert_eq!(own_event(&request(action)), Err(EngineError::OwnAction(action.into())));
        }
        let more = serde_json::json!({"action": "log.opened", "occurred": 5, "actor": "x"});
        assert!(serde_json::from_value::<OwnEventRequest>(more).is_err());
    }
}
