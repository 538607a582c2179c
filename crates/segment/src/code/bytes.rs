//! Bytes one after the other: numbers of variable length, stretches, deflate.

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use std::io::{Read as _, Write as _};

/// Appends a number, seven bits a byte, the lowest first; the top bit says that more follow.
pub(crate) fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push((value & 0x7F) as u8 | 0x80);
        value >>= 7;
    }
    out.push((value & 0x7F) as u8);
}

/// Appends a stretch of bytes with its length in front.
pub(crate) fn put_stretch(out: &mut Vec<u8>, bytes: &[u8]) {
    put_varint(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

/// Appends a stretch, deflated: length when inflated, then the stretch.
pub(crate) fn put_deflated(out: &mut Vec<u8>, bytes: &[u8]) {
    put_varint(out, bytes.len() as u64);
    put_stretch(out, &deflate(bytes));
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(7));
    // Writing into a vector cannot fail; were it to, the reader's size check would refuse the bytes.
    let written = encoder.write_all(bytes);
    debug_assert!(written.is_ok(), "writing into memory");
    encoder.finish().unwrap_or_default()
}

/// Bytes being read. Everything is none when there are too few of them.
#[derive(Debug, Clone)]
pub(crate) struct Bytes<'a> {
    all: &'a [u8],
    at: usize,
}

impl<'a> Bytes<'a> {
    pub(crate) fn new(all: &'a [u8]) -> Self {
        Self { all, at: 0 }
    }

    /// How far reading has got, for error messages.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    pub(crate) fn rest(&self) -> &'a [u8] {
        self.all.get(self.at..).unwrap_or_default()
    }

    pub(crate) fn byte(&mut self) -> Option<u8> {
        let byte = *self.all.get(self.at)?;
        self.at = self.at.saturating_add(1);
        Some(byte)
    }

    pub(crate) fn varint(&mut self) -> Option<u64> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7F);
            if shift == 63 && bits > 1 {
                return None;
            }
            value |= bits << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    /// A number that is used as a count or a place.
    pub(crate) fn size(&mut self) -> Option<usize> {
        usize::try_from(self.varint()?).ok()
    }

    pub(crate) fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let end = self.at.checked_add(len)?;
        let bytes = self.all.get(self.at..end)?;
        self.at = end;
        Some(bytes)
    }

    pub(crate) fn stretch(&mut self) -> Option<&'a [u8]> {
        let len = self.size()?;
        self.take(len)
    }

    /// A deflated stretch that is at most so long when inflated.
    pub(crate) fn deflated(&mut self, max: usize) -> Option<Vec<u8>> {
        let len = self.size().filter(|len| *len <= max)?;
        let packed = self.stretch()?;
        // No deflate stream inflates to more than 1,032 bytes for each of its own, so a false length costs no memory.
        if len > packed.len().saturating_mul(1_032) {
            return None;
        }
        let mut bytes = Vec::with_capacity(len);
        let mut decoder = DeflateDecoder::new(packed);
        decoder.by_ref().take(len as u64).read_to_end(&mut bytes).ok()?;
        let ended = matches!(decoder.read(&mut [0]), Ok(0));
        let used = decoder.total_in() == packed.len() as u64;
        (ended && used && bytes.len() == len).then_some(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_stretches_come_back() {
        let mut out = Vec::new();
        for value in [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX] {
            put_varint(&mut out, value);
        }
        put_stretch(&mut out, b"abc");
        put_deflated(&mut out, &[7; 5_000]);
        let mut bytes = Bytes::new(&out);
        for value in [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX] {
            assert_eq!(bytes.varint(), Some(value));
        }
        assert_eq!(bytes.stretch(), Some(&b"abc"[..]));
        assert_eq!(bytes.deflated(5_000), Some(vec![7; 5_000]));
        assert!(bytes.rest().is_empty());
    }

    #[test]
    fn too_few_bytes_and_false_lengths_are_refused() {
        assert_eq!(Bytes::new(&[0x80]).varint(), None);
        assert_eq!(Bytes::new(&[0xFF; 10]).varint(), None);
        assert_eq!(Bytes::new(&[5, 1]).stretch(), None);
        let mut out = Vec::new();
        put_deflated(&mut out, &[7; 50]);
        assert_eq!(Bytes::new(&out).deflated(49), None);
        out[0] = 51;
        assert_eq!(Bytes::new(&out).deflated(100), None);
    }
}
