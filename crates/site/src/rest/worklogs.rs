//! Work: of one issue, by id, and the two feeds of what was changed and what was taken back.

use super::{Answer, Params, Shared, caller::staff, issues, users};
use crate::events::document;
use crate::model::{Issue, Worklog, World};
use crate::permissions::Caller;
use crate::time::{MINUTE, jira_time, now, spent_text};
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

/// Most worklogs of one page, and of one call by ids.
const WORKLOGS_MAX: usize = 1_000;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/rest/api/3/issue/{id}/worklog", get(of_issue))
        .route("/rest/api/3/worklog/updated", get(updated))
        .route("/rest/api/3/worklog/deleted", get(deleted))
        .route("/rest/api/3/worklog/list", post(list))
}

/// A worklog as Jira writes it.
fn written(world: &World, issue: &Issue, log: &Worklog) -> Value {
    json!({
        "self": format!("{}/rest/api/3/issue/{}/worklog/{}", world.base_url, issue.id, log.id),
        "id": log.id,
        "issueId": issue.id,
        "author": users::user_of(world, log.author.as_deref()),
        "updateAuthor": users::user_of(world, log.update_author.as_deref()),
        "comment": log.text.as_ref().map(|text| if issue.wiki { json!(text) } else { document(world, text) }),
        "created": jira_time(log.created),
        "updated": jira_time(log.updated),
        "started": jira_time(log.started),
        "timeSpent": spent_text(log.seconds),
        "timeSpentSeconds": log.seconds,
    })
}

/// A page of an issue's work.
pub(super) fn page(world: &World, issue: &Issue, start: usize, size: usize) -> Value {
    let logs = issue.worklogs.iter().skip(start).take(size);
    let worklogs: Vec<Value> = logs.map(|log| written(world, issue, log)).collect();
    json!({ "startAt": start, "maxResults": size, "total": issue.worklogs.len(), "worklogs": worklogs })
}

async fn of_issue(
    State(site): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    let issue = issues::find(world, &caller, &id)?;
    let most = params.number("maxResults", 5_000).min(5_000);
    Ok(Answer::ok(page(world, issue, params.number("startAt", 0), most)))
}

/// Worklogs that were made or changed at or after a time.
async fn updated(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let all = world.issues().flat_map(|issue| &issue.worklogs);
    let changes = all.map(|log| (log.updated, log.id.as_str())).collect();
    feed(world, "updated", changes, &params)
}

/// Worklogs that were taken back. Of which issue, and by whom, is not told. What went with its issue is not here.
async fn deleted(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let gone = &world.setup.gone_worklogs;
    feed(world, "deleted", gone.iter().map(|(id, at)| (*at, id.as_str())).collect(), &params)
}

/// A page of a feed, oldest first. The last minute is left out. A page begins at `since` itself, so that the last entry of
/// one page is the first of the next.
fn feed(world: &World, name: &str, mut changes: Vec<(i64, &str)>, params: &Params) -> Result<Answer, Answer> {
    let since = match params.get("since") {
        None => 0,
        Some(text) => text
            .parse::<i64>()
            .map_err(|_| Answer::bad(format!("The since '{text}' is not a number of milliseconds.")))?,
    };
    let latest = now().saturating_sub(MINUTE);
    changes.retain(|change| change.0 >= since && change.0 <= latest);
    changes.sort_unstable();
    let last_page = changes.len() <= WORKLOGS_MAX;
    changes.truncate(WORKLOGS_MAX);
    let until = changes.last().map_or(since, |change| change.0);
    let base = format!("{}/rest/api/3/worklog/{name}", world.base_url);
    let values: Vec<Value> = changes
        .iter()
        .map(|(at, id)| json!({ "worklogId": id.parse::<u64>().ok(), "updatedTime": at, "properties": [] }))
        .collect();
    let mut answer = json!({
        "values": values,
        "since": since,
        "until": until,
        "self": format!("{base}?since={since}"),
        "lastPage": last_page,
    });
    if let (false, Some(object)) = (last_page, answer.as_object_mut()) {
        object.insert("nextPage".into(), json!(format!("{base}?since={until}")));
    }
    Ok(Answer::ok(answer))
}

#[derive(Debug, Deserialize)]
struct Wanted {
    ids: Vec<u64>,
}

/// Worklogs by id; those that are not there, or cannot be seen, are left out.
async fn list(
    State(site): State<Shared>,
    caller: Caller,
    body: Result<Json<Wanted>, JsonRejection>,
) -> Result<Answer, Answer> {
    let Json(wanted) = body.map_err(|problem| Answer::bad(problem.body_text()))?;
    if wanted.ids.len() > WORKLOGS_MAX {
        return Err(Answer::bad("A maximum of 1,000 worklogs can be fetched at once."));
    }
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let ids: std::collections::HashSet<String> = wanted.ids.iter().map(u64::to_string).collect();
    let all = world.issues().flat_map(|issue| issue.worklogs.iter().map(move |log| (issue, log)));
    let found = all.filter(|(_, log)| ids.contains(&log.id));
    Ok(Answer::ok(found.map(|(issue, log)| written(world, issue, log)).collect()))
}
