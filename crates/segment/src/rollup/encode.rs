//! Counts to bytes. See `ROLLUP.md`, "File".

use super::bytes::{write_stream, write_varint, write_zigzag};
use super::tags::{NO_CONTAINER, actor_tag, container_tag};
use super::{Cells, Rollup};
use crate::SegmentError;
use activity_event::ActorKind;

pub(super) const MAGIC: [u8; 4] = *b"AALR";
pub(super) const VERSION: u8 = 1;
/// Where the checksum starts.
pub(super) const CHECKSUM_AT: usize = 5;
/// Where the body starts.
pub(super) const BODY_AT: usize = 9;
/// All streams together unpack to at most this many bytes.
pub(super) const RAW_BYTES_MAX: usize = 8 * 1024 * 1024;

/// The streams, before they are packed.
#[derive(Debug, Default)]
struct Streams {
    containers: Vec<u8>,
    series: Vec<u8>,
    lengths: Vec<u8>,
    days: Vec<u8>,
    counts: Vec<u8>,
    hours: Vec<u8>,
    people: Vec<u8>,
    shares: Vec<u8>,
    newest: Vec<u8>,
}

impl Rollup {
    /// The bytes. Equal counts give equal bytes.
    ///
    /// An error when there are more counts than can be stored, about three million cells.
    pub fn encode(&self) -> Result<Vec<u8>, SegmentError> {
        let days = self.containers.iter().flat_map(|(_, cells)| cells.keys().map(|key| key.day));
        let first_day = days.min().unwrap_or(0);
        let last_minute = self.people.values().map(|person| person.newest).max().unwrap_or(0);
        let mut streams = Streams::default();
        streams.write_cells(self, first_day);
        streams.write_hours(self);
        streams.write_people(self, last_minute);

        let mut body = Vec::new();
        write_zigzag(&mut body, i64::from(first_day));
        write_zigzag(&mut body, last_minute);
        let raw_size: usize = streams.in_order().iter().map(|raw| raw.len()).sum();
        if raw_size > RAW_BYTES_MAX {
            return Err(SegmentError::RollupTooLong(raw_size));
        }
        streams.in_order().iter().for_each(|raw| write_stream(&mut body, raw));

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

impl Streams {
    fn in_order(&self) -> [&[u8]; 9] {
        [
            &self.containers,
            &self.series,
            &self.lengths,
            &self.days,
            &self.counts,
            &self.hours,
            &self.people,
            &self.shares,
            &self.newest,
        ]
    }

    fn write_cells(&mut self, rollup: &Rollup, first_day: i32) {
        for (container, cells) in &rollup.containers {
            let tag = container.as_ref().map_or(NO_CONTAINER, |it| container_tag(it.kind));
            self.containers.push(tag);
            if let Some(container) = container {
                write_varint(&mut self.containers, container.id.len() as u64);
                self.containers.extend_from_slice(container.id.as_bytes());
            }
            let series = self.write_series(cells, first_day);
            write_varint(&mut self.containers, series.saturating_sub(1));
        }
    }

    /// Writes the cells of a container, and tells how many series they make.
    fn write_series(&mut self, cells: &Cells, first_day: i32) -> u64 {
        let (mut series, mut length, mut action_before) = (0_u64, 0_u64, 0_u16);
        let mut before: Option<(u16, ActorKind, i32)> = None;
        for (key, count) in cells {
            match before {
                Some((action, kind, day)) if (action, kind) == (key.action, key.kind) => {
                    write_varint(&mut self.days, days_between(day, key.day).saturating_sub(1));
                }
                _ => {
                    if series > 0 {
                        write_varint(&mut self.lengths, length.saturating_sub(1));
                    }
                    (series, length) = (series.saturating_add(1), 0);
                    write_varint(&mut self.series, key.action.abs_diff(action_before).into());
                    self.series.push(actor_tag(key.kind));
                    write_varint(&mut self.days, days_between(first_day, key.day));
                    action_before = key.action;
                }
            }
            length = length.saturating_add(1);
            write_varint(&mut self.counts, count.saturating_sub(1));
            before = Some((key.action, key.kind, key.day));
        }
        write_varint(&mut self.lengths, length.saturating_sub(1));
        series
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

fn days_between(from: i32, to: i32) -> u64 {
    from.abs_diff(to).into()
}
