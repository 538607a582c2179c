//! What the clauses of a query say.

use crate::catalogue::field;
use activity_jql::{
    Argument, Clause, ClauseKind, Field, FieldName, Operand, OperandKind, Operator, Part, PredicateKind,
    Query, Span, Term, parts,
};

/// One of the clauses that must all hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseView {
    /// Where it stands, with its parentheses.
    pub span: Span,
    /// As text that can be joined with others by AND.
    pub text: String,
    /// How much of it a filter can show.
    pub form: ClauseForm,
    /// The field: by the name of the catalogue, or as it is written; none for what is more than one comparison.
    pub field: Option<String>,
    /// The operator.
    pub operator: Option<Operator>,
    /// Whether it leaves out what it names.
    pub exclude: bool,
    /// What the field is compared with.
    pub values: Vec<ValueView>,
    /// What narrows CHANGED and WAS.
    pub narrowing: Vec<Narrowing>,
}

/// How much of a clause a filter can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClauseForm {
    /// Any of some values, or none of them.
    Values,
    /// One comparison of another kind: `summary ~ vpn`, `status CHANGED TO Done`.
    Term,
    /// Anything else.
    Other,
}

/// A value, as text of JQL and decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueView {
    /// As JQL text.
    pub jql: String,
    /// Decoded; of a function its name.
    pub text: String,
    /// The arguments when it is a function.
    pub arguments: Option<Vec<String>>,
}

/// `FROM Open`: a word and its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Narrowing {
    /// The word.
    pub kind: PredicateKind,
    /// Its values.
    pub values: Vec<ValueView>,
}

/// The clauses of a query that must all hold, in the order of its text.
#[must_use]
pub fn clauses(query: &Query, text: &str) -> Vec<ClauseView> {
    parts(query, text).into_iter().map(|part| view(part, text)).collect()
}

fn view(part: Part<'_>, text: &str) -> ClauseView {
    let written = part.span.of(text);
    let is_bare_or = matches!(part.clause.kind, ClauseKind::Or(_)) && part.span == part.clause.span;
    let mut found = ClauseView {
        span: part.span,
        text: if is_bare_or { ["(", written, ")"].concat() } else { written.to_owned() },
        form: ClauseForm::Other,
        field: None,
        operator: None,
        exclude: false,
        values: Vec::new(),
        narrowing: Vec::new(),
    };
    let (term, exclude) = match &part.clause.kind {
        ClauseKind::Term(term) => (term, is_exclusion(term.operator)),
        ClauseKind::Or(either) => match exclusion(either) {
            Some(term) => (term, true),
            None => return found,
        },
        _ => return found,
    };
    found.form = if is_values(term) { ClauseForm::Values } else { ClauseForm::Term };
    found.field = Some(name_of(&term.field));
    found.operator = Some(term.operator);
    found.exclude = exclude;
    found.values = term.operand.as_ref().map(values_of).unwrap_or_default();
    found.narrowing = term
        .predicates
        .iter()
        .map(|predicate| Narrowing { kind: predicate.kind, values: values_of(&predicate.operand) })
        .collect();
    found
}

/// `actor != a OR actor IS EMPTY`: the first of the two.
fn exclusion(either: &[Clause]) -> Option<&Term> {
    let [Clause { kind: ClauseKind::Term(left), .. }, Clause { kind: ClauseKind::Term(right), .. }] = either
    else {
        return None;
    };
    let leaves_out = matches!(left.operator, Operator::NotEquals | Operator::NotIn);
    let is_empty = right.operator == Operator::Is && name_of(&left.field) == name_of(&right.field);
    (leaves_out && is_empty).then_some(left)
}

fn is_exclusion(operator: Operator) -> bool {
    matches!(
        operator,
        Operator::NotEquals
            | Operator::NotIn
            | Operator::IsNot
            | Operator::NotContains
            | Operator::WasNot
            | Operator::WasNotIn
    )
}

/// Whether it compares with values, one by one.
pub(super) fn is_values(term: &Term) -> bool {
    matches!(
        term.operator,
        Operator::Equals
            | Operator::NotEquals
            | Operator::In
            | Operator::NotIn
            | Operator::Is
            | Operator::IsNot
    ) && term.field.properties.is_empty()
}

/// The name of the catalogue, or what is written.
pub(super) fn name_of(written: &Field) -> String {
    match &written.name {
        FieldName::Name(name) if written.properties.is_empty() => {
            field(name).map_or_else(|| name.clone(), |row| row.name.to_owned())
        }
        _ => written.to_string(),
    }
}

/// The values of an operand; of a list each of its own.
pub(super) fn values_of(operand: &Operand) -> Vec<ValueView> {
    match &operand.kind {
        OperandKind::List(items) => items.iter().flat_map(values_of).collect(),
        kind => {
            let (text, arguments) = match kind {
                OperandKind::Text(text) | OperandKind::Number(text) => (text.clone(), None),
                OperandKind::Function(call) => {
                    let arguments = call.arguments.iter().map(|argument| match argument {
                        Argument::Text(text) | Argument::Number(text) => text.clone(),
                    });
                    (call.name.clone(), Some(arguments.collect()))
                }
                OperandKind::Empty | OperandKind::List(_) => ("EMPTY".to_owned(), None),
            };
            vec![ValueView { jql: kind.to_string(), text, arguments }]
        }
    }
}
