//! What to do about an error.

use super::{Found, SyntaxErrorKind as Kind};
use crate::escape::decode;
use crate::print::in_quotation_marks;

/// Advice that goes beyond the message.
pub(super) fn find(kind: &Kind) -> Option<String> {
    match kind {
        Kind::TooLong { .. } => Some("Shorten its lists, or split the query into several.".to_owned()),
        Kind::TooDeep => Some("Take out parentheses that are not needed.".to_owned()),
        Kind::ReservedWord { word } if word.eq_ignore_ascii_case("select") => {
            Some("JQL has no SELECT. Write the condition only, such as project = PAY.".to_owned())
        }
        Kind::ReservedWord { word } | Kind::ReservedCharacter { word, .. } => Some(reserved(word)),
        Kind::UnfinishedString { text } => Some(unfinished_string(text)),
        Kind::IllegalEscape { .. } | Kind::UnfinishedEscape => {
            Some(r"Write \\ for a backslash that is meant as such.".to_owned())
        }
        Kind::IllegalCharacter { character: '\t' } => Some(r"Write \t for a tab.".to_owned()),
        Kind::ExpectedField { found } => expected_field(found),
        Kind::ExpectedCustomField => Some("A custom field is written cf[10021] or by its name.".to_owned()),
        Kind::ExpectedOperator { found } => expected_operator(found),
        Kind::ExpectedValue { found } => expected_value(found),
        Kind::ExpectedList { found } => Some(expected_list(found)),
        Kind::ExpectedOperand { found } => expected_operand(found),
        Kind::ExpectedEmpty { .. } => {
            Some("IS and IS NOT only ask whether a field is empty. Use = or != for a value.".to_owned())
        }
        Kind::ExpectedArgument { found: Found::Symbol(text) } if text == ")" => {
            Some("Take out the last comma.".to_owned())
        }
        Kind::ExpectedArgument { found: Found::Symbol(text) } if text == "(" => {
            Some(PLAIN_ARGUMENTS.to_owned())
        }
        Kind::ExpectedConnective { found, .. } => expected_connective(found),
        Kind::ExpectedToken { expected, found } => expected_token(expected, found),
        _ => None,
    }
}

const PLAIN_ARGUMENTS: &str = "Functions take values only, no lists and no other functions.";

fn reserved(word: &str) -> String {
    // A single character is rarely the whole value.
    if word.ends_with('…') || word.chars().nth(1).is_none() {
        "Put the whole value in quotation marks.".to_owned()
    } else {
        format!("Write {}.", in_quotation_marks(&decode(word)))
    }
}

fn unfinished_string(text: &str) -> String {
    let mark = if text.starts_with('\'') { '\'' } else { '"' };
    if text.ends_with('\\') || text.ends_with(&format!("\\{mark}")) {
        return format!(
            r"A backslash takes {mark} its meaning. Write \\ for a backslash that is meant as such."
        );
    }
    format!("Close it with {mark}.")
}

fn expected_field(found: &Found) -> Option<String> {
    let help = match found {
        Found::End => "Take out the last AND, OR, NOT or comma, or write another condition.",
        Found::Symbol(text) if text == ")" => {
            "Write a condition, such as project = PAY, before the parenthesis."
        }
        Found::Reserved(text) if text.eq_ignore_ascii_case("order") => {
            "ORDER BY follows the whole condition. Take out the AND, OR, NOT or parenthesis before it."
        }
        _ => return None,
    };
    Some(help.to_owned())
}

fn expected_operator(found: &Found) -> Option<String> {
    let help = match found.text()?.to_ascii_lowercase().as_str() {
        "like" | "contains" | "matches" | "has" => "Use ~ to look for words, such as summary ~ login.",
        "equals" | "equal" | "eq" | ":" | "==" => "Use = for equal.",
        "between" => "Use >= and <= with AND.",
        "isempty" | "isnull" => "Write IS EMPTY, as two words.",
        "notin" => "Write NOT IN, as two words.",
        "(" => "A function is called after an operator, such as assignee = currentUser().",
        "before" | "after" | "on" | "during" => "Use < and > with a date, or CHANGED before this word.",
        "by" | "from" | "to" => "Write WAS or CHANGED before this word.",
        _ => match found {
            Found::Word(_) | Found::Quoted(_) => {
                "Put a field name of several words in quotation marks, or write an operator before the value."
            }
            _ => return None,
        },
    };
    Some(help.to_owned())
}

