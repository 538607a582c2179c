//! Clauses that the tables of the site answer: category, type and workflow of a project, order of priorities, categories
//! of statuses.

use super::Checker;
use super::open::{open_term, pushed_in, when_empty};
use super::values::{Item, Items};
use crate::catalogue::{Field, FieldRow};
use crate::error::Problem;
use crate::fold::{fold, same};
use crate::predicate::{Answers, Predicate, SiteTest, Test, Values, Workflows};
use crate::tables::{Lookup, ProjectRow, WorkflowRow};
use crate::truth::Truth;
use activity_jql::{Operand, OperandKind, Operator, Span, Term};
use std::collections::BTreeMap;

/// What is asked of a field with one value.
struct Asked {
    values: Values,
    empty: bool,
    negated: bool,
}

impl Asked {
    /// The answer for a value with an id and a name; none stands for empty.
    fn answer(&self, value: Option<(&str, &str)>) -> Truth {
        match value {
            Some((id, name)) => Truth::from(self.values.hold_thing(id, &[Some(name)]) != self.negated),
            None if self.empty => Truth::from(!self.negated),
            None => Truth::Empty,
        }
    }
}

impl Checker<'_> {
    /// `category`, `projectType`, `workflow`.
    pub(super) fn check_site(
        &mut self,
        row: &FieldRow,
        term: &Term,
        span: Span,
        operator: Operator,
        operand: &Operand,
    ) -> Option<Predicate> {
        let items = match self.check_items(row, term.operator, operand)? {
            Items::Values(items) => items,
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
        let negated = matches!(operator, Operator::NotEquals | Operator::NotIn | Operator::IsNot);
        let empty = items.contains(&Item::Empty);
        let asked = Asked { values: super::values::values_of(items), empty, negated };
        let answers = match row.field {
            Field::Workflow => self.answer_workflows(row, &asked, operand),
            field => self.answer_projects(row, &asked, operand, field == Field::Category),
        };
        let Some(answers) = answers else {
            // Workflows are no field of Jira's.
            let ask = row.field != Field::Workflow;
            return Some(open_term(Some(row.field), &Term { operator, ..term.clone() }, span, false, ask));
        };
        Some(answered(row, term, span, operator, answers))
    }

    fn answer_projects(
        &mut self,
        row: &FieldRow,
        asked: &Asked,
        operand: &Operand,
        category: bool,
    ) -> Option<Answers> {
        let Some(projects) = &self.context.tables.projects else {
            self.want_table(Lookup::Projects, operand);
            return None;
        };
        let value = |project: &ProjectRow| match (category, &project.category) {
            (true, Some(category)) => asked.answer(Some((&category.id, &category.name))),
            (true, None) => asked.answer(None),
            (false, _) => asked.answer(project.project_type.as_deref().map(|name| (name, name))),
        };
        let answers = by_names(projects, value);
        if category {
            let names = projects.iter().filter_map(|project| project.category.as_ref());
            let names: Vec<&str> =
                names.flat_map(|category| [category.id.as_str(), &category.name]).collect();
            self.warn_unused(row, asked, &names, operand.span);
        }
        Some(Answers::Projects(answers))
    }

    fn answer_workflows(&mut self, row: &FieldRow, asked: &Asked, operand: &Operand) -> Option<Answers> {
        let tables = &self.context.tables;
        let (Some(workflows), Some(projects), Some(types)) =
            (&tables.workflows, &tables.projects, &tables.issue_types)
        else {
            let missing = [
                (tables.workflows.is_none(), Lookup::Workflows),
                (tables.projects.is_none(), Lookup::Projects),
                (tables.issue_types.is_none(), Lookup::IssueTypes),
            ];
            for (_, lookup) in missing.into_iter().filter(|(is_missing, _)| *is_missing) {
                self.want_table(lookup, operand);
            }
            return None;
        };
        let of_project = |project: &ProjectRow| {
            let rows = || workflows.iter().filter(|row| row.project == project.id);
            let others = rows().find(|row| row.issue_types.is_none());
            let truth = |row: &WorkflowRow| asked.answer(Some((&row.name, &row.name)));
            let mut by_type = BTreeMap::new();
            for row in rows() {
                for id in row.issue_types.iter().flatten() {
                    by_type.insert(id.clone(), truth(row));
                    if let Some(known) = types.iter().find(|known| known.id == *id) {
                        by_type.insert(fold(&known.name), truth(row));
                    }
                }
            }
            Workflows { by_type, others: others.map_or(Truth::Open, truth) }
        };
        let with_workflow =
            projects.iter().filter(|project| workflows.iter().any(|row| row.project == project.id));
        let by_project = by_names(with_workflow, of_project);
        let names: Vec<&str> = workflows.iter().map(|row| row.name.as_str()).collect();
        self.warn_unused(row, asked, &names, operand.span);
        Some(Answers::Workflows(by_project))
    }

    /// Asks for a table; when it was refused, says so.
    fn want_table(&mut self, lookup: Lookup, operand: &Operand) {
        if !self.want(lookup) {
            self.report(&Problem::LookupRefused { value: operand.to_string() }, operand.span, None);
        }
    }

    /// Warns of values that nothing has now.
    fn warn_unused(&mut self, row: &FieldRow, asked: &Asked, known: &[&str], span: Span) {
        for wanted in &asked.values {
            let folded = fold(wanted.text());
            if !known.iter().any(|name| same(&folded, name)) {
                let (value, field) = (wanted.text().to_owned(), row.name.to_owned());
                self.report(&Problem::NotCalledNow { value, field }, span, None);
            }
        }
    }

    /// `statusCategory`: as the record says, else by the category that the status has now.
    pub(super) fn check_status_category(
        &mut self,
        row: &FieldRow,
        term: &Term,
        span: Span,
        operator: Operator,
        operand: &Operand,
    ) -> Option<Predicate> {
        let plain = self.check_choice(row, operator, operand)?;
        let (Some(statuses), Predicate::Test(Test::OneOf { values, negated, .. })) =
            (&self.context.tables.statuses, &plain)
        else {
            self.want(Lookup::Statuses);
            return Some(plain);
        };
        let truth = |category: &str| Truth::from(values.hold(category) != *negated);
        let mut answers = BTreeMap::new();
        for (key, _) in crate::catalogue::STATUS_CATEGORIES {
            answers.insert(format!("category {key}"), truth(key));
        }
        for status in statuses {
            answers.insert(status.id.clone(), truth(&status.category));
            answers.insert(fold(&status.name), truth(&status.category));
        }
        Some(answered(row, term, span, operator, Answers::Statuses(answers)))
    }

    /// `priority > Medium`: in the order of the site, in which the highest comes first.
    pub(super) fn check_rank(
        &mut self,
        row: &FieldRow,
        term: &Term,
        span: Span,
        operator: Operator,
        operand: &Operand,
    ) -> Option<Predicate> {
        let (OperandKind::Text(text) | OperandKind::Number(text)) = &operand.kind else {
            let (value, field) = (operand.to_string(), row.name.to_owned());
            let problem = Problem::OperandUnsupported { operator: term.operator, value, field };
            return self.fail(&problem, operand.span, None);
        };
        let Some(priorities) = &self.context.tables.priorities else {
            self.want(Lookup::Priorities);
            self.report(&Problem::OrderElsewhere { field: row.name.to_owned() }, term.operator_span.0, None);
            return Some(open_term(Some(row.field), &Term { operator, ..term.clone() }, span, false, true));
        };
        let folded = fold(text);
        let Some(at) = priorities.iter().position(|known| known.id == *text || same(&folded, &known.name))
        else {
            let (value, field) = (text.clone(), row.name.to_owned());
            return self.fail(&Problem::ValueUnknown { value, field }, operand.span, None);
        };
        let fits = |rank: usize| match operator {
            Operator::Greater => rank < at,
            Operator::GreaterOrEqual => rank <= at,
            Operator::Less => rank > at,
            _ => rank >= at,
        };
        let mut answers = BTreeMap::new();
        for (rank, known) in priorities.iter().enumerate() {
            answers.insert(fold(&known.name), Truth::from(fits(rank)));
            answers.insert(known.id.clone(), Truth::from(fits(rank)));
        }
        Some(answered(row, term, span, operator, Answers::Priorities(answers)))
    }
}

/// The clause, answered; the negation, if any, is in the operator.
fn answered(row: &FieldRow, term: &Term, span: Span, operator: Operator, answers: Answers) -> Predicate {
    let (clause, _) = pushed_in(&Term { operator, ..term.clone() }, span, false);
    let when_empty = when_empty(operator, term.operand.as_ref());
    Predicate::Test(Test::Site(Box::new(SiteTest { field: row.field, answers, when_empty, clause })))
}

/// Something about each project, under its id and its key.
fn by_names<'a, T: Clone>(
    projects: impl IntoIterator<Item = &'a ProjectRow>,
    value: impl Fn(&ProjectRow) -> T,
) -> BTreeMap<String, T> {
    let mut all = BTreeMap::new();
    for project in projects {
        let value = value(project);
        all.insert(fold(&project.key), value.clone());
        all.insert(project.id.clone(), value);
    }
    all
}
