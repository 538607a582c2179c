//! Words and symbols of the grammar.

use super::item::{Candidate, ItemKind, Tail};
use super::operands::OperandPlace;
use activity_jql::{Completion, Expected};

/// A list in parentheses.
pub(super) fn list() -> Candidate {
    keyword("(", Tail::Nothing, "a list")
}

/// A word that the grammar would welcome, unless it makes no sense for the field or the function.
pub(super) fn word(word: &'static str, operand: &OperandPlace) -> Option<Candidate> {
    let makes_sense = match word {
        "EMPTY" => operand.may_be_empty(),
        ")" => operand.may_close(),
        "," => operand.may_go_on(),
        _ => true,
    };
    let (tail, help) = match word {
        "AND" => (Tail::Space, "both must hold"),
        "OR" => (Tail::Space, "one of both must hold"),
        "NOT" => (Tail::Space, "must not hold"),
        "ORDER BY" => (Tail::Space, "in which order"),
        "(" => (Tail::Nothing, "a group of conditions"),
        "," => (Tail::Space, "one more"),
        ")" => (Tail::Space, "the end"),
        "IN" | "DURING" => (Tail::List, ""),
        "EMPTY" if operand.is_in_list() => (Tail::Nothing, "no value"),
        "EMPTY" => (Tail::Space, "no value"),
        "NOT EMPTY" => (Tail::Space, "any value"),
        "ASC" => (Tail::Space, "oldest first"),
        "DESC" => (Tail::Space, "newest first"),
        "FROM" => (Tail::Space, "the value before"),
        "TO" => (Tail::Space, "the value after"),
        "BY" => (Tail::Space, "who changed it"),
        "AFTER" | "BEFORE" | "ON" => (Tail::Space, "when it changed"),
        _ => (Tail::Space, ""),
    };
    makes_sense.then(|| keyword(word, tail, help))
}

/// What can follow an item of a list or an argument whose end the cursor is at: no space comes before it, so the item
/// is a part of what is inserted.
pub(super) fn after_item(text: &str, grammar: &Completion) -> Vec<Candidate> {
    let is_item = grammar.expected.iter().any(|one| matches!(one, Expected::Value | Expected::Argument));
    let item = grammar.span.of(text);
    // Inside a word or a string nothing ends.
    if !is_item || item.is_empty() || item != grammar.prefix {
        return Vec::new();
    }
    let begun = text.get(..grammar.span.end).unwrap_or_default();
    let next = activity_jql::complete(&format!("{begun} "), usize::MAX);
    let operand = OperandPlace::find(&next);
    let mut candidates = Vec::new();
    for expected in &next.expected {
        if let Expected::Word(symbol @ ("," | ")")) = expected
            && let Some(candidate) = word(symbol, &operand)
            && operand.is_in_list()
        {
            candidates.push(Candidate { insert: format!("{item}{symbol}"), ..candidate });
        }
    }
    candidates
}

fn keyword(word: &str, tail: Tail, help: &'static str) -> Candidate {
    Candidate::new(ItemKind::Keyword, word, word.to_owned(), tail).help(help)
}
