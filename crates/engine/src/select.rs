//! Records at hand, filtered and sorted: what a terminal does, and what every other way of reading must agree with.

use crate::compact::one_of_each;
use crate::read::{Direction, Question};
use crate::{CheckRequest, Diagnostic, EngineError, Zones};
use activity_event::Event;
use activity_filter::{Lookup, Truth};
use std::collections::BTreeSet;

/// The records that match, and what to tell about them.
#[derive(Debug, Clone, PartialEq)]
pub struct Selection {
    /// In the order asked for; newest first when the query does not say.
    pub rows: Vec<Event>,
    /// Clauses that only Jira could answer, as JQL.
    pub open: Vec<String>,
    /// How many records hang on such a clause.
    pub undecided: usize,
    /// What the asker should know.
    pub warnings: Vec<Diagnostic>,
    /// What the query speaks of and the tables do not hold.
    pub not_looked_up: BTreeSet<Lookup>,
}

/// Selects records. Records with the same id are one record: the one that was recorded first, with what the others know better.
pub fn select(
    request: &CheckRequest,
    zones: &dyn Zones,
    events: Vec<Event>,
) -> Result<Selection, EngineError> {
    let question = Question::ask(request, zones)?;
    let mut rows = Vec::new();
    let mut undecided = 0_usize;
    for event in one_of_each(events) {
        match question.evaluate(&event) {
            Truth::True => rows.push(event),
            Truth::Open => undecided = undecided.saturating_add(1),
            Truth::False | Truth::Empty => {}
        }
    }
    if question.direction == Direction::NewestFirst {
        rows.reverse();
    }
    let Question { open, warnings, wanted, .. } = question;
    Ok(Selection { rows, open, undecided, warnings, not_looked_up: wanted })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::BundledZones;

    fn event(id: u128, occurred: i64) -> Event {
        let text = serde_json::json!({
            "id": format!("{id:032x}"), "occurred": occurred, "recorded": occurred, "product": "jira",
            "action": "issue.created", "actor": {"kind": "unknown", "certainty": "unknown"},
            "subject": {"kind": "issue", "id": id.to_string()}, "provenance": "live", "source": "test",
        });
        serde_json::from_value(text).unwrap()
    }

    fn ids(jql: &str, events: Vec<Event>) -> Vec<u128> {
        let request =
            serde_json::from_value(serde_json::json!({"jql": jql, "now": 0, "zone": "UTC"})).unwrap();
        select(&request, &BundledZones, events).unwrap().rows.iter().map(|event| event.id.as_u128()).collect()
    }

    #[test]
    fn newest_first_unless_the_query_says_otherwise() {
        let events = vec![event(1, 10), event(3, 30), event(2, 20)];
        assert_eq!(ids("", events.clone()), [3, 2, 1]);
        assert_eq!(ids("ORDER BY occurred ASC", events), [1, 2, 3]);
    }

    #[test]
    fn a_repeated_id_is_one_record() {
        assert_eq!(ids("", vec![event(1, 10), event(2, 15), event(1, 20)]), [2, 1]);
    }
}
