//! WAS: what a record shows of the history of its issue; the rest is open.

use crate::samples::{all_empty, bare_issue, record, site_setting, transition};
use crate::support::{ME, ask, checked_in, context_with, errors, notes, predicate};
use activity_filter::Truth::{False, Open, True};
use activity_filter::{can_ask, evaluate, residual_of};
use serde_json::json;

#[test]
fn what_one_event_shows() {
    // Noon on the 18th, UTC: In Progress -> Done, unresolved -> Fixed, me -> 5b10aaa.
    let event = transition();
    for (jql, expect) in [
        ("status WAS Done", True),
        ("status WAS \"in progress\"", True),
        ("status WAS 3", True),
        ("status WAS Open", Open),
        ("status WAS NOT Done", False),
        ("status WAS NOT Open", Open),
        ("NOT status WAS Done", False),
        ("NOT status WAS NOT Done", True),
        ("NOT status WAS Open", Open),
        ("status WAS IN (Open, Done)", True),
        ("status WAS IN (Open, Closed)", Open),
        ("status WAS NOT IN (Open, Done)", False),
        ("priority WAS High", True),
        ("priority WAS Low", Open),
        ("resolution WAS EMPTY", True),
        ("resolution WAS Unresolved", True),
        ("resolution WAS Fixed", True),
        ("assignee WAS currentUser()", True),
        ("assignee WAS 5b10aaa", True),
        ("reporter WAS 5b10bbb", True),
        ("fixVersion WAS \"2.0\"", True),
        ("fixVersion WAS EMPTY", True),
        // Who began the stretch.
        ("status WAS Done BY currentUser()", True),
        ("status WAS Done BY x", Open),
        ("status WAS \"In Progress\" BY currentUser()", Open),
        ("priority WAS High BY currentUser()", Open),
        // Done begins at noon.
        ("status WAS Done BEFORE \"2026-11-18 12:01\"", True),
        ("status WAS Done BEFORE \"2026-11-18 12:00\"", Open),
        ("status WAS Done AFTER \"2026-11-18 11:59\"", True),
        ("status WAS Done AFTER \"2026-11-18 12:00\"", Open),
        ("status WAS Done ON 2026-11-18", True),
        ("status WAS Done ON 2026-11-19", Open),
        ("status WAS Done DURING (\"2026-11-18 12:00\", \"2026-11-18 13:00\")", True),
        ("status WAS Done DURING (-2d, -1d)", Open),
        // In Progress lasts until just before.
        ("status WAS \"In Progress\" BEFORE \"2026-11-18 12:00\"", True),
        ("status WAS \"In Progress\" ON 2026-11-18", True),
        ("status WAS \"In Progress\" DURING (\"2026-11-18 12:00\", now())", Open),
        // A value that did not change.
        ("priority WAS High ON 2026-11-18", True),
        ("priority WAS High BEFORE 2026-11-18", Open),
        ("status WAS Done BY currentUser() ON 2026-11-18", True),
    ] {
        assert_eq!(ask(jql, &event), expect, "{jql}");
    }
}

/// Jira keeps the history of six fields. A value that one of them has or had is enough; WAS NOT asks for never.
#[test]
fn six_fields_have_a_history() {
    for (field, now, before, other) in [
        ("assignee", "5b10aaa", "currentUser()", "5b10ccc"),
        ("fixVersion", "\"2.0\"", "EMPTY", "\"9.9\""),
        ("priority", "High", "High", "Low"),
        ("reporter", "5b10bbb", "5b10bbb", "5b10ccc"),
        ("resolution", "Fixed", "EMPTY", "Duplicate"),
        ("status", "Done", "\"In Progress\"", "Open"),
    ] {
        for (clause, expect) in [
            ("WAS {now}", True),
            ("WAS {before}", True),
            ("WAS {other}", Open),
            ("WAS NOT {now}", False),
            ("WAS NOT {before}", False),
            ("WAS NOT {other}", Open),
            ("WAS IN ({other}, {before})", True),
            ("WAS IN ({other}, {other})", Open),
            ("WAS NOT IN ({other}, {now})", False),
            ("WAS NOT IN ({other}, {other})", Open),
        ] {
            let clause = clause.replace("{now}", now).replace("{before}", before).replace("{other}", other);
            let jql = format!("{field} {clause}");
            assert_eq!(ask(&jql, &transition()), expect, "{jql}");
        }
    }
}

/// Done begins at noon, UTC, and In Progress lasts until then. Where the record does not show it, Jira is asked.
#[test]
fn what_narrows_the_time_of_a_value() {
    for (jql, expect) in [
        // BEFORE: it began before.
        ("status WAS Done BEFORE \"2026-11-18 12:01\"", True),
        ("status WAS \"In Progress\" BEFORE \"2026-11-18 12:00\"", True),
        ("status WAS Done BEFORE \"2026-11-18 12:00\"", Open),
        // AFTER: it still lasted after.
        ("status WAS Done AFTER \"2026-11-18 11:00\"", True),
        ("status WAS \"In Progress\" AFTER \"2026-11-18 11:00\"", True),
        ("status WAS \"In Progress\" AFTER \"2026-11-18 12:00\"", Open),
        // ON: some time of that day, or at that minute.
        ("status WAS Done ON 2026-11-18", True),
        ("status WAS \"In Progress\" ON 2026-11-18", True),
        ("status WAS Done ON 2026-11-17", Open),
        ("status WAS Done ON \"2026-11-18 12:00\"", True),
        ("status WAS \"In Progress\" ON \"2026-11-18 11:59\"", True),
        ("status WAS Done ON \"2026-11-18 11:00\"", Open),
        ("status WAS Done ON now()", True),
        ("status WAS Done ON startOfDay()", Open),
        // DURING: some time between, both ends included.
        ("status WAS Done DURING (\"2026-11-18 11:00\", \"2026-11-18 12:00\")", True),
        ("status WAS \"In Progress\" DURING (\"2026-11-18 11:00\", \"2026-11-18 12:00\")", True),
        ("status WAS Done DURING (startOfDay(), endOfDay())", True),
        ("status WAS Done DURING (startOfDay(-1), endOfDay(-1))", Open),
        // All together.
        ("status WAS Done BY currentUser() BEFORE 1d AFTER -1d ON 2026-11-18", True),
        ("status WAS Done BY currentUser() BEFORE -1d", Open),
        ("NOT status WAS Done ON 2026-11-18", False),
        ("status WAS NOT Done ON \"2026-11-18 11:00\"", Open),
    ] {
        assert_eq!(ask(jql, &transition()), expect, "{jql}");
    }
}

