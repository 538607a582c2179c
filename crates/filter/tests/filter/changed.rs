//! CHANGED: one change of the record itself.

use crate::samples::{record, site_setting, transition};
use crate::support::{ME, NOW, ask, checked_in, context, errors, predicate};
use activity_event::Event;
use activity_filter::Truth::{False, True};
use activity_filter::{Context, evaluate};
use serde_json::json;

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

/// Every predicate by itself: what it compares, and that its ends are as Jira has them. The change is of noon, UTC.
#[test]
fn what_narrows_a_change() {
    let event = transition();
    for (jql, expect) in [
        // FROM and TO take a value, EMPTY, a function or a list of them; names and ids alike.
        ("status CHANGED FROM \"In Progress\"", True),
        ("status CHANGED FROM 3", True),
        ("status CHANGED FROM (Open, \"In Progress\")", True),
        ("status CHANGED FROM Open", False),
        ("status CHANGED TO Done", True),
        ("status CHANGED TO (Done, Closed)", True),
        ("status CHANGED TO Closed", False),
        ("resolution CHANGED FROM EMPTY", True),
        ("resolution CHANGED FROM (EMPTY, Fixed)", True),
        ("resolution CHANGED TO EMPTY", False),
        ("assignee CHANGED FROM currentUser()", True),
        ("assignee CHANGED TO currentUser()", False),
        ("assignee CHANGED TO (currentUser(), 5b10aaa)", True),
        // BY takes one, a function or a list.
        ("status CHANGED BY 557058:00000000-0000-4000-8000-000000000001", True),
        ("status CHANGED BY currentUser()", True),
        ("status CHANGED BY (x, currentUser())", True),
        ("status CHANGED BY x", False),
        // AFTER and BEFORE leave out the moment itself.
        ("status CHANGED AFTER \"2026-11-18 11:59\"", True),
        ("status CHANGED AFTER \"2026-11-18 12:00\"", False),
        ("status CHANGED BEFORE \"2026-11-18 12:01\"", True),
        ("status CHANGED BEFORE \"2026-11-18 12:00\"", False),
        // ON is the whole day, however it is named.
        ("status CHANGED ON 2026-11-18", True),
        ("status CHANGED ON \"2026/11/18 23:59\"", True),
        ("status CHANGED ON now()", True),
        ("status CHANGED ON -1d", False),
        ("status CHANGED ON 2026-11-17", False),
        ("status CHANGED ON 2026-11-19", False),
        // DURING holds both of its ends.
        ("status CHANGED DURING (\"2026-11-18 12:00\", \"2026-11-18 13:00\")", True),
        ("status CHANGED DURING (\"2026-11-18 11:00\", \"2026-11-18 12:00\")", True),
        ("status CHANGED DURING (\"2026-11-18 12:01\", \"2026-11-18 13:00\")", False),
        ("status CHANGED DURING (startOfDay(), endOfDay())", True),
        ("status CHANGED DURING (startOfDay(-1), endOfDay(-1))", False),
        // In any order, all together.
        ("status CHANGED TO Done BY currentUser() FROM \"In Progress\" ON 2026-11-18", True),
        ("status CHANGED TO Done BY x FROM \"In Progress\"", False),
        ("status CHANGED FROM \"In Progress\" TO Closed", False),
        ("status CHANGED AFTER -1h BEFORE 1h", True),
    ] {
        assert_eq!(ask(jql, &event), expect, "{jql}");
    }
    // A day counts from the moment of asking: yesterday at 15:00 is less than a day before 13:00.
    let yesterday = record(&json!({
        "occurred": NOW + 3_600_000 - 22 * 3_600_000, "subject": {"kind": "issue", "id": "7", "key": "PAY-7"},
        "changes": [{"fieldId": "status", "field": "status", "to": {"text": "Closed"}}],
    }));
    let one = Context { now: NOW + 3_600_000, ..context() };
    for (jql, expect) in [
        ("status CHANGED TO Closed AFTER -1d", True),
        ("status CHANGED TO Closed AFTER -24h", True),
        ("status CHANGED TO Closed AFTER -21h", False),
        ("status CHANGED TO Closed AFTER startOfDay()", False),
    ] {
        assert_eq!(evaluate(&checked_in(jql, &one).predicate.unwrap(), &yesterday), expect, "{jql}");
    }
}

/// Predicates of one CHANGED speak of one change; two CHANGED may each mean another.
#[test]
fn two_changes_of_one_field_are_told_apart() {
    let change = |from: &str, to: &str| json!({"fieldId": "status", "field": "status", "from": {"text": from}, "to": {"text": to}});
    let event = record(&json!({
        "subject": {"kind": "issue", "id": "7", "key": "PAY-7"}, "changes": [change("Open", "Review"), change("Review", "Done")],
    }));
    for (jql, expect) in [
        ("status CHANGED FROM Open TO Review", True),
        ("status CHANGED FROM Review TO Done", True),
        ("status CHANGED FROM Open TO Done", False),
        ("status CHANGED FROM Open AND status CHANGED TO Done", True),
        ("status CHANGED FROM Review AND status CHANGED TO Review", True),
        ("NOT status CHANGED FROM Open TO Done", True),
        ("NOT (status CHANGED FROM Open AND status CHANGED TO Done)", False),
    ] {
        assert_eq!(ask(jql, &event), expect, "{jql}");
    }
}

