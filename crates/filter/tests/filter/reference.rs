//! Jira's own reference of fields: which operators each takes.
//!
//! Source: <https://support.atlassian.com/jira-service-management-cloud/docs/jql-fields/>, 2025.

use crate::support::{errors, predicate};

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
pub(crate) const FIELDS: &[(&str, &str, &str, &str)] = &[
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

/// Names in a row of a table, some of them in quotation marks.
pub(crate) fn names(row: &str) -> Vec<String> {
    let pieces = row.split('"').enumerate();
    pieces
        .flat_map(|(nth, piece)| match nth % 2 {
            1 => vec![format!("\"{piece}\"")],
            _ => piece.split_whitespace().map(str::to_owned).collect(),
        })
        .collect()
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

#[test]
fn dates_of_jiras_fields_are_checked_before_jira_is_asked() {
    for jql in ["created > 4w2d", "due <= \"2026-02-30\"", "updated IN (-1d, soon)", "resolved = \"1 2\""] {
        assert!(matches!(errors(jql)[..], ["filter.date.invalid" | "filter.date.range"]), "{jql}");
    }
    assert_eq!(errors("votes IN (1, EMPTY)"), ["filter.value.empty"]);
}
