//! What happened: `family.verb` names with stable codes.

use crate::{EventError, action_table::ACTIONS};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::sync::LazyLock;

/// What happened, e.g. `issue.created`.
///
/// INVARIANT: the code is in the committed table; codes and names are never reused for something else.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Action(u16);

impl Action {
    /// The action of this name, which must be in the table: for names written in the program.
    ///
    /// A name that is not in the table fails the build when the value is a constant.
    #[must_use]
    pub const fn named(name: &str) -> Self {
        let mut rest = ACTIONS;
        while let Some((row, tail)) = rest.split_first() {
            if same(row.1.as_bytes(), name.as_bytes()) {
                return Self(row.0);
            }
            rest = tail;
        }
        Self::UNREADABLE
    }

    /// A payload that could not be read.
    pub const UNREADABLE: Self = Self(1);

    /// Every action, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        ACTIONS.iter().map(|row| Self(row.0))
    }

    /// The action with this name.
    pub fn parse(name: &str) -> Result<Self, EventError> {
        static BY_NAME: LazyLock<Vec<&'static (u16, &'static str)>> = LazyLock::new(|| {
            let mut rows: Vec<_> = ACTIONS.iter().collect();
            rows.sort_unstable_by_key(|row| row.1);
            rows
        });
        let row = BY_NAME.binary_search_by_key(&name, |row| row.1).ok().and_then(|at| BY_NAME.get(at));
        row.map(|row| Self(row.0)).ok_or_else(|| EventError::UnknownAction(name.to_owned()))
    }

    /// The action with this code.
    pub fn from_code(code: u16) -> Result<Self, EventError> {
        if row(code).is_some() { Ok(Self(code)) } else { Err(EventError::UnknownActionCode(code)) }
    }

    /// The stable number of this action.
    #[must_use]
    pub fn code(self) -> u16 {
        self.0
    }

    /// The full name, `family.verb`.
    #[must_use]
    pub fn name(self) -> &'static str {
        row(self.0).map_or("payload.unreadable", |row| row.1)
    }

    /// What it happened to, e.g. `issue`.
    #[must_use]
    pub fn family(self) -> &'static str {
        self.name().split_once('.').map_or("", |parts| parts.0)
    }

    /// What was done, e.g. `created`.
    #[must_use]
    pub fn verb(self) -> &'static str {
        self.name().split_once('.').map_or("", |parts| parts.1)
    }
}

/// The row of a code; the table is in the order of codes.
fn row(code: u16) -> Option<&'static (u16, &'static str)> {
    ACTIONS.binary_search_by_key(&code, |row| row.0).ok().and_then(|at| ACTIONS.get(at))
}

/// String equality that a constant can use.
const fn same(mut a: &[u8], mut b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    while let (Some((x, more_a)), Some((y, more_b))) = (a.split_first(), b.split_first()) {
        if *x != *y {
            return false;
        }
        (a, b) = (more_a, more_b);
    }
    true
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Action {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Action {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::parse(&name).map_err(serde::de::Error::custom)
    }
}

/// The names of all actions as a TypeScript union, so that a label missing on the page fails the type check.
#[cfg(feature = "bindings")]
pub(crate) struct ActionName;

#[cfg(feature = "bindings")]
impl ts_rs::TS for ActionName {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;
    fn name(_: &ts_rs::Config) -> String {
        "ActionName".to_owned()
    }
    fn inline(_: &ts_rs::Config) -> String {
        let names: Vec<String> = ACTIONS.iter().map(|row| format!("\"{}\"", row.1)).collect();
        names.join(" | ")
    }
    fn decl(config: &ts_rs::Config) -> String {
        format!("type ActionName = {};", Self::inline(config))
    }
    fn decl_concrete(config: &ts_rs::Config) -> String {
        Self::decl(config)
    }
    fn inline_flattened(config: &ts_rs::Config) -> String {
        Self::inline(config)
    }
    fn output_path() -> Option<std::path::PathBuf> {
        Some("ActionName.ts".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn codes_and_names_are_unique_and_well_formed() {
        let codes: HashSet<u16> = ACTIONS.iter().map(|row| row.0).collect();
        let names: HashSet<&str> = ACTIONS.iter().map(|row| row.1).collect();
        assert_eq!(codes.len(), ACTIONS.len());
        assert!(ACTIONS.is_sorted(), "rows are found by their code");
        assert_eq!(names.len(), ACTIONS.len());
        for action in Action::all() {
            assert!(!action.family().is_empty() && !action.verb().is_empty(), "{action}");
            assert_eq!(Action::parse(action.name()), Ok(action));
            assert_eq!(Action::from_code(action.code()), Ok(action));
        }
    }

    #[test]
    fn what_is_not_in_the_table_is_refused() {
        assert_eq!(Action::parse("issue.exploded"), Err(EventError::UnknownAction("issue.exploded".into())));
        assert_eq!(Action::from_code(0), Err(EventError::UnknownActionCode(0)));
    }

    #[test]
    fn a_constant_finds_its_row() {
        const CREATED: Action = Action::named("issue.created");
        assert_eq!(CREATED.name(), "issue.created");
    }
}
