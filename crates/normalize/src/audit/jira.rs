//! Records of Jira's audit log.
//!
//! * id: from the record's number, which Jira gives once.
//! * occurred: `created`. * actor: `authorAccountId`, else `authorKey`; nobody named is nobody known, because Jira names
//!   neither itself nor who came from an identity provider.
//! * subject: `objectItem`, or what the summary names, when that is among `associatedItems` or `changedValues`.
//! * container: the project that the record is about or associated with.
//! * changes: `changedValues`; then what was associated: the person of a group, the project of a scheme.

use super::{
    AuditLog, category, not_understood, texts,
    values::{Accounts, Side, activity, changed},
    words::{self, Noun},
};
use crate::{
    Arrival,
    actor::account,
    error::Problem,
    identity::fingerprint_of,
    moment::parse_moment,
    record::subject,
    tree::{at, text_at},
};
use activity_event::{
    Action, Actor, Change, Container, ContainerKind, Event, EventId, Parent, Product, Provenance, Subject,
    SubjectKind, Value,
};
use serde_json::Value as Json;

pub(super) fn read(records: &[Json], arrival: &Arrival) -> Vec<Event> {
    let mut accounts = Accounts::default();
    for record in records {
        if let (Some(key), Some(id)) = (text_at(record, "authorKey"), text_at(record, "authorAccountId")) {
            accounts.add(key, id);
        }
    }
    records.iter().map(|record| one(record, &accounts, arrival)).collect()
}

/// A thing that a record names.
struct Item {
    kind: SubjectKind,
    /// As Jira calls its kind.
    type_name: String,
    id: Option<String>,
    name: Option<String>,
    parent: Option<Parent>,
}

fn one(record: &Json, accounts: &Accounts, arrival: &Arrival) -> Event {
    let Some(occurred) = text_at(record, "created").and_then(|text| parse_moment(&text)) else {
        return not_understood(AuditLog::Jira, record, &Problem::Time, arrival);
    };
    let id = match text_at(record, "id") {
        Some(id) => EventId::derive(&["jira-audit", &id]),
        None => EventId::derive(&["jira-audit", "", &fingerprint_of(record)]),
    };
    let object = item(at(record, "objectItem").unwrap_or(&Json::Null), accounts);
    let associated: Vec<Item> = list(record, "associatedItems").map(|value| item(value, accounts)).collect();
    let mut changes = changed(object.kind, accounts, list(record, "changedValues").map(sides).collect());
    let said = words::read(&text_at(record, "summary").unwrap_or_default(), object.kind, &changes);
    let project = [&object].into_iter().chain(&associated).find(|item| item.kind == SubjectKind::Project);
    let container = project.and_then(|project| {
        Some(Container {
            kind: ContainerKind::Project,
            id: project.id.clone()?,
            key: None,
            name: project.name.clone(),
        })
    });
    let about = about(said.noun, &object, &associated, &changes);
    let action = said_of_person(said.action, &changes);
    changes.extend(associations(action, &about, &object, &associated, &changes));
    changes.extend(source(record));
    changes.extend(category(action, record));
    let author = text_at(record, "authorAccountId").or_else(|| text_at(record, "authorKey"));
    Event {
        id,
        occurred,
        recorded: arrival.recorded,
        product: Product::Jira,
        action,
        actor: author.map_or_else(Actor::unknown, |id| account(&accounts.of(&id).unwrap_or(id), None, false)),
        container,
        subject: about,
        changes,
        content: texts(record),
        provenance: Provenance::AuditImport,
        source: AuditLog::Jira.source().to_owned(),
        ..Event::blank()
    }
}

/// The members of a list; one that is none is empty.
fn list<'a>(record: &'a Json, name: &str) -> impl Iterator<Item = &'a Json> {
    at(record, name).and_then(Json::as_array).into_iter().flatten()
}

fn item(value: &Json, accounts: &Accounts) -> Item {
    let type_name = text_at(value, "typeName").unwrap_or_default();
    let kind = words::kind_of(&type_name);
    let (id, name) = (text_at(value, "id"), text_at(value, "name"));
    let (parent_id, parent_name) = (text_at(value, "parentId"), text_at(value, "parentName"));
    // Of a person there are key and name; the name is left out, and where it stands for the key, the key counts.
    let (id, name) = if kind == SubjectKind::Person {
        (id.as_deref().or(name.as_deref()).and_then(|text| accounts.of(text)), None)
    } else {
        (id, name)
    };
    let parent = Parent { kind: SubjectKind::Audit, id: parent_id, key: None, title: parent_name };
    // People and groups are said to be in a directory, which is the same for all.
    let is_in_directory = matches!(kind, SubjectKind::Person | SubjectKind::Group);
    let parent =
        Some(parent).filter(|parent| !is_in_directory && (parent.id.is_some() || parent.title.is_some()));
    Item { kind, type_name, id, name, parent }
}

