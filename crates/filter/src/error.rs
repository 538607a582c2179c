//! What can be wrong with a query that is well-formed. Wording follows Jira, so that people meet the sentences they know.

use activity_jql::{Operator, Span};

/// One thing to tell about a query, with its place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Whether the query can be run all the same.
    pub severity: Severity,
    /// The stable name of this kind of problem, such as `filter.value.unknown`.
    pub code: &'static str,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to do about it, in one line.
    pub help: Option<String>,
    /// Where.
    pub span: Span,
    /// A rewrite that does what the help says.
    pub fix: Option<Fix>,
}

/// A rewrite of a part of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in a few words.
    pub label: String,
    /// What it replaces.
    pub span: Span,
    /// With what.
    pub insert: String,
}

impl Fix {
    /// What to put into the text of the query: with spaces where it would grow together with a word beside it, which a quoted name
    /// does not (`OR"acter"`).
    #[must_use]
    pub fn beside(&self, text: &str) -> String {
        let before = text.get(..self.span.start).and_then(|before| before.chars().next_back());
        let after = text.get(self.span.end..).and_then(|after| after.chars().next());
        let space = |beside: Option<char>, own: Option<char>| match (beside, own) {
            (Some(beside), Some(own)) if is_of_word(beside) && is_of_word(own) => " ",
            _ => "",
        };
        let (left, right) =
            (space(before, self.insert.chars().next()), space(after, self.insert.chars().next_back()));
        format!("{left}{}{right}", self.insert)
    }
}

/// Whether a word may go on with this.
fn is_of_word(letter: char) -> bool {
    !letter.is_whitespace() && !"()[],=!~<>&|'\"".contains(letter)
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The query cannot be run.
    Error,
    /// The query runs, but may not mean what was meant.
    Warning,
    /// The query runs and means what it says; a part of it is answered by somebody else.
    Note,
}

