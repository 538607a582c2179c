//! Where a payload comes from: JSON text, a parsed value or, in the WASM crate, a JavaScript object.

use serde::de::DeserializeOwned;
use serde_json::Value;

/// A payload that can be read as declared structures.
///
/// INVARIANT: everything in this crate reads from any self-describing format: whole numbers may arrive as floating point,
/// absent members as null, unknown members are skipped.
pub trait Payload {
    /// Reads the declared members; the error says what did not fit.
    fn read<T: DeserializeOwned>(&self) -> Result<T, String>;

    /// The payload as text, for the record of a payload that could not be taken apart.
    fn raw(&self) -> String;
}

/// JSON text.
#[derive(Debug, Clone, Copy)]
pub struct JsonText<'a>(pub &'a str);

impl Payload for JsonText<'_> {
    fn read<T: DeserializeOwned>(&self) -> Result<T, String> {
        let text = self.0.trim_start_matches('\u{feff}');
        serde_json::from_str(text).or_else(|error| read_repeated(text).ok_or_else(|| error.to_string()))
    }

    fn raw(&self) -> String {
        self.0.to_owned()
    }
}

/// Reads text in which an object names a member twice as JavaScript does: the last one counts.
fn read_repeated<T: DeserializeOwned>(text: &str) -> Option<T> {
    let value: Value = serde_json::from_str(text).ok()?;
    T::deserialize(value).ok()
}

impl Payload for Value {
    fn read<T: DeserializeOwned>(&self) -> Result<T, String> {
        T::deserialize(self).map_err(|error| error.to_string())
    }

    fn raw(&self) -> String {
        self.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct One {
        a: i64,
    }

    #[test]
    fn a_member_named_twice_is_read_as_javascript_reads_it() {
        let one: One = JsonText(r#"{"a": 1, "a": 2}"#).read().unwrap();
        assert_eq!(one.a, 2);
    }

    #[test]
    fn a_byte_order_mark_does_no_harm() {
        let one: One = JsonText("\u{feff}{\"a\": 1}").read().unwrap();
        assert_eq!(one.a, 1);
    }
}
