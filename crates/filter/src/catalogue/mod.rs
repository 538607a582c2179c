//! What can be asked: one row per field and per function.
//!
//! The checker, the "did you mean", completion and the table in the documentation all read the same rows.

mod choices;
mod field;
mod fields;
mod functions;
mod jira;
mod near;
mod properties;
mod rows;

pub(crate) use choices::{STATUS_CATEGORIES, WEEKDAY_NAMES, choices};
pub use field::{Field, FieldKind, FieldRow, Source};
pub use functions::{FunctionKind, FunctionRow, Operators, functions};
pub(crate) use functions::{boundary, function};
pub(crate) use near::nearest;
pub(crate) use properties::is_property;

use crate::fold::fold;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::LazyLock;

/// Every field: those of the log first, in the order in which they are explained, then Jira's own.
pub fn fields() -> impl Iterator<Item = &'static FieldRow> + Clone {
    fields::FIELDS.iter().chain(jira::FIELDS)
}

/// The field that answers to this name.
pub(crate) fn field(name: &str) -> Option<&'static FieldRow> {
    static BY_NAME: LazyLock<ByName<FieldRow>> = LazyLock::new(|| ByName::of(fields(), FieldRow::names));
    BY_NAME.find(name)
}

/// Rows by their names, in the order of the names in lower case. All names are ASCII.
struct ByName<T: 'static>(Vec<(&'static str, &'static T)>);

impl<T> ByName<T> {
    fn of<N: Iterator<Item = &'static str>>(
        rows: impl Iterator<Item = &'static T>,
        names: impl Fn(&'static T) -> N,
    ) -> Self {
        let mut all: Vec<_> = rows.flat_map(|row| names(row).map(move |name| (name, row))).collect();
        all.sort_unstable_by(|a, b| in_order(a.0, b.0));
        Self(all)
    }

    /// The row with this name, in any case.
    fn find(&self, name: &str) -> Option<&'static T> {
        // `K`, the sign of kelvin, is a letter in another case, too.
        let folded = if name.is_ascii() { Cow::Borrowed(name) } else { Cow::Owned(fold(name)) };
        let found = self.0.binary_search_by(|(known, _)| in_order(known, &folded)).ok()?;
        self.0.get(found).map(|(_, row)| *row)
    }
}

/// The order of names whose ASCII letters have lost their case.
fn in_order(a: &str, b: &str) -> Ordering {
    a.bytes().map(|byte| byte.to_ascii_lowercase()).cmp(b.bytes().map(|byte| byte.to_ascii_lowercase()))
}

/// The row of a field of the log.
pub(crate) fn row(field: Field) -> Option<&'static FieldRow> {
    fields::FIELDS.iter().find(|row| row.field == field)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_name_means_one_field() {
        let mut seen = HashSet::new();
        for row in fields() {
            for name in row.names() {
                assert!(seen.insert(fold(name)), "{name} twice");
                assert_eq!(field(&name.to_uppercase()).map(|found| found.field), Some(row.field));
            }
            if row.field != Field::Jira {
                assert_eq!(super::row(row.field), Some(row));
            }
            assert!(!row.help.is_empty());
        }
        for row in fields() {
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
        let more = [
            (O::Less, O::GreaterOrEqual),
            (O::Greater, O::LessOrEqual),
            (O::Was, O::WasNot),
            (O::WasIn, O::WasNotIn),
        ];
        for row in fields() {
            for (a, b) in pairs.iter().chain(&more) {
                // Of Jira's own fields NOT stays where it is.
                let open = if row.source == Source::Jira { &[] } else { row.open_operators };
                for list in [row.operators, open] {
                    assert_eq!(list.contains(a), list.contains(b), "{}: {a:?} and {b:?}", row.name);
                }
            }
        }
    }
}
