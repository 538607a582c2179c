//! `/rest/api/3/issue/{idOrKey}/comment`.

use super::{Answer, Params, Shared, issues, users};
use crate::events::document;
use crate::model::{Comment, Issue, World};
use crate::permissions::Caller;
use crate::time::jira_time;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<Shared> {
    Router::new().route("/rest/api/3/issue/{id}/comment", get(all))
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
    Ok(Answer::ok(page(world, issue, params.number("startAt", 0), most)))
}

/// A page of comments.
pub(super) fn page(world: &World, issue: &Issue, start: usize, size: usize) -> Value {
    let one = |comment: &Comment| {
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
    };
    let comments: Vec<Value> = issue.comments.iter().skip(start).take(size).map(one).collect();
    json!({ "startAt": start, "maxResults": size, "total": issue.comments.len(), "comments": comments })
}
