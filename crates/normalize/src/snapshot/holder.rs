//! Who holds what: grants of schemes, restrictions of pages, permissions of spaces, actors of roles.
//!
//! A part is called `<what>:<type of holder>:<id of holder>`. Its labels say how people call the three.

use super::items::Facts;
use super::page::{Found, SnapshotError};
use crate::tree::{at, text_at};
use serde_json::Value;

/// A part of a list. Without a holder's id, it holds for all of the type: `anyone`, `reporter` ...
fn part(
    what: &str,
    holder_type: &str,
    holder_id: &str,
    field: Option<String>,
    holder: Option<String>,
) -> Found {
    // The id comes last because account ids hold colons.
    let id = format!("{}:{}:{holder_id}", what.replace(':', " "), holder_type.replace(':', " "));
    let labels = [("~field", field), ("~to", holder)];
    let labels = labels.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text?)));
    (id, labels.collect::<Facts>())
}

/// What, type of holder and id of holder of a part's id.
pub(super) fn parts_of(id: &str) -> (&str, &str, &str) {
    let mut parts = id.splitn(3, ':');
    let mut next = || parts.next().unwrap_or_default();
    (next(), next(), next())
}

/// Whether this type of holder is one person: then its id is an account id.
pub(super) fn is_person(holder_type: &str) -> bool {
    matches!(holder_type, "user" | "User")
}

/// Grants of a permission scheme.
pub(super) fn grants(scheme: &Value) -> Result<Vec<Found>, SnapshotError> {
    let list = at(scheme, "permissions").and_then(Value::as_array);
    let grant = |grant: &Value| {
        let missing = |member| SnapshotError::NoId("permission grants", member);
        let permission = text_at(grant, "permission").ok_or_else(|| missing("permission"))?;
        let holder_type = text_at(grant, "holder.type").ok_or_else(|| missing("holder.type"))?;
        let id = text_at(grant, "holder.value").or_else(|| text_at(grant, "holder.parameter"));
        Ok(part(
            &permission,
            &holder_type,
            &id.unwrap_or_default(),
            None,
            holder_name(at(grant, "holder"), &holder_type),
        ))
    };
    list.ok_or(SnapshotError::NoList("permission grants"))?.iter().map(grant).collect()
}

/// How a holder is called; people are not.
fn holder_name(holder: Option<&Value>, holder_type: &str) -> Option<String> {
    if is_person(holder_type) {
        return None;
    }
    ["projectRole.name", "group.name", "field.name"].iter().find_map(|path| text_at(holder?, path))
}

/// Who is told of what by a notification scheme; nothing when the answer does not say.
pub(super) fn notifications(scheme: &Value) -> Result<Vec<Found>, SnapshotError> {
    let mut found = Vec::new();
    for event in at(scheme, "notificationSchemeEvents").and_then(Value::as_array).into_iter().flatten() {
        let missing = |member| SnapshotError::NoId("notifications", member);
        let id = text_at(event, "event.id").ok_or_else(|| missing("event.id"))?;
        for told in at(event, "notifications").and_then(Value::as_array).into_iter().flatten() {
            let told_type = text_at(told, "notificationType").ok_or_else(|| missing("notificationType"))?;
            let who = text_at(told, "recipient").or_else(|| text_at(told, "parameter")).unwrap_or_default();
            let name = holder_name(Some(told), &told_type);
            found.push(part(&id, &told_type, &who, text_at(event, "event.name"), name));
        }
    }
    Ok(found)
}

/// Who may read or edit a page.
pub(super) fn restrictions(answer: &Value) -> Result<Vec<Found>, SnapshotError> {
    let operations = answer.as_object().ok_or(SnapshotError::NoList("restrictions"))?;
    let mut found = Vec::new();
    let mut understood = false;
    for (name, operation) in operations {
        let Some(who) = at(operation, "restrictions") else { continue };
        understood = true;
        for (holder_type, id) in [("user", "accountId"), ("group", "id")] {
            let list = at(who, &format!("{holder_type}.results")).and_then(Value::as_array);
            for holder in list.into_iter().flatten() {
                let id = text_at(holder, id).ok_or(SnapshotError::NoId("restrictions", id))?;
                let name_of = (holder_type == "group").then(|| text_at(holder, "name")).flatten();
                found.push(part(name, holder_type, &id, None, name_of));
            }
        }
    }
    if understood { Ok(found) } else { Err(SnapshotError::NoList("restrictions")) }
}

/// Who may do what in a space.
pub(super) fn space_permissions(answer: &Value) -> Result<Vec<Found>, SnapshotError> {
    let permission = |permission: &Value| {
        let missing = |member| SnapshotError::NoId("space permissions", member);
        let key = text_at(permission, "operation.key").ok_or_else(|| missing("operation.key"))?;
        let holder_type = text_at(permission, "principal.type").ok_or_else(|| missing("principal.type"))?;
        let id = text_at(permission, "principal.id").ok_or_else(|| missing("principal.id"))?;
        let what = [Some(key), text_at(permission, "operation.targetType")];
        let what = what.into_iter().flatten().collect::<Vec<_>>().join(" ");
        Ok(part(&what, &holder_type, &id, None, None))
    };
    let list = at(answer, "results").and_then(Value::as_array);
    list.ok_or(SnapshotError::NoList("space permissions"))?.iter().map(permission).collect()
}

/// Who has a role in a project: `<role>/<type>:<id>`, labelled with the role's name.
pub(super) fn role_actors(role: &Value) -> Result<Vec<Found>, SnapshotError> {
    let missing = |member| SnapshotError::NoId("role actors", member);
    let id = text_at(role, "id").ok_or_else(|| missing("id"))?;
    let actors = at(role, "actors").and_then(Value::as_array).ok_or(SnapshotError::NoList("role actors"))?;
    let actor = |actor: &Value| {
        let (holder, name) = if let Some(account) = text_at(actor, "actorUser.accountId") {
            (format!("user:{account}"), None)
        } else {
            let name = text_at(actor, "actorGroup.name");
            let group = text_at(actor, "actorGroup.groupId").or_else(|| name.clone());
            (format!("group:{}", group.ok_or_else(|| missing("actorUser or actorGroup"))?), name)
        };
        let labels = [("~owner", text_at(role, "name")), ("~to", name)];
        let labels = labels.into_iter().filter_map(|(label, text)| Some((label.to_owned(), text?)));
        Ok((format!("{id}/{holder}"), labels.collect()))
    };
    actors.iter().map(actor).collect()
}
