//! The tree of a query: plain data, spans everywhere, equality that ignores spans.

use crate::Span;

/// A whole query: `project = PAY ORDER BY occurred DESC`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// The condition; none for an empty query or one that only orders.
    pub condition: Option<Clause>,
    /// What ORDER BY asks for; empty when there is none.
    pub order: Vec<SortKey>,
}

/// A part of the condition, with its place in the text.
#[derive(Debug, Clone, Eq)]
pub struct Clause {
    /// What it says.
    pub kind: ClauseKind,
    /// Where it stands.
    pub span: Span,
}

/// What a clause says. Parentheses leave no trace but the nesting; chains without parentheses are flat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClauseKind {
    /// `a = 1 AND b = 2`: two or more.
    And(Vec<Clause>),
    /// `a = 1 OR b = 2`: two or more.
    Or(Vec<Clause>),
    /// `NOT a = 1` or `!a = 1`.
    Not(Box<Clause>),
    /// `status WAS Done BY currentUser()`.
    Term(Term),
}

/// A field, an operator and what it is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// `status`.
    pub field: Field,
    /// `WAS NOT IN`.
    pub operator: Operator,
    /// Where the operator stands.
    pub operator_span: Ignored<Span>,
    /// `(Done, Closed)`; none for CHANGED.
    pub operand: Option<Operand>,
    /// `BY currentUser() AFTER -7d`; only after WAS and CHANGED.
    pub predicates: Vec<Predicate>,
}

/// A field, with its place in the text.
#[derive(Debug, Clone, Eq)]
pub struct Field {
    /// How it is named.
    pub name: FieldName,
    /// `["key"].path.to.value`, any number of them.
    pub properties: Vec<Property>,
    /// Where it stands.
    pub span: Span,
}

/// How a field is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldName {
    /// `status`, `"Story Points"`; decoded.
    Name(String),
    /// `10010`: a number where a name is expected; the digits as written.
    Number(String),
    /// `cf[10010]`; the digits as written.
    Custom(String),
}

/// An entity property: `[key].path`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Property {
    /// What stands in the brackets.
    pub key: Argument,
    /// The pieces after them; a leading dot belongs to the piece.
    pub path: Vec<Argument>,
}

/// Operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operator {
    /// `=`
    Equals,
    /// `!=`
    NotEquals,
    /// `~`
    Contains,
    /// `!~`
    NotContains,
    /// `<`
    Less,
    /// `>`
    Greater,
    /// `<=`
    LessOrEqual,
    /// `>=`
    GreaterOrEqual,
    /// `IN`
    In,
    /// `NOT IN`
    NotIn,
    /// `IS`
    Is,
    /// `IS NOT`
    IsNot,
    /// `WAS`
    Was,
    /// `WAS NOT`
    WasNot,
    /// `WAS IN`
    WasIn,
    /// `WAS NOT IN`
    WasNotIn,
    /// `CHANGED`
    Changed,
}

/// What a field is compared with, with its place in the text.
#[derive(Debug, Clone, Eq)]
pub struct Operand {
    /// What it is.
    pub kind: OperandKind,
    /// Where it stands.
    pub span: Span,
}

/// Kinds of operands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OperandKind {
    /// `EMPTY` or `NULL`.
    Empty,
    /// `Done`, `"In Progress"`; decoded.
    Text(String),
    /// `-5`: digits as written, with an optional minus.
    Number(String),
    /// `membersOf("jira-admins")`.
    Function(Function),
    /// `(Done, Closed)`: one or more, lists can nest.
    List(Vec<Operand>),
}

/// A function call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Function {
    /// `membersOf`; decoded, as written.
    pub name: String,
    /// What stands between the parentheses.
    pub arguments: Vec<Argument>,
}

/// An argument of a function or a property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// `"jira-admins"`; decoded.
    Text(String),
    /// `-5`; digits as written.
    Number(String),
}

/// `AFTER -7d`: what narrows WAS and CHANGED.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Predicate {
    /// `AFTER`.
    pub kind: PredicateKind,
    /// `-7d`.
    pub operand: Operand,
}

/// Words that narrow WAS and CHANGED.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PredicateKind {
    /// `AFTER`
    After,
    /// `BEFORE`
    Before,
    /// `ON`
    On,
    /// `DURING`
    During,
    /// `BY`
    By,
    /// `FROM`
    From,
    /// `TO`
    To,
}

/// One field of ORDER BY.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortKey {
    /// `occurred`.
    pub field: Field,
    /// `ASC` or `DESC`; none when not written.
    pub direction: Option<Direction>,
}

/// Directions of ORDER BY.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// `ASC`
    Ascending,
    /// `DESC`
    Descending,
}

/// A value that equality does not look at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ignored<T>(
    /// The value.
    pub T,
);

impl<T> PartialEq for Ignored<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T> Eq for Ignored<T> {}

// Two trees are equal when they say the same, wherever it stands.
impl PartialEq for Clause {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.properties == other.properties
    }
}

impl PartialEq for Operand {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}
