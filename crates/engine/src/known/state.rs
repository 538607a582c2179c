//! One stored value: what is known, and since when. It is stored packed ([`packed`]).
//!
//! ```text
//! {"i": {"": {"title": [1763913600000, "Rotate keys"], "f.status": [1763913600000, {"id": "3", "name": "Done"}]},
//!        "comment:77": {"text": [1763913660000, {"text": "hello"}], "author": [1763913660000, "5b10…"]},
//!        "comment:78": {"gone": [1763913700000]}},
//!  "cut": 2}
//! ```
//!
//! Items by name, each with attributes; an attribute has the time (milliseconds since 1970, UTC) of the event that said it, and
//! the value; no value when that event made it unknown. `cut`: how many things were dropped or shortened, because the value would have
//! been too long. There is no `null` in it, which the store could not hold.

use super::packed;
use super::place::SELF;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// A value takes no more than so many bytes of JSON.
pub(super) const STATE_BYTES_MAX: usize = 100 * 1024;
/// A text is kept up to this length; then it ends with an ellipsis.
pub(super) const TEXT_BYTES_MAX: usize = 32 * 1024;
/// What old texts are shortened to when the value would be too long.
const SHORT_BYTES: usize = 160;

/// The attribute that says that an item was deleted.
const GONE: &str = "gone";
const ITEMS: &str = "i";
const CUT: &str = "cut";

/// What an event said, and when that was.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mark {
    pub(super) at: i64,
    /// None: not known since then.
    pub(super) value: Option<Value>,
}

/// What is known of one thing and what belongs to it, or of several small things.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct State {
    items: BTreeMap<String, BTreeMap<String, Mark>>,
    cut: u64,
}

