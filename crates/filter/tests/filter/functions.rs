//! Jira's own reference of functions: where each may stand, and with how many arguments.
//!
//! Source: <https://support.atlassian.com/jira-service-management-cloud/docs/jql-functions/>, 2025.

use crate::reference::{FIELDS, names};
use crate::support::{errors, predicate};
use activity_filter::open_clauses;

type Row = (&'static str, bool, &'static str, &'static [&'static str], &'static [&'static str]);

/// Functions with all their names, whether they give one value or a list, a field they fit, arguments that are right, and
/// arguments that are too few or too many.
const FUNCTIONS: &[Row] = &[
    ("currentUser", false, "assignee", &[""], &["x"]),
    ("membersOf", true, "assignee", &["x"], &["", "x, y"]),
    ("organizationMembers", true, "reporter", &["x", "x, y, z"], &[""]),
    ("customerDetail", true, "reporter", &["tier, gold"], &["tier", ""]),
    ("now", false, "created", &[""], &["1"]),
    ("currentLogin", false, "created", &[""], &["1"]),
    ("lastLogin", false, "updated", &[""], &["1"]),
    ("startOfDay", false, "created", &["", "-1", "\"+2h\""], &["1, 2"]),
    ("startOfWeek", false, "due", &["", "-1"], &["1, 2"]),
    ("startOfMonth", false, "resolved", &["", "-1M"], &["1, 2"]),
    ("startOfYear", false, "created", &["", "-1"], &["1, 2"]),
    ("endOfDay", false, "created", &["", "-1"], &["1, 2"]),
    ("endOfWeek", false, "lastViewed", &["", "-1"], &["1, 2"]),
    ("endOfMonth", false, "created", &["", "\"+15d\""], &["1, 2"]),
    ("endOfYear", false, "worklogDate", &["", "-1"], &["1, 2"]),
    ("openSprints closedSprints futureSprints", true, "sprint", &[""], &["x"]),
    ("releasedVersions unreleasedVersions", true, "fixVersion", &["", "PAY", "PAY, OPS"], &[]),
    ("releasedVersions unreleasedVersions", true, "affectedVersion", &["", "PAY"], &[]),
    ("latestReleasedVersion earliestUnreleasedVersion", false, "fixVersion", &["PAY"], &["", "PAY, OPS"]),
    ("componentsLeadByUser", true, "component", &["", "x"], &["x, y"]),
    ("projectsLeadByUser spacesLeadByUser", true, "project", &["", "x"], &["x, y"]),
    ("projectsWhereUserHasPermission projectsWhereUserHasRole", true, "project", &["x"], &["", "x, y"]),
    ("standardIssueTypes standardWorkTypes subtaskIssueTypes subtaskWorkTypes", true, "type", &[""], &["x"]),
    (
        "issueHistory workItemHistory votedIssues votedWorkItems watchedIssues watchedWorkItems",
        true,
        "issue",
        &[""],
        &["x"],
    ),
    ("linkedIssues linkedWorkItems", true, "issue", &["PAY-1", "PAY-1, blocks"], &[""]),
    ("updatedBy", true, "issuekey", &["x", "x, -7d", "x, -7d, -1d"], &["", "x, a, b, c"]),
    ("issuesWithRemoteLinksByGlobalId", true, "id", &["a", "a, b"], &[""]),
    ("cascadeOption", true, "cf[1]", &["a", "a, b"], &["", "a, b, c"]),
    ("choiceOption", true, "cf[1]", &["a", "a, b, c"], &[""]),
    ("approved myApproval myPending myPendingApproval pending", false, "approvals", &[""], &["x"]),
    ("approver pendingBy pendingApprovalBy", false, "approvals", &["x", "x, y"], &[""]),
    (
        "breached completed everBreached paused running withinCalendarHours outdated",
        false,
        "\"Time to resolution\"",
        &[""],
        &["1"],
    ),
    ("elapsed remaining", false, "\"Time to resolution\"", &["1h"], &["", "1h, 2h"]),
    ("organizationDetail", true, "organizations", &["a, b"], &["a"]),
    ("entitlementDetail", true, "Entitlement", &["a, b"], &["a"]),
    ("entitlementProduct", true, "Entitlement", &["a"], &["", "a, b"]),
];

