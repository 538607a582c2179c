//! Editing fields.

use super::{Doing, Outcome, Refused, assign, change};
use crate::model::{Item, Named};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Changes fields of an issue.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// Key or id of the issue.
    #[serde(alias = "key")]
    pub issue: String,
    /// Several fields.
    #[serde(default)]
    pub fields: Fields,
    /// One field.
    #[serde(default)]
    pub field: Option<String>,
    /// The value of the one field.
    #[serde(default)]
    pub value: Value,
}

/// Field names and their new values.
pub type Fields = Map<String, Value>;

/// The fields that can be edited.
const EDITABLE: &[&str] = &[
    "summary",
    "description",
    "priority",
    "labels",
    "components",
    "fixVersions",
    "duedate",
    "type",
    "assignee",
];

pub(super) fn perform(doing: &mut Doing, act: &Edit) -> Result<Outcome, Refused> {
    let index = doing.find_as_staff(&act.issue, "edit")?;
    let one = act.field.iter().map(|name| (name, &act.value));
    let wanted: Vec<(&String, &Value)> = act.fields.iter().chain(one).collect();
    let mut edited = doing.issue(index)?.clone();
    let mut items = Vec::new();
    for (name, value) in wanted {
        items.extend(field(doing, index, &mut edited, name, value)?);
    }
    if items.is_empty() {
        return Err(Refused::NoChange(act.issue.clone()));
    }
    *doing.issue_mut(index)? = edited;
    change::record(doing, index, items, "issue_updated")
}

/// Sets one field of the copy; the changelog items when it differs.
fn field(
    doing: &Doing,
    index: usize,
    issue: &mut crate::model::Issue,
    name: &str,
    value: &Value,
) -> Result<Vec<Item>, Refused> {
    let project =
        doing.world.project(&issue.project).ok_or_else(|| Refused::NoProject(issue.project.clone()))?;
    let item = match name {
        "summary" => {
            let new = summary(&text(name, value)?.unwrap_or_default())?;
            let old = std::mem::replace(&mut issue.summary, new.clone());
            Item::new("summary", "summary").before(None, Some(old)).after(None, Some(new))
        }
        "description" => {
            let new = text(name, value)?;
            let old = std::mem::replace(&mut issue.description, new.clone());
            Item::new("description", "description").before(None, old).after(None, new)
        }
        "priority" => {
            let new = one_of("priority", &text(name, value)?.unwrap_or_default(), &doing.world.priorities)?;
            let old = issue.priority.replace(new.clone()).unwrap_or_default();
            named("priority", "priority", &old, &new)
        }
        "type" | "issuetype" | "issueType" => {
            let new = one_of("issue type", &text(name, value)?.unwrap_or_default(), &project.issue_types)?;
            let old = std::mem::replace(&mut issue.issue_type, new.clone());
            named("issuetype", "issuetype", &old, &new)
        }
        "labels" => {
            let new = labels(&list(name, value)?)?;
            let old = std::mem::replace(&mut issue.labels, new.clone());
            Item::new("labels", "labels").before(None, Some(old.join(" "))).after(None, Some(new.join(" ")))
        }
        "components" => {
            let new = all_of("component", &list(name, value)?, &project.components)?;
            let old = std::mem::replace(&mut issue.components, new.clone());
            return Ok(several("Component", "components", &old, &new));
        }
        "fixVersions" => {
            let all: Vec<Named> =
                project.versions.iter().map(|version| Named::new(&version.id, &version.name)).collect();
            let new = all_of("version", &list(name, value)?, &all)?;
            let old = std::mem::replace(&mut issue.fix_versions, new.clone());
            return Ok(several("Fix Version", "fixVersions", &old, &new));
        }
        "duedate" | "dueDate" | "due" => {
            let new = text(name, value)?.as_deref().map(due).transpose()?;
            let old = std::mem::replace(&mut issue.due, new.clone());
            Item::new("duedate", "duedate").before(old.clone(), old).after(new.clone(), new)
        }
        "assignee" => {
            let item = assign::item(doing, index, text(name, value)?.as_deref())?;
            if let Some(item) = &item {
                issue.assignee.clone_from(&item.to);
            }
            return Ok(item.into_iter().collect());
        }
        _ => return Err(Refused::not_offered("field that can be edited", name, EDITABLE.iter().copied())),
    };
    let differs = item.from != item.to || item.from_string != item.to_string;
    Ok(if differs { vec![item] } else { Vec::new() })
}

