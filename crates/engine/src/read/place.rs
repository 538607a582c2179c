//! Places in the order of a page, and cursors.

use crate::EngineError;
use activity_event::{Event, EventId};

/// Which way a page goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// By time and id, descending.
    NewestFirst,
    /// By time and id, ascending.
    OldestFirst,
}

/// A place in the order of a page: what comes first is smaller, whichever way the page goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// The time, turned round for newest first.
    pub(super) time: i64,
    id: u128,
}

impl Place {
    /// The first place at this time (as it stands in places).
    pub(super) fn first_at(time: i64) -> Self {
        Self { time, id: 0 }
    }

    /// The place before this one; the very first place is its own.
    pub(super) fn previous(self) -> Self {
        match (self.id.checked_sub(1), self.time.checked_sub(1)) {
            (Some(id), _) => Self { id, ..self },
            (None, Some(time)) => Self { time, id: u128::MAX },
            (None, None) => self,
        }
    }
}

impl Direction {
    /// The place of a record. Turning all bits round turns the order of numbers round, without exception.
    pub(super) fn place(self, occurred: i64, id: EventId) -> Place {
        match self {
            Self::NewestFirst => Place { time: !occurred, id: !id.as_u128() },
            Self::OldestFirst => Place { time: occurred, id: id.as_u128() },
        }
    }

    pub(super) fn place_of(self, event: &Event) -> Place {
        self.place(event.occurred, event.id)
    }

    /// The times of a stretch, the one that comes first first.
    pub(super) fn stretch(self, from: i64, to: i64) -> (i64, i64) {
        match self {
            Self::NewestFirst => (!to, !from),
            Self::OldestFirst => (from, to),
        }
    }

    /// The cursor of a place: which way, time and id, as 49 letters and digits.
    pub(super) fn cursor(self, place: Place) -> String {
        let (letter, occurred, id) = match self {
            Self::NewestFirst => ('n', !place.time, !place.id),
            Self::OldestFirst => ('o', place.time, place.id),
        };
        format!("{letter}{:016x}{id:032x}", occurred.cast_unsigned())
    }

    /// The place of a cursor that was handed out for the same way.
    pub(super) fn parse_cursor(self, cursor: &str) -> Result<Place, EngineError> {
        let letter = match self {
            Self::NewestFirst => 'n',
            Self::OldestFirst => 'o',
        };
        let parsed = cursor.strip_prefix(letter).and_then(|digits| {
            let (time, id) = digits.split_at_checked(16)?;
            let hex = digits.len() == 48 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
            let time = u64::from_str_radix(time, 16).ok().filter(|_| hex)?;
            Some(self.place(time.cast_signed(), EventId::parse(id).ok()?))
        });
        parsed.ok_or_else(|| EngineError::Cursor(cursor.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Direction::{NewestFirst, OldestFirst};

    #[test]
    fn cursors_come_back_and_order_as_records_do() {
        let times = [i64::MIN, -1, 0, 1_763_913_600_000, i64::MAX];
        for direction in [NewestFirst, OldestFirst] {
            for time in times {
                let place = direction.place(time, EventId::from_u128(7));
                assert_eq!(direction.parse_cursor(&direction.cursor(place)).unwrap(), place);
                assert!(place.previous() < place && Place::first_at(place.time) <= place);
            }
        }
        let id = EventId::from_u128;
        assert!(NewestFirst.place(2, id(1)) < NewestFirst.place(1, id(9)));
        assert!(NewestFirst.place(1, id(9)) < NewestFirst.place(1, id(1)));
        assert!(OldestFirst.place(1, id(9)) < OldestFirst.place(2, id(1)));
    }

    #[test]
    fn other_texts_are_refused() {
        let cursor = OldestFirst.cursor(OldestFirst.place(5, EventId::from_u128(7)));
        for bad in ["", "n", "o12", &cursor, &cursor.replace('o', "n+"), "nüüüüüüüüüüüüüüüüüüüüüüüü"]
        {
            assert!(matches!(NewestFirst.parse_cursor(bad), Err(EngineError::Cursor(_))), "{bad}");
        }
    }
}
