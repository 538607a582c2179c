//! How compaction packs.

use crate::catalogue::{SWALLOWED_MAX, SegmentRow};
use activity_event::{Event, Provenance};
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
    /// At most this many segments are written again only because records in them have learnt something; the rest waits.
    pub rewrites_max: usize,
    /// A record that lacks its pair waits for it until it was recorded this many milliseconds ago.
    pub pair_wait_ms: u64,
    /// What an audit log tells waits for the event that tells of it as well until it happened this many milliseconds ago.
    pub event_wait_ms: u64,
    /// Retired values are deleted after this many milliseconds: longer than any function may run.
    pub grace_ms: i64,
    /// At most this many retired values are remembered; the oldest beyond that are deleted early.
    pub retired_max: usize,
    /// At most this many segments of a month that stay are counted in one go,
    pub count_max: usize,
    /// and at most this many months that nothing came to.
    pub count_months_max: usize,
    /// A segment gets into an index once it has so many rows; in a month that is over, every segment does.
    pub index_rows: u32,
    /// An index tells of at most this many segments: it is written again for each of them.
    pub index_segments: usize,
    /// At most this many segments of a month that stay are indexed in one go: each is read whole.
    pub index_max: usize,
    /// Retention reads at most this many stored bytes in one go, unless a single segment takes more.
    pub retain_bytes: u64,
    /// Records in bulk are compared with what is known last only when they are about no more things than this: each is a value
    /// to read and one to write.
    pub known_bulk_max: usize,
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
            rewrites_max: 4,
            // Events arrive up to three minutes late, and are delivered again after a while when a function was too slow.
            pair_wait_ms: 10 * 60 * 1_000,
            // Up to three minutes late, then at most four times again, 15 minutes apart.
            event_wait_ms: 70 * 60 * 1_000,
            grace_ms: 20 * 60 * 1_000,
            retired_max: 400,
            count_max: 8,
            count_months_max: 2,
            index_rows: 32_768,
            index_segments: 8,
            index_max: 1,
            retain_bytes: 16 * 1024 * 1024,
            known_bulk_max: 4_000,
        }
    }
}

impl Policy {
    /// Whether a record that lacks its pair is young enough to wait for it.
    pub(super) fn waits(&self, event: &Event, now: i64) -> bool {
        if event.provenance == Provenance::AuditImport {
            return now.abs_diff(event.occurred) < self.event_wait_ms;
        }
        now.abs_diff(event.recorded) < self.pair_wait_ms
    }

    /// Whether a segment is merged with the next records.
    pub(super) fn is_small(&self, row: &SegmentRow) -> bool {
        row.stats.rows < self.small_rows && row.stats.bytes < self.small_bytes
    }

    /// Whether a segment gets into an index before its month is over.
    pub(super) fn is_indexed_at_once(&self, row: &SegmentRow) -> bool {
        row.stats.rows >= self.index_rows
    }

    /// Which of a month's segments are merged with its new rows.
    pub(super) fn to_merge(&self, segments: &[SegmentRow]) -> Vec<bool> {
        let mut merge: Vec<bool> = segments.iter().map(|row| self.is_small(row)).collect();
        if segments.len() > self.segments_max {
            for at in self.lightest_run(segments) {
                if let Some(merge) = merge.get_mut(at) {
                    *merge = true;
                }
            }
        }
        merge
    }

    /// The run of neighbours to merge: as many as may be, and of those the one that costs least. Half as many are worth it too:
    /// segments of a busy site are larger than small ones need to be.
    fn lightest_run(&self, segments: &[SegmentRow]) -> std::ops::Range<usize> {
        let lengths = ((self.neighbours / 2).max(2)..=self.neighbours.max(2)).rev();
        lengths.into_iter().find_map(|len| self.lightest_of(len, segments)).unwrap_or(0..0)
    }

    fn lightest_of(&self, len: usize, segments: &[SegmentRow]) -> Option<std::ops::Range<usize>> {
        let rows_max = u64::try_from(self.rows_max).unwrap_or(u64::MAX);
        let best = segments
            .windows(len)
            .enumerate()
            .map(|(at, run)| {
                let rows: u64 = run.iter().map(|row| u64::from(row.stats.rows)).sum();
                let bytes: u64 = run.iter().map(|row| row.stats.bytes).sum();
                (rows, bytes, at..at.saturating_add(run.len()))
            })
            .filter(|(rows, bytes, _)| *rows <= rows_max && *bytes <= self.neighbours_bytes)
            .min_by_key(|(rows, _, range)| (*rows, range.start));
        best.map(|(_, _, range)| range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use activity_segment::Stats;

    fn segments(rows: &[u32]) -> Vec<SegmentRow> {
        let row = |rows: &u32| SegmentRow {
            name: String::new(),
            parts: 1,
            stats: Stats {
                rows: *rows,
                from: 0,
                to: 0,
                bytes: u64::from(*rows).saturating_mul(50),
                actions: [].into(),
                containers: None,
                elsewhere: false,
            },
        };
        rows.iter().map(row).collect()
    }

    fn merged(rows: &[u32]) -> usize {
        Policy::default().to_merge(&segments(rows)).into_iter().filter(|merge| *merge).count()
    }

    #[test]
    fn segments_of_quiet_and_of_busy_sites_become_whole_ones() {
        assert_eq!(merged(&[4_100; 15]), 0, "not yet");
        assert_eq!(merged(&[4_100; 16]), 15);
        assert_eq!(merged(&[6_000; 16]), 10);
        assert_eq!(merged(&[65_536; 40]), 0, "whole ones stay");
        let mixed = [&[65_536; 20][..], &[4_100; 15]].concat();
        assert_eq!(merged(&mixed), 15);
    }
}
