//! The products' own audit logs: pages of their REST interfaces to records.
//!
//! * id: derived from the number that Jira gives its record; Confluence numbers none, so there it is a digest of the record
//!   and its place among equal ones of the same millisecond ([`confluence`]).
//! * action: by what the summary says and what the record is about ([`words`]). What is not understood is
//!   `audit.recorded`, with everything in it; nothing is guessed.
//! * The summary itself stays as the body of the record, because it often says more than the action.
//! * Personal data: of people only account ids are kept, so values that name a person are left out, and the network address
//!   of who did it is not kept at all: neither product documents what it stands for behind proxies, and who did it is known.

mod confluence;
mod jira;
mod pair;
mod projects;
mod values;
mod words;

use crate::{
    Arrival, JsonText, Payload,
    error::Problem,
    tree::{Tree, at, text_at},
    unreadable,
};
use activity_event::{Action, Change, Content, ContentRole, Event, Product, Provenance, SubjectKind};
use serde_json::Value;

pub use pair::{Paired, pair, tells_of_the_same};

/// Whose audit log it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditLog {
    /// `GET /rest/api/3/auditing/record`
    Jira,
    /// `GET /wiki/rest/api/audit`
    Confluence,
    /// `GET /rest/api/3/project/search?status=archived` and `status=deleted`: no audit log, but who ended a project.
    JiraProjects,
}

impl AuditLog {
    /// The [`Event::source`] of its records.
    #[must_use]
    pub fn source(self) -> &'static str {
        match self {
            Self::Jira => "jira:auditing/record",
            Self::Confluence => "confluence:audit",
            Self::JiraProjects => "jira:project/search",
        }
    }
}

/// What a page of an audit log says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AuditPage {
    /// A record for each of its records, in the order of the page.
    pub events: Vec<Event>,
    /// Whether the product has more in the range that was asked for.
    pub more: bool,
}

/// Reads pages that follow each other. Fails when a page is not what the product documents, so that nothing is counted as
/// seen; a single record that cannot be understood is kept as unreadable.
pub fn read_audit(log: AuditLog, pages: &[&str], arrival: &Arrival) -> Result<AuditPage, String> {
    let member = match log {
        AuditLog::Jira => "records",
        AuditLog::Confluence => "results",
        AuditLog::JiraProjects => "values",
    };
    let mut records = Vec::new();
    let mut more = false;
    for text in pages {
        let page = JsonText(text).read::<Tree>()?.0;
        let Some(Value::Array(found)) = at(&page, member) else {
            return Err(format!("the answer has no `{member}`"));
        };
        more = has_more(log, &page, found.len());
        records.extend(found.iter().cloned());
    }
    let events = match log {
        AuditLog::Jira => jira::read(&records, arrival),
        AuditLog::Confluence => confluence::read(&records, arrival),
        AuditLog::JiraProjects => projects::read(&records, log.source(), arrival),
    };
    Ok(AuditPage { events, more })
}

/// Whether more records follow: by what the page says of all (Jira), its link to the next page (Confluence), or because it
/// is full. An empty page is the last.
fn has_more(log: AuditLog, page: &Value, found: usize) -> bool {
    let number = |name: &str| text_at(page, name).and_then(|text| text.parse::<usize>().ok());
    if found == 0 {
        return false;
    }
    let full = number("limit").is_some_and(|limit| found >= limit);
    match (log, number("total")) {
        (AuditLog::Jira, Some(total)) => number("offset").unwrap_or(0).saturating_add(found) < total,
        (AuditLog::Jira, None) => full,
        // The newest are asked for, and they are enough.
        (AuditLog::JiraProjects, _) => false,
        (AuditLog::Confluence, _) => full || at(page, "_links.next").is_some(),
    }
}

/// What both products' records have: texts that say what happened, as far as there are any.
fn texts(record: &Value) -> Vec<Content> {
    let content = |role, name| text_at(record, name).map(|text| Content::plain(role, text));
    [content(ContentRole::Body, "summary"), content(ContentRole::Description, "description")]
        .into_iter()
        .flatten()
        .collect()
}

/// The product's own word for what this belongs to, where the log has none for what happened.
fn category(action: Action, record: &Value) -> Option<Change> {
    let to = text_at(record, "category").filter(|_| action == words::RECORDED)?;
    Some(Change {
        field_id: None,
        field: "category".to_owned(),
        from: None,
        to: Some(activity_event::Value::text(to)),
    })
}

/// A record that is not what the product documents; kept whole, without personal data and network address.
fn not_understood(log: AuditLog, record: &Value, problem: &Problem, arrival: &Arrival) -> Event {
    let mut kept = record.clone();
    without_people(&mut kept);
    if let Value::Object(members) = &mut kept {
        members.remove("remoteAddress");
    }
    Event {
        product: if log == AuditLog::Confluence { Product::Confluence } else { Product::Jira },
        provenance: Provenance::AuditImport,
        source: log.source().to_owned(),
        ..unreadable::of_value(&kept, Some(log.source()), problem, arrival)
    }
}

/// Takes out what people are called: the names of things that are people, and the values of a record that is about one.
fn without_people(value: &mut Value) {
    let is_person = |thing: &Value| {
        let kind = text_at(thing, "typeName").or_else(|| text_at(thing, "objectType"));
        kind.is_some_and(|kind| words::kind_of(&kind) == SubjectKind::Person)
    };
    let about_person =
        ["objectItem", "affectedObject"].iter().any(|name| value.get(name).is_some_and(is_person));
    if is_person(value)
        && let Value::Object(members) = value
    {
        members.remove("name");
    }
    match value {
        Value::Array(items) => items.iter_mut().for_each(without_people),
        Value::Object(members) => {
            for (name, member) in members {
                if about_person && name == "changedValues" {
                    without_values(member);
                }
                without_people(member);
            }
        }
        _ => {}
    }
}

fn without_values(values: &mut Value) {
    let Value::Array(values) = values else { return };
    for value in values {
        if let Value::Object(members) = value {
            members.retain(|name, _| name == "name" || name == "fieldName");
        }
    }
}
