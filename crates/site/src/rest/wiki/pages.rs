//! Pages of the second API. A cursor says after which thing a page begins, so that what comes or goes in between shifts
//! nothing.

use super::super::{Answer, Params};
use crate::model::World;
use axum::http::StatusCode;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// How many things a page has when nobody says.
const USUAL: usize = 25;
/// How many it can have.
const MOST: usize = 250;

/// A thing, and by what it is ordered; no two have the same.
pub(super) struct Row {
    pub(super) key: String,
    pub(super) value: Value,
}

/// A key that orders by a number first and an id then.
pub(super) fn key(number: i64, id: &str) -> String {
    format!("{:020}:{id:0>20}", number.max(0))
}

/// One page of rows.
pub(super) fn by_cursor(
    world: &World,
    path: &str,
    params: &Params,
    rows: Vec<Row>,
    descending: bool,
) -> Result<Answer, Answer> {
    let (rows, next) = cut(params, rows, descending)?;
    let mut links = json!({ "base": format!("{}/wiki", world.base_url) });
    if let (Some(cursor), Some(links)) = (next, links.as_object_mut()) {
        let rest = params.without(&["cursor"]);
        let and = if rest.is_empty() { "" } else { "&" };
        links.insert("next".into(), format!("/wiki{path}?{rest}{and}cursor={cursor}").into());
    }
    Ok(Answer::ok(json!({ "results": rows, "_links": links })))
}

/// The values of one page, and the cursor of the next one.
pub(super) fn cut(
    params: &Params,
    mut rows: Vec<Row>,
    descending: bool,
) -> Result<(Vec<Value>, Option<String>), Answer> {
    let limit = params.number("limit", USUAL);
    if limit == 0 || limit > MOST {
        let message = format!("Provided value {limit} for 'limit' is not between 1 and {MOST}.");
        return Err(Answer::wiki(StatusCode::BAD_REQUEST, &message));
    }
    rows.sort_by(|one, other| one.key.cmp(&other.key));
    if descending {
        rows.reverse();
    }
    if let Some(cursor) = params.get("cursor") {
        let bad = || Answer::wiki(StatusCode::BAD_REQUEST, "Provided value for 'cursor' is not valid.");
        let after = opened(cursor).ok_or_else(bad)?;
        rows.retain(|row| if descending { row.key < after } else { row.key > after });
    }
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|row| sealed(&row.key));
    Ok((rows.into_iter().map(|row| row.value).collect(), next))
}

/// A cursor: nothing that anybody should look into.
fn sealed(key: &str) -> String {
    key.bytes().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn opened(cursor: &str) -> Option<String> {
    let digits = cursor.as_bytes().chunks(2);
    let bytes: Option<Vec<u8>> = digits
        .map(|pair| std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok()))
        .collect();
    String::from_utf8(bytes?).ok()
}
