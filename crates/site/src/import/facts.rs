//! What an issue was at a time: its fields are set forwards and backwards along the changelog.

use super::adopt::{Categories, named};
use super::line::{account, plain, text};
use crate::model::{History, Issue, Item, Named, Status, World};
use crate::time::parse_jira_time;
use serde_json::Value;

/// The issue as it is at the end; none when it lacks what every issue has.
pub(super) fn last(value: &Value, id: String, key: String, project: &str) -> Option<Issue> {
    let fields = value.get("fields")?;
    let created = fields.get("created").and_then(Value::as_str).and_then(parse_jira_time)?;
    let parsed = |name: &str| fields.get(name).and_then(Value::as_str).and_then(parse_jira_time);
    let status = fields.get("status")?;
    let category = status.pointer("/statusCategory/key").and_then(Value::as_str);
    let category = category.and_then(crate::model::Category::from_key);
    let name = text(status, "name")?;
    let labels = fields.get("labels").and_then(Value::as_array).into_iter().flatten();
    Some(Issue {
        id,
        key,
        project: project.to_owned(),
        issue_type: named(fields, "issuetype")?,
        status: Status {
            id: text(status, "id").unwrap_or_default(),
            category: category.unwrap_or_else(|| Categories::default().of(&name)),
            name,
        },
        priority: named(fields, "priority"),
        resolution: named(fields, "resolution"),
        resolved: parsed("resolutiondate"),
        summary: text(fields, "summary").unwrap_or_default(),
        description: fields.get("description").filter(|body| !body.is_null()).map(plain),
        creator: account(fields, "creator"),
        reporter: account(fields, "reporter"),
        assignee: account(fields, "assignee"),
        labels: labels.filter_map(|label| label.as_str().map(Into::into)).collect(),
        components: super::adopt::all_named(fields, "components"),
        fix_versions: super::adopt::all_named(fields, "fixVersions"),
        due: text(fields, "duedate"),
        time_spent: fields.get("timespent").and_then(Value::as_i64).unwrap_or(0),
        created,
        updated: parsed("updated").unwrap_or(created),
        histories: Vec::new(),
        comments: Vec::new(),
        worklogs: Vec::new(),
        attachments: Vec::new(),
        links: Vec::new(),
        deleted: false,
        wiki: true,
    })
}

/// Which way along the changelog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Forwards,
    Backwards,
}

/// Sets the fields of an issue to what they were after (or before) a changelog entry.
pub(super) fn apply(world: &World, issue: &mut Issue, history: &History, categories: &Categories, way: Way) {
    let mut items: Vec<&Item> = history.items.iter().collect();
    if way == Way::Backwards {
        items.reverse();
    }
    for item in items {
        let (id, name) = match way {
            Way::Forwards => (&item.to, &item.to_string),
            Way::Backwards => (&item.from, &item.from_string),
        };
        set(world, issue, item, categories, id.as_deref(), name.as_deref(), way);
    }
}

fn set(
    world: &World,
    issue: &mut Issue,
    item: &Item,
    categories: &Categories,
    id: Option<&str>,
    name: Option<&str>,
    way: Way,
) {
    let value = || name.map(|name| Named::new(id.unwrap_or_default(), name));
    let field = item.field_id.as_deref().unwrap_or(&item.field).to_ascii_lowercase();
    match field.as_str() {
        "status" => {
            if let Some(Named { id, name }) = value() {
                issue.status = Status { id, category: categories.of(&name), name };
            }
        }
        "assignee" => issue.assignee = id.map(|id| known(world, id)),
        "reporter" => issue.reporter = id.map(|id| known(world, id)),
        "resolution" => issue.resolution = value(),
        "priority" => issue.priority = value(),
        "issuetype" => issue.issue_type = value().unwrap_or_else(|| issue.issue_type.clone()),
        "summary" => name.unwrap_or_default().clone_into(&mut issue.summary),
        "description" => issue.description = name.map(Into::into),
        "labels" => issue.labels = name.unwrap_or_default().split_whitespace().map(Into::into).collect(),
        "key" | "issuekey" => {
            if let Some((project, _)) = name.and_then(|key| key.rsplit_once('-')) {
                project.clone_into(&mut issue.project);
                name.unwrap_or_default().clone_into(&mut issue.key);
            }
        }
        "component" | "components" => list(&mut issue.components, item, way),
        "fix version" | "fixversions" => list(&mut issue.fix_versions, item, way),
        _ => {}
    }
}

/// A list field: each item adds or removes one value.
fn list(values: &mut Vec<Named>, item: &Item, way: Way) {
    let value = |id: &Option<String>, name: &Option<String>| {
        name.clone().map(|name| Named::new(id.clone().unwrap_or_default(), name))
    };
    let (mut gone, mut come) = (value(&item.from, &item.from_string), value(&item.to, &item.to_string));
    if way == Way::Backwards {
        std::mem::swap(&mut gone, &mut come);
    }
    values.retain(|kept| gone.as_ref() != Some(kept));
    if let Some(come) = come.filter(|come| !values.contains(come)) {
        values.push(come);
    }
}

/// The account of a user in a changelog: old ones name the user without the `u:` that accounts of this file have.
fn known(world: &World, id: &str) -> String {
    let account = format!("u:{id}");
    if world.person(id).is_none() && world.person(&account).is_some() { account } else { id.to_owned() }
}

/// Jira's own name for a change.
pub(super) fn kind(issue: &Issue, history: &History, before: &Status) -> &'static str {
    use crate::model::Category::Done;
    let has = |field: &str| history.items.iter().any(|item| item.is(field));
    if history.items.iter().any(|item| item.is("issuekey") || item.field == "Key") {
        "issue_moved"
    } else if has("status") {
        match (before.category, issue.status.category) {
            (_, Done) if issue.status.name == "Closed" => "issue_closed",
            (before, Done) if before != Done => "issue_resolved",
            (Done, after) if after != Done => "issue_reopened",
            _ => "issue_generic",
        }
    } else if has("assignee") {
        "issue_assigned"
    } else {
        "issue_updated"
    }
}
