//! The fixed part of the format: limits, numbers of files, and the envelope of a stored value. See README, "Files" and "Stored form".

use crate::code::bytes::{Bytes, put_varint};
use crate::code::text91;
use crate::{Damage, SegmentError};
use std::collections::BTreeMap;

/// A segment holds at most this many records.
pub const ROWS_MAX: usize = 65_536;
/// Records of a segment take at most this many bytes as JSON.
pub const RAW_BYTES_MAX: usize = 128 * 1024 * 1024;
/// A file takes at most this many bytes, so that with envelope and as text it fits into a value of 230 KiB.
pub const FILE_BYTES_MAX: usize = 188_000;
/// A group has at most this many records,
pub(crate) const GROUP_ROWS: usize = 1_024;
/// and its records take at most this many bytes as JSON, unless it is only one. Groups of 320 KiB would take 3 bytes a record less, and a third of
/// the units where all of them are read; but whoever shows a row waits until its group is decoded.
pub(crate) const GROUP_BYTES: usize = 128 * 1024;

pub(crate) const MAGIC: [u8; 4] = *b"AALS";
pub(crate) const VERSION: u8 = 1;
/// The codec of every file of version 1: deflate for lists, asymmetric numeral systems for symbols.
pub(crate) const CODEC: u8 = 1;
const NAME_BYTES: usize = 16;

/// Numbers of files. INVARIANT: part of the format, never reused.
pub(crate) mod file {
    /// Classes, containers, people, groups, dictionaries, models.
    pub(crate) const DICTIONARY: u32 = 1;
    /// Words.
    pub(crate) const VOCABULARY: u32 = 2;
    pub(crate) const TIME: u32 = 3;
    pub(crate) const CLASS: u32 = 4;
    pub(crate) const ACTOR: u32 = 5;
    pub(crate) const CONTAINER: u32 = 6;
    pub(crate) const THREAD: u32 = 7;
    /// Group n has file 8 + 2n for its records and 9 + 2n for its texts.
    pub(crate) const FIRST_GROUP: u32 = 8;

    pub(crate) fn records(group: u32) -> u32 {
        FIRST_GROUP.saturating_add(group.saturating_mul(2))
    }

    pub(crate) fn texts(group: u32) -> u32 {
        records(group).saturating_add(1)
    }

    /// What the file is called in messages.
    pub(crate) fn name(file: u32) -> String {
        match file {
            DICTIONARY => "dictionary".to_owned(),
            VOCABULARY => "vocabulary".to_owned(),
            TIME => "column time".to_owned(),
            CLASS => "column class".to_owned(),
            ACTOR => "column actor".to_owned(),
            CONTAINER => "column container".to_owned(),
            THREAD => "column thread".to_owned(),
            group => {
                let (n, texts) = (group.saturating_sub(FIRST_GROUP) / 2, group % 2 == 1);
                format!("{} of group {n}", if texts { "texts" } else { "records" })
            }
        }
    }
}

/// Which values a segment is stored as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// All files in one value, number 0.
    Packed,
    /// A value for each file, of the file's number; there are so many groups.
    Wide {
        /// Number of groups.
        groups: u32,
    },
}

impl Layout {
    /// The layout as one number: 1 for packed, else one more than the last number of a value.
    #[must_use]
    pub fn parts(self) -> u32 {
        match self {
            Self::Packed => 1,
            Self::Wide { groups } => file::records(groups),
        }
    }

    /// The layout of that number; none when there is no such layout.
    #[must_use]
    pub fn of_parts(parts: u32) -> Option<Self> {
        if parts == 1 {
            Some(Self::Packed)
        } else {
            let twice = parts.checked_sub(file::FIRST_GROUP)?;
            (twice > 0 && twice % 2 == 0).then_some(Self::Wide { groups: twice / 2 })
        }
    }

