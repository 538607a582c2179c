//! A whole payload as a value, the same whichever door it came through.

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Number, Value};
use std::fmt;

/// How deep a payload may be nested; real ones stay below 30. Guards the stack, also in WASM.
const DEPTH_MAX: u32 = 100;

/// A whole payload as a value. Whole numbers are integers however they arrived, and members are sorted by name, so that
/// JSON text and a JavaScript object give the same bytes.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Tree(pub(crate) Value);

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Branch(DEPTH_MAX).deserialize(deserializer).map(Self)
    }
}

/// Reads a value below which so many more levels are allowed.
struct Branch(u32);

impl<'de> DeserializeSeed<'de> for Branch {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Branch {
    fn below<E: Error>(&self) -> Result<u32, E> {
        self.0.checked_sub(1).ok_or_else(|| E::custom(format!("more than {DEPTH_MAX} levels of nesting")))
    }
}

impl<'de> Visitor<'de> for Branch {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }
    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(whole(value).or_else(|| Number::from_f64(value)).map_or(Value::Null, Value::Number))
    }
    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }
    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let below = self.below()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Branch(below))? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let below = self.below()?;
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            object.insert(name, members.next_value_seed(Branch(below))?);
        }
        Ok(Value::Object(object))
    }
}

/// The integer that a floating point number stands for, as far as such numbers are exact.
fn whole(value: f64) -> Option<Number> {
    let exact = value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0;
    let text = if value == 0.0 { "0".to_owned() } else { value.to_string() };
    if exact { text.parse::<i64>().ok().map(Number::from) } else { None }
}

/// The value at a dotted path; an empty path is the value itself. Null counts as absent.
pub(crate) fn at<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    let found = if path.is_empty() {
        Some(value)
    } else {
        path.split('.').try_fold(value, |value, name| value.get(name))
    };
    found.filter(|value| !value.is_null())
}

/// The text or number at a dotted path, as text; an empty one counts as absent.
pub(crate) fn text_at(value: &Value, path: &str) -> Option<String> {
    match at(value, path)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn whole_numbers_are_integers_however_they_arrive() {
        let tree: Tree = serde_json::from_str(r#"{"b": 1.0, "a": [2, 2.5, -0.0, null]}"#).unwrap();
        assert_eq!(tree.0.to_string(), r#"{"a":[2,2.5,0,null],"b":1}"#);
    }

    #[test]
    fn deep_nesting_is_an_error_and_not_a_crash() {
        let deep = format!("{}{}", "[".repeat(101), "]".repeat(101));
        assert!(serde_json::from_str::<Tree>(&deep).is_err());
        let fine = format!("{}{}", "[".repeat(100), "]".repeat(100));
        assert!(serde_json::from_str::<Tree>(&fine).is_ok());
    }

    #[test]
    fn paths_lead_to_texts() {
        let value = json!({"issue": {"id": 7, "fields": {"summary": "x", "none": null}}});
        assert_eq!(text_at(&value, "issue.id").as_deref(), Some("7"));
        assert_eq!(text_at(&value, "issue.fields.summary").as_deref(), Some("x"));
        assert_eq!(text_at(&value, "issue.fields.none"), None);
        assert_eq!(text_at(&value, "issue.id.deeper"), None);
        assert!(at(&value, "").is_some());
    }
}
