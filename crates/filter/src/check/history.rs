//! CHANGED: one change of the record itself that satisfies everything said about it.
//!
//! In Jira `status CHANGED BY x` finds issues that ever had such a change. In a log of events it finds the records of
//! those changes; that is what somebody who asks a log wants to see.

use super::open::{open_term, pushed_in};
use super::values::{Item, Items, values_of};
use super::{Checker, term};
use crate::catalogue::{Field, FieldKind, FieldRow, FunctionKind, FunctionRow, Source, field, function, row};
use crate::dates::{self, Moment, Precision};
use crate::error::Problem;
use crate::predicate::{Changed, Condition, OneOf, Predicate, Test, Values, Wanted, Was};
use activity_jql::{FieldName, Function, Operand, OperandKind, Operator, PredicateKind, Span, Term};

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
            (_, Some(row)) if row.source == Source::Jira || !row.history.is_empty() => {
                row.kept_as().map(Wanted::new).collect()
            }
            // Projects of issues change too: an issue is moved.
            (_, Some(row)) if row.field == Field::Project => one("project".to_owned()),
            // Jira's other fields, custom fields and fields of apps change as well.
            (FieldName::Name(name), None) if asked.properties.is_empty() => one(name.clone()),
            (FieldName::Custom(id), None) if asked.properties.is_empty() => one(format!("customfield_{id}")),
            _ => {
                let problem = Problem::HistoryField { field: term::written_name(asked) };
                let help = "CHANGED works on fields of issues and pages: status, assignee, any custom field."
                    .to_owned();
                return self.fail(&problem, asked.span, Some(help));
            }
        };
        let own = known.is_some_and(|row| row.source == Source::Issue);
        let mut conditions = Vec::new();
        let mut failed = false;
        for predicate in &term.predicates {
            match self.check_condition(known, predicate) {
                Some(found) => conditions.extend(found),
                None => failed = true,
            }
        }
        let changed = Changed { label: asked.clone(), names, own, conditions, negated };
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
            match self.check_stretch(row, predicate) {
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
        let names = row.kept_as().map(Wanted::new).collect();
        let negated = matches!(operator, Operator::WasNot | Operator::WasNotIn);
        let was = Was { field: row.field, names, wanted, stretch, negated, clause };
        Some(Predicate::Test(Test::Was(Box::new(was))))
    }

    /// What narrows WAS: where it differs from what narrows CHANGED.
    fn check_stretch(
        &mut self,
        row: &FieldRow,
        predicate: &activity_jql::Predicate,
    ) -> Option<Vec<Condition>> {
        let (kind, operand) = (predicate.kind, &predicate.operand);
        let is_date = matches!(
            kind,
            PredicateKind::After | PredicateKind::Before | PredicateKind::On | PredicateKind::During
        );
        if is_date && items_of(operand).iter().any(|item| login(item).is_some()) {
            self.check_logins(kind, operand)?;
            return Some(vec![Condition::Open(predicate.clone())]);
        }
        if kind == PredicateKind::On {
            let [on] = self.check_dates(kind, operand)?;
            if on.precision != Precision::Day {
                // Other than a change, a value is there at a moment, too.
                let (from, until) = on.equals();
                return Some(vec![Condition::Since(from), Condition::Before(until)]);
            }
        }
        self.check_condition(Some(row), predicate)
    }

    /// Dates among which is when somebody logged in: known to Jira alone, as the whole history is.
    fn check_logins(&mut self, kind: PredicateKind, operand: &Operand) -> Option<()> {
        self.check_date_count(kind, operand, if kind == PredicateKind::During { 2 } else { 1 })?;
        let name = kind.to_string();
        let checked: Vec<Option<()>> = items_of(operand)
            .iter()
            .map(|item| match login(item) {
                Some((known, call)) => self.check_argument_count(known, call, item.span),
                None => self.check_moment(&name, item).map(|_| ()),
            })
            .collect();
        checked.into_iter().collect()
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
                vec![Condition::Since(after.at.saturating_add(1))]
            }
            PredicateKind::Before => {
                let [before] = self.check_dates(predicate.kind, operand)?;
                vec![Condition::Before(before.at)]
            }
            PredicateKind::On => {
                let [on] = self.check_dates(predicate.kind, operand)?;
                let Ok((start, end)) = dates::day_around(&self.context.zone, on.at) else {
                    let (value, field) = (operand.to_string(), predicate.kind.to_string());
                    return self.fail(&Problem::DateOutOfRange { value, field }, operand.span, None);
                };
                vec![Condition::Since(start), Condition::Before(end)]
            }
            PredicateKind::During => {
                let [from, to] = self.check_dates(predicate.kind, operand)?;
                vec![Condition::Since(from.at), Condition::Before(to.at.saturating_add(1))]
            }
        })
    }

    /// Exactly so many dates.
    fn check_dates<const N: usize>(&mut self, kind: PredicateKind, operand: &Operand) -> Option<[Moment; N]> {
        self.check_date_count(kind, operand, N)?;
        let name = kind.to_string();
        let checked: Vec<Option<Moment>> =
            items_of(operand).iter().map(|item| self.check_moment(&name, item)).collect();
        let checked: Option<Vec<Moment>> = checked.into_iter().collect();
        checked?.try_into().ok()
    }

    fn check_date_count(&mut self, kind: PredicateKind, operand: &Operand, count: usize) -> Option<()> {
        if items_of(operand).len() == count {
            return Some(());
        }
        self.fail(&Problem::HistoryDates { predicate: kind.to_string(), count }, operand.span, None)
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

/// The items of a list; of anything else, itself.
fn items_of(operand: &Operand) -> &[Operand] {
    match &operand.kind {
        OperandKind::List(items) => items.as_slice(),
        _ => std::slice::from_ref(operand),
    }
}

/// `currentLogin()`, `lastLogin()`.
fn login(operand: &Operand) -> Option<(&'static FunctionRow, &Function)> {
    let OperandKind::Function(call) = &operand.kind else { return None };
    let known = function(&call.name)?;
    (known.kind == FunctionKind::Jira && known.fits.contains(&FieldKind::Time)).then_some((known, call))
}

fn one(name: String) -> Values {
    std::iter::once(Wanted::new(name)).collect()
}
