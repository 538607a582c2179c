//! Values that nobody needs: written by a compaction that lost the race or was stopped before it committed.
//!
//! ```text
//! manifests() -> add_manifest()*  ->  for each of prefixes(): list, orphans(), delete  ->  finish()
//! ```
//!
//! Such a value is found without looking at clocks. Its name says which generation it was made for, and only the commit that
//! makes this generation can ever name it. So when the root is of this generation or a later one, and names it nowhere, also
//! not among what is retired, then nobody ever will, and nobody who reads an older root needs it: what a reader may
//! still need is on the list of retired values. What was made for a later generation is left alone: somebody may be about to
//! commit it.
//!
//! That also makes the sweep safe against everything else: the root may be old by the time the keys are deleted, the listing
//! may be stale, two sweeps may run at once, and each may stop anywhere.
//!
//! A listing brings the values along, so looking through the whole store would cost as much as reading the whole log. Keys are
//! therefore listed by blocks of 256 generations, and a block is done with when the log is another 256 generations ahead: a
//! request that was on its way for that long is not to be expected.

use crate::catalogue::{Manifest, Root};
use crate::{EngineError, Write, keys, stored};
use std::collections::BTreeSet;

/// Generations of a block. Two hexadecimal digits: a block is what begins with the other six.
const BLOCK: u32 = 256;
/// Blocks of one sweep: when nobody has swept for long, it goes on the next time.
const BLOCKS_MAX: u32 = 32;

/// One look through the store. See the module.
#[derive(Debug)]
pub struct Sweeper {
    generation: u32,
    /// The first block to look through, and the one behind the last.
    begin: u32,
    end: u32,
    /// Names that somebody needs.
    needed: BTreeSet<String>,
    manifests: BTreeSet<String>,
}

impl Sweeper {
    /// Begins with the root's body (none when there is no root) and the value under [`keys::SWEPT`].
    pub fn new(root: Option<&str>, swept: Option<&str>) -> Result<Self, EngineError> {
        let root = Root::parse(root)?;
        let swept = swept.and_then(|text| stored::unquote(text).parse::<u32>().ok()).unwrap_or(0);
        let begin = swept.min(first_unfinished(root.generation));
        let blocks = if root.generation == 0 { 0 } else { (root.generation / BLOCK).saturating_add(1) };
        let manifests: BTreeSet<String> = root.months.iter().map(|month| month.manifest.clone()).collect();
        let retired = root.retired.iter().map(|value| keys::name_in(&value.name).unwrap_or(&value.name));
        let named = manifests.iter().chain(root.people.values()).filter_map(|key| keys::name_in(key));
        let of_months = root.months.iter().filter_map(|month| month.rollup.as_ref());
        let counts =
            of_months.chain(root.years.iter().map(|year| &year.rollup)).map(|rolled| rolled.name.as_str());
        Ok(Self {
            generation: root.generation,
            begin,
            end: blocks.min(begin.saturating_add(BLOCKS_MAX)),
            needed: named.chain(counts).chain(retired).map(str::to_owned).collect(),
            manifests,
        })
    }

    /// Keys of the manifests that are needed first.
    pub fn manifests(&self) -> Vec<String> {
        self.manifests.iter().cloned().collect()
    }

    /// Takes in a manifest.
    pub fn add_manifest(&mut self, key: &str, text: &str) -> Result<(), EngineError> {
        let manifest = Manifest::parse(key, text)?;
        if self.manifests.remove(key) {
            self.needed.extend(manifest.segments.into_iter().map(|row| row.name));
            self.needed.extend(manifest.indexed.into_iter().map(|indexed| indexed.name));
        }
        Ok(())
    }

    /// What the keys to list begin with.
    pub fn prefixes(&self) -> Vec<String> {
        let blocks = self.begin..self.end;
        blocks.flat_map(|block| keys::NAMED.map(|start| format!("{start}{block:06x}"))).collect()
    }

    /// Which of the listed keys are to be deleted. An error as long as a manifest is missing.
    pub fn orphans(&self, listed: &[String]) -> Result<Vec<String>, EngineError> {
        if let Some(key) = self.manifests.first() {
            return Err(EngineError::NotHandedIn(key.clone()));
        }
        Ok(listed.iter().filter(|key| self.is_orphan(key)).cloned().collect())
    }

    fn is_orphan(&self, key: &str) -> bool {
        let Some(name) = keys::name_in(key) else { return false };
        keys::generation(name).is_some_and(|made_for| made_for <= self.generation)
            && !self.needed.contains(name)
    }

    /// What to store when every prefix was listed to its end and the orphans are deleted; none when it is stored already.
    pub fn finish(self) -> Option<Write> {
        let next = first_unfinished(self.generation).min(self.end);
        (next > self.begin).then(|| Write { key: keys::SWEPT.to_owned(), value: next.to_string() })
    }
}

/// The first block that is not done with at a generation.
fn first_unfinished(generation: u32) -> u32 {
    (generation.saturating_add(1) / BLOCK).saturating_sub(1)
}

#[cfg(test)]
mod tests;
