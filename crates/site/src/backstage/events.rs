//! `GET /_site/events`: product events in order, with a long poll.

use crate::rest::{Params, Shared};
use crate::time;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use std::fmt::Write as _;
use std::time::Duration;

/// Most events of one answer.
const LIMIT_MAX: usize = 5_000;
/// Longest wait of a long poll.
const WAIT_MS_MAX: u64 = 60_000;
/// An answer stops growing here.
const BYTES_MAX: usize = 32 << 20;

pub(super) async fn page(State(site): State<Shared>, params: Params) -> Response {
    let after: u64 = params.get("after").and_then(|text| text.parse().ok()).unwrap_or(0);
    let limit = params.number("limit", 500).clamp(1, LIMIT_MAX);
    let wait: u64 = params.get("wait").and_then(|text| text.parse().ok()).unwrap_or(0);
    if wait > 0 {
        let mut last = site.read().watch();
        let news = last.wait_for(|last| *last > after);
        // Whether something came or the time is over, the answer is what there is.
        let _ = tokio::time::timeout(Duration::from_millis(wait.min(WAIT_MS_MAX)), news).await;
    }
    let text = text(&site, after, limit);
    ([(header::CONTENT_TYPE, "application/json;charset=UTF-8")], text).into_response()
}

/// Payloads are kept as text and copied as they are.
fn text(site: &Shared, after: u64, limit: usize) -> String {
    let site = site.read();
    let mut text = String::from("{\"events\":[");
    for (place, (seq, event)) in site.events_after(after, limit).enumerate() {
        if text.len() > BYTES_MAX {
            break;
        }
        let comma = if place > 0 { "," } else { "" };
        // Writing to a string cannot fail.
        let _ = write!(text, "{comma}{{\"seq\":{seq},\"at\":{},\"event\":{}}}", event.at, event.body);
    }
    let _ = write!(text, "],\"last\":{},\"time\":{}}}", site.last(), time::now());
    text
}
