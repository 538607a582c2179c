//! What empty fields answer: the table that people get wrong.

use crate::samples::{all_empty, bare_issue, site_setting, transition};
use crate::support::{ask, errors};
use activity_filter::Truth::{self, Empty, False, Open, True};

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
