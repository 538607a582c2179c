//! Texts that would be gone without this log: plain, wiki markup or Atlassian Document Format.

use crate::{adf::flatten, personal, tree::Tree};
use activity_event::{Content, ContentRole};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// Longer documents are kept as text only.
const ORIGINAL_BYTES_MAX: usize = 8 * 1024;

/// The text of a comment, worklog or description.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) enum Body {
    /// Null or absent.
    #[default]
    None,
    /// Plain text or wiki markup.
    Text(String),
    /// Atlassian Document Format.
    Document(Value),
}

impl<'de> Deserialize<'de> for Body {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Tree::deserialize(deserializer)?.0 {
            Value::Null => Self::None,
            Value::String(text) => Self::Text(text),
            document @ (Value::Object(_) | Value::Array(_)) => Self::Document(document),
            scalar => Self::Text(scalar.to_string()),
        })
    }
}

impl Body {
    /// The text as content of a record; none when the payload has no text.
    pub(crate) fn content(&self, role: ContentRole) -> Option<Content> {
        match self {
            Self::None => None,
            Self::Text(text) if text.trim().is_empty() => None,
            Self::Text(text) => Some(Content::plain(role, text.clone())),
            Self::Document(document) => {
                let mut kept = document.clone();
                personal::strip(&mut kept);
                let original = Some(kept.to_string()).filter(|text| text.len() <= ORIGINAL_BYTES_MAX);
                Some(Content { original, ..Content::plain(role, flatten(document)) })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(json: &str) -> Option<Content> {
        serde_json::from_str::<Body>(json).unwrap().content(ContentRole::Body)
    }

    #[test]
    fn documents_keep_their_original_without_names() {
        let json = r#"{"type": "doc", "content": [{"type": "mention", "attrs": {"id": "5b10", "text": "@Made Up"}}]}"#;
        let kept = content(json).unwrap();
        assert_eq!(kept.text, "[~accountid:5b10]");
        assert_eq!(
            kept.original.unwrap(),
            r#"{"content":[{"attrs":{"id":"5b10"},"type":"mention"}],"type":"doc"}"#
        );
    }

    #[test]
    fn long_documents_keep_their_text_only() {
        let long = "x".repeat(ORIGINAL_BYTES_MAX);
        let kept = content(&format!(r#"{{"type": "text", "text": "{long}"}}"#)).unwrap();
        assert_eq!((kept.text, kept.original), (long, None));
    }

    #[test]
    fn nothing_gives_nothing() {
        assert_eq!(content("null"), None);
        assert_eq!(content("\" \""), None);
        assert_eq!(content("\"a\""), Some(Content::plain(ContentRole::Body, "a")));
    }
}
