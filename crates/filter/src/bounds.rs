//! What a predicate implies, for leaving out what cannot match.
//!
//! INVARIANT: nothing here may exclude a record that [`crate::evaluate`] calls true or open.

use crate::catalogue::Field;
use crate::evaluate;
use crate::predicate::{Choice, Condition, Predicate, Test, TimeBound, Values};
use activity_event::{Action, Container, SubjectKind};
use std::collections::BTreeSet;

impl Predicate {
    /// The stretch of time in which matches lie: `occurred >= a`, `occurred < b`; none where there is no limit.
    /// `(Some(0), Some(0))` when nothing can match.
    #[must_use]
    pub fn time_bounds(&self) -> (Option<i64>, Option<i64>) {
        let (since, before) = times(self);
        if since >= before {
            return (Some(0), Some(0));
        }
        ((since != i64::MIN).then_some(since), (before != i64::MAX).then_some(before))
    }

    /// The actions that matches have; none when any action may match.
    #[must_use]
    pub fn required_actions(&self) -> Option<BTreeSet<Action>> {
        match self {
            Self::Never => Some(BTreeSet::new()),
            Self::And(parts) => parts.iter().filter_map(Self::required_actions).reduce(|a, b| &a & &b),
            Self::Or(parts) => {
                let parts: Option<Vec<BTreeSet<Action>>> = parts.iter().map(Self::required_actions).collect();
                Some(parts?.into_iter().flatten().collect())
            }
            Self::Test(Test::Choice { choice: Choice::Action(actions), negated }) => {
                Some(Action::all().filter(|action| actions.contains(action) != *negated).collect())
            }
            Self::Always | Self::Open(_) | Self::Test(_) => None,
        }
    }

    /// The projects and spaces that matches lie in; none when any may match.
    #[must_use]
    pub fn required_containers(&self) -> Option<RequiredContainers> {
        match self {
            // `project IS EMPTY` asks for what has no container; with one, nothing matches.
            Self::Never | Self::Test(Test::Empty { field: Field::Project, negated: false }) => {
                Some(RequiredContainers::Either(Vec::new()))
            }
            Self::And(parts) => {
                let mut parts: Vec<_> = parts.iter().filter_map(Self::required_containers).collect();
                if parts.len() > 1 { Some(RequiredContainers::Both(parts)) } else { parts.pop() }
            }
            Self::Or(parts) => {
                let parts: Option<Vec<_>> = parts.iter().map(Self::required_containers).collect();
                parts.map(RequiredContainers::Either)
            }
            Self::Test(Test::OneOf { field: Field::Project, values, negated }) => {
                Some(RequiredContainers::OneOf { values: values.clone(), negated: *negated })
            }
            Self::Always | Self::Open(_) | Self::Test(_) => None,
        }
    }
}

/// By what an index can find all matches.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    /// Records that belong to a thing with this id or key, folded.
    Thread(String),
    /// Records about an issue with this id or key, folded; and those about an issue that do not say both.
    Issue(String),
    /// Records of who has this account, folded.
    Actor(String),
    /// Records with this word in a text, folded.
    Word(String),
}

impl Found {
    /// Where a field is compared with values; none when no index knows the field.
    fn of(field: Field, values: &Values) -> Option<BTreeSet<Self>> {
        let by: fn(String) -> Self = match field {
            Field::Thread => Self::Thread,
            Field::Issue => Self::Issue,
            Field::Actor => Self::Actor,
            _ => return None,
        };
        Some(values.names().map(|name| by(crate::fold(name))).collect())
    }
}

