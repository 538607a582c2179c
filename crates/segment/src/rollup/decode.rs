//! Bytes to counts. See `ROLLUP.md`, "Reading": nothing is believed before it is checked.

use super::bytes::Source;
use super::encode::{BODY_AT, CELLS_MAX, CHECKSUM_AT, MAGIC, RAW_BYTES_MAX, VERSION, checksum_of};
use super::range::Reader;
use super::tags::{NO_CONTAINER, actor_kind, container_kind};
use super::{CellKey, Cells, ContainerId, Hours, Person, Rollup, flawed, no_hours, series};
use crate::{Flaw, SegmentError};
use activity_event::ActorKind;
use std::collections::BTreeMap;

impl Rollup {
    /// Reads what [`Rollup::encode`] wrote.
    pub fn decode(file: &[u8]) -> Result<Self, SegmentError> {
        check_header(file)?;
        let mut body = Source::new("body", file, BODY_AT);
        let first_day = i32::try_from(body.zigzag()?).map_err(|_| body.flaw(Flaw::Value))?;
        let span: u32 = body.small()?;
        let last_day = first_day.checked_add_unsigned(span).ok_or_else(|| body.flaw(Flaw::Value))?;
        let last_minute = body.zigzag()?;
        let cells_size = body.small()?;
        let cells = body.take(cells_size)?;
        let mut allowed = RAW_BYTES_MAX;
        let (containers, series) = (body.stream(&mut allowed)?, body.stream(&mut allowed)?);
        let hours = body.stream(&mut allowed)?;
        let people = [body.stream(&mut allowed)?, body.stream(&mut allowed)?, body.stream(&mut allowed)?];
        body.end()?;

        let coder = Reader::new(cells).map_err(|flaw| flawed("cells", 0, flaw))?;
        let sources = CellSources {
            series: Source::new("series", &series, 0),
            cells: series::Cells::new(coder, last_day),
            first_day,
            total: 0,
            cells_left: CELLS_MAX,
        };
        let (containers, total) = sources.read(Source::new("containers", &containers, 0))?;
        Ok(Self {
            total,
            containers,
            hours: read_hours(&hours, total)?,
            people: read_people(&people, last_minute, total)?,
        })
    }
}

fn check_header(file: &[u8]) -> Result<(), SegmentError> {
    let refused = |offset, flaw| Err(flawed("header", offset, flaw));
    if !file.starts_with(&MAGIC) {
        return refused(0, Flaw::Magic);
    }
    let (Some((before, _)), Some((header, body))) =
        (file.split_at_checked(CHECKSUM_AT), file.split_at_checked(BODY_AT))
    else {
        return refused(file.len(), Flaw::Short);
    };
    match before.last() {
        Some(&VERSION) => {}
        other => return refused(MAGIC.len(), Flaw::Version(other.copied().unwrap_or(0))),
    }
    if !header.ends_with(&checksum_of(before, body).to_le_bytes()) {
        return refused(CHECKSUM_AT, Flaw::Checksum);
    }
    Ok(())
}

type Containers = Vec<(Option<ContainerId>, Cells)>;

/// What cells are made of, while they are read.
struct CellSources<'a> {
    series: Source<'a>,
    cells: series::Cells<Reader<'a>>,
    first_day: i32,
    /// Sum of the cells so far.
    total: u64,
    /// How many more there may be.
    cells_left: usize,
}

impl CellSources<'_> {
    /// The containers with their cells, and the sum of all cells.
    fn read(mut self, mut names: Source<'_>) -> Result<(Containers, u64), SegmentError> {
        let mut containers = Containers::new();
        while !names.is_empty() {
            let container = read_container(&mut names)?;
            if containers.last().is_some_and(|(before, _)| *before >= container) {
                return Err(names.flaw(Flaw::Value));
            }
            let series = names.one_more()?;
            containers.push((container, self.read_cells(series)?));
        }
        self.series.end()?;
        self.cells.coder.end().map_err(|flaw| self.flaw(flaw))?;
        Ok((containers, self.total))
    }

    /// The cells of a container that has this many series.
    fn read_cells(&mut self, series: u64) -> Result<Cells, SegmentError> {
        let mut cells = Cells::new();
        let mut action = 0_u16;
        for _ in 0..series {
            let gap: u16 = self.series.small()?;
            action = action.checked_add(gap).ok_or_else(|| self.series.flaw(Flaw::Value))?;
            let tag = self.series.byte()?;
            let kind = actor_kind(tag).ok_or_else(|| self.series.flaw(Flaw::Value))?;
            if cells.last().is_some_and(|(before, _)| (before.action, before.kind) >= (action, kind)) {
                return Err(self.series.flaw(Flaw::Value));
            }
            self.read_series(action, kind, &mut cells).map_err(|flaw| self.flaw(flaw))?;
        }
        Ok(cells)
    }

    fn read_series(&mut self, action: u16, kind: ActorKind, cells: &mut Cells) -> Result<(), Flaw> {
        let mut series = self.cells.begin(self.first_day, 0)?;
        let length = usize::try_from(series.left).map_err(|_| Flaw::Size)?;
        self.cells_left = self.cells_left.checked_sub(length).ok_or(Flaw::Size)?;
        while series.left > 0 {
            let (day, count) = self.cells.cell(&mut series, 0, 0)?;
            self.total = self.total.checked_add(count).ok_or(Flaw::Sum)?;
            let day = i32::try_from(day).map_err(|_| Flaw::Value)?;
            cells.push((CellKey { action, kind, day }, count));
        }
        Ok(())
    }

    fn flaw(&self, flaw: Flaw) -> SegmentError {
        flawed("cells", self.cells.coder.at, flaw)
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
