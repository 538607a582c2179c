//! What empty fields answer: the table that people get wrong.

use crate::samples::{all_empty, bare_issue, comment, site_setting, transition};
use crate::support::{ask, errors, predicate};
use activity_filter::Truth::{self, Empty, False, Open, True};
use activity_filter::open_clauses;

/// Every kind of clause, with its answer when the field is empty.
const TABLE: &[(&str, Truth)] = &[
    ("{f} = x", Empty),
    ("{f} != x", Empty),
    ("NOT {f} = x", Empty),
    ("{f} IN (x)", Empty),
    ("{f} IN (x, y)", Empty),
    ("{f} NOT IN (x)", Empty),
    ("NOT {f} IN (x, y)", Empty),
    ("{f} IN (EMPTY, x)", True),
    ("{f} NOT IN (EMPTY, x)", False),
    ("{f} IS EMPTY", True),
    ("{f} IS NOT EMPTY", False),
    ("{f} = EMPTY", True),
    ("{f} != EMPTY", False),
    ("NOT {f} IS EMPTY", False),
];
const ORDERED: &[(&str, Truth)] = &[
    ("{f} < x", Empty),
    ("{f} > x", Empty),
    ("{f} <= x", Empty),
    ("{f} >= x", Empty),
    ("NOT {f} < x", Empty),
];
const TEXT: &[(&str, Truth)] = &[
    ("{f} ~ x", Empty),
    ("{f} !~ x", Empty),
    ("NOT {f} ~ x", Empty),
    ("{f} IS EMPTY", True),
    ("{f} IS NOT EMPTY", False),
];

const VALUES: &[&str] = &[
    "issuetype",
    "status",
    "priority",
    "resolution",
    "assignee",
    "reporter",
    "creator",
    "labels",
    "component",
    "fixVersion",
    "parent",
];

#[test]
fn a_field_that_the_payload_says_is_empty() {
    let event = all_empty();
    for field in VALUES.iter().chain(&["actor", "changedField", "changedFrom", "changedTo"]) {
        expect(TABLE, field, &event);
    }
    for field in ["priority", "resolution", "fixVersion"] {
        expect(ORDERED, field, &event);
    }
    for field in ["summary", "content", "text", "changedFrom", "changedTo"] {
        expect(TEXT, field, &event);
    }
}

#[test]
fn a_record_without_an_issue_has_empty_issue_fields() {
    let event = site_setting();
    for field in VALUES.iter().chain(&[
        "issuekey",
        "project",
        "actor",
        "subject",
        "thread",
        "sprint",
        "cf[10010]",
        "\"Team[Team]\"",
    ]) {
        expect(TABLE, field, &event);
    }
    for field in ["priority", "issuekey", "votes"] {
        expect(ORDERED, field, &event);
    }
    for field in ["summary", "issuekey", "description"] {
        expect(TEXT, field, &event);
    }
}

#[test]
fn what_the_payload_did_not_mention_is_open_whatever_is_asked() {
    let event = bare_issue();
    for field in VALUES.iter().chain(&["project", "sprint", "cf[10010]"]) {
        for (clause, _) in TABLE {
            let jql = clause.replace("{f}", field);
            assert_eq!(ask(&jql, &event), Open, "{jql}");
        }
    }
    assert_eq!(ask("statusCategory = done", &event), Open);
    assert_eq!(ask("statusCategory != done", &event), Open);
    assert_eq!(ask("priority > High", &event), Open);
    assert_eq!(ask("assignee IN membersOf(admins)", &event), Open);
    assert_eq!(ask("summary ~ x", &event), Open);
    assert_eq!(ask("issuekey = PAY-1", &event), Open);
    assert_eq!(ask("issuekey = 10012", &event), True);
    assert_eq!(ask("issuekey = 10013", &event), False);
}

#[test]
fn consequences_that_people_get_wrong() {
    let empty = all_empty();
    for jql in [
        "NOT assignee = x",
        "NOT (assignee IN (x))",
        "assignee != x OR assignee = x",
        "NOT (assignee = x AND assignee != x)",
        "resolution = Fixed OR resolution != Fixed",
    ] {
        assert_eq!(ask(jql, &empty), Empty, "{jql}");
        assert_ne!(ask(jql, &transition()), Empty, "{jql}");
    }
    // Unresolved is a magic name.
    for (jql, when_empty) in [
        ("resolution = Unresolved", True),
        ("resolution != unresolved", False),
        ("resolution IN (UNRESOLVED, Fixed)", True),
        ("resolution NOT IN (Unresolved, Fixed)", False),
    ] {
        assert_eq!(ask(jql, &empty), when_empty, "{jql}");
    }
    assert_eq!(ask("resolution = Unresolved", &transition()), False);
    assert_eq!(ask("resolution IN (Unresolved, Fixed)", &transition()), True);
}

