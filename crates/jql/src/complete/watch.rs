//! What the parser notes for completion on its way through a query that ends at the cursor.

use crate::ast::{Field, Operator, PredicateKind};

/// Something that may come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Expected {
    /// The field of a clause.
    Field,
    /// A field to sort by.
    SortField,
    /// An operator.
    Operator,
    /// A value.
    Value,
    /// A call of a function.
    Function,
    /// A list in parentheses.
    List,
    /// An argument of a function.
    Argument,
    /// Words or a symbol of the grammar: `AND`, `ORDER BY`, `NOT EMPTY`, `)`.
    Word(&'static str),
}

/// What stands around the cursor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Around {
    /// The field of the clause.
    pub field: Option<Field>,
    /// Its operator.
    pub operator: Option<Operator>,
    /// The word before the operand, behind WAS and CHANGED: `BY`.
    pub predicate: Option<PredicateKind>,
    /// Whether the cursor is in a list.
    pub in_list: bool,
    /// The function in whose parentheses the cursor is.
    pub call: Option<Call>,
}

/// A function whose arguments are being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Its name, as written.
    pub name: String,
    /// How many arguments stand before the cursor.
    pub arguments: usize,
}

/// Follows the parser.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    /// What may come at the end of the text.
    pub(crate) expected: Vec<Expected>,
    /// What stands around the place where the parser is.
    pub(crate) here: Around,
    /// What stands around the end of the text; none when the parser did not get there.
    pub(crate) around: Option<Around>,
}

impl Watch {
    /// The parser is at the end, and these would be welcome.
    pub(crate) fn note(&mut self, expected: &[Expected], in_list: bool) {
        for one in expected {
            if !self.expected.contains(one) {
                self.expected.push(*one);
            }
        }
        if self.around.is_none() {
            self.around = Some(Around { in_list, ..self.here.clone() });
        }
    }
}
