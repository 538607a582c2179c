//! What there is to know about a field.

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
    /// `actionKind`
    ActionKind,
    /// `occurred`
    Occurred,
    /// `occurredHour`
    OccurredHour,
    /// `occurredWeekday`
    OccurredWeekday,
    /// `recorded`
    Recorded,
    /// `product`
    Product,
    /// `subject`
    Subject,
    /// `subjectType`
    SubjectType,
    /// `thread`
    Thread,
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
    /// `category`
    Category,
    /// `projectType`
    ProjectType,
    /// `workflow`
    Workflow,
    /// Any other field that Jira has.
    Jira,
}

/// What a field's values are, and so how text becomes one and which functions fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldKind {
    /// An account id.
    Person,
    /// An instant.
    Time,
    /// A day without a time.
    Day,
    /// One of a fixed set of names.
    Choice,
    /// A word, a key or an id, compared as a whole.
    Word,
    /// A status, priority or resolution: a thing with an id and a name.
    Named,
    /// An issue type.
    IssueType,
    /// A component of a project.
    Component,
    /// A version of a project.
    Version,
    /// The category of a project.
    Category,
    /// A workflow, by name.
    Workflow,
    /// A project or space: id, key or name.
    Container,
    /// An issue: id or key.
    Issue,
    /// Words to search in.
    Text,
    /// A number.
    Number,
    /// A length of time.
    Duration,
    /// A sprint.
    Sprint,
    /// An organization of customers.
    Organization,
    /// A goal of a service project.
    Sla,
    /// The approvals of a request.
    Approval,
}

/// Where the value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// The record itself; it always knows.
    Record,
    /// The issue the record is about, as far as the payload had it; what it did not have is open.
    Issue,
    /// The tables of the site, by the record's project and issue type.
    Site,
    /// Jira alone: always open.
    Jira,
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
    /// What the history calls this field. A field of issues without any cannot be asked with CHANGED; those that only Jira
    /// knows are called by their names, too.
    pub history: &'static [&'static str],
    /// What it is, in a few words.
    pub help: &'static str,
}

impl FieldRow {
    /// Whether the field can be empty: EMPTY is legal exactly where IS is.
    #[must_use]
    pub fn nullable(&self) -> bool {
        self.operators.contains(&Operator::Is) || self.open_operators.contains(&Operator::Is)
    }

    /// Every operator, answered here or by Jira.
    pub fn all_operators(&self) -> impl Iterator<Item = Operator> {
        self.operators.iter().chain(self.open_operators).copied()
    }

    /// Names under which changes of this field are kept.
    pub fn kept_as(&self) -> impl Iterator<Item = &'static str> {
        let own = self.names().filter(|_| self.source == Source::Jira);
        own.chain(self.history.iter().copied())
    }

    /// Name and aliases.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.name).chain(self.aliases.iter().copied())
    }
}
