//! One term: the field, the operator, and what the rest of it must be.

use super::Checker;
use super::open::{invert, open_term};
use super::values::{Item, Items};
use crate::catalogue::{Field, FieldKind, FieldRow, Source, field, fields, is_property, nearest};
use crate::error::Problem;
use crate::predicate::{Predicate, Test};
use crate::text::{Pattern, TextError};
use activity_jql::{FieldName, Operand, OperandKind, Operator, Span, Term};

impl Checker<'_> {
    pub(super) fn check_term(&mut self, span: Span, term: &Term, negated: bool) -> Option<Predicate> {
        if term.operator == Operator::Changed {
            return self.check_changed(term, negated);
        }
        let Some(row) = plain_name(&term.field).and_then(field) else {
            if is_history(term.operator) {
                let problem = Problem::HistoryField { field: written_name(&term.field) };
                let help = "Jira keeps the history of assignee, fixVersion, priority, reporter, resolution and status.";
                return self.fail(&problem, term.operator_span.0, Some(help.to_owned()));
            }
            self.warn_unknown_field(&term.field);
            self.check_foreign(None, term)?;
            return Some(open_term(None, term, span, negated, true));
        };
        if !row.all_operators().any(|operator| operator == term.operator) {
            let problem =
                Problem::OperatorUnsupported { operator: term.operator, field: written_name(&term.field) };
            return self.fail(&problem, term.operator_span.0, Some(operators_help(row)));
        }
        if is_history(term.operator) {
            return self.check_was(row, term, span, negated);
        }
        let operand = self.check_shape(term)?;
        if row.source == Source::Jira {
            self.warn_elsewhere(&term.field);
            self.check_foreign(Some(row), term)?;
            if row.kind == FieldKind::Time {
                self.warn_one_minute(term, span);
            }
            return Some(open_term(None, term, span, negated, true));
        }
        if row.open_operators.contains(&term.operator) {
            self.check_foreign(Some(row), term)?;
            self.report(&Problem::OrderElsewhere { field: row.name.to_owned() }, term.operator_span.0, None);
            return Some(open_term(Some(row.field), term, span, negated, true));
        }
        let operator = if negated { invert(term.operator).unwrap_or(term.operator) } else { term.operator };
        match (row.field, row.kind, operator) {
            (_, _, Operator::Contains | Operator::NotContains) => {
                self.check_text(row, operand, operator == Operator::NotContains)
            }
            (Field::Category | Field::ProjectType | Field::Workflow, ..) => {
                self.check_site(row, term, span, operator, operand)
            }
            (Field::StatusCategory, ..) => self.check_status_category(row, term, span, operator, operand),
            (Field::OccurredHour | Field::OccurredWeekday, ..) => self.check_on_wall(row, operator, operand),
            (_, FieldKind::Time, _) => {
                let found = self.check_time(row, operator, operand)?;
                self.warn_one_minute(term, span);
                Some(found)
            }
            (_, FieldKind::Choice, _) => self.check_choice(row, operator, operand),
            (
                Field::Priority,
                _,
                Operator::Less | Operator::LessOrEqual | Operator::Greater | Operator::GreaterOrEqual,
            ) => self.check_rank(row, term, span, operator, operand),
            _ => self.check_values(row, term, span, operator, operand),
        }
    }

    /// The operand, when it has a shape that the operator takes: a list or not.
    fn check_shape<'t>(&mut self, term: &'t Term) -> Option<&'t Operand> {
        let Some(operand) = &term.operand else {
            let (value, field) = (String::new(), written_name(&term.field));
            let problem = Problem::OperandUnsupported { operator: term.operator, value, field };
            return self.fail(&problem, term.operator_span.0, None);
        };
        let is_list = matches!(operand.kind, OperandKind::List(_));
        let wrong_shape = match term.operator {
            Operator::Is | Operator::IsNot => operand.kind != OperandKind::Empty,
            Operator::In | Operator::NotIn => !is_list && !matches!(operand.kind, OperandKind::Function(_)),
            _ => is_list,
        };
        if wrong_shape {
            let (value, field) = (operand.to_string(), written_name(&term.field));
            let problem = Problem::OperandUnsupported { operator: term.operator, value, field };
            return self.fail(&problem, operand.span, None);
        }
        Some(operand)
    }

    /// `=`, `IN`, `IS` and their opposites, on fields whose values are looked up one by one.
    fn check_values(
        &mut self,
        row: &FieldRow,
        term: &Term,
        span: Span,
        operator: Operator,
        operand: &Operand,
    ) -> Option<Predicate> {
        let negative = matches!(operator, Operator::NotEquals | Operator::NotIn | Operator::IsNot);
        let items = match self.check_items(row, term.operator, operand)? {
            Items::Values(items) => items,
            // The negation, if any, is in the operator already.
            Items::Elsewhere { ask } => {
                return Some(open_term(
                    Some(row.field),
                    &Term { operator, ..term.clone() },
                    span,
                    false,
                    ask,
                ));
            }
        };
        if negative && !items.contains(&Item::Empty) {
            self.warn_hidden(row, term, span);
        }
        Some(one_of(row.field, items, negative))
    }

    fn check_text(&mut self, row: &FieldRow, operand: &Operand, negated: bool) -> Option<Predicate> {
        let text = match &operand.kind {
            OperandKind::Text(text) | OperandKind::Number(text) => text,
            OperandKind::Empty => {
                let problem = Problem::EmptyUnsupported { field: row.name.to_owned() };
                return self.fail(&problem, operand.span, Some(format!("Write '{} IS EMPTY'.", row.name)));
            }
            OperandKind::Function(function) => {
                let (function, field) = (function.name.clone(), row.name.to_owned());
                return self.fail(&Problem::FunctionForField { function, field }, operand.span, None);
            }
            OperandKind::List(_) => {
                let (operator, value) = (Operator::Contains, operand.to_string());
                let problem = Problem::OperandUnsupported { operator, value, field: row.name.to_owned() };
                return self.fail(&problem, operand.span, None);
            }
        };
        match Pattern::parse(text) {
            Ok(pattern) => Some(Predicate::Test(Test::Text { field: row.field, pattern, negated })),
            Err(TextError::Empty) => {
                self.fail(&Problem::TextEmpty { field: row.name.to_owned() }, operand.span, None)
            }
            Err(error) => {
                let problem = Problem::TextInvalid { value: text.clone(), field: row.name.to_owned() };
                self.fail(&problem, operand.span, Some(text_help(error).to_owned()))
            }
        }
    }

    /// A field that is not in the catalogue may be one of Jira's: custom fields, properties, fields of apps.
    fn warn_unknown_field(&mut self, asked: &activity_jql::Field) {
        let written = written_name(asked);
        let known = match &asked.name {
            FieldName::Name(name) => is_property(name),
            FieldName::Custom(_) | FieldName::Number(_) => true,
        };
        if known || plain_name(asked).is_none() {
            return self.warn_elsewhere(asked);
        }
        let problem = Problem::FieldUnknown { field: written };
        if self.is_full(&problem) {
            return;
        }
        let written = written_name(asked);
        let named = |row: &&FieldRow| row.mistaken.iter().any(|word| word.eq_ignore_ascii_case(&written));
        let mistaken = fields().find(named);
        let meant =
            mistaken.map(|row| row.name).or_else(|| nearest(&written, fields().flat_map(FieldRow::names)));
        match meant {
            Some(meant) => {
                let help = format!("Did you mean '{meant}'? As it stands, no record is found by this part.");
                self.suggest(&problem, asked.span, help, activity_jql::quote(meant));
            }
            None => self.report(&problem, asked.span, None),
        }
    }

    /// A field that only Jira knows.
    fn warn_elsewhere(&mut self, asked: &activity_jql::Field) {
        let written = written_name(asked);
        let also = match written.to_ascii_lowercase().as_str() {
            "created" | "createddate" | "updated" | "updateddate" => {
                Some("For the time of the event itself write 'occurred'.".to_owned())
            }
            "comment" | "description" | "worklogcomment" => {
                Some("For text that the log keeps write 'content'.".to_owned())
            }
            _ => None,
        };
        self.report(&Problem::FieldElsewhere { field: written }, asked.span, also);
    }
}

