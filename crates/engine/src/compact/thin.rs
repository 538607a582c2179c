//! Retention: what occurred before some time is dropped. See [`Compactor::retain`](super::Compactor::retain).

use super::shelf::open;
use crate::catalogue::{Retired, SegmentRow};
use crate::keys;
use activity_event::{Event, Reading};
use activity_segment::rollup::Counts;
use activity_segment::{People, SegmentError, Stats};

/// What may be dropped in one go.
#[derive(Debug, Clone)]
pub(super) struct Thinning {
    /// What occurred before this time goes.
    pub(super) before: i64,
    /// How many more values may be retired, and how many more bytes read.
    pub(super) room: usize,
    pub(super) bytes: u64,
    /// Whether anything was taken yet: a segment that is longer than all may be must go as well.
    pub(super) has_begun: bool,
}

impl Thinning {
    /// A month has a manifest and counts of its own.
    pub(super) fn begin_month(&mut self, values_of_counts: usize) {
        self.room = self.room.saturating_sub(values_of_counts).saturating_sub(1);
    }

    /// Whether a segment is thinned now. What does not fit stays for the next time.
    pub(super) fn takes(&mut self, stats: &Stats) -> bool {
        if stats.from >= self.before || self.room == 0 || (self.has_begun && stats.bytes > self.bytes) {
            return false;
        }
        self.has_begun = true;
        self.room = self.room.saturating_sub(1);
        self.bytes = self.bytes.saturating_sub(stats.bytes);
        true
    }
}

/// A segment without what is too old.
#[derive(Debug, Default)]
pub(super) struct Thinned {
    pub(super) kept: Vec<Event>,
    /// What it counted for; none when that cannot be told.
    pub(super) counts: Option<Counts>,
    /// Keys of pieces of records that went.
    pub(super) pieces: Vec<String>,
}

/// A segment without what is too old. One that cannot be read goes when all of it is; otherwise it stays, which is an error.
pub(super) fn thin(
    row: &SegmentRow,
    texts: Option<&[String]>,
    before: i64,
    people: &People,
    problems: &mut Vec<String>,
) -> Result<Thinned, SegmentError> {
    let read = |texts: &[String]| {
        let reader = open(row, texts)?;
        Ok((Counts::of(&reader)?, reader.events(people)?))
    };
    let missing = || SegmentError::Missing { segment: row.name.clone(), file: "a value".to_owned() };
    let (counts, events) = match texts.ok_or_else(missing).and_then(read) {
        Ok(read) => read,
        Err(error) if row.stats.to < before => {
            problems.push(error.to_string());
            return Ok(Thinned::default());
        }
        Err(error) => return Err(error),
    };
    let (gone, kept): (Vec<_>, Vec<_>) = events.into_iter().partition(|event| event.occurred < before);
    Ok(Thinned { kept, counts: Some(counts), pieces: gone.iter().flat_map(pieces_of).collect() })
}

/// Keys of the pieces of a record that was too long for one value.
fn pieces_of(event: &Event) -> Vec<String> {
    let first = format!("values from `{}` on", keys::piece(event.id, 0));
    let count = event
        .problem
        .as_deref()
        .filter(|_| event.reading != Reading::Full)
        .and_then(|problem| problem.split_once(&first))
        .and_then(|(before, _)| before.trim_end().rsplit(' ').next()?.parse::<usize>().ok());
    (0..count.unwrap_or(0)).map(|n| keys::piece(event.id, n)).collect()
}

/// Values that are no longer listed.
pub(super) fn retire_values(retired: &mut Vec<Retired>, keys: Vec<String>) {
    retired.extend(keys.into_iter().map(Retired::from));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::fitted;
    use activity_event::{Content, ContentRole};

    #[test]
    fn pieces_are_found_by_what_the_record_says_of_them() {
        let long = Content::plain(ContentRole::Body, "a".repeat(300_000));
        let (event, pieces) = fitted(Event { content: vec![long], ..Event::blank() });
        let keys: Vec<String> = pieces.into_iter().map(|write| write.key).collect();
        assert!(keys.len() > 1);
        assert_eq!(pieces_of(&event), keys);
        assert_eq!(pieces_of(&Event::blank()), [""; 0]);
    }
}
