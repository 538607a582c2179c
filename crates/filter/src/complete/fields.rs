//! Fields.

use super::insert::quote;
use super::item::{Candidate, ItemKind, Tail};
use crate::catalogue::{Field, FieldRow, Source, fields};

/// Fields of clauses. Those that only Jira knows are offered to who begins to type one.
pub(super) fn all(prefix: &str) -> Vec<Candidate> {
    fields().filter(|row| row.source != Source::Jira || !prefix.is_empty()).map(candidate).collect()
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
