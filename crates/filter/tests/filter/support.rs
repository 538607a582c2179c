//! Short ways to ask.
#![allow(clippy::unwrap_used, clippy::panic, reason = "support code of tests, outside of #[test]")]

use activity_event::Event;
use activity_filter::{
    BundledZones, Checked, Context, Diagnostic, Predicate, Severity, Tables, Truth, Zone, Zones, check,
    evaluate,
};
use std::borrow::Cow;

pub(crate) const ME: &str = "557058:00000000-0000-4000-8000-000000000001";

/// Noon, UTC, on Wednesday the 18th of November 2026.
pub(crate) const NOW: i64 = 1_795_003_200_000;

pub(crate) fn context() -> Context<'static> {
    Context {
        now: NOW,
        zone: Zone::utc(),
        user: Some(ME.into()),
        week_starts_monday: true,
        tables: Cow::Owned(Tables::default()),
    }
}

/// With what the host knows of the site.
pub(crate) fn context_with(tables: serde_json::Value) -> Context<'static> {
    Context { tables: Cow::Owned(serde_json::from_value(tables).unwrap()), ..context() }
}

pub(crate) fn checked_in(jql: &str, context: &Context) -> Checked {
    let parsed = activity_jql::parse(jql);
    let query = parsed.query.unwrap_or_else(|| panic!("{jql}: {:?}", parsed.errors));
    check(&query, context)
}

pub(crate) fn checked(jql: &str) -> Checked {
    checked_in(jql, &context())
}

pub(crate) fn predicate(jql: &str) -> Predicate {
    let checked = checked(jql);
    checked.predicate.unwrap_or_else(|| panic!("{jql}: {:?}", checked.diagnostics))
}

pub(crate) fn ask(jql: &str, event: &Event) -> Truth {
    evaluate(&predicate(jql), event)
}

/// Codes of the errors.
pub(crate) fn errors(jql: &str) -> Vec<&'static str> {
    codes(jql, Severity::Error)
}

/// Codes of the notes.
pub(crate) fn notes(jql: &str) -> Vec<&'static str> {
    codes(jql, Severity::Note)
}

/// Codes of the warnings.
pub(crate) fn warnings(jql: &str) -> Vec<&'static str> {
    codes(jql, Severity::Warning)
}

fn codes(jql: &str, severity: Severity) -> Vec<&'static str> {
    checked(jql).diagnostics.iter().filter(|d| d.severity == severity).map(|d| d.code).collect()
}

/// The only diagnostic.
pub(crate) fn only(jql: &str) -> Diagnostic {
    let mut diagnostics = checked(jql).diagnostics;
    assert_eq!(diagnostics.len(), 1, "{jql}: {diagnostics:?}");
    diagnostics.pop().unwrap()
}

/// Milliseconds of a moment that is written in UTC.
pub(crate) fn utc(text: &str) -> i64 {
    chrono::DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis()
}

/// Who asks, somewhere, at some time.
pub(crate) fn asking(zone: &str, now: &str) -> Context<'static> {
    Context { zone: BundledZones.zone(zone).unwrap(), now: utc(now), ..context() }
}
