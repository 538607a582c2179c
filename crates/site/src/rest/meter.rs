//! What requests cost, as the products count for their rate limit, and refusals for tests.
//!
//! A request costs one point, and one for each object of its answer; two for each that is about identity or access.

use super::answer::Objects;
use super::{Answer, Shared};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What was spent, and what is refused.
#[derive(Debug, Default)]
pub(crate) struct Meter(Mutex<Books>);

#[derive(Debug, Default)]
struct Books {
    spent: Spent,
    refusal: Option<Refusal>,
}

/// What was spent since the start, by the app itself and by it on behalf of people.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Spent {
    app: Account,
    user: Account,
}

/// Points and requests, all and by path.
#[derive(Debug, Clone, Default, Serialize)]
struct Account {
    points: u64,
    requests: u64,
    refused: u64,
    paths: BTreeMap<String, u64>,
}

/// Which requests are refused with 429.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Refusal {
    /// How many more are refused.
    requests: u64,
    /// What `Retry-After` says, in seconds.
    #[serde(default = "one")]
    retry_after: u64,
    /// What `RateLimit-Reason` says.
    #[serde(default = "burst")]
    reason: String,
    /// How their paths begin; any when left out.
    #[serde(default)]
    path: String,
    /// How many requests of these paths are answered before.
    #[serde(default)]
    after: u64,
}

fn one() -> u64 {
    1
}

fn burst() -> String {
    "jira-burst-based".to_owned()
}

impl Meter {
    fn open(&self) -> MutexGuard<'_, Books> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was spent.
    pub(crate) fn spent(&self) -> Spent {
        self.open().spent.clone()
    }

    /// Starts counting anew.
    pub(crate) fn reset(&self) {
        self.open().spent = Spent::default();
    }

    /// Refuses what comes next, or nothing.
    pub(crate) fn refuse(&self, refusal: Option<Refusal>) {
        self.open().refusal = refusal;
    }

    /// The refusal of a request, where there is one.
    fn refusal_of(&self, path: &str, app: bool) -> Option<(u64, String)> {
        let mut state = self.open();
        let refusal = state.refusal.as_mut().filter(|refusal| path.starts_with(&refusal.path))?;
        if refusal.after > 0 {
            refusal.after = refusal.after.saturating_sub(1);
            return None;
        }
        let told = (refusal.retry_after, refusal.reason.clone());
        refusal.requests = refusal.requests.saturating_sub(1);
        if refusal.requests == 0 {
            state.refusal = None;
        }
        let account = if app { &mut state.spent.app } else { &mut state.spent.user };
        account.refused = account.refused.saturating_add(1);
        Some(told)
    }

    fn spend(&self, app: bool, path: &str, points: u64) {
        let mut state = self.open();
        let account = if app { &mut state.spent.app } else { &mut state.spent.user };
        account.points = account.points.saturating_add(points);
        account.requests = account.requests.saturating_add(1);
        let of_path = account.paths.entry(path.to_owned()).or_default();
        *of_path = of_path.saturating_add(points);
    }
}

/// Counts every request of the products' paths, or refuses it.
pub(super) async fn count(State(site): State<Shared>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    if path.starts_with("/_") {
        return next.run(request).await;
    }
    let app = request.headers().get("x-as").is_some_and(|value| value == "app");
    let matched = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let matched = matched.unwrap_or_else(|| path.clone());
    if let Some((seconds, reason)) = site.meter().refusal_of(&path, app) {
        let mut refused =
            Answer::error(StatusCode::TOO_MANY_REQUESTS, "Rate limit exceeded.").into_response();
        let headers = refused.headers_mut();
        headers.insert("retry-after", HeaderValue::from(seconds));
        if let Ok(reason) = HeaderValue::from_str(&reason) {
            headers.insert("ratelimit-reason", reason);
        }
        return refused;
    }
    let mut response = next.run(request).await;
    let objects = response.extensions().get::<Objects>().map_or(1, |objects| objects.0);
    let objects = if response.status().is_success() { objects } else { 0 };
    let points = u64::try_from(objects)
        .unwrap_or(u64::MAX)
        .saturating_mul(if is_identity(&path) { 2 } else { 1 })
        .saturating_add(1);
    site.meter().spend(app, &matched, points);
    response.headers_mut().insert("x-site-points", HeaderValue::from(points));
    response
}

/// Paths about people, groups and who may do what.
fn is_identity(path: &str) -> bool {
    let about = ["/user", "/users", "/group", "/groups", "/permissionscheme", "/role"];
    let rest = path.strip_prefix("/rest/api/3").or_else(|| path.strip_prefix("/wiki/rest/api"));
    rest.is_some_and(|rest| {
        about
            .iter()
            .any(|name| rest.strip_prefix(name).is_some_and(|more| more.is_empty() || more.starts_with('/')))
    })
}
