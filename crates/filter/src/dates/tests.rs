use super::*;
use crate::{BundledZones, Zones};

const UTC: &str = "UTC";
const BERLIN: &str = "Europe/Berlin";
const CHICAGO: &str = "America/Chicago";
const SAO_PAULO: &str = "America/Sao_Paulo";
const APIA: &str = "Pacific/Apia";

/// Milliseconds of a moment written in UTC.
fn utc(text: &str) -> i64 {
    chrono::DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis()
}

fn at(now: &str, zone: &str) -> Context<'static> {
    Context {
        now: utc(now),
        zone: BundledZones.zone(zone).unwrap(),
        user: None,
        week_starts_monday: false,
        tables: std::borrow::Cow::Owned(crate::Tables::default()),
    }
}

#[test]
fn literals_are_instants_in_the_zone() {
    let table = [
        ("2026-01-31", UTC, "2026-01-31T00:00:00Z"),
        ("2026/01/31", UTC, "2026-01-31T00:00:00Z"),
        ("2026/1/3", UTC, "2026-01-03T00:00:00Z"),
        ("2026-01-31 18:13", UTC, "2026-01-31T18:13:00Z"),
        ("2026/01/31 18:13", BERLIN, "2026-01-31T17:13:00Z"),
        ("2026-07-31", CHICAGO, "2026-07-31T05:00:00Z"),
        // The night clocks go forward in Berlin: 02:30 does not exist.
        ("2026-03-29 02:30", BERLIN, "2026-03-29T01:30:00Z"),
        ("2026-03-29 03:30", BERLIN, "2026-03-29T01:30:00Z"),
        // The night they go back: 02:30 exists twice, the first counts.
        ("2026-10-25 02:30", BERLIN, "2026-10-25T00:30:00Z"),
        // Midnight itself was skipped in Sao Paulo, a whole day in Samoa.
        ("2018-11-04", SAO_PAULO, "2018-11-04T03:00:00Z"),
        ("2011-12-30", APIA, "2011-12-30T10:00:00Z"),
    ];
    for (text, zone, expect) in table {
        let moment = parse_text(text, &at("2026-06-01T00:00:00Z", zone));
        assert_eq!(moment.map(|m| m.at), Ok(utc(expect)), "{text} {zone}");
    }
}

#[test]
fn what_is_no_date_is_refused() {
    for text in [
        "",
        " ",
        "today",
        "2026-01",
        "2026-01/31",
        "26-01-31",
        "2026-01-31 ",
        " 2026-01-31",
        "2026-01-31T18:13",
        "2026-01-31 18:13:00",
        "2026-01-31 18",
        "2026-01-31  18:13",
        "31.01.2026",
        "1y",
        "5s",
        "4w2d",
        "-4w -2d",
        "-1w 2",
        "-",
        "+",
        "-d",
        "1.5d",
        "- 7d",
        "7 d",
        "-7d ",
        "٣d",
        "--7d",
    ] {
        let result = parse_text(text, &at("2026-06-01T00:00:00Z", UTC));
        assert_eq!(result, Err(DateError::Malformed), "{text:?}");
    }
    for text in [
        "2026-02-30",
        "2026-13-01",
        "2026-01-31 24:00",
        "0000-01-01",
        "9999-01-01",
        "99999999999999999999d",
        "-999999999w",
    ] {
        let result = parse_text(text, &at("2026-06-01T00:00:00Z", UTC));
        assert_eq!(result, Err(DateError::OutOfRange), "{text:?}");
    }
}

#[test]
fn periods_count_from_now_in_instants() {
    let now = "2026-03-29T12:00:00Z";
    let table = [
        ("-7d", "2026-03-22T12:00:00Z"),
        ("-60M", "2026-03-29T11:00:00Z"),
        ("-1H", "2026-03-29T11:00:00Z"),
        ("-43200M", "2026-02-27T12:00:00Z"),
        ("-1w 7d", "2026-03-15T12:00:00Z"),
        ("4w 2d", "2026-04-28T12:00:00Z"),
        ("4w   2d", "2026-04-28T12:00:00Z"),
        ("+1d", "2026-03-30T12:00:00Z"),
        ("5", "2026-03-29T12:05:00Z"),
        ("-5", "2026-03-29T11:55:00Z"),
        ("0d", "2026-03-29T12:00:00Z"),
        // Clocks went forward in Berlin that night; a day is 24 hours all the same.
        ("-1d", "2026-03-28T12:00:00Z"),
        ("-1440M", "2026-03-28T12:00:00Z"),
    ];
    for (text, expect) in table {
        assert_eq!(parse_text(text, &at(now, BERLIN)).map(|m| m.at), Ok(utc(expect)), "{text}");
    }
}

#[test]
fn numbers_are_milliseconds() {
    assert_eq!(parse_number("5"), Ok(Moment { at: 5, precision: Precision::Millisecond }));
    assert_eq!(parse_number("-5").map(|m| m.at), Ok(-5));
    assert_eq!(parse_number("99999999999999999999"), Err(DateError::OutOfRange));
}

