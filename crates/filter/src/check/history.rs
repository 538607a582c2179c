//! CHANGED: one change of the record itself that satisfies everything said about it.
//!
//! In Jira `status CHANGED BY x` finds issues that ever had such a change. In a log of events it finds the records of
//! those changes; that is what somebody who asks a log wants to see.

use super::values::{Item, Items};
use super::{Checker, term};
use crate::catalogue::{Field, FieldRow, Source, field, row};
use crate::dates;
use crate::error::Problem;
use crate::predicate::{Changed, Condition, OneOf, Predicate, Test, Wanted};
use activity_jql::{FieldName, Operand, OperandKind, PredicateKind, Term};

impl Checker<'_> {
    pub(super) fn check_changed(&mut self, term: &Term, negated: bool) -> Option<Predicate> {
        let asked = &term.field;
        let known = term::plain_name(asked).and_then(field);
        let names: Vec<Wanted> = match (&asked.name, known) {
            (_, Some(row)) if row.source == Source::Issue && !row.history.is_empty() => {
                row.history.iter().map(|name| Wanted::new(*name)).collect()
            }
            // Projects of issues change too: an issue is moved.
            (_, Some(row)) if row.field == Field::Project => vec![Wanted::new("project")],
            (FieldName::Name(name), None) if asked.properties.is_empty() => vec![Wanted::new(name)],
            (FieldName::Custom(id), None) if asked.properties.is_empty() => {
                vec![Wanted::new(format!("customfield_{id}"))]
            }
            _ => {
                let problem = Problem::HistoryField { field: term::written_name(asked) };
                let help = "CHANGED works on fields of issues and pages: status, assignee, any custom field."
                    .to_owned();
                return self.fail(&problem, asked.span, Some(help));
            }
        };
        let mut conditions = Vec::new();
        let mut failed = false;
        for predicate in &term.predicates {
            match self.check_condition(known, predicate) {
                Some(found) => conditions.extend(found),
                None => failed = true,
            }
        }
        let changed = Changed { label: asked.clone(), names, conditions, negated };
        (!failed).then_some(Predicate::Test(Test::Changed(changed)))
    }

    fn check_condition(
        &mut self,
        known: Option<&FieldRow>,
        predicate: &activity_jql::Predicate,
    ) -> Option<Vec<Condition>> {
        let operand = &predicate.operand;
        Some(match predicate.kind {
            PredicateKind::From => vec![Condition::From(self.check_side(known, operand)?)],
            PredicateKind::To => vec![Condition::To(self.check_side(known, operand)?)],
            PredicateKind::By => {
                let people = self.check_side(row(Field::Actor), operand)?;
                if people.empty {
                    let problem = Problem::HistoryEmpty { predicate: predicate.kind.to_string() };
                    return self.fail(&problem, operand.span, Some("Use 'actor IS EMPTY'.".to_owned()));
                }
                vec![Condition::By(people.values)]
            }
            PredicateKind::After => {
                let [after] = self.check_dates(predicate.kind, operand)?;
                vec![Condition::Since(after.saturating_add(1))]
            }
            PredicateKind::Before => {
                let [before] = self.check_dates(predicate.kind, operand)?;
                vec![Condition::Before(before)]
            }
            PredicateKind::On => {
                let [on] = self.check_dates(predicate.kind, operand)?;
                let Ok((start, end)) = dates::day_around(&self.context.zone, on) else {
                    let (value, field) = (operand.to_string(), predicate.kind.to_string());
                    return self.fail(&Problem::DateOutOfRange { value, field }, operand.span, None);
                };
                vec![Condition::Since(start), Condition::Before(end)]
            }
            PredicateKind::During => {
                let [from, to] = self.check_dates(predicate.kind, operand)?;
                vec![Condition::Since(from), Condition::Before(to.saturating_add(1))]
            }
        })
    }

    /// Exactly so many dates.
    fn check_dates<const N: usize>(&mut self, kind: PredicateKind, operand: &Operand) -> Option<[i64; N]> {
        let items = match &operand.kind {
            OperandKind::List(items) => items.as_slice(),
            _ => std::slice::from_ref(operand),
        };
        if items.len() != N {
            let problem = Problem::HistoryDates { predicate: kind.to_string(), count: N };
            return self.fail(&problem, operand.span, None);
        }
        let name = kind.to_string();
        let checked: Vec<Option<i64>> =
            items.iter().map(|item| self.check_moment(&name, item).map(|moment| moment.at)).collect();
        let checked: Option<Vec<i64>> = checked.into_iter().collect();
        checked?.try_into().ok()
    }

    /// The values of FROM, TO and BY. A field that is not in the catalogue takes any text.
    fn check_side(&mut self, known: Option<&FieldRow>, operand: &Operand) -> Option<OneOf> {
        let row = known.or_else(|| row(Field::ChangedTo))?;
        let items = match self.check_items(row, operand)? {
            Items::Values(items) => items,
            Items::Elsewhere => {
                let (value, field) = (operand.to_string(), row.name.to_owned());
                let problem =
                    Problem::OperandUnsupported { operator: activity_jql::Operator::Changed, value, field };
                return self.fail(&problem, operand.span, None);
            }
        };
        let empty = items.contains(&Item::Empty);
        let values = items.into_iter().filter_map(|item| match item {
            Item::Value(value) => Some(value),
            Item::Empty => None,
        });
        Some(OneOf { values: values.collect(), empty })
    }
}
