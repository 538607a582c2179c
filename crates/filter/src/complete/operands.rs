//! What a field is compared with: values, functions, arguments of functions.

use super::insert::quote;
use super::item::{Candidate, ItemKind, Tail};
use super::site::{SiteKind, SiteValues};
use super::{functions, plain_name, site};
use crate::catalogue::{self, Field, FieldKind, FieldRow, Source, choices, fields};
use activity_jql::{Around, Completion, Expected, Operator, PredicateKind};

/// Periods that people ask for.
const PERIODS: &[(&str, &str)] = &[
    ("-1h", "an hour ago"),
    ("-1d", "24 hours ago"),
    ("-7d", "7 days ago"),
    ("-30d", "30 days ago"),
    ("-90d", "90 days ago"),
];

/// Units of periods, in the order in which they are offered behind a number.
const UNITS: &[(char, &str)] = &[('d', "days"), ('h', "hours"), ('w', "weeks"), ('m', "minutes")];

/// Units of the argument of `startOfDay` and its like. It has years and months as well.
const BOUNDARY_UNITS: &[(char, &str)] =
    &[('d', "days"), ('w', "weeks"), ('M', "months"), ('y', "years"), ('h', "hours"), ('m', "minutes")];

/// What the operand at the cursor must be.
#[derive(Debug)]
pub(super) struct OperandPlace<'a> {
    around: &'a Around,
    /// The field whose values fit; none when nobody here knows it.
    row: Option<&'static FieldRow>,
}

impl<'a> OperandPlace<'a> {
    pub(super) fn find(grammar: &'a Completion) -> Self {
        let around = &grammar.around;
        let row = match around.predicate {
            Some(PredicateKind::By) => catalogue::row(Field::Actor),
            Some(PredicateKind::From | PredicateKind::To) | None => {
                around.field.as_ref().and_then(plain_name).and_then(catalogue::field)
            }
            Some(_) => catalogue::row(Field::Occurred),
        };
        Self { around, row }
    }

    /// Values that are known here.
    pub(super) fn values(&self, prefix: &str) -> Vec<Candidate> {
        if self.is_text() {
            return Vec::new();
        }
        let Some(row) = self.row else { return Vec::new() };
        if functions::is_time(row) {
            return self.periods(prefix, UNITS, PERIODS);
        }
        if row.field == Field::ChangedField {
            return self.changed_fields();
        }
        choices(row.field).into_iter().map(|name| self.value(name, quote(name))).collect()
    }

    /// Functions that give values.
    pub(super) fn functions(&self) -> Vec<Candidate> {
        if self.is_text() {
            return Vec::new();
        }
        let lists = matches!(
            self.around.operator,
            Some(Operator::In | Operator::NotIn | Operator::WasIn | Operator::WasNotIn)
        );
        let takes_lists = lists || self.around.in_list || self.around.predicate.is_some();
        functions::of(self.row, takes_lists, self.around.in_list)
    }

    /// Arguments that are known here.
    pub(super) fn arguments(&self, prefix: &str) -> Vec<Candidate> {
        match &self.around.call {
            Some(call) if functions::is_boundary(&call.name) => self.periods(
                prefix,
                BOUNDARY_UNITS,
                &[
                    ("-1d", "a day earlier"),
                    ("-1w", "a week earlier"),
                    ("-1M", "a month earlier"),
                    ("-1y", "a year earlier"),
                ],
            ),
            _ => Vec::new(),
        }
    }

    /// Values that the site knows.
    pub(super) fn site_values(&self, grammar: &Completion) -> Option<SiteValues> {
        let kind = if grammar.expected.contains(&Expected::Argument) {
            let call = self.around.call.as_ref()?;
            functions::argument_kind(&call.name, call.arguments)?
        } else if grammar.expected.contains(&Expected::Value) && !self.is_text() {
            match self.row {
                Some(row) if !choices(row.field).is_empty() || functions::is_time(row) => return None,
                Some(row) => site::kind_of(row)?,
                None => SiteKind::Other,
            }
        } else {
            return None;
        };
        let written = || self.around.field.as_ref().map(ToString::to_string).unwrap_or_default();
        let field = self.row.map_or_else(written, |row| row.name.to_owned());
        Some(SiteValues { field, kind, prefix: grammar.prefix.clone(), quoted: grammar.quoted })
    }

    /// Whether EMPTY can stand there.
    pub(super) fn may_be_empty(&self) -> bool {
        let is_side = matches!(self.around.predicate, Some(PredicateKind::From | PredicateKind::To));
        let is_about_value = self.around.predicate.is_none() || is_side;
        is_about_value && !self.is_text() && self.row.is_none_or(|row| is_side || row.nullable())
    }

    /// Whether the parenthesis can be closed: the function has enough arguments.
    pub(super) fn may_close(&self) -> bool {
        self.around.call.as_ref().is_none_or(|call| functions::argument_count(&call.name).0 <= call.arguments)
    }

    /// Whether one more item can follow: the function takes more arguments.
    pub(super) fn may_go_on(&self) -> bool {
        self.around.call.as_ref().is_none_or(|call| call.arguments < functions::argument_count(&call.name).1)
    }

    pub(super) fn is_in_list(&self) -> bool {
        self.around.in_list || self.around.call.is_some()
    }

    /// Words are looked for, in whatever the field holds.
    fn is_text(&self) -> bool {
        let is_words = matches!(self.around.operator, Some(Operator::Contains | Operator::NotContains));
        is_words || self.row.is_some_and(|row| row.kind == FieldKind::Text)
    }

    fn value(&self, label: &str, insert: String) -> Candidate {
        let tail = if self.is_in_list() { Tail::Nothing } else { Tail::Space };
        Candidate::new(ItemKind::Value, label, insert, tail)
    }

    /// Periods; behind a number that has been typed, its units.
    fn periods(
        &self,
        prefix: &str,
        units: &[(char, &'static str)],
        usual: &[(&str, &'static str)],
    ) -> Vec<Candidate> {
        let digits = prefix.trim_start_matches(['-', '+']);
        if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            let with_unit = |(unit, help): &(char, &'static str)| {
                let period = format!("{prefix}{unit}");
                self.value(&period, quote(&period)).help(help)
            };
            return units.iter().map(with_unit).collect();
        }
        usual.iter().map(|(period, help)| self.value(period, quote(period)).help(help)).collect()
    }

    /// Names that the history gives to fields.
    fn changed_fields(&self) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        for row in fields() {
            if let Some(name) = row.history.first().filter(|_| row.source == Source::Issue) {
                candidates.push(self.value(name, quote(name)).help(row.help));
            }
        }
        candidates
    }
}
