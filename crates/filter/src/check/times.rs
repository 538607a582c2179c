//! Date fields: everything becomes "since" and "before".

use super::Checker;
use crate::catalogue::{FieldKind, FieldRow, FunctionKind, FunctionRow, boundary, function};
use crate::dates::{self, DateError, Increment, Moment, Precision};
use crate::error::Problem;
use crate::predicate::{Predicate, Test, TimeBound};
use activity_jql::{Argument, Function, Operand, OperandKind, Operator, Span};

impl Checker<'_> {
    pub(super) fn check_time(
        &mut self,
        row: &FieldRow,
        operator: Operator,
        operand: &Operand,
    ) -> Option<Predicate> {
        let field = row.field;
        let since = |at| Predicate::Test(Test::Time { field, bound: TimeBound::Since(at) });
        let before = |at| Predicate::Test(Test::Time { field, bound: TimeBound::Before(at) });
        if let OperandKind::List(items) = &operand.kind {
            let negated = operator == Operator::NotIn;
            let each = if negated { Operator::NotEquals } else { Operator::Equals };
            let checked: Vec<Option<Predicate>> =
                items.iter().map(|item| self.check_time(row, each, item)).collect();
            let checked: Option<Vec<Predicate>> = checked.into_iter().collect();
            return Some(Predicate::join(false, negated, checked?));
        }
        if operand.kind == OperandKind::Empty {
            // Every record has both times.
            let negated = matches!(operator, Operator::IsNot | Operator::NotEquals | Operator::NotIn);
            return Some(Predicate::constant(negated));
        }
        let moment = self.check_moment(row.name, operand)?;
        let after = moment.at.saturating_add(1);
        Some(match operator {
            Operator::Less => before(moment.at),
            Operator::LessOrEqual => before(after),
            Operator::Greater => since(after),
            Operator::GreaterOrEqual => since(moment.at),
            _ => {
                let (from, until) = moment.equals();
                if matches!(operator, Operator::NotEquals | Operator::NotIn) {
                    Predicate::or([before(from), since(until)])
                } else {
                    Predicate::and([since(from), before(until)])
                }
            }
        })
    }

    /// A date: literal, period, epoch milliseconds or function.
    pub(super) fn check_moment(&mut self, field: &str, operand: &Operand) -> Option<Moment> {
        let moment = match &operand.kind {
            OperandKind::Text(text) => dates::parse_text(text, self.context),
            OperandKind::Number(digits) => dates::parse_number(digits),
            OperandKind::Function(call) => return self.check_date_function(field, call, operand.span),
            OperandKind::Empty | OperandKind::List(_) => Err(DateError::Malformed),
        };
        match moment {
            Ok(moment) => Some(moment),
            Err(error) => {
                let value = match &operand.kind {
                    OperandKind::Text(text) => text.clone(),
                    other => other.to_string(),
                };
                self.fail(&date_problem(error, value, field), operand.span, None)
            }
        }
    }

    fn check_date_function(&mut self, field: &str, call: &Function, span: Span) -> Option<Moment> {
        let Some(known) = function(&call.name) else { return self.fail_unknown_function(call, span) };
        self.check_argument_count(known, call, span)?;
        let at = match known.kind {
            FunctionKind::Now => dates::in_range(self.context.now),
            FunctionKind::Boundary { start, period } => {
                return self.check_boundary(field, known, start, period, call, span);
            }
            // When somebody logged in is known to Jira alone.
            FunctionKind::Jira if known.fits.contains(&FieldKind::Time) => {
                let (function, field) = (known.name.to_owned(), field.to_owned());
                return self.fail(&Problem::FunctionLater { function, field }, span, None);
            }
            _ => {
                let (function, field) = (known.name.to_owned(), field.to_owned());
                return self.fail(&Problem::FunctionForField { function, field }, span, None);
            }
        };
        self.finish_function(field, call, at, span)
    }

    fn check_boundary(
        &mut self,
        field: &str,
        known: &FunctionRow,
        start: bool,
        period: char,
        call: &Function,
        span: Span,
    ) -> Option<Moment> {
        let boundary = boundary(start, period);
        let argument = call.arguments.first().map(|argument| match argument {
            Argument::Text(text) | Argument::Number(text) => Increment::parse(text, boundary.unit),
        });
        let increment = match argument.transpose() {
            Ok(increment) => increment,
            Err(DateError::Malformed) => {
                return self.fail(&Problem::DurationInvalid { function: known.name.to_owned() }, span, None);
            }
            Err(DateError::OutOfRange) => {
                return self.finish_function(field, call, Err(DateError::OutOfRange), span);
            }
        };
        self.finish_function(field, call, boundary.resolve(increment, self.context), span)
    }

    fn finish_function(
        &mut self,
        field: &str,
        call: &Function,
        at: Result<i64, DateError>,
        span: Span,
    ) -> Option<Moment> {
        match at {
            Ok(at) => Some(Moment { at, precision: Precision::Minute }),
            Err(error) => {
                let value = OperandKind::Function(call.clone()).to_string();
                self.fail(&date_problem(error, value, field), span, None)
            }
        }
    }
}

pub(super) fn date_problem(error: DateError, value: String, field: &str) -> Problem {
    let field = field.to_owned();
    match error {
        DateError::Malformed => Problem::DateInvalid { value, field },
        DateError::OutOfRange => Problem::DateOutOfRange { value, field },
    }
}
