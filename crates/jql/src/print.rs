//! Canonical text: keywords in upper case, quotation marks and parentheses only where needed.
//!
//! `parse(print(x)) == x` holds for every tree that keeps the rules of [`crate::Query`]: chains have two or
//! more parts, lists one or more, numbers are digits with an optional minus, CHANGED has no operand.

use crate::ast::{
    Argument, Clause, ClauseKind, Direction, Field, FieldName, Function, Operand, OperandKind, Operator,
    Predicate, PredicateKind, Property, Query, SortKey, Term,
};
use std::fmt::{self, Display, Formatter};

mod quote;

pub(crate) use quote::in_quotation_marks;
pub use quote::quote;
use quote::quote_piece;

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(condition) = &self.condition {
            write!(f, "{condition}")?;
        }
        if self.order.is_empty() {
            return Ok(());
        }
        f.write_str(if self.condition.is_some() { " ORDER BY " } else { "ORDER BY " })?;
        write_separated(f, &self.order, ", ")
    }
}

impl Display for Clause {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl Display for ClauseKind {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::And(parts) => {
                write_chain(f, parts, " AND ", |part| matches!(part, Self::And(_) | Self::Or(_)))
            }
            Self::Or(parts) => write_chain(f, parts, " OR ", |part| matches!(part, Self::Or(_))),
            Self::Not(inner) => {
                f.write_str("NOT ")?;
                write_part(f, inner, matches!(inner.kind, Self::And(_) | Self::Or(_)))
            }
            Self::Term(term) => term.fmt(f),
        }
    }
}

fn write_chain(
    f: &mut Formatter<'_>,
    parts: &[Clause],
    between: &str,
    in_parentheses: fn(&ClauseKind) -> bool,
) -> fmt::Result {
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            f.write_str(between)?;
        }
        write_part(f, part, in_parentheses(&part.kind))?;
    }
    Ok(())
}

fn write_part(f: &mut Formatter<'_>, part: &Clause, in_parentheses: bool) -> fmt::Result {
    if in_parentheses { write!(f, "({part})") } else { part.fmt(f) }
}

impl Display for Term {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.field, self.operator)?;
        if let Some(operand) = &self.operand {
            write!(f, " {operand}")?;
        }
        for predicate in &self.predicates {
            write!(f, " {predicate}")?;
        }
        Ok(())
    }
}

impl Display for Field {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.name {
            // The name of an entity property is the only one with dots.
            FieldName::Name(name) if !self.properties.is_empty() => f.write_str(&quote_piece(name))?,
            FieldName::Name(name) => f.write_str(&quote(name))?,
            FieldName::Number(digits) => f.write_str(digits)?,
            FieldName::Custom(digits) => write!(f, "cf[{digits}]")?,
        }
        write_separated(f, &self.properties, "")
    }
}

impl Display for Property {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "[{}]", self.key)?;
        for (place, piece) in self.path.iter().enumerate() {
            let text = match piece {
                Argument::Text(text) => quote_piece(text),
                Argument::Number(digits) => digits.clone(),
            };
            if place > 0 || !text.starts_with('.') {
                f.write_str(" ")?;
            }
            f.write_str(&text)?;
        }
        Ok(())
    }
}

impl Display for Operator {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Equals => "=",
            Self::NotEquals => "!=",
            Self::Contains => "~",
            Self::NotContains => "!~",
            Self::Less => "<",
            Self::Greater => ">",
            Self::LessOrEqual => "<=",
            Self::GreaterOrEqual => ">=",
            Self::In => "IN",
            Self::NotIn => "NOT IN",
            Self::Is => "IS",
            Self::IsNot => "IS NOT",
            Self::Was => "WAS",
            Self::WasNot => "WAS NOT",
            Self::WasIn => "WAS IN",
            Self::WasNotIn => "WAS NOT IN",
            Self::Changed => "CHANGED",
        })
    }
}

impl Display for Operand {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl Display for OperandKind {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("EMPTY"),
            Self::Text(text) => f.write_str(&quote(text)),
            Self::Number(digits) => f.write_str(digits),
            Self::Function(function) => function.fmt(f),
            Self::List(items) => {
                f.write_str("(")?;
                write_separated(f, items, ", ")?;
                f.write_str(")")
            }
        }
    }
}

impl Display for Function {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        // A number can name a function; it reads the same with and without quotation marks.
        let name = if crate::lexer::is_number(&self.name) { self.name.clone() } else { quote(&self.name) };
        write!(f, "{name}(")?;
        write_separated(f, &self.arguments, ", ")?;
        f.write_str(")")
    }
}

impl Display for Argument {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(&quote(text)),
            Self::Number(digits) => f.write_str(digits),
        }
    }
}

impl Display for Predicate {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.operand)
    }
}

impl Display for PredicateKind {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::After => "AFTER",
            Self::Before => "BEFORE",
            Self::On => "ON",
            Self::During => "DURING",
            Self::By => "BY",
            Self::From => "FROM",
            Self::To => "TO",
        })
    }
}

impl Display for SortKey {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.field.fmt(f)?;
        match self.direction {
            Some(direction) => write!(f, " {direction}"),
            None => Ok(()),
        }
    }
}

impl Display for Direction {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ascending => "ASC",
            Self::Descending => "DESC",
        })
    }
}

fn write_separated<T: Display>(f: &mut Formatter<'_>, items: &[T], between: &str) -> fmt::Result {
    for (place, item) in items.iter().enumerate() {
        if place > 0 {
            f.write_str(between)?;
        }
        item.fmt(f)?;
    }
    Ok(())
}