/// Who creates an issue sets the values that it begins with.
#[test]
fn first_values_are_set_by_who_creates() {
    let created = record(&json!({
        "action": "issue.created", "actor": {"accountId": ME, "kind": "person", "certainty": "stated"},
        "subject": {"kind": "issue", "id": "7", "key": "PAY-7"},
        "issue": {"status": {"id": "1", "name": "Open"}, "priority": {"id": "2", "name": "High"}},
    }));
    for (jql, expect) in [
        ("status WAS Open", True),
        ("status WAS Open BY currentUser()", True),
        ("status WAS NOT Open BY currentUser()", False),
        ("priority WAS High BY currentUser() ON 2026-11-18", True),
        ("status WAS Open BY x", Open),
        ("status WAS Done BY currentUser()", Open),
    ] {
        assert_eq!(ask(jql, &created), expect, "{jql}");
    }
}

/// As things were called when it happened, as they are called now, and by their ids.
#[test]
fn values_are_found_by_every_name_that_they_had() {
    let tables = json!({"statuses": [{"id": "5", "name": "Closed", "category": "done"}, {"id": "3", "name": "Doing", "category": "new"}]});
    for jql in [
        "status WAS Done",
        "status WAS Closed",
        "status WAS 5",
        "status WAS \"In Progress\"",
        "status WAS Doing",
        "status WAS 3",
        "status CHANGED FROM \"In Progress\" TO Done",
        "status CHANGED FROM Doing TO Closed",
        "status CHANGED FROM 3 TO 5",
        "status CHANGED FROM doing TO (x, DONE)",
    ] {
        let predicate = checked_in(jql, &context_with(tables.clone())).predicate.unwrap();
        assert_eq!(evaluate(&predicate, &transition()), True, "{jql}");
    }
}

/// When somebody logged in Jira knows, and it knows the whole history as well.
#[test]
fn logins_may_stand_where_jira_is_asked() {
    for jql in [
        "status WAS Done AFTER currentLogin()",
        "status WAS Done BEFORE lastLogin()",
        "status WAS Done DURING (lastLogin(), now())",
        "status WAS NOT IN (Done, Closed) BY x AFTER lastLogin()",
    ] {
        assert_eq!(ask(jql, &transition()), Open, "{jql}");
        let residual = residual_of(&predicate(jql), &transition()).unwrap();
        assert_eq!(residual.to_string(), jql);
        assert!(can_ask(&residual));
        assert_eq!(ask(jql, &site_setting()), if jql.contains("NOT") { True } else { False }, "{jql}");
    }
    for (jql, code) in [
        ("status WAS Done AFTER currentLogin(1)", "filter.function.arguments"),
        ("status WAS Done AFTER (lastLogin(), now())", "filter.history.dates"),
        ("status WAS Done DURING lastLogin()", "filter.history.dates"),
        ("status WAS Done DURING (lastLogin(), soon)", "filter.date.invalid"),
    ] {
        assert_eq!(errors(jql), [code], "{jql}");
    }
}

#[test]
fn what_has_no_issue_has_no_history() {
    assert_eq!(ask("status WAS Done", &site_setting()), False);
    assert_eq!(ask("status WAS NOT Done", &site_setting()), True);
    assert_eq!(ask("status WAS Done", &bare_issue()), Open);
    assert_eq!(ask("resolution WAS EMPTY", &all_empty()), True);
}

#[test]
fn jira_is_asked_for_the_rest() {
    let predicate = predicate("actor = currentUser() AND NOT status WAS Open BY x");
    let residual = residual_of(&predicate, &transition()).unwrap();
    assert_eq!(residual.to_string(), "status WAS NOT Open BY x");
    assert!(can_ask(&residual));
    assert_eq!(notes("status WAS Open"), ["filter.history.elsewhere"]);
}

#[test]
fn what_cannot_be_asked() {
    for (jql, code) in [
        ("status WAS Done BY EMPTY", "filter.history.empty"),
        ("status WAS Done DURING 11", "filter.history.dates"),
        ("status WAS Done AFTER (1, 2)", "filter.history.dates"),
        ("status WAS Done ON soon", "filter.date.invalid"),
        ("status WAS now()", "filter.function.field"),
        ("assignee WAS membersOf(x)", "filter.function.operator"),
    ] {
        assert_eq!(errors(jql), [code], "{jql}");
    }
    assert_eq!(errors(&format!("assignee WAS IN membersOf(x) BY {ME}")), [""; 0]);
}
