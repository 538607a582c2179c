//! Requests of what the page asks, read by the JavaScript engine: the page's build has no reader of JSON of its own, which
//! would be a third of it.

use activity_engine::filter::{QueryChange, Tables};
use activity_engine::{CheckRequest, ClausesRequest, CompleteRequest, EditRequest, EngineError};
use js_sys::{Array, JSON, Object, Reflect};
use std::collections::BTreeMap;
use wasm_bindgen::{JsCast, JsValue};

/// A `CheckRequest`, without tables: what is known of the site is a matter of the functions' build.
pub(crate) fn check(text: &str) -> Result<CheckRequest, EngineError> {
    let members = Members::read(text, &["jql", "narrow", "now", "zone", "account", "mondayFirst"])?;
    Ok(CheckRequest {
        jql: members.text("jql")?,
        narrow: members.optional("narrow", "a list of texts", texts)?.unwrap_or_default(),
        now: members.required("now", "a number", whole)?,
        zone: members.text("zone")?,
        account: members.optional("account", "a text", JsValue::as_string)?,
        monday_first: members.optional("mondayFirst", "true or false", JsValue::as_bool)?.unwrap_or_default(),
        tables: Tables::default(),
    })
}

/// A `CompleteRequest`.
pub(crate) fn complete(text: &str) -> Result<CompleteRequest, EngineError> {
    let members = Members::read(text, &["jql", "cursor", "usage"])?;
    Ok(CompleteRequest {
        jql: members.text("jql")?,
        cursor: members.required("cursor", "a place in the query", count)?,
        usage: members.optional("usage", "names with counts", counts)?.unwrap_or_default(),
    })
}

/// A `ClausesRequest`.
pub(crate) fn clauses(text: &str) -> Result<ClausesRequest, EngineError> {
    Ok(ClausesRequest { jql: Members::read(text, &["jql"])?.text("jql")? })
}

/// An `EditRequest`.
pub(crate) fn edit(text: &str) -> Result<EditRequest, EngineError> {
    let members = Members::read(text, &["jql", "change"])?;
    let change =
        Members(members.required("change", "an object", |value| value.is_object().then(|| value.clone()))?);
    Ok(EditRequest { jql: members.text("jql")?, change: change.query_change()? })
}

/// The members of a request.
struct Members(JsValue);

impl Members {
    /// Reads JSON text; members that nobody knows are refused.
    fn read(text: &str, known: &[&str]) -> Result<Self, EngineError> {
        let value =
            JSON::parse(text).ok().filter(JsValue::is_object).ok_or_else(|| refused("it is no object"))?;
        let unknown = |name: &String| !known.contains(&name.as_str());
        match entries(&value).into_iter().map(|(name, _)| name).find(unknown) {
            Some(name) => Err(refused(&["unknown field `", &name, "`"].concat())),
            None => Ok(Self(value)),
        }
    }

    fn query_change(&self) -> Result<QueryChange, EngineError> {
        let at = || self.required("at", "a number", |value| count(value)?.try_into().ok());
        let exclude = || self.required("exclude", "true or false", JsValue::as_bool);
        Ok(match self.text("do")?.as_str() {
            "toggle" => QueryChange::Toggle {
                field: self.text("field")?,
                value: self.text("value")?,
                exclude: exclude()?,
            },
            "only" => QueryChange::Only { field: self.text("field")?, value: self.text("value")? },
            "set" => QueryChange::Set {
                field: self.text("field")?,
                values: self.required("values", "a list of texts", texts)?,
                exclude: exclude()?,
            },
            "clear" => QueryChange::Clear { field: self.text("field")? },
            "add" => QueryChange::Add { clause: self.text("clause")? },
            "replace" => QueryChange::Replace { at: at()?, clause: self.text("clause")? },
            "remove" => QueryChange::Remove { at: at()? },
            "negate" => QueryChange::Negate { at: at()? },
            other => return Err(refused(&["unknown change `", other, "`"].concat())),
        })
    }

    fn text(&self, name: &str) -> Result<String, EngineError> {
        self.required(name, "a text", JsValue::as_string)
    }

    fn required<T>(
        &self,
        name: &str,
        what: &str,
        read: impl FnOnce(&JsValue) -> Option<T>,
    ) -> Result<T, EngineError> {
        self.optional(name, what, read)?.ok_or_else(|| refused(&["missing field `", name, "`"].concat()))
    }

    fn optional<T>(
        &self,
        name: &str,
        what: &str,
        read: impl FnOnce(&JsValue) -> Option<T>,
    ) -> Result<Option<T>, EngineError> {
        let value = Reflect::get(&self.0, &name.into()).unwrap_or(JsValue::UNDEFINED);
        if value.is_undefined() || value.is_null() {
            return Ok(None);
        }
        read(&value).map(Some).ok_or_else(|| refused(&["`", name, "` is not ", what].concat()))
    }
}

fn refused(why: &str) -> EngineError {
    EngineError::Request(why.to_owned())
}

/// Names and values of an object.
fn entries(value: &JsValue) -> Vec<(String, JsValue)> {
    let Some(object) = value.dyn_ref::<Object>() else { return Vec::new() };
    let pairs = Object::entries(object).into_iter().map(|pair| Array::from(&pair));
    pairs.filter_map(|pair| Some((pair.get(0).as_string()?, pair.get(1)))).collect()
}

fn texts(value: &JsValue) -> Option<Vec<String>> {
    Array::is_array(value).then(|| Array::from(value))?.iter().map(|item| item.as_string()).collect()
}

fn counts(value: &JsValue) -> Option<BTreeMap<String, u32>> {
    if !value.is_object() || Array::is_array(value) {
        return None;
    }
    entries(value).into_iter().map(|(name, value)| Some((name, count(&value)?))).collect()
}

/// A whole number, as far as JavaScript's numbers can be told apart.
fn whole(value: &JsValue) -> Option<i64> {
    const MAX: f64 = 9_007_199_254_740_991.0;
    let number = value.as_f64().filter(|number| number.fract() == 0.0 && number.abs() <= MAX)?;
    #[expect(clippy::cast_possible_truncation, reason = "a whole number below 2^53")]
    Some(number as i64)
}

fn count(value: &JsValue) -> Option<u32> {
    u32::try_from(whole(value)?).ok()
}
