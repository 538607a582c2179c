//! The catalogue: which segments exist. One root that changes, one immutable manifest for each month.
//!
//! # What fits
//!
//! The root's body is stored as a text inside a JSON value, so its quotation marks count twice. Of its 235,520 bytes
//! (230 KiB)
//!
//! * the ids swallowed by the last commit take 2,000 * 33 = 66,000 bytes,
//! * the retired keys take at most 400 * 120 = 48,000 bytes,
//! * the pages of people take 64 * 60 = 3,840 bytes,
//! * 33 years take at most 33 * 120 = 3,960 bytes, and their months that were dropped 400 * 40 = 16,000 bytes,
//! * the rest, some 97,000 bytes, holds 280 months of at most 340 bytes: 23 years.
//!
//! A manifest has 235,520 bytes, deflated and as base64, and 1,000,000 before that. Its line for a segment takes 210 bytes, at most 14 for
//! each kind of action and at most 640 for the containers: typically 500 (and 50 in an index), at worst (every one of some 180 actions, full container
//! list) 3,400. So a month holds at least 290 segments, typically 2,000. Beyond 15 of them, compaction merges runs of 15 neighbours that
//! have at most 65,536 records together (see `compact`); when there is no such run left, a segment has 4,369 records on average. So a
//! month takes at least 1.2 million records, typically 8.7 million.
//!
//! A commit that would pass a limit is refused with [`EngineError::RootFull`] or [`EngineError::ManifestFull`] before
//! anything is written; the records stay under their write-ahead keys, where readers find them.

use crate::counted::Rolled;
use crate::indexed::Indexed;
use crate::keys::{self, VALUE_BYTES_MAX};
use crate::stored::{quote, unquote};
use crate::{EngineError, answer::RootWrite};
use activity_segment::{Layout, ROWS_MAX, Stats};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read as _, Write as _};

/// The only version of root and manifest so far.
const VERSION: u8 = 1;
/// A commit swallows at most this many write-ahead keys.
pub(crate) const SWALLOWED_MAX: usize = 2_000;
/// A manifest takes at most this many bytes before it is packed.
const MANIFEST_BYTES_MAX: usize = 1_000_000;
/// No segment has a layout with a higher number: 65,536 groups of one record each would be stored so.
const PARTS_MAX: u32 = 140_000;

/// The root: what there is, and what was just done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// Version of this shape.
    pub version: u8,
    /// Counts the commits; 0 is the empty log.
    pub generation: u32,
    /// The months that have segments, oldest first.
    #[serde(default)]
    pub months: Vec<Month>,
    /// Which write-ahead keys the last commit swallowed: their ids (a hash of a key that has none), parted by blanks.
    #[serde(default)]
    pub swallowed: String,
    /// Values that nobody needs any more, except readers that began before.
    #[serde(default)]
    pub retired: Vec<Retired>,
    /// Keys of the values of the table of people, by the first page that each has.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub people: BTreeMap<u32, String>,
    /// Years that have counts of their own, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub years: Vec<Year>,
    /// How many records retention has dropped, by the month in which they occurred.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub dropped: BTreeMap<String, u64>,
}

/// A year of which some months are counted together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Year {
    /// `yyyy`, UTC.
    pub year: String,
    /// Which months: January is bit 0.
    pub months: u16,
    /// Where the counts are.
    pub rollup: Rolled,
}

impl Year {
    /// Whether it counts a month, `yyyymm`.
    #[must_use]
    pub fn has(&self, month: &str) -> bool {
        month.get(..4) == Some(self.year.as_str()) && self.months & month_bit(month) != 0
    }
}

/// The bit of a month, `yyyymm`, in a year.
pub(crate) fn month_bit(month: &str) -> u16 {
    let month: Option<u32> = month.get(4..).and_then(|month| month.parse().ok());
    month.and_then(|month| 1_u16.checked_shl(month.checked_sub(1)?)).unwrap_or(0)
}

