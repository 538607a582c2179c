//! A checked query: plain data, free of names to resolve, clocks and users. Hours and weekdays have the zone that they are of.
//!
//! NOT is pushed into the single tests when the predicate is made, because `NOT a = x` is `a != x` in JQL and not the
//! complement: there is no negation of a whole condition.

use crate::catalogue::Field;
use crate::text::Pattern;
use crate::truth::Truth;
use activity_event::{Action, ActorKind, Certainty, Product, Provenance, SubjectKind};
use activity_jql::Clause;
use std::collections::{BTreeMap, BTreeSet};

mod on_wall;
mod values;

pub use on_wall::{OnWall, OnWallReading};

pub(crate) use values::Class;
pub use values::{Values, Wanted};

/// A condition on one record. Printed, it is JQL that checks to the same predicate; functions that the tables answered are
/// printed as the values that they gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Predicate {
    /// Every record: the empty query.
    Always,
    /// No record: `occurred IS EMPTY`.
    Never,
    /// All of them: two or more.
    And(Vec<Predicate>),
    /// Any of them: two or more.
    Or(Vec<Predicate>),
    /// One test of the record.
    Test(Test),
    /// A clause that no record can answer.
    Open(OpenClause),
}

/// One test of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// `action IN (issue.created, issue.deleted)`: fields with a fixed set of values, which no record is without.
    Choice {
        /// The values asked for.
        choice: Choice,
        /// `NOT IN`
        negated: bool,
    },
    /// `occurred >= ...`, `occurred < ...`
    Time {
        /// [`Field::Occurred`] or [`Field::Recorded`].
        field: Field,
        /// From or until when.
        bound: TimeBound,
    },
    /// `occurredHour >= 19`
    OnWall(Box<OnWall>),
    /// `actor IN (...)`: any value of the field is one of these.
    OneOf {
        /// Which field.
        field: Field,
        /// The values asked for; one or more.
        values: Values,
        /// `NOT IN`: the field has a value, and none of these.
        negated: bool,
    },
    /// `actor IS EMPTY`
    Empty {
        /// Which field.
        field: Field,
        /// `IS NOT EMPTY`
        negated: bool,
    },
    /// `text ~ "signing keys"`
    Text {
        /// Which field.
        field: Field,
        /// What is searched for.
        pattern: Pattern,
        /// `!~`
        negated: bool,
    },
    /// `status CHANGED FROM "To Do" BY currentUser()`
    Changed(Box<Changed>),
    /// `status WAS "To Do" BEFORE -7d`
    Was(Box<Was>),
    /// `category = Platform`: what the tables of the site say of the record's project.
    Site(Box<SiteTest>),
}

/// Values of a field with a fixed set, each once, in the order of the set. They are few: a list is searched as fast as a tree,
/// and trees of six kinds were 60 kB of WASM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// `action`, and `actionFamily` spelled out.
    Action(BTreeSet<Action>),
    /// `actorKind`
    ActorKind(Vec<ActorKind>),
    /// `certainty`
    Certainty(Vec<Certainty>),
    /// `product`
    Product(Vec<Product>),
    /// `provenance`
    Provenance(Vec<Provenance>),
    /// `subjectType`
    SubjectType(Vec<SubjectKind>),
}

/// One end of a stretch of time, in milliseconds since 1970, UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeBound {
    /// `>=`
    Since(i64),
    /// `<`
    Before(i64),
}

/// One change of the record that satisfies all the conditions together. Two-valued: a record without it is no match, and
/// a match for NOT.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The field as it was named, for printing.
    pub label: activity_jql::Field,
    /// Ids and names under which changes of this field are kept.
    pub names: Values,
    /// The field is one of Jira's own: a custom field that is called so is another.
    pub own: bool,
    /// What else must hold.
    pub conditions: Vec<Condition>,
    /// `NOT status CHANGED`
    pub negated: bool,
}

