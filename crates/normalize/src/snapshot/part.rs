//! Snapshots as stored values: one small value, or a head and parts that each fit into a value.
//!
//! The head is `{"v": 1, "at", "was", "begun", "reading", "parts": n, "items": [...]}`; with more than one part the items are in
//! the parts, as lists. An item is `[id, reading, name, value, name, value ...]`. Which part an item is in follows from its id
//! and the number of parts, so that parts can be written one by one: an item is in the same part before and after.

use super::SnapshotError;
use super::items::{Item, Snapshot};
use activity_event::EventId;
use serde_json::{Value, json};

/// What a part may take, in bytes of JSON; a value of the store may take more.
const PART_BYTES_MAX: usize = 150_000;
const VERSION: u64 = 1;

/// Number of parts that a head says are stored beside it; none when all is in the head.
#[must_use]
pub fn head_parts(head: &Value) -> usize {
    let parts = head.get("parts").and_then(Value::as_u64).and_then(|parts| usize::try_from(parts).ok());
    parts.filter(|parts| *parts > 1).unwrap_or(0)
}

/// The snapshot of a head and its parts.
pub fn join(head: &Value, parts: &[Value]) -> Result<Snapshot, SnapshotError> {
    if head.get("v").and_then(Value::as_u64) != Some(VERSION) || parts.len() != head_parts(head) {
        return Err(SnapshotError::Stored);
    }
    let time = |name: &str| head.get(name).and_then(Value::as_i64);
    let reading = head.get("reading").and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok());
    let mut snapshot = Snapshot {
        at: time("at"),
        was: time("was"),
        begun: time("begun"),
        reading: reading.ok_or(SnapshotError::Stored)?,
        items: std::collections::BTreeMap::new(),
    };
    let lists = parts.iter().chain(head.get("items"));
    for list in lists {
        for item in list.as_array().ok_or(SnapshotError::Stored)? {
            let (id, item) = read_item(item).ok_or(SnapshotError::Stored)?;
            snapshot.items.insert(id, item);
        }
    }
    Ok(snapshot)
}

/// The stored form of a snapshot: the head, and the parts beside it. There are never fewer parts than before (`parts`).
#[must_use]
pub fn split(snapshot: &Snapshot, parts: usize) -> (Value, Vec<Value>) {
    let mut count = parts.max(1);
    let lists = loop {
        let lists = distribute(snapshot, count);
        // A list of one can be split no further; items are short.
        let fits = |list: &Vec<Value>| list.len() < 2 || bytes(list) <= PART_BYTES_MAX;
        if lists.iter().all(fits) {
            break lists;
        }
        count = count.saturating_mul(2);
    };
    let mut head = json!({"v": VERSION, "reading": snapshot.reading});
    for (name, time) in [("at", snapshot.at), ("was", snapshot.was), ("begun", snapshot.begun)] {
        if let (Some(time), Some(head)) = (time, head.as_object_mut()) {
            head.insert(name.to_owned(), time.into());
        }
    }
    let mut lists: Vec<Value> = lists.into_iter().map(Value::Array).collect();
    if let Some(head) = head.as_object_mut() {
        if count > 1 {
            head.insert("parts".to_owned(), count.into());
        } else {
            head.insert("items".to_owned(), lists.pop().unwrap_or_default());
        }
    }
    (head, lists)
}

fn distribute(snapshot: &Snapshot, count: usize) -> Vec<Vec<Value>> {
    let mut lists = vec![Vec::new(); count];
    for (id, item) in &snapshot.items {
        if let Some(list) = lists.get_mut(part_of(id, count)) {
            list.push(write_item(id, item));
        }
    }
    lists
}

fn part_of(id: &str, count: usize) -> usize {
    let hash = if count > 1 { EventId::derive(&[id]).as_u128() } else { 0 };
    let count = u128::try_from(count).unwrap_or(1);
    hash.checked_rem(count).and_then(|part| usize::try_from(part).ok()).unwrap_or(0)
}

fn bytes(list: &[Value]) -> usize {
    list.iter().map(|item| item.to_string().len().saturating_add(1)).sum()
}

fn write_item(id: &str, item: &Item) -> Value {
    let facts = item.facts.iter().flat_map(|(name, value)| [json!(name), json!(value)]);
    Value::Array([json!(id), json!(item.seen)].into_iter().chain(facts).collect())
}

fn read_item(item: &Value) -> Option<(String, Item)> {
    let mut values = item.as_array()?.iter();
    let id = values.next()?.as_str()?.to_owned();
    let seen = u32::try_from(values.next()?.as_u64()?).ok()?;
    let mut facts = super::items::Facts::new();
    while let Some(name) = values.next() {
        facts.insert(name.as_str()?.to_owned(), values.next()?.as_str()?.to_owned());
    }
    Some((id, Item { seen, facts }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(items: usize) -> Snapshot {
        let item = |n: usize| {
            let facts = [("active".to_owned(), n.is_multiple_of(2).to_string())].into();
            (format!("712020:account-{n}"), Item { seen: 3, facts })
        };
        Snapshot { at: Some(5), was: None, begun: Some(9), reading: 3, items: (0..items).map(item).collect() }
    }

    #[test]
    fn a_snapshot_comes_back_from_its_values() {
        for items in [0, 1, 10, 5_000, 50_000] {
            let whole = snapshot(items);
            let (head, parts) = split(&whole, 0);
            assert_eq!(head_parts(&head), parts.len());
            assert!(parts.iter().all(|part| part.to_string().len() < 230 * 1024));
            assert_eq!(join(&head, &parts).unwrap(), whole);
        }
    }

    #[test]
    fn the_number_of_parts_does_not_shrink_and_an_item_stays_in_its_part() {
        let (_, parts) = split(&snapshot(20_000), 0);
        let (_, fewer) = split(&snapshot(100), parts.len());
        assert_eq!(fewer.len(), parts.len());
        for (part, before) in fewer.iter().zip(&parts) {
            for item in part.as_array().unwrap() {
                assert!(before.as_array().unwrap().contains(item));
            }
        }
    }

    #[test]
    fn damaged_values_are_an_error_and_never_an_empty_list() {
        let (head, parts) = split(&snapshot(20_000), 0);
        assert_eq!(join(&head, &parts[1..]), Err(SnapshotError::Stored));
        assert_eq!(join(&json!({"v": 2, "reading": 1, "items": []}), &[]), Err(SnapshotError::Stored));
        assert_eq!(join(&json!({"v": 1, "reading": 1, "items": [["a"]]}), &[]), Err(SnapshotError::Stored));
        assert_eq!(join(&json!("x"), &[]), Err(SnapshotError::Stored));
    }
}