    /// Numbers of all values.
    #[must_use]
    pub fn values(self) -> Vec<u32> {
        match self {
            Self::Packed => vec![0],
            Self::Wide { .. } => (file::DICTIONARY..self.parts()).collect(),
        }
    }

    /// Number of the value that holds a file.
    pub(crate) fn value_of(self, file: u32) -> u32 {
        match self {
            Self::Packed => 0,
            Self::Wide { .. } => file,
        }
    }
}

/// The text of a value that holds these files.
pub(crate) fn seal(name: u128, files: &[(u32, &[u8])]) -> String {
    let mut head = Vec::new();
    head.extend_from_slice(&MAGIC);
    head.push(VERSION);
    head.extend_from_slice(&name.to_be_bytes());
    put_varint(&mut head, files.len() as u64);
    for (number, bytes) in files {
        put_varint(&mut head, u64::from(*number));
        head.push(CODEC);
        put_varint(&mut head, bytes.len() as u64);
    }
    let mut sum = crc32fast::Hasher::new();
    sum.update(&head);
    for (_, bytes) in files {
        sum.update(bytes);
    }
    head.extend_from_slice(&sum.finalize().to_le_bytes());
    for (_, bytes) in files {
        head.extend_from_slice(bytes);
    }
    text91::encode(&head)
}

/// The files of a value. Nothing is believed before it is checked.
pub(crate) fn unseal(name: u128, value: &str) -> Result<BTreeMap<u32, Vec<u8>>, (usize, Damage)> {
    let all = text91::decode(value).map_err(|at| (at, Damage::NotText))?;
    let mut bytes = Bytes::new(&all);
    let short = |bytes: &Bytes<'_>| (bytes.at(), Damage::Short);
    let magic = bytes.take(MAGIC.len()).ok_or_else(|| short(&bytes))?;
    if magic != MAGIC {
        return Err((0, Damage::Magic));
    }
    match bytes.byte().ok_or_else(|| short(&bytes))? {
        VERSION => {}
        other => return Err((MAGIC.len(), Damage::Version(other))),
    }
    let own = bytes.take(NAME_BYTES).ok_or_else(|| short(&bytes))?;
    let own = own.iter().fold(0_u128, |name, byte| name << 8 | u128::from(*byte));
    let mut entries = Vec::new();
    let count = bytes.size().ok_or_else(|| short(&bytes))?;
    for _ in 0..count {
        let at = bytes.at();
        let number =
            bytes.varint().and_then(|number| u32::try_from(number).ok()).ok_or_else(|| short(&bytes))?;
        match bytes.byte().ok_or_else(|| short(&bytes))? {
            CODEC => {}
            other => return Err((at, Damage::Codec(other))),
        }
        entries.push((number, bytes.size().ok_or_else(|| short(&bytes))?));
    }
    let head = all.get(..bytes.at()).unwrap_or_default();
    let at = bytes.at();
    let stated = bytes.take(4).ok_or_else(|| short(&bytes))?;
    let mut sum = crc32fast::Hasher::new();
    sum.update(head);
    let mut files = BTreeMap::new();
    for (number, len) in entries {
        let payload = bytes.take(len).ok_or_else(|| short(&bytes))?;
        sum.update(payload);
        files.insert(number, payload.to_vec());
    }
    if sum.finalize().to_le_bytes() != stated {
        return Err((at, Damage::Checksum));
    }
    // The text may stand for up to a byte more than was written; it is zero.
    if bytes.rest().len() > 1 {
        return Err((bytes.at(), Damage::Short));
    }
    if own != name {
        return Err((MAGIC.len(), Damage::Name));
    }
    Ok(files)
}

/// The number that a segment's name stands for.
pub(crate) fn parse_name(name: &str) -> Result<u128, SegmentError> {
    let well_formed = name.len() == 32 && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let number = if well_formed { u128::from_str_radix(name, 16).ok() } else { None };
    number.ok_or_else(|| SegmentError::BadName(name.to_owned()))
}
