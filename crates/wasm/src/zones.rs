//! Time zones, as the JavaScript engine knows them: it has the tables anyhow.

use activity_engine::{Offsets, UnknownZone, Zone, Zones};
use js_sys::{Object, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// `Intl.DateTimeFormat`.
    type DateTimeFormat;

    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locale: &str, options: &Object) -> Result<DateTimeFormat, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn format(this: &DateTimeFormat, milliseconds: f64) -> Result<String, JsValue>;
}

/// The zones of `Intl`.
pub(crate) struct IntlZones;

thread_local! {
    /// The zone that was asked for last: making a clock takes ten times as long as checking a query, and who asks has one zone.
    static LAST: RefCell<Option<(String, Zone)>> = const { RefCell::new(None) };
}

impl Zones for IntlZones {
    fn zone(&self, name: &str) -> Result<Zone, UnknownZone> {
        let last = LAST.with_borrow(|last| {
            last.as_ref().filter(|(known, _)| known == name).map(|(_, zone)| zone.clone())
        });
        if let Some(zone) = last {
            return Ok(zone);
        }
        let zone = make(name)?;
        LAST.set(Some((name.to_owned(), zone.clone())));
        Ok(zone)
    }
}

fn make(name: &str) -> Result<Zone, UnknownZone> {
    let unknown = || UnknownZone(name.to_owned());
    // `Intl` may also take `+01:00` and `Etc/Unknown`, which are no places.
    if !name.starts_with(|first: char| first.is_ascii_alphabetic())
        || name.eq_ignore_ascii_case("Etc/Unknown")
    {
        return Err(unknown());
    }
    let options = Object::new();
    for (option, value) in [("timeZone", name), ("timeZoneName", "longOffset")] {
        Reflect::set(&options, &option.into(), &value.into()).map_err(|_| unknown())?;
    }
    // A name that no zone has is thrown back.
    let clock = DateTimeFormat::new("en-US", &options).map_err(|_| unknown())?;
    Ok(Zone::new(name, Rc::new(Clock { clock, known: Cell::new([(i64::MIN, 0); KNOWN_MAX]) })))
}

/// How many offsets are remembered.
const KNOWN_MAX: usize = 16;

struct Clock {
    clock: DateTimeFormat,
    /// Offsets that were asked for lately, by their seconds, the newest first: a query is checked at every key that is pressed,
    /// and speaks of the same days then. Asking `Intl` takes as long as a quarter of a check.
    known: Cell<[(i64, i32); KNOWN_MAX]>,
}

impl Offsets for Clock {
    fn offset_at(&self, seconds: i64) -> Option<i32> {
        let mut known = self.known.get();
        if let Some((_, offset)) = known.iter().find(|(at, _)| *at == seconds) {
            return Some(*offset);
        }
        let offset = self.ask(seconds)?;
        known.rotate_right(1);
        if let Some(first) = known.first_mut() {
            *first = (seconds, offset);
        }
        self.known.set(known);
        Some(offset)
    }
}

impl Clock {
    fn ask(&self, seconds: i64) -> Option<i32> {
        // Minutes fit into a number that becomes a float without loss.
        let minutes = i32::try_from(seconds.div_euclid(60)).ok()?;
        let seconds = i32::try_from(seconds.rem_euclid(60)).ok()?;
        parse_offset(&self.clock.format(f64::from(minutes) * 60_000.0 + f64::from(seconds) * 1_000.0).ok()?)
    }
}

/// Seconds of `11/23/2025, GMT-03:30`. Zones without an offset are written `GMT`, old local times have seconds.
fn parse_offset(text: &str) -> Option<i32> {
    let (_, offset) = text.rsplit_once("GMT")?;
    let mut rest = offset.chars();
    let sign = match rest.next() {
        None => return Some(0),
        Some('+') => 1,
        // Hyphen or minus sign.
        Some('-' | '\u{2212}') => -1,
        Some(_) => return None,
    };
    let mut parts = rest.as_str().split(':').map(|part| part.parse::<i32>().ok().filter(|part| *part < 60));
    let mut seconds = 0_i32;
    for length in [3_600, 60, 1] {
        let part: i32 = match parts.next() {
            Some(part) => part?,
            None => break,
        };
        seconds = seconds.checked_add(part.checked_mul(length)?)?;
    }
    if parts.next().is_some() { None } else { seconds.checked_mul(sign) }
}

#[cfg(test)]
mod tests {
    use super::parse_offset;

    #[test]
    fn offsets_are_read_as_they_are_written() {
        let table = [
            ("11/23/2025, GMT", Some(0)),
            ("11/23/2025, GMT+01:00", Some(3_600)),
            ("11/23/2025, GMT-03:30", Some(-12_600)),
            ("11/23/2025, GMT\u{2212}11", Some(-39_600)),
            ("1/1/1800, GMT-00:25:21", Some(-1_521)),
            ("11/23/2025, GMT+1:2:3:4", None),
            ("11/23/2025, GMT+", None),
            ("11/23/2025, GMT+01:99", None),
            ("11/23/2025", None),
        ];
        for (text, expect) in table {
            assert_eq!(parse_offset(text), expect, "{text}");
        }
    }
}
