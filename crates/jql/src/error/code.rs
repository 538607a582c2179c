//! Stable names of errors. A name is never changed and never used for something else.

use super::SyntaxErrorKind as Kind;

/// The one table of codes.
pub(super) fn of(kind: &Kind) -> &'static str {
    match kind {
        Kind::TooLong { .. } => "jql.limit.length",
        Kind::TooDeep => "jql.limit.depth",
        Kind::ReservedWord { .. } => "jql.syntax.reserved-word",
        Kind::ReservedCharacter { .. } => "jql.syntax.reserved-character",
        Kind::UnfinishedString { .. } => "jql.syntax.unfinished-string",
        Kind::IllegalEscape { .. } => "jql.syntax.illegal-escape",
        Kind::UnfinishedEscape => "jql.syntax.unfinished-escape",
        Kind::IllegalCharacter { .. } => "jql.syntax.illegal-character",
        Kind::ExpectedField { .. } => "jql.syntax.expected-field",
        Kind::ExpectedCustomField => "jql.syntax.expected-custom-field",
        Kind::ExpectedCustomFieldId { .. } => "jql.syntax.expected-custom-field-id",
        Kind::ExpectedOperator { .. } => "jql.syntax.expected-operator",
        Kind::ExpectedValue { .. } => "jql.syntax.expected-value",
        Kind::ExpectedList { .. } => "jql.syntax.expected-list",
        Kind::ExpectedOperand { .. } => "jql.syntax.expected-operand",
        Kind::ExpectedEmpty { .. } => "jql.syntax.expected-empty",
        Kind::ExpectedPropertyId { .. } => "jql.syntax.expected-property-id",
        Kind::ExpectedArgument { .. } => "jql.syntax.expected-argument",
        Kind::ExpectedConnective { .. } => "jql.syntax.expected-connective",
        Kind::ExpectedToken { .. } => "jql.syntax.expected-token",
    }
}
