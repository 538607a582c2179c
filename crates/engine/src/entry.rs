//! A write-ahead entry as a record. What cannot be read as one becomes a record that says so and keeps it.

use crate::{keys, stored};
use activity_event::{Event, EventId, Reading};

/// The record under a write-ahead key.
pub(crate) fn read_entry(key: &str, value: &str) -> Event {
    let value = stored::unquote(value);
    serde_json::from_str(&value).unwrap_or_else(|error| unreadable(key, &value, &error.to_string()))
}

/// A record of an entry that is not one.
///
/// INVARIANT: derived from key and value only. The same entry seen twice must give the same record, or it would be
/// kept twice; so its time is the minute in the key, and where the key has none, the beginning of 1970.
fn unreadable(key: &str, value: &str, reason: &str) -> Event {
    let occurred = keys::parse_write_ahead(key).map_or(0, |(minute, _)| minute);
    Event {
        id: EventId::derive(&["write-ahead", key, value]),
        occurred,
        recorded: occurred,
        source: key.to_owned(),
        reading: Reading::Unreadable,
        problem: Some(format!("the stored entry is not a record: {reason}")),
        raw: Some(value.to_owned()),
        ..Event::blank()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use activity_event::Action;

    #[test]
    fn what_is_no_record_is_kept_as_it_is() {
        let key = "w:202511231600:00000000000000000000000000000007";
        for value in ["", "{", "[1]", "{\"action\":\"no.such\"}"] {
            let event = read_entry(key, value);
            assert_eq!((event.action, event.raw.as_deref()), (Action::UNREADABLE, Some(value)));
            assert_eq!(event.occurred, 1_763_913_600_000);
            assert_eq!(read_entry(key, value), event);
        }
        assert_eq!(read_entry("w:nonsense", "x").occurred, 0);
    }
}
