//! `POST /_site/switch`, `GET /_site/points`, `POST /_site/points` and `POST /_site/limit`.

use crate::rest::{Answer, Shared};
use crate::time;
use axum::body::Bytes;
use axum::extract::State;
use serde_json::{Value, json};

/// Sets members of how the site behaves; the answer is how it behaves then.
pub(super) async fn switch(State(site): State<Shared>, body: Bytes) -> Result<Answer, Answer> {
    let wanted: Value = read(&body)?;
    let switched = site.write().switch(time::now(), &wanted);
    switched.map(|switches| Answer::ok(json!(switches))).map_err(|refused| Answer::bad(refused.to_string()))
}

/// How the site behaves.
pub(super) async fn switches(State(site): State<Shared>) -> Answer {
    Answer::ok(json!(site.read().world().setup.switches))
}

/// What requests have cost.
pub(super) async fn points(State(site): State<Shared>) -> Answer {
    Answer::ok(json!(site.meter().spent()))
}

/// Starts counting anew.
pub(super) async fn reset(State(site): State<Shared>) -> Answer {
    site.meter().reset();
    Answer::ok(json!(site.meter().spent()))
}

/// Refuses what comes next with 429; `null` refuses nothing any more.
pub(super) async fn limit(State(site): State<Shared>, body: Bytes) -> Result<Answer, Answer> {
    let refusal = serde_json::from_slice(&body).map_err(|error| Answer::bad(error.to_string()))?;
    site.meter().refuse(refusal);
    Ok(Answer::ok(json!({ "ok": true })))
}

fn read(body: &Bytes) -> Result<Value, Answer> {
    serde_json::from_slice(body).map_err(|error| Answer::bad(error.to_string()))
}
