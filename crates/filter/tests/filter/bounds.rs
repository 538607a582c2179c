//! What a predicate implies, for pruning.

use crate::samples::{page, transition};
use crate::support::predicate;

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
