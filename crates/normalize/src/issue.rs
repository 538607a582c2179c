//! The issue as event payloads carry it: a subset of its fields, which differs from event to event.

use crate::{
    actor::Person,
    body::Body,
    lenient::{Known, List, Text},
    moment::Moment,
    object::{object, object_or_default},
};
use activity_event::{Container, ContainerKind, IssueFacts, Named, Parent, Status, Subject, SubjectKind};
use serde::Deserialize;

/// An issue.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, expecting = "an issue")]
pub(crate) struct RawIssue {
    id: Text,
    key: Text,
    #[serde(deserialize_with = "object_or_default")]
    pub(crate) fields: RawFields,
}

/// The fields that the log keeps.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase", expecting = "the fields of an issue")]
pub(crate) struct RawFields {
    summary: Text,
    /// As it is sent.
    issuetype: Known<RawNamed>,
    /// As it is documented.
    issue_type: Known<RawNamed>,
    #[serde(deserialize_with = "object")]
    project: Option<RawNamed>,
    pub(crate) creator: Known<Person>,
    reporter: Known<Person>,
    assignee: Known<Person>,
    pub(crate) created: Moment,
    pub(crate) updated: Moment,
    #[serde(deserialize_with = "object")]
    status: Option<RawStatus>,
    priority: Known<RawNamed>,
    resolution: Known<RawNamed>,
    labels: Known<List<Text>>,
    components: Known<List<RawNamed>>,
    fix_versions: Known<List<RawNamed>>,
    #[serde(deserialize_with = "object")]
    parent: Option<RawNamed>,
    pub(crate) description: Body,
}

/// Something with an id, a key or a name.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, expecting = "an object with id and name")]
struct RawNamed {
    id: Text,
    key: Text,
    name: Text,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase", expecting = "a status")]
struct RawStatus {
    id: Text,
    name: Text,
    #[serde(deserialize_with = "object")]
    status_category: Option<RawNamed>,
}

impl RawIssue {
    /// The id, else the key: what ids of records are derived from.
    pub(crate) fn identity(&self) -> Option<&str> {
        self.id.get().or(self.key.get())
    }

    /// The issue as the subject of an event.
    pub(crate) fn subject(&self) -> Subject {
        let Parent { kind, id, key, title } = self.parent();
        Subject { kind, id, key, title, parent: None }
    }

    /// The issue as what a comment or file belongs to.
    pub(crate) fn parent(&self) -> Parent {
        let title = self.fields.summary.owned();
        Parent { kind: SubjectKind::Issue, id: self.id.owned(), key: self.key.owned(), title }
    }

    /// The project, when the payload has its id.
    pub(crate) fn container(&self) -> Option<Container> {
        let project = self.fields.project.as_ref()?;
        let id = project.id.owned()?;
        Some(Container {
            kind: ContainerKind::Project,
            id,
            key: project.key.owned(),
            name: project.name.owned(),
        })
    }

    /// What JQL needs to know; none when the payload has nothing of it.
    pub(crate) fn facts(&self) -> Option<IssueFacts> {
        let facts = self.fields.facts();
        (facts != IssueFacts::default()).then_some(facts)
    }
}

impl RawFields {
    fn facts(&self) -> IssueFacts {
        let account = |person: &Person| person.account_id.owned().unwrap_or_default();
        let all = |list: &List<RawNamed>| list.0.iter().map(RawNamed::named).collect();
        IssueFacts {
            issue_type: self.issuetype.value().or(self.issue_type.value()).map(RawNamed::named),
            status: self.status.as_ref().map(RawStatus::status),
            priority: self.priority.map_known(RawNamed::named),
            resolution: self.resolution.map_known(RawNamed::named),
            assignee: self.assignee.map_known(account),
            reporter: self.reporter.map_known(account),
            creator: self.creator.value().and_then(|person| person.account_id.owned()),
            labels: self.labels.map_known(|list| list.0.iter().filter_map(Text::owned).collect()),
            components: self.components.map_known(all),
            fix_versions: self.fix_versions.map_known(all),
            parent: self.parent.as_ref().and_then(|parent| parent.key.owned()),
            summary: self.summary.owned(),
        }
    }

    /// Users in the fields, whose account types may be known.
    pub(crate) fn people(&self) -> Vec<&Person> {
        [&self.creator, &self.reporter, &self.assignee].into_iter().filter_map(Known::value).collect()
    }
}

impl RawNamed {
    fn named(&self) -> Named {
        Named { id: self.id.owned(), name: self.name.owned() }
    }
}

impl RawStatus {
    fn status(&self) -> Status {
        let category = self.status_category.as_ref();
        let key =
            category.and_then(|category| category.key.owned().or_else(|| category_of(category.id.get()?)));
        Status { id: self.id.owned(), name: self.name.owned(), category: key }
    }
}

/// The key of a status category by its id, which is the same on every site.
fn category_of(id: &str) -> Option<String> {
    let key = match id {
        "2" => "new",
        "4" => "indeterminate",
        "3" => "done",
        _ => return None,
    };
    Some(key.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn facts(fields: &serde_json::Value) -> IssueFacts {
        let issue: RawIssue = serde_json::from_value(json!({"id": 1, "fields": fields})).unwrap();
        issue.facts().unwrap_or_default()
    }

    #[test]
    fn both_spellings_of_the_issue_type() {
        for name in ["issuetype", "issueType"] {
            let facts = facts(&json!({name: {"id": 10001.0, "name": "Bug"}}));
            assert_eq!(facts.issue_type, Some(Named { id: Some("10001".into()), name: Some("Bug".into()) }));
        }
        assert!(facts(&json!({"issuetype": {"id": "1"}, "issueType": {"id": "1"}})).issue_type.is_some());
    }

    #[test]
    fn absent_and_empty_differ() {
        assert_eq!(facts(&json!({"summary": "x"})).assignee, None);
        assert_eq!(facts(&json!({"assignee": null})).assignee.as_deref(), Some(""));
        assert_eq!(facts(&json!({"resolution": null})).resolution, Some(Named::default()));
        assert_eq!(facts(&json!({"labels": []})).labels, Some(vec![]));
        assert_eq!(facts(&json!({"labels": null})).labels, Some(vec![]));
    }

    #[test]
    fn categories_by_key_or_id() {
        let category = |category| {
            facts(&json!({"status": {"id": "3", "statusCategory": category}})).status.unwrap().category
        };
        assert_eq!(category(json!({"key": "done"})).as_deref(), Some("done"));
        assert_eq!(category(json!({"id": 4})).as_deref(), Some("indeterminate"));
        assert_eq!(category(json!(null)), None);
    }
}
