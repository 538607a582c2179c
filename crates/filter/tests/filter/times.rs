//! Date fields: operators and what they compare with.

use crate::samples::{record, transition};
use crate::support::{NOW, ask, checked_in, context, predicate, warnings};
use activity_event::Event;
use activity_filter::Truth::{False, True};
use activity_filter::{BundledZones, Context, Zones, evaluate};
use serde_json::json;

const MINUTE: i64 = 60_000;

fn at(occurred: i64) -> Event {
    record(&json!({"occurred": occurred, "recorded": occurred}))
}

#[test]
fn a_literal_is_the_start_of_its_minute() {
    // 18:13:19 on the same day.
    let event = at(NOW + (6 * 60 + 13) * MINUTE + 19_000);
    for (jql, expect) in [
        ("occurred > \"2026-11-18 18:13\"", True),
        ("occurred >= \"2026-11-18 18:13\"", True),
        ("occurred >= \"2026/11/18 18:14\"", False),
        ("occurred < \"2026-11-18 18:14\"", True),
        ("occurred <= \"2026-11-18 18:13\"", False),
        ("occurred = \"2026-11-18 18:13\"", True),
        ("occurred = \"2026-11-18 18:14\"", False),
        ("occurred != \"2026-11-18 18:13\"", False),
        ("occurred IN (\"2026-11-18 18:12\", \"2026-11-18 18:13\")", True),
        ("occurred NOT IN (\"2026-11-18 18:12\", \"2026-11-18 18:13\")", False),
        ("occurred = 2026-11-18", False),
        ("occurred >= 2026-11-18 AND occurred < 2026-11-19", True),
        ("occurred <= 2026-11-18", False),
        ("occurred IS EMPTY", False),
        ("occurred IS NOT EMPTY", True),
        ("recorded >= 2026-11-18", True),
    ] {
        assert_eq!(ask(jql, &event), expect, "{jql}");
    }
    let midnight = at(NOW - 12 * 60 * MINUTE);
    assert_eq!(ask("occurred = 2026-11-18", &midnight), True);
    assert_eq!(ask("occurred <= 2026-11-18", &midnight), True);
}

#[test]
fn quoted_and_bare_numbers_differ() {
    // Bare: milliseconds since 1970. In a string: minutes from now.
    assert_eq!(predicate("occurred > 5").time_bounds(), (Some(6), None));
    assert_eq!(predicate("occurred > \"5\"").time_bounds(), (Some(NOW + 5 * MINUTE + 1), None));
    assert_eq!(predicate("occurred = 5").time_bounds(), (Some(5), Some(6)));
}

#[test]
fn functions_and_periods() {
    let hour = 60 * MINUTE;
    for (jql, since) in [
        ("occurred >= now()", NOW),
        ("occurred >= -7d", NOW - 7 * 24 * hour),
        ("occurred >= \"-60M\"", NOW - hour),
        ("occurred >= \"-1w 7d\"", NOW - 14 * 24 * hour),
        ("occurred >= startOfDay()", NOW - 12 * hour),
        ("occurred >= startOfDay(-1)", NOW - 36 * hour),
        ("occurred >= startOfDay(\"+4h\")", NOW - 8 * hour),
        ("occurred >= StartOfWeek()", NOW - (2 * 24 + 12) * hour),
        ("occurred > endOfDay()", NOW + 12 * hour),
        ("occurred >= startOfMonth()", NOW - (17 * 24 + 12) * hour),
        ("occurred >= startOfMonth(\"+14d\")", NOW - (3 * 24 + 12) * hour),
    ] {
        assert_eq!(predicate(jql).time_bounds(), (Some(since), None), "{jql}");
    }
}

#[test]
fn days_start_in_the_zone_of_the_person_asking() {
    let chicago = Context { zone: BundledZones.zone("America/Chicago").unwrap(), ..context() };
    let midnight = checked_in("occurred >= 2026-11-18", &chicago).predicate.unwrap();
    assert_eq!(midnight.time_bounds().0, Some(NOW - 6 * 60 * MINUTE));
    let sunday = Context { week_starts_monday: false, ..context() };
    let week = checked_in("occurred >= startOfWeek()", &sunday).predicate.unwrap();
    assert_eq!(week.time_bounds().0, Some(NOW - (3 * 24 + 12) * 60 * MINUTE));
}

#[test]
fn the_whole_day_across_a_clock_change() {
    // Clocks go back in Berlin on the 25th of October 2026: the day has 25 hours.
    let berlin = Context { zone: BundledZones.zone("Europe/Berlin").unwrap(), ..context() };
    let day = checked_in("occurred >= 2026-10-25 AND occurred < 2026-10-26", &berlin).predicate.unwrap();
    let (Some(from), Some(until)) = day.time_bounds() else { panic!("no bounds") };
    assert_eq!(until - from, 25 * 60 * MINUTE);
    assert_eq!(evaluate(&day, &at(until - 1)), True);
    assert_eq!(evaluate(&day, &at(until)), False);
}

#[test]
fn a_day_compared_with_equals_is_pointed_out() {
    assert_eq!(warnings("occurred = 2026-11-18"), ["filter.date.one-minute"]);
    assert_eq!(warnings("occurred = \"2026-11-18 18:13\""), [""; 0]);
    let help = crate::support::only("occurred = \"2026/11/18\"").help.unwrap();
    assert!(help.ends_with("occurred >= \"2026/11/18\" AND occurred < 2026-11-19"), "{help}");
    assert_eq!(ask("occurred >= \"2026/11/18\" AND occurred < 2026-11-19", &transition()), True);
}
