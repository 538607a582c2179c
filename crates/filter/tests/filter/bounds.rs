//! What a predicate implies, for pruning.

use crate::samples::{page, transition};
use crate::support::predicate;
use activity_event::SubjectKind;
use activity_filter::Found;

#[test]
fn times() {
    for (jql, expect) in [
        ("", (None, None)),
        ("occurred >= 5", (Some(5), None)),
        ("occurred > 5 AND occurred <= 9", (Some(6), Some(10))),
        ("occurred < 9 AND project = PAY", (None, Some(9))),
        ("occurred < 9 OR project = PAY", (None, None)),
        ("(occurred >= 5 AND occurred < 9) OR (occurred >= 20 AND occurred < 30)", (Some(5), Some(30))),
        ("(occurred >= 9 AND occurred < 5) OR occurred = 7", (Some(7), Some(8))),
        ("NOT (occurred < 5 OR occurred >= 9)", (Some(5), Some(9))),
        ("occurred != 5", (None, None)),
        ("occurred > 9 AND occurred < 5", (Some(0), Some(0))),
        ("occurred IS EMPTY", (Some(0), Some(0))),
        ("recorded >= 5", (None, None)),
        ("sprint = 5", (None, None)),
    ] {
        assert_eq!(predicate(jql).time_bounds(), expect, "{jql}");
    }
}

#[test]
fn actions() {
    let required = |jql: &str| {
        predicate(jql)
            .required_actions()
            .map(|set| set.into_iter().map(activity_event::Action::name).collect::<Vec<_>>())
    };
    assert_eq!(required("project = PAY"), None);
    assert_eq!(required("action = issue.created"), Some(vec!["issue.created"]));
    assert_eq!(required("actionFamily = link AND project = PAY"), Some(vec!["link.created", "link.deleted"]));
    assert_eq!(required("actionFamily = link AND action != link.deleted"), Some(vec!["link.created"]));
    assert_eq!(required("action = issue.created OR actionFamily = link").map(|list| list.len()), Some(3));
    assert_eq!(required("action = issue.created OR project = PAY"), None);
    assert_eq!(required("action = issue.created AND action = issue.deleted"), Some(vec![]));
    assert_eq!(required("occurred IS EMPTY"), Some(vec![]));
}

#[test]
fn containers() {
    let pay = transition().container.unwrap();
    let docs = page().container.unwrap();
    for (jql, expect) in [
        ("project = PAY", Some((true, false))),
        ("project = 10000", Some((true, false))),
        ("project != Payments", Some((false, true))),
        ("project IN (PAY, DOCS) AND project != DOCS", Some((true, false))),
        ("project = PAY OR space = DOCS", Some((true, true))),
        ("project = PAY AND status = Done", Some((true, false))),
        ("project = PAY OR status = Done", None),
        ("project IS EMPTY", Some((false, false))),
        ("project IS NOT EMPTY", None),
        ("status = Done", None),
    ] {
        let found = predicate(jql)
            .required_containers()
            .map(|required| (required.admits(&pay), required.admits(&docs)));
        assert_eq!(found, expect, "{jql}");
    }
}

#[test]
fn what_finds_all_matches() {
    let found = |jql: &str| -> Vec<Vec<Found>> {
        predicate(jql).found_by().into_iter().map(|all| all.into_iter().collect()).collect()
    };
    let issue = |name: &str| Found::Issue(name.to_owned());
    let thread = |name: &str| Found::Thread(name.to_owned());
    let actor = |name: &str| Found::Actor(name.to_owned());
    let word = |name: &str| Found::Word(name.to_owned());
    assert_eq!(found("issue = PAY-17"), [[issue("pay-17")]]);
    assert_eq!(found("thread IN (10017, \"PAY-18\")"), [[thread("10017"), thread("pay-18")]]);
    assert_eq!(
        found("actor IN (a, b) AND issue = PAY-17"),
        [vec![actor("a"), actor("b")], vec![issue("pay-17")]]
    );
    assert_eq!(found("actor = a OR (issue = PAY-17 AND actor in (b, c))"), [[issue("pay-17"), actor("a")]]);
    assert_eq!(found("text ~ \"Rotate key* signing\""), [[word("rotate")], [word("signing")]]);
    assert_eq!(found("content ~ \"\\\"signing keys\\\"\""), [[word("signing")], [word("keys")]]);
    assert_eq!(found("subject ~ \"PAY OR OPS\""), [[word("ops"), word("pay")]]);
    for jql in [
        "actor = a OR project = PAY",
        "issue != PAY-17",
        "project = PAY",
        "",
        "issue IS EMPTY",
        "summary ~ keys",
        "text ~ \"key*\"",
        "text !~ keys",
        "text ~ \"k* NOT keys\"",
        "text ~ \"keys OR k*\"",
    ] {
        assert_eq!(found(jql), [[]; 0], "{jql}");
    }
    assert_eq!(found("occurred IS EMPTY"), [[]]);
}

#[test]
fn kinds_of_subjects() {
    let may = |jql: &str, kind| predicate(jql).may_be_of(kind);
    assert!(may("subjectType = issue AND status = Done", SubjectKind::Issue));
    assert!(!may("subjectType = issue AND status = Done", SubjectKind::Worklog));
    assert!(
        may("subjectType != issue", SubjectKind::Worklog) && !may("subjectType != issue", SubjectKind::Issue)
    );
    assert!(may("subjectType = issue OR status = Done", SubjectKind::Worklog));
    assert!(!may("occurred IS EMPTY", SubjectKind::Issue));
}
