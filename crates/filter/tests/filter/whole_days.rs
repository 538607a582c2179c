//! Days that are compared as one moment, and the rewrite that takes the whole day.

use crate::samples::transition;
use crate::support::{ask, asking, checked_in, errors, utc, warnings};
use activity_filter::Predicate;
use activity_filter::Truth::True;

#[test]
fn a_day_compared_with_equals_is_pointed_out() {
    assert_eq!(warnings("occurred = 2026-11-18"), ["filter.date.one-minute"]);
    assert_eq!(warnings("occurred = \"2026-11-18 18:13\""), [""; 0]);
    let help = crate::support::only("occurred = \"2026/11/18\"").help.unwrap();
    assert!(help.ends_with("occurred >= \"2026/11/18\" AND occurred < 2026-11-19"), "{help}");
    assert_eq!(ask("occurred >= \"2026/11/18\" AND occurred < 2026-11-19", &transition()), True);
    for jql in [
        "occurred >= 2026-11-18",
        "occurred < 2026-11-18",
        "occurred = -1d",
        "occurred = startOfDay()",
        "occurred = 5",
        "occurred IS NOT EMPTY",
        "due = 2026-11-18",
        "status CHANGED ON 2026-11-18",
        "status WAS Done ON 2026-11-18",
    ] {
        assert!(!warnings(jql).contains(&"filter.date.one-minute"), "{jql}");
    }
}

/// With one click a day is the whole day: what is written, and what stands there then.
#[test]
fn a_day_becomes_the_whole_day() {
    let table = [
        ("occurred = \"2026-11-20\"", "occurred >= 2026-11-20 AND occurred < 2026-11-21"),
        ("occurred = \"2026/11/30\"", "occurred >= \"2026/11/30\" AND occurred < 2026-12-01"),
        (
            "OCCURRED=2026-12-31 order by occurred",
            "OCCURRED >= 2026-12-31 AND OCCURRED < 2027-01-01 order by occurred",
        ),
        ("recorded = 2026-11-20", "recorded >= 2026-11-20 AND recorded < 2026-11-21"),
        ("created = 2026-11-20", "created >= 2026-11-20 AND created < 2026-11-21"),
        ("\"createdDate\" = 2026-11-20", "createdDate >= 2026-11-20 AND createdDate < 2026-11-21"),
        ("updated = 2026-11-20", "updated >= 2026-11-20 AND updated < 2026-11-21"),
        ("resolved = 2026-11-20", "resolved >= 2026-11-20 AND resolved < 2026-11-21"),
        ("lastViewed = 2026-11-20", "lastViewed >= 2026-11-20 AND lastViewed < 2026-11-21"),
        (
            "request-last-activity-time = 2026-11-20",
            "request-last-activity-time >= 2026-11-20 AND request-last-activity-time < 2026-11-21",
        ),
        // Beside other words it stays apart from them.
        (
            "product = jira AND occurred = 2026-11-20 AND actor = x",
            "product = jira AND occurred >= 2026-11-20 AND occurred < 2026-11-21 AND actor = x",
        ),
        (
            "product='jira'AND\"occurred\"='2026-11-20'AND actor = x",
            "product='jira'AND occurred >= 2026-11-20 AND occurred < 2026-11-21 AND actor = x",
        ),
        // And means what it meant behind NOT and beside OR.
        ("NOT occurred = 2026-11-20", "NOT (occurred >= 2026-11-20 AND occurred < 2026-11-21)"),
        ("!(occurred = 2026-11-20)", "!((occurred >= 2026-11-20 AND occurred < 2026-11-21))"),
        ("NOT NOT occurred = 2026-11-20", "NOT NOT (occurred >= 2026-11-20 AND occurred < 2026-11-21)"),
        (
            "actor = x OR occurred = 2026-11-20",
            "actor = x OR (occurred >= 2026-11-20 AND occurred < 2026-11-21)",
        ),
        (
            "actor = x OR occurred = 2026-11-20 AND actor = y",
            "actor = x OR occurred >= 2026-11-20 AND occurred < 2026-11-21 AND actor = y",
        ),
        ("occurred != 2026-11-20", "(occurred < 2026-11-20 OR occurred >= 2026-11-21)"),
        (
            "occurred IN (2026-11-20, -1d, 2026-11-22)",
            "((occurred >= 2026-11-20 AND occurred < 2026-11-21) OR occurred = -1d OR (occurred >= 2026-11-22 AND occurred < 2026-11-23))",
        ),
        (
            "occurred NOT IN (2026-11-20, now())",
            "((occurred < 2026-11-20 OR occurred >= 2026-11-21) AND occurred != now())",
        ),
        ("occurred IN (2026-11-20)", "occurred >= 2026-11-20 AND occurred < 2026-11-21"),
        (
            "created IN (EMPTY, 2026-11-20)",
            "(created = EMPTY OR (created >= 2026-11-20 AND created < 2026-11-21))",
        ),
    ];
    for (jql, expect) in table {
        let all: Vec<_> =
            crate::support::checked(jql).diagnostics.into_iter().filter_map(|found| found.fix).collect();
        let [fix] = all.as_slice() else { panic!("{jql}: {all:?}") };
        let mut fixed = jql.to_owned();
        fixed.replace_range(fix.span.start..fix.span.end, &fix.beside(jql));
        assert_eq!(fixed, expect);
        assert_eq!(fix.label, "Take the whole day");
        assert!(!warnings(&fixed).contains(&"filter.date.one-minute"), "{fixed}");
        assert_eq!(errors(&fixed), [""; 0], "{fixed}");
    }
}

/// What is written takes a minute, the rewrite takes the day: in the zone of who asks, and as long as the day is.
#[test]
fn the_whole_day_is_that_of_who_asks() {
    let berlin = asking("Europe/Berlin", "2026-11-18T12:00:00Z");
    let found = checked_in("occurred = 2026-10-25", &berlin);
    let fix = found.diagnostics.into_iter().find_map(|found| found.fix).unwrap();
    assert_eq!(fix.insert, "occurred >= 2026-10-25 AND occurred < 2026-10-26");
    let bounds = |predicate: Option<Predicate>| predicate.unwrap().time_bounds();
    let minute = (Some(utc("2026-10-24T22:00:00Z")), Some(utc("2026-10-24T22:01:00Z")));
    assert_eq!(bounds(found.predicate), minute);
    let day = (Some(utc("2026-10-24T22:00:00Z")), Some(utc("2026-10-25T23:00:00Z")));
    assert_eq!(bounds(checked_in(&fix.insert, &berlin).predicate), day);
    // There is no day after the last one that can be asked for.
    let last = checked_in("occurred = \"9998-12-31\"", &berlin);
    assert!(last.predicate.is_some() && last.diagnostics.iter().all(|found| found.fix.is_none()));
}
