//! A query of issues as they are now.
//!
//! The evaluator of the log answers what is about one state of an issue. What it leaves open because a record does not
//! hold it, this site knows: dates, texts, and the history.

use super::fields::is_jiras;
use super::history::{History, field_of};
use super::{logins, own, snapshot, tables, versions};
use crate::model::{Issue, World};
use crate::permissions::Caller;
use activity_event::Event;
use activity_filter::{BundledZones, Context, Predicate, Severity, Tables, Test, Truth, Zones, check};
use activity_jql::{Clause, ClauseKind, FieldName, Query};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A query that this site can answer.
pub(super) struct Condition<'w> {
    world: &'w World,
    predicate: Predicate,
    /// Clauses that a record leaves open, by their text.
    own: BTreeMap<String, own::Clause>,
}

impl<'w> Condition<'w> {
    /// Reads a query; errors in Jira's words.
    pub(super) fn read(world: &'w World, caller: &Caller, jql: &str) -> Result<Self, Vec<String>> {
        let parsed = activity_jql::parse(jql);
        let wrong =
            |error: &activity_jql::SyntaxError| format!("Error in the JQL Query: {}", error.message());
        let Some(mut query) = parsed.query.filter(|_| parsed.errors.is_empty()) else {
            return Err(parsed.errors.iter().map(wrong).collect());
        };
        query.order.clear();
        let mut context = context(world, caller);
        if let Some(condition) = &mut query.condition {
            refuse_fields_of_the_log(condition)?;
            versions::spell_out(world, condition);
            // Whoever is nobody never logged in.
            if context.user.is_some() {
                logins::spell_out(context.now, condition);
            }
        }
        let predicate = checked(world, &query, &mut context)?;
        let mut own = BTreeMap::new();
        prepare(&predicate, &context, &mut own)?;
        Ok(Self { world, predicate, own })
    }

    /// Whether the issue matches.
    pub(super) fn holds(&self, issue: &Issue) -> bool {
        let event = snapshot::of(self.world, issue);
        self.truth(&self.predicate, issue, &event) == Truth::True
    }

    fn truth(&self, predicate: &Predicate, issue: &Issue, event: &Event) -> Truth {
        match predicate {
            Predicate::And(parts) => {
                parts.iter().map(|part| self.truth(part, issue, event)).fold(Truth::True, Truth::and)
            }
            Predicate::Or(parts) => {
                parts.iter().map(|part| self.truth(part, issue, event)).fold(Truth::False, Truth::or)
            }
            Predicate::Test(Test::Changed(changed)) => {
                let history = field_of(&changed.label).map(|field| History::of(issue, field));
                let found = history.is_some_and(|history| history.changed(changed));
                Truth::from(found != changed.negated)
            }
            Predicate::Test(Test::Was(was)) => {
                let found = History::of(issue, was.field).was(was);
                Truth::from(found != was.negated)
            }
            Predicate::Open(open) => match self.own.get(&open.to_string()) {
                Some(clause) => clause.truth(issue, open.when_empty),
                None => Truth::False,
            },
            other => activity_filter::evaluate(other, event),
        }
    }
}

/// The moment, and who asks.
fn context(world: &World, caller: &Caller) -> Context<'static> {
    let person = caller.account(world);
    let zone = person.and_then(|person| BundledZones.zone(&person.zone).ok());
    Context {
        now: crate::time::now(),
        zone: zone.unwrap_or_else(activity_filter::Zone::utc),
        user: person.map(|person| person.account_id.clone().into()),
        week_starts_monday: false,
        tables: Cow::Owned(Tables::default()),
    }
}

/// Checks the query, with all that it speaks of looked up.
fn checked(world: &World, query: &Query, context: &mut Context) -> Result<Predicate, Vec<String>> {
    let mut found = check(query, context);
    // What is looked up may make more worth looking up; each round answers all that was asked for.
    for _ in 0..3 {
        if found.wanted.is_empty() {
            break;
        }
        for lookup in &found.wanted {
            tables::fill(context.tables.to_mut(), world, lookup);
        }
        found = check(query, context);
    }
    let errors = found.diagnostics.iter().filter(|one| one.severity == Severity::Error);
    let errors: Vec<String> = errors.map(|one| one.message.clone()).collect();
    found.predicate.ok_or(errors)
}

/// Fields that only a log of activity has are no fields of Jira's.
fn refuse_fields_of_the_log(clause: &Clause) -> Result<(), Vec<String>> {
    match &clause.kind {
        ClauseKind::And(parts) | ClauseKind::Or(parts) => parts.iter().try_for_each(refuse_fields_of_the_log),
        ClauseKind::Not(inner) => refuse_fields_of_the_log(inner),
        ClauseKind::Term(term) => {
            let FieldName::Name(name) = &term.field.name else { return Ok(()) };
            let same = |known: &str| known.eq_ignore_ascii_case(name);
            let mut rows = activity_filter::fields().filter(|row| row.names().any(same));
            if rows.any(|row| !is_jiras(row.field)) { Err(vec![no_field(name)]) } else { Ok(()) }
        }
    }
}

fn no_field(name: &str) -> String {
    format!("Field '{name}' does not exist or you do not have permission to view it.")
}

/// Makes every clause ready that the evaluator of records leaves to others, or says why that is not possible.
fn prepare(
    predicate: &Predicate,
    context: &Context,
    own: &mut BTreeMap<String, own::Clause>,
) -> Result<(), Vec<String>> {
    match predicate {
        Predicate::And(parts) | Predicate::Or(parts) => {
            parts.iter().try_for_each(|part| prepare(part, context, own))
        }
        Predicate::Test(Test::Changed(changed)) => {
            let name = changed.label.to_string();
            field_of(&changed.label)
                .map(|_| ())
                .ok_or_else(|| vec![format!("History searches do not support the '{name}' field.")])
        }
        Predicate::Open(open) => {
            let clause = own::Clause::read(&open.clause, context)?;
            own.insert(open.to_string(), clause);
            Ok(())
        }
        Predicate::Always | Predicate::Never | Predicate::Test(_) => Ok(()),
    }
}
