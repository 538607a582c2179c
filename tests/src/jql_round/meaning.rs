//! Laws of what a query means.

use super::syntax::{check_span, reads, replaced};
use crate::broken::{Broken, hold};
use activity_event::Event;
use activity_filter::{
    Checked, Context, Predicate, Tables, Truth, can_ask, check, evaluate, open_clauses, residual, residual_of,
};
use activity_jql::{Clause, ClauseKind, Query};
use std::collections::BTreeSet;

/// The checked query, its negation, and its answers for every record.
pub(super) fn check_query(
    text: &str,
    query: &Query,
    context: &Context,
    events: &[Event],
) -> Result<(), Broken> {
    let checked = check(query, context);
    check_diagnostics(text, &checked, context)?;
    let Some(predicate) = checked.predicate else {
        return Ok(());
    };
    check_printing(&predicate, context, events)?;
    let opposite = negated(query).and_then(|query| check(&query, context).predicate);
    hold(query.condition.is_none() || opposite.is_some(), "what can be asked can be negated", || {
        predicate.to_string()
    })?;
    for event in events {
        let truth = evaluate(&predicate, event);
        if let Some(opposite) = &opposite {
            let both = (truth, evaluate(opposite, event));
            let contradicts = both == (Truth::True, Truth::True) || both == (Truth::False, Truth::False);
            hold(!contradicts, "a query and its negation exclude each other", || {
                format!("{predicate}: {both:?} for {event:?}")
            })?;
        }
        check_bounds(&predicate, truth, event)?;
        check_residual(&predicate, truth, event)?;
    }
    Ok(())
}

/// So many proposals are tried.
const FIXES_MAX: usize = 8;

/// Diagnostics have places; what they propose can be asked.
fn check_diagnostics(text: &str, checked: &Checked, context: &Context) -> Result<(), Broken> {
    for found in &checked.diagnostics {
        check_span(text, found.span)?;
        hold(!found.message.is_empty(), "diagnostics have a message", || found.code.to_owned())?;
    }
    // Each of them is a whole query again; a long query may propose very many.
    let fixes = checked.diagnostics.iter().filter_map(|found| Some((found.code, found.fix.as_ref()?)));
    for (code, fix) in fixes.take(FIXES_MAX) {
        check_span(text, fix.span)?;
        let changed = replaced(text, fix.span, &fix.beside(text));
        if let Some(query) = reads(&changed)? {
            let runs = check(&query, context).predicate.is_some();
            // The field that was meant may not take what an unknown one was compared with: the line says so then.
            let is_spelling = code == "filter.field.unknown";
            hold(
                runs || is_spelling || checked.predicate.is_none(),
                "a fix leaves a query that runs",
                || changed,
            )?;
        }
    }
    Ok(())
}

/// A printed predicate is JQL that means the same; without tables it is the same predicate.
fn check_printing(predicate: &Predicate, context: &Context, events: &[Event]) -> Result<(), Broken> {
    let printed = predicate.to_string();
    if let Some(query) = reads(&printed)? {
        let again = check(&query, context);
        let Some(again) = again.predicate else {
            return hold(false, "what is printed can be asked", || {
                format!("{printed}: {:?}", again.diagnostics)
            });
        };
        let same = *context.tables != Tables::default() || again == *predicate;
        hold(same, "what is printed is checked to the same", || format!("{printed} is {again:?}"))?;
        for event in events {
            let both = (evaluate(predicate, event), evaluate(&again, event));
            hold(both.0 == both.1, "what is printed means the same", || {
                format!("{printed}: {both:?} for {event:?}")
            })?;
        }
    }
    let open = open_clauses(predicate);
    let different: BTreeSet<&String> = open.iter().collect();
    hold(different.len() == open.len(), "open clauses are named once", || format!("{open:?}"))?;
    for clause in open.into_iter().chain(residual(predicate)) {
        reads(&clause)?;
    }
    Ok(())
}

/// What is left out before the record is read is no match.
fn check_bounds(predicate: &Predicate, truth: Truth, event: &Event) -> Result<(), Broken> {
    if !truth.may_match() {
        return Ok(());
    }
    let (since, before) = predicate.time_bounds();
    let in_time = since.is_none_or(|since| event.occurred >= since)
        && before.is_none_or(|before| event.occurred < before);
    let is_action = predicate.required_actions().is_none_or(|actions| actions.contains(&event.action));
    let containers = predicate.required_containers();
    let is_inside = containers
        .zip(event.container.as_ref())
        .is_none_or(|(containers, container)| containers.admits(container));
    hold(in_time && is_action && is_inside, "bounds never lose a hit", || {
        format!("{predicate}: {in_time} {is_action} {is_inside} for {event:?}")
    })
}

/// The rest for Jira is exactly what is open.
fn check_residual(predicate: &Predicate, truth: Truth, event: &Event) -> Result<(), Broken> {
    let rest = residual_of(predicate, event);
    hold(rest.is_some() == (truth == Truth::Open), "there is a rest when a query is open", || {
        format!("{predicate}: {truth:?}, {rest:?} for {event:?}")
    })?;
    let Some(rest) = rest else {
        return Ok(());
    };
    let asked = rest.to_string();
    reads(&asked)?;
    let _ = can_ask(&rest);
    let is_least = residual_of(&rest, event).as_ref() == Some(&rest);
    hold(is_least, "nothing in the rest is decided", || format!("{asked} of {predicate} for {event:?}"))
}

/// NOT and all of it.
fn negated(query: &Query) -> Option<Query> {
    let condition = query.condition.clone()?;
    let kind = ClauseKind::Not(Box::new(condition.clone()));
    Some(Query { condition: Some(Clause { kind, span: condition.span }), order: Vec::new() })
}
