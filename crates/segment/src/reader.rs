//! Parts to records. See README, "Reading": nothing is believed before it is checked.

use crate::layout::{
    CODEC_DEFLATE_LINES, DEFLATE_RATIO_MAX, HEADER_BYTES, Header, MAGIC, PART_BYTES_MAX, RAW_BYTES_MAX,
    ROWS_MAX, TEXT_BYTES_MAX, VERSION, field,
};
use crate::{Damage, SegmentError, writer::name_of};
use activity_event::Event;
use base64::{DecodeError, Engine, engine::general_purpose::STANDARD};
use flate2::read::DeflateDecoder;
use std::io::Read as _;

/// Reads all records of a segment, oldest first.
pub fn read<P: AsRef<str>>(name: &str, parts: &[P]) -> Result<Vec<Event>, SegmentError> {
    let rows = open(name, parts)?;
    rows.iter().collect()
}

/// Checks and unpacks a segment; its records are decoded one by one when they are asked for.
pub fn open<P: AsRef<str>>(name: &str, parts: &[P]) -> Result<Rows, SegmentError> {
    let file = join(name, parts)?;
    let damaged = |offset, damage| at_byte(name, offset, damage);
    let header = check_header(&file).map_err(|(offset, damage)| damaged(offset, damage))?;
    let body = file.get(HEADER_BYTES..).unwrap_or_default();
    check_sizes(&header, body.len()).map_err(|(offset, damage)| damaged(offset, damage))?;
    if header.checksum_of(body) != header.checksum {
        return Err(damaged(field::CHECKSUM, Damage::Checksum));
    }
    if name_of(&file) != name {
        return Err(damaged(field::MAGIC, Damage::Name));
    }
    let lines = inflate(body, header.raw_size).ok_or_else(|| damaged(HEADER_BYTES, Damage::Body))?;
    let ends = line_ends(&lines);
    let whole = ends.last().is_some_and(|end| end.saturating_add(1) == lines.len());
    if ends.len() != header.rows as usize || !whole {
        return Err(damaged(HEADER_BYTES, Damage::Lines(ends.len())));
    }
    Ok(Rows { name: name.to_owned(), lines, ends })
}

/// The unpacked records of a segment.
#[derive(Debug, Clone)]
pub struct Rows {
    name: String,
    lines: Vec<u8>,
    ends: Vec<usize>,
}

impl Rows {
    /// Number of records.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none; no segment is like that.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The records, oldest first; from the back, newest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Result<Event, SegmentError>> {
        (0..self.ends.len()).map(|row| self.row(row))
    }

    /// One record, counted from the oldest.
    pub fn get(&self, row: usize) -> Option<Result<Event, SegmentError>> {
        (row < self.ends.len()).then(|| self.row(row))
    }

    fn row(&self, row: usize) -> Result<Event, SegmentError> {
        let start = match row.checked_sub(1) {
            Some(before) => self.ends.get(before).map_or(0, |end| end.saturating_add(1)),
            None => 0,
        };
        let end = self.ends.get(row).copied().unwrap_or(start);
        let line = self.lines.get(start..end).unwrap_or_default();
        serde_json::from_slice(line).map_err(|error| {
            at_byte(&self.name, HEADER_BYTES, Damage::Row { row, reason: error.to_string() })
        })
    }
}

/// The file, from its parts.
fn join<P: AsRef<str>>(name: &str, parts: &[P]) -> Result<Vec<u8>, SegmentError> {
    let damaged =
        |part, offset, damage| SegmentError::Damaged { segment: name.to_owned(), part, offset, damage };
    let last = parts.len().checked_sub(1).ok_or_else(|| damaged(0, 0, Damage::Parts))?;
    let mut text_len = 0_usize;
    for (index, part) in parts.iter().enumerate() {
        let len = part.as_ref().len();
        let fits = if index == last { (1..=PART_BYTES_MAX).contains(&len) } else { len == PART_BYTES_MAX };
        text_len = text_len.saturating_add(len);
        if !fits || text_len > TEXT_BYTES_MAX {
            return Err(damaged(index, len, Damage::Parts));
        }
    }
    let mut file = Vec::with_capacity(text_len);
    for (index, part) in parts.iter().enumerate() {
        let before = file.len();
        let decoded = STANDARD.decode_vec(part.as_ref(), &mut file);
        decoded.map_err(|error| damaged(index, offset_of(&error), Damage::NotBase64))?;
        // Padding inside the text would be another spelling of the same file.
        let bytes = file.len().saturating_sub(before);
        if index != last && bytes != PART_BYTES_MAX / 4 * 3 {
            return Err(damaged(index, part.as_ref().len(), Damage::NotBase64));
        }
    }
    Ok(file)
}

fn offset_of(error: &DecodeError) -> usize {
    match error {
        DecodeError::InvalidByte(offset, _) | DecodeError::InvalidLastSymbol(offset, _) => *offset,
        DecodeError::InvalidLength(length) => *length,
        DecodeError::InvalidPadding => 0,
    }
}

fn check_header(file: &[u8]) -> Result<Header, (usize, Damage)> {
    if !file.starts_with(&MAGIC) {
        return Err((field::MAGIC, Damage::Magic));
    }
    let header = Header::decode(file).ok_or((file.len(), Damage::Short))?;
    if header.version != VERSION {
        return Err((field::VERSION, Damage::Version(header.version)));
    }
    if header.codec != CODEC_DEFLATE_LINES {
        return Err((field::CODEC, Damage::Codec(header.codec)));
    }
    Ok(header)
}

fn check_sizes(header: &Header, body_len: usize) -> Result<(), (usize, Damage)> {
    let (rows, raw_size) = (header.rows as usize, header.raw_size as usize);
    if rows == 0 || rows > ROWS_MAX {
        return Err((field::ROWS, Damage::Rows(header.rows)));
    }
    if raw_size > RAW_BYTES_MAX || raw_size > body_len.saturating_mul(DEFLATE_RATIO_MAX) {
        return Err((field::RAW_SIZE, Damage::RawSize(header.raw_size)));
    }
    Ok(())
}

/// The unpacked body; none when it is not deflate or not exactly as long as claimed.
fn inflate(body: &[u8], raw_size: u32) -> Option<Vec<u8>> {
    let mut lines = Vec::with_capacity(raw_size as usize);
    let mut decoder = DeflateDecoder::new(body);
    decoder.by_ref().take(u64::from(raw_size)).read_to_end(&mut lines).ok()?;
    let ended = matches!(decoder.read(&mut [0]), Ok(0));
    let consumed = decoder.total_in() == body.len() as u64;
    (ended && consumed && lines.len() == raw_size as usize).then_some(lines)
}

fn line_ends(lines: &[u8]) -> Vec<usize> {
    lines.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at).collect()
}

/// An error at a byte of the file, told as part and byte of the stored text.
fn at_byte(name: &str, byte: usize, damage: Damage) -> SegmentError {
    let text_at = (byte / 3).saturating_mul(4);
    let (part, offset) = (text_at / PART_BYTES_MAX, text_at % PART_BYTES_MAX);
    SegmentError::Damaged { segment: name.to_owned(), part, offset, damage }
}
