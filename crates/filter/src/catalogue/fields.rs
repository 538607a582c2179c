//! The fields of a record, and the fields of its issue.

use crate::fold::{fold, same};
use activity_jql::Operator;

/// A field of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// `actor`
    Actor,
    /// `actorKind`
    ActorKind,
    /// `certainty`
    Certainty,
    /// `action`
    Action,
    /// `actionFamily`
    ActionFamily,
    /// `occurred`
    Occurred,
    /// `recorded`
    Recorded,
    /// `product`
    Product,
    /// `subject`
    Subject,
    /// `subjectType`
    SubjectType,
    /// `changedField`
    ChangedField,
    /// `changedFrom`
    ChangedFrom,
    /// `changedTo`
    ChangedTo,
    /// `content`
    Content,
    /// `text`
    Text,
    /// `provenance`
    Provenance,
    /// `source`
    Source,
    /// `project`
    Project,
    /// `issuekey`
    Issue,
    /// `summary`
    Summary,
    /// `issuetype`
    IssueType,
    /// `status`
    Status,
    /// `statusCategory`
    StatusCategory,
    /// `priority`
    Priority,
    /// `resolution`
    Resolution,
    /// `assignee`
    Assignee,
    /// `reporter`
    Reporter,
    /// `creator`
    Creator,
    /// `labels`
    Labels,
    /// `component`
    Component,
    /// `fixVersion`
    FixVersion,
    /// `parent`
    Parent,
}

/// What a field's values are, and so how text becomes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldKind {
    /// An account id.
    Person,
    /// An instant.
    Time,
    /// One of a fixed set of names.
    Choice,
    /// A word, a key or an id, compared as a whole.
    Word,
    /// A thing with an id and a name.
    Named,
    /// A project or space: id, key or name.
    Container,
    /// An issue: id or key.
    Issue,
    /// Words to search in.
    Text,
}

/// Where the value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// The record itself; it always knows.
    Record,
    /// The issue the record is about, as far as the payload had it; what it did not have is open.
    Issue,
}

/// All there is to know about a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldRow {
    /// Which field this is.
    pub field: Field,
    /// The name that is printed. Never a word that JQL reserves.
    pub name: &'static str,
    /// Other names it answers to, in any case.
    pub aliases: &'static [&'static str],
    /// Names that people may try; not accepted, but answered with this field's name.
    pub mistaken: &'static [&'static str],
    /// What its values are.
    pub kind: FieldKind,
    /// Operators answered from the record.
    pub operators: &'static [Operator],
    /// Operators that only Jira can answer: the clause stays open.
    pub open_operators: &'static [Operator],
    /// Where its value comes from.
    pub source: Source,
    /// Names under which the history calls this field; empty when it cannot be asked with CHANGED.
    pub history: &'static [&'static str],
    /// What it is, in a few words.
    pub help: &'static str,
}

impl FieldRow {
    /// Whether the field can be empty: EMPTY is legal exactly where IS is.
    #[must_use]
    pub fn nullable(&self) -> bool {
        self.operators.contains(&Operator::Is)
    }

    /// Name and aliases.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.name).chain(self.aliases.iter().copied())
    }
}

const NONE: &[Operator] = &[];
// No IS: every record has exactly one of these.
const CHOICE: &[Operator] = &[Operator::Equals, Operator::NotEquals, Operator::In, Operator::NotIn];
const VALUE: &[Operator] =
    &[Operator::Equals, Operator::NotEquals, Operator::In, Operator::NotIn, Operator::Is, Operator::IsNot];
// No = : what is searched for is words, never the whole text.
const TEXT: &[Operator] = &[Operator::Contains, Operator::NotContains, Operator::Is, Operator::IsNot];
const VALUE_AND_TEXT: &[Operator] = &[
    Operator::Equals,
    Operator::NotEquals,
    Operator::In,
    Operator::NotIn,
    Operator::Is,
    Operator::IsNot,
    Operator::Contains,
    Operator::NotContains,
];
// No ~ : dates are not words.
const TIME: &[Operator] = &[
    Operator::Equals,
    Operator::NotEquals,
    Operator::Less,
    Operator::Greater,
    Operator::LessOrEqual,
    Operator::GreaterOrEqual,
    Operator::In,
    Operator::NotIn,
    Operator::Is,
    Operator::IsNot,
];
// Only Jira knows in which order a site has its priorities, resolutions, versions and keys.
const ORDERED: &[Operator] =
    &[Operator::Less, Operator::Greater, Operator::LessOrEqual, Operator::GreaterOrEqual];

/// A field of the record.
const fn record(
    field: Field,
    name: &'static str,
    kind: FieldKind,
    operators: &'static [Operator],
    help: &'static str,
) -> FieldRow {
    let (aliases, mistaken, open_operators, history): (&[&str], &[&str], _, &[&str]) = (&[], &[], NONE, &[]);
    FieldRow {
        field,
        name,
        aliases,
        mistaken,
        kind,
        operators,
        open_operators,
        source: Source::Record,
        history,
        help,
    }
}

