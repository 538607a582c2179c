//! Jira's own reference of fields and functions: which operators each field takes, where each function may stand, and with
//! how many arguments.
//!
//! Sources: <https://support.atlassian.com/jira-service-management-cloud/docs/jql-fields/> and `jql-functions/`, 2025.

use crate::support::errors;

/// Groups of operators, each with a clause that uses it. `{f}` is the field, `{v}` a value.
const CLAUSES: &[(&str, &[&str])] = &[
    ("=", &["{f} = {v}"]),
    ("!=", &["{f} != {v}"]),
    ("<", &["{f} < {v}", "{f} <= {v}", "{f} > {v}", "{f} >= {v}"]),
    ("IN", &["{f} IN ({v})", "{f} NOT IN ({v}, {v})"]),
    ("IS", &["{f} IS EMPTY", "{f} IS NOT NULL"]),
    ("~", &["{f} ~ {v}"]),
    ("!~", &["{f} !~ {v}"]),
    ("WAS", &["{f} WAS {v}", "{f} WAS NOT {v}", "{f} WAS IN ({v})", "{f} WAS NOT IN ({v})", "{f} CHANGED"]),
];

/// Fields with all their names, the operators that Jira gives them, what the log adds, and a value.
///
/// What the log adds: IS on fields that every issue has, because a record may be about no issue; `~` on the whole text
/// negated, because it is the record's own; CHANGED on any field, because a record has its changes.
const FIELDS: &[(&str, &str, &str, &str)] = &[
    ("affectedVersion", "= != < IN IS", "", "1.0"),
    ("approvals approval", "=", "", "approved()"),
    ("assignee", "= != IN IS WAS", "", "x"),
    ("attachments", "IS", "", "x"),
    ("category", "= != IN IS", "", "x"),
    ("change-gating-type", "= != IN IS", "", "x"),
    ("comment", "~ !~", "", "x"),
    ("component", "= != IN IS", "", "x"),
    ("created createdDate", "= != < IN IS", "", "-1d"),
    ("creator", "= != IN IS", "", "x"),
    ("description", "~ !~ IS", "", "x"),
    ("due dueDate", "= != < IN IS", "", "2026-01-31"),
    ("environment", "~ !~ IS", "", "x"),
    ("\"epic link\"", "= != IN IS", "", "PAY-1"),
    ("filter request savedFilter searchRequest", "= != IN", "", "x"),
    ("fixVersion", "= != < IN IS WAS", "", "1.0"),
    ("hierarchyLevel", "= != < IN", "", "1"),
    ("issueKey id issue key workItemKey workItem", "= != < IN ~ !~", "IS", "PAY-1"),
    ("issueLink workItemLink", "= != IN", "", "PAY-1"),
    ("issueLinkType workItemLinkType", "= != IN", "", "blocks"),
    ("journeyID", "= != IN IS", "", "x"),
    ("journeyTypeId", "= != IN IS", "", "x"),
    ("journeyParentOfTypeId", "= != IN IS", "", "x"),
    ("journeyTypeVersion", "= != IN IS", "", "x"),
    ("journeyWorkItemId", "= != IN IS", "", "x"),
    ("labels", "= != IN IS", "", "x"),
    ("lastViewed", "= != < IN IS", "", "-1d"),
    ("level", "= != IN IS", "", "x"),
    ("organizations organization", "= != IN", "", "x"),
    ("originalEstimate timeOriginalEstimate", "= != < IN IS", "", "4h"),
    ("parent", "= != IN", "IS", "PAY-1"),
    ("parentEpic", "= != IN", "", "PAY-1"),
    ("parentProject", "= != IN", "", "PAY"),
    ("priority", "= != < IN IS WAS", "", "High"),
    ("project space", "= != IN IS", "", "PAY"),
    ("projectType", "= != IN", "", "software"),
    ("remainingEstimate timeEstimate", "= != < IN IS", "", "4h"),
    ("reporter", "= != IN IS WAS", "", "x"),
    ("request-channel-type", "= != IN IS", "", "email"),
    ("request-last-activity-time", "= != < IN IS", "", "-1d"),
    ("\"Request Type\" \"Customer Request Type\"", "= != IN", "", "x"),
    ("resolution", "= != < IN IS WAS", "", "Fixed"),
    ("resolved resolutionDate", "= != < IN IS", "", "-1d"),
    ("\"Time to resolution\" \"Time to first response\"", "= != <", "", "elapsed(1h)"),
    ("sprint", "= != IN IS", "", "x"),
    ("status", "= != IN IS WAS", "", "Done"),
    ("statusCategory", "= != IN", "", "Done"),
    ("summary", "~ !~ IS", "", "x"),
    ("text", "~", "!~ IS", "x"),
    ("textfields", "~", "", "x"),
    ("timeSpent", "= != < IN IS", "", "4h"),
    ("type issuetype workType", "= != IN IS", "", "Bug"),
    ("updated updatedDate", "= != < IN IS", "", "-1d"),
    ("voter", "= != IN IS", "", "x"),
    ("votes", "= != < IN", "", "5"),
    ("watcher", "= != IN IS", "", "x"),
    ("watchers", "= != < IN", "", "5"),
    ("worklogAuthor", "= != IN IS", "", "x"),
    ("worklogComment", "~ !~", "", "x"),
    ("worklogDate", "= != < IN IS", "", "2026-01-31"),
    ("workRatio", "= != < IN IS", "", "50"),
];