#[test]
fn boundaries_come_before_increments() {
    use Edge::{End, Start};
    // A Wednesday in February.
    let now = "2026-02-18T13:45:30Z";
    let table = [
        (Start, Unit::Day, "", UTC, "2026-02-18T00:00:00Z"),
        (End, Unit::Day, "", UTC, "2026-02-18T23:59:59.999Z"),
        (Start, Unit::Day, "-1", UTC, "2026-02-17T00:00:00Z"),
        (Start, Unit::Day, "+4h", UTC, "2026-02-18T04:00:00Z"),
        (Start, Unit::Day, "30m", UTC, "2026-02-18T00:30:00Z"),
        (Start, Unit::Day, "-1M", UTC, "2026-01-18T00:00:00Z"),
        (Start, Unit::Day, "-1y", UTC, "2025-02-18T00:00:00Z"),
        (Start, Unit::Day, "", CHICAGO, "2026-02-18T06:00:00Z"),
        (Start, Unit::Week, "", UTC, "2026-02-15T00:00:00Z"),
        (End, Unit::Week, "", UTC, "2026-02-21T23:59:59.999Z"),
        (Start, Unit::Week, "-1", UTC, "2026-02-08T00:00:00Z"),
        (Start, Unit::Month, "", UTC, "2026-02-01T00:00:00Z"),
        (Start, Unit::Month, "+14d", UTC, "2026-02-15T00:00:00Z"),
        (End, Unit::Month, "", UTC, "2026-02-28T23:59:59.999Z"),
        (End, Unit::Month, "+1", UTC, "2026-03-31T23:59:59.999Z"),
        (End, Unit::Month, "+15d", UTC, "2026-03-15T23:59:59.999Z"),
        (Start, Unit::Year, "", UTC, "2026-01-01T00:00:00Z"),
        (Start, Unit::Year, "-1", UTC, "2025-01-01T00:00:00Z"),
        (End, Unit::Year, "", UTC, "2026-12-31T23:59:59.999Z"),
        (End, Unit::Year, "1w", UTC, "2027-01-07T23:59:59.999Z"),
    ];
    for (edge, unit, argument, zone, expect) in table {
        let increment = (!argument.is_empty()).then(|| Increment::parse(argument, unit).unwrap());
        let resolved = Boundary { edge, unit }.resolve(increment, &at(now, zone));
        assert_eq!(resolved, Ok(utc(expect)), "{edge:?} of {unit:?} {argument:?} in {zone}");
    }
}

#[test]
fn the_start_of_the_week_is_a_parameter() {
    let monday = Context { week_starts_monday: true, ..at("2026-02-18T13:45:30Z", UTC) };
    let start = Boundary { edge: Edge::Start, unit: Unit::Week };
    assert_eq!(start.resolve(None, &monday), Ok(utc("2026-02-16T00:00:00Z")));
    // On a Sunday the two readings are six days apart.
    let sunday = Context { now: utc("2026-02-22T10:00:00Z"), ..monday };
    assert_eq!(start.resolve(None, &sunday), Ok(utc("2026-02-16T00:00:00Z")));
    let american = Context { week_starts_monday: false, ..sunday };
    assert_eq!(start.resolve(None, &american), Ok(utc("2026-02-22T00:00:00Z")));
}

#[test]
fn calendar_days_follow_the_wall_clock_and_hours_do_not() {
    // The day after clocks went forward in Berlin.
    let context = at("2026-03-30T10:00:00Z", BERLIN);
    let start = Boundary { edge: Edge::Start, unit: Unit::Day };
    let yesterday = start.resolve(Some(Increment::parse("-1d", Unit::Day).unwrap()), &context);
    let hours = start.resolve(Some(Increment::parse("-24h", Unit::Day).unwrap()), &context);
    assert_eq!(yesterday, Ok(utc("2026-03-28T23:00:00Z")));
    assert_eq!(hours, Ok(utc("2026-03-28T22:00:00Z")));
    assert_eq!(
        day_around(&context.zone, utc("2026-03-29T12:00:00Z")),
        Ok((utc("2026-03-28T23:00:00Z"), utc("2026-03-29T22:00:00Z")))
    );
}

#[test]
fn the_argument_of_functions_has_its_own_grammar() {
    for text in ["", "+", "d", "1D", "1W", "1Y", "1H", "1s", "1w 2d", "1.5d", "1 d", " 1d", "+-1d", "٣"] {
        assert_eq!(Increment::parse(text, Unit::Day), Err(DateError::Malformed), "{text:?}");
    }
    assert_eq!(Increment::parse("99999999999", Unit::Day), Err(DateError::OutOfRange));
    let far = Increment::parse("+99999999y", Unit::Day).unwrap();
    let boundary = Boundary { edge: Edge::Start, unit: Unit::Day };
    assert_eq!(boundary.resolve(Some(far), &at("2026-01-01T00:00:00Z", UTC)), Err(DateError::OutOfRange));
}

#[test]
fn equality_is_as_fine_as_the_date_was_written() {
    let context = at("2026-02-18T13:45:30Z", UTC);
    let equals = |text| parse_text(text, &context).unwrap().equals();
    assert_eq!(equals("2026-02-18"), (utc("2026-02-18T00:00:00Z"), utc("2026-02-18T00:01:00Z")));
    assert_eq!(equals("0d"), (utc("2026-02-18T13:45:00Z"), utc("2026-02-18T13:46:00Z")));
    assert_eq!(parse_number("7").unwrap().equals(), (7, 8));
}