/// A month of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Month {
    /// `yyyymm`, UTC.
    pub month: String,
    /// Key of its manifest.
    pub manifest: String,
    /// Number of segments.
    pub segments: u32,
    /// Number of records.
    pub rows: u64,
    /// Time of the first record.
    pub from: i64,
    /// Time of the last record.
    pub to: i64,
    /// Where the counts of its segments are; none when nothing is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rollup: Option<Rolled>,
    /// How many segments are not in these counts.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub uncounted: u32,
    /// How many segments no index tells of.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unindexed: u32,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde's skip_serializing_if passes a reference")]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

impl Month {
    /// Whether the counts leave nothing out.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        self.rollup.is_some() && self.uncounted == 0
    }

    /// Whether counts and indexes leave nothing out.
    pub(crate) fn is_settled(&self) -> bool {
        self.is_counted() && self.unindexed == 0
    }
}

/// A value, or the parts of a segment or an index, that can be deleted some time after `at`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retired {
    /// When it was retired.
    pub at: i64,
    /// A key, or the name of a segment or an index.
    pub name: String,
    /// The layout of a segment as a number, see [`Layout::parts`]; none for any other value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parts: Option<u32>,
    /// The number of values of an index; none for anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buckets: Option<u32>,
}

impl From<String> for Retired {
    /// The value under a key. When, is said later.
    fn from(name: String) -> Self {
        Self { at: 0, name, parts: None, buckets: None }
    }
}

impl From<SegmentRow> for Retired {
    fn from(row: SegmentRow) -> Self {
        Self { parts: Some(row.parts), ..Self::from(row.name) }
    }
}

impl From<Indexed> for Retired {
    fn from(indexed: Indexed) -> Self {
        Self { buckets: Some(indexed.buckets), ..Self::from(indexed.name) }
    }
}

impl Retired {
    /// The keys that can be deleted.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        match (self.parts, self.buckets) {
            (_, Some(buckets)) => (0..buckets).map(|n| keys::index(&self.name, n)).collect(),
            (Some(parts), None) => {
                let values = Layout::of_parts(parts).map(Layout::values).unwrap_or_default();
                values.into_iter().map(|n| keys::segment_part(&self.name, n)).collect()
            }
            (None, None) => vec![self.name.clone()],
        }
    }
}

impl Default for Root {
    fn default() -> Self {
        let (months, retired, people) = (vec![], vec![], BTreeMap::new());
        let (years, dropped) = (vec![], BTreeMap::new());
        Self {
            version: VERSION,
            generation: 0,
            months,
            swallowed: String::new(),
            retired,
            people,
            years,
            dropped,
        }
    }
}

impl Root {
    /// Reads the body of the root; none is the empty log. The whole entity, `{generation, body}`, is taken as well.
    pub fn parse(text: Option<&str>) -> Result<Self, EngineError> {
        let Some(text) = text else { return Ok(Self::default()) };
        let text = unquote(text);
        let bad = |error: serde_json::Error| EngineError::Root(error.to_string());
        let mut value: serde_json::Value = serde_json::from_str(&text).map_err(bad)?;
        if let Some(body) = value.get("body").and_then(serde_json::Value::as_str) {
            value = serde_json::from_str(&unquote(body)).map_err(bad)?;
        }
        let root: Self = serde_json::from_value(value).map_err(bad)?;
        match root.version {
            VERSION => Ok(root),
            other => Err(EngineError::Root(format!("version {other} is not known"))),
        }
    }

    /// The root as it is stored, refused when it is too long for that.
    pub(crate) fn to_write(&self) -> Result<RootWrite, EngineError> {
        let body = serde_json::to_string(self).map_err(|error| EngineError::Root(error.to_string()))?;
        let bytes = quote(&body).len();
        if bytes > VALUE_BYTES_MAX {
            return Err(EngineError::RootFull(bytes));
        }
        Ok(RootWrite { generation: self.generation, body })
    }

