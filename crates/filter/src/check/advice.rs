//! Warnings about queries that are right and still hide something.

use super::Checker;
use super::open::has_empty;
use super::term::plain_name;
use crate::catalogue::{Field, FieldRow, FunctionRow, field, functions, nearest};
use crate::error::{Diagnostic, Fix, Problem};
use activity_jql::{Clause, ClauseKind, Function, OperandKind, Operator, Span, Term};

impl Checker<'_> {
    /// Reports a name that was misspelt, with a rewrite of its place.
    pub(super) fn suggest(&mut self, problem: &Problem, span: Span, help: String, insert: String) {
        if !self.is_full(problem) {
            let fix = Fix { label: format!("Change to `{insert}`"), span, insert };
            self.tell(Diagnostic { fix: Some(fix), ..problem.at(span, Some(help)) });
        }
    }

    /// Reports a function that was misspelt, when it is near enough to one that there is.
    pub(super) fn fail_unknown_function<T>(&mut self, call: &Function, span: Span) -> Option<T> {
        let problem = Problem::FunctionUnknown { function: call.name.clone() };
        match nearest(&call.name, functions().iter().flat_map(FunctionRow::names)) {
            Some(meant) => {
                let insert = OperandKind::Function(Function { name: meant.to_owned(), ..call.clone() });
                self.suggest(&problem, span, format!("Did you mean '{meant}()'?"), insert.to_string());
            }
            None => self.report(&problem, span, None),
        }
        None
    }

    /// `actor != x` never matches records without an actor, and in an audit log those matter.
    pub(super) fn warn_hidden(&mut self, row: &FieldRow, term: &Term, span: Span) {
        let without = match row.field {
            Field::Actor => "without a known actor: system, anonymous and automation events",
            Field::Project => "without a project or space: events of the whole site",
            _ => return,
        };
        if self.careful.contains(&row.field) {
            return;
        }
        // Under NOT the operator as written is the positive one, and stays so when the clause is rewritten in its place.
        let is_negative = matches!(term.operator, Operator::NotEquals | Operator::NotIn);
        let insert = if is_negative {
            format!("({term} OR {} IS EMPTY)", row.name)
        } else {
            format!("({term} AND {} IS NOT EMPTY)", row.name)
        };
        let fix = Fix { label: "Show them too".to_owned(), span, insert };
        let operator = match term.operator {
            Operator::Equals => Operator::NotEquals,
            Operator::In => Operator::NotIn,
            other => other,
        };
        let clause = Term { operator, ..term.clone() };
        let help = format!("To see them too write: ({clause} OR {} IS EMPTY)", row.name);
        let problem = Problem::HidesEmpty { without }.at(span, Some(help));
        if self.diagnostics.len() < super::TOLD_MAX {
            self.tell(Diagnostic { fix: Some(fix), ..problem });
        }
    }
}

/// Collects the fields whose EMPTY the query asks for somewhere.
pub(super) fn find_careful(clause: &Clause, careful: &mut Vec<Field>) {
    match &clause.kind {
        ClauseKind::And(parts) | ClauseKind::Or(parts) => {
            for part in parts {
                find_careful(part, careful);
            }
        }
        ClauseKind::Not(inner) => find_careful(inner, careful),
        ClauseKind::Term(term) => {
            if term.operand.as_ref().is_some_and(has_empty) {
                careful.extend(plain_name(&term.field).and_then(field).map(|row| row.field));
            }
        }
    }
}
