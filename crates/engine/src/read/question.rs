//! What is asked: texts, checked, as something that can be put to a record.

use super::place::Direction;
use crate::indexed::Sought;
use crate::{CheckRequest, Diagnostic, EngineError, Fix, Severity, Zones};
use activity_event::Event;
use activity_filter::{Context, Lookup, Predicate, RequiredContainers, Truth};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A checked question. All its conditions must hold.
#[derive(Debug)]
pub(crate) struct Question {
    pub(crate) direction: Direction,
    conditions: Vec<Predicate>,
    /// Warnings of the check.
    pub(crate) warnings: Vec<Diagnostic>,
    /// Lookups that would make the answer better.
    pub(crate) wanted: BTreeSet<Lookup>,
    /// Clauses that only Jira can answer.
    pub(crate) open: Vec<String>,
    /// Matches did not occur before this.
    pub(super) since: i64,
    /// Matches occurred before this; none when there is no end.
    pub(super) before: Option<i64>,
    /// Codes of the actions that matches have; none when any may match.
    pub(crate) actions: Option<BTreeSet<u16>>,
    /// What is required of the container of a match, all of it.
    pub(super) containers: Vec<RequiredContainers>,
    /// What an index can find all matches by.
    pub(crate) sought: Option<Sought>,
}

impl Question {
    /// Checks the query and the narrowing clauses.
    pub(crate) fn ask(request: &CheckRequest, zones: &dyn Zones) -> Result<Self, EngineError> {
        let checks = Checks::of(request, zones)?;
        if checks.failed() { Err(EngineError::Query(checks.diagnostics)) } else { Ok(Self::of(checks)) }
    }

    fn of(checks: Checks<'_>) -> Self {
        let conditions = checks.conditions;
        let mut open: Vec<String> = conditions.iter().flat_map(activity_filter::open_clauses).collect();
        let mut seen = BTreeSet::new();
        open.retain(|clause| seen.insert(clause.clone()));
        let bounds = conditions.iter().map(Predicate::time_bounds);
        let actions = conditions.iter().filter_map(Predicate::required_actions);
        Self {
            direction: checks.direction.unwrap_or(Direction::NewestFirst),
            warnings: checks.diagnostics,
            wanted: checks.wanted,
            open,
            since: bounds.clone().filter_map(|bounds| bounds.0).max().unwrap_or(i64::MIN),
            before: bounds.filter_map(|bounds| bounds.1).min(),
            actions: actions
                .map(|actions| actions.iter().map(|action| action.code()).collect::<BTreeSet<u16>>())
                .reduce(|a, b| &a & &b),
            containers: conditions.iter().filter_map(Predicate::required_containers).collect(),
            sought: Sought::of(&conditions),
            conditions,
        }
    }

    /// All that must hold.
    pub(crate) fn conditions(&self) -> &[Predicate] {
        &self.conditions
    }

    /// Matches did not occur before the first, and before the second, when there is an end.
    pub(crate) fn bounds(&self) -> (i64, Option<i64>) {
        (self.since, self.before)
    }

    /// What the conditions together say of a record.
    pub(crate) fn evaluate(&self, event: &Event) -> Truth {
        let truths = self.conditions.iter().map(|condition| activity_filter::evaluate(condition, event));
        truths.fold(Truth::True, Truth::and)
    }

    /// What Jira must be asked about the issue of a record that is open; none when Jira cannot know either.
    pub(super) fn residual(&self, event: &Event) -> Option<String> {
        let parts: Vec<Predicate> = self
            .conditions
            .iter()
            .filter_map(|condition| activity_filter::residual_of(condition, event))
            .collect();
        let text = |part: &Predicate| match part {
            Predicate::Or(_) if parts.len() > 1 => format!("({part})"),
            _ => part.to_string(),
        };
        parts
            .iter()
            .all(activity_filter::can_ask)
            .then(|| parts.iter().map(text).collect::<Vec<_>>().join(" AND "))
    }

    /// The first and the last time of matches, as they stand in places.
    pub(super) fn times(&self) -> (i64, i64) {
        let to = self.before.map_or(i64::MAX, |before| before.saturating_sub(1));
        self.direction.stretch(self.since, to)
    }
}

/// The texts of a question, checked.
pub(crate) struct Checks<'a> {
    context: Context<'a>,
    conditions: Vec<Predicate>,
    /// Errors and warnings.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Lookups that would make the answer better.
    pub(crate) wanted: BTreeSet<Lookup>,
    direction: Option<Direction>,
}

impl<'a> Checks<'a> {
    /// Checks the query and the narrowing clauses.
    pub(crate) fn of(request: &'a CheckRequest, zones: &dyn Zones) -> Result<Self, EngineError> {
        let zone = zones.zone(&request.zone).map_err(|unknown| EngineError::Zone(unknown.0))?;
        let user = request.account.as_deref().map(Cow::Borrowed);
        let (week_starts_monday, tables) = (request.monday_first, Cow::Borrowed(&request.tables));
        let context = Context { now: request.now, zone, user, week_starts_monday, tables };
        let (conditions, diagnostics, wanted) = (vec![], vec![], BTreeSet::new());
        let mut checks = Self { context, conditions, diagnostics, wanted, direction: None };
        checks.check(&request.jql, None);
        for (n, text) in (0_u32..).zip(&request.narrow) {
            checks.check(text, Some(n));
        }
        Ok(checks)
    }

    /// Whether there is an error.
    pub(crate) fn failed(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    fn check(&mut self, text: &str, narrow: Option<u32>) {
        let parsed = activity_jql::parse(text);
        for error in &parsed.errors {
            self.diagnostics.push(Diagnostic {
                severity: Severity::Error,
                code: error.code(),
                message: error.message(),
                help: error.help(),
                narrow,
                from: offset(error.span.start),
                to: offset(error.span.end),
                fix: None,
            });
        }
        let Some(query) = parsed.query else { return };
        let checked = activity_filter::check(&query, &self.context);
        self.diagnostics.extend(
            checked.diagnostics.into_iter().map(|diagnostic| diagnostic_of(diagnostic, text, narrow)),
        );
        self.conditions.extend(checked.predicate);
        self.wanted.extend(checked.wanted);
        // The query says in which order; a narrowing clause is a filter and no more.
        if let (None, Some(order)) = (narrow, checked.order.first()) {
            self.direction = Some(match order.direction {
                activity_jql::Direction::Ascending => Direction::OldestFirst,
                activity_jql::Direction::Descending => Direction::NewestFirst,
            });
        }
    }
}

fn diagnostic_of(diagnostic: activity_filter::Diagnostic, text: &str, narrow: Option<u32>) -> Diagnostic {
    Diagnostic {
        severity: match diagnostic.severity {
            activity_filter::Severity::Error => Severity::Error,
            activity_filter::Severity::Warning => Severity::Warning,
            activity_filter::Severity::Note => Severity::Note,
        },
        code: diagnostic.code,
        message: diagnostic.message,
        help: diagnostic.help,
        narrow,
        from: offset(diagnostic.span.start),
        to: offset(diagnostic.span.end),
        fix: diagnostic.fix.map(|fix| Fix {
            from: offset(fix.span.start),
            to: offset(fix.span.end),
            insert: fix.beside(text),
            label: fix.label,
        }),
    }
}

fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}
