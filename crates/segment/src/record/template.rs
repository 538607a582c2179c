//! JSON texts that are kept as they came: a template that occurs often, and what stands in its places. See README, "Templates".
//!
//! The text is only cut, never parsed and written again, so that it comes back to the byte, whatever it is.

use super::coder::{Coder, Slot};
use super::thread::as_number;
use activity_event::Moment;
use std::collections::HashMap;

/// Stands in a template where a value was.
const PLACE: char = '\u{1}';
/// Values share so many contexts, by a hash of the template and the place in it.
const CONTEXTS: u32 = 1_024;

/// How a value is told.
mod step {
    pub(super) const TEXT: u32 = 0;
    pub(super) const PERSON: u32 = 1;
    pub(super) const NUMBER: u32 = 2;
    pub(super) const TIME: u32 = 3;
    /// From here on: one of the texts that the record says elsewhere.
    pub(super) const KNOWN: u32 = 4;
}

/// What both sides remember of the group's templates: the last number in each context.
#[derive(Debug, Default)]
pub(crate) struct TemplateMemory {
    last: HashMap<u32, i64>,
}

/// Texts that a record says anyway, and when it occurred.
#[derive(Debug, Default)]
pub(crate) struct Sayings {
    pub(crate) texts: Vec<String>,
    pub(crate) occurred: i64,
}

/// A JSON text, or none.
pub(crate) fn optional<C: Coder>(
    coder: &mut C,
    memory: &mut TemplateMemory,
    sayings: &dyn Fn() -> Sayings,
    context: u32,
    value: &mut Option<String>,
) {
    let mut present = value.is_some();
    coder.flag(Slot::Presence, 512_u32.wrapping_add(context), &mut present);
    if !present {
        *value = None;
        return;
    }
    let sayings = &sayings();
    let text = value.get_or_insert_default();
    let (mut template, mut places) = cut(text);
    coder.string(Slot::Template, context, &mut template);
    let hash = hash(&template);
    let count = template.chars().filter(|letter| *letter == PLACE).count();
    places.resize(count, String::new());
    for (at, place) in (0_u32..).zip(&mut places) {
        let context = hash.wrapping_add(at.wrapping_mul(7)) % CONTEXTS;
        filling(coder, memory, sayings, context, place);
    }
    *text = join(&template, &places);
}

fn filling<C: Coder>(
    coder: &mut C,
    memory: &mut TemplateMemory,
    sayings: &Sayings,
    context: u32,
    place: &mut String,
) {
    let known = sayings.texts.iter().position(|text| text == place);
    let number = as_number(place);
    let time = as_time(place);
    let mut step = match (known, number, time) {
        (Some(at), _, _) => step::KNOWN.saturating_add(u32::try_from(at).unwrap_or_default()),
        (_, Some(_), _) => step::NUMBER,
        (_, _, Some(_)) => step::TIME,
        _ if coder.has_number(place) => step::PERSON,
        _ => step::TEXT,
    };
    coder.symbol(Slot::Filling, context, &mut step);
    match step {
        step::TEXT => coder.string(Slot::FillingText, context, place),
        step::PERSON => coder.person(32, place),
        step::NUMBER => {
            let last = memory.last.entry(context).or_default();
            let mut value = number.unwrap_or_default().cast_signed();
            coder.difference(Slot::FillingNumber, context, *last, &mut value);
            *last = value;
            *place = value.cast_unsigned().to_string();
        }
        step::TIME => {
            let mut value = time.unwrap_or_default();
            coder.difference(Slot::FillingNumber, context, sayings.occurred, &mut value);
            match Moment::of(value) {
                Some(time) => *place = time.to_string(),
                None => coder.fail(),
            }
        }
        known => match sayings.texts.get(known.saturating_sub(step::KNOWN) as usize) {
            Some(text) => place.clone_from(text),
            None => coder.fail(),
        },
    }
}

/// Everything in a JSON text that stands in a place.
pub(crate) fn places(text: &str) -> Vec<String> {
    cut(text).1
}

/// The time that a text is the usual writing of.
fn as_time(text: &str) -> Option<i64> {
    if text.len() != 24 || !text.ends_with('Z') {
        return None;
    }
    let time = Moment::read(text)?.0;
    if time.to_string() == text { time.milliseconds() } else { None }
}

/// The template of a text, and what stood in its places: texts without their quotation marks, and numbers.
fn cut(text: &str) -> (String, Vec<String>) {
    let whole = || (PLACE.to_string(), vec![text.to_owned()]);
    if !text.starts_with(['{', '[']) || text.contains(PLACE) {
        return whole();
    }
    let (mut template, mut places) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let (place, behind) = match letter {
            '"' => {
                let Some(end) = end_of_string(rest) else { return whole() };
                let Some((string, behind)) = rest.split_at_checked(end) else { return whole() };
                if behind.starts_with(':') {
                    template.push_str(string);
                    rest = behind;
                    continue;
                }
                template.push('"');
                let inner = string.get(1..end.saturating_sub(1)).unwrap_or_default();
                (inner, behind)
            }
            '-' | '0'..='9' => {
                let end = rest.find(|c: char| !matches!(c, '-' | '+' | '.' | 'e' | 'E' | '0'..='9'));
                rest.split_at_checked(end.unwrap_or(rest.len())).unwrap_or((rest, ""))
            }
            _ => {
                template.push(letter);
                rest = rest.get(letter.len_utf8()..).unwrap_or_default();
                continue;
            }
        };
        places.push(place.to_owned());
        template.push(PLACE);
        if letter == '"' {
            template.push('"');
        }
        rest = behind;
    }
    (template, places)
}

/// Where the string at the beginning of a text ends, quotation marks included.
fn end_of_string(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at.checked_add(1),
            _ => {}
        }
    }
    None
}

fn join(template: &str, places: &[String]) -> String {
    let mut text = String::with_capacity(template.len());
    let mut places = places.iter();
    for letter in template.chars() {
        if letter == PLACE {
            text.push_str(places.next().map_or("", String::as_str));
        } else {
            text.push(letter);
        }
    }
    text
}

fn hash(text: &str) -> u32 {
    let hash =
        text.bytes().fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash ^ hash >> 15
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_and_joined_to_the_byte() {
        let text = r#"{"a":"x \" y","b":[1,-2.5e3,true,null,"ü"], "c" : {"d":""}}"#;
        let (template, places) = cut(text);
        assert_eq!(places, ["x \\\" y", "1", "-2.5e3", "ü", "c", ""]);
        assert!(template.starts_with("{\"a\":\"\u{1}\",\"b\":[\u{1},\u{1},true,null,"));
        for text in [text, "", "no JSON", "{\"open", "[\"a\\", "{\"\u{1}\":1}", "12", "{}", "[\u{1}]"] {
            let (template, places) = cut(text);
            assert_eq!(join(&template, &places), text);
            assert_eq!(template.matches(PLACE).count(), places.len());
        }
    }

    #[test]
    fn only_the_usual_writing_of_a_time_is_one() {
        assert_eq!(as_time("1970-01-01T00:00:01.005Z"), Some(1_005));
        for other in ["1970-01-01T00:00:01.0050Z", "1970-01-01T00:00:60.005Z", "1970-1-01T000:00:01.05Z"] {
            assert_eq!(as_time(other), None, "{other}");
        }
    }
}
