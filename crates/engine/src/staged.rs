//! Rebuilt records on their way into segments.
//!
//! History comes thing by thing: an issue with all of its years. Segments are made month by month. Whoever puts a few issues into
//! segments at a time writes every month again each time. So records wait here, packed, in values of one month each, until enough
//! of a month are there.
//!
//! What is known last of things ([`crate::keys::KNOWN`]) is settled on the way in, where all that is told of a thing is together:
//! each state is read and written once, not once for each month.
//!
//! INVARIANT: a staged value is immutable, under a name derived from what it holds, and is deleted only when its records are in
//! segments. So two who stage or commit the same do no harm, and a value that is gone was committed.

use crate::answer::Write;
use crate::catalogue::hash_of;
use crate::compact::Policy;
use crate::ingest::fitted;
use crate::{keys, known, stored};
use activity_event::Event;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Read as _, Write as _};

/// One value holds at most so many bytes of records, before they are packed: after that it is short enough for the store, and
/// unpacking it takes little memory.
const BYTES_MAX: usize = 128 * 1024;
/// A value that unpacks to more than this is not one of ours.
const UNPACKED_MAX: u64 = 1024 * 1024;
/// Characters of the hash in a key: there are some thousands of values at a time.
const HASH_LENGTH: usize = 16;

/// Records on their way in.
#[derive(Debug)]
pub struct Staging {
    events: Vec<Event>,
    values: BTreeMap<String, Option<String>>,
}

/// Records of one month that wait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Heap {
    /// The month (UTC) as `yyyymm`.
    pub month: String,
    /// How many.
    pub rows: u32,
    /// The value to store.
    pub write: Write,
}

/// What is to be stored, in this order: `pieces` and `heaps`, then `known`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Staged {
    /// Pieces of records that are too long for one value.
    pub pieces: Vec<Write>,
    /// The records.
    pub heaps: Vec<Heap>,
    /// What is known last of the things that they are about.
    pub known: Vec<Write>,
    /// What could not be read.
    pub problems: Vec<String>,
}

/// Records that waited.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Unstaged {
    /// The records, by time.
    pub events: Vec<Event>,
    /// Keys of values that could not be read, and why.
    pub damaged: Vec<(String, String)>,
}

impl Staging {
    /// Begins with all that is told of some things.
    #[must_use]
    pub fn new(events: Vec<Event>) -> Self {
        Self { events, values: BTreeMap::new() }
    }

    /// Keys of what is known last of the things; none when there are so many that this would cost more than the records.
    #[must_use]
    pub fn wanted(&self) -> Vec<String> {
        let wanted = known::wanted(&self.events);
        if wanted.len() > Policy::default().known_bulk_max { vec![] } else { wanted }
    }

    /// Takes in values by key; none for a key that the store does not have.
    pub fn add_values(&mut self, values: &[(String, Option<String>)]) {
        for (key, text) in values {
            let text = text.as_deref().map(|text| stored::unquote(text).into_owned());
            self.values.insert(key.clone(), text);
        }
    }

    /// What is to be stored.
    #[must_use]
    pub fn finish(mut self) -> Staged {
        let mut problems = Vec::new();
        let known = known::settle(self.events.iter_mut().collect(), &self.values, &mut problems);
        let mut pieces = Vec::new();
        let mut months: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for event in self.events {
            let (event, of_event) = fitted(event);
            pieces.extend(of_event);
            months.entry(keys::month(event.occurred)).or_default().push(stored::record_text(&event));
        }
        let heaps = months.iter().flat_map(|(month, texts)| heaps_of(month, texts)).collect();
        Staged { pieces, heaps, known, problems }
    }
}

/// The records of staged values. Values that are gone were put into segments by somebody else.
#[must_use]
pub fn unstage(values: &[(String, Option<String>)]) -> Unstaged {
    let mut unstaged = Unstaged { events: vec![], damaged: vec![] };
    for (key, value) in values {
        let Some(value) = value else { continue };
        match unpack(&stored::unquote(value)) {
            Ok(events) => unstaged.events.extend(events),
            Err(error) => unstaged.damaged.push((key.clone(), error.to_string())),
        }
    }
    Event::sort(&mut unstaged.events);
    unstaged
}

/// Values of records of one month.
fn heaps_of(month: &str, texts: &[String]) -> Vec<Heap> {
    let mut heaps = Vec::new();
    let (mut some, mut bytes) = (Vec::new(), 0_usize);
    for text in texts {
        if !some.is_empty() && bytes.saturating_add(text.len()) > BYTES_MAX {
            heaps.push(heap(month, &std::mem::take(&mut some)));
            bytes = 0;
        }
        bytes = bytes.saturating_add(text.len()).saturating_add(1);
        some.push(text.as_str());
    }
    if !some.is_empty() {
        heaps.push(heap(month, &some));
    }
    heaps
}

