//! `/rest/api/3/issue/{idOrKey}/comment`.

use super::{Answer, Params, Shared, caller::staff, issues, users};
use crate::events::document;
use crate::model::{Comment, Issue, World};
use crate::permissions::Caller;
use crate::time::jira_time;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/rest/api/3/issue/{id}/comment", get(all))
        .route("/rest/api/3/comment/list", post(by_id))
}

async fn all(
    State(site): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    let issue = issues::find(world, &caller, &id)?;
    let most = params.number("maxResults", 50).min(5_000);
    let start = params.number("startAt", 0);
    // The oldest first, unless asked otherwise.
    if params.get("orderBy") == Some("-created") {
        let newest: Vec<&Comment> = issue.comments.iter().rev().collect();
        return Ok(Answer::ok(cut(world, issue, &newest, start, most)));
    }
    Ok(Answer::ok(page(world, issue, start, most)))
}

#[derive(Debug, Deserialize)]
struct Wanted {
    ids: Vec<u64>,
}

/// Comments by id, of all issues that the caller sees; those that are not there are left out.
async fn by_id(
    State(site): State<Shared>,
    caller: Caller,
    body: Result<Json<Wanted>, JsonRejection>,
) -> Result<Answer, Answer> {
    let Json(wanted) = body.map_err(|problem| Answer::bad(problem.body_text()))?;
    if wanted.ids.len() > 1_000 {
        return Err(Answer::bad("A maximum of 1,000 comments can be fetched at once."));
    }
    let site = site.read();
    let world = site.world();
    staff(world, &caller)?;
    let ids: std::collections::HashSet<String> = wanted.ids.iter().map(u64::to_string).collect();
    let all = world.issues().flat_map(|issue| issue.comments.iter().map(move |comment| (issue, comment)));
    let found = all.filter(|(_, comment)| ids.contains(&comment.id));
    let values: Vec<Value> = found
        .map(|(issue, comment)| {
            let mut one = written(world, issue, comment);
            if let Some(object) = one.as_object_mut() {
                let address =
                    format!("{}/rest/api/3/issue/{}/comment/{}", world.base_url, issue.id, comment.id);
                object.insert("self".into(), json!(address));
            }
            one
        })
        .collect();
    Ok(Answer::ok(users::page(values, &Params::default(), 1_000, 1_000)))
}

fn written(world: &World, issue: &Issue, comment: &Comment) -> Value {
    let text = comment.text.as_ref();
    json!({
        "id": comment.id,
        "author": users::user_of(world, comment.author.as_deref()),
        "updateAuthor": users::user_of(world, comment.update_author.as_deref()),
        "body": text.map(|text| if issue.wiki { json!(text) } else { document(world, text) }),
        "created": jira_time(comment.created),
        "updated": jira_time(comment.updated),
        "jsdPublic": comment.public,
    })
}

/// A page of comments, the oldest first.
pub(super) fn page(world: &World, issue: &Issue, start: usize, size: usize) -> Value {
    cut(world, issue, &issue.comments.iter().collect::<Vec<_>>(), start, size)
}

fn cut(world: &World, issue: &Issue, all: &[&Comment], start: usize, size: usize) -> Value {
    let comments: Vec<Value> =
        all.iter().skip(start).take(size).map(|comment| written(world, issue, comment)).collect();
    json!({ "startAt": start, "maxResults": size, "total": all.len(), "comments": comments })
}
