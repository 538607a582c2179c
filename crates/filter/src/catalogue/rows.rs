//! Sets of operators, and short ways to write a row.

use super::field::{Field, FieldKind, FieldRow, Source};
use activity_jql::Operator;

use Operator as O;

pub(super) const NONE: &[Operator] = &[];
/// No IS: there is always a value.
pub(super) const CHOICE: &[Operator] = &[O::Equals, O::NotEquals, O::In, O::NotIn];
pub(super) const VALUE: &[Operator] = &[O::Equals, O::NotEquals, O::In, O::NotIn, O::Is, O::IsNot];
/// The fields whose history Jira keeps.
#[rustfmt::skip]
pub(super) const VALUE_HISTORY: &[Operator] = &[
    O::Equals, O::NotEquals, O::In, O::NotIn, O::Is, O::IsNot, O::Was, O::WasNot, O::WasIn, O::WasNotIn,
];
#[rustfmt::skip]
pub(super) const ORDERED_HISTORY: &[Operator] = &[
    O::Equals, O::NotEquals, O::Less, O::Greater, O::LessOrEqual, O::GreaterOrEqual, O::In, O::NotIn, O::Is, O::IsNot,
    O::Was, O::WasNot, O::WasIn, O::WasNotIn,
];
/// No = : what is searched for is words, never the whole text.
pub(super) const TEXT: &[Operator] = &[O::Contains, O::NotContains, O::Is, O::IsNot];
pub(super) const WORDS: &[Operator] = &[O::Contains, O::NotContains];
pub(super) const WORDS_ONLY: &[Operator] = &[O::Contains];
#[rustfmt::skip]
pub(super) const VALUE_AND_TEXT: &[Operator] = &[
    O::Equals, O::NotEquals, O::In, O::NotIn, O::Is, O::IsNot, O::Contains, O::NotContains,
];
/// No ~ : dates and numbers are not words.
#[rustfmt::skip]
pub(super) const TIME: &[Operator] = &[
    O::Equals, O::NotEquals, O::Less, O::Greater, O::LessOrEqual, O::GreaterOrEqual, O::In, O::NotIn, O::Is, O::IsNot,
];
#[rustfmt::skip]
pub(super) const NUMBER: &[Operator] = &[
    O::Equals, O::NotEquals, O::Less, O::Greater, O::LessOrEqual, O::GreaterOrEqual, O::In, O::NotIn,
];
#[rustfmt::skip]
pub(super) const SLA: &[Operator] =
    &[O::Equals, O::NotEquals, O::Less, O::Greater, O::LessOrEqual, O::GreaterOrEqual];
pub(super) const ORDERED: &[Operator] = &[O::Less, O::Greater, O::LessOrEqual, O::GreaterOrEqual];
pub(super) const EQUALS: &[Operator] = &[O::Equals];
pub(super) const IS: &[Operator] = &[O::Is, O::IsNot];

/// A field of the record.
pub(super) const fn record(
    field: Field,
    name: &'static str,
    kind: FieldKind,
    operators: &'static [Operator],
    help: &'static str,
) -> FieldRow {
    let (aliases, mistaken, open_operators, history): (&[&str], &[&str], _, &[&str]) = (&[], &[], NONE, &[]);
    let source = Source::Record;
    FieldRow { field, name, aliases, mistaken, kind, operators, open_operators, source, history, help }
}

/// A field of the issue, and what the history calls it.
pub(super) const fn issue(
    field: Field,
    name: &'static str,
    kind: FieldKind,
    operators: &'static [Operator],
    history: &'static [&'static str],
    help: &'static str,
) -> FieldRow {
    FieldRow { source: Source::Issue, history, ..record(field, name, kind, operators, help) }
}

/// A field of the record's project, from the tables of the site.
pub(super) const fn site(
    field: Field,
    name: &'static str,
    kind: FieldKind,
    operators: &'static [Operator],
    help: &'static str,
) -> FieldRow {
    FieldRow { source: Source::Site, ..record(field, name, kind, operators, help) }
}

/// A field that only Jira knows.
pub(super) const fn jira(
    name: &'static str,
    aliases: &'static [&'static str],
    kind: FieldKind,
    open_operators: &'static [Operator],
    help: &'static str,
) -> FieldRow {
    let row = record(Field::Jira, name, kind, NONE, help);
    FieldRow { aliases, open_operators, source: Source::Jira, ..row }
}

pub(super) const fn aliases(aliases: &'static [&'static str], row: FieldRow) -> FieldRow {
    FieldRow { aliases, ..row }
}

pub(super) const fn history(history: &'static [&'static str], row: FieldRow) -> FieldRow {
    FieldRow { history, ..row }
}

pub(super) const fn mistaken(mistaken: &'static [&'static str], row: FieldRow) -> FieldRow {
    FieldRow { mistaken, ..row }
}

pub(super) const fn open(open_operators: &'static [Operator], row: FieldRow) -> FieldRow {
    FieldRow { open_operators, ..row }
}
