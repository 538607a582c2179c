//! What is said about queries that are wrong, or risky.

use crate::support::{checked, checked_in, context, errors, only, warnings};
use activity_filter::{Context, Field, Severity};
use activity_jql::Direction;

/// The text under the only diagnostic, its message and its help.
fn shown(jql: &str) -> (String, String, String) {
    let found = only(jql);
    let under = jql.get(found.span.start..found.span.end).unwrap_or("?").to_owned();
    (under, found.message, found.help.unwrap_or_default())
}

#[test]
fn messages_point_at_their_place_and_help() {
    let table = [
        (
            "status = Done AND text = x",
            "=",
            "The operator '=' is not supported by the 'text' field.",
            "The field 'text' supports ~, !~, IS, IS NOT.",
        ),
        (
            "action = issue.creeted",
            "issue.creeted",
            "The value 'issue.creeted' does not exist for the field 'action'.",
            "Did you mean 'issue.created'?",
        ),
        (
            "action IN (issue.created, Comment)",
            "Comment",
            "The value 'Comment' does not exist for the field 'action'.",
            "All actions of that family: 'actionFamily = comment'.",
        ),
        (
            "action = transitioned",
            "transitioned",
            "The value 'transitioned' does not exist for the field 'action'.",
            "Did you mean 'issue.transitioned'?",
        ),
        (
            "product = gira",
            "gira",
            "The value 'gira' does not exist for the field 'product'.",
            "Did you mean 'jira'?",
        ),
        (
            "certainty = maybe",
            "maybe",
            "The value 'maybe' does not exist for the field 'certainty'.",
            "Possible values: 'stated', 'inferred', 'unknown'.",
        ),
        (
            "subjectType = isue",
            "isue",
            "The value 'isue' does not exist for the field 'subjectType'.",
            "Did you mean 'issue'?",
        ),
        (
            "provenance = alive",
            "alive",
            "The value 'alive' does not exist for the field 'provenance'.",
            "Did you mean 'live'?",
        ),
        (
            "actionFamily = issues",
            "issues",
            "The value 'issues' does not exist for the field 'actionFamily'.",
            "Did you mean 'issue'?",
        ),
        (
            "statusCategory = Dome",
            "Dome",
            "The value 'Dome' does not exist for the field 'statusCategory'.",
            "Did you mean 'done'?",
        ),
        (
            "occurred > startOfDy()",
            "startOfDy()",
            "Unable to find JQL function 'startOfDy()'.",
            "Did you mean 'startOfDay()'?",
        ),
        ("occurred > now(1)", "now(1)", "Function 'now' expected '0' arguments but received '1'.", ""),
        (
            "occurred > startOfDay(1, 2)",
            "startOfDay(1, 2)",
            "Function 'startOfDay' expected between '0' and '1' arguments but received '2'.",
            "",
        ),
        (
            "occurred > startOfDay(1D)",
            "startOfDay(1D)",
            "Duration for function 'startOfDay' should have the format (+/-)n(yMwdhm), e.g -1M for 1 month earlier.",
            "",
        ),
        (
            "occurred > 4w2d",
            "4w2d",
            "Date value '4w2d' for field 'occurred' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.",
            "",
        ),
        (
            "occurred > 2026-02-30",
            "2026-02-30",
            "Date value '2026-02-30' for field 'occurred' does not exist or is out of range.",
            "",
        ),
        (
            "status = now()",
            "now()",
            "A value provided by the function 'now' is invalid for the field 'status'.",
            "",
        ),
        (
            "occurred > currentUser()",
            "currentUser()",
            "A value provided by the function 'currentUser' is invalid for the field 'occurred'.",
            "",
        ),
        (
            "actor IN customerDetail(tier, gold)",
            "customerDetail(tier, gold)",
            "The function 'customerDetail()' cannot be answered for the field 'actor': only Jira knows it, and only the log knows the field.",
            "",
        ),
        (
            "occurred > lastLogin()",
            "lastLogin()",
            "The function 'lastLogin()' cannot be answered for the field 'occurred': only Jira knows it, and only the log knows the field.",
            "",
        ),
        ("action = EMPTY", "EMPTY", "The field 'action' does not support searching for EMPTY values.", ""),
        ("content ~ \"\"", "\"\"", "The field 'content' does not support searching for an empty string.", ""),
        (
            "content ~ \"(a\"",
            "\"(a\"",
            "Unable to parse the text '(a' for field 'content'.",
            "Parentheses do not match.",
        ),
        (
            "status WAS Done",
            "WAS",
            "What an event does not show of the history of 'status' is asked of Jira, as the issue is now.",
            "",
        ),
        (
            "ORDER BY created",
            "created",
            "Not able to sort using field 'created'.",
            "The log can be sorted by 'occurred'.",
        ),
        (
            "acter = x",
            "acter",
            "The log has no field 'acter'. If Jira has, only Jira can answer this part.",
            "Did you mean 'actor'? As it stands, no record is found by this part.",
        ),
        (
            "author = x",
            "author",
            "The log has no field 'author'. If Jira has, only Jira can answer this part.",
            "Did you mean 'actor'? As it stands, no record is found by this part.",
        ),
        (
            "frobnicate = x",
            "frobnicate",
            "The log has no field 'frobnicate'. If Jira has, only Jira can answer this part.",
            "",
        ),
        (
            "created > -7d",
            "created",
            "The log does not keep the field 'created'. Only Jira can answer this part.",
            "For the time of the event itself write 'occurred'.",
        ),
        (
            "cf[10010] = 1",
            "cf[10010]",
            "The log does not keep the field 'cf[10010]'. Only Jira can answer this part.",
            "",
        ),
        (
            "priority > High",
            ">",
            "The log does not know the order of values of the 'priority' field. Only Jira can answer this part.",
            "",
        ),
        (
            "component IN componentsLeadByUser()",
            "componentsLeadByUser()",
            "The log cannot work out the function 'componentsLeadByUser()'. Only Jira can answer this part.",
            "",
        ),
        (
            "NOT actor = x",
            "actor = x",
            "This hides every record without a known actor: system, anonymous and automation events.",
            "To see them too write: (actor != x OR actor IS EMPTY)",
        ),
        (
            "project NOT IN (PAY, OPS)",
            "project NOT IN (PAY, OPS)",
            "This hides every record without a project or space: events of the whole site.",
            "To see them too write: (project NOT IN (PAY, OPS) OR project IS EMPTY)",
        ),
    ];
    for (jql, under, message, help) in table {
        let expect = (under.to_owned(), message.to_owned(), help.to_owned());
        assert_eq!(shown(jql), expect, "{jql}");
    }
}

