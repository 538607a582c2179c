//! Custom fields and where they hold. None of their events says who did it.

use super::administer::{FIELDS, named, none_such, replace};
use super::{Doing, Outcome, Refused};
use crate::events::told;
use crate::model::{AuditChange, AuditItem, CustomField, FieldContext};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Makes or changes a custom field, or where it holds.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FieldAct {
    /// What is done.
    pub change: FieldChange,
    /// Name or id of the field.
    pub field: String,
    /// The new name, of the field or of the context.
    #[serde(default)]
    pub name: Option<String>,
    /// What it is for.
    #[serde(default)]
    pub description: Option<String>,
    /// Key of the field's type; `com.atlassian.jira.plugin.system.customfieldtypes:textfield` when left out.
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
    /// Name or id of the context.
    #[serde(default)]
    pub context: Option<String>,
    /// Ids of the context's projects; none means all.
    #[serde(default)]
    pub projects: Option<Vec<String>>,
    /// Ids of the context's issue types; none means all.
    #[serde(default)]
    pub issue_types: Option<Vec<String>>,
    /// The context's configuration.
    #[serde(default)]
    pub configuration: Option<serde_json::Value>,
}

/// What is done with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum FieldChange {
    Create,
    Update,
    Trash,
    Restore,
    Delete,
    CreateContext,
    UpdateContext,
    DeleteContext,
    Configure,
}

/// The type of a field of which nothing is said.
const TEXT: &str = "com.atlassian.jira.plugin.system.customfieldtypes:textfield";

pub(super) fn perform(doing: &mut Doing, act: &FieldAct) -> Result<Outcome, Refused> {
    doing.only_administrator("change the custom field", &act.field)?;
    match act.change {
        FieldChange::Create => create(doing, act),
        FieldChange::Update => {
            let old = find(doing, &act.field)?;
            let mut new = old.clone();
            replace(&mut new.name, act.name.as_ref());
            replace(&mut new.description, act.description.as_ref());
            changed(doing, &old, new, "updated", "Custom field updated")
        }
        FieldChange::Trash => {
            let old = find(doing, &act.field)?;
            let new = CustomField { trashed: true, ..old.clone() };
            changed(doing, &old, new, "trashed", "Custom field moved to trash")
        }
        FieldChange::Restore => {
            let old = find(doing, &act.field)?;
            let new = CustomField { trashed: false, ..old.clone() };
            changed(doing, &old, new, "restored", "Custom field restored")
        }
        FieldChange::Delete => {
            let field = find(doing, &act.field)?;
            doing.world.setup.fields.retain(|kept| kept.id != field.id);
            doing.audit(FIELDS, "Custom field deleted", item(&field), []);
            Ok(done(doing, "deleted", &field))
        }
        FieldChange::CreateContext | FieldChange::UpdateContext | FieldChange::DeleteContext => {
            context(doing, act)
        }
        FieldChange::Configure => configure(doing, act),
    }
}

fn create(doing: &mut Doing, act: &FieldAct) -> Result<Outcome, Refused> {
    let context = FieldContext {
        id: doing.world.ids.next("context"),
        name: "Default Configuration Scheme".into(),
        description: String::new(),
        projects: Vec::new(),
        issue_types: Vec::new(),
    };
    let field = CustomField {
        id: format!("customfield_{}", doing.world.ids.next("field")),
        name: named(act.name.as_deref().or(Some(&act.field)))?,
        description: act.description.clone().unwrap_or_default(),
        kind: act.kind.clone().unwrap_or_else(|| TEXT.into()),
        trashed: false,
        contexts: vec![context],
    };
    let changes = [
        AuditChange::of("Name", "", &field.name),
        AuditChange::of("Description", "", &field.description),
        AuditChange::of("Type", "", told::field_type_name(&field.kind)),
    ];
    doing.world.setup.fields.push(field.clone());
    doing.audit(FIELDS, "Custom field created", item(&field), changes);
    let mut outcome = done(doing, "created", &field);
    outcome.made = Some(field.id);
    Ok(outcome)
}