/// A field of the issue, and what the history calls it.
const fn issue(
    field: Field,
    name: &'static str,
    kind: FieldKind,
    operators: &'static [Operator],
    history: &'static [&'static str],
    help: &'static str,
) -> FieldRow {
    FieldRow { source: Source::Issue, history, ..record(field, name, kind, operators, help) }
}

const fn aliases(aliases: &'static [&'static str], row: FieldRow) -> FieldRow {
    FieldRow { aliases, ..row }
}

const fn mistaken(mistaken: &'static [&'static str], row: FieldRow) -> FieldRow {
    FieldRow { mistaken, ..row }
}

const fn open(open_operators: &'static [Operator], row: FieldRow) -> FieldRow {
    FieldRow { open_operators, ..row }
}

use Field as F;
use FieldKind as K;

/// Every field. `field`, `from` and `to` are words that JQL reserves: they work in quotes, their names do without.
#[rustfmt::skip]
const FIELDS: &[FieldRow] = &[
    mistaken(&["author", "user", "username", "who", "account", "person"],
        record(F::Actor, "actor", K::Person, VALUE, "who did it")),
    record(F::ActorKind, "actorKind", K::Choice, CHOICE, "whether a person, an app, a rule ... did it"),
    record(F::Certainty, "certainty", K::Choice, CHOICE, "how sure it is who did it"),
    mistaken(&["event", "eventType", "event_type", "verb", "operation"],
        record(F::Action, "action", K::Choice, CHOICE, "what happened, e.g. issue.created")),
    mistaken(&["actionType", "family"],
        record(F::ActionFamily, "actionFamily", K::Choice, CHOICE, "what kind of thing it happened to, e.g. comment")),
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
        issue(F::IssueType, "issuetype", K::Named, VALUE, &["issuetype", "Issue Type"], "the issue's type")),
    mistaken(&["state"],
        issue(F::Status, "status", K::Named, VALUE, &["status"], "the issue's status after the event")),
    // No IS: a status always has a category.
    issue(F::StatusCategory, "statusCategory", K::Choice, CHOICE, &[], "to do, in progress or done"),
    open(ORDERED, issue(F::Priority, "priority", K::Named, VALUE, &["priority"], "the issue's priority")),
    open(ORDERED, issue(F::Resolution, "resolution", K::Named, VALUE, &["resolution"], "the issue's resolution")),
    mistaken(&["owner", "assigned"],
        issue(F::Assignee, "assignee", K::Person, VALUE, &["assignee"], "to whom the issue is assigned")),
    issue(F::Reporter, "reporter", K::Person, VALUE, &["reporter"], "who reported the issue"),
    issue(F::Creator, "creator", K::Person, VALUE, &["creator"], "who created the issue"),
    issue(F::Labels, "labels", K::Word, VALUE, &["labels"], "the issue's labels"),
    mistaken(&["components"],
        issue(F::Component, "component", K::Named, VALUE, &["components", "Component", "Component/s"], "the issue's components")),
    mistaken(&["version", "fixVersions"], open(ORDERED,
        issue(F::FixVersion, "fixVersion", K::Named, VALUE, &["fixVersions", "Fix Version", "Fix Version/s"], "the issue's fix versions"))),
    issue(F::Parent, "parent", K::Issue, VALUE, &["parent", "IssueParentAssociation", "Parent"], "the issue's parent"),
];

/// Every field, in the order in which they are explained.
pub fn fields() -> &'static [FieldRow] {
    FIELDS
}

/// The field that answers to this name.
pub(crate) fn field(name: &str) -> Option<&'static FieldRow> {
    let name = fold(name);
    FIELDS.iter().find(|row| row.names().any(|known| same(&name, known)))
}

/// The row of a field.
pub(crate) fn row(field: Field) -> Option<&'static FieldRow> {
    FIELDS.iter().find(|row| row.field == field)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_name_means_one_field() {
        let mut seen = HashSet::new();
        for row in FIELDS {
            for name in row.names() {
                assert!(seen.insert(fold(name)), "{name} twice");
                assert_eq!(field(&name.to_uppercase()).map(|found| found.field), Some(row.field));
            }
            assert_eq!(super::row(row.field), Some(row));
            assert!(!row.help.is_empty());
        }
        for row in FIELDS {
            for name in row.mistaken {
                assert!(field(name).is_none(), "{name} is a field, and a mistake for {}", row.name);
            }
        }
    }

    #[test]
    fn operators_come_in_pairs_so_that_not_can_be_pushed_in() {
        use activity_jql::Operator as O;
        let pairs =
            [(O::Equals, O::NotEquals), (O::In, O::NotIn), (O::Is, O::IsNot), (O::Contains, O::NotContains)];
        let more = [(O::Less, O::GreaterOrEqual), (O::Greater, O::LessOrEqual)];
        for row in FIELDS {
            for (a, b) in pairs.iter().chain(&more) {
                for list in [row.operators, row.open_operators] {
                    assert_eq!(list.contains(a), list.contains(b), "{}: {a:?} and {b:?}", row.name);
                }
            }
        }
    }
}
