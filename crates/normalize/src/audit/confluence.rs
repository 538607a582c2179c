//! Records of Confluence's audit log.
//!
//! * id: Confluence numbers no records. So it is a digest of time, author, summary, category, description, objects and values,
//!   and the place among equal ones: two records that say the same in the same millisecond are two. The pages that are read
//!   together must hold all records of a millisecond, or none.
//! * actor: `author.accountId`; the author `System` is the product, `Anonymous` nobody who was logged in.
//! * subject: `affectedObject`, which has a name but no id; a group's name brings its id, `name:uuid`.
//! * parent: the space among `associatedObjects`. There is no container, because a scope is decided by ids.

use super::{
    AuditLog, category,
    jira::said_of_person,
    not_understood, texts,
    values::{Accounts, Side, changed},
    without_people,
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
    Actor, ActorKind, Certainty, Change, Event, EventId, Parent, Product, Provenance, Subject, SubjectKind,
    Value,
};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

pub(super) fn read(records: &[Json], arrival: &Arrival) -> Vec<Event> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let digest_of = |record: &Json| {
        let digest = digest(record);
        let nth = seen.entry(digest.clone()).and_modify(|nth| *nth = nth.saturating_add(1)).or_insert(0);
        EventId::derive(&["confluence-audit", &digest, &nth.to_string()])
    };
    let ids: Vec<EventId> = records.iter().map(digest_of).collect();
    records.iter().zip(ids).map(|(record, id)| one(record, id, arrival)).collect()
}

/// What makes a record what it is. What people are called is no part of it, because that may be shown otherwise the next time:
/// `Made Up (Deactivated)`.
fn digest(record: &Json) -> String {
    let mut kept = record.clone();
    without_people(&mut kept);
    let member = |name: &str| at(&kept, name).cloned().unwrap_or_default();
    let author = text_at(record, "author.accountId").or_else(|| text_at(record, "author.userKey"));
    fingerprint_of(&json!([
        member("creationDate"),
        author,
        member("summary"),
        member("category"),
        member("description"),
        member("affectedObject"),
        member("associatedObjects"),
        member("changedValues")
    ]))
}

fn one(record: &Json, id: EventId, arrival: &Arrival) -> Event {
    let Some(occurred) = text_at(record, "creationDate").and_then(|text| parse_moment(&text)) else {
        return not_understood(AuditLog::Confluence, record, &Problem::Time, arrival);
    };
    let object = object(at(record, "affectedObject").unwrap_or(&Json::Null));
    let values = list(record, "changedValues").map(sides).collect();
    let changes = changed(object.kind, &Accounts::default(), values);
    let said = words::read(&text_at(record, "summary").unwrap_or_default(), object.kind, &changes);
    let mut others: Vec<Subject> = list(record, "associatedObjects").map(self::object).collect();
    let content = others.iter().map(|other| other.kind).find(|kind| CONTENT.contains(kind));
    let noun = said.noun.and_then(|noun| noun.of_content(content));
    let action =
        noun.and_then(words::Noun::restricted).unwrap_or_else(|| said_of_person(said.action, &changes));
    let mut about = about(noun, action.family() == "person", object, &mut others);
    let (space, others): (Vec<Subject>, Vec<Subject>) = others
        .into_iter()
        .filter(|other| *other != about || other.kind == SubjectKind::Person)
        .partition(|other| other.kind == SubjectKind::Space && about.kind != SubjectKind::Space);
    about.parent =
        space.into_iter().next().map(|Subject { kind, id, key, title, .. }| Parent { kind, id, key, title });
    let personal = is_personal(&changes);
    let mut changes = if personal { without_names(changes) } else { changes };
    if personal && about.kind == SubjectKind::Space {
        about.title = None;
    }
    about.key =
        about.key.or_else(|| text_of(&changes, "Space key").filter(|_| about.kind == SubjectKind::Space));
    changes.extend(others.into_iter().map(|other| association(action.verb() == "member-removed", other)));
    changes.extend(category(action, record));
    Event {
        id,
        occurred,
        recorded: arrival.recorded,
        product: Product::Confluence,
        action,
        actor: actor(record),
        subject: about,
        changes,
        content: texts(record),
        provenance: Provenance::AuditImport,
        source: AuditLog::Confluence.source().to_owned(),
        ..Event::blank()
    }
}

