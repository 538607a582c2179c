//! `/wiki/api/v2/pages...`, `/blogposts...` and the other kinds of content; comments and files of these.

use super::super::{Answer, Params, Shared, caller::staff};
use super::pages::{Row, by_cursor, key};
use super::spaces;
use crate::model::World;
use crate::model::wiki::{Content, ContentKind, ContentStatus, Edition};
use crate::permissions::{Caller, sees};
use crate::time::iso_time;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use serde_json::{Value, json};

/// Kinds that have paths of their own.
pub(super) const FAMILIES: [(&str, ContentKind); 7] = [
    ("pages", ContentKind::Page),
    ("blogposts", ContentKind::Blogpost),
    ("whiteboards", ContentKind::Whiteboard),
    ("databases", ContentKind::Database),
    ("folders", ContentKind::Folder),
    ("embeds", ContentKind::Embed),
    ("attachments", ContentKind::Attachment),
];

pub(super) fn routes() -> Router<Shared> {
    let mut routes = Router::new()
        .route("/wiki/api/v2/pages", get(pages))
        .route("/wiki/api/v2/blogposts", get(blogposts))
        .route("/wiki/api/v2/spaces/{id}/pages", get(in_space))
        .route("/wiki/api/v2/spaces/{id}/blogposts", get(blogposts_in_space))
        .route("/wiki/api/v2/footer-comments/{id}", get(comment))
        .route("/wiki/api/v2/inline-comments/{id}", get(comment));
    for (family, kind) in FAMILIES {
        let one = async move |site: State<Shared>, caller: Caller, id: Path<String>, params: Params| {
            one(&site, &caller, &id, &params, kind)
        };
        routes = routes.route(&format!("/wiki/api/v2/{family}/{{id}}"), get(one));
        if matches!(kind, ContentKind::Page | ContentKind::Blogpost) {
            let hung = [
                ("footer-comments", ContentKind::Comment, false),
                ("inline-comments", ContentKind::Comment, true),
                ("attachments", ContentKind::Attachment, false),
            ];
            for (name, what, inline) in hung {
                let path = format!("/api/v2/{family}/{{id}}/{name}");
                let full = format!("/wiki{path}");
                let listed =
                    async move |site: State<Shared>, caller: Caller, id: Path<String>, params: Params| {
                        belongings(&site, &caller, &id, &params, (&path, what, inline))
                    };
                routes = routes.route(&full, get(listed));
            }
        }
    }
    routes
}

async fn pages(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    listed(site.read().world(), &caller, &params, ("/api/v2/pages", ContentKind::Page), None)
}

async fn blogposts(State(site): State<Shared>, caller: Caller, params: Params) -> Result<Answer, Answer> {
    listed(site.read().world(), &caller, &params, ("/api/v2/blogposts", ContentKind::Blogpost), None)
}

