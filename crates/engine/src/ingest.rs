//! A payload becomes write-ahead values: nothing is read, nothing is shared, so it cannot fail for another's sake.

use crate::{Write, catalogue, keys, stored};
use activity_event::{Event, Reading};
use activity_normalize::{Arrival, Payload, normalize};
use serde_json::{Value, json};

/// The furthest time that JavaScript's dates, and so the store, can hold.
const TIME_MAX: i64 = 8_640_000_000_000_000;
/// A long record is cut into pieces of this length: written as JSON in JSON, each is at most twice as long.
const PIECE_BYTES: usize = 100 * 1024;
/// How texts and lists of a long record are shortened, step by step, until it fits.
const STEPS: [(usize, usize); 4] = [(16_384, 400), (4_096, 100), (1_024, 40), (256, 10)];

/// The values to store for a payload, in order: pieces of long records first, then the records.
pub fn ingest<P: Payload>(payload: &P, hint: Option<&str>, arrival: &Arrival) -> Vec<Write> {
    let write = |event: Event| if tells_again(&event) { amendment(event) } else { write_ahead(event) };
    normalize(payload, hint, arrival).into_iter().flat_map(write).collect()
}

/// Whether another event tells of the same, so that both are one record. Each has a key of its own: under one key the later would
/// take away what the other alone says.
fn tells_again(event: &Event) -> bool {
    event.source == "avi:jira:assigned:issue"
}

/// The values to store for a record that was written before and of which more is known now: with the same id and time.
///
/// Compaction and readers take in what it knows better than the record that they have, see [`Event::improve`]. The same
/// amendment meets its own key.
pub fn amendment(event: Event) -> Vec<Write> {
    let said = Event { recorded: 0, ..event.clone() };
    let hash = catalogue::hash_of(&stored::record_text(&said));
    let (occurred, id) = (event.occurred.clamp(-TIME_MAX, TIME_MAX), event.id);
    let mut writes = write_ahead(event);
    if let Some(record) = writes.last_mut() {
        record.key = keys::amendment(occurred, id, &hash);
    }
    writes
}

/// The values to store for a record, in order; the last is the record itself.
///
/// A record that is too long for one value is kept whole in pieces (`{"of": number of pieces, "text": …}`), and under its
/// write-ahead key with texts and lists cut short. It says so in [`Event::problem`].
pub fn write_ahead(mut event: Event) -> Vec<Write> {
    if event.occurred.abs_diff(0) > TIME_MAX.unsigned_abs() {
        let problem = format!("{} is not a time that can be kept", event.occurred);
        add_problem(&mut event, &problem);
        event.occurred = event.occurred.clamp(-TIME_MAX, TIME_MAX);
    }
    let key = keys::write_ahead(event.occurred, event.id);
    let value = stored::record_text(&event);
    if stored::fits(&value) {
        return vec![Write { key, value }];
    }
    let mut writes = pieces(&event, &value);
    let first = keys::piece(event.id, 0);
    let problem =
        format!("too long for one value; all of it is in {} values from `{first}` on", writes.len());
    add_problem(&mut event, &problem);
    writes.push(Write { key, value: shortened(event) });
    writes
}

/// The record as it fits into one value, with the pieces of one that does not.
pub(crate) fn fitted(event: Event) -> (Event, Vec<Write>) {
    let is_long = !stored::fits(&stored::record_text(&event));
    if !is_long && event.occurred.abs_diff(0) <= TIME_MAX.unsigned_abs() {
        return (event, vec![]);
    }
    let mut writes = write_ahead(event.clone());
    let short = writes.pop().and_then(|write| serde_json::from_str(&write.value).ok());
    (short.unwrap_or(event), writes)
}

fn add_problem(event: &mut Event, problem: &str) {
    event.problem = Some(match event.problem.take() {
        Some(before) => format!("{before}; {problem}"),
        None => problem.to_owned(),
    });
    if event.reading == Reading::Full {
        event.reading = Reading::Envelope;
    }
}

fn pieces(event: &Event, text: &str) -> Vec<Write> {
    let mut texts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(rest.floor_char_boundary(PIECE_BYTES.min(rest.len())));
        texts.push(piece);
        rest = behind;
    }
    let of = texts.len();
    let write = |(n, text): (usize, &str)| Write {
        key: keys::piece(event.id, n),
        value: json!({"of": of, "text": text}).to_string(),
    };
    texts.into_iter().enumerate().map(write).collect()
}

/// The record, with whatever is long cut short.
fn shortened(mut event: Event) -> String {
    for content in &mut event.content {
        // Half a document is no document; the text stays.
        content.original = None;
    }
    let mut value = serde_json::to_value(&event).unwrap_or_default();
    for (text_bytes, list_len) in STEPS {
        shorten(&mut value, text_bytes, list_len);
        let text = value.to_string();
        if stored::fits(&text) {
            return text;
        }
    }
    value.to_string()
}

fn shorten(value: &mut Value, text_bytes: usize, list_len: usize) {
    match value {
        Value::String(text) if text.len() > text_bytes => {
            text.truncate(text.floor_char_boundary(text_bytes));
            text.push('…');
        }
        Value::Array(list) => {
            list.truncate(list_len);
            for item in list {
                shorten(item, text_bytes, list_len);
            }
        }
        Value::Object(fields) => {
            for item in fields.values_mut() {
                shorten(item, text_bytes, list_len);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests;
