//! Values as the platform sends them: numbers as text, text as numbers, null anywhere.

use crate::object::{Object, object};
use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use std::fmt;

/// A text, number or truth value, as text. None when null or absent; an empty text stays.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Scalar(pub(crate) Option<String>);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }
    fn visit_unit<E: Error>(self) -> Result<Scalar, E> {
        Ok(Scalar(None))
    }
    fn visit_none<E: Error>(self) -> Result<Scalar, E> {
        Ok(Scalar(None))
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Scalar, D::Error> {
        deserializer.deserialize_any(self)
    }
    fn visit_bool<E: Error>(self, value: bool) -> Result<Scalar, E> {
        Ok(Scalar(Some(value.to_string())))
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<Scalar, E> {
        Ok(Scalar(Some(value.to_string())))
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<Scalar, E> {
        Ok(Scalar(Some(value.to_string())))
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<Scalar, E> {
        // Display writes whole numbers without a fraction: 10001.0 is the id 10001. The zero's sign says nothing.
        let text = if value == 0.0 { "0".to_owned() } else { value.to_string() };
        Ok(Scalar(Some(text)))
    }
    fn visit_str<E: Error>(self, value: &str) -> Result<Scalar, E> {
        Ok(Scalar(Some(value.to_owned())))
    }
    fn visit_string<E: Error>(self, value: String) -> Result<Scalar, E> {
        Ok(Scalar(Some(value)))
    }
}

/// A text that says something: ids, keys, names. An empty one counts as absent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Text(Option<String>);

impl Text {
    pub(crate) fn get(&self) -> Option<&str> {
        self.0.as_deref()
    }
    pub(crate) fn owned(&self) -> Option<String> {
        self.0.clone()
    }
}

impl From<Scalar> for Text {
    fn from(scalar: Scalar) -> Self {
        Self(scalar.0.filter(|text| !text.is_empty()))
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Scalar::deserialize(deserializer).map(Self::from)
    }
}

/// A text where anything that is none counts as absent.
///
/// For the member `toString` of a changelog item: when an item lacks it, a JavaScript object still answers with the
/// function that every object has under that name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct LooseText(pub(crate) Text);

impl<'de> Deserialize<'de> for LooseText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(deserializer.deserialize_any(LooseVisitor).unwrap_or_default().into()))
    }
}

struct LooseVisitor;

impl<'de> Visitor<'de> for LooseVisitor {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }
    fn visit_unit<E: Error>(self) -> Result<Scalar, E> {
        ScalarVisitor.visit_unit()
    }
    fn visit_bool<E: Error>(self, value: bool) -> Result<Scalar, E> {
        ScalarVisitor.visit_bool(value)
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<Scalar, E> {
        ScalarVisitor.visit_i64(value)
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<Scalar, E> {
        ScalarVisitor.visit_u64(value)
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<Scalar, E> {
        ScalarVisitor.visit_f64(value)
    }
    fn visit_str<E: Error>(self, value: &str) -> Result<Scalar, E> {
        ScalarVisitor.visit_str(value)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Scalar, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar(None))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Scalar, A::Error> {
        while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar(None))
    }
}

/// A truth value, also written as text; anything else counts as not said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Flag(pub(crate) Option<bool>);

impl<'de> Deserialize<'de> for Flag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Scalar::deserialize(deserializer)?.0;
        Ok(Self(text.and_then(|text| text.parse().ok())))
    }
}

/// A list; null is an empty one, and nulls in it are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct List<T>(pub(crate) Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items = Option::<Vec<Option<Object<T>>>>::deserialize(deserializer)?;
        Ok(Self(items.unwrap_or_default().into_iter().flatten().map(|item| item.0).collect()))
    }
}

/// What a payload says of a field: nothing, that it is empty, or its value. A query treats the three differently.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum Known<T> {
    /// The member is absent.
    #[default]
    Absent,
    /// The member is null.
    Empty,
    /// The member has a value.
    Value(T),
}

impl<T> Known<T> {
    pub(crate) fn value(&self) -> Option<&T> {
        if let Self::Value(value) = self { Some(value) } else { None }
    }

    /// None when absent; the default when empty.
    pub(crate) fn map_known<U: Default>(&self, read: impl FnOnce(&T) -> U) -> Option<U> {
        match self {
            Self::Absent => None,
            Self::Empty => Some(U::default()),
            Self::Value(value) => Some(read(value)),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Known<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(object(deserializer)?.map_or(Self::Empty, Self::Value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_may_be_numbers_of_any_make() {
        for json in ["10001", "10001.0", "\"10001\""] {
            assert_eq!(serde_json::from_str::<Text>(json).unwrap().get(), Some("10001"), "{json}");
        }
        for json in ["null", "\"\""] {
            assert_eq!(serde_json::from_str::<Text>(json).unwrap().get(), None, "{json}");
        }
        assert!(serde_json::from_str::<Text>("{}").is_err());
    }

    #[test]
    fn lists_and_flags_survive_null() {
        assert_eq!(serde_json::from_str::<List<i64>>("null").unwrap().0, Vec::<i64>::new());
        assert_eq!(serde_json::from_str::<List<i64>>("[1, null, 2]").unwrap().0, [1, 2]);
        assert_eq!(serde_json::from_str::<Flag>("\"true\"").unwrap().0, Some(true));
        assert_eq!(serde_json::from_str::<Flag>("null").unwrap().0, None);
    }

    #[test]
    fn loose_texts_take_anything() {
        #[derive(Deserialize)]
        struct Two {
            a: LooseText,
            b: Text,
        }
        let two: Two = serde_json::from_str(r#"{"a": {"x": [1, 2]}, "b": "after"}"#).unwrap();
        assert_eq!((two.a.0.get(), two.b.get()), (None, Some("after")));
    }
}
