//! Clauses that only Jira can answer.

use super::term::plain_name;
use crate::catalogue::{self, Field};
use crate::predicate::{OpenClause, Predicate};
use crate::truth::Truth;
use activity_jql::{Clause, ClauseKind, Operand, OperandKind, Operator, Span, Term};

/// The term, or its negation, as a clause that the record does not answer. `ask` tells whether Jira can.
pub(super) fn open_term(
    field: Option<Field>,
    term: &Term,
    span: Span,
    negated: bool,
    ask: bool,
) -> Predicate {
    let (clause, operator) = pushed_in(term, span, negated);
    let when_empty = when_empty(operator, term.operand.as_ref());
    Predicate::Open(OpenClause { clause, field, when_empty, ask })
}

/// The clause with NOT pushed in, and the operator that decides where the field is empty. NOT stays where the field does
/// not have the opposite: Jira has `text ~`, and no `text !~`.
pub(super) fn pushed_in(term: &Term, span: Span, negated: bool) -> (Clause, Operator) {
    let operator = if negated { invert(term.operator) } else { Some(term.operator) };
    let row = plain_name(&term.field).and_then(catalogue::field);
    let has = |operator: Operator| row.is_none_or(|row| row.all_operators().any(|known| known == operator));
    let kind = match operator.filter(|operator| has(*operator)) {
        Some(operator) => ClauseKind::Term(Term { operator, ..term.clone() }),
        None => ClauseKind::Not(Box::new(Clause { kind: ClauseKind::Term(term.clone()), span })),
    };
    (Clause { kind, span }, operator.unwrap_or(term.operator))
}

/// What a clause is where the field is empty.
pub(super) fn when_empty(operator: Operator, operand: Option<&Operand>) -> Truth {
    let asks_empty = operand.is_some_and(has_empty);
    match operator {
        Operator::Is | Operator::Equals | Operator::In if asks_empty => Truth::True,
        Operator::IsNot | Operator::NotEquals | Operator::NotIn if asks_empty => Truth::False,
        // History is two-valued: what was never set never had the value.
        Operator::Was | Operator::WasIn => Truth::from(asks_empty),
        Operator::WasNot | Operator::WasNotIn => Truth::from(!asks_empty),
        _ => Truth::Empty,
    }
}

/// Whether the operand is EMPTY, or a list that holds it.
pub(super) fn has_empty(operand: &Operand) -> bool {
    match &operand.kind {
        OperandKind::Empty => true,
        OperandKind::List(items) => items.iter().any(has_empty),
        OperandKind::Text(_) | OperandKind::Number(_) | OperandKind::Function(_) => false,
    }
}

/// The operator with NOT pushed in. None for CHANGED, which has no opposite.
pub(super) fn invert(operator: Operator) -> Option<Operator> {
    Some(match operator {
        Operator::Equals => Operator::NotEquals,
        Operator::NotEquals => Operator::Equals,
        Operator::Contains => Operator::NotContains,
        Operator::NotContains => Operator::Contains,
        Operator::Less => Operator::GreaterOrEqual,
        Operator::Greater => Operator::LessOrEqual,
        Operator::LessOrEqual => Operator::Greater,
        Operator::GreaterOrEqual => Operator::Less,
        Operator::In => Operator::NotIn,
        Operator::NotIn => Operator::In,
        Operator::Is => Operator::IsNot,
        Operator::IsNot => Operator::Is,
        Operator::Was => Operator::WasNot,
        Operator::WasNot => Operator::Was,
        Operator::WasIn => Operator::WasNotIn,
        Operator::WasNotIn => Operator::WasIn,
        Operator::Changed => return None,
    })
}