/// Values, and EMPTY among them, become tests: `IN (EMPTY, x)` is `IS EMPTY OR = x`.
pub(super) fn one_of(field: Field, items: Vec<Item>, negated: bool) -> Predicate {
    let empty = items.contains(&Item::Empty);
    let values = super::values::values_of(items);
    if values.is_empty() && !empty {
        // A function that gave nothing: no value is in it, and every value is not.
        return if negated { Predicate::Test(Test::Empty { field, negated }) } else { Predicate::Never };
    }
    let values = (!values.is_empty()).then_some(Predicate::Test(Test::OneOf { field, values, negated }));
    let empty = empty.then_some(Predicate::Test(Test::Empty { field, negated }));
    Predicate::join(false, negated, empty.into_iter().chain(values))
}

/// WAS and its like.
pub(super) fn is_history(operator: Operator) -> bool {
    matches!(operator, Operator::Was | Operator::WasNot | Operator::WasIn | Operator::WasNotIn)
}

/// The name, when the field is written as a plain name.
pub(super) fn plain_name(field: &activity_jql::Field) -> Option<&str> {
    match &field.name {
        FieldName::Name(name) if field.properties.is_empty() => Some(name),
        _ => None,
    }
}

/// The field as a message shows it: without quotation marks.
pub(super) fn written_name(field: &activity_jql::Field) -> String {
    plain_name(field).map_or_else(|| field.to_string(), str::to_owned)
}

fn operators_help(row: &FieldRow) -> String {
    let names: Vec<String> = row.all_operators().map(|operator| operator.to_string()).collect();
    let origin = if row.source == Source::Record { "field" } else { "issue field" };
    format!("The {origin} '{}' supports {}.", row.name, names.join(", "))
}

fn text_help(error: TextError) -> &'static str {
    match error {
        TextError::Empty => "Write at least one word.",
        TextError::OpenQuote => "A quotation mark is missing at the end of the phrase.",
        TextError::Parenthesis => "Parentheses do not match.",
        TextError::Dangling => "AND, OR and NOT need a word beside them.",
        TextError::OnlyNegative => {
            "NOT needs a word beside it that must occur. To find records without a word use '!~'."
        }
        TextError::TooDeep => "Parentheses are nested too deep.",
    }
}