fn expected_value(found: &Found) -> Option<String> {
    let help = match found.text()?.to_ascii_lowercase().as_str() {
        "(" => "Use IN to compare with a list.",
        "=" => "Equal is a single =, not equal is !=.",
        ">" => "Not equal is written !=.",
        "~" => "Contains is a single ~, does not contain is !~.",
        "empty" | "null" => "Ask for an empty field with IS EMPTY.",
        "not" => "Write != or NOT IN.",
        _ => return reserved_operand(found),
    };
    Some(help.to_owned())
}

fn expected_operand(found: &Found) -> Option<String> {
    match found {
        Found::Symbol(text) if text == ")" => {
            Some("A list needs at least one item, and no comma after the last one.".to_owned())
        }
        _ => reserved_operand(found),
    }
}

/// A keyword in the place of a value.
fn reserved_operand(found: &Found) -> Option<String> {
    let Found::Reserved(text) = found else { return None };
    let help = match text.to_ascii_lowercase().as_str() {
        "and" | "or" | "order" => "A value is missing before this word.",
        _ => "Put a value of several words in quotation marks, all of it.",
    };
    Some(help.to_owned())
}

fn expected_list(found: &Found) -> String {
    match found {
        Found::Word(text) | Found::Quoted(text) if !text.ends_with('…') => {
            format!("Put the values in parentheses: ({text}).")
        }
        Found::Reserved(text) if text.eq_ignore_ascii_case("empty") || text.eq_ignore_ascii_case("null") => {
            "Ask for an empty field with IS EMPTY, or put it in parentheses.".to_owned()
        }
        Found::Symbol(text) if text == "[" => "Lists stand in round parentheses.".to_owned(),
        _ => "Put the values in parentheses, such as (Open, Done).".to_owned(),
    }
}

fn expected_connective(found: &Found) -> Option<String> {
    let help = match found.text()?.to_ascii_lowercase().as_str() {
        "limit" => "JQL has no LIMIT. The number of results is set outside the query.",
        "sort" | "group" | "orderby" => "Sort with ORDER BY.",
        "," => "Join conditions with AND or OR. A comma only separates items of a list.",
        ")" => "There is no open parenthesis for this one.",
        "from" | "to" => "FROM and TO only follow CHANGED.",
        "before" | "after" | "on" | "during" | "by" => "This word only follows WAS and CHANGED.",
        "(" => "Join conditions with AND or OR.",
        "order" => "ORDER BY follows the whole condition. Close the parenthesis before it.",
        "--" => "JQL has no comments.",
        "asc" | "desc" => "Write ORDER BY and a field before the direction.",
        _ => match found {
            Found::Word(_) | Found::Quoted(_) => {
                "Put a value of several words in quotation marks, or join conditions with AND or OR."
            }
            _ => return None,
        },
    };
    Some(help.to_owned())
}

fn expected_token(expected: &[&str], found: &Found) -> Option<String> {
    let help = match (expected, found) {
        (["'IN'"], Found::Symbol(text)) if text == "=" => "Not equal is written !=.",
        (["'IN'"], Found::Symbol(text)) if text == "~" => "Does not contain is written !~.",
        ([.., "the end of the query"], Found::Reserved(text))
            if text.eq_ignore_ascii_case("and") || text.eq_ignore_ascii_case("or") =>
        {
            "ORDER BY is the last part of a query. Write the conditions before it."
        }
        ([.., "the end of the query"], Found::Reserved(text)) if text.eq_ignore_ascii_case("limit") => {
            "JQL has no LIMIT. The number of results is set outside the query."
        }
        ([.., "')'"], Found::End) => "A parenthesis has not been closed.",
        (["','", "')'"], Found::Symbol(text)) if text == "(" => PLAIN_ARGUMENTS,
        (["','", "')'"], Found::Reserved(_)) => "Close the list with ) before this word.",
        ([.., "']'"], Found::End) => "A bracket has not been closed.",
        ([.., "')'"], Found::Word(_) | Found::Quoted(_)) => {
            "Separate items with commas, and put an item of several words in quotation marks."
        }
        _ => return None,
    };
    Some(help.to_owned())
}