impl State {
    /// Reads a stored value; none when it is not one.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(&packed::unpack(text)?).ok()?;
        let mut state =
            Self { cut: value.get(CUT).and_then(Value::as_u64).unwrap_or_default(), ..Self::default() };
        for (name, attributes) in value.get(ITEMS)?.as_object()? {
            let item = state.items.entry(name.clone()).or_default();
            for (attribute, mark) in attributes.as_object()? {
                let at = mark.get(0)?.as_i64()?;
                item.insert(attribute.clone(), Mark { at, value: mark.get(1).cloned() });
            }
        }
        Some(state)
    }

    /// The value to store, within bounds.
    pub(super) fn into_value(mut self) -> String {
        self.tidy();
        let mut text = self.text();
        if text.len() > STATE_BYTES_MAX {
            self.shorten(text.len());
            text = self.text();
        }
        if text.len() > STATE_BYTES_MAX {
            self.drop_items(text.len());
            text = self.text();
        }
        packed::pack(&text)
    }

    fn text(&self) -> String {
        let mark = |mark: &Mark| match &mark.value {
            Some(value) => json!([mark.at, value]),
            None => json!([mark.at]),
        };
        let item = |attributes: &BTreeMap<String, Mark>| -> Value {
            Value::Object(attributes.iter().map(|(name, at)| (name.clone(), mark(at))).collect())
        };
        let items: Map<String, Value> =
            self.items.iter().map(|(name, all)| (name.clone(), item(all))).collect();
        let mut value = Map::new();
        value.insert(ITEMS.to_owned(), Value::Object(items));
        if self.cut > 0 {
            value.insert(CUT.to_owned(), self.cut.into());
        }
        Value::Object(value).to_string()
    }

    /// How many things were dropped or shortened.
    pub(super) fn cut(&self) -> u64 {
        self.cut
    }

    /// Takes in what an event said. An older event changes nothing. Gives whether anything changed.
    pub(super) fn put(&mut self, item: &str, attribute: &str, at: i64, value: Option<Value>) -> bool {
        if self.gone_since(item).is_some_and(|gone| at <= gone) {
            return false;
        }
        let mark = Mark { at, value: value.map(|value| self.bounded(value)) };
        let attributes = self.items.entry(item.to_owned()).or_default();
        match attributes.get(attribute) {
            Some(before) if !is_newer(&mark, before) => false,
            _ => {
                attributes.insert(attribute.to_owned(), mark);
                true
            }
        }
    }

    /// Takes in that an item was deleted; the thing itself takes everything along. Gives whether anything changed.
    pub(super) fn end(&mut self, item: &str, at: i64) -> bool {
        let changed = self.put(item, GONE, at, None);
        if changed {
            self.tidy();
        }
        changed
    }

    /// What was known of an item before a time.
    pub(super) fn before(&self, item: &str, attribute: &str, time: i64) -> Option<&Mark> {
        self.items.get(item)?.get(attribute).filter(|mark| mark.at < time)
    }

    /// The value of [`State::before`].
    pub(super) fn value_before(&self, item: &str, attribute: &str, time: i64) -> Option<&Value> {
        self.before(item, attribute, time)?.value.as_ref()
    }

    /// The text that is [`State::value_before`].
    pub(super) fn text_before(&self, item: &str, attribute: &str, time: i64) -> Option<&str> {
        self.value_before(item, attribute, time)?.as_str()
    }

    /// Attributes of an item whose names begin with this, as they were before a time.
    pub(super) fn all_before<'a>(
        &'a self,
        item: &str,
        prefix: &'a str,
        time: i64,
    ) -> impl Iterator<Item = (&'a str, &'a Value)> {
        let attributes = self.items.get(item).into_iter().flatten();
        attributes.filter_map(move |(name, mark)| {
            let name = name.strip_prefix(prefix)?;
            Some((name, mark.value.as_ref().filter(|_| mark.at < time)?))
        })
    }

    /// Names of the items that were there before a time and begin with this.
    pub(super) fn items_before<'a>(&'a self, prefix: &'a str, time: i64) -> impl Iterator<Item = &'a str> {
        let there = move |(name, attributes): (&'a String, &'a BTreeMap<String, Mark>)| {
            let known = attributes.iter().any(|(name, mark)| name != GONE && mark.at < time);
            (known && name.starts_with(prefix)).then_some(name.as_str())
        };
        self.items.iter().filter_map(there)
    }

    fn gone_since(&self, item: &str) -> Option<i64> {
        let of = |item: &str| self.items.get(item)?.get(GONE).map(|mark| mark.at);
        of(item).max(of(SELF))
    }

    /// Drops what was deleted, and of what is deleted with the thing itself also that it was.
    fn tidy(&mut self) {
        let whole = self.items.get(SELF).and_then(|item| item.get(GONE)).map(|mark| mark.at);
        for (name, attributes) in &mut self.items {
            let own = attributes.get(GONE).map(|mark| mark.at);
            let gone = own.max(whole);
            attributes.retain(|attribute, mark| {
                let superseded = match attribute.as_str() {
                    GONE if name == SELF => None,
                    GONE => whole,
                    _ => gone,
                };
                superseded.is_none_or(|gone| mark.at > gone)
            });
        }
        self.items.retain(|_, attributes| !attributes.is_empty());
    }

    fn bounded(&mut self, mut value: Value) -> Value {
        if cut_texts(&mut value, TEXT_BYTES_MAX) > 0 {
            self.cut = self.cut.saturating_add(1);
        }
        value
    }

    /// Shortens the oldest texts until the value is short enough.
    fn shorten(&mut self, mut bytes: usize) {
        let mut order: Vec<(i64, String, String)> = Vec::new();
        for (name, attributes) in &self.items {
            order.extend(
                attributes.iter().map(|(attribute, mark)| (mark.at, name.clone(), attribute.clone())),
            );
        }
        order.sort();
        for (_, name, attribute) in order {
            if bytes <= STATE_BYTES_MAX {
                return;
            }
            let mark = self.items.get_mut(&name).and_then(|item| item.get_mut(&attribute));
            let Some(value) = mark.and_then(|mark| mark.value.as_mut()) else { continue };
            let less = cut_texts(value, SHORT_BYTES);
            if less > 0 {
                self.cut = self.cut.saturating_add(1);
                bytes = bytes.saturating_sub(less);
            }
        }
    }

    /// Drops the items that nobody has touched for longest, but never the thing itself.
    fn drop_items(&mut self, mut bytes: usize) {
        let touched = |attributes: &BTreeMap<String, Mark>| attributes.values().map(|mark| mark.at).max();
        let mut order: Vec<(bool, Option<i64>, String)> = Vec::new();
        for (name, attributes) in &self.items {
            // What is gone is worth least.
            order.push((!attributes.contains_key(GONE), touched(attributes), name.clone()));
        }
        order.sort();
        for (there, _, name) in order {
            if bytes <= STATE_BYTES_MAX {
                return;
            }
            if name == SELF {
                continue;
            }
            let Some(item) = self.items.remove(&name) else { continue };
            let alone = Self { items: BTreeMap::from([(name, item)]), cut: 0 };
            // Without the braces around it, which may leave a comma too much: then one more item goes.
            bytes = bytes.saturating_sub(alone.text().len().saturating_sub(8));
            self.cut = self.cut.saturating_add(u64::from(there));
        }
    }

    /// Takes everything that is, or names, this account out; gives whether there was any.
    pub(super) fn forget(&mut self, account: &str) -> bool {
        let mut found = false;
        self.items.retain(|name, attributes| {
            let owner = name.split_once(':').is_some_and(|(_, id)| id == account);
            attributes.retain(|_, mark| {
                let is_account = mark.value.as_ref().is_some_and(|value| is_account(value, account));
                if let Some(value) = mark.value.as_mut().filter(|_| !is_account) {
                    found |= blank(value, account);
                }
                found |= is_account;
                !is_account
            });
            found |= owner;
            !owner
        });
        found
    }
}