async fn in_space(
    State(site): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Result<Answer, Answer> {
    let site = site.read();
    let space = spaces::find(site.world(), &caller, &id)?.id;
    let path = format!("/api/v2/spaces/{id}/pages");
    listed(site.world(), &caller, &params, (&path, ContentKind::Page), Some(space))
}

async fn blogposts_in_space(
    State(site): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Result<Answer, Answer> {
    let site = site.read();
    let space = spaces::find(site.world(), &caller, &id)?.id;
    let path = format!("/api/v2/spaces/{id}/blogposts");
    listed(site.world(), &caller, &params, (&path, ContentKind::Blogpost), Some(space))
}

/// Content of a kind that the caller sees; without the trash unless it is asked for.
fn listed(
    world: &World,
    caller: &Caller,
    params: &Params,
    (path, kind): (&str, ContentKind),
    space: Option<u64>,
) -> Result<Answer, Answer> {
    staff(world, caller)?;
    let (ids, spaces, statuses) = (params.all("id"), params.all("space-id"), params.all("status"));
    let asked = |content: &&Content| {
        content.kind == kind
            && space.is_none_or(|space| content.space == space)
            && (ids.is_empty() || ids.contains(&content.id.as_str()))
            && (spaces.is_empty() || spaces.contains(&content.space.to_string().as_str()))
            && params.get("title").is_none_or(|title| content.title == title)
            && if statuses.is_empty() {
                content.status != ContentStatus::Trashed
            } else {
                statuses.contains(&content.status.name())
            }
            && sees(world, caller, content)
    };
    let found = world.wiki.contents().filter(asked);
    sorted(world, params, path, found)
}

fn sorted<'w>(
    world: &World,
    params: &Params,
    path: &str,
    found: impl Iterator<Item = &'w Content>,
) -> Result<Answer, Answer> {
    let sort = params.get("sort").unwrap_or("id");
    let by = sort.trim_start_matches('-');
    if !["id", "created-date", "modified-date", "title"].contains(&by) {
        let message = format!("Provided value {sort} for 'sort' is not a valid sort order.");
        return Err(Answer::wiki(StatusCode::BAD_REQUEST, &message));
    }
    let row = |content: &Content| {
        let key = match by {
            "created-date" => key(content.created, &content.id),
            "modified-date" => key(content.updated(), &content.id),
            "title" => format!("{}:{}", content.title, content.id),
            _ => key(0, &content.id),
        };
        Row { key, value: written(content, content.edition(), params) }
    };
    by_cursor(world, path, params, found.map(row).collect(), sort.starts_with('-'))
}

fn one(
    site: &Shared,
    caller: &Caller,
    id: &str,
    params: &Params,
    kind: ContentKind,
) -> Result<Answer, Answer> {
    let site = site.read();
    let content = find(site.world(), caller, id, kind)?;
    let asked = params.get("version").map(str::parse::<u64>);
    let edition = match asked {
        Some(Ok(number)) => content.editions.iter().find(|edition| edition.number == number),
        Some(Err(_)) => None,
        None => content.edition(),
    };
    let missing = || Answer::wiki(StatusCode::NOT_FOUND, "Version not found");
    Ok(Answer::ok(written(content, Some(edition.ok_or_else(missing)?), params)))
}

async fn comment(
    State(site): State<Shared>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Result<Answer, Answer> {
    one(&site, &caller, &id, &params, ContentKind::Comment)
}

fn belongings(
    site: &Shared,
    caller: &Caller,
    id: &str,
    params: &Params,
    (path, kind, inline): (&str, ContentKind, bool),
) -> Result<Answer, Answer> {
    let site = site.read();
    let world = site.world();
    let holder = [ContentKind::Page, ContentKind::Blogpost].map(|kind| find(world, caller, id, kind).ok());
    let holder = holder.into_iter().flatten().next();
    let holder = holder.ok_or_else(|| Answer::wiki(StatusCode::NOT_FOUND, "Content not found"))?;
    let belongs = world.wiki.belongings(&holder.id).filter(|content| {
        content.kind == kind && content.inline == inline && content.status == ContentStatus::Current
    });
    sorted(world, params, &path.replace("{id}", id), belongs)
}

/// The content with this id and kind. Who cannot see it is told that it is not there: the app too.
pub(super) fn find<'w>(
    world: &'w World,
    caller: &Caller,
    id: &str,
    kind: ContentKind,
) -> Result<&'w Content, Answer> {
    staff(world, caller)?;
    let found = world.wiki.content(id).filter(|content| content.kind == kind);
    let found = found.filter(|content| sees(world, caller, content));
    found.ok_or_else(|| Answer::wiki(StatusCode::NOT_FOUND, "Content not found"))
}

/// A version as the second API writes it.
pub(super) fn version(edition: &Edition) -> Value {
    json!({
        "createdAt": iso_time(edition.at),
        "message": edition.message,
        "number": edition.number,
        "minorEdit": edition.minor,
        "authorId": edition.by,
    })
}

/// Content as it is, or was in an older version.
fn written(content: &Content, edition: Option<&Edition>, params: &Params) -> Value {
    let title = edition.map_or(&content.title, |edition| &edition.title);
    let text = edition.map_or(&content.body, |edition| &edition.body);
    let body = match params.get("body-format") {
        Some(format) => json!({ format: { "representation": format, "value": text } }),
        None => json!({}),
    };
    let mut written = json!({
        "id": content.id,
        "status": content.status.name(),
        "title": title,
        "spaceId": content.space.to_string(),
        "parentId": content.parent,
        "parentType": content.parent.as_ref().map(|_| "page"),
        "position": content.position,
        "authorId": content.author,
        "ownerId": content.owner,
        "lastOwnerId": null,
        "createdAt": iso_time(content.created),
        "version": edition.map(version),
        "body": body,
        "_links": { "webui": format!("/pages/{}", content.id) },
    });
    let Some(members) = written.as_object_mut() else { return written };
    if content.live {
        members.insert("subtype".into(), "live".into());
    }
    if let Some(holder) = &content.container {
        let name = if content.kind == ContentKind::Comment { "parentCommentId" } else { "comment" };
        members.insert("pageId".into(), holder.clone().into());
        members.insert(name.into(), content.parent.clone().into());
    }
    if let Some(media) = &content.media {
        members.insert("mediaType".into(), media.kind.clone().into());
        members.insert("fileSize".into(), media.size.into());
        members.insert("fileId".into(), media.file.clone().into());
    }
    written
}
