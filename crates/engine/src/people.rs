//! The table of people as stored values: one for each page that has anybody, under names derived from their content.

use crate::catalogue::{Root, hash_of};
use crate::{EngineError, Write, keys, stored};
use activity_segment::People;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use std::collections::BTreeMap;

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

/// Takes in a page.
pub(crate) fn add(people: &mut People, page: u32, key: &str, text: &str) -> Result<(), EngineError> {
    let text = stored::unquote(text);
    if keys::parse_people_page(key).is_none_or(|(name, _)| keys::hash(name) != hash_of(&text)) {
        return Err(damaged(key, "it is not the one that was written under this key"));
    }
    let bytes = STANDARD.decode(text.as_bytes()).map_err(|error| damaged(key, &error.to_string()))?;
    if people.add_page(page, &bytes) { Ok(()) } else { Err(damaged(key, "it is not a page of people")) }
}

fn damaged(key: &str, reason: &str) -> EngineError {
    EngineError::People { key: key.to_owned(), reason: reason.to_owned() }
}

/// The pages that changed, as values to store; the root names them, and their former keys come back.
pub fn write(people: &People, generation: u32, root: &mut Root) -> (Vec<Write>, Vec<String>) {
    let (mut writes, mut former) = (Vec::new(), Vec::new());
    for page in people.changed() {
        let text = STANDARD.encode(people.page(page));
        let key = keys::people_page(page, &keys::name(generation, &hash_of(&text)));
        let before = root.people.insert(page, key.clone());
        former.extend(before.filter(|before| *before != key));
        writes.push(Write { key, value: stored::quote(&text) });
    }
    (writes, former)
}
