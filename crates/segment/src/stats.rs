//! What the catalogue knows of a segment without reading it. See README, "Statistics".

use activity_event::{Container, ContainerKind, Event};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Containers are listed as long as their marks take no more than this, as JSON.
pub const CONTAINERS_BYTES_MAX: usize = 640;

/// What the catalogue knows of a segment without reading it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stats {
    /// Number of records.
    pub rows: u32,
    /// When the first of them occurred.
    pub from: i64,
    /// When the last of them occurred.
    pub to: i64,
    /// Length of all values together.
    pub bytes: u64,
    /// How many records there are of each action, by code.
    #[serde(with = "pairs")]
    pub actions: BTreeMap<u16, u32>,
    /// Marks of the containers that occur, see README; none when they are too many to list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub containers: Option<BTreeSet<String>>,
    /// Whether there are records that do not say which container they belong to.
    #[serde(default, skip_serializing_if = "is_false")]
    pub elsewhere: bool,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde's skip_serializing_if passes a reference")]
fn is_false(value: &bool) -> bool {
    !*value
}

impl Stats {
    /// The statistics of these records, which are sorted by time and take so many bytes.
    pub(crate) fn of(sorted: &[&Event], bytes: u64) -> Self {
        let mut actions: BTreeMap<u16, u32> = BTreeMap::new();
        for event in sorted {
            let count = actions.entry(event.action.code()).or_default();
            *count = count.saturating_add(1);
        }
        Self {
            rows: u32::try_from(sorted.len()).unwrap_or(u32::MAX),
            from: sorted.first().map_or(0, |event| event.occurred),
            to: sorted.last().map_or(0, |event| event.occurred),
            bytes,
            actions,
            containers: list_containers(sorted),
            elsewhere: sorted.iter().any(|event| event.container.is_none()),
        }
    }

    /// The containers that occur, with key and name as they were; none when they are not listed.
    #[must_use]
    pub fn listed_containers(&self) -> Option<Vec<Container>> {
        self.containers.as_ref()?.iter().map(|mark| parse_mark(mark)).collect()
    }
}

/// `p10000|PAY|Payments`; none when the id or the key has a bar in it.
fn mark(container: &Container) -> Option<String> {
    let letter = match container.kind {
        ContainerKind::Project => 'p',
        ContainerKind::Space => 's',
    };
    let (id, key) = (&container.id, container.key.as_deref().unwrap_or_default());
    let bars = id.contains('|') || key.contains('|');
    (!bars).then(|| format!("{letter}{id}|{key}|{}", container.name.as_deref().unwrap_or_default()))
}

fn parse_mark(mark: &str) -> Option<Container> {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let (kind, rest) = match mark.split_at_checked(1)? {
        ("p", rest) => (ContainerKind::Project, rest),
        ("s", rest) => (ContainerKind::Space, rest),
        _ => return None,
    };
    let mut pieces = rest.splitn(3, '|');
    let id = pieces.next()?.to_owned();
    Some(Container { kind, id, key: text(pieces.next()?), name: text(pieces.next()?) })
}

fn list_containers(sorted: &[&Event]) -> Option<BTreeSet<String>> {
    let mut marks = BTreeSet::new();
    let mut bytes = 0_usize;
    for container in sorted.iter().filter_map(|event| event.container.as_ref()) {
        let mark = mark(container)?;
        if marks.contains(&mark) {
            continue;
        }
        let json = serde_json::Value::from(mark.as_str()).to_string();
        bytes = bytes.saturating_add(json.len()).saturating_add(1);
        if bytes > CONTAINERS_BYTES_MAX {
            return None;
        }
        marks.insert(mark);
    }
    Some(marks)
}

/// A map with numbers for keys as a list of pairs: the keys of JSON objects are texts.
mod pairs {
    use serde::{Deserialize, Deserializer, Serializer};
    use std::collections::BTreeMap;

    pub(super) fn serialize<S: Serializer>(map: &BTreeMap<u16, u32>, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(map)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<u16, u32>, D::Error> {
        Ok(Vec::<(u16, u32)>::deserialize(from)?.into_iter().collect())
    }
}
