//! Records to parts. See README, "File", "Name" and "Stored form".

use crate::layout::{Header, PART_BYTES_MAX, RAW_BYTES_MAX, ROWS_MAX};
use crate::{SegmentError, Stats};
use activity_event::Event;
use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::{Compression, write::DeflateEncoder};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::Write as _;

/// A segment that is ready to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Derived from the bytes: 32 hexadecimal digits.
    pub name: String,
    /// The text values to store, in order.
    pub parts: Vec<String>,
    /// What the catalogue needs to know.
    pub stats: Stats,
}

/// Packs records into a segment. Their order does not matter; equal records in equal order give equal bytes.
pub fn write(events: &[Event]) -> Result<Segment, SegmentError> {
    let mut sorted: Vec<&Event> = events.iter().collect();
    sorted.sort_by_key(|event| (event.occurred, event.id));
    let rows = row_count(sorted.len())?;
    let lines = lines(&sorted)?;
    let raw_size = u32::try_from(lines.len()).map_err(|_| SegmentError::TooLong(lines.len()))?;
    let body = deflate(&lines);
    let mut file = Header::new(rows, raw_size, &body).encode();
    file.extend_from_slice(&body);
    let parts = cut(&STANDARD.encode(&file));
    let stats = Stats::of(&sorted, &parts);
    Ok(Segment { name: name_of(&file), parts, stats })
}

fn row_count(rows: usize) -> Result<u32, SegmentError> {
    match u32::try_from(rows) {
        Ok(0) => Err(SegmentError::NoRows),
        Ok(count) if rows <= ROWS_MAX => Ok(count),
        _ => Err(SegmentError::TooManyRows(rows)),
    }
}

fn lines(sorted: &[&Event]) -> Result<Vec<u8>, SegmentError> {
    let mut lines = Vec::new();
    for event in sorted {
        serde_json::to_writer(&mut lines, event).map_err(|error| SegmentError::Unwritable {
            id: event.id.to_string(),
            reason: error.to_string(),
        })?;
        lines.push(b'\n');
        if lines.len() > RAW_BYTES_MAX {
            return Err(SegmentError::TooLong(lines.len()));
        }
    }
    Ok(lines)
}

fn deflate(lines: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(6));
    // Writing into a vector cannot fail; were it to, the reader's size check would refuse the segment.
    let written = encoder.write_all(lines);
    debug_assert!(written.is_ok(), "writing into memory");
    encoder.finish().unwrap_or_default()
}

/// The name of a file: the first half of its SHA-256.
pub(crate) fn name_of(file: &[u8]) -> String {
    let digest = Sha256::digest(file);
    digest.iter().take(16).fold(String::with_capacity(32), |mut name, byte| {
        let written = write!(name, "{byte:02x}");
        debug_assert!(written.is_ok(), "writing into memory");
        name
    })
}

fn cut(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((part, behind)) = rest.split_at_checked(PART_BYTES_MAX) {
        parts.push(part.to_owned());
        rest = behind;
    }
    if !rest.is_empty() {
        parts.push(rest.to_owned());
    }
    parts
}
