//! Fields.

use super::insert::quote;
use super::item::{Candidate, ItemKind, Tail};
use crate::catalogue::{Field, FieldRow, fields};

/// Fields of clauses.
pub(super) fn all() -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for row in fields() {
        candidates.push(candidate(row));
    }
    candidates
}

/// Fields that the log can be sorted by.
pub(super) fn sortable() -> Option<Candidate> {
    crate::catalogue::row(Field::Occurred).map(candidate)
}

fn candidate(row: &FieldRow) -> Candidate {
    let (aliases, mistaken) = (row.aliases, row.mistaken);
    let candidate = Candidate::new(ItemKind::Field, row.name, quote(row.name), Tail::Space);
    Candidate { aliases, mistaken, ..candidate.help(row.help) }
}
