use super::*;
use activity_jql::parse;

fn read(text: &str) -> Vec<ClauseView> {
    clauses(&parse(text).query.expect("a query"), text)
}

fn value(text: &str) -> String {
    activity_jql::quote(text)
}

fn toggle(text: &str, field: &str, wanted: &str, exclude: bool) -> String {
    edit(text, &QueryChange::Toggle { field: field.into(), value: value(wanted), exclude }).expect("an edit")
}

fn change(text: &str, change: &QueryChange) -> String {
    edit(text, change).expect("an edit")
}

#[test]
fn clauses_say_what_a_filter_can_show() {
    let found = read(
        "space IN (PAY, \"O P\") AND (actor != a OR actor IS EMPTY) AND summary ~ vpn AND (a = 1 OR b = 2)",
    );
    let forms: Vec<_> =
        found.iter().map(|clause| (clause.form, clause.field.as_deref(), clause.exclude)).collect();
    assert_eq!(
        forms,
        [
            (ClauseForm::Values, Some("project"), false),
            (ClauseForm::Values, Some("actor"), true),
            (ClauseForm::Term, Some("summary"), false),
            (ClauseForm::Other, None, false),
        ]
    );
    let values: Vec<&str> = found[0].values.iter().map(|value| value.text.as_str()).collect();
    assert_eq!(values, ["PAY", "O P"]);
    assert_eq!(found[0].values[1].jql, "\"O P\"");
}

#[test]
fn functions_and_changes_are_told_apart() {
    let found =
        read("actor in (a, membersOf(\"site admins\")) AND status CHANGED FROM Open TO (Done, Closed)");
    assert_eq!(found[0].values[1].text, "membersOf");
    assert_eq!(found[0].values[1].arguments.as_deref(), Some(&["site admins".to_owned()][..]));
    assert_eq!(found[1].form, ClauseForm::Term);
    let words: Vec<(String, usize)> = found[1]
        .narrowing
        .iter()
        .map(|narrowing| (narrowing.kind.to_string(), narrowing.values.len()))
        .collect();
    assert_eq!(words, [("FROM".to_owned(), 1), ("TO".to_owned(), 2)]);
}

#[test]
fn a_value_is_taken_in_and_back() {
    let one = toggle("", "action", "issue.created", false);
    assert_eq!(one, "action = \"issue.created\"");
    let two = toggle(&one, "action", "issue.deleted", false);
    assert_eq!(two, "action IN (\"issue.created\", \"issue.deleted\")");
    assert_eq!(toggle(&two, "action", "Issue.Created", false), "action = \"issue.deleted\"");
    assert_eq!(toggle(&one, "action", "issue.created", false), "");
}

#[test]
fn leaving_out_keeps_what_has_none() {
    let out = toggle("project = PAY ORDER BY occurred ASC", "actor", "5b", true);
    assert_eq!(out, "project = PAY AND (actor != 5b OR actor IS EMPTY) ORDER BY occurred ASC");
    assert_eq!(toggle(&out, "actor", "5b", true), "project = PAY ORDER BY occurred ASC");
    // The opposite of what was so takes its place.
    assert_eq!(toggle(&out, "actor", "5b", false), "project = PAY AND actor = 5b ORDER BY occurred ASC");
    assert_eq!(toggle("", "action", "issue.viewed", true), "action != \"issue.viewed\"");
}

#[test]
fn the_rest_stays_as_it_is_written() {
    let text = "text ~ 'a  b' and status = Open\n AND actor = x or b = 2";
    assert_eq!(
        toggle(text, "product", "jira", false),
        "(text ~ 'a  b' and status = Open\n AND actor = x or b = 2) AND product = jira"
    );
    let text = "text ~ 'a  b' and actor in (x, y) and status=Open";
    assert_eq!(toggle(text, "actor", "x", false), "text ~ 'a  b' AND actor = y AND status=Open");
}

#[test]
fn only_one_value_or_everything_again() {
    let only =
        |text: &str| change(text, &QueryChange::Only { field: "container".into(), value: "OPS".into() });
    assert_eq!(only("project IN (PAY, OPS) AND a = 1"), "project = OPS AND a = 1");
    assert_eq!(only("project = OPS AND a = 1"), "a = 1");
    assert_eq!(only("(project != OPS OR project IS EMPTY)"), "project = OPS");
}

#[test]
fn clauses_are_added_replaced_removed_and_negated() {
    let text = "a = 1 AND status CHANGED TO Done AND (b = 2 OR c = 3) AND actor IN membersOf(staff)";
    assert_eq!(change("", &QueryChange::Add { clause: "a = 1 OR b = 2".into() }), "(a = 1 OR b = 2)");
    assert_eq!(
        change(text, &QueryChange::Replace { at: 1, clause: "status CHANGED".into() }),
        "a = 1 AND status CHANGED AND (b = 2 OR c = 3) AND actor IN membersOf(staff)"
    );
    assert_eq!(
        change(text, &QueryChange::Remove { at: 2 }),
        "a = 1 AND status CHANGED TO Done AND actor IN membersOf(staff)"
    );
    let negated = |text: &str| change(text, &QueryChange::Negate { at: 0 });
    assert_eq!(negated("project = PAY"), "(project != PAY OR project IS EMPTY)");
    assert_eq!(negated("(project != PAY OR project IS EMPTY)"), "project = PAY");
    assert_eq!(negated("actor IN membersOf(staff)"), "(actor NOT IN membersOf(staff) OR actor IS EMPTY)");
    assert_eq!(negated("status CHANGED TO Done"), "NOT status CHANGED TO Done");
    assert_eq!(negated("NOT (a = 1 OR b = 2)"), "(a = 1 OR b = 2)");
    assert_eq!(negated("a = 1 OR b = 2"), "NOT (a = 1 OR b = 2)");
    assert_eq!(negated("resolution IS EMPTY"), "resolution IS NOT EMPTY");
    assert_eq!(negated("summary ~ vpn"), "summary !~ vpn");
}

#[test]
fn a_field_is_cleared_whatever_it_is_compared_with() {
    let text = "occurred >= -7d AND project = PAY AND occurred < now()";
    assert_eq!(change(text, &QueryChange::Clear { field: "occurred".into() }), "project = PAY");
}

#[test]
fn what_cannot_be_read_is_refused() {
    assert!(edit("a = ", &QueryChange::Remove { at: 0 }).is_err());
    assert!(edit("", &QueryChange::Add { clause: "= 1".into() }).is_err());
    assert!(edit("", &QueryChange::Toggle { field: "a".into(), value: "(".into(), exclude: false }).is_err());
}

#[test]
fn edited_texts_say_what_is_meant() {
    let texts = ["", "a = 1", "a = 1 OR b = 2", "NOT a = 1", "(a = 1 AND b = 2)", "a = 1 ORDER BY c DESC, d"];
    for text in texts {
        let edited = toggle(text, "actor", "x y", true);
        let query = parse(&edited).query.unwrap_or_else(|| panic!("{edited}"));
        assert_eq!(query.order, parse(text).query.expect("a query").order, "{edited}");
        // Taking it back gives what was there.
        let back = toggle(&edited, "actor", "x y", true);
        assert_eq!(
            parse(&back).query.map(|query| query.to_string().replace(['(', ')'], "")),
            parse(text).query.map(|query| query.to_string().replace(['(', ')'], ""))
        );
    }
}
