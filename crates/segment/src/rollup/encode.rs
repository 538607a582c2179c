//! Counts to bytes. See `ROLLUP.md`, "File".

use super::bytes::{write_stream, write_varint, write_zigzag};
use super::range::Writer;
use super::tags::{NO_CONTAINER, actor_tag, container_tag};
use super::{CellKey, Rollup, flawed, series};
use crate::{Flaw, SegmentError};

pub(super) const MAGIC: [u8; 4] = *b"AALR";
pub(super) const VERSION: u8 = 1;
/// Where the checksum starts.
pub(super) const CHECKSUM_AT: usize = 5;
/// Where the body starts.
pub(super) const BODY_AT: usize = 9;
/// All packed streams together unpack to at most this many bytes.
pub(super) const RAW_BYTES_MAX: usize = 8 * 1024 * 1024;

/// A rollup has at most this many cells.
pub(super) const CELLS_MAX: usize = 4_000_000;

impl Rollup {
    /// The bytes. Equal counts give equal bytes.
    ///
    /// An error when there are more counts than can be stored: four million cells, a million people.
    pub fn encode(&self) -> Result<Vec<u8>, SegmentError> {
        let days = || self.containers.iter().flat_map(|(_, cells)| cells.iter().map(|(key, _)| key.day));
        let (first_day, last_day) = (days().min().unwrap_or(0), days().max().unwrap_or(0));
        let last_minute = self.people.values().map(|person| person.newest).max().unwrap_or(0);
        let mut streams = Streams::default();
        let cells = streams.write_cells(self, first_day, last_day)?;
        streams.write_hours(self);
        streams.write_people(self, last_minute);
        let streams = streams.in_order();
        let raw_size: usize = streams.iter().map(|raw| raw.len()).sum();
        if raw_size > RAW_BYTES_MAX || days().count() > CELLS_MAX {
            return Err(SegmentError::RollupTooLong(raw_size.saturating_add(cells.len())));
        }

        let mut body = Vec::new();
        write_zigzag(&mut body, i64::from(first_day));
        write_varint(&mut body, first_day.abs_diff(last_day).into());
        write_zigzag(&mut body, last_minute);
        write_varint(&mut body, cells.len() as u64);
        body.extend_from_slice(&cells);
        for raw in streams {
            write_stream(&mut body, raw);
        }
        let mut file = MAGIC.to_vec();
        file.push(VERSION);
        file.extend_from_slice(&checksum_of(&file, &body).to_le_bytes());
        file.extend_from_slice(&body);
        Ok(file)
    }
}

/// The checksum of a file with these bytes before and behind it.
pub(super) fn checksum_of(before: &[u8], behind: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(before);
    hasher.update(behind);
    hasher.finalize()
}

/// The streams, before they are packed.
#[derive(Debug, Default)]
struct Streams {
    containers: Vec<u8>,
    series: Vec<u8>,
    hours: Vec<u8>,
    people: Vec<u8>,
    shares: Vec<u8>,
    newest: Vec<u8>,
}

impl Streams {
    fn in_order(&self) -> [&[u8]; 6] {
        [&self.containers, &self.series, &self.hours, &self.people, &self.shares, &self.newest]
    }

    /// Writes containers and series, and gives back the bytes of the cells.
    fn write_cells(
        &mut self,
        rollup: &Rollup,
        first_day: i32,
        last_day: i32,
    ) -> Result<Vec<u8>, SegmentError> {
        let mut coded = series::Cells::new(Writer::new(), last_day);
        for (container, cells) in &rollup.containers {
            let tag = container.as_ref().map_or(NO_CONTAINER, |it| container_tag(it.kind));
            self.containers.push(tag);
            if let Some(container) = container {
                write_varint(&mut self.containers, container.id.len() as u64);
                self.containers.extend_from_slice(container.id.as_bytes());
            }
            let (mut series, mut action) = (0_u64, 0_u16);
            for cells in cells.chunk_by(|(a, _), (b, _)| (a.action, a.kind) == (b.action, b.kind)) {
                let Some((key, _)) = cells.first() else { continue };
                series = series.saturating_add(1);
                write_varint(&mut self.series, key.action.abs_diff(action).into());
                self.series.push(actor_tag(key.kind));
                action = key.action;
                write_series(&mut coded, first_day, cells).map_err(|flaw| flawed("cells", 0, flaw))?;
            }
            write_varint(&mut self.containers, series.saturating_sub(1));
        }
        Ok(coded.coder.finish())
    }

    fn write_hours(&mut self, rollup: &Rollup) {
        let mut next = 0_u32;
        for (action, hours) in &rollup.hours {
            write_varint(&mut self.hours, u32::from(*action).saturating_sub(next).into());
            next = u32::from(*action).saturating_add(1);
            hours.iter().for_each(|count| write_varint(&mut self.hours, *count));
        }
    }

    fn write_people(&mut self, rollup: &Rollup, last_minute: i64) {
        let mut next = 0_u64;
        for (code, person) in &rollup.people {
            write_varint(&mut self.people, u64::from(*code).saturating_sub(next));
            next = u64::from(*code).saturating_add(1);
            write_varint(&mut self.shares, person.count.saturating_sub(1));
            write_varint(&mut self.newest, person.newest.abs_diff(last_minute));
        }
    }
}

fn write_series(
    coded: &mut series::Cells<Writer>,
    first_day: i32,
    cells: &[(CellKey, u64)],
) -> Result<(), Flaw> {
    let mut series = coded.begin(first_day, cells.len() as u64)?;
    for (key, count) in cells {
        coded.cell(&mut series, key.day.into(), *count)?;
    }
    Ok(())
}
