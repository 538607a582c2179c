//! The columns of a segment that are at hand.

use activity_event::Container;
use activity_segment::{Class, Column, Part, Reader, SegmentError, ThreadColumn, Times};

/// The columns of a segment that are at hand.
#[derive(Debug)]
pub(crate) struct Columns {
    pub(crate) times: Times,
    pub(crate) classes: Option<Column<Class>>,
    pub(crate) actors: Option<Column<u32>>,
    pub(crate) containers: Option<Column<Container>>,
    pub(crate) threads: Option<ThreadColumn>,
}

impl Columns {
    /// Decodes the times, and those of the parts that are columns. The values must have been handed in.
    pub(crate) fn decode(reader: &Reader, parts: &[Part]) -> Result<Self, SegmentError> {
        let times = reader.times()?;
        let rows = times.seconds.len();
        let wants = |part: Part| parts.contains(&part);
        let classes = if wants(Part::Classes) { Some(reader.classes()?) } else { None };
        let need_threads = wants(Part::Threads);
        let need_containers = need_threads || wants(Part::Containers);
        let need_actors = need_containers || wants(Part::Actors);
        let actors = if need_actors { Some(reader.actors()?) } else { None };
        let codes =
            |column: &Option<Column<u32>>| column.as_ref().map_or(vec![], |column| column.codes.clone());
        let of_actors = codes(&actors);
        let containers = if need_containers { Some(reader.containers(&of_actors)?) } else { None };
        let of_containers = containers.as_ref().map_or(&[][..], |column| &column.codes);
        let threads = if need_threads { Some(reader.threads(&of_actors, of_containers)?) } else { None };
        let lengths = [
            classes.as_ref().map(|column| column.codes.len()),
            actors.as_ref().map(|column| column.codes.len()),
            containers.as_ref().map(|column| column.codes.len()),
            threads.as_ref().map(|column| column.codes.len()),
        ];
        if lengths.into_iter().flatten().any(|len| len != rows) {
            return Err(reader.unequal());
        }
        Ok(Self { times, classes, actors, containers, threads })
    }

    /// The class of a row.
    pub(crate) fn class(&self, row: usize) -> Option<&Class> {
        let classes = self.classes.as_ref()?;
        classes.list.get(usize::from(*classes.codes.get(row)?))
    }

    /// Number of rows.
    pub(crate) fn rows(&self) -> usize {
        self.times.seconds.len()
    }

    /// The rows whose seconds can hold a time from `from` to `to`, both included, in milliseconds.
    pub(crate) fn between(&self, from: i64, to: i64) -> std::ops::Range<usize> {
        let seconds = &self.times.seconds;
        let since = |time: i64| time.div_euclid(1_000).saturating_sub(self.times.base);
        let (from, to) = (since(from), since(to));
        let first = seconds.partition_point(|second| i64::from(*second) < from);
        let end = seconds.partition_point(|second| i64::from(*second) <= to);
        first..end.max(first)
    }

    /// The second since 1970 of a row.
    pub(crate) fn second(&self, row: usize) -> i64 {
        self.times.base.saturating_add(self.times.seconds.get(row).copied().map_or(0, i64::from))
    }
}
