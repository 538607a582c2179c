//! Jira's own reference of fields and functions: which operators each field takes, where each function may stand, and with
//! how many arguments.
//!
//! Sources: <https://support.atlassian.com/jira-service-management-cloud/docs/jql-fields/> and `jql-functions/`, 2025.

use crate::support::{errors, predicate};
use activity_filter::open_clauses;

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

/// EMPTY may stand exactly where IS may.
#[test]
fn every_field_that_takes_is_takes_empty_as_a_value_and_no_other_does() {
    for (row, jira, ours, _) in FIELDS {
        let allowed: Vec<&str> = jira.split(' ').chain(ours.split(' ')).collect();
        for field in names(row) {
            for (operator, clause) in [
                ("=", "{f} = EMPTY"),
                ("!=", "{f} != NULL"),
                ("IN", "{f} IN (EMPTY)"),
                ("IN", "{f} NOT IN (EMPTY)"),
            ] {
                let jql = clause.replace("{f}", &field);
                if allowed.contains(&operator) {
                    let expect = if allowed.contains(&"IS") { None } else { Some("filter.value.empty") };
                    assert_eq!(errors(&jql).first().copied(), expect, "{jql}");
                }
            }
        }
    }
}

/// `NOT a = x` is `a != x`, for every field and every operator that has an opposite.
#[test]
fn not_before_any_clause_is_the_opposite_operator() {
    const OPPOSITES: &[(&str, &str)] = &[
        ("{f} = {v}", "{f} != {v}"),
        ("{f} < {v}", "{f} >= {v}"),
        ("{f} > {v}", "{f} <= {v}"),
        ("{f} IN ({v}, {v})", "{f} NOT IN ({v}, {v})"),
        ("{f} IS EMPTY", "{f} IS NOT EMPTY"),
        ("{f} ~ {v}", "{f} !~ {v}"),
        ("{f} WAS {v}", "{f} WAS NOT {v}"),
        ("{f} WAS IN ({v})", "{f} WAS NOT IN ({v})"),
    ];
    let mut compared = 0;
    for (row, _, _, value) in FIELDS {
        for field in names(row) {
            for (one, other) in OPPOSITES {
                let [one, other] =
                    [one, other].map(|clause| clause.replace("{f}", &field).replace("{v}", value));
                if errors(&one).is_empty() && errors(&other).is_empty() {
                    assert_eq!(predicate(&format!("NOT {one}")), predicate(&other), "{one}");
                    assert_eq!(predicate(&format!("NOT ({other})")), predicate(&one), "{other}");
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 200, "{compared}");
}

#[test]
fn custom_fields_and_properties_take_any_operator_that_is_no_history() {
    for field in [
        "cf[10010]",
        "\"Story Points\"",
        "\"Team[Team]\"",
        "issue.property[k].a.b",
        "project.property[k].a",
        "assignee.property[x].y",
        "reporter.property[x].y",
        "creator.property[x].y",
        "voter.property[x].y",
        "watcher.property[x].y",
        "issueLink[\"is blocked by\"]",
        "development[commits].all",
    ] {
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
        let own = GIVEN.iter().filter(|(_, fields)| names_of(fields).contains(field));
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

/// Names of several fields, some of them in quotation marks.
fn names_of(fields: &str) -> Vec<String> {
    let pieces = fields.split('"').enumerate();
    pieces
        .flat_map(|(nth, piece)| match nth % 2 {
            1 => vec![format!("\"{piece}\"")],
            _ => piece.split_whitespace().map(str::to_owned).collect(),
        })
        .collect()
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

#[test]
fn dates_of_jiras_fields_are_checked_before_jira_is_asked() {
    for jql in ["created > 4w2d", "due <= \"2026-02-30\"", "updated IN (-1d, soon)", "resolved = \"1 2\""] {
        assert!(matches!(errors(jql)[..], ["filter.date.invalid" | "filter.date.range"]), "{jql}");
    }
    assert_eq!(errors("votes IN (1, EMPTY)"), ["filter.value.empty"]);
}
