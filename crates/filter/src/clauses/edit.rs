//! The text of a query with one of its filters changed. Clauses that are not meant stay as they are written.

use super::read::{ClauseForm, ClauseView, ValueView, clauses};
use crate::catalogue::field;
use crate::fold::fold;
use activity_jql::{ClauseKind, Operator, Query, SyntaxError, parse, parts, quote};

/// What to change. Values and clauses are JQL text.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(tag = "do", rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum QueryChange {
    /// Takes a value in, or leaves it out; takes that back where it is so already.
    Toggle {
        /// The field.
        field: String,
        /// The value.
        value: String,
        /// Whether it is left out.
        exclude: bool,
    },
    /// This value and no other; everything again where it is so already.
    Only {
        /// The field.
        field: String,
        /// The value.
        value: String,
    },
    /// These values and no others are taken in, or left out.
    Set {
        /// The field.
        field: String,
        /// The values; none takes the filter away.
        values: Vec<String>,
        /// Whether they are left out.
        exclude: bool,
    },
    /// Takes away every comparison with this field.
    Clear {
        /// The field.
        field: String,
    },
    /// Adds a clause.
    Add {
        /// The clause.
        clause: String,
    },
    /// Puts another clause in the place of one.
    Replace {
        /// Which, counted from 0.
        at: usize,
        /// The new clause.
        clause: String,
    },
    /// Takes a clause away.
    Remove {
        /// Which, counted from 0.
        at: usize,
    },
    /// Turns a clause into its opposite.
    Negate {
        /// Which, counted from 0.
        at: usize,
    },
}

/// The query with this change. Fails where the query, or a text of the change, cannot be read.
pub fn edit(text: &str, change: &QueryChange) -> Result<String, Vec<SyntaxError>> {
    let query = read(text)?;
    let mut list = List { items: clauses(&query, text).into_iter().map(Item::from).collect() };
    match change {
        QueryChange::Toggle { field, value, exclude } => list.toggle(field, &value_of(value)?, *exclude),
        QueryChange::Only { field, value } => list.only(field, &value_of(value)?),
        QueryChange::Set { field, values, exclude } => {
            let values = values.iter().map(|value| value_of(value)).collect::<Result<Vec<_>, _>>()?;
            list.set(field, values, *exclude);
        }
        QueryChange::Clear { field } => {
            let name = canonical(field);
            list.items.retain(|item| item.view.field.as_deref() != Some(name.as_str()));
        }
        QueryChange::Add { clause } => list.items.extend(items_of(clause)?),
        QueryChange::Replace { at, clause } => {
            let fresh = items_of(clause)?;
            if *at < list.items.len() {
                list.items.splice(*at..=*at, fresh);
            }
        }
        QueryChange::Remove { at } => {
            if *at < list.items.len() {
                list.items.remove(*at);
            }
        }
        QueryChange::Negate { at } => {
            let opposite = parts(&query, text).get(*at).map(|part| opposite(&part.clause.kind));
            if let (Some(item), Some(opposite)) = (list.items.get_mut(*at), opposite) {
                item.text = item.negated().unwrap_or(opposite);
            }
        }
    }
    Ok(list.write(&query))
}

fn read(text: &str) -> Result<Query, Vec<SyntaxError>> {
    let parsed = parse(text);
    parsed.query.ok_or(parsed.errors)
}

fn items_of(clause: &str) -> Result<Vec<Item>, Vec<SyntaxError>> {
    Ok(clauses(&read(clause)?, clause).into_iter().map(Item::from).collect())
}

/// A value, read as it would be behind an operator.
fn value_of(text: &str) -> Result<ValueView, Vec<SyntaxError>> {
    let clause = ["x IN (", text, ")"].concat();
    let found = items_of(&clause)?.into_iter().flat_map(|item| item.view.values);
    found.last().ok_or_else(Vec::new)
}

fn canonical(name: &str) -> String {
    field(name).map_or_else(|| name.to_owned(), |row| row.name.to_owned())
}

/// A clause on its way into the new text.
struct Item {
    view: ClauseView,
    text: String,
}

impl From<ClauseView> for Item {
    fn from(view: ClauseView) -> Self {
        let text = view.text.clone();
        Self { view, text }
    }
}

impl Item {
    fn is_filter(&self, name: &str, exclude: bool) -> bool {
        self.view.form == ClauseForm::Values
            && self.view.field.as_deref() == Some(name)
            && self.view.exclude == exclude
    }

    /// The opposite of a filter; none for what is no filter.
    fn negated(&self) -> Option<String> {
        let name = self.view.field.as_deref().filter(|_| self.view.form == ClauseForm::Values)?;
        Some(clause_of(name, &self.view.values, !self.view.exclude))
    }
}

struct List {
    items: Vec<Item>,
}

impl List {
    fn values(&self, name: &str, exclude: bool) -> Vec<ValueView> {
        self.items
            .iter()
            .filter(|item| item.is_filter(name, exclude))
            .flat_map(|item| item.view.values.iter().cloned())
            .collect()
    }

