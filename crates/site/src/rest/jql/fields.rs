//! Which fields of the catalogue are Jira's: a Jira does not know those of an activity log.

use activity_filter::Field;

/// Whether Jira has this field.
pub(super) fn is_jiras(field: Field) -> bool {
    !matches!(
        field,
        Field::Actor
            | Field::ActorKind
            | Field::Certainty
            | Field::Action
            | Field::ActionFamily
            | Field::ActionKind
            | Field::Occurred
            | Field::Recorded
            | Field::Product
            | Field::Subject
            | Field::SubjectType
            | Field::Thread
            | Field::ChangedField
            | Field::ChangedFrom
            | Field::ChangedTo
            | Field::Content
            | Field::Provenance
            | Field::Source
            | Field::Workflow
    )
}

/// Whether the evaluator knows values of this field.
pub(super) fn is_answered(field: Field) -> bool {
    is_jiras(field) && field != Field::Jira
}
