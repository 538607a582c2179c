//! The part of CQL and AQL that pollers speak: `field operator value`, joined by AND, and an order.

use crate::time::{DAY, HOUR, MINUTE};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use std::iter::Peekable;

/// A query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Query {
    pub(super) clauses: Vec<Clause>,
    /// The field to order by, and whether the largest comes first.
    pub(super) order: Option<(String, bool)>,
}

/// A condition. Field names are in small letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) field: String,
    /// `=`, `!=`, `>`, `>=`, `<`, `<=`, `~`, `in` or `not in`.
    pub(super) operator: String,
    pub(super) values: Vec<String>,
}

impl Clause {
    /// Whether a text fulfils the condition.
    pub(super) fn fits(&self, text: &str) -> bool {
        let same = || self.values.iter().any(|value| value.eq_ignore_ascii_case(text));
        match self.operator.as_str() {
            "=" | "in" => same(),
            "!=" | "not in" => !same(),
            "~" => self.values.iter().any(|value| text.to_lowercase().contains(&value.to_lowercase())),
            _ => false,
        }
    }

    /// Whether a time fulfils the condition; none when the value is not a time.
    pub(super) fn fits_time(&self, at: i64, now: i64) -> Option<bool> {
        let value = time(self.values.first()?, now)?;
        match self.operator.as_str() {
            "=" => Some(at == value),
            "!=" => Some(at != value),
            ">" => Some(at > value),
            ">=" => Some(at >= value),
            "<" => Some(at < value),
            "<=" => Some(at <= value),
            _ => None,
        }
    }
}

/// Reads a query; an error says what is not understood.
pub(super) fn parse(text: &str) -> Result<Query, String> {
    let words = words(text)?;
    let mut words = words.iter().map(String::as_str).peekable();
    let mut query = Query::default();
    while words.peek().is_some() {
        if next_is(&mut words, "order") {
            query.order = Some(order(&mut words)?);
            break;
        }
        if !query.clauses.is_empty() && !next_is(&mut words, "and") {
            return Err(format!("`and` is expected before `{}`", words.peek().unwrap_or(&"")));
        }
        query.clauses.push(clause(&mut words)?);
    }
    match words.next() {
        Some(word) => Err(format!("`{word}` is not expected here")),
        None => Ok(query),
    }
}

fn clause<'t>(words: &mut Peekable<impl Iterator<Item = &'t str>>) -> Result<Clause, String> {
    let field = words.next().ok_or("a field is missing")?.to_lowercase();
    let mut operator = words.next().ok_or("an operator is missing")?.to_lowercase();
    if operator == "not" && next_is(words, "in") {
        "not in".clone_into(&mut operator);
    }
    let many = matches!(operator.as_str(), "in" | "not in");
    if !many && !["=", "!=", ">", ">=", "<", "<=", "~"].contains(&operator.as_str()) {
        return Err(format!("`{operator}` is not an operator"));
    }
    if many && !next_is(words, "(") {
        return Err("a list is expected".to_owned());
    }
    let mut values = vec![value(words)?];
    while many && !next_is(words, ")") {
        if !next_is(words, ",") {
            return Err("the list does not end".to_owned());
        }
        values.push(value(words)?);
    }
    Ok(Clause { field, operator, values })
}

/// A word, or `now(...)` as `now` with what stands in brackets behind it.
fn value<'t>(words: &mut Peekable<impl Iterator<Item = &'t str>>) -> Result<String, String> {
    let word = words.next().ok_or("a value is missing")?;
    if !word.eq_ignore_ascii_case("now") || !next_is(words, "(") {
        return Ok(word.to_owned());
    }
    let mut text = "now".to_owned();
    while !next_is(words, ")") {
        text.push_str(words.next().ok_or("a bracket is not closed")?);
    }
    Ok(text)
}

