//! Operators.

use super::item::{Candidate, ItemKind, Tail};
use super::plain_name;
use crate::catalogue::{self, Field, FieldRow, Source};
use activity_jql::Operator as O;

/// Every operator: how it is called, what follows it, what it means.
const TABLE: &[(O, &str, Tail, &str)] = &[
    (O::Equals, "=", Tail::Space, "is"),
    (O::NotEquals, "!=", Tail::Space, "is not"),
    (O::Contains, "~", Tail::Space, "contains the words"),
    (O::NotContains, "!~", Tail::Space, "does not contain the words"),
    (O::GreaterOrEqual, ">=", Tail::Space, "is at least, or not before"),
    (O::Greater, ">", Tail::Space, "is more, or after"),
    (O::LessOrEqual, "<=", Tail::Space, "is at most, or not after"),
    (O::Less, "<", Tail::Space, "is less, or before"),
    (O::In, "IN", Tail::List, "is one of"),
    (O::NotIn, "NOT IN", Tail::List, "is none of"),
    (O::Is, "IS EMPTY", Tail::Space, "has no value"),
    (O::IsNot, "IS NOT EMPTY", Tail::Space, "has a value"),
    (O::Was, "WAS", Tail::Space, "was at some time"),
    (O::WasNot, "WAS NOT", Tail::Space, "never was"),
    (O::WasIn, "WAS IN", Tail::List, "was one of at some time"),
    (O::WasNotIn, "WAS NOT IN", Tail::List, "never was one of"),
    (O::Changed, "CHANGED", Tail::Space, "was changed"),
];

/// The operators of a field; all of them when nobody here knows the field.
pub(super) fn of(field: Option<&activity_jql::Field>) -> Vec<Candidate> {
    let row = field.and_then(plain_name).and_then(catalogue::field);
    let supported = TABLE.iter().filter(|(operator, ..)| row.is_none_or(|row| supports(row, *operator)));
    let candidate = |(_, label, tail, help): &(O, &str, Tail, &'static str)| {
        Candidate::new(ItemKind::Operator, label, (*label).to_owned(), *tail).help(help)
    };
    supported.map(candidate).collect()
}

fn supports(row: &FieldRow, operator: O) -> bool {
    match operator {
        // As the checker does: what the history has a name for, and projects, because issues are moved.
        O::Changed => (row.source == Source::Issue && !row.history.is_empty()) || row.field == Field::Project,
        _ => row.operators.contains(&operator) || row.open_operators.contains(&operator),
    }
}
