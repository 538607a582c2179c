//! WAS: what a record shows of the history of its issue; the rest is open.

use crate::samples::{all_empty, bare_issue, site_setting, transition};
use crate::support::{ME, ask, errors, notes, predicate};
use activity_filter::Truth::{False, Open, True};
use activity_filter::{can_ask, residual_of};

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
