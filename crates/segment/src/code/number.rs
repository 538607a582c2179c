//! Numbers of any size as a symbol and some bits behind it.
//!
//! Symbols 0 to 7 are the numbers themselves. From 8 on, a symbol says how long the number is in binary and what its two bits below the
//! highest are; the bits below those follow as they are.

/// The symbol of a number, and how many low bits of it follow.
pub(crate) fn split(value: u64) -> (u32, u32) {
    if value < 8 {
        return (u32::try_from(value).unwrap_or_default(), 0);
    }
    let top = 63_u32.wrapping_sub(value.leading_zeros());
    let below = top.wrapping_sub(2);
    let two = (value >> below & 3) as u32;
    (8_u32.wrapping_add(top.wrapping_sub(3).wrapping_mul(4)).wrapping_add(two), below)
}

/// How many bits follow a symbol.
#[inline]
pub(crate) fn extra_bits(symbol: u32) -> u32 {
    (symbol.saturating_sub(8) / 4).saturating_add(u32::from(symbol >= 8)).min(61)
}

/// The number of a symbol and the bits behind it.
#[inline]
pub(crate) fn join(symbol: u32, extra: u64) -> u64 {
    if symbol < 8 {
        return u64::from(symbol);
    }
    let below = extra_bits(symbol);
    let two = u64::from(symbol & 3);
    ((4 | two) << below) | extra
}

/// A signed number as an unsigned one: small either way stays small.
pub(crate) fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)).cast_unsigned()
}

/// The signed number again.
pub(crate) fn unzigzag(value: u64) -> i64 {
    (value >> 1).cast_signed() ^ (value & 1).cast_signed().wrapping_neg()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let edges = (0..64).flat_map(|bit| [1_u64 << bit, (1 << bit) - 1, (1 << bit) | 5]);
        for value in edges.chain([u64::MAX, 7, 8, 9, 12_345]) {
            let (symbol, bits) = split(value);
            assert!(symbol < 8 + 61 * 4 && bits == extra_bits(symbol), "{value}");
            let extra = if bits == 0 { 0 } else { value & ((1 << bits) - 1) };
            assert_eq!(join(symbol, extra), value);
        }
        for value in [0, -1, 1, i64::MIN, i64::MAX] {
            assert_eq!(unzigzag(zigzag(value)), value);
        }
    }
}
