//! Everything that a query compares with.

use activity_jql::{Clause, ClauseKind, Operand};

/// Shows each operand of a comparison, and each of what narrows it.
pub(super) fn each(clause: &mut Clause, see: &mut dyn FnMut(&mut Operand)) {
    match &mut clause.kind {
        ClauseKind::And(parts) | ClauseKind::Or(parts) => {
            for part in parts {
                each(part, see);
            }
        }
        ClauseKind::Not(inner) => each(inner, see),
        ClauseKind::Term(term) => {
            let narrowing = term.predicates.iter_mut().map(|predicate| &mut predicate.operand);
            term.operand.iter_mut().chain(narrowing).for_each(see);
        }
    }
}