fn order<'t>(words: &mut Peekable<impl Iterator<Item = &'t str>>) -> Result<(String, bool), String> {
    if !next_is(words, "by") {
        return Err("`by` is expected after `order`".to_owned());
    }
    let field = words.next().ok_or("a field to order by is missing")?.to_lowercase();
    let descending = next_is(words, "desc");
    if !descending {
        next_is(words, "asc");
    }
    Ok((field, descending))
}

/// Takes the next word when it is this one.
fn next_is<'t>(words: &mut Peekable<impl Iterator<Item = &'t str>>, word: &str) -> bool {
    words.next_if(|next| next.eq_ignore_ascii_case(word)).is_some()
}

/// Words, operators, brackets and commas; what stands in quotes is one word.
fn words(text: &str) -> Result<Vec<String>, String> {
    let mut words = Vec::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            ' ' | '\t' | '\n' | '\r' => {}
            '"' | '\'' => {
                let mut word = String::new();
                loop {
                    match letters.next().ok_or("a quotation is not closed")? {
                        '\\' => word.extend(letters.next()),
                        end if end == letter => break,
                        other => word.push(other),
                    }
                }
                words.push(word);
            }
            '(' | ')' | ',' => words.push(letter.to_string()),
            '=' | '!' | '<' | '>' | '~' => {
                let mut word = letter.to_string();
                word.extend(letters.next_if_eq(&'='));
                words.push(word);
            }
            _ => {
                let mut word = letter.to_string();
                while let Some(more) = letters.next_if(|more| !" \t\n\r\"'(),=!<>~".contains(*more)) {
                    word.push(more);
                }
                words.push(word);
            }
        }
    }
    Ok(words)
}

/// A time: `2026-11-23`, with `/` as well, with hours and minutes, with seconds; or `now` with a distance.
fn time(text: &str, now: i64) -> Option<i64> {
    if let Some(distance) = text.strip_prefix("now") {
        return Some(now.saturating_add(if distance.is_empty() { 0 } else { span(distance)? }));
    }
    let text = text.trim_end_matches('Z').replace('/', "-").replace('T', " ");
    let with_time = ["%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M"];
    let found = with_time.iter().find_map(|form| NaiveDateTime::parse_from_str(&text, form).ok());
    let day = || NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok().map(|day| day.and_time(NaiveTime::MIN));
    found.or_else(day).map(|time| time.and_utc().timestamp_millis())
}

/// `-4h`, `2d`, `-30m`, `-1w`.
fn span(text: &str) -> Option<i64> {
    let unit = text.chars().last()?;
    let number: i64 = text.strip_suffix(unit)?.parse().ok()?;
    let length = match unit {
        'm' => MINUTE,
        'h' => HOUR,
        'd' => DAY,
        'w' => DAY.saturating_mul(7),
        _ => return None,
    };
    number.checked_mul(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_and_order_are_read() {
        let query =
            parse("type in (page, blogpost) AND lastmodified >= \"2026-11-23 10:15\" order by created desc");
        let query = query.unwrap();
        assert_eq!(query.clauses[0].values, ["page", "blogpost"]);
        assert!(query.clauses[0].fits("Page") && !query.clauses[0].fits("comment"));
        assert_eq!(query.order, Some(("created".to_owned(), true)));
        let minute = 1_795_428_900_000;
        assert_eq!(query.clauses[1].fits_time(minute, 0), Some(true));
        assert_eq!(query.clauses[1].fits_time(minute - 1, 0), Some(false));
        let query = parse("objectSchemaId=3 and updated>now(\"-1h\")").unwrap();
        assert_eq!(query.clauses[1].fits_time(HOUR + 1, 2 * HOUR), Some(true));
        assert_eq!(query.clauses[1].fits_time(HOUR - 1, 2 * HOUR), Some(false));
    }

    #[test]
    fn what_is_not_understood_is_said() {
        for bad in [
            "type",
            "type =",
            "type is page",
            "a = b c = d",
            "a in (b",
            "a = \"b",
            "order",
            "a = b order by c d",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
        assert_eq!(parse("a = soon").unwrap().clauses[0].fits_time(1, 1), None);
    }
}
