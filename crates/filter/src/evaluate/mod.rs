//! The meaning of a predicate: its answer about one record. Total; nothing here can fail.

mod candidate;
mod issue;
mod texts;
mod values;

pub(crate) use candidate::container;

use crate::predicate::{Changed, Choice, Condition, OneOf, Predicate, Test, TimeBound, Wanted};
use crate::text::Pattern;
use crate::{Field, Truth};
use activity_event::{Change, Event, Value};

/// What the predicate says of the record.
#[must_use]
pub fn evaluate(predicate: &Predicate, event: &Event) -> Truth {
    match predicate {
        Predicate::Always => Truth::True,
        Predicate::Never => Truth::False,
        Predicate::And(parts) => {
            let mut truth = Truth::True;
            for part in parts {
                truth = truth.and(evaluate(part, event));
                if truth == Truth::False {
                    break;
                }
            }
            truth
        }
        Predicate::Or(parts) => {
            let mut truth = Truth::False;
            for part in parts {
                truth = truth.or(evaluate(part, event));
                if truth == Truth::True {
                    break;
                }
            }
            truth
        }
        Predicate::Test(test) => eval_test(test, event),
        Predicate::Open(open) => {
            let empty = match open.field {
                Some(field) => values::visit(field, event, &mut |_| {}) == Presence::Empty,
                None => !issue::has_issue(event),
            };
            if empty { open.when_empty } else { Truth::Open }
        }
    }
}

/// What one test says of the record.
pub(crate) fn eval_test(test: &Test, event: &Event) -> Truth {
    match test {
        Test::Choice { choice, negated } => Truth::from(eval_choice(choice, event) != *negated),
        Test::Time { field, bound } => {
            let at = if *field == Field::Recorded { event.recorded } else { event.occurred };
            Truth::from(match bound {
                TimeBound::Since(since) => at >= *since,
                TimeBound::Before(before) => at < *before,
            })
        }
        Test::OneOf { field, values, negated } => eval_one_of(*field, values, event).negated(*negated),
        Test::Empty { field, negated } => {
            let empty = match values::visit(*field, event, &mut |_| {}) {
                Presence::Empty => Truth::True,
                Presence::Open => Truth::Open,
                Presence::Known => Truth::False,
            };
            empty.negated(*negated)
        }
        Test::Text { field, pattern, negated } => eval_text(*field, pattern, event).negated(*negated),
        Test::Changed(changed) => Truth::from(eval_changed(changed, event) != changed.negated),
    }
}

/// Whether a field has a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Presence {
    /// It has none.
    Empty,
    /// The record does not know.
    Open,
    /// It has one or more.
    Known,
}

fn eval_choice(choice: &Choice, event: &Event) -> bool {
    match choice {
        Choice::Action(actions) => actions.contains(&event.action),
        Choice::ActorKind(kinds) => kinds.contains(&event.actor.kind),
        Choice::Certainty(certainties) => certainties.contains(&event.actor.certainty),
        Choice::Product(products) => products.contains(&event.product),
        Choice::Provenance(provenances) => provenances.contains(&event.provenance),
        Choice::SubjectType(kinds) => kinds.contains(&event.subject.kind),
    }
}

fn eval_one_of(field: Field, wanted: &[Wanted], event: &Event) -> Truth {
    let mut truth = Truth::False;
    let presence = values::visit(field, event, &mut |candidate| {
        if truth != Truth::True {
            truth = wanted.iter().map(|wanted| candidate.is(wanted)).fold(truth, Truth::or);
        }
    });
    match presence {
        Presence::Empty => Truth::Empty,
        Presence::Open => Truth::Open,
        Presence::Known => truth,
    }
}

fn eval_text(field: Field, pattern: &Pattern, event: &Event) -> Truth {
    match texts::presence(field, event) {
        Presence::Empty => Truth::Empty,
        Presence::Open => Truth::Open,
        Presence::Known => Truth::from(pattern.is_in(&|test| texts::any(field, event, test))),
    }
}

fn eval_changed(changed: &Changed, event: &Event) -> bool {
    event.changes.iter().any(|change| {
        let named = changed.names.iter().any(|name| values::is_field(change, name));
        named && changed.conditions.iter().all(|condition| eval_condition(condition, change, event))
    })
}

fn eval_condition(condition: &Condition, change: &Change, event: &Event) -> bool {
    match condition {
        Condition::From(wanted) => eval_side(wanted, change.from.as_ref()),
        Condition::To(wanted) => eval_side(wanted, change.to.as_ref()),
        Condition::By(people) => event
            .actor
            .account_id
            .as_deref()
            .is_some_and(|account| people.iter().any(|person| person.is(account))),
        Condition::Since(since) => event.occurred >= *since,
        Condition::Before(before) => event.occurred < *before,
    }
}

/// One side of a change against what FROM or TO asks for.
fn eval_side(wanted: &OneOf, side: Option<&Value>) -> bool {
    match side.filter(|value| values::has_value(value)) {
        None => wanted.empty,
        Some(value) => wanted.values.iter().any(|wanted| values::is_value(value, wanted)),
    }
}
