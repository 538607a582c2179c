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
    /// More than a segment may hold; half of the records may fit.
    #[error("the records have {what}, which is more than a segment may hold")]
    TooLong {
        /// What there is too much of.
        what: String,
    },
    /// A record that has no JSON form.
    #[error("record `{id}` could not be written: {reason}")]
    Unwritable {
        /// Id of the record.
        id: String,
        /// Why not.
        reason: String,
    },
    /// Not a name of a segment: 32 hexadecimal digits in lower case.
    #[error("`{0}` is not the name of a segment")]
    BadName(String),
    /// A value that was needed and not handed in.
    #[error("segment `{segment}`: {file} was not handed in")]
    Missing {
        /// Name of the segment.
        segment: String,
        /// The file.
        file: String,
    },
    /// Stored bytes that are not what was written.
    #[error("segment `{segment}`, {file}, byte {offset}: {damage}")]
    Damaged {
        /// Name of the segment.
        segment: String,
        /// Which value or column.
        file: String,
        /// Which byte of it.
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
    /// A character that the text form does not have.
    #[error("not the text of a segment")]
    NotText,
    /// The value ends too early or too late.
    #[error("the value does not have the length it claims")]
    Short,
    /// The value does not start as those of a segment do.
    #[error("not a segment")]
    Magic,
    /// Written by a later version of this program.
    #[error("version {0} is not known")]
    Version(u8),
    /// Packed in a way this program does not know.
    #[error("codec {0} is not known")]
    Codec(u8),
    /// Bytes are not the ones that were written.
    #[error("the checksum does not fit")]
    Checksum,
    /// A value of another segment.
    #[error("the bytes belong to a segment of another name")]
    Name,
    /// What a file says is not possible.
    #[error("what it says is not possible")]
    Content,
    /// Columns of one segment have different lengths.
    #[error("it does not have as many rows as the others")]
    Rows,
}
