//! The table of people as stored values, each with a stretch of its pages, under names derived from their content.
//!
//! A value is the pages from the one that its key names on, each as base64, parted by dots; nothing for a page without anybody. A small site has
//! one value, a larger one 2, 4 ... 64: whoever reads anything needs them all, and whoever is new changes one of them.

use crate::catalogue::{Root, hash_of};
use crate::{EngineError, Write, keys, stored};
use activity_segment::{PAGES, People};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use std::collections::{BTreeMap, BTreeSet};

/// A value holds the pages of about so many people, as long as there are pages to share out: some 60 kB.
const PEOPLE_OF_VALUE: usize = 2_000;

/// Reads the pages that the root names, out of values by key.
pub(crate) fn read(root: &Root, values: &BTreeMap<String, Option<String>>) -> Result<People, EngineError> {
    let mut people = People::default();
    for (page, key) in &root.people {
        match values.get(key) {
            Some(Some(text)) => add(&mut people, *page, key, text)?,
            Some(None) => return Err(damaged(key, "it is missing")),
            None => return Err(EngineError::NotHandedIn(key.clone())),
        }
    }
    Ok(people)
}

/// Takes in the pages of a value, of which this is the first.
pub(crate) fn add(people: &mut People, page: u32, key: &str, text: &str) -> Result<(), EngineError> {
    let text = stored::unquote(text);
    if keys::parse_people_page(key).is_none_or(|(name, _)| keys::hash(name) != hash_of(&text)) {
        return Err(damaged(key, "it is not the one that was written under this key"));
    }
    for (page, text) in (page..PAGES).zip(text.split('.')).filter(|(_, text)| !text.is_empty()) {
        let bytes = STANDARD.decode(text.as_bytes()).map_err(|error| damaged(key, &error.to_string()))?;
        if !people.add_page(page, &bytes) {
            return Err(damaged(key, "it is not a page of people"));
        }
    }
    Ok(())
}

/// The key of the value that has a page, if any has.
pub(crate) fn key_of(root: &Root, page: u32) -> Option<(u32, &String)> {
    root.people.range(..=page).next_back().map(|(first, key)| (*first, key))
}

fn damaged(key: &str, reason: &str) -> EngineError {
    EngineError::People { key: key.to_owned(), reason: reason.to_owned() }
}

/// The pages that changed, as values to store; the root names them, and their former keys come back.
pub fn write(people: &People, generation: u32, root: &mut Root) -> (Vec<Write>, Vec<String>) {
    let (mut writes, mut former) = (Vec::new(), Vec::new());
    let changed: BTreeSet<u32> = people.changed().collect();
    if changed.is_empty() {
        return (writes, former);
    }
    let values = u32::try_from(people.len().div_ceil(PEOPLE_OF_VALUE)).unwrap_or(PAGES);
    let values = values.clamp(1, PAGES).next_power_of_two();
    let length = PAGES.checked_div(values).unwrap_or(1).max(1) as usize;
    let firsts: Vec<u32> = (0..PAGES).step_by(length).collect();
    let is_cut_so = root.people.keys().copied().eq(firsts.iter().copied());
    if !is_cut_so {
        former.extend(std::mem::take(&mut root.people).into_values());
    }
    for first in firsts {
        let pages = || (first..PAGES).take(length);
        if is_cut_so && !pages().any(|page| changed.contains(&page)) {
            continue;
        }
        let texts: Vec<String> = pages()
            .map(
                |page| if people.has_page(page) { STANDARD.encode(people.page(page)) } else { String::new() },
            )
            .collect();
        let text = texts.join(".");
        let key = keys::people_page(first, &keys::name(generation, &hash_of(&text)));
        let before = root.people.insert(first, key.clone());
        former.extend(before.filter(|before| *before != key));
        writes.push(Write { key, value: stored::quote(&text) });
    }
    (writes, former)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_back(root: &Root, values: &BTreeMap<String, Option<String>>) -> People {
        read(root, values).unwrap()
    }

    #[test]
    fn a_table_grows_from_one_value_into_several_and_keeps_its_numbers() {
        let (mut root, mut values, mut people) = (Root::default(), BTreeMap::new(), People::default());
        let mut learn = |root: &mut Root, accounts: std::ops::Range<u32>, people: &mut People| {
            accounts.for_each(|n| people.learn(&format!("557058:{n:032x}")));
            let (writes, former) = write(people, 1, root);
            for key in &former {
                values.remove(key);
            }
            let count = writes.len();
            values.extend(writes.into_iter().map(|write| (write.key, Some(write.value))));
            assert_eq!(root.people.len(), values.len());
            *people = read_back(root, &values);
            count
        };
        assert_eq!(learn(&mut root, 0..3, &mut people), 1);
        assert_eq!(learn(&mut root, 0..3, &mut people), 0);
        let number = people.number(&format!("557058:{:032x}", 2)).unwrap();
        assert_eq!(learn(&mut root, 3..5_000, &mut people), 4);
        assert_eq!(learn(&mut root, 5_000..5_001, &mut people), 1, "who is new changes one value");
        assert_eq!(people.len(), 5_001);
        assert_eq!(people.number(&format!("557058:{:032x}", 2)), Some(number));
        assert_eq!(root.people.keys().copied().collect::<Vec<_>>(), [0, 16, 32, 48]);
        assert_eq!(key_of(&root, 17), root.people.get_key_value(&16).map(|(first, key)| (*first, key)));
    }

    #[test]
    fn a_value_of_each_page_is_read_and_cut_anew() {
        let (mut root, mut values, mut people) = (Root::default(), BTreeMap::new(), People::default());
        (0..90).for_each(|n| people.learn(&format!("account-{n}")));
        for page in people.changed() {
            let text = STANDARD.encode(people.page(page));
            let key = keys::people_page(page, &keys::name(1, &hash_of(&text)));
            root.people.insert(page, key.clone());
            values.insert(key, Some(stored::quote(&text)));
        }
        let keys: Vec<String> = root.people.values().cloned().collect();
        let mut back = read_back(&root, &values);
        assert_eq!(back.len(), 90);
        back.learn("one more");
        let (writes, former) = write(&back, 2, &mut root);
        assert_eq!((writes.len(), former), (1, keys));
    }
}