    /// The generation that a commit makes of this one. The platform's integers have 32 bits and a sign.
    pub(crate) fn next_generation(&self) -> Result<u32, EngineError> {
        let next = self.generation.checked_add(1).filter(|next| i32::try_from(*next).is_ok());
        next.ok_or(EngineError::Generations)
    }

    /// The month of this name.
    pub(crate) fn month(&self, month: &str) -> Option<&Month> {
        self.months.iter().find(|row| row.month == month)
    }

    /// What the swallowed list has for a write-ahead key.
    pub(crate) fn swallowed_mark(key: &str) -> String {
        match keys::parse_write_ahead(key) {
            Some((_, id)) if !keys::is_amendment(key) => id.to_string(),
            _ => hash_of(key),
        }
    }
}

/// The segments of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of this shape.
    pub version: u8,
    /// `yyyymm`, UTC.
    pub month: String,
    /// Its segments, by time of the first record.
    pub segments: Vec<SegmentRow>,
    /// Their counts; none when none of them is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<Counted>,
    /// Indexes of them, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indexed: Vec<Indexed>,
}

/// The counts of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Where they are.
    pub rollup: Rolled,
    /// Names of the segments that they leave out.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub without: BTreeSet<String>,
}

/// A segment, as the catalogue knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentRow {
    /// Its name: the generation it was made for, and the hash that the segment itself is checked by.
    pub name: String,
    /// Its layout as a number, see [`Layout::parts`].
    pub parts: u32,
    /// What it holds.
    #[serde(flatten)]
    pub stats: Stats,
}

impl SegmentRow {
    /// The hash of what it holds.
    pub fn hash(&self) -> &str {
        keys::hash(&self.name)
    }

    /// How it is stored. The parts of a row that was read were checked.
    pub fn layout(&self) -> Layout {
        Layout::of_parts(self.parts).unwrap_or(Layout::Packed)
    }

    /// The keys of all its values.
    pub fn keys(&self) -> Vec<String> {
        self.layout().values().into_iter().map(|n| keys::segment_part(&self.name, n)).collect()
    }
}

impl Manifest {
    /// The manifest of these segments.
    #[must_use]
    pub fn new(month: &str, mut segments: Vec<SegmentRow>) -> Self {
        segments.sort_by(|a, b| (a.stats.from, &a.name).cmp(&(b.stats.from, &b.name)));
        Self { version: VERSION, month: month.to_owned(), segments, counted: None, indexed: vec![] }
    }

    /// Whether a segment of this name is in the counts.
    #[must_use]
    pub fn counts(&self, name: &str) -> bool {
        self.counted.as_ref().is_some_and(|counted| !counted.without.contains(name))
    }

    /// Whether an index tells of a segment of this name.
    #[must_use]
    pub fn indexes(&self, name: &str) -> bool {
        self.indexed.iter().any(|indexed| indexed.segments.iter().any(|one| one == name))
    }

    /// Reads a manifest and checks that it is the one that was written under this key.
    pub fn parse(key: &str, text: &str) -> Result<Self, EngineError> {
        let bad = |reason: String| EngineError::Manifest { key: key.to_owned(), reason };
        let text = unpack(&unquote(text)).map_err(|reason| bad(reason.to_owned()))?;
        let manifest: Self = serde_json::from_str(&text).map_err(|error| bad(error.to_string()))?;
        if manifest.version != VERSION {
            return Err(bad(format!("version {} is not known", manifest.version)));
        }
        if !manifest.is_under(key)? {
            return Err(bad("it is not the one that was written under this key".to_owned()));
        }
        let possible = |row: &SegmentRow| {
            row.parts <= PARTS_MAX
                && Layout::of_parts(row.parts).is_some()
                && row.stats.rows as usize <= ROWS_MAX
                && row.stats.from <= row.stats.to
        };
        if let Some(indexed) = manifest.indexed.iter().find(|indexed| !indexed.is_possible()) {
            return Err(bad(format!("index `{}` has impossible measures", indexed.name)));
        }
        match manifest.segments.iter().find(|row| !possible(row)) {
            Some(row) => Err(bad(format!("segment `{}` has impossible measures", row.name))),
            None => Ok(manifest),
        }
    }

