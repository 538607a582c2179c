//! The history of an object of Assets: who did what to it.

use super::page::SnapshotError;
use crate::actor::account;
use crate::moment::parse_moment;
use crate::tree::{at, text_at};
use activity_event::{
    Action, Actor, ActorKind, Certainty, Change, Event, EventId, Product, Provenance, Reading, Subject,
    SubjectKind, Value as FieldValue,
};
use serde_json::Value;

/// An object of Assets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AssetObject {
    /// Its id.
    pub id: String,
    /// Its key, e.g. `ITSM-12`.
    pub key: Option<String>,
    /// Its type: `Laptop`.
    pub object_type: Option<String>,
}

impl AssetObject {
    /// Reads an object of an AQL answer.
    pub fn read(object: &Value) -> Result<Self, SnapshotError> {
        let id = text_at(object, "id").ok_or(SnapshotError::NoId("assets", "id"))?;
        Ok(Self { id, key: text_at(object, "objectKey"), object_type: text_at(object, "objectType.name") })
    }
}

/// Number of a history entry that says that the object was made. The numbers are not documented; an entry that names no
/// attribute and has the object's first time is the other sign.
const CREATED: &str = "0";

/// The records of an object's history, of entries since this time (milliseconds since 1970, UTC).
///
/// Ids come from the ids of the entries, so that reading the history again gives the same records. The answer is a list of
/// `{id, created, type, actor, affectedAttribute?, oldValue?, newValue?}`.
pub fn asset_history(
    object: &AssetObject,
    answer: &Value,
    since: i64,
    recorded: i64,
) -> Result<Vec<Event>, SnapshotError> {
    let entries = answer.as_array().ok_or(SnapshotError::NoList("the history of an object"))?;
    let mut records = Vec::new();
    for entry in entries {
        let record = record(object, entry, recorded)?;
        if record.occurred >= since {
            records.push(record);
        }
    }
    Ok(records)
}

fn record(object: &AssetObject, entry: &Value, recorded: i64) -> Result<Event, SnapshotError> {
    let missing = |member| SnapshotError::NoId("the history of an object", member);
    let id = text_at(entry, "id").ok_or_else(|| missing("id"))?;
    let created = text_at(entry, "created").and_then(|text| parse_moment(&text));
    let attribute = text_at(entry, "affectedAttribute");
    let is_new = attribute.is_none() && text_at(entry, "type").as_deref() == Some(CREATED);
    let action = if is_new { Action::named("asset.created") } else { Action::named("asset.updated") };
    let value = |name: &str| text_at(entry, name).map(FieldValue::text);
    let change = attribute.map(|field| Change {
        field_id: None,
        field,
        from: value("oldValue"),
        to: value("newValue"),
    });
    let subject = Subject {
        kind: SubjectKind::Asset,
        id: Some(object.id.clone()),
        key: object.key.clone(),
        title: object.object_type.clone(),
        parent: None,
    };
    Ok(Event {
        id: EventId::derive(&["asset-history", &object.id, &id]),
        revision: Some(id),
        // An entry without a readable time is not left out; it says so.
        occurred: created.unwrap_or(recorded),
        recorded,
        product: Product::Assets,
        action,
        actor: actor(entry),
        subject,
        changes: change.into_iter().collect(),
        provenance: Provenance::Backfill,
        source: "snapshot:asset-history".to_owned(),
        reading: if created.is_some() { Reading::Full } else { Reading::Envelope },
        problem: created.is_none().then(|| "the entry's `created` could not be read as a time".to_owned()),
        raw: None,
        ..Event::blank()
    })
}

/// Whether the actor's key is an account id is not documented: it is taken for one when it looks like one.
fn actor(entry: &Value) -> Actor {
    let stated = text_at(entry, "actor.accountId")
        .or_else(|| text_at(entry, "actor.key").filter(|key| looks_like_account(key)));
    match stated {
        Some(id) => account(&id, None, false),
        None if at(entry, "actor").is_none() => Actor {
            account_id: None,
            kind: ActorKind::Unknown,
            certainty: Certainty::Unknown,
            inferred_from: None,
        },
        None => Actor::unknown(),
    }
}

/// Account ids have 24 hexadecimal digits, or a number, a colon and a UUID; old user keys and names do not.
fn looks_like_account(key: &str) -> bool {
    let hexadecimal = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    match key.rsplit_once(':') {
        Some((site, id)) => !site.is_empty() && id.len() == 36 && hexadecimal(id),
        None => key.len() == 24 && hexadecimal(key),
    }
}
