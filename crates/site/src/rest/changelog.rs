//! Changes of issues: `/rest/api/3/issue/{idOrKey}/changelog` with times as text, `/rest/api/3/changelog/bulkfetch` with
//! times as numbers.

use super::{Answer, Params, Shared, caller::staff, issues, users};
use crate::events::item;
use crate::model::{History, Issue, World};
use crate::permissions::Caller;
use crate::time::jira_time;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

/// Most issues of one call.
const ISSUES_MAX: usize = 1_000;
/// Most fields of one call.
const FIELDS_MAX: usize = 10;
/// Most changes of one page.
const CHANGES_MAX: usize = 10_000;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/rest/api/3/changelog/bulkfetch", post(bulk))
        .route("/rest/api/3/issue/{id}/changelog", get(one))
        .route("/rest/api/3/issue/{id}/changelog/list", post(chosen))
}

/// A change as a single issue's changelog has it.
pub(super) fn changed(world: &World, history: &History) -> Value {
    json!({
        "id": history.id,
        "author": users::user_of(world, history.author.as_deref()),
        "created": jira_time(history.created),
        "items": history.items.iter().map(item).collect::<Value>(),
    })
}

async fn one(
    State(site): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    let issue = issues::find(world, &caller, &id)?;
    let values = issue.histories.iter().map(|history| changed(world, history)).collect();
    Ok(Answer::ok(users::page(values, &params, 100, 100)))
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Chosen {
    changelog_ids: Vec<Value>,
}

async fn chosen(
    State(site): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    body: Result<Json<Chosen>, JsonRejection>,
) -> Result<Answer, Answer> {
    let Json(wanted) = body.map_err(|problem| Answer::bad(problem.body_text()))?;
    let site = site.read();
    let world = site.world();
    let issue = issues::find(world, &caller, &id)?;
    let ids: Vec<String> = wanted
        .changelog_ids
        .iter()
        .map(|id| id.as_str().map_or_else(|| id.to_string(), Into::into))
        .collect();
    let found = issue.histories.iter().filter(|history| ids.contains(&history.id));
    let histories: Vec<Value> = found.map(|history| changed(world, history)).collect();
    let total = histories.len();
    Ok(Answer::ok(json!({ "startAt": 0, "maxResults": total, "total": total, "histories": histories })))
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wanted {
    issue_ids_or_keys: Vec<Value>,
    #[serde(default)]
    field_ids: Vec<String>,
    #[serde(default)]
    max_results: Option<usize>,
    #[serde(default)]
    next_page_token: Option<String>,
}

/// Changes of many issues, oldest first, then by issue. A page is cut by changes, not by issues, so that an issue may
/// stand on several pages. Issues that the caller cannot see are left out.
async fn bulk(
    State(site): State<Shared>,
    caller: Caller,
    body: Result<Json<Wanted>, JsonRejection>,
) -> Result<Answer, Answer> {
    let Json(wanted) = body.map_err(|problem| Answer::bad(problem.body_text()))?;
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let most = checked(&wanted)?;
    let mut changes: Vec<(&Issue, &History)> = Vec::new();
    let mut known = std::collections::HashSet::new();
    for id in &wanted.issue_ids_or_keys {
        let id = id.as_str().map_or_else(|| id.to_string(), Into::into);
        let Ok(issue) = issues::find(world, &caller, &id) else { continue };
        if known.insert(&issue.id) {
            let touches = |history: &&History| {
                wanted.field_ids.is_empty()
                    || history.items.iter().any(|item| wanted.field_ids.iter().any(|field| item.is(field)))
            };
            changes.extend(issue.histories.iter().filter(touches).map(|history| (issue, history)));
        }
    }
    let number = |id: &str| id.parse::<u64>().unwrap_or(u64::MAX);
    changes.sort_by_key(|(issue, history)| (history.created, number(&issue.id), number(&history.id)));
    let start = start(wanted.next_page_token.as_deref())?;
    let mut logs: Vec<(&str, Vec<Value>)> = Vec::new();
    for (issue, history) in changes.iter().skip(start).take(most) {
        let written = numbered(world, history, &wanted.field_ids);
        match logs.iter_mut().find(|log| log.0 == issue.id) {
            Some(log) => log.1.push(written),
            None => logs.push((&issue.id, vec![written])),
        }
    }
    let shown: usize = logs.iter().map(|log| log.1.len()).sum();
    let logs: Vec<Value> =
        logs.into_iter().map(|log| json!({ "issueId": log.0, "changeHistories": log.1 })).collect();
    let mut answer = json!({ "issueChangeLogs": logs });
    let end = start.saturating_add(shown);
    if let (true, Some(object)) = (end < changes.len(), answer.as_object_mut()) {
        object.insert("nextPageToken".into(), json!(format!("c{end:x}")));
    }
    Ok(Answer::ok(answer).costing(shown))
}

/// The size of the page, when everything asked for is within the limits.
fn checked(wanted: &Wanted) -> Result<usize, Answer> {
    let asked = wanted.issue_ids_or_keys.len();
    if asked == 0 {
        return Err(Answer::bad("issueIdsOrKeys must not be empty."));
    }
    if asked > ISSUES_MAX {
        return Err(Answer::bad("A maximum of 1,000 issues can be fetched at once."));
    }
    if wanted.field_ids.len() > FIELDS_MAX {
        return Err(Answer::bad("A maximum of 10 field ids can be given."));
    }
    match wanted.max_results.unwrap_or(1_000) {
        size @ 1..=CHANGES_MAX => Ok(size),
        _ => Err(Answer::bad("maxResults must be between 1 and 10,000.")),
    }
}

fn start(token: Option<&str>) -> Result<usize, Answer> {
    let Some(token) = token else { return Ok(0) };
    let read = token.strip_prefix('c').and_then(|place| usize::from_str_radix(place, 16).ok());
    read.ok_or_else(|| Answer::bad("The nextPageToken is not valid."))
}

/// A change as many issues' changelogs have it: with the time as a number, and only the fields asked for.
fn numbered(world: &World, history: &History, fields: &[String]) -> Value {
    let asked =
        history.items.iter().filter(|one| fields.is_empty() || fields.iter().any(|field| one.is(field)));
    json!({
        "id": history.id,
        "author": users::user_of(world, history.author.as_deref()),
        "created": history.created,
        "items": asked.map(item).collect::<Value>(),
    })
}