/// What narrows CHANGED.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// `FROM (a, EMPTY)`
    From(OneOf),
    /// `TO (a, EMPTY)`
    To(OneOf),
    /// `BY currentUser()`
    By(Values),
    /// `AFTER`, `ON`, `DURING`: not earlier than this.
    Since(i64),
    /// `BEFORE`, `ON`, `DURING`: earlier than this.
    Before(i64),
    /// `BY membersOf(x)` with a group that nobody could look up; of WAS, `AFTER lastLogin()`.
    Open(activity_jql::Predicate),
}

/// A value that the field has or had, as far as the record shows it. What it does not show is open: other events, or Jira,
/// may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Was {
    /// Which field.
    pub field: Field,
    /// Ids and names under which changes of this field are kept.
    pub names: Values,
    /// The values asked for.
    pub wanted: OneOf,
    /// What must hold of one stretch of time in which it had the value: BY, AFTER, BEFORE, ON, DURING.
    pub stretch: Vec<Condition>,
    /// `WAS NOT`
    pub negated: bool,
    /// The clause, NOT pushed in, to ask Jira.
    pub clause: Clause,
}

/// A clause that the tables of the site have answered for every project, workflow or status they know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteTest {
    /// Which field.
    pub field: Field,
    /// The answers.
    pub answers: Answers,
    /// What the clause is where the field is empty.
    pub when_empty: Truth,
    /// The clause, NOT pushed in.
    pub clause: Clause,
}

/// What the tables answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answers {
    /// By id and folded key of the record's project.
    Projects(BTreeMap<String, Truth>),
    /// By id and folded key of the project, then by the issue type.
    Workflows(BTreeMap<String, Workflows>),
    /// By id and folded name of the priority.
    Priorities(BTreeMap<String, Truth>),
    /// By `category new` and its like, and for records that do not say the category by id and folded name of the status.
    Statuses(BTreeMap<String, Truth>),
}

/// The answers for one project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workflows {
    /// By id and folded name of the issue type.
    pub by_type: BTreeMap<String, Truth>,
    /// For every other type.
    pub others: Truth,
}

/// Values, and whether no value will do as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneOf {
    /// The values.
    pub values: Values,
    /// EMPTY is among them.
    pub empty: bool,
}

/// A clause that the record does not answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenClause {
    /// The clause, NOT pushed in.
    pub clause: Clause,
    /// The field, when it is one of the catalogue; else some field of the issue.
    pub field: Option<Field>,
    /// What the clause is where the field is empty, as all fields of the issue are for records that have none.
    pub when_empty: Truth,
    /// Whether Jira knows the field and the function. A clause about the record, such as `actor IN membersOf(x)` with a group
    /// that nobody could look up, can be answered by nobody.
    pub ask: bool,
}

impl Predicate {
    /// All of the parts. Nested ANDs become one.
    pub(crate) fn and(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Vec::new();
        for part in parts {
            match part {
                Self::Always => {}
                Self::Never => return Self::Never,
                Self::And(inner) => all.extend(inner),
                other => all.push(other),
            }
        }
        if all.len() > 1 { Self::And(all) } else { all.pop().unwrap_or(Self::Always) }
    }

    /// Any of the parts. Nested ORs become one.
    pub(crate) fn or(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut any = Vec::new();
        for part in parts {
            match part {
                Self::Never => {}
                Self::Always => return Self::Always,
                Self::Or(inner) => any.extend(inner),
                other => any.push(other),
            }
        }
        if any.len() > 1 { Self::Or(any) } else { any.pop().unwrap_or(Self::Never) }
    }

    /// AND or OR; the other one when NOT stands before it.
    pub(crate) fn join(and: bool, negated: bool, parts: impl IntoIterator<Item = Self>) -> Self {
        if and == negated { Self::or(parts) } else { Self::and(parts) }
    }

    /// Always or never.
    pub(crate) fn constant(value: bool) -> Self {
        if value { Self::Always } else { Self::Never }
    }
}
