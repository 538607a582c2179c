//! Date fields: operators and what they compare with.
//!
//! Sources: <https://support.atlassian.com/jira-service-management-cloud/docs/jql-fields/> and `jql-functions/`, 2025, and what
//! Jira Cloud answers where these say nothing.

use crate::samples::record;
use crate::support::{NOW, ask, asking, checked_in, context, errors, notes, predicate, utc, warnings};
use activity_event::Event;
use activity_filter::Truth::{False, True};
use activity_filter::{BundledZones, Context, Zones, evaluate, open_clauses};
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

/// Where `occurred >= {value}` begins.
fn begins(value: &str, context: &Context) -> Option<i64> {
    let checked = checked_in(&format!("occurred >= {value}"), context);
    checked.predicate.and_then(|predicate| predicate.time_bounds().0)
}

#[test]
fn a_literal_has_one_of_four_forms() {
    for (value, expect) in [
        ("\"2026/01/31 18:13\"", "2026-01-31T18:13:00Z"),
        ("\"2026-01-31 18:13\"", "2026-01-31T18:13:00Z"),
        ("\"2026/01/31\"", "2026-01-31T00:00:00Z"),
        ("\"2026-01-31\"", "2026-01-31T00:00:00Z"),
        // The one form that needs no quotation marks.
        ("2026-01-31", "2026-01-31T00:00:00Z"),
    ] {
        assert_eq!(begins(value, &context()), Some(utc(expect)), "{value}");
    }
    for value in ["2026/01/31", "2026-01-31 18:13", "2026/01/31 18:13"] {
        assert!(activity_jql::parse(&format!("occurred >= {value}")).query.is_none(), "{value}");
    }
    for (value, code) in [
        // A minute is the finest that there is, and the zone is that of who asks.
        ("\"2026-01-31 18:13:19\"", "filter.date.invalid"),
        ("\"2026-01-31T18:13:19Z\"", "filter.date.invalid"),
        ("\"2026-01-31T18:13:19.000+0100\"", "filter.date.invalid"),
        ("\"2026-01-31 18:13 +0100\"", "filter.date.invalid"),
        ("\"31/01/2026\"", "filter.date.invalid"),
        ("\"31/Jan/26\"", "filter.date.invalid"),
        ("\"2026-02-30\"", "filter.date.range"),
        ("\"2026-13-01\"", "filter.date.range"),
        ("\"2026-01-31 24:00\"", "filter.date.range"),
    ] {
        for field in ["occurred", "recorded", "created"] {
            assert_eq!(errors(&format!("{field} >= {value}")), [code], "{field} >= {value}");
        }
    }
}

#[test]
fn a_day_ends_where_the_next_begins() {
    let at_noon = at(NOW);
    for (jql, expect) in [
        ("occurred <= \"2026/11/18\"", False),
        ("occurred <= \"2026/11/19\"", True),
        ("occurred < \"2026/11/19\"", True),
        ("occurred > \"2026/11/18\"", True),
        ("occurred = \"2026/11/18\"", False),
        ("occurred >= \"2026/11/18\" AND occurred < \"2026/11/19\"", True),
    ] {
        assert_eq!(ask(jql, &at_noon), expect, "{jql}");
    }
    // The day a thing is due is a day: Jira compares it with `=`, and there is nothing to point out.
    for jql in ["due = 2026-11-18", "worklogDate = \"2026/11/18\""] {
        assert_eq!((warnings(jql), notes(jql)), (vec![], vec!["filter.field.elsewhere"]), "{jql}");
        assert_eq!(open_clauses(&predicate(jql)), [jql]);
    }
}

/// `^[+-]?N u( +N u)*$` with w, d, h and m in either case.
#[test]
fn periods_of_date_fields() {
    const HOUR: i64 = 60 * MINUTE;
    const DAY: i64 = 24 * HOUR;
    for (value, offset) in [
        ("-7w", -49 * DAY),
        ("-7W", -49 * DAY),
        ("-7d", -7 * DAY),
        ("-7D", -7 * DAY),
        ("-7h", -7 * HOUR),
        ("-7H", -7 * HOUR),
        ("-7m", -7 * MINUTE),
        // Minutes, not months.
        ("-7M", -7 * MINUTE),
        ("-60M", -HOUR),
        ("-43200M", -30 * DAY),
        ("7d", 7 * DAY),
        ("\"+7d\"", 7 * DAY),
        // One sign for all, and all add up.
        ("\"4w 2d\"", 30 * DAY),
        ("\"-4w 2d\"", -30 * DAY),
        ("\"-1w 7d\"", -14 * DAY),
        ("\"-1d 2h 30m\"", -(26 * HOUR + 30 * MINUTE)),
        // Only a number: minutes.
        ("\"5\"", 5 * MINUTE),
        ("\"-5\"", -5 * MINUTE),
    ] {
        assert_eq!(begins(value, &context()), Some(NOW + offset), "{value}");
    }
    // Without quotation marks a number is milliseconds since 1970.
    assert_eq!(begins("5", &context()), Some(5));
    assert_eq!(begins("1795003200000", &context()), Some(NOW));
    for value in ["4w2d", "\"-4w -2d\"", "\"-1w 2\"", "-1y", "-30s", "\"1.5d\"", "\"- 7d\"", "\"7 d\"", "-d"]
    {
        assert_eq!(errors(&format!("occurred >= {value}")), ["filter.date.invalid"], "{value}");
    }
}