/// Functions by what they give, and the fields that take them. Jira gives no functions to `epic link`, `parent` and other
/// fields of issues; the log lets it decide.
const GIVEN: &[(&str, &str)] = &[
    (
        "now currentLogin lastLogin startOfDay startOfWeek startOfMonth startOfYear endOfDay endOfWeek endOfMonth endOfYear",
        "created due lastViewed request-last-activity-time resolved updated worklogDate",
    ),
    (
        "currentUser membersOf organizationMembers customerDetail",
        "assignee creator reporter voter watcher worklogAuthor",
    ),
    (
        "releasedVersions unreleasedVersions latestReleasedVersion earliestUnreleasedVersion",
        "affectedVersion fixVersion",
    ),
    ("componentsLeadByUser", "component"),
    ("projectsLeadByUser projectsWhereUserHasPermission projectsWhereUserHasRole", "project parentProject"),
    ("standardIssueTypes subtaskIssueTypes", "type"),
    ("openSprints closedSprints futureSprints", "sprint"),
    ("organizationDetail", "organizations"),
    (
        "issueHistory linkedIssues votedIssues watchedIssues updatedBy issuesWithRemoteLinksByGlobalId",
        "issueKey issueLink parent parentEpic \"epic link\"",
    ),
    (
        "approved approver myApproval myPending myPendingApproval pending pendingBy pendingApprovalBy",
        "approvals",
    ),
    (
        "breached completed elapsed everBreached outdated paused remaining running withinCalendarHours",
        "\"Time to resolution\" \"Time to first response\"",
    ),
    ("cascadeOption choiceOption entitlementDetail entitlementProduct", ""),
];

#[test]
fn every_field_takes_the_functions_that_jira_gives_it_and_no_others() {
    let functions: Vec<&str> = GIVEN.iter().flat_map(|(functions, _)| functions.split(' ')).collect();
    assert_eq!(functions.len(), activity_filter::functions().len(), "each function once");
    for (row, jira, ..) in FIELDS.iter().filter(|(_, jira, ..)| jira.contains('=')) {
        let field = &names(row)[0];
        let own = GIVEN.iter().filter(|(_, fields)| names(fields).contains(field));
        let own: Vec<&str> = own.flat_map(|(functions, _)| functions.split(' ')).collect();
        for known in activity_filter::functions() {
            let arguments = vec!["x"; known.arguments_min].join(", ");
            let operator = if jira.contains("IN") { "IN " } else { "= " };
            let jql = format!("{field} {operator}{}({arguments})", known.name);
            let expect: &[&str] = if own.contains(&known.name) { &[] } else { &["filter.function.field"] };
            assert_eq!(errors(&jql), expect, "{jql}");
        }
    }
}

/// Where a function may stand: behind `=`, in a list, behind IN, WAS and what narrows a change.
#[test]
fn functions_stand_behind_the_operators_that_jira_gives_them() {
    let fine = [
        "assignee = currentUser()",
        "assignee != currentUser()",
        "assignee IN (currentUser(), x)",
        "assignee WAS currentUser()",
        "assignee WAS NOT currentUser()",
        "assignee WAS IN (currentUser(), x)",
        "status CHANGED BY currentUser()",
        "status WAS Done BY currentUser()",
        "assignee CHANGED FROM currentUser() TO currentUser()",
        "assignee IN membersOf(x)",
        "assignee NOT IN membersOf(x)",
        "assignee IN (membersOf(x), y)",
        "assignee WAS IN membersOf(x)",
        "assignee WAS NOT IN membersOf(x)",
        "status CHANGED BY membersOf(x)",
        "reporter IN organizationMembers(x)",
        "reporter NOT IN organizationMembers(x, y)",
        "reporter WAS IN organizationMembers(x)",
        "reporter IN customerDetail(tier, gold)",
        "reporter NOT IN customerDetail(tier, gold)",
        "created = now()",
        "created != now()",
        "created < now()",
        "created > now()",
        "created <= now()",
        "created >= now()",
        "created IN (now(), startOfDay())",
        "status CHANGED AFTER now()",
        "status CHANGED BEFORE startOfWeek()",
        "status CHANGED ON startOfDay(-1)",
        "status CHANGED DURING (startOfMonth(-1), endOfMonth(-1))",
        "status WAS Done BEFORE endOfYear(-1)",
        "sprint NOT IN closedSprints()",
        "fixVersion NOT IN releasedVersions()",
        "fixVersion IN unreleasedVersions(PAY, OPS)",
        "fixVersion = latestReleasedVersion(PAY)",
        "fixVersion != earliestUnreleasedVersion(PAY)",
        "component NOT IN componentsLeadByUser()",
        "project NOT IN projectsLeadByUser()",
        "project NOT IN projectsWhereUserHasPermission(\"Edit Issues\")",
        "project NOT IN projectsWhereUserHasRole(Developers)",
        "type NOT IN subtaskIssueTypes()",
        "issue NOT IN issueHistory()",
        "issue NOT IN votedIssues()",
        "issue NOT IN watchedIssues()",
        "issue NOT IN linkedIssues(PAY-1)",
        "issue NOT IN updatedBy(x)",
        "issue NOT IN issuesWithRemoteLinksByGlobalId(a)",
        "cf[1] NOT IN cascadeOption(a, none)",
        "cf[1] NOT IN choiceOption(a)",
        "organizations NOT IN organizationDetail(a, b)",
        "\"Time to resolution\" != breached()",
        "\"Time to resolution\" < elapsed(\"1h 30m\")",
        "\"Time to resolution\" > elapsed(1h)",
        "\"Time to resolution\" <= remaining(2h)",
        "\"Time to resolution\" >= remaining(2h)",
    ];
    for jql in fine {
        assert_eq!(errors(jql), [""; 0], "{jql}");
    }
    let wrong = [
        ("assignee = membersOf(x)", "filter.function.operator"),
        ("assignee != membersOf(x)", "filter.function.operator"),
        ("assignee WAS membersOf(x)", "filter.function.operator"),
        ("type = standardIssueTypes()", "filter.function.operator"),
        ("fixVersion < releasedVersions(PAY)", "filter.function.operator"),
        ("fixVersion = unreleasedVersions()", "filter.function.operator"),
        ("sprint != openSprints()", "filter.function.operator"),
        ("issue = linkedIssues(PAY-1)", "filter.function.operator"),
        ("project = projectsLeadByUser()", "filter.function.operator"),
        ("approvals != approved()", "filter.operator.unsupported"),
        ("\"Time to resolution\" IN (breached())", "filter.operator.unsupported"),
        ("summary ~ currentUser()", "filter.function.field"),
        ("summary ~ now()", "filter.function.field"),
        ("status WAS now()", "filter.function.field"),
        ("status CHANGED BY now()", "filter.function.field"),
        ("status CHANGED AFTER currentUser()", "filter.function.field"),
        // There is no such function in Jira; apps bring one.
        ("occurred > startOfQuarter()", "filter.function.unknown"),
    ];
    for (jql, code) in wrong {
        assert_eq!(errors(jql), [code], "{jql}");
    }
}

