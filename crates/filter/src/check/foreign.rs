//! Clauses that Jira will answer: as far as Jira's own rules are known, they are checked here, so that mistakes are told
//! before anybody is asked.

use super::Checker;
use crate::catalogue::{FieldKind, FieldRow};
use crate::dates;
use crate::error::Problem;
use activity_jql::{Operand, OperandKind, Operator, Term};

impl Checker<'_> {
    /// Operands of a term on a field that only Jira knows; `row` is none for fields of which nothing is known.
    pub(super) fn check_foreign(&mut self, row: Option<&FieldRow>, term: &Term) -> Option<()> {
        let operands = term.operand.iter().chain(term.predicates.iter().map(|predicate| &predicate.operand));
        let checked: Vec<Option<()>> =
            operands.map(|operand| self.check_foreign_operand(row, term.operator, operand)).collect();
        checked.into_iter().collect()
    }

    fn check_foreign_operand(
        &mut self,
        row: Option<&FieldRow>,
        operator: Operator,
        operand: &Operand,
    ) -> Option<()> {
        match &operand.kind {
            OperandKind::List(items) => {
                let checked: Vec<Option<()>> =
                    items.iter().map(|item| self.check_foreign_operand(row, Operator::In, item)).collect();
                checked.into_iter().collect()
            }
            OperandKind::Function(call) => self.check_foreign_call(row, operator, call, operand.span),
            OperandKind::Empty => match row.filter(|row| !row.nullable()) {
                Some(row) => {
                    let problem = Problem::EmptyUnsupported { field: row.name.to_owned() };
                    self.fail(&problem, operand.span, None)
                }
                None => Some(()),
            },
            OperandKind::Text(text) => {
                let row = row.filter(|row| matches!(row.kind, FieldKind::Time | FieldKind::Day));
                match row.map(|row| (row, dates::parse_text(text, self.context))) {
                    Some((row, Err(error))) => {
                        let problem = super::times::date_problem(error, text.clone(), row.name);
                        self.fail(&problem, operand.span, None)
                    }
                    _ => Some(()),
                }
            }
            OperandKind::Number(_) => Some(()),
        }
    }
}
