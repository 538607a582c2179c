//! Bytes to counts. See `ROLLUP.md`, "Reading": nothing is believed before it is checked.

use super::bytes::Source;
use super::encode::{BODY_AT, CHECKSUM_AT, MAGIC, RAW_BYTES_MAX, VERSION, checksum_of};
use super::tags::{NO_CONTAINER, actor_kind, container_kind};
use super::{CellKey, Cells, ContainerId, Hours, Person, Rollup, no_hours};
use crate::{Flaw, SegmentError};
use std::collections::BTreeMap;

impl Rollup {
    /// Reads what [`Rollup::encode`] wrote.
    pub fn decode(file: &[u8]) -> Result<Self, SegmentError> {
        check_header(file)?;
        let mut body = Source::new("body", file, BODY_AT);
        let first_day = i32::try_from(body.zigzag()?).map_err(|_| body.flaw(Flaw::Value))?;
        let last_minute = body.zigzag()?;
        let mut allowed = RAW_BYTES_MAX;
        let cells = CellStreams {
            containers: body.stream(&mut allowed)?,
            series: body.stream(&mut allowed)?,
            lengths: body.stream(&mut allowed)?,
            days: body.stream(&mut allowed)?,
            counts: body.stream(&mut allowed)?,
        };
        let hours = body.stream(&mut allowed)?;
        let people = [body.stream(&mut allowed)?, body.stream(&mut allowed)?, body.stream(&mut allowed)?];
        body.end()?;

        let (containers, total) = cells.read(first_day)?;
        Ok(Self {
            total,
            containers,
            hours: read_hours(&hours, total)?,
            people: read_people(&people, last_minute, total)?,
        })
    }
}

fn check_header(file: &[u8]) -> Result<(), SegmentError> {
    let flawed =
        |offset, flaw| Err(SegmentError::Flawed { structure: "rollup", part: "header", offset, flaw });
    if !file.starts_with(&MAGIC) {
        return flawed(0, Flaw::Magic);
    }
    let (Some((before, _)), Some((header, body))) =
        (file.split_at_checked(CHECKSUM_AT), file.split_at_checked(BODY_AT))
    else {
        return flawed(file.len(), Flaw::Short);
    };
    match before.last() {
        Some(&VERSION) => {}
        other => return flawed(MAGIC.len(), Flaw::Version(other.copied().unwrap_or(0))),
    }
    if !header.ends_with(&checksum_of(before, body).to_le_bytes()) {
        return flawed(CHECKSUM_AT, Flaw::Checksum);
    }
    Ok(())
}

/// The unpacked streams of which cells are made.
struct CellStreams {
    containers: Vec<u8>,
    series: Vec<u8>,
    lengths: Vec<u8>,
    days: Vec<u8>,
    counts: Vec<u8>,
}

type Containers = Vec<(Option<ContainerId>, Cells)>;

/// The streams of cells, while they are read.
struct CellSources<'a> {
    series: Source<'a>,
    lengths: Source<'a>,
    days: Source<'a>,
    counts: Source<'a>,
    first_day: i64,
    total: u64,
}

impl CellStreams {
    /// The containers with their cells, and the sum of all cells.
    fn read(&self, first_day: i32) -> Result<(Containers, u64), SegmentError> {
        let mut names = Source::new("containers", &self.containers, 0);
        let mut sources = CellSources {
            series: Source::new("series", &self.series, 0),
            lengths: Source::new("lengths", &self.lengths, 0),
            days: Source::new("days", &self.days, 0),
            counts: Source::new("counts", &self.counts, 0),
            first_day: first_day.into(),
            total: 0,
        };
        let mut containers = Containers::new();
        while !names.is_empty() {
            let container = read_container(&mut names)?;
            if containers.last().is_some_and(|(before, _)| *before >= container) {
                return Err(names.flaw(Flaw::Value));
            }
            let series = names.one_more()?;
            containers.push((container, sources.read_cells(series)?));
        }
        for source in [sources.series, sources.lengths, sources.days, sources.counts] {
            source.end()?;
        }
        Ok((containers, sources.total))
    }
}

