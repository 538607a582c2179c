//! WAS: what one record shows of the history of its issue.
//!
//! A record shows the value after its event, and of every change the value before and the value after. Each holds at a
//! known moment: at the event, or just before it. When such a moment satisfies all that is asked, the answer is yes,
//! whatever else happened; otherwise the rest of the history must be asked, and the answer is open.

use super::issue::has_issue;
use super::values::{is_field, visit};
use super::{Presence, eval_side};
use crate::predicate::{Condition, Was};
use crate::truth::Truth;
use activity_event::{Action, Event};

pub(super) fn eval(was: &Was, event: &Event) -> Truth {
    // Two-valued: what has no history never had the value.
    let truth = match (shows(was, event), has_issue(event)) {
        (true, _) => Truth::True,
        (false, true) => Truth::Open,
        (false, false) => Truth::False,
    };
    truth.negated(was.negated)
}

fn shows(was: &Was, event: &Event) -> bool {
    const CREATED: Action = Action::named("issue.created");
    let before_event = event.occurred.saturating_sub(1);
    let of_changes = event.changes.iter().filter(|change| is_field(change, &was.names, true)).any(|change| {
        (eval_side(&was.wanted, change.to.as_ref()) && holds(was, event, event.occurred, true))
            || (eval_side(&was.wanted, change.from.as_ref()) && holds(was, event, before_event, false))
    });
    // Who creates an issue sets its first values.
    of_changes || (is_now(was, event) && holds(was, event, event.occurred, event.action == CREATED))
}

/// Whether the issue has the value after the event.
fn is_now(was: &Was, event: &Event) -> bool {
    let mut found = false;
    let presence = visit(was.field, event, &mut |candidate| {
        found = found || candidate.is_any(&was.wanted.values) == Truth::True;
    });
    found || (presence == Presence::Empty && was.wanted.empty && has_issue(event))
}

/// Whether a stretch of time that holds this moment satisfies what is asked. `set` tells that the event began it.
fn holds(was: &Was, event: &Event, moment: i64, set: bool) -> bool {
    was.stretch.iter().all(|condition| match condition {
        Condition::By(people) => {
            set && event.actor.account_id.as_deref().is_some_and(|account| people.hold(account))
        }
        Condition::Since(since) => moment >= *since,
        Condition::Before(before) => moment < *before,
        Condition::From(_) | Condition::To(_) | Condition::Open(_) => false,
    })
}