/// Kinds of problems.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// `text = keys`
    #[error("The operator '{operator}' is not supported by the '{field}' field.")]
    OperatorUnsupported {
        /// As written.
        operator: Operator,
        /// Name of the field.
        field: String,
    },
    /// A tree that no text gives: `status =` without a value, `= (a, b)`.
    #[error("The operator '{operator}' does not support the value '{value}' for field '{field}'.")]
    OperandUnsupported {
        /// As written.
        operator: Operator,
        /// As it would be written; empty when there is none.
        value: String,
        /// Name of the field.
        field: String,
    },
    /// `action = issue.exploded`
    #[error("The value '{value}' does not exist for the field '{field}'.")]
    ValueUnknown {
        /// As written.
        value: String,
        /// Name of the field.
        field: String,
    },
    /// `action = EMPTY`
    #[error("The field '{field}' does not support searching for EMPTY values.")]
    EmptyUnsupported {
        /// Name of the field.
        field: String,
    },
    /// `occurred > "4w2d"`
    #[error(
        "Date value '{value}' for field '{field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', \
         'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'."
    )]
    DateInvalid {
        /// As written.
        value: String,
        /// Name of the field.
        field: String,
    },
    /// `occurred > "2026-02-30"`
    #[error("Date value '{value}' for field '{field}' does not exist or is out of range.")]
    DateOutOfRange {
        /// As written.
        value: String,
        /// Name of the field.
        field: String,
    },
    /// `occurred > bogus()`
    #[error("Unable to find JQL function '{function}()'.")]
    FunctionUnknown {
        /// As written.
        function: String,
    },
    /// `occurred > now(1)`
    #[error("Function '{function}' expected {expected} arguments but received '{received}'.")]
    ArgumentCount {
        /// Name of the function.
        function: String,
        /// `'0'` or `between '0' and '1'`
        expected: String,
        /// How many there are.
        received: usize,
    },
    /// `occurred > startOfDay("1D")`
    #[error(
        "Duration for function '{function}' should have the format (+/-)n(yMwdhm), e.g -1M for 1 month earlier."
    )]
    DurationInvalid {
        /// Name of the function.
        function: String,
    },
    /// `status = now()`
    #[error("A value provided by the function '{function}' is invalid for the field '{field}'.")]
    FunctionForField {
        /// Name of the function.
        function: String,
        /// Name of the field.
        field: String,
    },
    /// `actor IN customerDetail("tier", "gold")`
    #[error(
        "The function '{function}()' cannot be answered for the field '{field}': only Jira knows it, and only the log knows the field."
    )]
    FunctionLater {
        /// Name of the function.
        function: String,
        /// Name of the field.
        field: String,
    },
    /// `actor = currentUser()` where nobody asks.
    #[error("The function 'currentUser()' has no value here: nobody is logged in.")]
    NoUser,
    /// `summary ~ ""`
    #[error("The field '{field}' does not support searching for an empty string.")]
    TextEmpty {
        /// Name of the field.
        field: String,
    },
    /// `summary ~ "(a"`
    #[error("Unable to parse the text '{value}' for field '{field}'.")]
    TextInvalid {
        /// As written.
        value: String,
        /// Name of the field.
        field: String,
    },
    /// `assignee = membersOf("admins")`
    #[error("The operator '{operator}' does not support the function '{function}()', which gives a list.")]
    FunctionOperator {
        /// As written.
        operator: Operator,
        /// Name of the function.
        function: String,
    },
    /// `actor IN membersOf("no such group")`
    #[error("The value '{value}' does not exist for the function '{function}()'.")]
    ArgumentUnknown {
        /// As written.
        value: String,
        /// Name of the function.
        function: String,
    },
    /// `actor = "Nobody At All"`
    #[error("Nobody is called '{value}'.")]
    PersonUnknown {
        /// As written.
        value: String,
    },
    /// `actor = "Common Name"`
    #[error("{count} people are called '{value}'. Events of all of them are found.")]
    PersonAmbiguous {
        /// As written.
        value: String,
        /// How many.
        count: usize,
    },
    /// `status = "Old name"`
    #[error(
        "Nothing is called '{value}' now in the field '{field}'. Events from when something was are found by that name."
    )]
    NotCalledNow {
        /// As written.
        value: String,
        /// Name of the field.
        field: String,
    },
    /// A lookup that the host was refused.
    #[error("Jira did not answer who or what '{value}' is. Events that hang on it are marked: cannot tell.")]
    LookupRefused {
        /// What was looked up.
        value: String,
    },
    /// `assignee IN scripted()`
    #[error(
        "The log does not know the function '{function}()'. If an app provides it, only Jira can answer this part."
    )]
    FunctionOfApp {
        /// As written.
        function: String,
    },
    /// `status WAS Done`
    #[error("What an event does not show of the history of '{field}' is asked of Jira, as the issue is now.")]
    HistoryElsewhere {
        /// Name of the field.
        field: String,
    },
    /// `actor CHANGED`
    #[error("History searches do not support the '{field}' field.")]
    HistoryField {
        /// Name of the field.
        field: String,
    },
    /// `status CHANGED DURING 11`
    #[error("The predicate '{predicate}' must be supplied with exactly {count} date {}.", if *count == 1 { "value" } else { "values" })]
    HistoryDates {
        /// `DURING`
        predicate: String,
        /// How many dates it takes.
        count: usize,
    },
    /// `status CHANGED BY EMPTY`
    #[error("The predicate '{predicate}' does not support EMPTY.")]
    HistoryEmpty {
        /// `BY`
        predicate: String,
    },
    /// `ORDER BY actor`
    #[error("Not able to sort using field '{field}'.")]
    SortUnsupported {
        /// As written.
        field: String,
    },
    /// `frobnicate = 1`
    #[error("The log has no field '{field}'. If Jira has, only Jira can answer this part.")]
    FieldUnknown {
        /// As written.
        field: String,
    },
    /// `sprint = 5`
    #[error("The log does not keep the field '{field}'. Only Jira can answer this part.")]
    FieldElsewhere {
        /// As written.
        field: String,
    },
    /// `priority > High`
    #[error(
        "The log does not know the order of values of the '{field}' field. Only Jira can answer this part."
    )]
    OrderElsewhere {
        /// Name of the field.
        field: String,
    },
    /// `assignee IN membersOf("admins")`
    #[error("The log cannot work out the function '{function}()'. Only Jira can answer this part.")]
    FunctionElsewhere {
        /// Name of the function.
        function: String,
    },
    /// `actor != x`
    #[error("This hides every record {without}.")]
    HidesEmpty {
        /// `without an actor`
        without: &'static str,
    },
    /// `actor = "Bob Smith"`
    #[error(
        "'{value}' does not look like an account id. The log keeps no names or e-mail addresses of people."
    )]
    NotAnAccount {
        /// As written.
        value: String,
    },
    /// `occurred = "2026-01-31"`
    #[error("This compares with one minute only: '{value}' stands for the start of that day.")]
    OneMinute {
        /// As written.
        value: String,
    },
}

