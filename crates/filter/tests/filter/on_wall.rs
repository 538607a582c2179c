//! Hours and weekdays of the asking user's clock.

use crate::samples::record;
use crate::support::{ask, checked_in, context, only, predicate};
use activity_event::Event;
use activity_filter::Truth::{False, True};
use activity_filter::{BundledZones, Context, Predicate, Test, Zones, evaluate};
use serde_json::json;

/// Wednesday the 18th of November 2026, 18:13:19, UTC.
const WEDNESDAY: i64 = 1_795_025_599_000;

fn at(occurred: i64) -> Event {
    record(&json!({"occurred": occurred, "recorded": occurred}))
}

#[allow(clippy::unwrap_used, reason = "support code of tests, outside of #[test]")]
fn in_zone(name: &str) -> Context<'static> {
    Context { zone: BundledZones.zone(name).unwrap(), ..context() }
}

#[test]
fn hours_and_weekdays_are_numbers_that_compare() {
    let event = at(WEDNESDAY);
    for (jql, expect) in [
        ("occurredHour = 18", True),
        ("occurredHour != 18", False),
        ("NOT occurredHour = 18", False),
        ("occurredHour < 18", False),
        ("occurredHour <= 18", True),
        ("occurredHour > 17", True),
        ("occurredHour IN (7, \"18\")", True),
        ("occurredHour NOT IN (7, 18)", False),
        ("NOT occurredHour NOT IN (7, 18)", True),
        ("occurredHour >= 0", True),
        ("occurredHour < 0", False),
        ("occurredWeekday = 3", True),
        ("occurredWeekday = Wednesday", True),
        ("occurredWeekday IN (wed, sat)", True),
        ("occurredWeekday > Friday", False),
        ("occurredWeekday IN (6, 7) OR occurredHour < 7 OR occurredHour >= 19", False),
    ] {
        assert_eq!(ask(jql, &event), expect, "{jql}");
    }
    assert_eq!(predicate("occurredHour >= 0"), Predicate::Always);
    assert_eq!(predicate("occurredHour >= 19").to_string(), "occurredHour IN (19, 20, 21, 22, 23)");
}

#[test]
fn the_clock_is_that_of_who_asks_and_is_turned() {
    // The last hour of summer time in Berlin, and the first of winter time.
    let summer = at(1_792_886_400_000);
    let winter = at(1_792_893_600_000);
    let holds = |jql: &str, event: &Event| {
        evaluate(&checked_in(jql, &in_zone("Europe/Berlin")).predicate.unwrap(), event)
    };
    assert_eq!(summer.occurred % 86_400_000, 0, "midnight, UTC");
    assert_eq!(holds("occurredHour = 2", &summer), True);
    assert_eq!(holds("occurredHour = 3", &winter), True);
    assert_eq!(holds("occurredWeekday = Sunday", &summer), True);
    let kiritimati = checked_in("occurredWeekday = Thursday", &in_zone("Pacific/Kiritimati"));
    assert_eq!(evaluate(&kiritimati.predicate.unwrap(), &at(WEDNESDAY)), True);
}

#[test]
fn reading_many_agrees_with_asking_each() {
    for zone in ["Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns", "Asia/Kathmandu", "UTC"] {
        for jql in ["occurredHour IN (0, 2, 3, 23)", "occurredWeekday > 5"] {
            let predicate = checked_in(jql, &in_zone(zone)).predicate.unwrap();
            let Predicate::Test(Test::OnWall(test)) = predicate else { panic!("{predicate:?}") };
            let mut reading = test.reading();
            // Two years, a time every 29 minutes and some seconds.
            for second in (1_767_225_600..1_830_297_600_i64).step_by(1_777) {
                assert_eq!(reading.holds(second), test.holds(second), "{zone}, {jql}, {second}");
            }
        }
    }
}

#[test]
fn other_values_are_refused_with_what_there_is() {
    for (jql, help) in [
        ("occurredHour = 24", "Hours are 0 to 23."),
        ("occurredHour = noon", "Hours are 0 to 23."),
        ("occurredHour > -1", "Hours are 0 to 23."),
        ("occurredWeekday = 0", "Days of the week are Monday to Sunday, or 1 to 7."),
        ("occurredWeekday IN (Monday, Someday)", "Days of the week are Monday to Sunday, or 1 to 7."),
    ] {
        let found = only(jql);
        assert_eq!((found.code, found.help.as_deref()), ("filter.value.unknown", Some(help)), "{jql}");
    }
    assert_eq!(only("occurredHour = EMPTY").code, "filter.value.empty");
    assert_eq!(only("occurredHour = now()").code, "filter.function.field");
    assert_eq!(only("occurredHour IS EMPTY").code, "filter.operator.unsupported");
}
