//! Objects only: a list is not an object, although both serde and JavaScript would take it for one.

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, Unexpected, Visitor},
    forward_to_deserialize_any,
};
use std::fmt;

/// A structure that is read from an object.
///
/// Derived structures also read the items of a list as their members, in order; a payload never means that.
pub(crate) struct Object<T>(pub(crate) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(ObjectsOnly(deserializer)).map(Self)
    }
}

/// Reads an object, or nothing when it is null.
pub(crate) fn object<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Ok(Option::<Object<T>>::deserialize(deserializer)?.map(|object| object.0))
}

/// Reads an object; the default when it is null: for structures whose members may all be absent.
pub(crate) fn object_or_default<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Default + Deserialize<'de>,
    D: Deserializer<'de>,
{
    Ok(object(deserializer)?.unwrap_or_default())
}

/// Passes everything on, but structures see objects only.
struct ObjectsOnly<D>(D);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for ObjectsOnly<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(visitor)
    }
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_option(visitor)
    }
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_seq(visitor)
    }
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_struct(name, fields, ObjectVisitor(visitor))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct tuple tuple_struct map enum identifier ignored_any
    }
}

/// Visits objects; anything else is not what was expected.
struct ObjectVisitor<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for ObjectVisitor<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }
    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(members)
    }
}

/// A member that objects do not have and JavaScript's lists do.
///
/// A JavaScript list answers to names as an object does, without any of the members asked for. Where all members may be
/// absent, one of this type under the name `length` tells a list from an empty object.
#[derive(Debug, Clone, Default)]
pub(crate) struct NotAList;

impl<'de> Deserialize<'de> for NotAList {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(D::Error::invalid_type(Unexpected::Seq, &"an object"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Default, Deserialize)]
    #[serde(default)]
    struct Raw {
        a: Option<i64>,
        #[serde(rename = "length")]
        _not_a_list: NotAList,
    }

    #[test]
    fn lists_are_refused_at_any_depth() {
        assert_eq!(serde_json::from_str::<Object<Raw>>(r#"{"a": 1}"#).unwrap().0.a, Some(1));
        assert!(serde_json::from_str::<Object<Raw>>("[1]").is_err());
        assert!(serde_json::from_str::<Object<Raw>>("[]").is_err());
        assert!(serde_json::from_str::<Object<Raw>>(r#"{"length": 0}"#).is_err());
    }

    #[test]
    fn null_is_nothing() {
        assert!(object::<Raw, _>(serde_json::json!(null)).unwrap().is_none());
        assert_eq!(object_or_default::<Raw, _>(serde_json::json!(null)).unwrap().a, None);
        assert!(object::<Raw, _>(serde_json::json!([1])).is_err());
    }
}