fn read_container(source: &mut Source<'_>) -> Result<Option<ContainerId>, SegmentError> {
    let tag = source.byte()?;
    if tag == NO_CONTAINER {
        return Ok(None);
    }
    let kind = container_kind(tag).ok_or_else(|| source.flaw(Flaw::Value))?;
    let length = source.small()?;
    let id = std::str::from_utf8(source.take(length)?).map_err(|_| source.flaw(Flaw::Value))?;
    Ok(Some(ContainerId { kind, id: id.to_owned() }))
}

impl CellSources<'_> {
    /// The cells of a container that has this many series.
    fn read_cells(&mut self, series: u64) -> Result<Cells, SegmentError> {
        let mut cells: Vec<(CellKey, u64)> = Vec::new();
        let mut action = 0_u16;
        for _ in 0..series {
            let gap: u16 = self.series.small()?;
            action = action.checked_add(gap).ok_or_else(|| self.series.flaw(Flaw::Value))?;
            let tag = self.series.byte()?;
            let kind = actor_kind(tag).ok_or_else(|| self.series.flaw(Flaw::Value))?;
            if cells.last().is_some_and(|(before, _)| (before.action, before.kind) >= (action, kind)) {
                return Err(self.series.flaw(Flaw::Value));
            }
            let mut next_day = self.first_day;
            for _ in 0..self.lengths.one_more()? {
                let gap: u32 = self.days.small()?;
                let day = next_day.saturating_add(gap.into());
                next_day = day.saturating_add(1);
                let day = i32::try_from(day).map_err(|_| self.days.flaw(Flaw::Value))?;
                let count = self.counts.one_more()?;
                self.total = self.total.checked_add(count).ok_or_else(|| self.counts.flaw(Flaw::Sum))?;
                cells.push((CellKey { action, kind, day }, count));
            }
        }
        Ok(cells.into_iter().collect())
    }
}

fn read_hours(stream: &[u8], total: u64) -> Result<BTreeMap<u16, Hours>, SegmentError> {
    let mut source = Source::new("hours", stream, 0);
    let mut all = BTreeMap::new();
    let (mut next, mut left) = (0_u64, total);
    while !source.is_empty() {
        let action = next.saturating_add(source.varint()?);
        next = action.saturating_add(1);
        let action = u16::try_from(action).map_err(|_| source.flaw(Flaw::Value))?;
        let (mut hours, before) = (no_hours(), left);
        for hour in hours.iter_mut() {
            *hour = source.varint()?;
            left = left.checked_sub(*hour).ok_or_else(|| source.flaw(Flaw::Sum))?;
        }
        if left == before {
            return Err(source.flaw(Flaw::Sum));
        }
        all.insert(action, hours);
    }
    if left == 0 { Ok(all) } else { Err(source.flaw(Flaw::Sum)) }
}

fn read_people(
    [codes, shares, newest]: &[Vec<u8>; 3],
    last_minute: i64,
    total: u64,
) -> Result<BTreeMap<u32, Person>, SegmentError> {
    let mut codes = Source::new("people", codes, 0);
    let mut shares = Source::new("shares", shares, 0);
    let mut newest = Source::new("newest", newest, 0);
    let mut people = Vec::new();
    let (mut next, mut left) = (0_u64, total);
    while !codes.is_empty() {
        let code = next.saturating_add(codes.varint()?);
        next = code.saturating_add(1);
        let code = u32::try_from(code).map_err(|_| codes.flaw(Flaw::Value))?;
        let count = shares.one_more()?;
        left = left.checked_sub(count).ok_or_else(|| shares.flaw(Flaw::Sum))?;
        let minutes = newest.varint()?;
        let minute = last_minute.checked_sub_unsigned(minutes).ok_or_else(|| newest.flaw(Flaw::Value))?;
        people.push((code, Person { count, newest: minute }));
    }
    shares.end()?;
    newest.end()?;
    Ok(people.into_iter().collect())
}
