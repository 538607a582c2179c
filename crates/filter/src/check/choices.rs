//! Fields with a fixed set of values: what is not in the set is an error.

use super::Checker;
use crate::catalogue::{Field, FieldRow, STATUS_CATEGORIES, choices, nearest};
use crate::complete::quote;
use crate::error::Problem;
use crate::fold::{fold, same};
use crate::predicate::{Choice, Predicate, Test, Wanted};
use activity_event::{Action, ActorKind, Certainty, Product, Provenance, SubjectKind};
use activity_jql::{Operand, OperandKind, Operator, Span};

impl Checker<'_> {
    pub(super) fn check_choice(
        &mut self,
        row: &FieldRow,
        operator: Operator,
        operand: &Operand,
    ) -> Option<Predicate> {
        let mut names = Vec::new();
        self.check_choice_names(row, operand, &mut names)?;
        let negated = matches!(operator, Operator::NotEquals | Operator::NotIn);
        let choice = match row.field {
            Field::Action => {
                Choice::Action(names.iter().filter_map(|name| Action::parse(name).ok()).collect())
            }
            Field::ActionFamily => {
                Choice::Action(set(Action::all(), Action::family, &names).into_iter().collect())
            }
            Field::ActionKind => {
                let kind = |action: Action| action.kind().name();
                Choice::Action(set(Action::all(), kind, &names).into_iter().collect())
            }
            Field::ActorKind => {
                Choice::ActorKind(set(ActorKind::ALL.iter().copied(), ActorKind::name, &names))
            }
            Field::Certainty => {
                Choice::Certainty(set(Certainty::ALL.iter().copied(), Certainty::name, &names))
            }
            Field::Product => Choice::Product(set(Product::ALL.iter().copied(), Product::name, &names)),
            Field::Provenance => {
                Choice::Provenance(set(Provenance::ALL.iter().copied(), Provenance::name, &names))
            }
            Field::SubjectType => {
                Choice::SubjectType(set(SubjectKind::ALL.iter().copied(), SubjectKind::name, &names))
            }
            // A fact of the issue: it can be open.
            _ => {
                let values = names.into_iter().map(Wanted::new).collect();
                return Some(Predicate::Test(Test::OneOf { field: row.field, values, negated }));
            }
        };
        Some(Predicate::Test(Test::Choice { choice, negated }))
    }

    /// Collects the canonical names of all values; none when one of them does not exist.
    fn check_choice_names(
        &mut self,
        row: &FieldRow,
        operand: &Operand,
        names: &mut Vec<&'static str>,
    ) -> Option<()> {
        match &operand.kind {
            OperandKind::Empty => {
                self.fail(&Problem::EmptyUnsupported { field: row.name.to_owned() }, operand.span, None)
            }
            OperandKind::Text(text) | OperandKind::Number(text) => {
                match canonical(row.field, text) {
                    Some(name) => names.push(name),
                    None => return self.fail_unknown_choice(row, text, operand.span),
                }
                Some(())
            }
            OperandKind::Function(call) => {
                let (function, field) = (call.name.clone(), row.name.to_owned());
                self.fail(&Problem::FunctionForField { function, field }, operand.span, None)
            }
            OperandKind::List(items) => {
                let checked: Vec<Option<()>> =
                    items.iter().map(|item| self.check_choice_names(row, item, names)).collect();
                checked.into_iter().collect()
            }
        }
    }

    fn fail_unknown_choice(&mut self, row: &FieldRow, text: &str, span: Span) -> Option<()> {
        let problem = Problem::ValueUnknown { value: text.to_owned(), field: row.name.to_owned() };
        if self.is_full(&problem) {
            return None;
        }
        let all = choices(row.field);
        let folded = fold(text);
        let is_action = row.field == Field::Action;
        let is_family = is_action && choices(Field::ActionFamily).iter().any(|family| same(&folded, family));
        let verbs: Vec<&str> = if is_action && !is_family {
            Action::all().filter(|a| same(&folded, a.verb())).map(Action::name).take(5).collect()
        } else {
            Vec::new()
        };
        let near = if is_family { None } else { nearest(text, all.iter().copied()) };
        let only = match verbs.as_slice() {
            [only] => Some(*only),
            _ => None,
        };
        if let Some(meant) = near.or(only) {
            self.suggest(&problem, span, format!("Did you mean '{meant}'?"), quote(meant));
            return None;
        }
        let help = if is_family {
            format!("All actions of that family: 'actionFamily = {folded}'.")
        } else if !verbs.is_empty() {
            format!("Did you mean one of '{}'?", verbs.join("', '"))
        } else if is_action {
            "Actions have names such as 'issue.created' or 'comment.deleted'.".to_owned()
        } else {
            format!("Possible values: '{}'.", all.join("', '"))
        };
        self.fail(&problem, span, Some(help))
    }
}

/// The name of a value as the log keeps it.
fn canonical(field: Field, text: &str) -> Option<&'static str> {
    let folded = fold(text);
    if field == Field::StatusCategory {
        let category = STATUS_CATEGORIES
            .iter()
            .find(|(key, names)| same(&folded, key) || names.iter().any(|name| same(&folded, name)));
        return category.map(|(key, _)| *key);
    }
    if field == Field::Action {
        return Action::parse(&folded).ok().map(Action::name);
    }
    if field == Field::ActionFamily {
        return Action::all().map(Action::family).find(|name| same(&folded, name));
    }
    choices(field).into_iter().find(|name| same(&folded, name))
}

fn set<T: Copy>(all: impl Iterator<Item = T>, name: fn(T) -> &'static str, names: &[&str]) -> Vec<T> {
    all.filter(|value| names.contains(&name(*value))).collect()
}