impl Predicate {
    /// Every match is found by one of each of these sets; nothing can be said when there is no set.
    #[must_use]
    pub fn found_by(&self) -> Vec<BTreeSet<Found>> {
        match self {
            Self::Never => vec![BTreeSet::new()],
            Self::And(parts) => parts.iter().flat_map(Self::found_by).collect(),
            Self::Or(parts) => {
                let one_of = |part: &Self| part.found_by().into_iter().min_by_key(BTreeSet::len);
                let parts: Option<Vec<BTreeSet<Found>>> = parts.iter().map(one_of).collect();
                parts.map(|parts| parts.into_iter().flatten().collect()).into_iter().collect()
            }
            Self::Test(Test::OneOf { field, values, negated: false }) => {
                Found::of(*field, values).into_iter().collect()
            }
            // Where a summary is not known, that is open: of others is known whether there is a text.
            Self::Test(Test::Text {
                field: Field::Text | Field::Content | Field::Subject,
                pattern,
                negated: false,
            }) => {
                let words = |set: BTreeSet<String>| set.into_iter().map(Found::Word).collect();
                pattern.required_words().into_iter().map(words).collect()
            }
            Self::Always | Self::Open(_) | Self::Test(_) => Vec::new(),
        }
    }

    /// Whether a match can be a record of a thing of this kind.
    #[must_use]
    pub fn may_be_of(&self, kind: SubjectKind) -> bool {
        match self {
            Self::Never => false,
            Self::And(parts) => parts.iter().all(|part| part.may_be_of(kind)),
            Self::Or(parts) => parts.iter().any(|part| part.may_be_of(kind)),
            Self::Test(Test::Choice { choice: Choice::SubjectType(kinds), negated }) => {
                kinds.contains(&kind) != *negated
            }
            Self::Always | Self::Open(_) | Self::Test(_) => true,
        }
    }
}

/// What is required of the project or space of a match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequiredContainers {
    /// `project IN (...)`, `project NOT IN (...)`
    OneOf {
        /// Ids, keys or names.
        values: Values,
        /// `NOT IN`
        negated: bool,
    },
    /// All of these.
    Both(Vec<RequiredContainers>),
    /// Any of these; none of them means: no project or space.
    Either(Vec<RequiredContainers>),
}

impl RequiredContainers {
    /// Whether a record in this project or space may match.
    ///
    /// Of records without one this says nothing: they may always match, because a payload that does not name the project
    /// of its issue leaves the question open.
    #[must_use]
    pub fn admits(&self, container: &Container) -> bool {
        match self {
            Self::OneOf { values, negated } => {
                evaluate::container(container, values).negated(*negated).may_match()
            }
            Self::Both(parts) => parts.iter().all(|part| part.admits(container)),
            Self::Either(parts) => parts.iter().any(|part| part.admits(container)),
        }
    }
}

/// The stretch as numbers; the ends of the number line stand for no limit. Empty when the first is not below the second.
fn times(predicate: &Predicate) -> (i64, i64) {
    const ALL: (i64, i64) = (i64::MIN, i64::MAX);
    const NOTHING: (i64, i64) = (i64::MAX, i64::MIN);
    match predicate {
        Predicate::Never => NOTHING,
        Predicate::And(parts) => parts.iter().map(times).fold(ALL, |a, b| (a.0.max(b.0), a.1.min(b.1))),
        Predicate::Or(parts) => {
            let stretches = parts.iter().map(times).filter(|stretch| stretch.0 < stretch.1);
            stretches.fold(NOTHING, |a, b| (a.0.min(b.0), a.1.max(b.1)))
        }
        Predicate::Test(Test::Time { field: Field::Occurred, bound }) => match bound {
            TimeBound::Since(at) => (*at, i64::MAX),
            TimeBound::Before(at) => (i64::MIN, *at),
        },
        Predicate::Test(Test::Changed(changed)) if !changed.negated => {
            changed.conditions.iter().fold(ALL, |stretch, condition| match condition {
                Condition::Since(at) => (stretch.0.max(*at), stretch.1),
                Condition::Before(at) => (stretch.0, stretch.1.min(*at)),
                Condition::From(_) | Condition::To(_) | Condition::By(_) | Condition::Open(_) => stretch,
            })
        }
        Predicate::Always | Predicate::Open(_) | Predicate::Test(_) => ALL,
    }
}
