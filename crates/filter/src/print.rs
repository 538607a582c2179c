//! A predicate as JQL again: what it says with names resolved, dates as instants and people as account ids.

use crate::catalogue::{Field, row};
use crate::predicate::{Changed, Choice, Condition, OneOf, OpenClause, Predicate, Test, TimeBound, Wanted};
use activity_jql::{
    Clause, ClauseKind, FieldName, Ignored, Operand, OperandKind, Operator, PredicateKind, Span, Term,
};
use std::fmt;

impl fmt::Display for Predicate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // The empty query.
            Self::Always => Ok(()),
            other => other.to_clause().fmt(f),
        }
    }
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        test_clause(self).fmt(f)
    }
}

impl fmt::Display for OpenClause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.clause.fmt(f)
    }
}

impl Predicate {
    /// The tree of the JQL that says the same.
    #[must_use]
    pub fn to_clause(&self) -> Clause {
        match self {
            // Every record has a time, so these are always and never.
            Self::Always => plain(Field::Occurred, Operator::IsNot, OperandKind::Empty),
            Self::Never => plain(Field::Occurred, Operator::Is, OperandKind::Empty),
            Self::And(parts) => clause(ClauseKind::And(parts.iter().map(Self::to_clause).collect())),
            Self::Or(parts) => clause(ClauseKind::Or(parts.iter().map(Self::to_clause).collect())),
            Self::Test(test) => test_clause(test),
            Self::Open(open) => open.clause.clone(),
        }
    }
}

fn test_clause(test: &Test) -> Clause {
    match test {
        Test::Choice { choice, negated } => choice_clause(choice, *negated),
        Test::Time { field, bound } => match bound {
            TimeBound::Since(at) => {
                plain(*field, Operator::GreaterOrEqual, OperandKind::Number(at.to_string()))
            }
            TimeBound::Before(at) => plain(*field, Operator::Less, OperandKind::Number(at.to_string())),
        },
        Test::OnWall(test) => values_clause(
            test.field,
            test.values().map(|value| OperandKind::Number(value.to_string())),
            false,
        ),
        Test::OneOf { field, values, negated } => {
            let values = values.iter().map(|value| OperandKind::Text(value.text().to_owned()));
            values_clause(*field, values, *negated)
        }
        Test::Empty { field, negated } => {
            plain(*field, if *negated { Operator::IsNot } else { Operator::Is }, OperandKind::Empty)
        }
        Test::Text { field, pattern, negated } => {
            let operator = if *negated { Operator::NotContains } else { Operator::Contains };
            plain(*field, operator, OperandKind::Text(pattern.source().to_owned()))
        }
        Test::Changed(changed) => changed_clause(changed),
        Test::Was(was) => was.clause.clone(),
        Test::Site(test) => test.clause.clone(),
    }
}

fn choice_clause(choice: &Choice, negated: bool) -> Clause {
    let (field, names): (Field, Vec<&str>) = match choice {
        Choice::Action(set) => (Field::Action, set.iter().map(|value| value.name()).collect()),
        Choice::ActorKind(set) => (Field::ActorKind, set.iter().map(|value| value.name()).collect()),
        Choice::Certainty(set) => (Field::Certainty, set.iter().map(|value| value.name()).collect()),
        Choice::Product(set) => (Field::Product, set.iter().map(|value| value.name()).collect()),
        Choice::Provenance(set) => (Field::Provenance, set.iter().map(|value| value.name()).collect()),
        Choice::SubjectType(set) => (Field::SubjectType, set.iter().map(|value| value.name()).collect()),
    };
    values_clause(field, names.into_iter().map(|name| OperandKind::Text(name.to_owned())), negated)
}

fn values_clause(field: Field, values: impl Iterator<Item = OperandKind>, negated: bool) -> Clause {
    let mut items: Vec<OperandKind> = values.collect();
    match (items.len(), items.pop()) {
        (1, Some(only)) => plain(field, if negated { Operator::NotEquals } else { Operator::Equals }, only),
        (_, last) => {
            items.extend(last);
            plain(field, if negated { Operator::NotIn } else { Operator::In }, list(items))
        }
    }
}

fn changed_clause(changed: &Changed) -> Clause {
    let predicates = changed.conditions.iter().map(|condition| {
        let (kind, operand) = match condition {
            Condition::From(wanted) => (PredicateKind::From, one_of(wanted)),
            Condition::To(wanted) => (PredicateKind::To, one_of(wanted)),
            Condition::By(people) => {
                (PredicateKind::By, one_of(&OneOf { values: people.clone(), empty: false }))
            }
            Condition::Since(at) => {
                (PredicateKind::After, OperandKind::Number(at.saturating_sub(1).to_string()))
            }
            Condition::Before(at) => (PredicateKind::Before, OperandKind::Number(at.to_string())),
            Condition::Open(predicate) => return predicate.clone(),
        };
        activity_jql::Predicate { kind, operand: Operand { kind: operand, span: Span::default() } }
    });
    let term = Term {
        field: changed.label.clone(),
        operator: Operator::Changed,
        operator_span: Ignored::default(),
        operand: None,
        predicates: predicates.collect(),
    };
    let term = clause(ClauseKind::Term(term));
    if changed.negated { clause(ClauseKind::Not(Box::new(term))) } else { term }
}

fn one_of(wanted: &OneOf) -> OperandKind {
    let empty = wanted.empty.then_some(OperandKind::Empty);
    let values = wanted.values.iter().map(|value: &Wanted| OperandKind::Text(value.text().to_owned()));
    let mut items: Vec<OperandKind> = empty.into_iter().chain(values).collect();
    match (items.len(), items.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            items.extend(last);
            list(items)
        }
    }
}

fn list(items: Vec<OperandKind>) -> OperandKind {
    OperandKind::List(items.into_iter().map(|kind| Operand { kind, span: Span::default() }).collect())
}

fn plain(field: Field, operator: Operator, operand: OperandKind) -> Clause {
    let name = row(field).map_or("occurred", |row| row.name);
    let field = activity_jql::Field {
        name: FieldName::Name(name.to_owned()),
        properties: Vec::new(),
        span: Span::default(),
    };
    clause(ClauseKind::Term(Term {
        field,
        operator,
        operator_span: Ignored::default(),
        operand: Some(Operand { kind: operand, span: Span::default() }),
        predicates: Vec::new(),
    }))
}

fn clause(kind: ClauseKind) -> Clause {
    Clause { kind, span: Span::default() }
}