fn sides(value: &Json) -> (String, Side, Side) {
    let side = |name| Side { text: text_at(value, name), shadow: None };
    let field = text_at(value, "fieldName").unwrap_or_else(|| "unknown".to_owned());
    (field, side("changedFrom"), side("changedTo"))
}

/// What it was done to. A summary may name another thing than the record: the scheme that a project was given, the request
/// type that a project has lost. Then that is it, as far as the record tells, and it belongs to what the record is about.
fn about(noun: Option<Noun>, object: &Item, associated: &[Item], changes: &[Change]) -> Subject {
    let plain = |item: &Item| Subject {
        id: item.id.clone(),
        title: item.name.clone(),
        parent: item.parent.clone(),
        key: key_of(item, changes),
        ..subject(item.kind)
    };
    let Some(noun) = noun.filter(|noun| noun.kind != object.kind && noun.kind != SubjectKind::Person) else {
        return plain(object);
    };
    let parent =
        Some(Parent { kind: object.kind, id: object.id.clone(), key: None, title: object.name.clone() })
            .filter(|parent| parent.id.is_some() || parent.title.is_some());
    if let Some(item) = associated.iter().find(|item| item.kind == noun.kind) {
        return Subject { parent, ..plain(item) };
    }
    let of = |name: &str| {
        let change = changes.iter().find(|change| change.field.eq_ignore_ascii_case(name))?;
        change.to.as_ref().or(change.from.as_ref())?.text.clone()
    };
    Subject { id: of("id"), title: of("name"), parent, ..subject(noun.kind) }
}

/// The key that a project was created with or has got.
fn key_of(item: &Item, changes: &[Change]) -> Option<String> {
    let change = changes.iter().find(|change| item.kind == SubjectKind::Project && change.field == "Key")?;
    change.to.as_ref()?.text.clone()
}

/// An account that is switched on or off is more than updated.
pub(super) fn said_of_person(action: Action, changes: &[Change]) -> Action {
    match activity(changes) {
        Some(true) if action.name() == "person.updated" => Action::named("person.reactivated"),
        Some(false) if action.name() == "person.updated" => Action::named("person.deactivated"),
        _ => action,
    }
}

/// What the record is associated with and does not say elsewhere, as changes: what was removed is a value from, everything
/// else a value to.
fn associations(
    action: Action,
    about: &Subject,
    object: &Item,
    associated: &[Item],
    changes: &[Change],
) -> Vec<Change> {
    let removed = matches!(action.verb(), "removed" | "member-removed" | "deleted");
    let moves = matches!(action.verb(), "removed" | "assigned");
    let of = |item: &Item, name: &str| {
        let value = Some(Value { id: item.id.clone(), text: item.name.clone() });
        let (from, to) = if removed { (value, None) } else { (None, value) };
        Change { field_id: None, field: name.to_owned(), from, to }
    };
    let known = |item: &Item| {
        let is = |value: &Option<Value>| {
            value.as_ref().is_some_and(|value| value.id.is_some() && value.id == item.id)
        };
        let is_about = item.kind == about.kind && item.id == about.id && item.name == about.title;
        let is_object = item.kind == object.kind && item.id == object.id && item.name == object.name;
        is_about
            || is_object
            || item.kind == SubjectKind::Project
            || changes.iter().any(|change| is(&change.from) || is(&change.to))
    };
    let given = (moves && object.kind == SubjectKind::Project && about.kind != SubjectKind::Project)
        .then(|| of(object, "project"));
    let others = associated.iter().filter(|item| !known(item)).map(|item| {
        let name = match item.kind {
            SubjectKind::Person => "member",
            SubjectKind::Audit => item.type_name.as_str(),
            kind => kind.name(),
        };
        of(item, name)
    });
    given.into_iter().chain(others).collect()
}

/// The app that made Jira write the record, when it was one.
fn source(record: &Json) -> Option<Change> {
    let to = Some(Value::text(text_at(record, "eventSource")?));
    Some(Change { field_id: None, field: "event source".to_owned(), from: None, to })
}