fn heap(month: &str, texts: &[&str]) -> Heap {
    let text = format!("[{}]", texts.join(","));
    let hash: String = hash_of(&text).chars().take(HASH_LENGTH).collect();
    let packed = deflate(&text).map(|bytes| stored::quote(&STANDARD.encode(bytes)));
    // What cannot be packed, a single long record, is short enough as it is.
    let value = packed.ok().filter(|value| value.len() < text.len()).unwrap_or(text);
    let write = Write { key: keys::staged(month, &hash), value };
    Heap { month: month.to_owned(), rows: u32::try_from(texts.len()).unwrap_or(u32::MAX), write }
}

fn unpack(value: &str) -> io::Result<Vec<Event>> {
    if value.starts_with('[') {
        return serde_json::from_str(value).map_err(io::Error::other);
    }
    let bytes = STANDARD.decode(value).map_err(io::Error::other)?;
    let mut text = String::new();
    DeflateDecoder::new(bytes.as_slice()).take(UNPACKED_MAX).read_to_string(&mut text)?;
    serde_json::from_str(&text).map_err(io::Error::other)
}

fn deflate(text: &str) -> io::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes())?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use activity_event::{Action, Content, ContentRole, EventId, Product, SubjectKind};

    /// A record of an issue, so many days after the beginning of 1970.
    fn record(n: u128, days: i64, text: &str) -> Event {
        let mut event =
            Event { id: EventId::from_u128(n), occurred: days.saturating_mul(86_400_000), ..Event::blank() };
        event.action = Action::parse("comment.created").unwrap();
        event.subject.kind = SubjectKind::Comment;
        event.content = vec![Content::plain(ContentRole::Body, text)];
        event
    }

    fn stage(events: &[Event]) -> Staged {
        Staging::new(events.to_vec()).finish()
    }

    fn values_of(staged: &Staged) -> Vec<(String, Option<String>)> {
        staged.heaps.iter().map(|heap| (heap.write.key.clone(), Some(heap.write.value.clone()))).collect()
    }

    #[test]
    fn records_come_back_by_time_and_wait_by_month() {
        let events: Vec<Event> =
            (0..90_u8).map(|n| record(n.into(), n.into(), &format!("word {n}"))).collect();
        let staged = stage(&events.iter().rev().cloned().collect::<Vec<_>>());
        let months: Vec<(&str, u32)> =
            staged.heaps.iter().map(|heap| (heap.month.as_str(), heap.rows)).collect();
        assert_eq!(months, [("197001", 31), ("197002", 28), ("197003", 31)]);
        let unstaged = unstage(&values_of(&staged));
        assert_eq!((unstaged.events, unstaged.damaged), (events.clone(), vec![]));
        assert_eq!(stage(&events).heaps.len(), 3);
        assert!(staged.heaps.iter().all(|heap| heap.write.value.len() < 31 * 100), "they are packed");
    }

    #[test]
    fn no_value_is_too_long_and_long_records_are_kept_whole() {
        // Hardly to be packed: letters of many alphabets without an order.
        let mut seed = 7_u32;
        let mut letter = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from_u32(0x4e00 + (seed >> 12) % 20_000).unwrap()
        };
        let text: String = (0..70_000).map(|_| letter()).collect();
        let mut events: Vec<Event> = (0..40).map(|n| record(n, 1, &"long ".repeat(8_000))).collect();
        events.push(record(50, 1, &text));
        events.push(record(51, 1, &"too long ".repeat(40_000)));
        let staged = stage(&events);
        assert!(
            staged
                .heaps
                .iter()
                .map(|heap| &heap.write)
                .chain(&staged.pieces)
                .all(|write| stored::fits(&write.value))
        );
        assert!(staged.pieces.len() > 1, "the last one");
        let unstaged = unstage(&values_of(&staged));
        assert_eq!(unstaged.events.len(), 42);
        assert!(events.iter().take(41).all(|event| unstaged.events.contains(event)));
    }

    #[test]
    fn the_same_records_meet_their_own_keys_and_what_is_damaged_is_told() {
        let events = [record(1, 1, "a"), record(2, 40, "b")];
        let staged = stage(&events);
        assert_eq!(stage(&events), staged);
        let mut values = values_of(&staged);
        values[0].1 = None;
        assert_eq!(unstage(&values).events, [events[1].clone()]);
        for bad in ["", "[", "\"AAAA\"", "{}"] {
            values[0].1 = Some(bad.to_owned());
            let unstaged = unstage(&values);
            assert_eq!((unstaged.events.len(), unstaged.damaged.len()), (1, 1), "{bad}");
            assert_eq!(unstaged.damaged[0].0, values[0].0);
        }
    }

    #[test]
    fn states_are_asked_for_once_a_thing() {
        let issue = |n: u128, days| {
            let mut event = record(n, days, "a");
            event.subject.kind = SubjectKind::Issue;
            event.product = Product::Jira;
            event.subject.id = Some("10001".to_owned());
            event.subject.title = Some("Rotate keys".to_owned());
            event
        };
        let mut staging = Staging::new(vec![issue(1, 1), issue(2, 400)]);
        let wanted = staging.wanted();
        assert_eq!(wanted.len(), 1);
        staging.add_values(&[(wanted[0].clone(), None)]);
        let staged = staging.finish();
        assert_eq!(
            staged.known.iter().map(|write| &write.key).collect::<Vec<_>>(),
            wanted.iter().collect::<Vec<_>>()
        );
    }
}
