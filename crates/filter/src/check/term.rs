//! One term: the field, the operator, and what the rest of it must be.

use super::Checker;
use super::open::{invert, open_term};
use super::values::{Item, Items};
use crate::catalogue::{Field, FieldKind, FieldRow, Source, field, fields, is_known_to_jira, nearest};
use crate::error::Problem;
use crate::predicate::{Predicate, Test};
use crate::text::{Pattern, TextError};
use activity_jql::{FieldName, Operand, OperandKind, Operator, Span, Term};

impl Checker<'_> {
    pub(super) fn check_term(&mut self, span: Span, term: &Term, negated: bool) -> Option<Predicate> {
        let history = [Operator::Was, Operator::WasNot, Operator::WasIn, Operator::WasNotIn];
        if history.contains(&term.operator) {
            let help = "CHANGED is: it finds the records of the changes themselves.".to_owned();
            let problem = Problem::HistoryLater { operator: term.operator };
            return self.fail(&problem, term.operator_span.0, Some(help));
        }
        if term.operator == Operator::Changed {
            return self.check_changed(term, negated);
        }
        let Some(row) = plain_name(&term.field).and_then(field) else {
            self.warn_unknown_field(&term.field);
            return Some(open_term(None, term, span, negated));
        };
        if row.open_operators.contains(&term.operator) {
            self.report(&Problem::OrderElsewhere { field: row.name.to_owned() }, term.operator_span.0, None);
            return Some(open_term(Some(row.field), term, span, negated));
        }
        if !row.operators.contains(&term.operator) {
            let problem =
                Problem::OperatorUnsupported { operator: term.operator, field: written_name(&term.field) };
            return self.fail(&problem, term.operator_span.0, Some(operators_help(row)));
        }
        let operator = if negated { invert(term.operator).unwrap_or(term.operator) } else { term.operator };
        let Some(operand) = &term.operand else {
            let problem = Problem::OperandUnsupported {
                operator: term.operator,
                value: String::new(),
                field: written_name(&term.field),
            };
            return self.fail(&problem, term.operator_span.0, None);
        };
        let is_list = matches!(operand.kind, OperandKind::List(_));
        let wrong_shape = match term.operator {
            Operator::Is | Operator::IsNot => operand.kind != OperandKind::Empty,
            Operator::In | Operator::NotIn => !is_list && !matches!(operand.kind, OperandKind::Function(_)),
            _ => is_list,
        };
        if wrong_shape {
            let problem = Problem::OperandUnsupported {
                operator: term.operator,
                value: operand.to_string(),
                field: written_name(&term.field),
            };
            return self.fail(&problem, operand.span, None);
        }
        match (row.kind, operator) {
            (_, Operator::Contains | Operator::NotContains) => {
                self.check_text(row, operand, operator == Operator::NotContains)
            }
            (FieldKind::Time, _) => self.check_time(row, operator, operand),
            (FieldKind::Choice, _) => self.check_choice(row, operator, operand),
            _ => self.check_values(row, term, span, operator, operand),
        }
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
        let items = match self.check_items(row, operand)? {
            Items::Values(items) => items,
            // The negation, if any, is in the operator already.
            Items::Elsewhere => {
                return Some(open_term(Some(row.field), &Term { operator, ..term.clone() }, span, false));
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
        let Some(name) = plain_name(asked).filter(|name| !is_known_to_jira(name)) else {
            let also = match written.to_ascii_lowercase().as_str() {
                "created" | "createddate" | "updated" | "updateddate" => {
                    Some("For the time of the event itself write 'occurred'.".to_owned())
                }
                "comment" | "description" | "worklogcomment" => {
                    Some("For text that the log keeps write 'content'.".to_owned())
                }
                _ => None,
            };
            return self.report(&Problem::FieldElsewhere { field: written }, asked.span, also);
        };
        let mistaken =
            fields().iter().find(|row| row.mistaken.iter().any(|word| word.eq_ignore_ascii_case(name)));
        let meant =
            mistaken.map(|row| row.name).or_else(|| nearest(name, fields().iter().flat_map(FieldRow::names)));
        let help = meant
            .map(|meant| format!("Did you mean '{meant}'? As it stands, no record is found by this part."));
        self.report(&Problem::FieldUnknown { field: written }, asked.span, help);
    }
}

/// Values, and EMPTY among them, become tests: `IN (EMPTY, x)` is `IS EMPTY OR = x`.
fn one_of(field: Field, items: Vec<Item>, negated: bool) -> Predicate {
    let mut values = Vec::new();
    let mut empty = false;
    for item in items {
        match item {
            Item::Empty => empty = true,
            Item::Value(value) if values.contains(&value) => {}
            Item::Value(value) => values.push(value),
        }
    }
    let values = (!values.is_empty()).then_some(Predicate::Test(Test::OneOf { field, values, negated }));
    let empty = empty.then_some(Predicate::Test(Test::Empty { field, negated }));
    Predicate::join(false, negated, empty.into_iter().chain(values))
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
    let names: Vec<String> =
        row.operators.iter().chain(row.open_operators).map(ToString::to_string).collect();
    let origin = if row.source == Source::Issue { "issue field" } else { "field" };
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