/// `^[+-]?N[yMwdhm]?$`, where case counts.
#[test]
fn arguments_of_date_functions() {
    for (value, expect) in [
        // The end of a period, or its start, comes first.
        ("startOfMonth(\"+14d\")", "2026-11-15T00:00:00Z"),
        ("endOfMonth(\"+15d\")", "2026-12-15T23:59:59.999Z"),
        ("endOfMonth(\"+1\")", "2026-12-31T23:59:59.999Z"),
        ("endOfMonth(-1)", "2026-10-31T23:59:59.999Z"),
        ("endOfMonth(3)", "2027-02-28T23:59:59.999Z"),
        ("startOfYear(\"+2M\")", "2026-03-01T00:00:00Z"),
        ("endOfWeek(\"+1d\")", "2026-11-23T23:59:59.999Z"),
        // Each unit.
        ("startOfDay(-1y)", "2025-11-18T00:00:00Z"),
        ("startOfDay(-1M)", "2026-10-18T00:00:00Z"),
        ("startOfDay(-1w)", "2026-11-11T00:00:00Z"),
        ("startOfDay(-1d)", "2026-11-17T00:00:00Z"),
        ("startOfDay(-1h)", "2026-11-17T23:00:00Z"),
        ("startOfDay(-1m)", "2026-11-17T23:59:00Z"),
        // Without a unit it is the function's own, without a sign it is plus.
        ("startOfDay(1)", "2026-11-19T00:00:00Z"),
        ("startOfWeek(1)", "2026-11-23T00:00:00Z"),
        ("startOfMonth(1)", "2026-12-01T00:00:00Z"),
        ("startOfYear(1)", "2027-01-01T00:00:00Z"),
        ("endOfDay(-1)", "2026-11-17T23:59:59.999Z"),
        ("endOfWeek(-1)", "2026-11-15T23:59:59.999Z"),
        ("endOfYear(-1)", "2025-12-31T23:59:59.999Z"),
        ("startOfDay(\"+1\")", "2026-11-19T00:00:00Z"),
        ("startOfDay(\"-1\")", "2026-11-17T00:00:00Z"),
        // And none at all.
        ("now()", "2026-11-18T12:00:00Z"),
        ("startOfDay()", "2026-11-18T00:00:00Z"),
        ("endOfDay()", "2026-11-18T23:59:59.999Z"),
        ("startOfWeek()", "2026-11-16T00:00:00Z"),
        ("endOfWeek()", "2026-11-22T23:59:59.999Z"),
        ("startOfMonth()", "2026-11-01T00:00:00Z"),
        ("endOfMonth()", "2026-11-30T23:59:59.999Z"),
        ("startOfYear()", "2026-01-01T00:00:00Z"),
        ("endOfYear()", "2026-12-31T23:59:59.999Z"),
    ] {
        assert_eq!(begins(value, &context()), Some(utc(expect)), "{value}");
    }
    for argument in ["-1D", "-1W", "-1Y", "-1H", "\"1w 2d\"", "\"1.5d\"", "-1s", "\"\"", "d", "\"+-1d\""] {
        for function in ["startOfDay", "endOfWeek", "startOfMonth", "endOfYear"] {
            let jql = format!("occurred >= {function}({argument})");
            assert_eq!(errors(&jql), ["filter.function.duration"], "{jql}");
        }
    }
    // In February, one month after the end of the month is the end of March.
    let february = asking("UTC", "2026-02-18T13:45:30Z");
    assert_eq!(begins("endOfMonth(1)", &february), Some(utc("2026-03-31T23:59:59.999Z")));
}

