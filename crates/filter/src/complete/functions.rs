//! Functions and what their arguments are.

use super::item::{Candidate, ItemKind, Tail};
use super::site::SiteKind;
use crate::catalogue::{self, FieldRow, FunctionKind, FunctionRow, Operators, functions};

/// Functions that give values for a field; for a field that nobody here knows, all of them. Those that give a list stand
/// only where a list can.
pub(super) fn of(row: Option<&FieldRow>, takes_lists: bool, in_list: bool) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for function in functions() {
        let stands = takes_lists || function.operators == Operators::Single;
        if stands && row.is_none_or(|row| function.fits(row)) {
            candidates.push(candidate(function, in_list));
        }
    }
    candidates
}

/// Whether the field's values are times: then functions of time fit.
pub(super) fn is_time(row: &FieldRow) -> bool {
    functions()
        .iter()
        .any(|function| matches!(function.kind, FunctionKind::Boundary { .. }) && function.fits(row))
}

fn candidate(function: &FunctionRow, in_list: bool) -> Candidate {
    let tail = if function.arguments_max == 0 { Tail::Call { in_list } } else { Tail::Arguments };
    let label = format!("{}()", function.name);
    Candidate::new(ItemKind::Function, &label, function.name.to_owned(), tail).help(function.help)
}

/// How many arguments a function may have; any number when nobody here knows it.
pub(super) fn argument_count(name: &str) -> (usize, usize) {
    catalogue::function(name).map_or((0, usize::MAX), |row| (row.arguments_min, row.arguments_max))
}

/// The letter of the period that a boundary counts in when its argument has none.
pub(super) fn is_boundary(name: &str) -> bool {
    catalogue::function(name).is_some_and(|row| matches!(row.kind, FunctionKind::Boundary { .. }))
}

/// What the site knows about an argument.
const ARGUMENTS: &[(&str, usize, SiteKind)] = &[
    ("membersOf", 0, SiteKind::Group),
    ("organizationMembers", usize::MAX, SiteKind::Organization),
    ("organizationDetail", 0, SiteKind::Organization),
    ("projectsLeadByUser", 0, SiteKind::Person),
    ("spacesLeadByUser", 0, SiteKind::Person),
    ("componentsLeadByUser", 0, SiteKind::Person),
    ("projectsWhereUserHasRole", 0, SiteKind::Role),
    ("releasedVersions", usize::MAX, SiteKind::Project),
    ("unreleasedVersions", usize::MAX, SiteKind::Project),
    ("latestReleasedVersion", 0, SiteKind::Project),
    ("earliestUnreleasedVersion", 0, SiteKind::Project),
    ("linkedIssues", 0, SiteKind::Issue),
    ("linkedWorkItems", 0, SiteKind::Issue),
    ("updatedBy", 0, SiteKind::Person),
    ("approver", usize::MAX, SiteKind::Person),
    ("pendingBy", usize::MAX, SiteKind::Person),
];

/// The kind of the argument at this place, when the site knows such things.
pub(super) fn argument_kind(name: &str, place: usize) -> Option<SiteKind> {
    let row =
        ARGUMENTS.iter().find(|(function, last, _)| name.eq_ignore_ascii_case(function) && place <= *last);
    row.map(|(_, _, kind)| *kind)
}
