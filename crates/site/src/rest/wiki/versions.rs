//! `/wiki/api/v2/{kind}/{id}/versions`: who wrote which version when.

use super::super::{Answer, Params, Shared};
use super::contents::{FAMILIES, find, version};
use super::pages::{Row, by_cursor, key};
use crate::model::wiki::ContentKind;
use crate::permissions::Caller;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use serde_json::json;

pub(super) fn routes() -> Router<Shared> {
    let mut routes = Router::new();
    let versioned = [ContentKind::Page, ContentKind::Blogpost, ContentKind::Attachment];
    let comments = ["footer-comments", "inline-comments"].map(|family| (family, ContentKind::Comment));
    let families = FAMILIES.into_iter().filter(|row| versioned.contains(&row.1)).chain(comments);
    for (family, kind) in families {
        let listed = async move |site: State<Shared>, caller: Caller, id: Path<String>, params: Params| {
            all(&site, &caller, &id, &params, (family, kind))
        };
        let single = async move |site: State<Shared>, caller: Caller, place: Path<(String, u64)>| {
            one(&site, &caller, &place, kind)
        };
        routes = routes
            .route(&format!("/wiki/api/v2/{family}/{{id}}/versions"), get(listed))
            .route(&format!("/wiki/api/v2/{family}/{{id}}/versions/{{number}}"), get(single));
    }
    routes
}

/// The newest first, unless asked otherwise.
fn all(
    site: &Shared,
    caller: &Caller,
    id: &str,
    params: &Params,
    (family, kind): (&'static str, ContentKind),
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    let content = find(world, caller, id, kind)?;
    let rows = content.editions.iter().map(|edition| {
        let mut value = version(edition);
        if let Some(members) = value.as_object_mut() {
            // The content that a version is of, under the name of its kind.
            let of = json!({ "id": content.id, "title": edition.title });
            members.insert(kind.name().into(), of);
        }
        Row { key: key(edition.at, &edition.number.to_string()), value }
    });
    let descending = params.get("sort") != Some("modified-date");
    by_cursor(world, &format!("/api/v2/{family}/{id}/versions"), params, rows.collect(), descending)
}

fn one(
    site: &Shared,
    caller: &Caller,
    (id, number): &(String, u64),
    kind: ContentKind,
) -> Result<Answer, Answer> {
    let site = site.read();
    let content = find(site.world(), caller, id, kind)?;
    let found = content.editions.iter().find(|edition| edition.number == *number);
    let edition = found.ok_or_else(|| Answer::wiki(StatusCode::NOT_FOUND, "Version not found"))?;
    let last = content.edition().map_or(0, |edition| edition.number);
    let mut answer = version(edition);
    if let Some(members) = answer.as_object_mut() {
        members.insert("contentTypeModified".into(), false.into());
        members.insert("collaborators".into(), json!([edition.by]));
        members.insert("prevVersion".into(), number.checked_sub(1).filter(|number| *number > 0).into());
        members.insert("nextVersion".into(), number.checked_add(1).filter(|number| *number <= last).into());
    }
    Ok(Answer::ok(answer))
}