#[test]
fn weeks_begin_on_monday_or_sunday() {
    // A Wednesday, a Sunday and a Monday.
    for (now, monday, sunday) in [
        ("2026-11-18T12:00:00Z", ("2026-11-16", "2026-11-23"), ("2026-11-15", "2026-11-22")),
        ("2026-11-22T12:00:00Z", ("2026-11-16", "2026-11-23"), ("2026-11-22", "2026-11-29")),
        ("2026-11-23T12:00:00Z", ("2026-11-23", "2026-11-30"), ("2026-11-22", "2026-11-29")),
    ] {
        for (week_starts_monday, (first, next)) in [(true, monday), (false, sunday)] {
            let context = Context { week_starts_monday, ..asking("UTC", now) };
            let midnight = |day: &str| utc(&format!("{day}T00:00:00Z"));
            assert_eq!(begins("startOfWeek()", &context), Some(midnight(first)), "{now}");
            assert_eq!(begins("endOfWeek()", &context), Some(midnight(next) - 1), "{now}");
            assert_eq!(begins("startOfWeek(1)", &context), Some(midnight(next)), "{now}");
        }
    }
}

/// Whatever has a wall clock in it is read in the zone of who asks; what counts from now is not.
#[test]
fn zones_matter_for_days_and_not_for_periods() {
    let now = "2026-07-15T03:30:00Z";
    for (value, chicago, berlin) in [
        ("\"2026-07-10\"", "2026-07-10T05:00:00Z", "2026-07-09T22:00:00Z"),
        ("\"2026/07/10 18:13\"", "2026-07-10T23:13:00Z", "2026-07-10T16:13:00Z"),
        // In Chicago it is still the 14th.
        ("startOfDay()", "2026-07-14T05:00:00Z", "2026-07-14T22:00:00Z"),
        ("endOfDay()", "2026-07-15T04:59:59.999Z", "2026-07-15T21:59:59.999Z"),
        ("startOfMonth()", "2026-07-01T05:00:00Z", "2026-06-30T22:00:00Z"),
        ("startOfYear()", "2026-01-01T06:00:00Z", "2025-12-31T23:00:00Z"),
        ("now()", now, now),
        ("-7d", "2026-07-08T03:30:00Z", "2026-07-08T03:30:00Z"),
        ("\"-1w 2h\"", "2026-07-08T01:30:00Z", "2026-07-08T01:30:00Z"),
        ("1795003200000", "2026-11-18T12:00:00Z", "2026-11-18T12:00:00Z"),
    ] {
        assert_eq!(begins(value, &asking("America/Chicago", now)), Some(utc(chicago)), "{value} in Chicago");
        assert_eq!(begins(value, &asking("Europe/Berlin", now)), Some(utc(berlin)), "{value} in Berlin");
    }
}

/// Clocks in Berlin go forward on the 29th of March and back on the 25th of October 2026.
#[test]
fn days_follow_the_clock_where_it_is_turned_and_periods_do_not() {
    let spring = asking("Europe/Berlin", "2026-03-30T10:00:00Z");
    let autumn = asking("Europe/Berlin", "2026-10-26T10:00:00Z");
    for (value, context, expect) in [
        ("startOfDay(-1d)", &spring, "2026-03-28T23:00:00Z"),
        ("startOfDay(-24h)", &spring, "2026-03-28T22:00:00Z"),
        ("endOfDay(-1)", &spring, "2026-03-29T21:59:59.999Z"),
        ("-1d", &spring, "2026-03-29T10:00:00Z"),
        ("-1440M", &spring, "2026-03-29T10:00:00Z"),
        ("-24h", &spring, "2026-03-29T10:00:00Z"),
        // Never shown by a clock: half an hour after it was turned.
        ("\"2026-03-29 02:30\"", &spring, "2026-03-29T01:30:00Z"),
        ("startOfDay(-1d)", &autumn, "2026-10-24T22:00:00Z"),
        ("startOfDay(-24h)", &autumn, "2026-10-24T23:00:00Z"),
        ("endOfDay(-1)", &autumn, "2026-10-25T22:59:59.999Z"),
        ("startOfWeek()", &autumn, "2026-10-25T23:00:00Z"),
        ("startOfMonth()", &autumn, "2026-09-30T22:00:00Z"),
        ("-1d", &autumn, "2026-10-25T10:00:00Z"),
        // Shown twice: the first counts.
        ("\"2026-10-25 02:30\"", &autumn, "2026-10-25T00:30:00Z"),
    ] {
        assert_eq!(begins(value, context), Some(utc(expect)), "{value} at {}", context.now);
    }
}

/// Lengths of time are Jira's to read: how long a day is of work, the site has set.
#[test]
fn durations_are_handed_on() {
    for jql in
        ["timeSpent > 1h", "originalEstimate <= 2d", "remainingEstimate = \"4w 2d\"", "timeSpent IS EMPTY"]
    {
        assert_eq!(open_clauses(&predicate(jql)), [jql]);
        assert_eq!(errors(jql), [""; 0], "{jql}");
    }
}
