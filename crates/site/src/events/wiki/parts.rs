//! What Confluence writes of the things that its events are about.

use crate::model::wiki::{Content, ContentKind, Space, Task, Template};
use crate::model::{Group, World};
use crate::time::{date, iso_time};
use serde_json::{Map, Value, json};

/// Somebody: every member that could hold a name holds the account id. Null for somebody who was not logged in.
pub fn person(world: &World, account_id: Option<&str>) -> Value {
    let Some(id) = account_id else { return Value::Null };
    let kind = world.person(id).map_or("atlassian", |person| person.account_type.name());
    json!({
        "type": "known",
        "accountId": id,
        "accountType": kind,
        "profilePicture": image("/wiki/aa-avatar/default.png", true),
        "isExternalCollaborator": false,
        "username": id,
        "email": id,
        "displayName": id,
        "publicName": id,
    })
}

fn image(path: &str, usual: bool) -> Value {
    json!({ "path": path, "width": 48, "height": 48, "isDefault": usual })
}

/// A space; with its history where the event is about the space itself.
pub fn space(world: &World, space: &Space, whole: bool) -> Value {
    let mut written = json!({
        "id": space.id,
        "key": space.key,
        "alias": space.key,
        "name": space.name,
        "type": if space.personal { "personal" } else { "global" },
        "icon": image("/wiki/images/logo/default-space-logo.svg", true),
        "status": if space.archived { "archived" } else { "current" },
    });
    if let (true, Some(members)) = (whole, written.as_object_mut()) {
        let created = json!({
            "createdBy": person(world, Some(&space.author)),
            "createdDate": iso_time(space.created),
        });
        members.insert("history".into(), created);
    }
    written
}

fn space_of(world: &World, content: &Content) -> Value {
    let found = world.spaces.iter().find(|space| space.id == content.space);
    found.map_or(Value::Null, |found| space(world, found, false))
}

/// Content as it is now.
pub fn content(world: &World, content: &Content) -> Value {
    let mut members = Map::new();
    // Ids of what apps keep are numbers, those of everything else are texts.
    let number = (content.kind == ContentKind::Custom).then(|| content.id.parse::<u64>().ok()).flatten();
    members.insert("id".into(), number.map_or_else(|| content.id.clone().into(), Value::from));
    members.insert("type".into(), content.kind.name().into());
    if content.live {
        members.insert("subType".into(), "live".into());
    }
    members.insert("status".into(), content.status.name().into());
    members.insert("title".into(), content.title.clone().into());
    members.insert("space".into(), space_of(world, content));
    let history = json!({
        "latest": true,
        "createdBy": person(world, content.author.as_deref()),
        "ownedBy": person(world, content.owner.as_deref()),
        "createdDate": iso_time(content.created),
    });
    members.insert("history".into(), history);
    if let Some(edition) = content.edition() {
        let version = json!({
            "by": person(world, edition.by.as_deref()),
            "when": iso_time(edition.at),
            "number": edition.number,
        });
        members.insert("version".into(), version);
    }
    Value::Object(members)
}

/// A comment or a file, with what it hangs on.
pub fn comment_or_file(world: &World, belonging: &Content) -> Value {
    let mut written = content(world, belonging);
    let Some(members) = written.as_object_mut() else { return written };
    let holder = belonging.container.as_deref().and_then(|id| world.wiki.content(id));
    if let Some(holder) = holder {
        // A comment names its page by a number, a file by a text.
        let number = holder.id.parse::<u64>().ok().filter(|_| belonging.kind == ContentKind::Comment);
        let container = json!({
            "id": number.map_or_else(|| Value::from(holder.id.clone()), Value::from),
            "type": holder.kind.name(),
            "title": holder.title,
            "space": space_of(world, holder),
        });
        members.insert("container".into(), container);
    }
    if belonging.kind == ContentKind::Comment {
        let above = belonging.parent.as_deref().and_then(|id| world.wiki.content(id));
        let ancestors: Vec<Value> = above
            .map(|above| json!({ "id": above.id, "type": "comment", "status": above.status.name(), "title": above.title }))
            .into_iter()
            .collect();
        members.insert("ancestors".into(), ancestors.into());
        let location = if belonging.inline { "inline" } else { "footer" };
        members.insert("extensions".into(), json!({ "location": location }));
    }
    if let Some(media) = &belonging.media {
        let extensions = json!({
            "mediaType": media.kind,
            // The documented type is a number, the documented example a text: new files have the one, later versions the other.
            "fileSize": if belonging.editions.len() < 2 { Value::from(media.size.to_string()) } else { media.size.into() },
            "mediaTypeDescription": media.kind.split('/').next().unwrap_or_default(),
            "fileId": media.file,
            "downloadPath": format!("/download/attachments/{}/{}", belonging.container.as_deref().unwrap_or_default(), belonging.title),
        });
        members.insert("extensions".into(), extensions);
    }
    written
}

/// A task.
pub fn task(task: &Task) -> Value {
    json!({
        "id": task.id,
        "uuid": null,
        "status": if task.done { "complete" } else { "incomplete" },
        "statusAsString": if task.done { "CHECKED" } else { "UNCHECKED" },
        "assignee": task.assignee,
        "dueDate": task.due.map(date),
    })
}

/// A label.
pub fn label(world: &World, name: &str) -> Value {
    let id = world.wiki.labels.iter().find(|label| label.1 == name).map(|label| label.0.clone());
    json!({ "id": id, "name": name, "prefix": "global" })
}

/// A template with its labels.
pub fn template(world: &World, template: &Template) -> Value {
    let home = world.spaces.iter().find(|space| Some(space.id) == template.space);
    json!({
        "templateId": template.id,
        "name": template.name,
        "description": template.description,
        "templateType": "page",
        "space": home.map(|home| space(world, home, false)),
        "labels": template.labels.iter().map(|name| label(world, name)).collect::<Vec<_>>(),
    })
}

/// A group.
pub fn group(group: &Group) -> Value {
    json!({ "id": group.id, "name": group.name })
}
