//! `/rest/api/3/search/jql` and `/rest/api/3/search/approximate-count`: issues that match a query, page by page.

use super::condition::Condition;
use crate::model::{Issue, World};
use crate::permissions::Caller;
use crate::rest::{Answer, Params, Shared, caller::staff, issues};
use crate::time::now;
use activity_jql::{Direction, FieldName};
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use serde::Deserialize;
use serde_json::{Value, json};
use std::cmp::Ordering;

/// Most issues of a page that has more of them than id and key.
const PAGE_MAX: usize = 100;
/// Most issues of a page that has nothing but id and key.
const IDS_MAX: usize = 5_000;
/// Most issues that may be named as just changed.
const RECONCILED_MAX: usize = 50;

/// What is searched for.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Wanted {
    jql: String,
    fields: Vec<String>,
    expand: Option<Value>,
    max_results: Option<usize>,
    next_page_token: Option<String>,
    reconcile_issues: Vec<u64>,
}

pub(super) async fn posted(
    State(site): State<Shared>,
    caller: Caller,
    body: Result<Json<Wanted>, JsonRejection>,
) -> Result<Answer, Answer> {
    let Json(wanted) = body.map_err(|problem| Answer::bad(problem.body_text()))?;
    search(site.read().world(), &caller, &wanted)
}

pub(super) async fn asked(
    State(site): State<Shared>,
    caller: Caller,
    params: Params,
) -> Result<Answer, Answer> {
    let wanted = Wanted {
        jql: params.get("jql").unwrap_or_default().to_owned(),
        fields: params.all("fields").into_iter().map(Into::into).collect(),
        expand: params.get("expand").map(Into::into),
        max_results: params.get("maxResults").and_then(|text| text.parse().ok()),
        next_page_token: params.get("nextPageToken").map(Into::into),
        reconcile_issues: params.all("reconcileIssues").iter().filter_map(|id| id.parse().ok()).collect(),
    };
    search(site.read().world(), &caller, &wanted)
}

#[derive(Debug, Deserialize)]
pub(super) struct Counted {
    jql: String,
}

pub(super) async fn count(
    State(site): State<Shared>,
    caller: Caller,
    body: Result<Json<Counted>, JsonRejection>,
) -> Result<Answer, Answer> {
    let Json(wanted) = body.map_err(|problem| Answer::bad(problem.body_text()))?;
    let site = site.read();
    let found = matching(site.world(), &caller, &wanted.jql, &[])?;
    Ok(Answer::ok(json!({ "count": found.len() })))
}

fn search(world: &World, caller: &Caller, wanted: &Wanted) -> Result<Answer, Answer> {
    if wanted.reconcile_issues.len() > RECONCILED_MAX {
        return Err(Answer::bad("A maximum of 50 issues can be reconciled."));
    }
    let found = matching(world, caller, &wanted.jql, &wanted.reconcile_issues)?;
    let fields: Vec<&str> = wanted.fields.iter().map(String::as_str).collect();
    let brief = fields.iter().all(|name| matches!(*name, "id" | "key"));
    let most = if brief { IDS_MAX } else { PAGE_MAX };
    let page = wanted.max_results.unwrap_or(50).min(most);
    let start = start(wanted.next_page_token.as_deref(), &wanted.jql)?;
    let changelog = wanted.expand.as_ref().is_some_and(|expand| expand.to_string().contains("changelog"));
    let one = |issue: &&Issue| match fields.as_slice() {
        // Nothing asked for: the id and nothing else.
        [] => json!({ "id": issue.id }),
        _ if brief => json!({ "id": issue.id, "key": issue.key }),
        _ => issues::written(world, issue, &fields, changelog),
    };
    let values: Vec<Value> = found.iter().skip(start).take(page).map(one).collect();
    let end = start.saturating_add(values.len());
    let last = end >= found.len() || values.is_empty();
    let mut answer = json!({ "issues": values, "isLast": last });
    if let (false, Some(object)) = (last, answer.as_object_mut()) {
        object.insert("nextPageToken".into(), json!(token(end, &wanted.jql)));
    }
    Ok(Answer::ok(answer))
}

