//! Small structures as one text, so that each of them is one entry of a dictionary.

use activity_event::{Named, Status, Value};

const NONE: char = '\u{1}';
const SOME: char = '\u{2}';

/// Several optional texts as one: a mark before each says whether it is there.
pub(crate) fn join(parts: &[Option<&str>]) -> String {
    let mut joined = String::new();
    for part in parts {
        match part {
            None => joined.push(NONE),
            Some(text) => {
                joined.push(SOME);
                for letter in text.chars() {
                    // A mark within a text is doubled with a third one.
                    if matches!(letter, NONE | SOME | '\u{3}') {
                        joined.push('\u{3}');
                    }
                    joined.push(letter);
                }
            }
        }
    }
    joined
}

/// The optional texts again; none when there are not so many.
pub(crate) fn part<const N: usize>(joined: &str) -> Option<[Option<String>; N]> {
    let mut parts: Vec<Option<String>> = Vec::new();
    let mut letters = joined.chars();
    while let Some(letter) = letters.next() {
        match letter {
            NONE => parts.push(None),
            SOME => parts.push(Some(String::new())),
            '\u{3}' => parts.last_mut()?.as_mut()?.push(letters.next()?),
            other => parts.last_mut()?.as_mut()?.push(other),
        }
    }
    parts.try_into().ok()
}

/// A structure that is one text in a dictionary.
pub(crate) trait AsText: Sized {
    fn to_text(&self) -> String;
    fn from_text(text: &str) -> Option<Self>;
}

impl AsText for Value {
    fn to_text(&self) -> String {
        join(&[self.id.as_deref(), self.text.as_deref()])
    }

    fn from_text(text: &str) -> Option<Self> {
        let [id, text] = part(text)?;
        Some(Self { id, text })
    }
}

impl AsText for Named {
    fn to_text(&self) -> String {
        join(&[self.id.as_deref(), self.name.as_deref()])
    }

    fn from_text(text: &str) -> Option<Self> {
        let [id, name] = part(text)?;
        Some(Self { id, name })
    }
}

impl AsText for Status {
    fn to_text(&self) -> String {
        join(&[self.id.as_deref(), self.name.as_deref(), self.category.as_deref()])
    }

    fn from_text(text: &str) -> Option<Self> {
        let [id, name, category] = part(text)?;
        Some(Self { id, name, category })
    }
}

impl AsText for String {
    fn to_text(&self) -> String {
        self.clone()
    }

    fn from_text(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

impl<T: AsText> AsText for Vec<T> {
    fn to_text(&self) -> String {
        let texts: Vec<String> = self.iter().map(AsText::to_text).collect();
        let texts: Vec<Option<&str>> = texts.iter().map(|text| Some(text.as_str())).collect();
        join(&texts)
    }

    fn from_text(text: &str) -> Option<Self> {
        let mut parts: Vec<String> = Vec::new();
        let mut letters = text.chars();
        while let Some(letter) = letters.next() {
            match letter {
                SOME => parts.push(String::new()),
                '\u{3}' => parts.last_mut()?.push(letters.next()?),
                NONE => return None,
                other => parts.last_mut()?.push(other),
            }
        }
        parts.iter().map(|part| T::from_text(part)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn structures_come_back_whatever_their_texts() {
        for text in ["", "a", "\u{1}", "\u{2}\u{3}", "\u{3}x"] {
            let value = Value { id: Some(text.into()), text: None };
            assert_eq!(Value::from_text(&value.to_text()), Some(value.clone()));
            let list = vec![Named { id: None, name: Some(text.into()) }, Named::default()];
            assert_eq!(Vec::from_text(&list.to_text()), Some(list));
        }
        assert_eq!(Vec::<String>::from_text(""), Some(vec![]));
        assert_eq!(Value::from_text("x"), None);
    }
}