#[test]
fn everything_wrong_is_reported_in_the_order_of_the_text() {
    let jql = "action = x.y AND (text = z OR occurred > soon) ORDER BY status, rank";
    let codes = [
        "filter.value.unknown",
        "filter.operator.unsupported",
        "filter.date.invalid",
        "filter.order.unsupported",
        "filter.order.unsupported",
    ];
    assert_eq!(errors(jql), codes);
    assert_eq!(checked(jql).predicate, None);
    assert_eq!(errors("action IN (a.b, issue.created, c.d)"), ["filter.value.unknown"; 2]);
}

#[test]
fn warnings_do_not_stop_a_query() {
    let found = checked("sprint = 5 AND actor != x");
    assert!(found.predicate.is_some());
    assert!(found.diagnostics.iter().all(|d| d.severity != Severity::Error && !d.message.is_empty()));
    assert_eq!(found.diagnostics.len(), 2);
}

#[test]
fn who_speaks_of_empty_is_not_warned() {
    assert_eq!(warnings("actor != x"), ["filter.empty.hidden"]);
    for jql in [
        "actor != x OR actor IS EMPTY",
        "actor != x AND actor IS NOT EMPTY",
        "actor NOT IN (EMPTY, x)",
        "actor = x",
        "NOT actor != x",
        "assignee != x",
        "project = PAY",
    ] {
        assert_eq!(warnings(jql), [""; 0], "{jql}");
    }
}

#[test]
fn the_rewrite_that_is_offered_is_accepted_and_shows_more() {
    use crate::samples::site_setting;
    let help = only("NOT actor IN (x, y)").help.unwrap_or_default();
    let rewrite = help.split_once(": ").map_or("", |parts| parts.1);
    assert_eq!(rewrite, "(actor NOT IN (x, y) OR actor IS EMPTY)");
    assert_eq!(warnings(rewrite), [""; 0]);
    assert_eq!(crate::support::ask(rewrite, &site_setting()), activity_filter::Truth::True);
    // With one click, in the place of what was written.
    for jql in ["NOT actor IN (x, y)", "actor != x", "product = jira AND NOT (product = app OR actor = x)"] {
        let found = only(jql).fix.unwrap();
        let mut fixed = jql.to_owned();
        fixed.replace_range(found.span.start..found.span.end, &found.insert);
        assert_eq!(warnings(&fixed), [""; 0], "{fixed}");
        assert_eq!(crate::support::ask(jql, &site_setting()), activity_filter::Truth::Empty, "{jql}");
        assert_eq!(crate::support::ask(&fixed, &site_setting()), activity_filter::Truth::True, "{fixed}");
    }
}

