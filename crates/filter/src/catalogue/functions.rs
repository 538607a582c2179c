//! Functions that are worked out here.

use super::FieldKind;
use crate::dates::{Boundary, Edge, Unit};
use crate::fold::{fold, same};

/// What a function stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunctionKind {
    /// The asking user's account id.
    CurrentUser,
    /// The moment of asking.
    Now,
    /// `startOfDay` and its seven companions.
    Boundary {
        /// The start of the period, not its end.
        start: bool,
        /// Letter of the period: `d`, `w`, `M` or `y`.
        period: char,
    },
}

/// All there is to know about a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FunctionRow {
    /// Its name; any case is accepted.
    pub name: &'static str,
    /// What it stands for.
    pub kind: FunctionKind,
    /// The kind of fields it gives values for.
    pub gives: FieldKind,
    /// The least number of arguments.
    pub arguments_min: usize,
    /// The greatest number of arguments.
    pub arguments_max: usize,
    /// What it is, in a few words.
    pub help: &'static str,
}

const fn edge(name: &'static str, start: bool, period: char, help: &'static str) -> FunctionRow {
    let kind = FunctionKind::Boundary { start, period };
    FunctionRow { name, kind, gives: FieldKind::Time, arguments_min: 0, arguments_max: 1, help }
}

#[rustfmt::skip]
const FUNCTIONS: &[FunctionRow] = &[
    FunctionRow { name: "currentUser", kind: FunctionKind::CurrentUser, gives: FieldKind::Person, arguments_min: 0, arguments_max: 0, help: "you" },
    FunctionRow { name: "now", kind: FunctionKind::Now, gives: FieldKind::Time, arguments_min: 0, arguments_max: 0, help: "this moment" },
    edge("startOfDay", true, 'd', "midnight at the start of today, plus the argument"),
    edge("endOfDay", false, 'd', "the last moment of today, plus the argument"),
    edge("startOfWeek", true, 'w', "the start of this week, plus the argument"),
    edge("endOfWeek", false, 'w', "the last moment of this week, plus the argument"),
    edge("startOfMonth", true, 'M', "the start of this month, plus the argument"),
    edge("endOfMonth", false, 'M', "the last moment of this month, plus the argument"),
    edge("startOfYear", true, 'y', "the start of this year, plus the argument"),
    edge("endOfYear", false, 'y', "the last moment of this year, plus the argument"),
];

/// Every function that is worked out here.
pub fn functions() -> &'static [FunctionRow] {
    FUNCTIONS
}

/// The function with this name, in any case.
pub(crate) fn function(name: &str) -> Option<&'static FunctionRow> {
    let name = fold(name);
    FUNCTIONS.iter().find(|row| same(&name, row.name))
}

/// The boundary that a row's edge and period stand for.
pub(crate) fn boundary(start: bool, period: char) -> Boundary {
    let edge = if start { Edge::Start } else { Edge::End };
    let unit = match period {
        'w' => Unit::Week,
        'M' => Unit::Month,
        'y' => Unit::Year,
        _ => Unit::Day,
    };
    Boundary { edge, unit }
}
