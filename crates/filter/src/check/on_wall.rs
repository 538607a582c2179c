//! Hours and weekdays: few numbers, some of which are asked for.

use super::Checker;
use crate::catalogue::{Field, FieldRow, WEEKDAY_NAMES};
use crate::error::Problem;
use crate::predicate::{OnWall, Predicate, Test};
use activity_jql::{Operand, OperandKind, Operator};

impl Checker<'_> {
    pub(super) fn check_on_wall(
        &mut self,
        row: &FieldRow,
        operator: Operator,
        operand: &Operand,
    ) -> Option<Predicate> {
        let mut asked = Vec::new();
        self.collect_on_wall(row, operand, &mut asked)?;
        let first = asked.first().copied().unwrap_or(0);
        let test = OnWall::new(row.field, self.context.zone.clone(), |value| match operator {
            Operator::Less => value < first,
            Operator::LessOrEqual => value <= first,
            Operator::Greater => value > first,
            Operator::GreaterOrEqual => value >= first,
            Operator::NotEquals | Operator::NotIn => !asked.contains(&value),
            _ => asked.contains(&value),
        });
        Some(match test.values().count() {
            0 => Predicate::Never,
            count if count == OnWall::range(row.field).count() => Predicate::Always,
            _ => Predicate::Test(Test::OnWall(Box::new(test))),
        })
    }

    fn collect_on_wall(&mut self, row: &FieldRow, operand: &Operand, asked: &mut Vec<u32>) -> Option<()> {
        let field = || row.name.to_owned();
        let problem = match &operand.kind {
            OperandKind::Text(text) | OperandKind::Number(text) => match value_of(row.field, text) {
                Some(value) => {
                    asked.push(value);
                    return Some(());
                }
                None => Problem::ValueUnknown { value: text.clone(), field: field() },
            },
            OperandKind::List(items) => {
                let checked: Vec<Option<()>> =
                    items.iter().map(|item| self.collect_on_wall(row, item, asked)).collect();
                return checked.into_iter().collect();
            }
            OperandKind::Empty => Problem::EmptyUnsupported { field: field() },
            OperandKind::Function(call) => {
                Problem::FunctionForField { function: call.name.clone(), field: field() }
            }
        };
        let help = if row.field == Field::OccurredWeekday {
            "Days of the week are Monday to Sunday, or 1 to 7."
        } else {
            "Hours are 0 to 23."
        };
        self.fail(&problem, operand.span, Some(help.to_owned()))
    }
}

/// `19`; a weekday also by its name: `Saturday`, `sat`.
fn value_of(field: Field, text: &str) -> Option<u32> {
    if let Ok(number) = text.parse() {
        return OnWall::range(field).contains(&number).then_some(number);
    }
    let is_name = |name: &str| {
        text.eq_ignore_ascii_case(name) || name.get(..3).is_some_and(|short| text.eq_ignore_ascii_case(short))
    };
    let place =
        WEEKDAY_NAMES.iter().position(|name| is_name(name)).filter(|_| field == Field::OccurredWeekday)?;
    u32::try_from(place.checked_add(1)?).ok()
}
