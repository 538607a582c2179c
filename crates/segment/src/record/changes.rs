//! What changed: fields, and their values before and after. See README, "Changes".

use super::coder::{Coder, Slot};
use super::value::{AsText, join, part};
use activity_event::{Change, Value};
use std::collections::HashMap;

/// No record has more changes than this.
const CHANGES_MAX: u64 = 100_000;

/// Fields of a group, as both sides number them; and the last value of each for each thread.
#[derive(Debug, Default)]
pub(crate) struct FieldMemory {
    /// The last value of a field of a thread.
    last: HashMap<(u32, String), Option<Value>>,
}

/// The changes of a record of this thread.
pub(crate) fn row<C: Coder>(coder: &mut C, memory: &mut FieldMemory, thread: u32, changes: &mut Vec<Change>) {
    let mut len = changes.len() as u64;
    coder.number(Slot::ChangeCount, 0, &mut len);
    if len > CHANGES_MAX {
        coder.fail();
        return;
    }
    for at in 0..usize::try_from(len).unwrap_or_default() {
        let before = changes.get(at).cloned();
        let mut change =
            before.unwrap_or_else(|| Change { field_id: None, field: String::new(), from: None, to: None });
        let mut field = join(&[change.field_id.as_deref(), Some(&change.field)]);
        coder.string(Slot::Field, 0, &mut field);
        match part(&field) {
            Some([id, Some(name)]) => (change.field_id, change.field) = (id, name),
            _ => return coder.fail(),
        }
        let context = context_of(&field);
        let place = (thread, field);
        let known = memory.last.get(&place).cloned();
        value(coder, context, 0, known.as_ref(), &mut change.from);
        value(coder, context, 1, None, &mut change.to);
        memory.last.insert(place, change.to.clone());
        match changes.get_mut(at) {
            Some(place) => *place = change,
            None => changes.push(change),
        }
    }
}

/// Fields share some contexts: by a hash, so that both sides agree without a list.
fn context_of(field: &str) -> u32 {
    let hash =
        field.bytes().fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash ^ hash >> 15) % 64
}

/// A value: as known, none, a person, or a text of the field's dictionary.
fn value<C: Coder>(
    coder: &mut C,
    context: u32,
    side: u32,
    known: Option<&Option<Value>>,
    value: &mut Option<Value>,
) {
    const KNOWN: u32 = 0;
    const NONE: u32 = 1;
    const PERSON: u32 = 2;
    const TEXT: u32 = 3;
    let mut step = match (&*value, known) {
        (value, Some(known)) if value == known => KNOWN,
        (None, _) => NONE,
        (Some(Value { id: Some(id), text: None }), _) if looks_like_account(id) => PERSON,
        (Some(_), _) => TEXT,
    };
    let with_known = if known.is_some() { 2 } else { 0 };
    coder.symbol(Slot::ValueStep, context.wrapping_mul(4).wrapping_add(with_known | side), &mut step);
    match step {
        KNOWN => *value = known.cloned().flatten(),
        NONE => *value = None,
        PERSON => {
            let value = value.get_or_insert_default();
            coder.person(16_u32.wrapping_add(side), value.id.get_or_insert_default());
        }
        _ => {
            let mut text = value.as_ref().map(AsText::to_text).unwrap_or_default();
            coder.string(Slot::Value, context, &mut text);
            *value = Value::from_text(&text);
            if value.is_none() {
                coder.fail();
            }
        }
    }
}

/// Whether a text has the form of an account id.
///
/// Up to 128 characters of no documented form
/// (<https://developer.atlassian.com/cloud/jira/platform/deprecation-notice-user-privacy-api-migration-guide/>); those seen are
/// 24 hexadecimal digits, or a short prefix, a colon and a UUID. Others stay in the records as text.
pub(crate) fn looks_like_account(text: &str) -> bool {
    let hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    match text.split_once(':') {
        None => text.len() == 24 && hex(text) && !text.contains('-'),
        Some((prefix, rest)) => (1..=8).contains(&prefix.len()) && rest.len() == 36 && hex(rest),
    }
}
