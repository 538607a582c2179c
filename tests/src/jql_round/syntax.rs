//! Laws of the text alone.

use crate::broken::{Broken, hold};
use activity_jql::{Parsed, Query, Span, parse, tokens};
use std::collections::BTreeMap;

/// A tree or errors; the tree reads back from what it prints.
pub(super) fn check_parsing(text: &str) -> Result<Option<Query>, Broken> {
    let parsed = parse(text);
    hold(parsed.query.is_some() == parsed.errors.is_empty(), "a text gives a tree or errors", || {
        format!("{:?}", parsed.errors)
    })?;
    let mut last = 0;
    for error in &parsed.errors {
        check_span(text, error.span)?;
        hold(error.span.start >= last, "errors are in the order of the text", || format!("{error:?}"))?;
        hold(!error.message().is_empty(), "errors have a message", || error.code().to_owned())?;
        hold(error.help().is_none_or(|help| help.ends_with('.')), "help is a sentence", || {
            format!("{:?}", error.help())
        })?;
        last = error.span.start;
    }
    if let Some(query) = &parsed.query {
        let printed = query.to_string();
        if let Some(again) = reads(&printed)? {
            hold(again == *query, "the tree reads back from what it prints", || printed.clone())?;
            hold(again.to_string() == printed, "printing twice gives the same text", || printed.clone())?;
        }
    }
    Ok(parsed.query)
}

/// The tree of a text that was made from a tree. Printing may spell out what was short, so it may be too long or too deep,
/// and nothing else.
pub(super) fn reads(text: &str) -> Result<Option<Query>, Broken> {
    let Parsed { query, errors } = parse(text);
    let at_limit = errors.iter().all(|error| error.code().starts_with("jql.limit."));
    hold(at_limit, "what is printed can be read", || format!("{text}: {errors:?}"))?;
    Ok(query)
}

/// Tokens and the space between them are the text.
pub(super) fn check_tokens(text: &str) -> Result<(), Broken> {
    let mut end = 0;
    for token in tokens(text) {
        check_span(text, token.span)?;
        hold(token.span.start < token.span.end, "tokens are not empty", || format!("{token:?}"))?;
        check_space(text, Span::new(end, token.span.start))?;
        end = token.span.end;
    }
    check_space(text, Span::new(end, text.len()))
}

fn check_space(text: &str, between: Span) -> Result<(), Broken> {
    check_span(text, between)?;
    let only_space = between.of(text).chars().all(|c| " \t\r\n".contains(c));
    hold(only_space, "between tokens is only space", || format!("{between:?}"))
}

/// A cursor has a place: the stretch that a choice replaces holds it. A choice leaves a text that has tokens again.
pub(super) fn check_completion(text: &str, cursor: usize) -> Result<(), Broken> {
    let at = text.floor_char_boundary(cursor);
    let grammar = activity_jql::complete(text, cursor);
    check_span(text, grammar.span)?;
    let holds_cursor = |span: Span| span.start <= at && at <= span.end;
    hold(holds_cursor(grammar.span), "the stretch holds the cursor", || format!("{:?}", grammar.span))?;

    let choices = activity_filter::complete(text, cursor, &BTreeMap::new());
    hold(choices.span == grammar.span, "both say the same stretch", || format!("{:?}", choices.span))?;
    hold(choices.items.len() <= activity_filter::ITEMS_MAX, "there are not too many choices", || {
        choices.items.len().to_string()
    })?;
    if let Some(item) = choices.items.first() {
        check_tokens(&replaced(text, choices.span, &item.insert))?;
    }
    Ok(())
}

/// The text with something else in place of a part of it.
pub(super) fn replaced(text: &str, span: Span, insert: &str) -> String {
    let (before, after) = (Span::new(0, span.start).of(text), Span::new(span.end, text.len()).of(text));
    format!("{before}{insert}{after}")
}

/// A place is a piece of the text that cuts no character.
pub(super) fn check_span(text: &str, span: Span) -> Result<(), Broken> {
    hold(text.get(span.start..span.end).is_some(), "places are pieces of the text", || format!("{span:?}"))
}
