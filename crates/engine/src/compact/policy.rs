//! How compaction packs.

use crate::catalogue::{SWALLOWED_MAX, SegmentRow};
use activity_segment::ROWS_MAX;

/// How compaction packs. The default is what the product uses; tests use smaller numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Entries taken in one go.
    pub entries_max: usize,
    /// Months touched in one go: their manifests and the root fit into one transaction of 25 operations.
    pub months_max: usize,
    /// A segment with fewer rows than this is merged with new rows of its month,
    pub small_rows: u32,
    /// unless it takes as many stored bytes as this.
    pub small_bytes: u64,
    /// A month with more segments than this has neighbours merged,
    pub segments_max: usize,
    /// this many at a time,
    pub neighbours: usize,
    /// as long as they take no more stored bytes than this together.
    pub neighbours_bytes: u64,
    /// A segment gets at most this many rows.
    pub rows_max: usize,
    /// Retired values are deleted after this many milliseconds: longer than any function may run.
    pub grace_ms: i64,
    /// At most this many retired values are remembered; the oldest beyond that are deleted early.
    pub retired_max: usize,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            entries_max: SWALLOWED_MAX,
            months_max: 20,
            small_rows: 4_096,
            small_bytes: 2 * 1024 * 1024,
            segments_max: 15,
            // Of 4,096 records each, so many make a whole segment: every record is written twice in all, beside the open one.
            neighbours: 15,
            neighbours_bytes: 16 * 1024 * 1024,
            rows_max: ROWS_MAX,
            grace_ms: 20 * 60 * 1_000,
            retired_max: 400,
        }
    }
}

impl Policy {
    /// Which of a month's segments are merged with its new rows.
    pub(super) fn to_merge(&self, segments: &[SegmentRow]) -> Vec<bool> {
        let small = |row: &SegmentRow| row.stats.rows < self.small_rows && row.stats.bytes < self.small_bytes;
        let mut merge: Vec<bool> = segments.iter().map(small).collect();
        if segments.len() > self.segments_max {
            for at in self.lightest_run(segments) {
                if let Some(merge) = merge.get_mut(at) {
                    *merge = true;
                }
            }
        }
        merge
    }

    /// The run of neighbours that costs least to merge and gains something.
    fn lightest_run(&self, segments: &[SegmentRow]) -> std::ops::Range<usize> {
        let rows_max = u64::try_from(self.rows_max).unwrap_or(u64::MAX);
        let best = segments
            .windows(self.neighbours.max(2))
            .enumerate()
            .map(|(at, run)| {
                let rows: u64 = run.iter().map(|row| u64::from(row.stats.rows)).sum();
                let bytes: u64 = run.iter().map(|row| row.stats.bytes).sum();
                (rows, bytes, at..at.saturating_add(run.len()))
            })
            .filter(|(rows, bytes, _)| *rows <= rows_max && *bytes <= self.neighbours_bytes)
            .min_by_key(|(rows, _, range)| (*rows, range.start));
        best.map_or(0..0, |(_, _, range)| range)
    }
}
