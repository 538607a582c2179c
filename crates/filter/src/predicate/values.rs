//! The values that a field is compared with.

use crate::fold::{fold, same};
use std::collections::HashSet;

/// A value that a field is compared with, by id, key or name, whatever its case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    text: String,
    folded: String,
    /// Ids of what is called so now, when that was looked up. Names of the past still match by the text.
    ids: Vec<String>,
    /// The text is only a name for one of the ids: where a record knows the id, the name does not count.
    by_id: bool,
    /// The text is the key of something: what is merely named so is something else.
    is_key: bool,
}

impl Wanted {
    /// A value as written.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { folded: fold(&text), text, ids: Vec::new(), by_id: false, is_key: false }
    }

    /// A value as written, and the ids of what is called so now.
    pub(crate) fn resolved(text: &str, ids: Vec<String>) -> Self {
        Self { ids, ..Self::new(text) }
    }

    /// A key as written, and the ids of what has it now.
    pub(crate) fn key(text: &str, ids: Vec<String>) -> Self {
        Self { is_key: true, ..Self::resolved(text, ids) }
    }

    /// This very thing, whatever else is called so.
    pub(crate) fn thing(id: &str, name: &str) -> Self {
        Self { ids: vec![id.to_owned()], by_id: true, ..Self::new(name) }
    }

    /// The value as written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether this is the value, whatever its case.
    #[must_use]
    pub fn is(&self, value: &str) -> bool {
        same(&self.folded, value) || self.ids.iter().any(|id| id == value)
    }

    /// Which part of a value decides about it.
    fn class(&self) -> Class {
        let is_number = !self.text.is_empty() && self.text.bytes().all(|b| b.is_ascii_digit());
        let is_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '~' | '.');
        if is_number {
            Class::Number
        } else if !self.text.is_empty() && self.text.chars().all(is_key) {
            Class::Word
        } else {
            Class::Other
        }
    }
}

/// What a wanted text can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// A number: an id rather than a name.
    Number,
    /// One word: the key of a project, or a name.
    Word,
    /// Anything else: a name.
    Other,
}

/// Lists up to this long are compared one by one; longer ones are searched.
const SHORT: usize = 8;

/// The values that a field is compared with; the first of equal ones.
///
/// A list of ten thousand account ids takes as long per record as one of ten.
#[derive(Debug, Clone, Default)]
pub struct Values {
    items: Vec<Wanted>,
    /// Names by which long lists are searched.
    index: Option<Index>,
    /// Whether some are known by their id alone.
    any_by_id: bool,
    /// Keys among them, in lower case.
    keys: HashSet<String>,
    /// Whether there is any of a class: not looked up, looked up.
    classes: [[bool; 3]; 2],
}

/// The names of a long list.
#[derive(Debug, Clone, Default)]
struct Index {
    /// Every folded text and every id.
    names: HashSet<String>,
    /// Ids, and the texts of what counts by its text.
    ids: HashSet<String>,
}

impl Values {
    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// One by one, as they stand.
    pub fn iter(&self) -> std::slice::Iter<'_, Wanted> {
        self.items.iter()
    }

    /// Every name that one of them is found by: texts in lower case, and ids.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.items.iter().flat_map(|wanted| {
            std::iter::once(wanted.folded.as_str()).chain(wanted.ids.iter().map(String::as_str))
        })
    }

    /// Whether the value is one of them by its text or id.
    #[must_use]
    pub fn hold(&self, value: &str) -> bool {
        match &self.index {
            Some(index) => find(&index.names, value),
            None => self.items.iter().any(|wanted| wanted.is(value)),
        }
    }

    /// Whether one of them is the thing with this id, which is called so. The name does not count for wanted things that
    /// are known by their id.
    pub(crate) fn hold_thing(&self, id: &str, names: &[Option<&str>]) -> bool {
        let mut names = names.iter().flatten();
        if !self.any_by_id {
            return self.hold(id) || names.any(|name| self.hold(name));
        }
        match &self.index {
            Some(index) => find(&index.ids, id) || names.any(|name| find(&index.ids, name)),
            None => self.items.iter().any(|wanted| {
                let by_name = !wanted.by_id
                    && (same(&wanted.folded, id) || names.clone().any(|name| same(&wanted.folded, name)));
                by_name || wanted.ids.iter().any(|known| known == id)
            }),
        }
    }

    /// Whether the text is the key of a wanted value, and so no name.
    pub(crate) fn hold_key(&self, text: &str) -> bool {
        !self.keys.is_empty() && find(&self.keys, text)
    }

    /// The classes of values that there are, each with whether its ids were looked up.
    pub(crate) fn classes(&self) -> impl Iterator<Item = (Class, bool)> {
        let all = [Class::Number, Class::Word, Class::Other];
        let of = move |row: [bool; 3], looked_up| {
            all.into_iter().zip(row).filter(|(_, any)| *any).map(move |(class, _)| (class, looked_up))
        };
        let [plain, looked_up] = self.classes;
        of(plain, false).chain(of(looked_up, true))
    }

    fn note_class(&mut self, wanted: &Wanted) {
        let [plain, looked_up] = &mut self.classes;
        let row = if wanted.ids.is_empty() { plain } else { looked_up };
        let [number, word, other] = row;
        match wanted.class() {
            Class::Number => *number = true,
            Class::Word => *word = true,
            Class::Other => *other = true,
        }
    }
}

