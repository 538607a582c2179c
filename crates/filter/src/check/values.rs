//! Values of a field: texts, functions, lists.

use super::Checker;
use crate::catalogue::{
    Field, FieldKind, FieldRow, FunctionKind, FunctionRow, Source, function, functions, jira_function,
    nearest,
};
use crate::error::Problem;
use crate::predicate::Wanted;
use activity_jql::{Function, Operand, OperandKind, Span};

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    /// EMPTY
    Empty,
    /// Anything else.
    Value(Wanted),
}

/// What an operand stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Items {
    /// These values.
    Values(Vec<Item>),
    /// Something that only Jira can work out.
    Elsewhere,
}

impl Checker<'_> {
    /// The values that an operand stands for; lists in lists are one list.
    pub(super) fn check_items(&mut self, row: &FieldRow, operand: &Operand) -> Option<Items> {
        match &operand.kind {
            OperandKind::Empty => Some(Items::Values(vec![Item::Empty])),
            OperandKind::Text(text) | OperandKind::Number(text) => {
                Some(Items::Values(self.check_value(row, text, operand.span)))
            }
            OperandKind::Function(call) => self.check_value_function(row, call, operand.span),
            OperandKind::List(operands) => {
                let checked: Vec<Option<Items>> =
                    operands.iter().map(|item| self.check_items(row, item)).collect();
                let mut all = Vec::new();
                let mut elsewhere = false;
                for items in checked {
                    match items? {
                        Items::Values(items) => all.extend(items),
                        Items::Elsewhere => elsewhere = true,
                    }
                }
                Some(if elsewhere { Items::Elsewhere } else { Items::Values(all) })
            }
        }
    }

    fn check_value(&mut self, row: &FieldRow, text: &str, span: Span) -> Vec<Item> {
        // The one magic name: an issue without a resolution.
        if row.field == Field::Resolution && text.eq_ignore_ascii_case("unresolved") {
            return vec![Item::Empty];
        }
        if row.kind == FieldKind::Person && (text.contains(['@', ' ']) || text.is_empty()) {
            let help = "Use the account id, or currentUser().".to_owned();
            self.report(&Problem::NotAnAccount { value: text.to_owned() }, span, Some(help));
        }
        let mut values = vec![Item::Value(Wanted::new(text))];
        if row.field == Field::ChangedField {
            // `changedField = fixVersion` means what the history calls "Fix Version".
            let known = crate::catalogue::field(text).filter(|known| known.source == Source::Issue);
            let history = known.into_iter().flat_map(|known| known.history.iter());
            values.extend(history.map(|name| Item::Value(Wanted::new(*name))));
        }
        values
    }

    /// `currentUser()`: the only function that gives a value which is no date.
    fn check_value_function(&mut self, row: &FieldRow, call: &Function, span: Span) -> Option<Items> {
        let Some(known) = function(&call.name) else {
            return match jira_function(&call.name) {
                Some(name) if row.source == Source::Issue || row.field == Field::Project => {
                    self.report(&Problem::FunctionElsewhere { function: name.to_owned() }, span, None);
                    Some(Items::Elsewhere)
                }
                Some(name) => {
                    let (function, field) = (name.to_owned(), row.name.to_owned());
                    self.fail(&Problem::FunctionLater { function, field }, span, None)
                }
                None => self.fail_unknown_function(call, span),
            };
        };
        let takes_people =
            row.kind == FieldKind::Person || matches!(row.field, Field::ChangedFrom | Field::ChangedTo);
        if known.kind != FunctionKind::CurrentUser || !takes_people {
            let (function, field) = (known.name.to_owned(), row.name.to_owned());
            return self.fail(&Problem::FunctionForField { function, field }, span, None);
        }
        self.check_argument_count(known, call, span)?;
        let Some(user) = &self.context.user else {
            return self.fail(&Problem::NoUser, span, None);
        };
        Some(Items::Values(vec![Item::Value(Wanted::new(user))]))
    }

    pub(super) fn fail_unknown_function<T>(&mut self, call: &Function, span: Span) -> Option<T> {
        let meant = nearest(&call.name, functions().iter().map(|row| row.name));
        let help = meant.map(|meant| format!("Did you mean '{meant}()'?"));
        self.fail(&Problem::FunctionUnknown { function: call.name.clone() }, span, help)
    }

    pub(super) fn check_argument_count(
        &mut self,
        known: &FunctionRow,
        call: &Function,
        span: Span,
    ) -> Option<()> {
        let (min, max, received) = (known.arguments_min, known.arguments_max, call.arguments.len());
        if (min..=max).contains(&received) {
            return Some(());
        }
        let expected = if min == max { format!("'{min}'") } else { format!("between '{min}' and '{max}'") };
        let problem = Problem::ArgumentCount { function: known.name.to_owned(), expected, received };
        self.fail(&problem, span, None)
    }
}
