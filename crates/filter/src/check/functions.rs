//! Functions that stand for values.

use super::Checker;
use super::values::{Item, Items};
use crate::catalogue::{
    Field, FieldKind, FieldRow, FunctionKind, FunctionRow, Operators, Source, function, functions, nearest,
};
use crate::error::Problem;
use crate::predicate::Wanted;
use crate::tables::{Lookup, VersionRow};
use activity_jql::{Argument, Function, Operator, Span};

impl Checker<'_> {
    /// The values that a function gives for a field of the log.
    pub(super) fn check_value_function(
        &mut self,
        row: &FieldRow,
        operator: Operator,
        call: &Function,
        span: Span,
    ) -> Option<Items> {
        // Whether Jira understands a clause with this field.
        let ask = row.source == Source::Issue || row.field == Field::Project;
        let Some(known) = function(&call.name) else {
            return self.check_foreign_function(ask, call, span).map(|()| Items::Elsewhere { ask });
        };
        let side_of_change = matches!(row.field, Field::ChangedFrom | Field::ChangedTo);
        let fits = known.fits(row) || (side_of_change && known.fits.contains(&FieldKind::Person));
        if !fits {
            let (function, field) = (known.name.to_owned(), row.name.to_owned());
            return self.fail(&Problem::FunctionForField { function, field }, span, None);
        }
        self.check_call(known, operator, call, span)?;
        match known.kind {
            FunctionKind::CurrentUser => match &self.context.user {
                Some(user) => Some(Items::Values(vec![Item::Value(Wanted::new(user.as_ref()))])),
                None => self.fail(&Problem::NoUser, span, None),
            },
            FunctionKind::MembersOf => Some(self.members(known, call, span, ask, false)),
            FunctionKind::OrganizationMembers => Some(self.members(known, call, span, ask, true)),
            FunctionKind::ProjectsLeadByUser => self.projects_of_lead(call, span),
            FunctionKind::IssueTypes { subtask } => Some(self.issue_types(subtask)),
            FunctionKind::Versions { released } => Some(self.versions(known, call, span, released, false)),
            FunctionKind::OneVersion { released } => Some(self.versions(known, call, span, released, true)),
            FunctionKind::Jira if ask => {
                self.report(&Problem::FunctionElsewhere { function: known.name.to_owned() }, span, None);
                Some(Items::Elsewhere { ask })
            }
            FunctionKind::Jira | FunctionKind::Now | FunctionKind::Boundary { .. } => {
                let (function, field) = (known.name.to_owned(), row.name.to_owned());
                self.fail(&Problem::FunctionLater { function, field }, span, None)
            }
        }
    }

    /// A function that Jira will work out: its name, its place and its arguments must be right all the same.
    pub(super) fn check_foreign_call(
        &mut self,
        row: Option<&FieldRow>,
        operator: Operator,
        call: &Function,
        span: Span,
    ) -> Option<()> {
        let Some(known) = function(&call.name) else { return self.check_foreign_function(true, call, span) };
        if let Some(row) = row.filter(|row| !known.fits(row)) {
            let (function, field) = (known.name.to_owned(), row.name.to_owned());
            return self.fail(&Problem::FunctionForField { function, field }, span, None);
        }
        self.check_call(known, operator, call, span)
    }

    /// A function that is not Jira's own. Apps may bring functions for fields of issues; the log's fields take none.
    fn check_foreign_function(&mut self, ask: bool, call: &Function, span: Span) -> Option<()> {
        let meant = nearest(&call.name, functions().iter().flat_map(FunctionRow::names));
        if let (None, true) = (meant, ask) {
            self.report(&Problem::FunctionOfApp { function: call.name.clone() }, span, None);
            return Some(());
        }
        self.fail_unknown_function(call, span)
    }

    /// The number of arguments, and the operator before it.
    pub(super) fn check_call(
        &mut self,
        known: &FunctionRow,
        operator: Operator,
        call: &Function,
        span: Span,
    ) -> Option<()> {
        self.check_argument_count(known, call, span)?;
        let takes_lists =
            matches!(operator, Operator::In | Operator::NotIn | Operator::WasIn | Operator::WasNotIn);
        if known.operators == Operators::List && !takes_lists {
            let function = known.name.to_owned();
            let instead = if operator == Operator::NotEquals { "NOT IN" } else { "IN" };
            let help = Some(format!("Use '{instead}'."));
            return self.fail(&Problem::FunctionOperator { operator, function }, span, help);
        }
        Some(())
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
        let expected = match max {
            _ if min == max => format!("'{min}'"),
            usize::MAX => format!("at least '{min}'"),
            _ => format!("between '{min}' and '{max}'"),
        };
        let problem = Problem::ArgumentCount { function: known.name.to_owned(), expected, received };
        self.fail(&problem, span, None)
    }

    /// The members of a group, or of several organizations.
    fn members(
        &mut self,
        known: &FunctionRow,
        call: &Function,
        span: Span,
        ask: bool,
        organizations: bool,
    ) -> Items {
        let tables = &self.context.tables;
        let mut people = Vec::new();
        let mut is_known = true;
        for argument in call.arguments.iter().map(text_of) {
            let (table, lookup) = if organizations {
                (&tables.organizations, Lookup::Organization { text: argument.to_owned() })
            } else {
                (&tables.groups, Lookup::Group { text: argument.to_owned() })
            };
            match table.get(argument) {
                Some(Some(members)) => people.extend(members),
                Some(None) => {
                    let (value, function) = (argument.to_owned(), known.name.to_owned());
                    self.report(&Problem::ArgumentUnknown { value, function }, span, None);
                }
                None => {
                    is_known = false;
                    if !self.want(lookup) {
                        self.report(&Problem::LookupRefused { value: argument.to_owned() }, span, None);
                    }
                }
            }
        }
        if is_known { of_texts(people) } else { Items::Elsewhere { ask } }
    }

    fn projects_of_lead(&mut self, call: &Function, span: Span) -> Option<Items> {
        let leads = match (call.arguments.first(), &self.context.user) {
            (Some(argument), _) => self.find_people(text_of(argument), span),
            (None, Some(user)) => vec![user.to_string()],
            (None, None) => return self.fail(&Problem::NoUser, span, None),
        };
        let Some(projects) = &self.context.tables.projects else {
            self.want(Lookup::Projects);
            return Some(Items::Elsewhere { ask: true });
        };
        let led =
            projects.iter().filter(|project| project.lead.as_ref().is_some_and(|lead| leads.contains(lead)));
        Some(of_things(led.map(|project| (project.id.as_str(), project.key.as_str()))))
    }

    fn issue_types(&mut self, subtask: bool) -> Items {
        let Some(types) = &self.context.tables.issue_types else {
            self.want(Lookup::IssueTypes);
            return Items::Elsewhere { ask: true };
        };
        let of_kind = types.iter().filter(|row| row.subtask == subtask);
        of_things(of_kind.map(|row| (row.id.as_str(), row.name.as_str())))
    }

    /// Versions of the projects that are named; without any, of all projects, which only Jira knows.
    fn versions(
        &mut self,
        known: &FunctionRow,
        call: &Function,
        span: Span,
        released: bool,
        only_one: bool,
    ) -> Items {
        let tables = &self.context.tables;
        let mut found: Vec<&VersionRow> = Vec::new();
        let mut is_known = !call.arguments.is_empty();
        for project in call.arguments.iter().map(text_of) {
            match tables.versions.get(project) {
                Some(Some(versions)) => found.extend(
                    versions.iter().filter(|version| version.released == released && !version.archived),
                ),
                Some(None) => {
                    let (value, function) = (project.to_owned(), known.name.to_owned());
                    self.report(&Problem::ArgumentUnknown { value, function }, span, None);
                }
                None => {
                    is_known = false;
                    self.want(Lookup::Versions { project: project.to_owned() });
                }
            }
        }
        if !is_known {
            return Items::Elsewhere { ask: true };
        }
        if only_one {
            // In the order of the project: the last that is released, the first that is not.
            let one = if released { found.pop() } else { found.first().copied() };
            found = one.into_iter().collect();
        }
        of_things(found.into_iter().map(|version| (version.id.as_str(), version.name.as_str())))
    }
}

/// An argument as text.
pub(super) fn text_of(argument: &Argument) -> &str {
    match argument {
        Argument::Text(text) | Argument::Number(text) => text,
    }
}

fn of_texts<'a>(texts: impl IntoIterator<Item = &'a String>) -> Items {
    Items::Values(texts.into_iter().map(|text| Item::Value(Wanted::new(text))).collect())
}

fn of_things<'a>(things: impl Iterator<Item = (&'a str, &'a str)>) -> Items {
    Items::Values(things.map(|(id, name)| Item::Value(Wanted::thing(id, name))).collect())
}
