//! The meaning of a predicate: its answer about one record. Total; nothing here can fail.

mod candidate;
mod issue;
mod site;
mod texts;
mod values;
mod was;

pub(crate) use candidate::container;
pub use issue::{has_issue as is_about_issue, issue_id};
pub use texts::each_word;

use crate::predicate::{Changed, Choice, Condition, OneOf, Predicate, Test, TimeBound, Values};
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
        Test::OnWall(test) => Truth::from(test.holds(event.occurred.div_euclid(1_000))),
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
        Test::Changed(changed) => eval_changed(changed, event).negated(changed.negated),
        Test::Was(was) => was::eval(was, event),
        Test::Site(test) => site::eval(test, event),
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

fn eval_one_of(field: Field, wanted: &Values, event: &Event) -> Truth {
    let mut truth = Truth::False;
    let presence = values::visit(field, event, &mut |candidate| {
        if truth != Truth::True {
            truth = truth.or(candidate.is_any(wanted));
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

/// The best of all changes of the field: one of them must satisfy everything.
fn eval_changed(changed: &Changed, event: &Event) -> Truth {
    let of_field =
        event.changes.iter().filter(|change| values::is_field(change, &changed.names, changed.own));
    let truths = of_field.map(|change| {
        let conditions = changed.conditions.iter().map(|condition| eval_condition(condition, change, event));
        conditions.fold(Truth::True, Truth::and)
    });
    truths.fold(Truth::False, Truth::or)
}

fn eval_condition(condition: &Condition, change: &Change, event: &Event) -> Truth {
    Truth::from(match condition {
        Condition::From(wanted) => eval_side(wanted, change.from.as_ref()),
        Condition::To(wanted) => eval_side(wanted, change.to.as_ref()),
        Condition::By(people) => {
            event.actor.account_id.as_deref().is_some_and(|account| people.hold(account))
        }
        Condition::Since(since) => event.occurred >= *since,
        Condition::Before(before) => event.occurred < *before,
        Condition::Open(_) => return Truth::Open,
    })
}

/// One side of a change against what FROM or TO asks for.
fn eval_side(wanted: &OneOf, side: Option<&Value>) -> bool {
    match side.filter(|value| values::has_value(value)) {
        None => wanted.empty,
        Some(value) => values::is_value(value, &wanted.values),
    }
}