fn changed(
    doing: &mut Doing,
    old: &CustomField,
    new: CustomField,
    event: &str,
    summary: &str,
) -> Result<Outcome, Refused> {
    if *old == new {
        return Err(Refused::NoChange(new.name));
    }
    let changes = [
        AuditChange::of("Name", &old.name, &new.name),
        AuditChange::of("Description", &old.description, &new.description),
    ];
    doing.audit(FIELDS, summary, item(&new), changes);
    let outcome = done(doing, event, &new);
    keep(doing, new);
    Ok(outcome)
}

fn context(doing: &mut Doing, act: &FieldAct) -> Result<Outcome, Refused> {
    let mut field = find(doing, &act.field)?;
    let event = match act.change {
        FieldChange::CreateContext => "created",
        FieldChange::UpdateContext => "updated",
        _ => "deleted",
    };
    let mut context = if act.change == FieldChange::CreateContext {
        FieldContext {
            id: doing.world.ids.next("context"),
            name: named(act.name.as_deref().or(act.context.as_deref()))?,
            description: String::new(),
            projects: Vec::new(),
            issue_types: Vec::new(),
        }
    } else {
        find_context(&field, act)?.clone()
    };
    let before = context.clone();
    if act.change != FieldChange::DeleteContext {
        replace(&mut context.name, act.name.as_ref());
        replace(&mut context.description, act.description.as_ref());
        replace(&mut context.projects, act.projects.as_ref());
        replace(&mut context.issue_types, act.issue_types.as_ref());
    }
    if act.change == FieldChange::UpdateContext && before == context {
        return Err(Refused::NoChange(context.name));
    }
    field.contexts.retain(|kept| kept.id != context.id);
    if act.change != FieldChange::DeleteContext {
        field.contexts.push(context.clone());
    }
    let object =
        AuditItem::new("CUSTOM_FIELD_CONTEXT", &context.id, &context.name).within(&field.id, &field.name);
    doing.audit(FIELDS, format!("Custom field context {event}"), object, []);
    let members = told::context(&field, &context);
    let event = doing.told_of(&format!("avi:jira:{event}:field:context"), &members);
    keep(doing, field);
    Ok(Outcome { events: vec![event], issue: None, made: Some(context.id) })
}

/// Other options or another default in a context: only an event tells of it.
fn configure(doing: &mut Doing, act: &FieldAct) -> Result<Outcome, Refused> {
    let field = find(doing, &act.field)?;
    let context = find_context(&field, act)?;
    let configuration = act.configuration.clone().unwrap_or_else(|| json!({}));
    let number = context.id.parse::<u64>().ok();
    let members = [
        ("customFieldId", json!(field.id)),
        ("customFieldKey", json!(field.id)),
        ("configurationId", json!(number)),
        ("fieldContextId", json!(number)),
        ("configuration", json!(configuration.to_string())),
    ];
    let event = doing.told_of("avi:jira:updated:field:context:configuration", &members);
    Ok(Outcome { events: vec![event], ..Outcome::default() })
}

fn find(doing: &Doing, wanted: &str) -> Result<CustomField, Refused> {
    let all = &doing.world.setup.fields;
    let found = all.iter().find(|field| field.name == wanted || field.id == wanted);
    let offered = || all.iter().map(|field| field.name.as_str());
    found.cloned().ok_or_else(|| none_such("custom field", wanted, offered()))
}

fn find_context<'f>(field: &'f CustomField, act: &FieldAct) -> Result<&'f FieldContext, Refused> {
    let found = match &act.context {
        Some(wanted) => field.contexts.iter().find(|one| one.name == *wanted || one.id == *wanted),
        None => field.contexts.first(),
    };
    let wanted = act.context.as_deref().unwrap_or("any");
    found.ok_or_else(|| none_such("context", wanted, field.contexts.iter().map(|one| one.name.as_str())))
}

fn keep(doing: &mut Doing, field: CustomField) {
    if let Some(kept) = doing.world.setup.fields.iter_mut().find(|kept| kept.id == field.id) {
        *kept = field;
    }
}

fn item(field: &CustomField) -> AuditItem {
    AuditItem::new("CUSTOM_FIELD", &field.id, &field.name)
}

fn done(doing: &Doing, event: &str, field: &CustomField) -> Outcome {
    let event = doing.told_of(&format!("avi:jira:{event}:field"), &told::field(field));
    Outcome { events: vec![event], ..Outcome::default() }
}
