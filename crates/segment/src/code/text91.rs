//! Bytes as text that is safe inside a JSON string: 13 bits are two of 91 characters. See README, "Stored form".
//!
//! Base64 makes 4 characters of 3 bytes (1.33 times as long), this makes 16 of 13 (1.23).

/// The characters, in order of what they stand for: printable ASCII without blank, quotation marks and backslash.
const ALPHABET: &[u8; 91] =
    b"!#$%&()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
const BASE: u16 = 91;
const NONE: u16 = u16::MAX;
/// Bits that a pair of characters holds.
const PAIR_BITS: u32 = 13;
const PAIR_MASK: u32 = (1 << PAIR_BITS) - 1;

/// The text of these bytes.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut text = Vec::with_capacity((bytes.len().saturating_mul(16) / 13).saturating_add(2));
    let (mut held, mut bits) = (0_u32, 0_u32);
    for byte in bytes {
        held |= u32::from(*byte) << bits;
        bits = bits.wrapping_add(8);
        if bits >= PAIR_BITS {
            put(&mut text, held & PAIR_MASK);
            held >>= PAIR_BITS;
            bits = bits.wrapping_sub(PAIR_BITS);
        }
    }
    if bits > 0 {
        put(&mut text, held & PAIR_MASK);
    }
    String::from_utf8(text).unwrap_or_default()
}

fn put(text: &mut Vec<u8>, pair: u32) {
    let pair = (pair & PAIR_MASK) as usize;
    let letter = |at: usize| ALPHABET.get(at).copied().unwrap_or(b'~');
    text.push(letter(pair / 91));
    text.push(letter(pair % 91));
}

/// The bytes of a text; where it is no such text, the place of the first wrong character.
///
/// A number of bytes that does not fill the last pair leaves less than a byte of zeros behind.
pub(crate) fn decode(text: &str) -> Result<Vec<u8>, usize> {
    let values = values();
    let mut bytes = Vec::with_capacity((text.len().saturating_mul(13) / 16).saturating_add(2));
    let (mut held, mut bits) = (0_u32, 0_u32);
    let pairs = text.as_bytes().chunks(2);
    for (n, pair) in pairs.enumerate() {
        let [high, low] = pair else { return Err(text.len()) };
        let of = |letter: u8| values.get(letter as usize).copied().unwrap_or(NONE);
        let (high, low) = (of(*high), of(*low));
        let pair = u32::from(high).wrapping_mul(u32::from(BASE)).wrapping_add(u32::from(low));
        if high == NONE || low == NONE || pair > PAIR_MASK {
            return Err(n.saturating_mul(2));
        }
        held |= pair << bits;
        bits = bits.wrapping_add(PAIR_BITS);
        while bits >= 8 {
            bytes.push((held & 0xFF) as u8);
            held >>= 8;
            bits = bits.wrapping_sub(8);
        }
    }
    if held != 0 { Err(text.len()) } else { Ok(bytes) }
}

fn values() -> [u16; 256] {
    let mut values = [NONE; 256];
    for (value, letter) in (0_u16..).zip(ALPHABET) {
        if let Some(place) = values.get_mut(*letter as usize) {
            *place = value;
        }
    }
    values
}

#[cfg(test)]
mod tests {
    #![expect(clippy::cast_possible_truncation, reason = "any bytes will do")]

    use super::*;

    #[test]
    fn every_length_comes_back_up_to_a_byte_of_zero() {
        for len in 0..200_usize {
            let bytes: Vec<u8> = (0..len).map(|n| (n * 197 + len * 31) as u8).collect();
            let text = encode(&bytes);
            let back = decode(&text).unwrap();
            assert_eq!(back.get(..len), Some(&bytes[..]), "{len}");
            assert!(back.len() <= len + 1 && back[len..].iter().all(|byte| *byte == 0), "{len}");
            assert!(text.len() <= len * 16 / 13 + 2);
            assert!(!text.contains(['"', '\\', ' ', '\'']));
            assert_eq!(serde_json::to_string(&text).unwrap().len(), text.len() + 2, "nothing is escaped");
        }
    }

    #[test]
    fn anything_else_is_refused_with_its_place() {
        assert_eq!(decode("!!\"!"), Err(2));
        assert_eq!(decode("!!!"), Err(3));
        assert_eq!(decode("~~"), Err(0), "more than 13 bits");
        assert_eq!(decode("ää"), Err(0));
    }
}
