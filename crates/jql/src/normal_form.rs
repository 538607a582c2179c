//! A query as compact JSON without spans, for comparing parsers.

use crate::ast::{
    Argument, Clause, ClauseKind, Direction, Field, FieldName, Operand, OperandKind, Property, Query, Term,
};
use serde_json::{Map, Value, json};

/// The tree as JSON. Parentheses vanish, nesting is kept, words of the language are in lower case.
///
/// | part | JSON |
/// | --- | --- |
/// | query | `{"where": clause or null, "order": [{"f": field, "dir": "asc", "desc" or null}]}` |
/// | clause | `{"and": [..]}`, `{"or": [..]}`, `{"not": clause}` or a term |
/// | term | `{"f": field, "op": "not in", "v": operand, "p": [{"op": "by", "v": operand}]}`; no empty `p`, no `v` for `changed` |
/// | field | `{"n": name}`, `{"n": "5", "num": true}` or `{"cf": "10010"}`, with `"props": [{"k": argument, "path": [argument]}]` |
/// | operand | `"text"`, `{"num": "-5"}`, `{"empty": true}`, `{"fn": name, "args": [argument]}` or `{"list": [operand]}` |
/// | argument | `"text"` or `{"num": "3"}` |
///
/// ```
/// let query = activity_jql::parse("a = -5").query.unwrap_or_default();
/// let form = activity_jql::normal_form(&query);
/// assert_eq!(form.to_string(), r#"{"order":[],"where":{"f":{"n":"a"},"op":"=","v":{"num":"-5"}}}"#);
/// ```
#[must_use]
pub fn normal_form(query: &Query) -> Value {
    let order: Vec<_> = query
        .order
        .iter()
        .map(|key| {
            let direction = key.direction.map(|direction| match direction {
                Direction::Ascending => "asc",
                Direction::Descending => "desc",
            });
            json!({ "f": field(&key.field), "dir": direction })
        })
        .collect();
    json!({ "where": query.condition.as_ref().map(clause), "order": order })
}

fn clause(node: &Clause) -> Value {
    match &node.kind {
        ClauseKind::And(parts) => json!({ "and": parts.iter().map(clause).collect::<Vec<_>>() }),
        ClauseKind::Or(parts) => json!({ "or": parts.iter().map(clause).collect::<Vec<_>>() }),
        ClauseKind::Not(inner) => json!({ "not": clause(inner) }),
        ClauseKind::Term(inner) => term(inner),
    }
}

fn term(node: &Term) -> Value {
    let mut form = Map::new();
    form.insert("f".to_owned(), field(&node.field));
    form.insert("op".to_owned(), node.operator.to_string().to_lowercase().into());
    if let Some(value) = &node.operand {
        form.insert("v".to_owned(), operand(value));
    }
    if !node.predicates.is_empty() {
        let predicates: Vec<_> = node
            .predicates
            .iter()
            .map(|predicate| {
                json!({ "op": predicate.kind.to_string().to_lowercase(), "v": operand(&predicate.operand) })
            })
            .collect();
        form.insert("p".to_owned(), predicates.into());
    }
    form.into()
}

fn field(node: &Field) -> Value {
    let mut form = Map::new();
    match &node.name {
        FieldName::Name(name) => {
            form.insert("n".to_owned(), name.as_str().into());
        }
        FieldName::Number(digits) => {
            form.insert("n".to_owned(), digits.as_str().into());
            form.insert("num".to_owned(), true.into());
        }
        FieldName::Custom(digits) => {
            form.insert("cf".to_owned(), digits.as_str().into());
        }
    }
    if !node.properties.is_empty() {
        form.insert("props".to_owned(), node.properties.iter().map(property).collect::<Vec<_>>().into());
    }
    form.into()
}

fn property(node: &Property) -> Value {
    json!({ "k": argument(&node.key), "path": node.path.iter().map(argument).collect::<Vec<_>>() })
}

fn operand(node: &Operand) -> Value {
    match &node.kind {
        OperandKind::Empty => json!({ "empty": true }),
        OperandKind::Text(text) => text.as_str().into(),
        OperandKind::Number(digits) => json!({ "num": digits }),
        OperandKind::Function(function) => {
            json!({ "fn": function.name, "args": function.arguments.iter().map(argument).collect::<Vec<_>>() })
        }
        OperandKind::List(items) => json!({ "list": items.iter().map(operand).collect::<Vec<_>>() }),
    }
}

fn argument(node: &Argument) -> Value {
    match node {
        Argument::Text(text) => text.as_str().into(),
        Argument::Number(digits) => json!({ "num": digits }),
    }
}
