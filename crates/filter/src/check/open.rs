//! Clauses that only Jira can answer.

use crate::catalogue::Field;
use crate::predicate::{OpenClause, Predicate};
use crate::truth::Truth;
use activity_jql::{Clause, ClauseKind, Operand, OperandKind, Operator, Span, Term};

/// The term, or its negation, as a clause to ask Jira.
pub(super) fn open_term(field: Option<Field>, term: &Term, span: Span, negated: bool) -> Predicate {
    let operator = if negated { invert(term.operator) } else { Some(term.operator) };
    let (kind, operator) = if let Some(operator) = operator {
        (ClauseKind::Term(Term { operator, ..term.clone() }), operator)
    } else {
        let inner = Clause { kind: ClauseKind::Term(term.clone()), span };
        (ClauseKind::Not(Box::new(inner)), term.operator)
    };
    let when_empty = when_empty(operator, term.operand.as_ref());
    Predicate::Open(OpenClause { clause: Clause { kind, span }, field, when_empty })
}

/// What a clause is where the field is empty.
fn when_empty(operator: Operator, operand: Option<&Operand>) -> Truth {
    let asks_empty = operand.is_some_and(has_empty);
    match operator {
        Operator::Is | Operator::Equals | Operator::In if asks_empty => Truth::True,
        Operator::IsNot | Operator::NotEquals | Operator::NotIn if asks_empty => Truth::False,
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
