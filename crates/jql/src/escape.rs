//! Escapes: `\n \r \t \" \' \\ \<space> \uXXXX`, the same in words and in both kinds of quotation marks.

use std::iter::Peekable;
use std::str::Chars;

/// What an escape stands for when one character follows the backslash.
pub(crate) fn find_short(character: char) -> Option<char> {
    match character {
        'n' => Some('\n'),
        'r' => Some('\r'),
        't' => Some('\t'),
        '"' | '\'' | '\\' | ' ' => Some(character),
        _ => None,
    }
}

/// Replaces escapes by what they stand for. An illegal escape, reported elsewhere, stays as it is.
///
/// Half a surrogate pair is no character: it becomes U+FFFD.
pub(crate) fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut units: Vec<u16> = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(character) = chars.next() {
        let short = match (character, chars.peek()) {
            ('\\', Some('u')) => {
                if let Some(unit) = take_unit(&mut chars) {
                    units.push(unit);
                    continue;
                }
                None
            }
            ('\\', Some(&next)) => find_short(next),
            _ => None,
        };
        flush(&mut units, &mut decoded);
        if short.is_some() {
            chars.next();
        }
        decoded.push(short.unwrap_or(character));
    }
    flush(&mut units, &mut decoded);
    decoded
}

/// Reads `uXXXX`, or nothing at all.
fn take_unit(chars: &mut Peekable<Chars<'_>>) -> Option<u16> {
    let mut ahead = chars.clone();
    ahead.next();
    let mut unit: u16 = 0;
    for _ in 0..4 {
        let digit = u16::try_from(ahead.next()?.to_digit(16)?).ok()?;
        unit = unit.checked_mul(16)?.checked_add(digit)?;
    }
    *chars = ahead;
    Some(unit)
}

/// Writes the code units of a run of `\uXXXX`; two of them can make one character.
fn flush(units: &mut Vec<u16>, decoded: &mut String) {
    decoded
        .extend(char::decode_utf16(units.drain(..)).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)));
}

/// `\uXXXX` for a character, twice for one beyond U+FFFF.
pub(crate) fn encode_unicode(character: char) -> String {
    let mut units = [0; 2];
    let units: Vec<_> =
        character.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")).collect();
    units.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_escape_is_decoded() {
        for (written, meant) in [
            (r"a\nb\rc\td", "a\nb\rc\td"),
            (r#"\"\'\\\ "#, "\"'\\ "),
            (r"\u0041\u00e9\u00E9", "Aéé"),
            (r"\ud83d\ude00!", "😀!"),
            (r"\ud83dx", "\u{fffd}x"),
            (r"\q\u12", r"\q\u12"),
            ("end\\", "end\\"),
        ] {
            assert_eq!(decode(written), meant, "{written}");
        }
    }

    #[test]
    fn characters_become_escapes() {
        assert_eq!(encode_unicode('@'), r"\u0040");
        assert_eq!(encode_unicode('😀'), r"\ud83d\ude00");
    }
}