/// Issues that match, in the order asked for; the newest first when none is.
fn matching<'w>(
    world: &'w World,
    caller: &Caller,
    jql: &str,
    reconciled: &[u64],
) -> Result<Vec<&'w Issue>, Answer> {
    staff(world, caller)?;
    let refused = |errors: Vec<String>| {
        Answer::with(
            axum::http::StatusCode::BAD_REQUEST,
            json!({ "errorMessages": errors, "warningMessages": [] }),
        )
    };
    let parsed = activity_jql::parse(jql);
    let order = parsed.query.as_ref().map(|query| query.order.clone()).unwrap_or_default();
    if parsed.errors.is_empty() && parsed.query.as_ref().is_none_or(|query| query.condition.is_none()) {
        let unbounded =
            "Unbounded JQL queries are not allowed here. Please add a search restriction to your query.";
        return Err(refused(vec![unbounded.into()]));
    }
    let condition = Condition::read(world, caller, jql).map_err(refused)?;
    let newest = now().saturating_sub(world.setup.switches.search_lag);
    // The index lags behind: an issue that is younger is found when it is named.
    let indexed = |issue: &&Issue| {
        world.setup.switches.search_lag == 0
            || issue.created <= newest
            || reconciled.iter().any(|id| id.to_string() == issue.id)
    };
    let live = |issue: &&Issue| world.project(&issue.project).is_some_and(crate::model::Project::is_live);
    let found = world.issues().filter(live).filter(indexed).filter(|issue| condition.holds(issue));
    let mut found: Vec<&Issue> = found.collect();
    let mut keys: Vec<(Key, bool)> = Vec::new();
    for key in &order {
        let FieldName::Name(name) = &key.field.name else { continue };
        let sorted = Key::of(name).ok_or_else(|| {
            refused(vec![format!("Field '{name}' does not exist or cannot be used to sort.")])
        })?;
        keys.push((sorted, key.direction == Some(Direction::Descending)));
    }
    if keys.is_empty() {
        keys.push((Key::Created, true));
    }
    found.sort_by(|a, b| {
        let by = |(key, descending): &(Key, bool)| {
            let order = key.compare(a, b);
            if *descending { order.reverse() } else { order }
        };
        keys.iter().map(by).find(|order| order.is_ne()).unwrap_or_else(|| Key::Id.compare(a, b).reverse())
    });
    Ok(found)
}

/// What issues are sorted by.
#[derive(Debug, Clone, Copy)]
enum Key {
    Id,
    /// By project and number.
    Place,
    Created,
    Updated,
}

impl Key {
    fn of(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "id" => Some(Self::Id),
            "key" | "issuekey" | "issue" => Some(Self::Place),
            "created" | "createddate" => Some(Self::Created),
            "updated" | "updateddate" => Some(Self::Updated),
            _ => None,
        }
    }

    fn compare(self, a: &Issue, b: &Issue) -> Ordering {
        match self {
            Self::Id => number(&a.id).cmp(&number(&b.id)),
            Self::Place => parts(&a.key).cmp(&parts(&b.key)),
            Self::Created => a.created.cmp(&b.created),
            Self::Updated => a.updated.cmp(&b.updated),
        }
    }
}

fn number(id: &str) -> u64 {
    id.parse().unwrap_or(u64::MAX)
}

fn parts(key: &str) -> (&str, u64) {
    key.rsplit_once('-').map_or((key, 0), |(project, count)| (project, number(count)))
}

/// A token belongs to its query.
fn token(place: usize, jql: &str) -> String {
    format!("{place:x}.{:x}", digest(jql))
}

fn start(token: Option<&str>, jql: &str) -> Result<usize, Answer> {
    let Some(token) = token.filter(|token| !token.is_empty()) else { return Ok(0) };
    let read = token.split_once('.').filter(|(_, query)| *query == format!("{:x}", digest(jql)));
    let place = read.and_then(|(place, _)| usize::from_str_radix(place, 16).ok());
    place.ok_or_else(|| Answer::bad("The nextPageToken is not valid for this query."))
}

fn digest(jql: &str) -> u64 {
    jql.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
