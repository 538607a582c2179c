//! Places in a query: bytes in Rust, UTF-16 units in JavaScript.

use activity_engine::Diagnostic;
#[cfg(any(feature = "host", feature = "log"))]
use activity_engine::EngineError;

/// The texts of a query that diagnostics speak of.
pub(crate) struct Texts<'a> {
    pub(crate) jql: &'a str,
    pub(crate) narrow: &'a [String],
}

impl Texts<'_> {
    /// Moves places from bytes to UTF-16 units.
    pub(crate) fn convert(&self, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        for diagnostic in &mut diagnostics {
            let clause = diagnostic.narrow.and_then(|index| self.narrow.get(usize::try_from(index).ok()?));
            let text = clause.map_or(self.jql, String::as_str);
            diagnostic.from = units_before(text, diagnostic.from);
            diagnostic.to = units_before(text, diagnostic.to);
            if let Some(fix) = &mut diagnostic.fix {
                fix.from = units_before(text, fix.from);
                fix.to = units_before(text, fix.to);
            }
        }
        diagnostics
    }

    /// The same for the diagnostics of an error.
    #[cfg(any(feature = "host", feature = "log"))]
    pub(crate) fn convert_error(&self, error: EngineError) -> EngineError {
        match error {
            EngineError::Query(diagnostics) => EngineError::Query(self.convert(diagnostics)),
            other => other,
        }
    }
}

/// How many UTF-16 units stand before this byte.
fn units_before(text: &str, byte: u32) -> u32 {
    Units::of(text).before(byte)
}

/// Counts UTF-16 units from byte to byte: fast when the bytes are asked for in the order of the text.
pub(crate) struct Units<'a> {
    text: &'a str,
    byte: usize,
    count: u32,
}

impl<'a> Units<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        Self { text, byte: 0, count: 0 }
    }

    /// How many units stand before this byte.
    pub(crate) fn before(&mut self, byte: u32) -> u32 {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        if byte < self.byte {
            (self.byte, self.count) = (0, 0);
        }
        for character in self.text.get(self.byte..).unwrap_or_default().chars() {
            if self.byte >= byte {
                break;
            }
            self.byte = self.byte.saturating_add(character.len_utf8());
            self.count = self.count.saturating_add(units_of(character));
        }
        self.count
    }
}

/// The byte before which so many UTF-16 units stand. In the middle of a character: where it starts.
#[cfg(any(feature = "host", feature = "page"))]
pub(crate) fn byte_at(text: &str, units: u32) -> u32 {
    let mut rest = units;
    for (byte, character) in text.char_indices() {
        match rest.checked_sub(units_of(character)) {
            Some(less) if rest > 0 => rest = less,
            _ => return u32::try_from(byte).unwrap_or(u32::MAX),
        }
    }
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

fn units_of(character: char) -> u32 {
    if character.len_utf16() == 2 { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::{Units, byte_at, units_before};

    #[test]
    fn characters_outside_the_first_plane_count_twice() {
        assert_eq!(units_before("a😀é=", 0), 0);
        assert_eq!(units_before("a😀é=", 1), 1);
        assert_eq!(units_before("a😀é=", 5), 3);
        assert_eq!(units_before("a😀é=", 7), 4);
        assert_eq!(units_before("ab", 99), 2);
    }

    #[test]
    fn places_are_counted_on_and_back() {
        let mut units = Units::of("a😀é=");
        let found: Vec<u32> = [7, 0, 1, 5, 7, 8, 1].into_iter().map(|byte| units.before(byte)).collect();
        assert_eq!(found, [4, 0, 1, 3, 4, 5, 1]);
    }

    #[test]
    fn units_become_bytes() {
        let found: Vec<u32> = (0..7).map(|units| byte_at("a😀é=", units)).collect();
        assert_eq!(found, [0, 1, 1, 5, 7, 8, 8]);
    }
}
