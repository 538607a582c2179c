//! `POST /_site/act`, `/_site/emit` and `/_site/again`.

use crate::Acted;
use crate::act::{Act, Refused};
use crate::rest::{Answer, Shared};
use crate::time;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::{Map, Value, json};

pub(super) async fn act(State(site): State<Shared>, body: Bytes) -> Answer {
    answer(read(&body).and_then(|mut request| {
        let by = request.remove("as");
        let by = by
            .as_ref()
            .and_then(Value::as_str)
            .ok_or_else(|| Refused::BadRequest("missing field `as`: an account id".into()))?;
        let act: Act =
            serde_json::from_value(request.into()).map_err(|error| Refused::BadRequest(error.to_string()))?;
        site.write().act(time::now(), by, act)
    }))
}

pub(super) async fn emit(State(site): State<Shared>, body: Bytes) -> Answer {
    answer(read(&body).and_then(|mut request| {
        let event =
            request.remove("event").ok_or_else(|| Refused::BadRequest("missing field `event`".into()))?;
        site.write().emit(time::now(), event)
    }))
}

pub(super) async fn again(State(site): State<Shared>, body: Bytes) -> Answer {
    answer(read(&body).and_then(|request| {
        let seq = request.get("seq").and_then(Value::as_u64);
        let seq =
            seq.ok_or_else(|| Refused::BadRequest("missing field `seq`: the number of an event".into()))?;
        site.write().again(time::now(), seq)
    }))
}

fn read(body: &Bytes) -> Result<Map<String, Value>, Refused> {
    match serde_json::from_slice(body) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(_) => Err(Refused::BadRequest("the request is not a JSON object".into())),
        Err(error) => Err(Refused::BadRequest(format!("the request is not JSON: {error}"))),
    }
}

fn answer(result: Result<Acted, Refused>) -> Answer {
    match result {
        Ok(acted) => {
            let mut body = json!({ "ok": true, "events": acted.events });
            if let Some(object) = body.as_object_mut() {
                object.extend(acted.issue.map(|issue| ("issue".to_owned(), issue.into())));
                object.extend(acted.made.map(|made| ("made".to_owned(), made.into())));
            }
            Answer::ok(body)
        }
        Err(refused) => {
            let error = json!({ "code": refused.code(), "message": refused.to_string() });
            Answer::with(StatusCode::BAD_REQUEST, json!({ "ok": false, "error": error }))
        }
    }
}
