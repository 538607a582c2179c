//! Places in a query: bytes in Rust, UTF-16 units in JavaScript.

use activity_engine::Diagnostic;
#[cfg(feature = "host")]
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
    #[cfg(feature = "host")]
    pub(crate) fn convert_error(&self, error: EngineError) -> EngineError {
        match error {
            EngineError::Query(diagnostics) => EngineError::Query(self.convert(diagnostics)),
            other => other,
        }
    }
}

/// How many UTF-16 units stand before this byte.
fn units_before(text: &str, byte: u32) -> u32 {
    let before =
        text.char_indices().take_while(|(index, _)| u32::try_from(*index).is_ok_and(|index| index < byte));
    let units = |character: char| if character.len_utf16() == 2 { 2 } else { 1_u32 };
    before.fold(0, |count: u32, (_, character)| count.saturating_add(units(character)))
}

#[cfg(test)]
mod tests {
    use super::units_before;

    #[test]
    fn characters_outside_the_first_plane_count_twice() {
        assert_eq!(units_before("a😀é=", 0), 0);
        assert_eq!(units_before("a😀é=", 1), 1);
        assert_eq!(units_before("a😀é=", 5), 3);
        assert_eq!(units_before("a😀é=", 7), 4);
        assert_eq!(units_before("ab", 99), 2);
    }
}
