//! Completion: what may come at the cursor, in words of the catalogue.
//!
//! `jql` says what the grammar would welcome; here that becomes names with an explanation, best first. Values that only
//! the site knows are not made up: they are asked for.

mod fields;
mod functions;
mod insert;
mod item;
mod operands;
mod operators;
mod rank;
mod site;
mod words;

#[cfg(test)]
mod tests;

pub(crate) use insert::quote;
pub use item::{CompletionItem, ItemKind};
pub use site::{SiteKind, SiteValues};

use activity_jql::{Expected, FieldName, Span, Token};
use insert::Spacing;
use item::Candidate;
use std::collections::BTreeMap;

/// More choices than this are not offered.
pub const ITEMS_MAX: usize = 50;

/// What may come at the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// All tokens of the text.
    pub tokens: Vec<Token>,
    /// The stretch that a choice replaces. It holds the cursor.
    pub span: Span,
    /// Choices, best first, at most [`ITEMS_MAX`].
    pub items: Vec<CompletionItem>,
    /// Values of the site that fit there as well.
    pub values: Option<SiteValues>,
}

/// Says what may come at the cursor, a byte of `text`. Any cursor in any text will do.
///
/// `usage` says how often the person chose something, by its label; what is used more comes first.
///
/// ```
/// use std::collections::BTreeMap;
/// let completion = activity_filter::complete("act", 3, &BTreeMap::new());
/// let labels: Vec<&str> = completion.items.iter().map(|item| item.label.as_str()).collect();
/// assert_eq!(labels.get(..3), Some(&["actor", "actorKind", "action"][..]));
/// ```
#[must_use]
pub fn complete(text: &str, cursor: usize, usage: &BTreeMap<String, u32>) -> Completion {
    let grammar = activity_jql::complete(text, cursor);
    let spacing = Spacing::around(text, grammar.span);
    let operand = operands::OperandPlace::find(&grammar);
    let mut candidates: Vec<Candidate> = Vec::new();
    for expected in &grammar.expected {
        match expected {
            Expected::Field => candidates.extend(fields::all(&grammar.prefix)),
            Expected::SortField => candidates.extend(fields::sortable()),
            Expected::Operator => candidates.extend(operators::of(grammar.around.field.as_ref())),
            Expected::Value => candidates.extend(operand.values(&grammar.prefix)),
            Expected::Argument => candidates.extend(operand.arguments(&grammar.prefix)),
            Expected::Function => candidates.extend(operand.functions()),
            Expected::List => candidates.push(words::list()),
            Expected::Word(word) => candidates.extend(words::word(word, &operand)),
        }
    }
    let mut ranked = rank::rank(candidates, &grammar.prefix, usage);
    ranked.extend(words::after_item(text, &grammar));
    let items = ranked.into_iter().take(ITEMS_MAX);
    Completion {
        items: items.map(|candidate| candidate.finish(&spacing, grammar.quoted)).collect(),
        values: operand.site_values(&grammar),
        span: grammar.span,
        tokens: grammar.tokens,
    }
}

/// The name, when the field is written as a plain name.
fn plain_name(field: &activity_jql::Field) -> Option<&str> {
    match &field.name {
        FieldName::Name(name) if field.properties.is_empty() => Some(name),
        _ => None,
    }
}
