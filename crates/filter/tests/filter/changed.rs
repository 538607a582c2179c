//! CHANGED: one change of the record itself.

use crate::samples::{site_setting, transition};
use crate::support::{ME, ask, errors, predicate};
use activity_filter::Truth::{False, True};

#[test]
fn all_that_is_said_holds_of_one_change() {
    let event = transition();
    for (jql, expect) in [
        ("status CHANGED", True),
        ("Status changed from \"In Progress\" to Done", True),
        ("status CHANGED FROM 3 TO (5, 6)", True),
        ("status CHANGED FROM Done", False),
        ("status CHANGED TO Fixed", False),
        ("resolution CHANGED FROM EMPTY TO Fixed", True),
        ("resolution CHANGED FROM Unresolved", True),
        ("resolution CHANGED FROM (Fixed, EMPTY)", True),
        ("resolution CHANGED TO EMPTY", False),
        ("status CHANGED FROM EMPTY", False),
        ("assignee CHANGED FROM currentUser() TO 5b10aaa", True),
        ("fixVersion CHANGED TO \"2.0\"", True),
        ("\"Story Points\" CHANGED FROM 3", True),
        ("cf[10010] CHANGED TO 5", True),
        ("duedate CHANGED", False),
        ("priority CHANGED", False),
        ("status CHANGED BY currentUser()", True),
        ("status CHANGED BY (x, y)", False),
        ("status CHANGED AFTER -1d BEFORE 1d", True),
        ("status CHANGED AFTER now()", False),
        ("status CHANGED BEFORE now()", False),
        ("status CHANGED ON 2026-11-18", True),
        ("status CHANGED ON \"2026-11-17 23:00\"", False),
        ("status CHANGED DURING (startOfDay(), now())", True),
        ("status CHANGED DURING (-2d, -1d)", False),
        ("status CHANGED TO Done TO Open", False),
        ("status CHANGED TO Done AND resolution CHANGED TO Fixed", True),
        ("NOT status CHANGED", False),
        ("NOT status CHANGED TO Open", True),
        ("NOT (status CHANGED TO Open AND project = PAY)", True),
    ] {
        assert_eq!(ask(jql, &event), expect, "{jql}");
    }
}

#[test]
fn it_is_two_valued() {
    assert_eq!(ask("status CHANGED", &site_setting()), False);
    assert_eq!(ask("NOT status CHANGED", &site_setting()), True);
    assert_eq!(ask("status CHANGED BY EMPTY2", &site_setting()), False);
    assert_eq!(ask(&format!("status CHANGED BY {ME}"), &site_setting()), False);
}

#[test]
fn it_bounds_the_time() {
    assert_eq!(predicate("status CHANGED AFTER 5 BEFORE 9").time_bounds(), (Some(6), Some(9)));
    assert_eq!(predicate("status CHANGED DURING (5, 9)").time_bounds(), (Some(5), Some(10)));
    assert_eq!(predicate("NOT status CHANGED AFTER 5").time_bounds(), (None, None));
}

#[test]
fn what_cannot_be_asked() {
    for (jql, code) in [
        ("actor CHANGED", "filter.history.field"),
        ("occurred CHANGED", "filter.history.field"),
        ("issue.property[x].y CHANGED", "filter.history.field"),
        ("status CHANGED BY EMPTY", "filter.history.empty"),
        ("status CHANGED BY (x, EMPTY)", "filter.history.empty"),
        ("status CHANGED DURING 11", "filter.history.dates"),
        ("status CHANGED BEFORE (11, 12)", "filter.history.dates"),
        ("status CHANGED AFTER yesterday", "filter.date.invalid"),
        ("status CHANGED AFTER EMPTY", "filter.date.invalid"),
        ("status CHANGED TO now()", "filter.function.field"),
        ("labels WAS Done", "filter.operator.unsupported"),
        ("cf[10010] WAS 1", "filter.history.field"),
        ("frobnicate WAS 1", "filter.history.field"),
    ] {
        assert_eq!(errors(jql), [code], "{jql}");
    }
}