#[test]
fn current_user_needs_a_user() {
    let nobody = Context { user: None, ..context() };
    let found = checked_in("actor = currentUser()", &nobody);
    assert_eq!(found.diagnostics.first().map(|d| d.code), Some("filter.function.no-user"));
}

#[test]
fn order_is_by_time() {
    let order = |jql| checked(jql).order.into_iter().map(|o| (o.field, o.direction)).collect::<Vec<_>>();
    assert_eq!(order("project = PAY"), []);
    assert_eq!(order("ORDER BY occurred"), [(Field::Occurred, Direction::Descending)]);
    assert_eq!(order("order by OCCURRED asc"), [(Field::Occurred, Direction::Ascending)]);
    assert_eq!(errors("ORDER BY occurred, actor DESC"), ["filter.order.unsupported"]);
}

#[test]
fn a_clock_or_date_out_of_range_is_an_error_and_no_panic() {
    for now in [i64::MIN, i64::MAX, 400_000_000_000_000] {
        for jql in ["occurred > -1d", "occurred > startOfDay()", "occurred > now()", "status CHANGED ON 0d"] {
            let found = checked_in(jql, &Context { now, ..context() });
            assert_eq!(
                found.diagnostics.first().map(|d| d.code),
                Some("filter.date.range"),
                "{jql} at {now}"
            );
        }
    }
    assert_eq!(errors("occurred > 99999999999999999999"), ["filter.date.range"]);
}

#[test]
fn trees_that_no_text_gives_are_refused() {
    use activity_jql::{
        Clause, ClauseKind, Field, FieldName, Ignored, Operand, OperandKind, Operator, Query, Span, Term,
    };
    let text = |text: &str| OperandKind::Text(text.to_owned());
    let list = OperandKind::List(vec![Operand { kind: text("a"), span: Span::default() }]);
    for (name, operator, operand) in [
        ("status", Operator::Equals, None),
        ("status", Operator::Equals, Some(list.clone())),
        ("status", Operator::In, Some(text("a"))),
        ("status", Operator::Is, Some(text("a"))),
        ("occurred", Operator::Less, Some(list.clone())),
        ("text", Operator::Contains, Some(list)),
    ] {
        let field =
            Field { name: FieldName::Name(name.to_owned()), properties: Vec::new(), span: Span::default() };
        let operand = operand.map(|kind| Operand { kind, span: Span::default() });
        let term =
            Term { field, operator, operator_span: Ignored::default(), operand, predicates: Vec::new() };
        let condition = Clause { kind: ClauseKind::Term(term), span: Span::default() };
        let query = Query { condition: Some(condition), order: Vec::new() };
        let found = activity_filter::check(&query, &context());
        let codes: Vec<&str> = found.diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(codes, ["filter.operand.unsupported"], "{name} {operator}");
    }
}

#[test]
fn a_hundred_of_a_kind_are_told_and_errors_still_count() {
    let many = |clause: &str| {
        (0..300).map(|n| clause.replace("{n}", &n.to_string())).collect::<Vec<_>>().join(" OR ")
    };
    let found = checked(&many("frobnicate{n} = 1"));
    assert_eq!((found.diagnostics.len(), found.predicate.is_some()), (100, true));
    let found = checked(&format!("{} OR action = x.y", many("sprint = {n}")));
    assert_eq!((found.diagnostics.len(), found.predicate.is_some()), (101, false));
    assert_eq!(errors(&many("action = a.{n}")).len(), 100);
    assert_eq!(warnings(&many("actor != x{n}")).len(), 100);
}

#[test]
fn a_misspelt_name_is_put_right_by_its_rewrite() {
    let table = [
        ("action = issue.creatd AND product = jira", "action = issue.created AND product = jira"),
        ("action IN (\"issue.creatd\", page.viewed)", "action IN (issue.created, page.viewed)"),
        ("action = transitioned", "action = issue.transitioned"),
        ("actoin = issue.created", "action = issue.created"),
        ("oldValue = Done", "changedFrom = Done"),
        ("occurred > startOfDy(-1d)", "occurred > startOfDay(-1d)"),
        ("actor IN memberOf(admins)", "actor IN membersOf(admins)"),
        ("product = jira OR\"actoin\"='issue.created'", "product = jira OR action='issue.created'"),
        ("action='issue.creatd'AND product = jira", "action=issue.created AND product = jira"),
    ];
    for (jql, expect) in table {
        let fix = only(jql).fix.unwrap_or_else(|| panic!("{jql}: no rewrite"));
        let mut fixed = jql.to_owned();
        fixed.replace_range(fix.span.start..fix.span.end, &fix.beside(jql));
        assert_eq!(fixed, expect, "{jql}");
        assert_eq!(fix.label, format!("Change to `{}`", fix.insert));
    }
    assert_eq!(only("certainty = maybe").fix, None);
}
