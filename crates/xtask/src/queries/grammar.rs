//! The grammar, as sentences of it.

use super::words::{field, function, gap, keyword, number, property_field, quote, space, value};
use super::{percent, pick};
use fastrand::Rng;

/// How deep clauses and lists go.
const DEPTH: u8 = 4;

/// A query that follows the grammar, or comes close: fields and values are not all ones that it takes.
pub(super) fn query(random: &mut Rng) -> String {
    let condition = if percent(random, 95) { or(random, DEPTH) } else { String::new() };
    let order = if percent(random, 25) { order_by(random) } else { String::new() };
    let between = if condition.is_empty() || order.is_empty() { "" } else { space(random) };
    format!("{}{condition}{between}{order}{}", outer(random), outer(random))
}

fn outer(random: &mut Rng) -> &'static str {
    if percent(random, 5) { space(random) } else { "" }
}

fn or(random: &mut Rng, depth: u8) -> String {
    joined(random, &["or", "or", "|", "||"], depth, and)
}

fn and(random: &mut Rng, depth: u8) -> String {
    joined(random, &["and", "and", "and", "&", "&&"], depth, not)
}

fn joined(random: &mut Rng, words: &[&str], depth: u8, part: fn(&mut Rng, u8) -> String) -> String {
    let more = if depth > 0 && percent(random, 40) { random.u8(1..3) } else { 0 };
    let mut text = part(random, depth);
    for _ in 0..more {
        let word = pick(random, words);
        let word = keyword(random, word);
        // Signs need no space around them.
        let (before, after) = if word.starts_with(['|', '&']) {
            (gap(random), gap(random))
        } else {
            (space(random), space(random))
        };
        text = format!("{text}{before}{word}{after}{}", part(random, depth));
    }
    text
}

fn not(random: &mut Rng, depth: u8) -> String {
    match random.u8(0..20) {
        0 if depth > 0 => {
            format!("{}{}{}", keyword(random, "not"), space(random), not(random, depth.saturating_sub(1)))
        }
        1 if depth > 0 => format!("!{}{}", gap(random), not(random, depth.saturating_sub(1))),
        2..=4 if depth > 0 => {
            format!("({}{}{})", gap(random), or(random, depth.saturating_sub(1)), gap(random))
        }
        _ => term(random),
    }
}

fn term(random: &mut Rng) -> String {
    let field = any_field(random);
    match random.u8(0..20) {
        0..=6 => {
            let operator = pick(random, &["=", "!=", "~", "!~", "<", ">", "<=", ">="]);
            let operand = single(random, true);
            format!("{field}{}{operator}{}{operand}", around(random), around(random))
        }
        7..=10 => {
            let not = if random.bool() {
                format!("{}{}", keyword(random, "not"), space(random))
            } else {
                String::new()
            };
            let operand = if percent(random, 80) { list(random, DEPTH) } else { call(random) };
            format!("{field}{}{not}{}{}{operand}", space(random), keyword(random, "in"), gap(random))
        }
        11 | 12 => {
            let not = if random.bool() {
                format!("{}{}", space(random), keyword(random, "not"))
            } else {
                String::new()
            };
            format!(
                "{field}{}{}{not}{}{}",
                space(random),
                keyword(random, "is"),
                space(random),
                empty(random)
            )
        }
        13..=16 => {
            let was = pick(random, &["was", "was not"]);
            let was = keyword(random, was);
            let (word, operand) = if percent(random, 40) {
                (format!("{}{}", space(random), keyword(random, "in")), list(random, 1))
            } else {
                (String::new(), single(random, true))
            };
            format!(
                "{field}{}{was}{word}{}{operand}{}",
                space(random),
                space(random),
                predicates(random, false)
            )
        }
        _ => format!("{field}{}{}{}", space(random), keyword(random, "changed"), predicates(random, true)),
    }
}

fn around(random: &mut Rng) -> &'static str {
    if percent(random, 80) { " " } else { gap(random) }
}

fn predicates(random: &mut Rng, of_changes: bool) -> String {
    let count = if percent(random, 60) { random.u8(0..4) } else { 0 };
    let words: &[&str] = if of_changes {
        &["before", "after", "on", "during", "by", "from", "to"]
    } else {
        &["before", "after", "on", "during", "by"]
    };
    let one = |_| {
        let word = pick(random, words);
        format!("{}{}{}{}", space(random), keyword(random, word), space(random), operand(random, 1))
    };
    (0..count).map(one).collect()
}

fn any_field(random: &mut Rng) -> String {
    match random.u8(0..20) {
        0 | 1 => {
            let digits = random.u32(0..20_000);
            let name =
                format!("{}{}[{}{digits}{}]", keyword(random, "cf"), gap(random), gap(random), gap(random));
            if percent(random, 10) { format!("{name}{}", properties(random)) } else { name }
        }
        2 | 3 => format!("{}{}", property_field(random), properties(random)),
        4 => number(random),
        _ => field(random),
    }
}

fn properties(random: &mut Rng) -> String {
    let mut text = String::new();
    for _ in 0..random.u8(1..3) {
        let key = [gap(random), "[", gap(random), &value(random), gap(random), "]"].concat();
        text.push_str(&key);
        if percent(random, 60) {
            text.push_str(pick(random, &[".a", ".b.c", " .a", " b", " \"c d\"", " 7", "."]));
        }
    }
    // What follows must not grow together with the path.
    text.push(' ');
    text
}

fn single(random: &mut Rng, or_empty: bool) -> String {
    match random.u8(0..20) {
        0 | 1 if or_empty => empty(random),
        2..=4 => call(random),
        _ => value(random),
    }
}

fn operand(random: &mut Rng, depth: u8) -> String {
    if depth > 0 && percent(random, 20) { list(random, depth) } else { single(random, true) }
}

fn list(random: &mut Rng, depth: u8) -> String {
    let count = if percent(random, 10) { random.u8(1..13) } else { random.u8(1..5) };
    let items: Vec<String> = (0..count)
        .map(|_| format!("{}{}{}", gap(random), operand(random, depth.saturating_sub(3)), gap(random)))
        .collect();
    format!("({})", items.join(","))
}

fn call(random: &mut Rng) -> String {
    let arguments: Vec<String> =
        (0..random.u8(0..4)).map(|_| format!("{}{}{}", gap(random), value(random), gap(random))).collect();
    format!("{}{}({})", function(random), gap(random), arguments.join(","))
}

fn empty(random: &mut Rng) -> String {
    let word = pick(random, &["empty", "null"]);
    keyword(random, word)
}

fn order_by(random: &mut Rng) -> String {
    let keys: Vec<String> = (0..random.u8(1..4))
        .map(|_| {
            let key = if percent(random, 5) { quote(random, "Story Points") } else { any_field(random) };
            let direction = pick(random, &["", "asc", "desc"]);
            if direction.is_empty() {
                key
            } else {
                format!("{key}{}{}", space(random), keyword(random, direction))
            }
        })
        .collect();
    format!(
        "{}{}{}{}{}",
        keyword(random, "order"),
        space(random),
        keyword(random, "by"),
        space(random),
        keys.join(", ")
    )
}
