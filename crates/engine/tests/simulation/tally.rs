//! What happened in the runs.

/// Counts of what happened.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) runs: usize,
    pub(crate) events: usize,
    pub(crate) redelivered: usize,
    pub(crate) amendments: usize,
    pub(crate) amended: usize,
    pub(crate) faults: usize,
    pub(crate) late: usize,
    pub(crate) half_batches: usize,
    pub(crate) kills: usize,
    pub(crate) out_of_time: usize,
    pub(crate) stale_entries: usize,
    pub(crate) lost_races: usize,
    pub(crate) commits: usize,
    pub(crate) retired: usize,
    pub(crate) deleted_after_grace: usize,
    pub(crate) months: usize,
    pub(crate) pages: usize,
    pub(crate) pages_of_budget: usize,
    pub(crate) walks: usize,
    pub(crate) followed: usize,
    pub(crate) orphans: usize,
    pub(crate) orphans_at_rest: usize,
    pub(crate) swallowed_listed: usize,
    pub(crate) missing_and_said: usize,
    /// Records that were given what others had said.
    pub(crate) given: usize,
    /// Records that retention has dropped.
    pub(crate) dropped: usize,
    /// Months and years whose counts were looked at, and segments that counts leave out.
    pub(crate) counted_months: usize,
    pub(crate) counted_years: usize,
    pub(crate) uncounted: usize,
    /// Segments that indexes tell of, those of them that are gone, and those that no index tells of.
    pub(crate) indexed: usize,
    pub(crate) indexed_gone: usize,
    pub(crate) unindexed: usize,
    /// Segments that were not read because of an index.
    pub(crate) left_out_by_index: usize,
    /// Last-known states that went because their records had.
    pub(crate) forgotten: usize,
    pub(crate) overviews: usize,
    pub(crate) overview_records: usize,
    pub(crate) overview_waiting: usize,
}

impl Tally {
    fn fields(&mut self) -> [(&'static str, &mut usize); 37] {
        [
            ("runs", &mut self.runs),
            ("events", &mut self.events),
            ("redelivered", &mut self.redelivered),
            ("amendments", &mut self.amendments),
            ("amended", &mut self.amended),
            ("faults", &mut self.faults),
            ("late", &mut self.late),
            ("half_batches", &mut self.half_batches),
            ("kills", &mut self.kills),
            ("out_of_time", &mut self.out_of_time),
            ("stale_entries", &mut self.stale_entries),
            ("lost_races", &mut self.lost_races),
            ("commits", &mut self.commits),
            ("retired", &mut self.retired),
            ("deleted_after_grace", &mut self.deleted_after_grace),
            ("months", &mut self.months),
            ("pages", &mut self.pages),
            ("pages_of_budget", &mut self.pages_of_budget),
            ("walks", &mut self.walks),
            ("followed", &mut self.followed),
            ("orphans", &mut self.orphans),
            ("orphans_at_rest", &mut self.orphans_at_rest),
            ("swallowed_listed", &mut self.swallowed_listed),
            ("missing_and_said", &mut self.missing_and_said),
            ("given", &mut self.given),
            ("dropped", &mut self.dropped),
            ("counted_months", &mut self.counted_months),
            ("counted_years", &mut self.counted_years),
            ("uncounted", &mut self.uncounted),
            ("indexed", &mut self.indexed),
            ("indexed_gone", &mut self.indexed_gone),
            ("unindexed", &mut self.unindexed),
            ("left_out_by_index", &mut self.left_out_by_index),
            ("forgotten", &mut self.forgotten),
            ("overviews", &mut self.overviews),
            ("overview_records", &mut self.overview_records),
            ("overview_waiting", &mut self.overview_waiting),
        ]
    }

    pub(crate) fn add(&mut self, mut other: Self) {
        for ((_, sum), (_, more)) in self.fields().into_iter().zip(other.fields()) {
            *sum += *more;
        }
    }

    /// What never happened.
    pub(crate) fn unseen(&mut self) -> Vec<&'static str> {
        self.fields().into_iter().filter(|(_, count)| **count == 0).map(|(name, _)| name).collect()
    }
}
