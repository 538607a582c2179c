//! `/wiki/rest/api/audit...`: the audit log. Its records have no ids; the newest come first, so pages shift while new
//! records arrive.

use super::super::{Answer, Params, Shared};
use super::{by_start, refused};
use crate::model::World;
use crate::model::wiki::{AuditRecord, Thing};
use crate::permissions::{Caller, administers_confluence};
use crate::time::{DAY, HOUR, MINUTE, now};
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/wiki/rest/api/audit", get(all))
        .route("/wiki/rest/api/audit/since", get(since))
        .route("/wiki/rest/api/audit/retention", get(retention))
}

/// How many days records are kept.
const KEPT_DAYS: i64 = 365;

async fn all(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    allowed(world, &caller)?;
    let from = moment(&params, "startDate")?;
    let to = moment(&params, "endDate")?;
    Ok(listed(world, "/rest/api/audit", &params, from, to))
}

async fn since(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    allowed(world, &caller)?;
    let number = i64::try_from(params.number("number", 3)).unwrap_or(3);
    let unit = match params.get("units").unwrap_or("MONTHS").to_uppercase().as_str() {
        "MINUTES" => MINUTE,
        "HOURS" => HOUR,
        "DAYS" => DAY,
        "WEEKS" => DAY.saturating_mul(7),
        "MONTHS" => DAY.saturating_mul(30),
        "YEARS" => DAY.saturating_mul(365),
        other => {
            return Err(refused(StatusCode::BAD_REQUEST, &format!("{other} is not a unit of time")));
        }
    };
    let from = now().saturating_sub(unit.saturating_mul(number));
    Ok(listed(world, "/rest/api/audit/since", &params, Some(from), None))
}

async fn retention(State(site): State<Shared>, caller: Caller) -> Result<Answer, Answer> {
    allowed(site.read().world(), &caller)?;
    Ok(Answer::ok(json!({ "number": KEPT_DAYS, "units": "DAYS" })))
}

fn allowed(world: &World, caller: &Caller) -> Result<(), Answer> {
    let switched_off = *caller == Caller::App && !world.setup.switches.wiki_audit_as_app;
    if administers_confluence(world, caller) && !switched_off {
        return Ok(());
    }
    Err(refused(StatusCode::FORBIDDEN, "User does not have permission to access the audit log"))
}

/// A time in milliseconds, which comes as text.
fn moment(params: &Params, name: &str) -> Result<Option<i64>, Answer> {
    let read = params.get(name).map(str::parse::<i64>).transpose();
    read.map_err(|_| refused(StatusCode::BAD_REQUEST, &format!("{name} is not a number of milliseconds")))
}

fn listed(world: &World, path: &str, params: &Params, from: Option<i64>, to: Option<i64>) -> Answer {
    let words = params.get("searchString").unwrap_or_default().to_lowercase();
    let records =
        world.wiki.audit.iter().rev().filter(|record| {
            from.is_none_or(|from| record.at >= from) && to.is_none_or(|to| record.at <= to)
        });
    let texts = records.map(|record| written(world, record));
    let found = texts.filter(|record| words.is_empty() || record.to_string().to_lowercase().contains(&words));
    by_start(world, path, params, found.collect(), 1_000)
}

fn written(world: &World, record: &AuditRecord) -> Value {
    let mut author = json!({
        "type": "user",
        "displayName": "System",
        "operations": null,
        "isExternalCollaborator": false,
        "accountType": "",
        "publicName": "Unknown user",
        "externalCollaborator": false,
    });
    if let (Some(id), Some(members)) = (&record.author, author.as_object_mut()) {
        members.insert("displayName".into(), world.display_name(id).into());
        for name in ["accountId", "username"] {
            members.insert(name.into(), id.clone().into());
        }
        let key = id.bytes().fold(7_u64, |key, byte| key.wrapping_mul(31).wrapping_add(u64::from(byte)));
        members.insert("userKey".into(), format!("{key:032x}").into());
    }
    let thing = |thing: &Thing| json!({ "name": thing.name, "objectType": thing.kind });
    let changed: Vec<Value> = record
        .changed
        .iter()
        .map(|change| {
            json!({
                "name": change.name,
                "oldValue": change.old,
                "newValue": change.new,
                "hiddenOldValue": "",
                "hiddenNewValue": "",
            })
        })
        .collect();
    json!({
        "author": author,
        "remoteAddress": "192.0.2.10",
        "creationDate": record.at,
        "summary": record.summary,
        "description": "",
        "category": record.category,
        "sysAdmin": false,
        "superAdmin": false,
        "affectedObject": thing(&record.affected),
        "changedValues": changed,
        "associatedObjects": record.associated.iter().map(thing).collect::<Vec<_>>(),
    })
}