/// A summary: one line that says something, 255 characters at most.
pub(super) fn summary(text: &str) -> Result<String, Refused> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refused::Empty("summary"));
    }
    if text.contains('\n') || text.chars().count() > 255 {
        let help = "a summary is one line of at most 255 characters";
        return Err(Refused::BadValue { field: "summary".into(), value: text.into(), help });
    }
    Ok(text.to_owned())
}

/// Labels, none of which contains a space.
pub(super) fn labels(labels: &[String]) -> Result<Vec<String>, Refused> {
    match labels.iter().find(|label| label.is_empty() || label.contains(char::is_whitespace)) {
        Some(bad) => {
            let help = "a label has no spaces";
            Err(Refused::BadValue { field: "labels".into(), value: bad.clone(), help })
        }
        None => Ok(labels.to_vec()),
    }
}

/// A date.
pub(super) fn due(text: &str) -> Result<String, Refused> {
    let read = chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d");
    let help = "a date such as `2026-11-23`";
    read.map(|date| date.to_string()).map_err(|_| Refused::BadValue {
        field: "duedate".into(),
        value: text.into(),
        help,
    })
}

/// The one with this name or id.
pub(super) fn one_of(what: &'static str, wanted: &str, all: &[Named]) -> Result<Named, Refused> {
    let found = all.iter().find(|one| one.name.eq_ignore_ascii_case(wanted) || one.id == wanted);
    found.cloned().ok_or_else(|| Refused::not_offered(what, wanted, all.iter().map(|one| one.name.as_str())))
}

/// All with these names or ids.
pub(super) fn all_of(what: &'static str, wanted: &[String], all: &[Named]) -> Result<Vec<Named>, Refused> {
    wanted.iter().map(|name| one_of(what, name, all)).collect()
}

fn text(field: &str, value: &Value) -> Result<Option<String>, Refused> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) if text.is_empty() => Ok(None),
        Value::String(text) => Ok(Some(text.clone())),
        other => Err(Refused::BadValue {
            field: field.into(),
            value: other.to_string(),
            help: "text was expected",
        }),
    }
}

fn list(field: &str, value: &Value) -> Result<Vec<String>, Refused> {
    let bad = || Refused::BadValue {
        field: field.into(),
        value: value.to_string(),
        help: "a list of texts was expected",
    };
    match value {
        Value::Null => Ok(Vec::new()),
        Value::String(text) => {
            Ok(text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(Into::into).collect())
        }
        Value::Array(parts) => {
            parts.iter().map(|part| part.as_str().map(Into::into).ok_or_else(bad)).collect()
        }
        _ => Err(bad()),
    }
}

fn named(field: &str, id: &str, old: &Named, new: &Named) -> Item {
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Item::new(field, id).before(filled(&old.id), filled(&old.name)).after(filled(&new.id), filled(&new.name))
}

/// A list field: one item for each value that went or came, as Jira writes them.
fn several(field: &str, id: &str, old: &[Named], new: &[Named]) -> Vec<Item> {
    let part = |one: &Named| (Some(one.id.clone()), Some(one.name.clone()));
    let gone = old.iter().filter(|one| !new.contains(one)).map(part);
    let come = new.iter().filter(|one| !old.contains(one)).map(part);
    let gone = gone.map(|(id_text, name)| Item::new(field, id).before(id_text, name));
    gone.chain(come.map(|(id_text, name)| Item::new(field, id).after(id_text, name))).collect()
}
