//! Records at hand, filtered and sorted: what a terminal does, and what every other way of reading must agree with.

use crate::read::{Direction, Question};
use crate::{CheckRequest, Diagnostic, EngineError};
use activity_event::Event;
use activity_filter::Truth;

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
}

/// Selects records. Records with the same id are one record.
pub fn select(request: &CheckRequest, events: Vec<Event>) -> Result<Selection, EngineError> {
    let question = Question::ask(request)?;
    let mut rows = Vec::new();
    let mut undecided = 0_usize;
    for event in events {
        match question.evaluate(&event) {
            Truth::True => rows.push(event),
            Truth::Open => undecided = undecided.saturating_add(1),
            Truth::False | Truth::Empty => {}
        }
    }
    rows.sort_by_key(|event| (event.occurred, event.id));
    rows.dedup_by_key(|event| event.id);
    if question.direction == Direction::NewestFirst {
        rows.reverse();
    }
    Ok(Selection { rows, open: question.open, undecided, warnings: question.warnings })
}
