//! A query as a list of filters: what goes in and what comes out.

use activity_filter::{ClauseForm, ClauseView, Narrowing, QueryChange, ValueView};
use serde::{Deserialize, Serialize};

/// A query whose clauses are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ClausesRequest {
    /// The query.
    pub jql: String,
}

/// The clauses of a query that must all hold, in the order of its text; none when it cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ClausesAnswer {
    /// Whether the query can be read.
    pub ok: bool,
    /// The clauses.
    pub clauses: Vec<QueryClause>,
    /// What stands behind them: ORDER BY, or nothing.
    pub order: String,
}

/// One of the clauses that must all hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct QueryClause {
    /// Where it starts. In the engine: bytes. Beyond the WASM door: UTF-16 units.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// As text that can be joined with others by AND.
    pub text: String,
    /// How much of it a filter can show.
    pub form: QueryClauseForm,
    /// The field, by its usual name; none for what is more than one comparison.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The operator, e.g. `NOT IN`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operator: Option<String>,
    /// Whether it leaves out what it names.
    pub exclude: bool,
    /// What the field is compared with.
    pub values: Vec<ClauseValue>,
    /// What narrows CHANGED and WAS.
    pub narrowing: Vec<ClauseNarrowing>,
}

/// How much of a clause a filter can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub enum QueryClauseForm {
    /// Any of some values, or none of them.
    Values,
    /// One comparison of another kind.
    Term,
    /// Anything else.
    Other,
}

/// A value of a clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS), ts(optional_fields))]
pub struct ClauseValue {
    /// As JQL text.
    pub jql: String,
    /// Decoded; of a function its name.
    pub text: String,
    /// The arguments when it is a function.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arguments: Option<Vec<String>>,
}

/// `FROM Open`: a word and its values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ClauseNarrowing {
    /// The word, e.g. `FROM`.
    pub word: String,
    /// Its values.
    pub values: Vec<ClauseValue>,
}

/// A query in which a filter is to be changed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EditRequest {
    /// The query.
    pub jql: String,
    /// What to change.
    pub change: QueryChange,
}

/// The query with the change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct EditAnswer {
    /// The query.
    pub jql: String,
    /// Its clauses: who changes a query shows them next.
    pub clauses: ClausesAnswer,
}

impl ClausesAnswer {
    /// Counts places in other units. They come in the order of the text.
    pub fn convert_places(&mut self, mut convert: impl FnMut(u32) -> u32) {
        for clause in &mut self.clauses {
            clause.from = convert(clause.from);
            clause.to = convert(clause.to);
        }
    }
}

impl From<ClauseView> for QueryClause {
    fn from(view: ClauseView) -> Self {
        let place = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX);
        Self {
            from: place(view.span.start),
            to: place(view.span.end),
            text: view.text,
            form: view.form.into(),
            field: view.field,
            operator: view.operator.map(|operator| operator.to_string()),
            exclude: view.exclude,
            values: values(view.values),
            narrowing: view.narrowing.into_iter().map(ClauseNarrowing::from).collect(),
        }
    }
}

impl From<Narrowing> for ClauseNarrowing {
    fn from(narrowing: Narrowing) -> Self {
        Self { word: narrowing.kind.to_string(), values: values(narrowing.values) }
    }
}

fn values(views: Vec<ValueView>) -> Vec<ClauseValue> {
    let value = |view: ValueView| ClauseValue { jql: view.jql, text: view.text, arguments: view.arguments };
    views.into_iter().map(value).collect()
}

impl From<ClauseForm> for QueryClauseForm {
    fn from(form: ClauseForm) -> Self {
        match form {
            ClauseForm::Values => Self::Values,
            ClauseForm::Term => Self::Term,
            ClauseForm::Other => Self::Other,
        }
    }
}