impl State {
    /// Drops the items of which nothing was said since a time; the thing itself only when nothing else is left. Gives whether any went.
    pub(super) fn drop_older(&mut self, before: i64) -> bool {
        let count = self.items.len();
        let is_old = |attributes: &BTreeMap<String, Mark>| attributes.values().all(|mark| mark.at < before);
        self.items.retain(|name, attributes| name == SELF || !is_old(attributes));
        if self.items.len() == 1 && self.items.get(SELF).is_some_and(is_old) {
            self.items.clear();
        }
        self.items.len() < count
    }

    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

fn is_newer(mark: &Mark, before: &Mark) -> bool {
    // Of two that were said at the same time always the same one counts, in whatever order they come.
    let rank = |mark: &Mark| (mark.at, mark.value.as_ref().map(Value::to_string));
    rank(mark) > rank(before)
}

/// Whether a value is this account: as a text, or as the id of a field's value.
fn is_account(value: &Value, account: &str) -> bool {
    value.as_str().or_else(|| value.get("id").and_then(Value::as_str)) == Some(account)
}

/// Takes the account out of all texts of a value.
fn blank(value: &mut Value, account: &str) -> bool {
    match value {
        Value::String(text) if text.contains(account) => {
            *text = text.replace(account, "unknown");
            true
        }
        // All of them, also behind the first that was found.
        Value::Array(list) => {
            list.iter_mut().filter_map(|item| blank(item, account).then_some(())).count() > 0
        }
        Value::Object(object) => {
            object.values_mut().filter_map(|item| blank(item, account).then_some(())).count() > 0
        }
        _ => false,
    }
}

/// Cuts all texts of a value to a length; gives how many bytes of JSON that saves at least.
fn cut_texts(value: &mut Value, bytes_max: usize) -> usize {
    match value {
        Value::String(text) if text.len() > bytes_max => {
            let before = text.len();
            text.truncate(text.floor_char_boundary(bytes_max));
            text.push('…');
            before.saturating_sub(text.len())
        }
        Value::Array(list) => list.iter_mut().map(|item| cut_texts(item, bytes_max)).sum(),
        Value::Object(object) => object.values_mut().map(|item| cut_texts(item, bytes_max)).sum(),
        _ => 0,
    }
}