/// Names of a row, quoted names as one.
fn names(row: &str) -> Vec<String> {
    if row.starts_with('"') {
        return row
            .split('"')
            .filter(|name| !name.trim().is_empty())
            .map(|name| format!("\"{name}\""))
            .collect();
    }
    row.split(' ').map(str::to_owned).collect()
}

#[test]
fn every_field_takes_the_operators_that_jira_gives_it_and_no_others() {
    for (row, jira, ours, value) in FIELDS {
        let allowed: Vec<&str> = jira.split(' ').chain(ours.split(' ')).collect();
        for field in names(row) {
            for (group, clauses) in CLAUSES {
                for clause in *clauses {
                    // Changes are in the record, whatever the field.
                    let is_change = clause.ends_with("CHANGED") && *group == "WAS";
                    let jql = clause.replace("{f}", &field).replace("{v}", value);
                    let found = errors(&jql);
                    if allowed.contains(group) {
                        assert_eq!(found, [""; 0], "{jql}");
                    } else if !is_change {
                        assert_eq!(found, ["filter.operator.unsupported"], "{jql}");
                    }
                }
            }
        }
    }
}

#[test]
fn custom_fields_and_properties_take_any_operator_that_is_no_history() {
    for field in
        ["cf[10010]", "\"Story Points\"", "\"Team[Team]\"", "issue.property[k].a.b", "assignee.property[x].y"]
    {
        for (group, clauses) in CLAUSES.iter().filter(|(group, _)| *group != "WAS") {
            for clause in *clauses {
                let jql = clause.replace("{f}", field).replace("{v}", "x");
                assert_eq!(errors(&jql), [""; 0], "{group}: {jql}");
            }
        }
        assert_eq!(errors(&format!("{field} WAS x")), ["filter.history.field"], "{field}");
    }
}

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

#[test]
fn dates_of_jiras_fields_are_checked_before_jira_is_asked() {
    for jql in ["created > 4w2d", "due <= \"2026-02-30\"", "updated IN (-1d, soon)", "resolved = \"1 2\""] {
        assert!(matches!(errors(jql)[..], ["filter.date.invalid" | "filter.date.range"]), "{jql}");
    }
    assert_eq!(errors("votes IN (1, EMPTY)"), ["filter.value.empty"]);
}
