//! Clauses on fields that a record of the log does not hold and an issue does: dates, and texts of its own.
//!
//! They are put to the same evaluator, under the name of a field of the log that means the same of a record: when
//! something was done is asked of `occurred`, a text of `content`.

use super::snapshot;
use crate::model::Issue;
use activity_event::{Content, ContentRole};
use activity_filter::{Context, Predicate, Severity, Truth, check};
use activity_jql::{ClauseKind, FieldName, Operator, Query, Term};

/// What of the issue is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Created,
    Updated,
    Resolved,
    Due,
    Description,
    Comment,
}

/// A clause that was made ready.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    asked: Asked,
    negated: bool,
    test: Ready,
}

#[derive(Debug, Clone)]
enum Ready {
    /// `IS EMPTY`, or `IS NOT EMPTY`.
    Empty { is: bool },
    /// The clause under another name.
    Renamed(Box<Predicate>),
}

impl Clause {
    /// Makes a clause ready; why it cannot be answered, in Jira's words.
    pub(super) fn read(clause: &activity_jql::Clause, context: &Context) -> Result<Self, Vec<String>> {
        match &clause.kind {
            ClauseKind::Not(inner) => {
                Self::read(inner, context).map(|one| Self { negated: !one.negated, ..one })
            }
            ClauseKind::Term(term) => Self::of_term(term, context),
            ClauseKind::And(_) | ClauseKind::Or(_) => Err(vec![format!("'{clause}' is not one clause.")]),
        }
    }

    fn of_term(term: &Term, context: &Context) -> Result<Self, Vec<String>> {
        let name = term.field.to_string();
        let asked = match name.trim_matches(['"', '\'']).to_ascii_lowercase().as_str() {
            "created" | "createddate" => Asked::Created,
            "updated" | "updateddate" => Asked::Updated,
            "resolved" | "resolutiondate" => Asked::Resolved,
            "due" | "duedate" => Asked::Due,
            "description" => Asked::Description,
            "comment" => Asked::Comment,
            _ => return Err(vec![refusal(term, &name)]),
        };
        if matches!(term.operator, Operator::Is | Operator::IsNot) {
            let is = term.operator == Operator::Is;
            return Ok(Self { asked, negated: false, test: Ready::Empty { is } });
        }
        let dated = matches!(asked, Asked::Created | Asked::Updated | Asked::Resolved | Asked::Due);
        let renamed = if dated { "occurred" } else { "content" };
        let mut term = term.clone();
        term.field.name = FieldName::Name(renamed.to_owned());
        let clause = activity_jql::Clause { span: term.field.span, kind: ClauseKind::Term(term) };
        let found = check(&Query { condition: Some(clause), order: Vec::new() }, context);
        let told = |message: &str| message.replace(&format!("'{renamed}'"), &format!("'{name}'"));
        let errors = found.diagnostics.iter().filter(|one| one.severity == Severity::Error);
        let errors: Vec<String> = errors.map(|one| told(&one.message)).collect();
        let predicate = found.predicate.ok_or(errors)?;
        Ok(Self { asked, negated: false, test: Ready::Renamed(Box::new(predicate)) })
    }

    /// What the clause is of an issue; `when_empty` where the issue has no such value.
    pub(super) fn truth(&self, issue: &Issue, when_empty: Truth) -> Truth {
        let moment = match self.asked {
            Asked::Created => Some(issue.created),
            Asked::Updated => Some(issue.updated),
            Asked::Resolved => issue.resolved,
            Asked::Due => issue.due.as_deref().and_then(midnight),
            Asked::Description | Asked::Comment => None,
        };
        let texts: Vec<&String> = match self.asked {
            Asked::Description => issue.description.iter().collect(),
            Asked::Comment => issue.comments.iter().filter_map(|comment| comment.text.as_ref()).collect(),
            Asked::Created | Asked::Updated | Asked::Resolved | Asked::Due => Vec::new(),
        };
        let empty = moment.is_none() && texts.is_empty();
        match &self.test {
            Ready::Empty { is } => Truth::from((empty == *is) != self.negated),
            Ready::Renamed(_) if empty => when_empty,
            Ready::Renamed(predicate) => {
                let mut event = snapshot::bare(issue);
                event.occurred = moment.unwrap_or(issue.created);
                let content = |text: &String| Content::plain(ContentRole::Body, text.clone());
                event.content = texts.into_iter().map(content).collect();
                match activity_filter::evaluate(predicate, &event) {
                    Truth::True => Truth::from(!self.negated),
                    Truth::False => Truth::from(self.negated),
                    other => other,
                }
            }
        }
    }
}

/// The start of a day, in UTC.
fn midnight(day: &str) -> Option<i64> {
    let day: chrono::NaiveDate = day.parse().ok()?;
    Some(day.and_hms_opt(0, 0, 0)?.and_utc().timestamp_millis())
}

/// Why a clause cannot be answered: its function, or its field.
fn refusal(term: &Term, name: &str) -> String {
    let function = term.operand.as_ref().and_then(|operand| match &operand.kind {
        activity_jql::OperandKind::Function(call) => Some(call.name.clone()),
        _ => None,
    });
    let known = activity_filter::fields().any(|row| {
        super::fields::is_answered(row.field) && row.names().any(|known| known.eq_ignore_ascii_case(name))
    });
    if let Some(function) = function.filter(|_| known) {
        return format!("Unable to find JQL function '{function}()'.");
    }
    format!(
        "Field '{}' does not exist or you do not have permission to view it.",
        name.trim_matches(['"', '\''])
    )
}
