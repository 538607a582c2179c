//! Which column answers a test.

use activity_filter::{Answers, Field, Predicate, Test};
use activity_segment::Part;
use std::collections::BTreeSet;

/// What a test looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Basis {
    /// When the record occurred.
    Time,
    /// What kind of record it is.
    Class,
    /// Who did it.
    Actor,
    /// Which project or space it is in.
    Container,
    /// Which issue it is about.
    Thread,
    /// Something that no column has.
    Row,
}

/// What a test looks at.
pub(crate) fn of(test: &Test) -> Basis {
    match test {
        Test::Choice { .. } => Basis::Class,
        Test::Time { field: Field::Occurred, .. } | Test::OnWall(_) => Basis::Time,
        Test::OneOf { field, .. } | Test::Empty { field, .. } => match field {
            Field::Actor => Basis::Actor,
            Field::Source => Basis::Class,
            Field::Project => Basis::Container,
            Field::Issue => Basis::Thread,
            _ => Basis::Row,
        },
        Test::Text { field: Field::Issue, .. } => Basis::Thread,
        Test::Site(test) if matches!(test.answers, Answers::Projects(_)) => Basis::Container,
        Test::Time { .. } | Test::Text { .. } | Test::Changed(_) | Test::Was(_) | Test::Site(_) => Basis::Row,
    }
}

/// Everything that a predicate looks at.
pub(crate) fn bases(predicate: &Predicate, found: &mut BTreeSet<Basis>) {
    match predicate {
        Predicate::Always | Predicate::Never => {}
        Predicate::And(parts) | Predicate::Or(parts) => parts.iter().for_each(|part| bases(part, found)),
        Predicate::Test(test) => {
            found.insert(of(test));
        }
        Predicate::Open(_) => {
            found.insert(Basis::Row);
        }
    }
}

/// The parts of a segment that answer these.
pub(crate) fn parts(bases: &BTreeSet<Basis>) -> Vec<Part> {
    let part = |basis: &Basis| match basis {
        Basis::Time => Some(Part::Times),
        Basis::Class => Some(Part::Classes),
        Basis::Actor => Some(Part::Actors),
        Basis::Container => Some(Part::Containers),
        Basis::Thread => Some(Part::Threads),
        Basis::Row => None,
    };
    bases.iter().filter_map(part).collect()
}
