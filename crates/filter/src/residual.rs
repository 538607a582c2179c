//! What is left to ask Jira.

use crate::evaluate::evaluate;
use crate::{Condition, Field, Predicate, Test, Truth};
use activity_event::Event;
use std::collections::BTreeSet;

/// The clauses that no record can answer, each once, as JQL, in the order in which they stand.
#[must_use]
pub fn open_clauses(predicate: &Predicate) -> Vec<String> {
    let mut found = Vec::new();
    collect(predicate, &mut found);
    // A long query may hold very many: they are not compared each with each.
    let mut seen = BTreeSet::new();
    found.retain(|text| seen.insert(text.clone()));
    found
}

fn collect(predicate: &Predicate, found: &mut Vec<String>) {
    match predicate {
        Predicate::And(parts) | Predicate::Or(parts) => {
            for part in parts {
                collect(part, found);
            }
        }
        Predicate::Open(open) => found.push(open.to_string()),
        Predicate::Always | Predicate::Never | Predicate::Test(_) => {}
    }
}

/// The clauses that no record can answer, with the AND and OR between them, as JQL; none when there are none.
///
/// This is for showing which part of a query the log leaves to Jira. What decides about one record is
/// [`residual_of`].
#[must_use]
pub fn residual(predicate: &Predicate) -> Option<String> {
    keep_open(predicate).map(|open| open.to_string())
}

fn keep_open(predicate: &Predicate) -> Option<Predicate> {
    let keep_all = |parts: &[Predicate]| parts.iter().filter_map(keep_open).collect::<Vec<Predicate>>();
    match predicate {
        Predicate::And(parts) => some_parts(keep_all(parts), true),
        Predicate::Or(parts) => some_parts(keep_all(parts), false),
        Predicate::Open(_) => Some(predicate.clone()),
        Predicate::Always | Predicate::Never | Predicate::Test(_) => None,
    }
}

fn some_parts(parts: Vec<Predicate>, and: bool) -> Option<Predicate> {
    (!parts.is_empty()).then(|| Predicate::join(and, false, parts))
}

/// What Jira must be asked about the issue of this record: the record matches if and only if the issue does. None when
/// the record decides by itself.
#[must_use]
pub fn residual_of(predicate: &Predicate, event: &Event) -> Option<Predicate> {
    if evaluate(predicate, event) != Truth::Open {
        return None;
    }
    Some(match predicate {
        // Open, so nothing in it is false or empty: what is true can go.
        Predicate::And(parts) => Predicate::and(parts.iter().filter_map(|part| residual_of(part, event))),
        // Open, so nothing in it is true: what is false or empty can go.
        Predicate::Or(parts) => Predicate::or(parts.iter().filter_map(|part| residual_of(part, event))),
        other => other.clone(),
    })
}

/// Whether Jira understands all of this: what [`residual_of`] leaves may hang on groups that nobody could look up, or on
/// workflows, which are no field of Jira's.
#[must_use]
pub fn can_ask(residual: &Predicate) -> bool {
    match residual {
        Predicate::And(parts) | Predicate::Or(parts) => parts.iter().all(can_ask),
        Predicate::Open(open) => open.ask,
        Predicate::Test(Test::Site(test)) => test.field != Field::Workflow,
        Predicate::Test(Test::Changed(changed)) => {
            !changed.conditions.iter().any(|condition| matches!(condition, Condition::Open(_)))
        }
        Predicate::Always | Predicate::Never | Predicate::Test(_) => true,
    }
}
