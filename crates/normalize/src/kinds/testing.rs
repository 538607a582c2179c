//! What the tests of all readers share.

use crate::{Arrival, JsonText, normalize};
use activity_event::{Event, Reading};

/// Normalizes a payload that must give one fully read record.
pub(super) fn one(json: &str) -> Event {
    let mut records =
        normalize(&JsonText(json), None, &Arrival { recorded: 1_763_913_601_234, views: false });
    assert_eq!(records.len(), 1);
    let record = records.remove(0);
    assert_eq!((record.reading, &record.problem), (Reading::Full, &None), "{json}");
    record
}
