//! `POST /rest/api/3/jql/match`: which of some issues match some queries, as they are now.

use super::condition::Condition;
use crate::model::{Issue, World};
use crate::permissions::{Caller, is_staff};
use crate::rest::{Answer, Shared};
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use serde::Deserialize;
use serde_json::{Value, json};

/// Most issues of one call.
const ISSUES_MAX: usize = 1_000;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Wanted {
    issue_ids: Vec<u64>,
    jqls: Vec<String>,
}

pub(super) async fn matches(
    State(site): State<Shared>,
    caller: Caller,
    body: Result<Json<Wanted>, JsonRejection>,
) -> Result<Answer, Answer> {
    let Json(wanted) = body.map_err(|problem| Answer::bad(problem.body_text()))?;
    if wanted.issue_ids.is_empty() || wanted.jqls.is_empty() {
        return Err(Answer::bad("At least one issue id and one JQL query must be given."));
    }
    if wanted.issue_ids.len() > ISSUES_MAX {
        return Err(Answer::bad(format!("At most {ISSUES_MAX} issues may be matched at once.")));
    }
    let site = site.read();
    let world = site.world();
    // What the caller may not see is left out, as if it were not there.
    let seen = |id: &&u64| {
        let issue = world.find_issue(&id.to_string()).and_then(|index| world.issue(index));
        issue.filter(|_| is_staff(world, &caller)).map(|issue| (**id, issue))
    };
    let issues: Vec<(u64, &Issue)> = wanted.issue_ids.iter().filter_map(|id| seen(&id)).collect();
    let answers = wanted.jqls.iter().map(|jql| answer(world, &caller, jql, &issues));
    Ok(Answer::ok(json!({ "matches": answers.collect::<Value>() })))
}

fn answer(world: &World, caller: &Caller, jql: &str, issues: &[(u64, &Issue)]) -> Value {
    match Condition::read(world, caller, jql) {
        Err(errors) => json!({ "matchedIssues": [], "errors": errors }),
        Ok(condition) => {
            let matched = issues.iter().filter(|(_, issue)| condition.holds(issue)).map(|(id, _)| *id);
            json!({ "matchedIssues": matched.collect::<Vec<u64>>(), "errors": [] })
        }
    }
}
