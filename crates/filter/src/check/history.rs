//! CHANGED: one change of the record itself that satisfies everything said about it.
//!
//! In Jira `status CHANGED BY x` finds issues that ever had such a change. In a log of events it finds the records of
//! those changes; that is what somebody who asks a log wants to see.

use super::open::{open_term, pushed_in};
use super::values::{Item, Items, values_of};
use super::{Checker, term};
use crate::catalogue::{Field, FieldRow, Source, field, row};
use crate::dates;
use crate::error::Problem;
use crate::predicate::{Changed, Condition, OneOf, Predicate, Test, Values, Wanted, Was};
use activity_jql::{FieldName, Operand, OperandKind, Operator, PredicateKind, Span, Term};

/// What FROM, TO or BY names.
enum Side {
    /// These values.
    Known(OneOf),
    /// Nobody here can work them out.
    Elsewhere,
}

impl Checker<'_> {
    pub(super) fn check_changed(&mut self, term: &Term, negated: bool) -> Option<Predicate> {
        let asked = &term.field;
        let known = term::plain_name(asked).and_then(field);
        let names: Values = match (&asked.name, known) {
            (_, Some(row)) if row.source == Source::Issue && !row.history.is_empty() => {
                row.history.iter().map(|name| Wanted::new(*name)).collect()
            }
            // Projects of issues change too: an issue is moved.
            (_, Some(row)) if row.field == Field::Project => one("project".to_owned()),
            // Jira's other fields, custom fields and fields of apps change as well.
            (FieldName::Name(name), None) if asked.properties.is_empty() => one(name.clone()),
            (_, Some(row)) if row.source == Source::Jira => one(row.name.to_owned()),
            (FieldName::Custom(id), None) if asked.properties.is_empty() => one(format!("customfield_{id}")),
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
        (!failed).then_some(Predicate::Test(Test::Changed(Box::new(changed))))
    }

    /// `status WAS "In Progress" BY currentUser()`: what the record shows, and the rest is open.
    pub(super) fn check_was(
        &mut self,
        row: &FieldRow,
        term: &Term,
        span: Span,
        negated: bool,
    ) -> Option<Predicate> {
        let operand = term.operand.as_ref()?;
        let is_list = matches!(operand.kind, OperandKind::List(_));
        let takes_list = matches!(term.operator, Operator::WasIn | Operator::WasNotIn);
        if is_list != takes_list && !(takes_list && matches!(operand.kind, OperandKind::Function(_))) {
            let (value, field) = (operand.to_string(), row.name.to_owned());
            let problem = Problem::OperandUnsupported { operator: term.operator, value, field };
            return self.fail(&problem, operand.span, None);
        }
        let items = self.check_items(row, term.operator, operand)?;
        let mut stretch = Vec::new();
        let mut failed = false;
        for predicate in &term.predicates {
            match self.check_condition(Some(row), predicate) {
                Some(found) => stretch.extend(found),
                None => failed = true,
            }
        }
        if failed {
            return None;
        }
        self.report(&Problem::HistoryElsewhere { field: row.name.to_owned() }, term.operator_span.0, None);
        let Items::Values(items) = items else {
            return Some(open_term(Some(row.field), term, span, negated, true));
        };
        let (clause, operator) = pushed_in(term, span, negated);
        let wanted = OneOf { empty: items.contains(&Item::Empty), values: values_of(items) };
        let names = row.history.iter().map(|name| Wanted::new(*name)).collect();
        let negated = matches!(operator, Operator::WasNot | Operator::WasNotIn);
        let was = Was { field: row.field, names, wanted, stretch, negated, clause };
        Some(Predicate::Test(Test::Was(Box::new(was))))
    }

    fn check_condition(
        &mut self,
        known: Option<&FieldRow>,
        predicate: &activity_jql::Predicate,
    ) -> Option<Vec<Condition>> {
        let operand = &predicate.operand;
        Some(match predicate.kind {
            PredicateKind::From | PredicateKind::To | PredicateKind::By => {
                let known = if predicate.kind == PredicateKind::By { row(Field::Actor) } else { known };
                let Side::Known(side) = self.check_side(known, operand)? else {
                    return Some(vec![Condition::Open(predicate.clone())]);
                };
                return self.check_values_of(predicate, side).map(|condition| vec![condition]);
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

    /// FROM, TO or BY with its values.
    fn check_values_of(&mut self, predicate: &activity_jql::Predicate, side: OneOf) -> Option<Condition> {
        Some(match predicate.kind {
            PredicateKind::From => Condition::From(side),
            PredicateKind::By if side.empty => {
                let problem = Problem::HistoryEmpty { predicate: predicate.kind.to_string() };
                let help = Some("Use 'actor IS EMPTY'.".to_owned());
                return self.fail(&problem, predicate.operand.span, help);
            }
            PredicateKind::By => Condition::By(side.values),
            _ => Condition::To(side),
        })
    }

    /// The values of FROM, TO and BY. A field that is not in the catalogue takes any
    /// text.
    fn check_side(&mut self, known: Option<&FieldRow>, operand: &Operand) -> Option<Side> {
        let row = known.filter(|row| row.source != Source::Jira).or_else(|| row(Field::ChangedTo))?;
        Some(match self.check_items(row, Operator::In, operand)? {
            Items::Values(items) => {
                let empty = items.contains(&Item::Empty);
                Side::Known(OneOf { values: values_of(items), empty })
            }
            Items::Elsewhere { .. } => Side::Elsewhere,
        })
    }
}

fn one(name: String) -> Values {
    std::iter::once(Wanted::new(name)).collect()
}