/// Values that an issue begins with are no changes.
#[test]
fn first_values_are_no_changes() {
    let created = record(&json!({
        "action": "issue.created", "subject": {"kind": "issue", "id": "7", "key": "PAY-7"},
        "issue": {"status": {"id": "1", "name": "Open"}, "fixVersions": [{"id": "200", "name": "2.0"}]},
    }));
    for jql in ["fixVersion CHANGED FROM EMPTY", "fixVersion CHANGED TO \"2.0\"", "status CHANGED"] {
        assert_eq!(ask(jql, &created), False, "{jql}");
    }
    assert_eq!(ask("fixVersion = \"2.0\"", &created), True);
}

/// Changes of Jira's other fields are kept under names of their own.
#[test]
fn every_field_that_changes_is_found_by_its_name_in_jql() {
    for (names, id, name) in [
        ("affectedVersion", "versions", "Version"),
        ("assignee", "assignee", "assignee"),
        ("attachments", "attachment", "Attachment"),
        ("component", "components", "Component"),
        ("description", "description", "description"),
        ("due dueDate", "duedate", "duedate"),
        ("environment", "environment", "environment"),
        ("fixVersion", "fixVersions", "Fix Version"),
        ("issueLink workItemLink", "issuelinks", "Link"),
        ("type issuetype workType", "issuetype", "issuetype"),
        ("labels", "labels", "labels"),
        ("level", "security", "security"),
        ("originalEstimate timeOriginalEstimate", "timeoriginalestimate", "timeoriginalestimate"),
        ("parent", "parent", "IssueParentAssociation"),
        ("priority", "priority", "priority"),
        ("project space", "project", "project"),
        ("remainingEstimate timeEstimate", "timeestimate", "timeestimate"),
        ("reporter", "reporter", "reporter"),
        ("resolution", "resolution", "resolution"),
        ("sprint", "customfield_10020", "Sprint"),
        ("status", "status", "status"),
        ("summary", "summary", "summary"),
        ("timeSpent", "timespent", "timespent"),
        ("issueKey key", "Key", "Key"),
    ] {
        let event = record(&json!({
            "subject": {"kind": "issue", "id": "7", "key": "PAY-7"}, "changes": [{"fieldId": id, "field": name, "to": {"id": "1", "text": "x"}}],
        }));
        for field in names.split(' ') {
            assert_eq!(ask(&format!("{field} CHANGED"), &event), True, "{field}");
            assert_eq!(ask(&format!("{field} CHANGED TO x"), &event), True, "{field}");
            assert_eq!(ask(&format!("NOT {field} CHANGED"), &event), False, "{field}");
            assert_eq!(ask(&format!("{field} CHANGED"), &transition_of_points()), False, "{field}");
        }
        let by_name = format!("changedField = {}", names.split(' ').next().unwrap_or_default());
        assert_eq!(ask(&by_name, &event), True, "{by_name}");
    }
}

/// Only the story points change.
fn transition_of_points() -> Event {
    record(&json!({
        "subject": {"kind": "issue", "id": "7", "key": "PAY-7"},
        "changes": [{"fieldId": "customfield_10010", "field": "Story Points", "to": {"text": "5"}}],
    }))
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
        ("status CHANGED AFTER (11, 12)", "filter.history.dates"),
        ("status CHANGED ON (11, 12)", "filter.history.dates"),
        ("status CHANGED DURING (11, 12, 13)", "filter.history.dates"),
        ("status CHANGED DURING (-1d, EMPTY)", "filter.date.invalid"),
        // Nobody knows of both a change and when somebody logged in.
        ("status CHANGED AFTER lastLogin()", "filter.function.later"),
        ("status CHANGED AFTER yesterday", "filter.date.invalid"),
        ("status CHANGED AFTER EMPTY", "filter.date.invalid"),
        ("status CHANGED TO now()", "filter.function.field"),
        ("labels WAS Done", "filter.operator.unsupported"),
        ("cf[10010] WAS 1", "filter.history.field"),
        ("frobnicate WAS 1", "filter.history.field"),
    ] {
        assert_eq!(errors(jql), [code], "{jql}");
    }
    // One field, and none that means any.
    for jql in
        ["status, priority CHANGED", "(status, priority) CHANGED", "* CHANGED", "CHANGED", "status CHANGED 5"]
    {
        assert!(activity_jql::parse(jql).query.is_none(), "{jql}");
    }
    let message = |jql| crate::support::only(jql).message;
    assert_eq!(
        message("status CHANGED DURING 11"),
        "The predicate 'DURING' must be supplied with exactly 2 date values."
    );
    assert_eq!(
        message("status CHANGED BEFORE (11, 12)"),
        "The predicate 'BEFORE' must be supplied with exactly 1 date value."
    );
}