fn find(set: &HashSet<String>, value: &str) -> bool {
    if set.contains(value) {
        return true;
    }
    let is_folded = value.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    !is_folded && set.contains(&fold(value))
}

impl From<Vec<Wanted>> for Values {
    fn from(wanted: Vec<Wanted>) -> Self {
        let long = wanted.len() > SHORT;
        let mut values = Self { items: Vec::with_capacity(wanted.len()), ..Self::default() };
        let mut names = HashSet::with_capacity(if long { wanted.len() } else { 0 });
        for wanted in wanted {
            // Equal ones have the same name, so in a long list it is only worth to look then.
            let may_be_there = !long || !names.insert(wanted.folded.clone());
            if may_be_there && values.items.contains(&wanted) {
                continue;
            }
            values.any_by_id |= wanted.by_id;
            if wanted.is_key {
                values.keys.insert(wanted.folded.clone());
            }
            values.note_class(&wanted);
            values.items.push(wanted);
        }
        if values.items.len() > SHORT {
            values.index = Some(Index::of(&values.items, names, values.any_by_id));
        }
        values
    }
}

impl FromIterator<Wanted> for Values {
    fn from_iter<T: IntoIterator<Item = Wanted>>(wanted: T) -> Self {
        Self::from(Vec::from_iter(wanted))
    }
}

impl Index {
    /// With the folded texts of all items.
    fn of(items: &[Wanted], mut names: HashSet<String>, any_by_id: bool) -> Self {
        let ids = || items.iter().flat_map(|wanted| wanted.ids.iter().cloned());
        names.extend(ids());
        // Only where some are known by id alone do the two differ.
        let texts =
            items.iter().filter(|wanted| any_by_id && !wanted.by_id).map(|wanted| wanted.folded.clone());
        let ids = if any_by_id { texts.chain(ids()).collect() } else { HashSet::new() };
        Self { names, ids }
    }
}

impl PartialEq for Values {
    fn eq(&self, other: &Self) -> bool {
        self.items == other.items
    }
}

impl Eq for Values {}

impl<'a> IntoIterator for &'a Values {
    type Item = &'a Wanted;
    type IntoIter = std::slice::Iter<'a, Wanted>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_hold_what_short_ones_do() {
        let short: Values = ["A b", "Ärger", "10"].map(Wanted::new).into_iter().collect();
        let more = (0..20).map(|n| Wanted::new(format!("more {n}")));
        let long: Values = short.iter().cloned().chain(more).collect();
        for value in ["a B", "äRGER", "10", "100", "a", "", "ärgeR"] {
            assert_eq!(short.hold(value), long.hold(value), "{value}");
        }
        assert!(long.hold("MORE 7") && !short.hold("MORE 7"));
    }

    #[test]
    fn what_was_looked_up_is_found_by_its_id_too() {
        let values: Values = [Wanted::resolved("Done", vec!["5".into()])].into_iter().collect();
        assert!(values.hold("5") && values.hold("DONE"));
        assert!(values.hold_thing("5", &[Some("Closed")]), "called otherwise then");
        assert!(values.hold_thing("6", &[Some("done")]), "called so then");
        let thing: Values = [Wanted::thing("5", "Done")].into_iter().collect();
        assert!(thing.hold_thing("5", &[None]) && !thing.hold_thing("6", &[Some("Done")]));
    }

    #[test]
    fn equal_values_count_once() {
        let values: Values = ["a", "b", "a"].map(Wanted::new).into_iter().collect();
        assert_eq!(values.len(), 2);
    }
}