/// What can be restricted.
const CONTENT: [SubjectKind; 2] = [SubjectKind::Page, SubjectKind::BlogPost];

/// What it was done to: what the summary names, when the record is about another thing (the group that was permitted something in
/// a space) or about nothing. The other thing is then one of those that the record is associated with.
fn about(noun: Option<Noun>, is_person: bool, object: Subject, others: &mut Vec<Subject>) -> Subject {
    let nothing = object.kind == SubjectKind::Audit && object.title.is_none();
    let named =
        noun.map(|noun| noun.kind).filter(|kind| *kind != object.kind && *kind != SubjectKind::Person);
    let Some(kind) = named else {
        let kind = if is_person && nothing { SubjectKind::Person } else { object.kind };
        return Subject { kind, ..object };
    };
    let at = others.iter().position(|other| other.kind == kind);
    let found = at.map_or_else(|| subject(kind), |at| others.remove(at));
    if !nothing {
        others.push(object);
    }
    found
}

fn list<'a>(record: &'a Json, name: &str) -> impl Iterator<Item = &'a Json> {
    at(record, name).and_then(Json::as_array).into_iter().flatten()
}

fn actor(record: &Json) -> Actor {
    let member = |name: &str| text_at(record, name);
    if let Some(id) = member("author.accountId") {
        return account(&id, member("author.accountType").as_deref(), false);
    }
    match member("author.displayName").as_deref() {
        Some("Anonymous") => Actor::anonymous(),
        Some("System") => Actor { kind: ActorKind::System, certainty: Certainty::Stated, ..Actor::unknown() },
        _ => Actor::unknown(),
    }
}

/// A thing that a record names. People are named by what they are called, which is not kept.
fn object(value: &Json) -> Subject {
    let kind = words::kind_of(&text_at(value, "objectType").unwrap_or_default());
    let name = text_at(value, "name");
    let (id, title) = match (kind, name) {
        (SubjectKind::Person, name) => (name.and_then(|name| Accounts::default().of(&name)), None),
        (SubjectKind::Group, Some(name)) => match name.rsplit_once(':').filter(|(_, id)| is_uuid(id)) {
            Some((name, id)) => (Some(id.to_owned()), Some(name.to_owned())),
            None => (None, Some(name)),
        },
        (_, name) => (None, name),
    };
    Subject { id, title, ..subject(kind) }
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36 && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

fn sides(value: &Json) -> (String, Side, Side) {
    let side = |text, shadow| Side { text: text_at(value, text), shadow: text_at(value, shadow) };
    let field = text_at(value, "name").unwrap_or_else(|| "unknown".to_owned());
    (field, side("oldValue", "hiddenOldValue"), side("newValue", "hiddenNewValue"))
}

fn text_of(changes: &[Change], field: &str) -> Option<String> {
    changes.iter().find(|change| change.field == field)?.to.as_ref()?.text.clone()
}

/// Whether the values say that this is somebody's own space, which is called after its owner.
fn is_personal(changes: &[Change]) -> bool {
    text_of(changes, "Space type").as_deref() == Some("personal")
        || text_of(changes, "Space key").is_some_and(|key| key.starts_with('~'))
}

fn without_names(changes: Vec<Change>) -> Vec<Change> {
    let hide = |change: Change| match change.field.as_str() {
        "Name" => Change {
            from: change.from.map(|_| Value::default()),
            to: change.to.map(|_| Value::default()),
            ..change
        },
        _ => change,
    };
    changes.into_iter().map(hide).collect()
}

fn association(removed: bool, Subject { kind, id, title, .. }: Subject) -> Change {
    let value = Some(Value { id, text: title });
    let (from, to) = if removed { (value, None) } else { (None, value) };
    let field = if kind == SubjectKind::Person { "member" } else { kind.name() };
    Change { field_id: None, field: field.to_owned(), from, to }
}
