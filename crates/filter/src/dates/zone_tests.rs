//! Zones, compared with another implementation and another build of the same database: `chrono-tz`.
//!
//! The way from the wall clock is worked out here from offsets alone. It is compared for two sources of offsets: the
//! bundled zones, and `chrono-tz` itself, as a host could bring them.

use super::zone;
use crate::{BundledZones, Offsets, Zone, Zones};
use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;
use std::rc::Rc;

const HOUR: i64 = 3_600;

/// The 1st of January 2038, in seconds since 1970.
const END: i64 = 2_145_916_800;

const ZONES: [Tz; 42] = [
    Tz::Africa__Cairo,
    Tz::Africa__Casablanca,
    Tz::Africa__Johannesburg,
    Tz::Africa__Lagos,
    Tz::Africa__Monrovia,
    Tz::America__Argentina__Buenos_Aires,
    Tz::America__Bogota,
    Tz::America__Caracas,
    Tz::America__Chicago,
    Tz::America__Denver,
    Tz::America__Havana,
    Tz::America__Los_Angeles,
    Tz::America__Mexico_City,
    Tz::America__New_York,
    Tz::America__Nuuk,
    Tz::America__Santiago,
    Tz::America__Sao_Paulo,
    Tz::America__St_Johns,
    Tz::America__Vancouver,
    Tz::Antarctica__Troll,
    Tz::Asia__Calcutta,
    Tz::Asia__Dubai,
    Tz::Asia__Gaza,
    Tz::Asia__Jerusalem,
    Tz::Asia__Kathmandu,
    Tz::Asia__Kolkata,
    Tz::Asia__Pyongyang,
    Tz::Asia__Shanghai,
    Tz::Asia__Tehran,
    Tz::Asia__Tokyo,
    Tz::Australia__Lord_Howe,
    Tz::Australia__Sydney,
    Tz::Etc__GMTPlus12,
    Tz::Europe__Berlin,
    Tz::Europe__Dublin,
    Tz::Europe__Istanbul,
    Tz::Europe__London,
    Tz::Europe__Moscow,
    Tz::Pacific__Apia,
    Tz::Pacific__Auckland,
    Tz::Pacific__Kiritimati,
    Tz::UTC,
];

/// Where the two builds of the database differ, 2025b there and 2026f here: the first and the last day of it.
const DIFFERENT: [(Tz, &str, &str); 5] = [
    (Tz::Africa__Casablanca, "2026-09-20", "2037-12-31"),
    (Tz::America__Bogota, "1992-05-02", "1992-05-03"),
    (Tz::America__Havana, "2026-11-01", "2027-03-14"),
    (Tz::America__Vancouver, "2026-11-01", "2037-12-31"),
    (Tz::Asia__Tehran, "1979-05-26", "1979-05-26"),
];

fn zone_of(tz: Tz) -> Zone {
    BundledZones.zone(tz.name()).unwrap()
}

/// A source of offsets and nothing else.
struct OffsetsOnly(Tz);

impl Offsets for OffsetsOnly {
    fn offset_at(&self, seconds: i64) -> Option<i32> {
        Some(offset(self.0, DateTime::from_timestamp(seconds, 0)?.naive_utc()))
    }
}

fn offsets_only(tz: Tz) -> Zone {
    Zone::new(tz.name(), Rc::new(OffsetsOnly(tz)))
}

fn utc(seconds: i64) -> NaiveDateTime {
    DateTime::from_timestamp(seconds, 0).unwrap().naive_utc()
}

fn offset(tz: Tz, at: NaiveDateTime) -> i32 {
    tz.offset_from_utc_datetime(&at).fix().local_minus_utc()
}

/// The documented rules, by `chrono-tz`.
fn instant(tz: Tz, local: NaiveDateTime) -> i64 {
    match tz.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.timestamp_millis(),
        // A day earlier is before the gap: offsets are at most 14 hours, the longest gap was 24.
        LocalResult::None => {
            let before = i64::from(offset(tz, local.checked_sub_signed(TimeDelta::days(1)).unwrap()));
            local.and_utc().timestamp_millis().checked_sub(before.saturating_mul(1_000)).unwrap()
        }
    }
}

#[test]
fn every_name_is_known() {
    for tz in chrono_tz::TZ_VARIANTS {
        assert_eq!(zone_of(tz).to_string(), tz.name());
    }
    for name in
        ["", " ", "Mars/Base", "Etc/Unknown", "Europe/Berlin ", "CET-1CEST,M3.5.0,M10.5.0/3", "+01:00"]
    {
        assert!(BundledZones.zone(name).is_err(), "{name:?}");
    }
    assert_eq!(BundledZones.zone("UTC"), Ok(Zone::utc()));
}

#[test]
fn offsets_are_those_of_the_other_implementation() {
    let mut different = vec![];
    for tz in ZONES {
        let zone = zone_of(tz);
        let wrong = |at: &i64| zone.offset_at(*at) != Some(offset(tz, utc(*at)));
        let mut wrong = (0..END).step_by(6 * 3_600).filter(wrong).map(|at| utc(at).date().to_string());
        if let Some(first) = wrong.next() {
            let last = wrong.last().unwrap_or_else(|| first.clone());
            different.push((tz, first, last));
        }
    }
    let expect = DIFFERENT.map(|(tz, first, last)| (tz, first.to_owned(), last.to_owned()));
    assert_eq!(different, expect);
}

#[test]
fn instants_around_every_change_of_clocks_are_those_of_the_other_implementation() {
    let same = ZONES.into_iter().filter(|tz| DIFFERENT.iter().all(|different| different.0 != *tz));
    compare_changes(same.map(|tz| (tz, zone_of(tz))));
    compare_changes(ZONES.into_iter().map(|tz| (tz, offsets_only(tz))));
}

/// Compares every quarter of an hour around every change of clocks.
#[track_caller]
#[expect(clippy::arithmetic_side_effects, reason = "seconds of this century")]
fn compare_changes(zones: impl Iterator<Item = (Tz, Zone)>) {
    let mut changes = 0;
    for (tz, zone) in zones {
        for day in (0..END).step_by(24 * 3_600) {
            if offset(tz, utc(day)) == offset(tz, utc(day + 24 * HOUR)) {
                continue;
            }
            changes += 1;
            for local in (day - 24 * HOUR..day + 48 * HOUR).step_by(900) {
                let local = utc(local);
                assert_eq!(zone::instant(&zone, local), Ok(instant(tz, local)), "{tz} {local}");
            }
        }
    }
    assert!(changes > 2_000, "{changes}");
}

#[test]
fn the_ends_of_the_calendar_are_dates_in_every_zone() {
    for tz in ZONES {
        for zone in [zone_of(tz), offsets_only(tz)] {
            for (year, month, day) in [(1, 1, 2), (9998, 12, 30)] {
                let local = NaiveDate::from_ymd_opt(year, month, day).unwrap().and_hms_opt(12, 0, 0).unwrap();
                let at = zone::instant(&zone, local).unwrap();
                assert_eq!(zone::wall_clock(&zone, at), Ok(local), "{tz} {year}");
            }
        }
    }
}
