//! Values of a field: texts, functions, lists.

use super::Checker;
use crate::catalogue::{Field, FieldKind, FieldRow};
use crate::error::Problem;
use crate::predicate::{Values, Wanted};
use crate::tables::Lookup;
use activity_jql::{Operand, OperandKind, Operator, Span};

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
    /// Something that the log cannot work out.
    Elsewhere {
        /// Whether Jira can.
        ask: bool,
    },
}

/// The values among them.
pub(super) fn values_of(items: Vec<Item>) -> Values {
    let values = items.into_iter().filter_map(|item| match item {
        Item::Value(value) => Some(value),
        Item::Empty => None,
    });
    values.collect()
}

impl Checker<'_> {
    /// The values that an operand stands for; lists in lists are one list.
    pub(super) fn check_items(
        &mut self,
        row: &FieldRow,
        operator: Operator,
        operand: &Operand,
    ) -> Option<Items> {
        let mut values = Vec::new();
        let elsewhere = self.collect_items(row, operator, operand, &mut values)?;
        Some(elsewhere.map_or(Items::Values(values), |ask| Items::Elsewhere { ask }))
    }

    /// Collects values. The answer is some when the log cannot work out all of them: whether Jira can.
    #[allow(clippy::option_option, reason = "none is an error, as everywhere here")]
    fn collect_items(
        &mut self,
        row: &FieldRow,
        operator: Operator,
        operand: &Operand,
        values: &mut Vec<Item>,
    ) -> Option<Option<bool>> {
        match &operand.kind {
            OperandKind::Empty if !row.nullable() => {
                let problem = Problem::EmptyUnsupported { field: row.name.to_owned() };
                return self.fail(&problem, operand.span, None);
            }
            OperandKind::Empty => values.push(Item::Empty),
            OperandKind::Text(text) | OperandKind::Number(text) => {
                self.check_value(row, text, operand.span, values);
            }
            OperandKind::Function(call) => {
                match self.check_value_function(row, operator, call, operand.span)? {
                    Items::Values(items) => values.extend(items),
                    Items::Elsewhere { ask } => return Some(Some(ask)),
                }
            }
            OperandKind::List(operands) => {
                values.reserve(operands.len());
                let (mut elsewhere, mut failed) = (None, false);
                for item in operands {
                    // What stands in a list is one of several, whatever the operator.
                    match self.collect_items(row, Operator::In, item, values) {
                        Some(Some(ask)) => elsewhere = Some(ask && elsewhere.unwrap_or(true)),
                        Some(None) => {}
                        None => failed = true,
                    }
                }
                return (!failed).then_some(elsewhere);
            }
        }
        Some(None)
    }

    fn check_value(&mut self, row: &FieldRow, text: &str, span: Span, values: &mut Vec<Item>) {
        // The one magic name: an issue without a resolution.
        if row.field == Field::Resolution && text.eq_ignore_ascii_case("unresolved") {
            values.push(Item::Empty);
        } else if row.kind == FieldKind::Person && is_account(text) {
            values.push(Item::Value(Wanted::new(text)));
        } else if row.kind == FieldKind::Person {
            values.extend(self.find_people(text, span).into_iter().map(|id| Item::Value(Wanted::new(id))));
        } else if let Some(ids) = self.find_ids(row, text, span) {
            let is_key = row.field == Field::Project && self.context.tables.is_project_key(text);
            let wanted = if is_key { Wanted::key(text, ids) } else { Wanted::resolved(text, ids) };
            values.push(Item::Value(wanted));
        } else {
            values.push(Item::Value(Wanted::new(text)));
            if row.field == Field::ChangedField {
                // `changedField = fixVersion` means what the history calls "Fix Version".
                let names = crate::catalogue::field(text).into_iter().flat_map(FieldRow::kept_as);
                values.extend(names.map(|name| Item::Value(Wanted::new(name))));
            }
        }
    }

    /// Ids of what is called so now, when the tables know.
    fn find_ids(&mut self, row: &FieldRow, text: &str, span: Span) -> Option<Vec<String>> {
        let lookup = match row.field {
            Field::Project => Lookup::Projects,
            Field::IssueType => Lookup::IssueTypes,
            Field::Status => Lookup::Statuses,
            Field::Priority => Lookup::Priorities,
            Field::Resolution => Lookup::Resolutions,
            _ => return None,
        };
        // A number is an id already.
        if text.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let Some(ids) = self.context.tables.ids(row.field, text) else {
            self.want(lookup);
            return None;
        };
        // Spaces are projects to the log, and not to Jira.
        if ids.is_empty() && row.field != Field::Project {
            let (value, field) = (text.to_owned(), row.name.to_owned());
            self.report(&Problem::NotCalledNow { value, field }, span, None);
        }
        Some(ids)
    }

    /// Account ids of whom the text means. What nothing is known of is taken to be an account id.
    pub(super) fn find_people(&mut self, text: &str, span: Span) -> Vec<String> {
        if is_account(text) {
            return vec![text.to_owned()];
        }
        let value = text.to_owned();
        let Some(ids) = self.context.tables.people.get(text) else {
            if !self.want(Lookup::Person { text: text.to_owned() }) {
                let help = "Use the account id, or currentUser().".to_owned();
                self.report(&Problem::NotAnAccount { value }, span, Some(help));
            }
            return vec![text.to_owned()];
        };
        match ids.as_slice() {
            [] => {
                let help = "Use the account id of somebody who is gone.".to_owned();
                self.report(&Problem::PersonUnknown { value }, span, Some(help));
                vec![text.to_owned()]
            }
            [only] => vec![only.clone()],
            several => {
                let help = "For one of them use the account id.".to_owned();
                self.report(&Problem::PersonAmbiguous { value, count: several.len() }, span, Some(help));
                several.to_vec()
            }
        }
    }

    /// Notes a lookup that would help. Answers false when it was refused already.
    pub(super) fn want(&mut self, lookup: Lookup) -> bool {
        let was_refused = self.context.tables.refused.contains(&lookup);
        if !was_refused {
            self.wanted.insert(lookup);
        }
        !was_refused
    }
}

/// Whether this has the look of an account id: `557058:f581...`, `5b10ac8d82e05b22cc7d4ef5`, `qm:...`.
fn is_account(text: &str) -> bool {
    let is_id = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_');
    text.chars().all(is_id) && (text.contains(':') || text.len() >= 20)
}
