//! `/rest/api/3/auditing/record`: Jira's own audit log, newest first. Its pages shift while records arrive.

use super::{Answer, Params, Shared, caller::administrator};
use crate::model::{AuditAuthor, AuditItem, AuditRecord, AuditUsers, World};
use crate::permissions::Caller;
use crate::time::{jira_time, now, parse_jira_time};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use serde_json::{Map, Value, json};

/// Most records of one answer.
const RECORDS_MAX: usize = 1_000;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/rest/api/3/auditing/record", get(records))
        .route("/rest/api/3/user/bulk/migration", get(migration))
}

async fn records(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    administrator(world, &caller)?;
    if caller == Caller::App && !world.setup.switches.audit_as_app {
        return Err(Answer::error(
            StatusCode::FORBIDDEN,
            "You do not have permission to view the audit log.",
        ));
    }
    let number = |name: &str, otherwise: usize| match params.get(name) {
        None => Ok(otherwise),
        Some(text) => text.parse().map_err(|_| Answer::bad(format!("The {name} '{text}' is not a number."))),
    };
    let (offset, limit) = (number("offset", 0)?, number("limit", RECORDS_MAX)?);
    if limit > RECORDS_MAX {
        return Err(Answer::bad(format!("The limit must not be larger than {RECORDS_MAX}.")));
    }
    let (from, to) = (moment(&params, "from")?, moment(&params, "to")?);
    let words: Vec<String> =
        params.get("filter").unwrap_or_default().to_lowercase().split_whitespace().map(Into::into).collect();
    // Records may be shown later than they were written, with the time of their writing.
    let lag = world.setup.switches.audit_lag;
    let shown = now().saturating_sub(lag);
    let fits = |record: &&AuditRecord| {
        (lag == 0 || record.at <= shown)
            && from.is_none_or(|from| record.at >= from)
            && to.is_none_or(|to| record.at <= to)
            && (words.is_empty() || holds(record, &words))
    };
    let found: Vec<&AuditRecord> = world.setup.audit.iter().rev().filter(fits).collect();
    let page: Vec<Value> =
        found.iter().skip(offset).take(limit).map(|record| written(world, record)).collect();
    Ok(Answer::ok(json!({ "offset": offset, "limit": limit, "total": found.len(), "records": page })))
}

fn moment(params: &Params, name: &str) -> Result<Option<i64>, Answer> {
    let Some(text) = params.get(name) else { return Ok(None) };
    let zoneless =
        || parse_jira_time(&format!("{text}Z")).or_else(|| parse_jira_time(&format!("{text}T00:00:00Z")));
    let read = parse_jira_time(text).or_else(zoneless);
    read.map(Some).ok_or_else(|| Answer::bad(format!("The {name} date '{text}' cannot be read.")))
}

/// Whether every word stands somewhere in the record.
fn holds(record: &AuditRecord, words: &[String]) -> bool {
    let parent = record.object.parent.as_ref().map(|parent| parent.1.as_str());
    let own = [&record.summary, &record.category, &record.object.name, &record.object.kind];
    let values = record.changes.iter().flat_map(|change| [change.from.as_deref(), change.to.as_deref()]);
    let texts: Vec<String> = own
        .into_iter()
        .map(String::as_str)
        .chain(parent)
        .chain(values.flatten())
        .map(str::to_lowercase)
        .collect();
    words.iter().all(|word| texts.iter().any(|text| text.contains(word)))
}

fn written(world: &World, record: &AuditRecord) -> Value {
    let mut object = Map::new();
    object.insert("id".into(), json!(record.id));
    object.insert("summary".into(), json!(record.summary));
    object.insert("remoteAddress".into(), json!("203.0.113.7"));
    if let Some(author) = &record.author {
        match world.setup.switches.audit_author {
            AuditAuthor::Both => {
                object.insert("authorKey".into(), json!(key_of(author)));
                object.insert("authorAccountId".into(), json!(author));
            }
            AuditAuthor::AccountId => {
                object.insert("authorAccountId".into(), json!(author));
            }
            AuditAuthor::Key => {
                object.insert("authorKey".into(), json!(author));
            }
        }
    }
    object.insert("created".into(), json!(jira_time(record.at)));
    object.insert("category".into(), json!(record.category));
    object.insert("eventSource".into(), json!(""));
    object.insert("objectItem".into(), item(world, &record.object));
    if !record.changes.is_empty() {
        let changes: Vec<Value> = record
            .changes
            .iter()
            .map(|change| {
                let mut written = Map::new();
                written.insert("fieldName".into(), json!(change.field));
                written.extend(change.from.as_ref().map(|from| ("changedFrom".to_owned(), json!(from))));
                written.extend(change.to.as_ref().map(|to| ("changedTo".to_owned(), json!(to))));
                written.into()
            })
            .collect();
        object.insert("changedValues".into(), changes.into());
    }
    if !record.associated.is_empty() {
        let all: Vec<Value> = record.associated.iter().map(|one| item(world, one)).collect();
        object.insert("associatedItems".into(), all.into());
    }
    object.into()
}

fn item(world: &World, item: &AuditItem) -> Value {
    let mut written = Map::new();
    let by_key = item.kind == "USER" && world.setup.switches.audit_users == AuditUsers::Key;
    let key = item.id.as_deref().filter(|_| by_key).map(key_of);
    let id = key.as_ref().or(item.id.as_ref());
    written.extend(id.map(|id| ("id".to_owned(), json!(id))));
    written.insert("name".into(), json!(key.as_ref().unwrap_or(&item.name)));
    written.insert("typeName".into(), json!(item.kind));
    if let Some((id, name)) = &item.parent {
        written.insert("parentId".into(), json!(id));
        written.insert("parentName".into(), json!(name));
    }
    written.into()
}

/// The key of old of an account, which nothing but `user/bulk/migration` understands.
fn key_of(account_id: &str) -> String {
    let digest = account_id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("ug:{:08x}-0000-4000-8000-{:012x}", digest >> 32, digest & 0xffff_ffff_ffff)
}

/// Whose keys of old these are.
async fn migration(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    super::caller::staff(world, &caller)?;
    let mut keys = params.all("key");
    keys.extend(params.all("username"));
    if keys.is_empty() {
        return Err(Answer::bad("At least one of the key and username query parameters must be given."));
    }
    let found = world.people.iter().filter_map(|person| {
        let key = key_of(&person.account_id);
        let asked = keys.contains(&key.as_str());
        asked.then(|| json!({ "key": key, "username": key, "accountId": person.account_id }))
    });
    Ok(Answer::ok(found.collect()))
}