impl Problem {
    /// The stable name and the severity. Names are never reused.
    #[must_use]
    pub fn code(&self) -> (&'static str, Severity) {
        match self {
            Self::OperatorUnsupported { .. } => ("filter.operator.unsupported", Severity::Error),
            Self::OperandUnsupported { .. } => ("filter.operand.unsupported", Severity::Error),
            Self::ValueUnknown { .. } => ("filter.value.unknown", Severity::Error),
            Self::EmptyUnsupported { .. } => ("filter.value.empty", Severity::Error),
            Self::DateInvalid { .. } => ("filter.date.invalid", Severity::Error),
            Self::DateOutOfRange { .. } => ("filter.date.range", Severity::Error),
            Self::FunctionUnknown { .. } => ("filter.function.unknown", Severity::Error),
            Self::ArgumentCount { .. } => ("filter.function.arguments", Severity::Error),
            Self::DurationInvalid { .. } => ("filter.function.duration", Severity::Error),
            Self::FunctionForField { .. } => ("filter.function.field", Severity::Error),
            Self::FunctionLater { .. } => ("filter.function.later", Severity::Error),
            Self::NoUser => ("filter.function.no-user", Severity::Error),
            Self::TextEmpty { .. } => ("filter.text.empty", Severity::Error),
            Self::TextInvalid { .. } => ("filter.text.invalid", Severity::Error),
            Self::FunctionOperator { .. } => ("filter.function.operator", Severity::Error),
            Self::ArgumentUnknown { .. } => ("filter.function.value", Severity::Error),
            Self::PersonUnknown { .. } => ("filter.person.unknown", Severity::Warning),
            Self::PersonAmbiguous { .. } => ("filter.person.ambiguous", Severity::Warning),
            Self::NotCalledNow { .. } => ("filter.value.not-now", Severity::Warning),
            Self::LookupRefused { .. } => ("filter.lookup.refused", Severity::Warning),
            Self::FunctionOfApp { .. } => ("filter.function.app", Severity::Note),
            Self::HistoryElsewhere { .. } => ("filter.history.elsewhere", Severity::Note),
            Self::HistoryField { .. } => ("filter.history.field", Severity::Error),
            Self::HistoryDates { .. } => ("filter.history.dates", Severity::Error),
            Self::HistoryEmpty { .. } => ("filter.history.empty", Severity::Error),
            Self::SortUnsupported { .. } => ("filter.order.unsupported", Severity::Error),
            Self::FieldUnknown { .. } => ("filter.field.unknown", Severity::Warning),
            Self::FieldElsewhere { .. } => ("filter.field.elsewhere", Severity::Note),
            Self::OrderElsewhere { .. } => ("filter.operator.elsewhere", Severity::Note),
            Self::FunctionElsewhere { .. } => ("filter.function.elsewhere", Severity::Note),
            Self::HidesEmpty { .. } => ("filter.empty.hidden", Severity::Warning),
            Self::NotAnAccount { .. } => ("filter.person.not-an-account", Severity::Warning),
            Self::OneMinute { .. } => ("filter.date.one-minute", Severity::Warning),
        }
    }

    /// The problem at its place.
    #[must_use]
    pub fn at(&self, span: Span, help: Option<String>) -> Diagnostic {
        let (code, severity) = self.code();
        Diagnostic { severity, code, message: self.to_string(), help, span, fix: None }
    }
}
