//! The fields of the log: of the record, of its issue, of its project.

use super::field::{Field, FieldKind, FieldRow};
#[allow(clippy::wildcard_imports, reason = "the words in which the table below is written")]
use super::rows::*;

use Field as F;
use FieldKind as K;

/// The fields of the log. `field`, `from` and `to` are words that JQL reserves: they work in quotes, their names do without.
#[rustfmt::skip]
pub(super) const FIELDS: &[FieldRow] = &[
    mistaken(&["author", "user", "username", "who", "account", "person"],
        record(F::Actor, "actor", K::Person, VALUE, "who did it")),
    record(F::ActorKind, "actorKind", K::Choice, CHOICE, "whether a person, an app, a rule ... did it"),
    record(F::Certainty, "certainty", K::Choice, CHOICE, "how sure it is who did it"),
    mistaken(&["event", "eventType", "event_type", "verb", "operation"],
        record(F::Action, "action", K::Choice, CHOICE, "what happened, e.g. issue.created")),
    mistaken(&["actionType", "family"],
        record(F::ActionFamily, "actionFamily", K::Choice, CHOICE, "what kind of thing it happened to, e.g. comment")),
    mistaken(&["effect", "tone"],
        record(F::ActionKind, "actionKind", K::Choice, CHOICE, "what it did: added, changed, removed, seen ...")),
    mistaken(&["date", "time", "timestamp", "when", "happened", "at"],
        record(F::Occurred, "occurred", K::Time, TIME, "when it happened")),
    mistaken(&["received", "logged"],
        record(F::Recorded, "recorded", K::Time, TIME, "when the log saw it")),
    mistaken(&["app", "application"],
        record(F::Product, "product", K::Choice, CHOICE, "which product it happened in")),
    mistaken(&["target", "object", "title", "entity"],
        record(F::Subject, "subject", K::Word, VALUE_AND_TEXT, "to what it was done: key, id or title")),
    mistaken(&["objectType", "targetType", "entityType", "subjectKind"],
        record(F::SubjectType, "subjectType", K::Choice, CHOICE, "what kind of thing the subject is")),
    mistaken(&["belongsTo", "holder"],
        record(F::Thread, "thread", K::Word, VALUE, "the issue, page or other thing it happened to, or to whose comment, file ...: key or id")),
    aliases(&["field"], mistaken(&["attribute"],
        record(F::ChangedField, "changedField", K::Word, VALUE, "a field that changed"))),
    aliases(&["from"], mistaken(&["oldValue", "before", "previous"],
        record(F::ChangedFrom, "changedFrom", K::Word, VALUE_AND_TEXT, "a value before a change"))),
    aliases(&["to"], mistaken(&["newValue", "after"],
        record(F::ChangedTo, "changedTo", K::Word, VALUE_AND_TEXT, "a value after a change"))),
    mistaken(&["body", "message", "comments"],
        record(F::Content, "content", K::Text, TEXT, "text of comments, worklogs and descriptions")),
    record(F::Text, "text", K::Text, TEXT, "words anywhere: title, content and changed values"),
    record(F::Provenance, "provenance", K::Choice, CHOICE, "how the log came to know"),
    record(F::Source, "source", K::Word, CHOICE, "name of the platform event or feed"),
    aliases(&["space", "container"],
        record(F::Project, "project", K::Container, VALUE, "project or space: key, id or name")),
    aliases(&["issue", "id", "key", "workItemKey", "workItem"], open(ORDERED,
        issue(F::Issue, "issuekey", K::Issue, VALUE_AND_TEXT, &["Key", "issuekey"], "the issue it was done to, or that the subject belongs to"))),
    issue(F::Summary, "summary", K::Text, TEXT, &["summary"], "the issue's summary"),
    aliases(&["type", "workType"],
        issue(F::IssueType, "issuetype", K::IssueType, VALUE, &["issuetype", "Issue Type"], "the issue's type")),
    mistaken(&["state"],
        issue(F::Status, "status", K::Named, VALUE_HISTORY, &["status"], "the issue's status after the event")),
    // No IS: a status always has a category.
    issue(F::StatusCategory, "statusCategory", K::Choice, CHOICE, &[], "to do, in progress or done"),
    issue(F::Priority, "priority", K::Named, ORDERED_HISTORY, &["priority"], "the issue's priority"),
    open(ORDERED, issue(F::Resolution, "resolution", K::Named, VALUE_HISTORY, &["resolution"], "the issue's resolution")),
    mistaken(&["owner", "assigned"],
        issue(F::Assignee, "assignee", K::Person, VALUE_HISTORY, &["assignee"], "to whom the issue is assigned")),
    issue(F::Reporter, "reporter", K::Person, VALUE_HISTORY, &["reporter"], "who reported the issue"),
    issue(F::Creator, "creator", K::Person, VALUE, &["creator"], "who created the issue"),
    issue(F::Labels, "labels", K::Word, VALUE, &["labels"], "the issue's labels"),
    mistaken(&["components"],
        issue(F::Component, "component", K::Component, VALUE, &["components", "Component", "Component/s"], "the issue's components")),
    mistaken(&["version", "fixVersions"], open(ORDERED,
        issue(F::FixVersion, "fixVersion", K::Version, VALUE_HISTORY, &["fixVersions", "Fix Version", "Fix Version/s"], "the issue's fix versions"))),
    issue(F::Parent, "parent", K::Issue, VALUE, &["parent", "IssueParentAssociation", "Parent"], "the issue's parent"),
    mistaken(&["projectCategory"],
        site(F::Category, "category", K::Category, VALUE, "the category of the project")),
    site(F::ProjectType, "projectType", K::Word, CHOICE, "software, service_desk, business"),
    mistaken(&["workflowName", "workflowScheme"],
        site(F::Workflow, "workflow", K::Workflow, VALUE, "the workflow that the issue follows")),
];
