//! From the tree of a query to a predicate: names, operators, values, functions, dates.
//!
//! Everything wrong is reported, not only the first thing. After this step nothing can fail any more.

mod advice;
mod choices;
mod foreign;
mod functions;
mod history;
mod on_wall;
mod open;
mod order;
mod site;
mod term;
mod times;
mod values;
mod whole_days;

pub use order::Order;

use crate::catalogue::Field;
use crate::error::{Diagnostic, Problem, Severity};
use crate::{Context, Lookup, Predicate};
use activity_jql::{Clause, ClauseKind, Query, Span};
use std::collections::BTreeSet;

/// A query after the check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The condition; some when there is no error. An empty query is always true.
    pub predicate: Option<Predicate>,
    /// What ORDER BY asks for; empty when it asks for nothing, then the newest come first.
    pub order: Vec<Order>,
    /// Errors and warnings, in the order of their places.
    pub diagnostics: Vec<Diagnostic>,
    /// Lookups that the host has not been asked for yet and that would make the answer better.
    pub wanted: BTreeSet<Lookup>,
}

/// How many errors, warnings and notes are told, each.
const TOLD_MAX: usize = 100;

/// Checks a query and resolves everything in it.
#[must_use]
pub fn check(query: &Query, context: &Context) -> Checked {
    let mut checker = Checker {
        context,
        diagnostics: Vec::new(),
        wanted: BTreeSet::new(),
        careful: Vec::new(),
        takes_and: true,
    };
    if let Some(condition) = &query.condition {
        advice::find_careful(condition, &mut checker.careful);
    }
    let predicate = match &query.condition {
        Some(condition) => checker.check_clause(condition, false),
        None => Some(Predicate::Always),
    };
    let order = checker.check_order(&query.order);
    let diagnostics = checker.diagnostics;
    let failed = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    Checked { predicate: predicate.filter(|_| !failed), order, diagnostics, wanted: checker.wanted }
}

/// What is known while a query is checked. Parts answer none when they reported an error.
struct Checker<'a> {
    context: &'a Context<'a>,
    diagnostics: Vec<Diagnostic>,
    wanted: BTreeSet<Lookup>,
    /// Fields whose EMPTY the query speaks of: who wrote that needs no warning about it.
    careful: Vec<Field>,
    /// Whether two clauses with AND between them can stand in the place of the clause at hand.
    takes_and: bool,
}

impl Checker<'_> {
    /// A clause, or its negation. NOT is pushed down to the terms.
    fn check_clause(&mut self, clause: &Clause, negated: bool) -> Option<Predicate> {
        match &clause.kind {
            ClauseKind::And(parts) => self.check_parts(true, parts, negated),
            ClauseKind::Or(parts) => self.check_parts(false, parts, negated),
            ClauseKind::Not(inner) => {
                self.takes_and = false;
                self.check_clause(inner, !negated)
            }
            ClauseKind::Term(term) => self.check_term(clause.span, term, negated),
        }
    }

    fn check_parts(&mut self, and: bool, parts: &[Clause], negated: bool) -> Option<Predicate> {
        let each = parts.iter().map(|part| {
            self.takes_and = and;
            self.check_clause(part, negated)
        });
        let checked: Vec<Option<Predicate>> = each.collect();
        let checked: Option<Vec<Predicate>> = checked.into_iter().collect();
        Some(Predicate::join(and, negated, checked?))
    }

    fn report(&mut self, problem: &Problem, span: Span, help: Option<String>) {
        if !self.is_full(problem) {
            self.tell(problem.at(span, help));
        }
    }

    /// Takes a diagnostic in, at its place in the order.
    fn tell(&mut self, diagnostic: Diagnostic) {
        let order = |told: &Diagnostic| (told.span.start, told.severity);
        let at = self.diagnostics.partition_point(|told| order(told) <= order(&diagnostic));
        self.diagnostics.insert(at, diagnostic);
    }

    /// Whether enough of this severity has been told: nobody reads more, and a query of a hundred thousand slips must not take
    /// the time of a hundred thousand answers.
    fn is_full(&self, problem: &Problem) -> bool {
        let (_, severity) = problem.code();
        self.diagnostics.iter().filter(|told| told.severity == severity).count() >= TOLD_MAX
    }

    /// Reports, and gives up on the part at hand.
    fn fail<T>(&mut self, problem: &Problem, span: Span, help: Option<String>) -> Option<T> {
        self.report(problem, span, help);
        None
    }
}
