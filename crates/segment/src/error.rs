//! Why a segment could not be written or read.

/// Why a segment could not be written or read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SegmentError {
    /// A segment without records has no times and no use.
    #[error("a segment needs at least one record")]
    NoRows,
    /// More records than a segment may hold.
    #[error("{0} records are more than a segment may hold")]
    TooManyRows(usize),
    /// More text than a segment may hold.
    #[error("records of {0} bytes are more than a segment may hold")]
    TooLong(usize),
    /// A record that has no JSON form.
    #[error("record `{id}` could not be written: {reason}")]
    Unwritable {
        /// Id of the record.
        id: String,
        /// Why not.
        reason: String,
    },
    /// Stored bytes that are not what was written.
    #[error("segment `{segment}`, part {part}, byte {offset}: {damage}")]
    Damaged {
        /// Name of the segment.
        segment: String,
        /// Which of its parts, from 0.
        part: usize,
        /// Which byte of that part's text.
        offset: usize,
        /// What is wrong there.
        damage: Damage,
    },
    /// Stored bytes of a rollup or an index that are not what was written.
    #[error("{structure}, {part}, byte {offset}: {flaw}")]
    Flawed {
        /// `rollup` or `index`.
        structure: &'static str,
        /// Which part of its grammar.
        part: &'static str,
        /// Which byte of that part, unpacked.
        offset: usize,
        /// What is wrong there.
        flaw: Flaw,
    },
    /// A rollup of this many unpacked bytes is more than can be stored.
    #[error("a rollup of {0} bytes is more than can be stored")]
    RollupTooLong(usize),
    /// A sum of counts that 64 bits cannot hold.
    #[error("the counts are too large to be added")]
    TooManyCounted,
    /// What shall be taken away was never counted.
    #[error("more would be taken away than was counted")]
    BelowZero,
}

/// What is wrong with the stored bytes of a rollup or an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Flaw {
    /// The bytes end too early.
    #[error("the bytes end too early")]
    Short,
    /// There are bytes that nothing speaks of.
    #[error("there are bytes left over")]
    Rest,
    /// Something else begins like this.
    #[error("not what was looked for")]
    Magic,
    /// Written by a later version of this program.
    #[error("version {0} is not known")]
    Version(u8),
    /// Bytes are not the ones that were written.
    #[error("the checksum does not fit")]
    Checksum,
    /// A claimed size is not allowed, or cannot be reached.
    #[error("the claimed size is not possible")]
    Size,
    /// Deflate that does not unpack to the claimed size.
    #[error("the bytes do not unpack to the claimed size")]
    Packed,
    /// A number, tag or text out of its range.
    #[error("the value is not possible")]
    Value,
    /// Counts that do not add up.
    #[error("the counts do not add up")]
    Sum,
    /// A bucket that cannot hold what is looked for.
    #[error("this is another bucket")]
    Bucket,
}

/// What is wrong with stored bytes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Damage {
    /// There are no parts, one is empty or too long, or they are too many.
    #[error("the parts do not have the lengths of a segment")]
    Parts,
    /// A character that base64 does not have, or padding in the wrong place.
    #[error("not base64")]
    NotBase64,
    /// The file ends before the header does.
    #[error("the file ends inside its header")]
    Short,
    /// The file does not start as a segment does.
    #[error("not a segment")]
    Magic,
    /// Written by a later version of this program.
    #[error("version {0} is not known")]
    Version(u8),
    /// Packed in a way this program does not know.
    #[error("codec {0} is not known")]
    Codec(u8),
    /// The header claims more rows than there may be, or none.
    #[error("{0} rows are not possible")]
    Rows(u32),
    /// The header claims a size that is not allowed, or that the body cannot reach.
    #[error("an unpacked size of {0} bytes is not possible")]
    RawSize(u32),
    /// Bytes are not the ones that were written.
    #[error("the checksum does not fit")]
    Checksum,
    /// A whole segment, but another one.
    #[error("the bytes belong to a segment of another name")]
    Name,
    /// The body cannot be unpacked, or not to the claimed size.
    #[error("the body does not unpack to the claimed size")]
    Body,
    /// The number of lines is not the number of rows.
    #[error("the body has {0} lines, not as many as rows are claimed")]
    Lines(usize),
    /// A line is not a record.
    #[error("row {row} is not a record: {reason}")]
    Row {
        /// Which row, from 0.
        row: usize,
        /// Why not.
        reason: String,
    },
}
