//! The counts of a month while its segments change: always those of the segments that the manifest will list, but for the ones
//! that it will say are left out. See `counted`.

use crate::catalogue::{Counted, Manifest, SegmentRow};
use crate::counted::{self, Rolled};
use crate::{Write, keys};
use activity_segment::rollup::Counts;
use activity_segment::{Part, Reader, SegmentError};
use std::collections::{BTreeMap, BTreeSet};

/// What is counted by.
const COLUMNS: [Part; 3] = [Part::Times, Part::Classes, Part::Containers];

/// The counts of a month while its segments change.
#[derive(Debug, Default)]
pub(super) struct Counting {
    /// Where the counts are now.
    stored: Option<Rolled>,
    /// The counts, once they are at hand.
    counts: Option<Counts>,
    /// Names of the segments in them.
    names: BTreeSet<String>,
    changed: bool,
}

/// What becomes of the counts.
#[derive(Debug, Default)]
pub(super) struct Settled {
    pub(super) counted: Option<Counted>,
    pub(super) values: Vec<Write>,
    /// Keys that nobody needs any more.
    pub(super) retired: Vec<String>,
}

impl Counting {
    pub(super) fn of(manifest: &Manifest) -> Self {
        let names = manifest.segments.iter().map(|row| &row.name).filter(|name| manifest.counts(name));
        Self {
            stored: manifest.counted.as_ref().map(|counted| counted.rollup.clone()),
            names: names.cloned().collect(),
            ..Self::default()
        }
    }

    /// Whether a segment is in the counts.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    pub(super) fn is_changed(&self) -> bool {
        self.changed
    }

    /// Keys of the counts as they are stored.
    pub(super) fn keys(&self) -> Vec<String> {
        self.stored.as_ref().map(Rolled::keys).unwrap_or_default()
    }

    /// Takes the stored counts in hand. What cannot be read is counted anew.
    pub(super) fn load(&mut self, values: &BTreeMap<String, Option<String>>, problems: &mut Vec<String>) {
        match self.stored.as_ref().map(|stored| stored.read(values)) {
            None => self.counts = Some(Counts::default()),
            Some(Ok(counts)) => self.counts = Some(counts),
            Some(Err(error)) => {
                problems.push(error.to_string());
                self.begin_anew();
            }
        }
    }

    /// Forgets all counts; who compacts next sees that they are missing.
    fn begin_anew(&mut self) {
        self.counts = Some(Counts::default());
        self.names.clear();
        self.changed = true;
    }

    /// A segment is no longer listed; these are its counts.
    pub(super) fn leave(&mut self, name: &str, counts: Option<&Counts>) {
        if !self.names.remove(name) {
            return;
        }
        let left = self.counts.as_mut().zip(counts).is_some_and(|(sum, counts)| sum.subtract(counts).is_ok());
        self.changed = true;
        if !left {
            self.begin_anew();
        }
    }

    /// A segment is to be counted, with these columns. Without the stored counts at hand, it waits for the next time.
    pub(super) fn come(&mut self, name: &str, reader: &Reader) -> Result<(), SegmentError> {
        let Some(sum) = &mut self.counts else { return Ok(()) };
        let counts = Counts::of(reader)?;
        match sum.merge(&counts) {
            Ok(()) => drop(self.names.insert(name.to_owned())),
            Err(_) => self.begin_anew(),
        }
        self.changed = true;
        Ok(())
    }

    /// The counts of the segments that the manifest will list.
    pub(super) fn settle(self, generation: u32, kept: &[SegmentRow], problems: &mut Vec<String>) -> Settled {
        let others = kept.iter().filter(|row| !self.has(&row.name)).map(|row| row.name.clone());
        let without: BTreeSet<String> = others.collect();
        if !self.changed {
            let counted = self.stored.map(|rollup| Counted { rollup, without });
            return Settled { counted, ..Settled::default() };
        }
        let mut settled = Settled { retired: self.keys(), ..Settled::default() };
        let counts = self.counts.filter(|_| without.len() < kept.len());
        match counts.map(|counts| counted::write(&counts, generation)) {
            None => {}
            Some(Ok((rollup, values))) => {
                settled.counted = Some(Counted { rollup, without });
                settled.values = values;
            }
            Some(Err(error)) => problems.push(error.to_string()),
        }
        settled
    }
}

/// Keys of the values that a segment is counted by.
pub(crate) fn column_keys(row: &SegmentRow) -> Vec<String> {
    let values = Reader::values_of(row.layout(), &COLUMNS);
    values.into_iter().map(|n| keys::segment_part(&row.name, n)).collect()
}

/// The columns of a segment that was just written.
pub(super) fn columns_of(segment: &activity_segment::Segment) -> Result<Reader, SegmentError> {
    let wanted = Reader::values_of(segment.layout, &COLUMNS);
    let mut reader = Reader::new(&segment.name)?;
    for (_, text) in segment.values.iter().filter(|(n, _)| wanted.contains(n)) {
        reader.add(text)?;
    }
    Ok(reader)
}
