//! One input through everything that is done with stored bytes, and the laws that must hold on the way: an error or other
//! records, never a panic, never memory without end.

use crate::broken::{Broken, hold};
use activity_engine::{AskRequest, BundledZones, GroupField, SegmentRow, Session, Show, keys};
use activity_event::Event;
use activity_segment::{People, Reader, Segment, SegmentError, accounts, forge, write};
use serde_json::json;
use std::collections::BTreeMap;

const RECORDS: &str = include_str!("../fixtures/segments/v1/records.json");

/// A segment that inputs are edits of: made once, used for many inputs.
pub struct SegmentRound {
    people: People,
    segment: Segment,
    files: BTreeMap<u32, Vec<u8>>,
    numbers: Vec<u32>,
    questions: Vec<AskRequest>,
}

impl SegmentRound {
    /// A round over every seventh record of the first version's fixture: some of every kind, and small.
    pub fn of_fixture() -> Result<Self, SegmentError> {
        let events: Vec<Event> = serde_json::from_str(RECORDS).unwrap_or_default();
        let some: Vec<Event> = events.into_iter().step_by(7).collect();
        Self::of(&some)
    }

    /// A round over a segment of these records, which must fit into one value.
    pub fn of(events: &[Event]) -> Result<Self, SegmentError> {
        let mut people = People::default();
        for account in events.iter().flat_map(accounts) {
            people.learn(&account);
        }
        let segment = write(events, &people)?;
        let value = segment.values.first().map(|(_, value)| value.as_str()).unwrap_or_default();
        let files = forge::files(&segment.name, value)?;
        let numbers = files.keys().copied().collect();
        Ok(Self { people, segment, files, numbers, questions: questions() })
    }

    /// The bytes of the segment's stored value: what [`Self::open`] is given when nothing is wrong.
    #[must_use]
    pub fn stored(&self) -> &[u8] {
        self.segment.values.first().map(|(_, value)| value.as_bytes()).unwrap_or_default()
    }

    /// How many questions [`Self::query`] asks.
    #[must_use]
    pub fn questions(&self) -> usize {
        self.questions.len()
    }

    /// Takes any bytes for a stored value, and for edits of one.
    pub fn open(&self, input: &[u8]) -> Result<(), Broken> {
        self.open_text(input)?;
        let mut stored = self.stored().to_vec();
        for edit in input.chunks_exact(5) {
            apply(edit, &mut stored);
        }
        self.open_text(&stored)
    }

    fn open_text(&self, bytes: &[u8]) -> Result<(), Broken> {
        let Ok(text) = std::str::from_utf8(bytes) else { return Ok(()) };
        let mut reader = self.reader()?;
        match reader.add(text) {
            Ok(()) => self.read_all(&reader).map(drop),
            Err(error) => self.refused(&error),
        }
    }

    /// Takes the input for edits of the files and reads what becomes of them under a checksum that fits.
    pub fn decode(&self, input: &[u8]) -> Result<(), Broken> {
        self.read_all(&self.forged(input)?).map(drop)
    }

    /// As [`Self::decode`], and packs what was read together with the records of the segment, as compaction does.
    pub fn merge(&self, input: &[u8]) -> Result<(), Broken> {
        let Some(mut events) = self.read_all(&self.forged(input)?)? else { return Ok(()) };
        let mut people = self.people.clone();
        for account in events.iter().flat_map(accounts) {
            people.learn(&account);
        }
        let Ok(merged) = write(&events, &people) else { return Ok(()) };
        let again = open(&merged).and_then(|reader| reader.events(&people));
        Event::sort(&mut events);
        hold(again.as_ref().ok() == Some(&events), "what is packed is read back", || {
            format!("{again:?} for {events:?}")
        })
    }

    /// As [`Self::decode`], and puts questions to the segment.
    pub fn query(&self, input: &[u8]) -> Result<(), Broken> {
        let mut session = Session::new(self.people.clone());
        let row = SegmentRow {
            name: keys::name(1, &self.segment.name),
            parts: self.segment.layout.parts(),
            stats: self.segment.stats.clone(),
        };
        let value = json!(self.value(input)?).to_string();
        if session.add(&row, &[value]).is_err() {
            return Ok(());
        }
        let rows = session.rows() as u64;
        for question in &self.questions {
            if let Ok(answer) = session.ask(question, &BundledZones) {
                hold(answer.count <= rows, "no more records match than there are", || {
                    format!("{question:?}")
                })?;
            }
        }
        Ok(())
    }

