//! The fixed part of the file: limits, tags and the header. See README, "File" and "Stored form".

/// A segment holds at most this many records.
pub const ROWS_MAX: usize = 65_536;
/// A segment unpacks to at most this many bytes.
pub const RAW_BYTES_MAX: usize = 48 * 1024 * 1024;
/// A stored part is at most this long; a multiple of four, so that each part is base64 by itself.
pub const PART_BYTES_MAX: usize = 200 * 1024;

pub(crate) const MAGIC: [u8; 4] = *b"AALS";
pub(crate) const VERSION: u8 = 1;
pub(crate) const CODEC_DEFLATE_LINES: u8 = 1;
pub(crate) const HEADER_BYTES: usize = 18;
/// No deflate stream unpacks to more than this many bytes for each of its own.
pub(crate) const DEFLATE_RATIO_MAX: usize = 1_032;
/// More text than this cannot be a segment: base64 of a header and of a body that deflate could not shorten.
pub(crate) const TEXT_BYTES_MAX: usize = RAW_BYTES_MAX / 3 * 4 + RAW_BYTES_MAX / 64;

/// What the file says of itself before the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) version: u8,
    pub(crate) codec: u8,
    pub(crate) rows: u32,
    pub(crate) raw_size: u32,
    pub(crate) checksum: u32,
}

/// Where the fields of the header start, for error messages.
pub(crate) mod field {
    pub(crate) const MAGIC: usize = 0;
    pub(crate) const VERSION: usize = 4;
    pub(crate) const CODEC: usize = 5;
    pub(crate) const ROWS: usize = 6;
    pub(crate) const RAW_SIZE: usize = 10;
    pub(crate) const CHECKSUM: usize = 14;
}

impl Header {
    /// A header of the present version for a body of these measures.
    pub(crate) fn new(rows: u32, raw_size: u32, body: &[u8]) -> Self {
        let mut header = Self { version: VERSION, codec: CODEC_DEFLATE_LINES, rows, raw_size, checksum: 0 };
        header.checksum = header.checksum_of(body);
        header
    }

    /// The checksum that this header should have in front of this body.
    pub(crate) fn checksum_of(&self, body: &[u8]) -> u32 {
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(&self.checked_bytes());
        hasher.update(body);
        hasher.finalize()
    }

    fn checked_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEADER_BYTES);
        bytes.extend_from_slice(&MAGIC);
        bytes.extend_from_slice(&[self.version, self.codec]);
        bytes.extend_from_slice(&self.rows.to_le_bytes());
        bytes.extend_from_slice(&self.raw_size.to_le_bytes());
        bytes
    }

    /// The bytes of the header.
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut bytes = self.checked_bytes();
        bytes.extend_from_slice(&self.checksum.to_le_bytes());
        bytes
    }

    /// Reads the header behind the magic; none when there are too few bytes. Judges nothing.
    pub(crate) fn decode(bytes: &[u8]) -> Option<Self> {
        Some(Self {
            version: *bytes.get(field::VERSION)?,
            codec: *bytes.get(field::CODEC)?,
            rows: number(bytes, field::ROWS)?,
            raw_size: number(bytes, field::RAW_SIZE)?,
            checksum: number(bytes, field::CHECKSUM)?,
        })
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}