#[test]
fn remote_links_are_asked_for_by_a_hundred_ids_at_most() {
    let ask = |count: usize| {
        errors(&format!("id IN issuesWithRemoteLinksByGlobalId({})", vec!["a"; count].join(", ")))
    };
    assert_eq!(ask(100), [""; 0]);
    assert_eq!(ask(101), ["filter.function.arguments"]);
}

/// What only Jira can work out is handed on to the letter.
#[test]
fn arguments_reach_jira_as_they_are_written() {
    for jql in [
        "component IN componentsLeadByUser(\"Ann Cole\")",
        "issuekey IN updatedBy(jsmith, -8d, -1d)",
        "issuekey IN updatedBy(jsmith, \"2026/06/01\", \"2026/06/30\")",
        "cf[10010] IN cascadeOption(\"Europe and Asia\", none)",
        "cf[10010] IN cascadeOption(\"\\\"none\\\"\")",
        "sprint NOT IN (openSprints(), 5)",
        "project IN projectsWhereUserHasPermission(\"Administer Projects\")",
        "reporter IN customerDetail(tier, gold)",
        "timeSpent > \"1w 2d\"",
        "originalEstimate <= 2d",
    ] {
        assert_eq!(open_clauses(&predicate(jql)), [jql]);
    }
}

#[test]
fn every_function_stands_where_jira_lets_it_with_as_many_arguments() {
    for (names, is_list, field, right, wrong) in FUNCTIONS {
        for name in names.split(' ') {
            let clause = |arguments: &str| {
                if *is_list {
                    format!("{field} IN {name}({arguments})")
                } else {
                    format!("{field} = {name}({arguments})")
                }
            };
            for arguments in *right {
                assert_eq!(errors(&clause(arguments)), [""; 0], "{}", clause(arguments));
                assert_eq!(errors(&clause(arguments).to_uppercase()), [""; 0], "{}", clause(arguments));
            }
            for arguments in *wrong {
                assert_eq!(
                    errors(&clause(arguments)),
                    ["filter.function.arguments"],
                    "{}",
                    clause(arguments)
                );
            }
            if *is_list {
                let jql = format!("{field} = {name}({})", right[0]);
                assert_eq!(errors(&jql), ["filter.function.operator"], "{jql}");
            }
            // `priority` takes none of them, and `text` no function at all.
            let jql = format!("priority IN ({name}({}))", right[0]);
            assert_eq!(errors(&jql), ["filter.function.field"], "{jql}");
        }
    }
}

#[test]
fn functions_that_nobody_knows() {
    assert_eq!(errors("assignee IN memberOf(x)"), ["filter.function.unknown"]);
    assert_eq!(errors("occurred > bogus()"), ["filter.function.unknown"]);
    assert_eq!(errors("actor = bogus()"), ["filter.function.unknown"]);
    // Apps bring functions of their own.
    assert_eq!(errors("assignee IN scriptedPeople(x)"), [""; 0]);
    assert_eq!(crate::support::notes("assignee IN scriptedPeople(x)"), ["filter.function.app"]);
}