    fn value(&self, input: &[u8]) -> Result<String, Broken> {
        let files = self.edited(input);
        forge::value(&self.segment.name, &files).map_err(|error| broken("files can be sealed", &error))
    }

    fn forged(&self, input: &[u8]) -> Result<Reader, Broken> {
        let mut reader = self.reader()?;
        let value = self.value(input)?;
        reader.add(&value).map_err(|error| broken("what is sealed can be opened", &error))?;
        Ok(reader)
    }

    fn reader(&self) -> Result<Reader, Broken> {
        Reader::new(&self.segment.name).map_err(|error| broken("a segment has a name", &error))
    }

    /// The files after these edits.
    fn edited(&self, input: &[u8]) -> BTreeMap<u32, Vec<u8>> {
        let mut files = self.files.clone();
        for edit in input.chunks_exact(5) {
            let file = edit.first().map_or(0, |file| usize::from(*file));
            let place = file.checked_rem(self.numbers.len()).unwrap_or_default();
            if let Some(bytes) = self.numbers.get(place).and_then(|number| files.get_mut(number)) {
                apply(edit, bytes);
            }
        }
        files
    }

    /// Reads everything there is to read; none when that was refused.
    fn read_all(&self, reader: &Reader) -> Result<Option<Vec<Event>>, Broken> {
        match columns(reader).and_then(|()| reader.events(&self.people)) {
            Ok(events) => Ok(Some(events)),
            Err(error) => self.refused(&error).map(|()| None),
        }
    }

    /// What is wrong with stored bytes is told with the name of the segment.
    fn refused(&self, error: &SegmentError) -> Result<(), Broken> {
        let named = match error {
            SegmentError::Damaged { segment, .. } | SegmentError::Missing { segment, .. } => Some(segment),
            _ => None,
        };
        hold(named == Some(&self.segment.name), "an error names the segment", || error.to_string())
    }
}

/// Applies an edit of five bytes: which file, what to do, where (two bytes), and a byte to do it with.
fn apply(edit: &[u8], bytes: &mut Vec<u8>) {
    let &[_, act, high, low, byte] = edit else { return };
    let place = usize::from(u16::from_be_bytes([high, low]));
    let Some(place) = place.checked_rem(bytes.len()) else { return };
    match (act % 4, bytes.get_mut(place)) {
        (0, Some(old)) => *old = byte,
        (1, Some(old)) => *old ^= 1 << (byte % 8),
        (2, _) => bytes.truncate(place),
        (_, _) => bytes.insert(place, byte),
    }
}

fn open(segment: &Segment) -> Result<Reader, SegmentError> {
    let mut reader = Reader::new(&segment.name)?;
    for (_, value) in &segment.values {
        reader.add(value)?;
    }
    Ok(reader)
}

fn columns(reader: &Reader) -> Result<(), SegmentError> {
    reader.times()?;
    reader.classes()?;
    let actors = reader.actors()?;
    let containers = reader.containers(&actors.codes)?;
    reader.threads(&actors.codes, &containers.codes).map(drop)
}

fn broken(law: &'static str, error: &SegmentError) -> Broken {
    Broken { law, seen: error.to_string() }
}

fn questions() -> Vec<AskRequest> {
    let shows = vec![
        Show::Count,
        Show::Rows { limit: 20, skip: 3, bare: false, unpack: 0 },
        Show::Rows { limit: 20, skip: 3, bare: true, unpack: 2 },
        Show::AtHand,
        Show::Histogram { edges: vec![0, 1_763_913_600_000, i64::MAX], by: Some(GroupField::Status) },
        Show::Groups { by: GroupField::Actor, limit: 9 },
        Show::Groups { by: GroupField::Thread, limit: 9 },
        Show::Groups { by: GroupField::ChangedField, limit: 9 },
    ];
    let queries = ["", "action = comment.deleted", "text ~ \"the\"", "project = PAY AND actor IS NOT EMPTY"];
    let question = |jql: &str| {
        let check = json!({ "jql": jql, "now": 1_763_913_601_234_i64, "zone": "UTC" });
        Some(AskRequest { check: serde_json::from_value(check).ok()?, shows: shows.clone() })
    };
    queries.iter().filter_map(|jql| question(jql)).collect()
}
