//! Values on their way to the store and back: always JSON text.

use crate::keys::VALUE_BYTES_MAX;
use activity_event::Event;
use std::borrow::Cow;

/// The JSON text of a stored text.
pub(crate) fn quote(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// What a stored value says. A text may come as its JSON or as it is: neither a segment part nor a JSON object starts
/// with a quotation mark, so there is no doubt which it is.
pub(crate) fn unquote(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    while text.starts_with('"') {
        match serde_json::from_str::<String>(&text) {
            Ok(inner) => text = Cow::Owned(inner),
            Err(_) => break,
        }
    }
    text
}

/// The JSON text of a record.
pub(crate) fn record_text(event: &Event) -> String {
    serde_json::to_string(event).unwrap_or_default()
}

/// Whether a value is short enough to be stored.
pub(crate) fn fits(value: &str) -> bool {
    value.len() <= VALUE_BYTES_MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_however_they_were_handed_over() {
        for text in ["QUFMUw==", "{\"a\":1}", ""] {
            assert_eq!(unquote(text), text);
            assert_eq!(unquote(&quote(text)), text);
            assert_eq!(unquote(&quote(&quote(text))), text);
        }
        assert_eq!(unquote("\"broken"), "\"broken");
    }
}