    fn text(&self) -> Result<String, EngineError> {
        serde_json::to_string(self)
            .map_err(|error| EngineError::Manifest { key: self.month.clone(), reason: error.to_string() })
    }

    /// Whether this is a key of the month and of what it holds.
    fn is_under(&self, key: &str) -> Result<bool, EngineError> {
        let Some((name, month)) = keys::parse_manifest(key) else { return Ok(false) };
        Ok(month == self.month && keys::hash(name) == hash_of(&self.text()?))
    }

    /// Key and value as they are stored for a generation, refused when too long for that.
    pub fn to_write(&self, generation: u32) -> Result<crate::Write, EngineError> {
        let text = self.text()?;
        let value = quote(&pack(&text));
        if value.len() > VALUE_BYTES_MAX || text.len() > MANIFEST_BYTES_MAX {
            return Err(EngineError::ManifestFull { month: self.month.clone(), bytes: value.len() });
        }
        let name = keys::name(generation, &hash_of(&text));
        Ok(crate::Write { key: keys::manifest(&self.month, &name), value })
    }

    /// What the root has of this month when its manifest is stored under this key.
    #[must_use]
    pub fn summary(&self, key: &str) -> Month {
        let indexed: BTreeSet<&str> =
            self.indexed.iter().flat_map(|indexed| &indexed.segments).map(String::as_str).collect();
        let unindexed = self.segments.iter().filter(|row| !indexed.contains(row.name.as_str())).count();
        let uncounted = self.segments.iter().filter(|row| !self.counts(&row.name)).count();
        Month {
            month: self.month.clone(),
            manifest: key.to_owned(),
            segments: u32::try_from(self.segments.len()).unwrap_or(u32::MAX),
            rows: self.segments.iter().map(|row| u64::from(row.stats.rows)).sum(),
            from: self.segments.iter().map(|row| row.stats.from).min().unwrap_or_default(),
            to: self.segments.iter().map(|row| row.stats.to).max().unwrap_or_default(),
            rollup: self.counted.as_ref().map(|counted| counted.rollup.clone()),
            uncounted: u32::try_from(uncounted).unwrap_or(u32::MAX),
            unindexed: u32::try_from(unindexed).unwrap_or(u32::MAX),
        }
    }
}

/// A text, deflated, as base64: what a manifest says repeats itself a lot.
fn pack(text: &str) -> String {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(7));
    let written = encoder.write_all(text.as_bytes());
    debug_assert!(written.is_ok(), "writing into memory");
    STANDARD.encode(encoder.finish().unwrap_or_default())
}

/// The text again, or why there is none.
fn unpack(packed: &str) -> Result<String, &'static str> {
    let bytes = STANDARD.decode(packed).map_err(|_| "it is not base64")?;
    let mut text = String::new();
    let limit = u64::try_from(MANIFEST_BYTES_MAX).unwrap_or(u64::MAX).saturating_add(1);
    let read = DeflateDecoder::new(bytes.as_slice()).take(limit).read_to_string(&mut text);
    match read {
        Ok(_) if text.len() <= MANIFEST_BYTES_MAX => Ok(text),
        Ok(_) => Err("it is too long"),
        Err(_) => Err("it cannot be unpacked"),
    }
}

/// The hash in the name of a value: the first half of its SHA-256.
pub(crate) fn hash_of(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let number = digest.iter().take(16).fold(0_u128, |number, byte| (number << 8) | u128::from(*byte));
    format!("{number:032x}")
}

#[cfg(test)]
mod tests;