    fn toggle(&mut self, name: &str, value: &ValueView, exclude: bool) {
        let name = canonical(name);
        let is_it = |other: &ValueView| is_same(other, value);
        let mut wanted = self.values(&name, exclude);
        if wanted.iter().any(is_it) {
            wanted.retain(|other| !is_it(other));
        } else {
            wanted.push(value.clone());
            let mut opposite = self.values(&name, !exclude);
            if opposite.iter().any(is_it) {
                opposite.retain(|other| !is_it(other));
                self.set(&name, opposite, !exclude);
            }
        }
        self.set(&name, wanted, exclude);
    }

    fn only(&mut self, name: &str, value: &ValueView) {
        let name = canonical(name);
        let wanted = self.values(&name, false);
        let is_so = matches!(wanted.as_slice(), [one] if is_same(one, value));
        self.set(&name, Vec::new(), true);
        self.set(&name, if is_so { Vec::new() } else { vec![value.clone()] }, false);
    }

    /// Puts the filter in the place of the first of its kind, or at the end.
    fn set(&mut self, name: &str, values: Vec<ValueView>, exclude: bool) {
        let name = canonical(name);
        let place = self.items.iter().position(|item| item.is_filter(&name, exclude));
        let kept = self.items.iter().take(place.unwrap_or_default()).count();
        self.items.retain(|item| !item.is_filter(&name, exclude));
        if values.is_empty() {
            return;
        }
        let text = clause_of(&name, &values, exclude);
        let view = ClauseView {
            span: activity_jql::Span::default(),
            text: text.clone(),
            form: ClauseForm::Values,
            field: Some(name),
            operator: None,
            exclude,
            values,
            narrowing: Vec::new(),
        };
        let at = if place.is_some() { kept.min(self.items.len()) } else { self.items.len() };
        self.items.insert(at, Item { view, text });
    }

    fn write(&self, query: &Query) -> String {
        let mut text = match self.items.as_slice() {
            [one] => one.text.clone(),
            items => items.iter().map(|item| item.text.as_str()).collect::<Vec<_>>().join(" AND "),
        };
        let order = Query { condition: None, order: query.order.clone() }.to_string();
        if !text.is_empty() && !order.is_empty() {
            text.push(' ');
        }
        text.push_str(&order);
        text
    }
}

fn is_same(a: &ValueView, b: &ValueView) -> bool {
    fold(&a.text) == fold(&b.text) && a.arguments == b.arguments
}

/// A filter as a clause.
fn clause_of(name: &str, values: &[ValueView], exclude: bool) -> String {
    let row = field(name);
    let written = if row.is_some() || activity_jql::parse(&[name, " = x"].concat()).query.is_none() {
        quote(name)
    } else {
        name.to_owned()
    };
    let is_list = |value: &ValueView| value.arguments.is_some() && is_list_function(&value.text);
    let body = match values {
        [one] if one.arguments.is_none() && one.jql == "EMPTY" => {
            let operator = if exclude { Operator::IsNot } else { Operator::Is };
            return format!("{written} {operator} EMPTY");
        }
        [one] if is_list(one) => {
            format!("{written} {} {}", if exclude { Operator::NotIn } else { Operator::In }, one.jql)
        }
        [one] => {
            format!("{written} {} {}", if exclude { Operator::NotEquals } else { Operator::Equals }, one.jql)
        }
        many => {
            let list = many.iter().map(|value| value.jql.as_str()).collect::<Vec<_>>().join(", ");
            format!("{written} {} ({list})", if exclude { Operator::NotIn } else { Operator::In })
        }
    };
    // Leaving out a value must not leave out what has none.
    let has_empty = values.iter().any(|value| value.arguments.is_none() && value.jql == "EMPTY");
    let may_be_empty = row.is_some_and(crate::FieldRow::nullable);
    if exclude && may_be_empty && !has_empty { format!("({body} OR {written} IS EMPTY)") } else { body }
}

fn is_list_function(name: &str) -> bool {
    crate::catalogue::function(name).is_none_or(|row| row.operators == crate::Operators::List)
}

fn opposite(kind: &ClauseKind) -> String {
    match kind {
        ClauseKind::Not(inner) => match &inner.kind {
            ClauseKind::And(_) | ClauseKind::Or(_) => format!("({inner})"),
            _ => inner.to_string(),
        },
        ClauseKind::Term(term) => match opposite_operator(term.operator) {
            Some(operator) => ClauseKind::Term(activity_jql::Term { operator, ..term.clone() }).to_string(),
            None => format!("NOT {kind}"),
        },
        ClauseKind::And(_) | ClauseKind::Or(_) => format!("NOT ({kind})"),
    }
}

/// The operator that says the opposite of a comparison of words.
fn opposite_operator(operator: Operator) -> Option<Operator> {
    Some(match operator {
        Operator::Contains => Operator::NotContains,
        Operator::NotContains => Operator::Contains,
        Operator::Was => Operator::WasNot,
        Operator::WasNot => Operator::Was,
        Operator::WasIn => Operator::WasNotIn,
        Operator::WasNotIn => Operator::WasIn,
        _ => return None,
    })
}