/// Facts of empty fields that Jira's reference states one by one: the query, where the field has a value, where it has none.
#[test]
fn what_a_search_finds_of_empty_fields() {
    for (jql, filled, empty) in [
        // Only who asks for EMPTY is given empty fields.
        ("assignee != x", True, Empty),
        ("assignee NOT IN (x, y)", True, Empty),
        ("fixVersion != 9", True, Empty),
        ("fixVersion NOT IN (9)", True, Empty),
        ("assignee != x OR assignee IS EMPTY", True, True),
        // EMPTY and NULL are the same, and `=` says what IS says.
        ("assignee = EMPTY", False, True),
        ("assignee = NULL", False, True),
        ("assignee IS NULL", False, True),
        ("assignee != EMPTY", True, False),
        ("assignee IS NOT NULL", True, False),
        // EMPTY may stand in a list.
        ("assignee IN (EMPTY, x)", False, True),
        ("assignee IN (EMPTY, 5b10aaa)", True, True),
        ("assignee NOT IN (EMPTY, x)", True, False),
        ("assignee NOT IN (EMPTY, 5b10aaa)", False, False),
        // NOT is a part of the operator and no complement of the set.
        ("NOT assignee = x", True, Empty),
        ("NOT (assignee = x)", True, Empty),
        ("NOT assignee IN (x, y)", True, Empty),
        ("NOT assignee != 5b10aaa", True, Empty),
        ("NOT assignee IS EMPTY", True, False),
        ("NOT NOT assignee = 5b10aaa", True, Empty),
        ("NOT priority = Low", True, Empty),
        ("assignee != x OR assignee = x", True, Empty),
        // NOT goes through parentheses.
        ("NOT (assignee = x AND status = Open)", True, Empty),
        ("NOT (assignee = 5b10aaa OR status = Open)", False, Empty),
        // One side decides for AND and OR.
        ("assignee = 5b10aaa AND subjectType = comment", False, False),
        ("assignee = 5b10aaa OR subjectType = issue", True, True),
        ("assignee = 5b10aaa AND subjectType = issue", True, Empty),
        ("assignee = 5b10aaa OR subjectType = comment", True, Empty),
    ] {
        assert_eq!(ask(jql, &transition()), filled, "{jql}");
        assert_eq!(ask(jql, &all_empty()), empty, "{jql}");
    }
    for (jql, filled, empty) in
        [("content !~ fullscreen", True, Empty), ("NOT content ~ fullscreen", True, Empty)]
    {
        assert_eq!(ask(jql, &comment()), filled, "{jql}");
        assert_eq!(ask(jql, &all_empty()), empty, "{jql}");
    }
}

/// What has no issue has no due date: NOT does not find it either. Of an issue Jira is asked, with NOT in the operator.
#[test]
fn not_before_a_field_of_jira_finds_no_empty_ones() {
    for (jql, asked) in [
        ("NOT (due < now())", "due >= now()"),
        ("NOT due >= -1d", "due < -1d"),
        ("NOT sprint = 5", "sprint != 5"),
        ("NOT sprint IN (5, 6)", "sprint NOT IN (5, 6)"),
        ("NOT environment ~ x", "environment !~ x"),
        ("NOT cf[10010] != x", "cf[10010] = x"),
        ("NOT issueLinkType != clones", "issueLinkType = clones"),
    ] {
        assert_eq!(ask(jql, &site_setting()), Empty, "{jql}");
        assert_eq!(ask(jql, &bare_issue()), Open, "{jql}");
        assert_eq!(open_clauses(&predicate(jql)), [asked]);
    }
    // Jira has no `textfields !~`.
    assert_eq!(open_clauses(&predicate("NOT textfields ~ x")), ["NOT textfields ~ x"]);
}

/// History has two values: what was never set never had the value.
#[test]
fn history_is_never_empty() {
    for (jql, expect) in [
        ("status WAS Done", False),
        ("status WAS NOT Done", True),
        ("NOT status WAS Done", True),
        ("status WAS IN (Done, Open)", False),
        ("status WAS NOT IN (Done, Open)", True),
        ("status CHANGED", False),
        ("NOT status CHANGED", True),
        ("status CHANGED FROM EMPTY", False),
    ] {
        assert_eq!(ask(jql, &site_setting()), expect, "{jql}");
    }
}

#[test]
fn several_values_are_compared_any_and_none() {
    let event = transition();
    for (jql, expect) in [
        ("labels = security", True),
        ("labels = Q4", True),
        ("labels = other", False),
        ("labels != security", False),
        ("labels != other", True),
        ("labels IN (other, q4)", True),
        ("labels NOT IN (other, q4)", False),
        ("labels NOT IN (other, another)", True),
    ] {
        assert_eq!(ask(jql, &event), expect, "{jql}");
    }
}

#[test]
fn empty_is_no_value_of_a_field_that_is_never_empty() {
    for jql in ["source = EMPTY", "source IN (a, EMPTY)", "projectType NOT IN (EMPTY, software)"] {
        assert_eq!(errors(jql), ["filter.value.empty"], "{jql}");
    }
}

fn expect(table: &[(&str, Truth)], field: &str, event: &activity_event::Event) {
    for (clause, expect) in table {
        let jql = clause.replace("{f}", field);
        assert_eq!(ask(&jql, event), *expect, "{jql}");
    }
}
