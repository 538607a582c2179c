//! The texts of a group's records, in a stream of their own, so that a search needs nothing else. See README, "Texts".

use super::coder::{Coder, Slot};
use super::thread::Thread;
use activity_event::{Event, SubjectKind};
use std::collections::HashMap;

/// A text of the group, by the order in which the texts first occur.
pub(crate) type TextId = u32;

/// The texts of one record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct RowTexts {
    /// Title of the thread.
    pub(crate) title: Option<TextId>,
    /// Title of the other thing that the record names, see [`Thread`].
    pub(crate) own: Option<TextId>,
    /// The issue's summary, where the record is about an issue: as the facts have it, else the issue's title.
    pub(crate) summary: Option<TextId>,
    /// The kept texts.
    pub(crate) contents: Vec<TextId>,
}

/// Where texts come from when writing and go to when reading.
pub(crate) trait TextPool {
    /// Handles a text that was not in the group before. Its number is that of texts before it.
    fn text<C: Coder>(&mut self, coder: &mut C, text: TextId);
}

/// What both sides remember of the rows before.
#[derive(Debug, Default)]
pub(crate) struct TextMemory {
    /// Number of texts so far.
    count: TextId,
    titles: Column,
    own: Column,
    contents: Column,
    summaries: Column,
}

/// The texts of one kind.
#[derive(Debug, Default)]
struct Column {
    /// Texts of the column in the order of their last use, the last one at the end.
    seen: Vec<TextId>,
}

/// The texts of the next record.
pub(crate) fn row<C: Coder, P: TextPool>(
    coder: &mut C,
    pool: &mut P,
    memory: &mut TextMemory,
    row: &mut RowTexts,
) {
    let TextMemory { count, titles, own, contents, summaries } = memory;
    text_ref(coder, pool, count, titles, 0, &mut row.title);
    text_ref(coder, pool, count, own, 1, &mut row.own);
    let mut kind = match row.summary {
        None => 0,
        same if same == row.title => 1,
        _ => 2,
    };
    coder.symbol(Slot::Summary, 0, &mut kind);
    match kind {
        0 => row.summary = None,
        1 => row.summary = row.title,
        _ => text_ref(coder, pool, count, summaries, 2, &mut row.summary),
    }
    let mut len = row.contents.len() as u64;
    coder.number(Slot::TextCount, 0, &mut len);
    for at in 0..usize::try_from(len).unwrap_or(usize::MAX) {
        let mut content = row.contents.get(at).copied();
        text_ref(coder, pool, count, contents, 3, &mut content);
        match (content, row.contents.get_mut(at)) {
            (Some(text), Some(place)) => *place = text,
            (Some(text), None) => row.contents.push(text),
            // Also stops at a length that is not true.
            (None, _) => return coder.fail(),
        }
    }
}

/// None, the same as the last, a new one, or an earlier one.
fn text_ref<C: Coder, P: TextPool>(
    coder: &mut C,
    pool: &mut P,
    count: &mut TextId,
    column: &mut Column,
    context: u32,
    value: &mut Option<TextId>,
) {
    const NONE: u32 = 0;
    const SAME: u32 = 1;
    const NEW: u32 = 2;
    const EARLIER: u32 = 3;
    let place = value.and_then(|text| column.seen.iter().rev().position(|seen| *seen == text));
    let mut step = match (*value, place) {
        (None, _) => NONE,
        (Some(_), Some(0)) => SAME,
        (Some(_), None) => NEW,
        (Some(_), Some(_)) => EARLIER,
    };
    coder.symbol(Slot::TextStep, context, &mut step);
    match step {
        NONE => *value = None,
        SAME => *value = column.seen.last().copied(),
        NEW => {
            // A text of another column is written again: rare, and it keeps the columns apart.
            let text = *count;
            *count = count.wrapping_add(1);
            pool.text(coder, value.unwrap_or(text));
            *value = Some(value.unwrap_or(text));
            column.seen.extend(*value);
        }
        _ => {
            let mut distance = place.unwrap_or_default().saturating_sub(1) as u64;
            coder.number(Slot::TextDistance, context, &mut distance);
            let back = usize::try_from(distance).ok().and_then(|distance| distance.checked_add(2));
            let at = back.and_then(|back| column.seen.len().checked_sub(back));
            match at {
                Some(at) => {
                    let text = column.seen.remove(at);
                    column.seen.push(text);
                    *value = Some(text);
                }
                None => coder.fail(),
            }
        }
    }
    if step == SAME && value.is_none() {
        coder.fail();
    }
}

/// The texts of a group while it is being written.
#[derive(Debug, Default)]
pub(crate) struct Texts<'a> {
    numbers: HashMap<(u8, &'a str), TextId>,
    texts: Vec<&'a str>,
}

impl<'a> Texts<'a> {
    /// The texts of a record.
    pub(crate) fn of(&mut self, event: &'a Event) -> RowTexts {
        let (thread, other) = titles(event);
        let title = thread.map(|text| self.number(0, text));
        let own = other.map(|text| self.number(1, text));
        let summary = summary(event).map(|text| match title {
            Some(number) if self.texts.get(number as usize) == Some(&text) => number,
            _ => self.number(2, text),
        });
        let contents = event.content.iter().map(|content| self.number(3, &content.text)).collect();
        RowTexts { title, own, summary, contents }
    }

    /// The text with this number.
    pub(crate) fn get(&self, text: TextId) -> Option<String> {
        self.texts.get(text as usize).map(|text| (*text).to_owned())
    }

    fn number(&mut self, column: u8, text: &'a str) -> TextId {
        let next = TextId::try_from(self.texts.len()).unwrap_or(TextId::MAX);
        let number = *self.numbers.entry((column, text)).or_insert(next);
        if number == next {
            self.texts.push(text);
        }
        number
    }
}

impl TextPool for Texts<'_> {
    fn text<C: Coder>(&mut self, coder: &mut C, text: TextId) {
        let mut text = self.texts.get(text as usize).copied().unwrap_or_default().to_owned();
        coder.phrase(&mut text);
    }
}

/// Texts as they are read.
impl TextPool for Vec<String> {
    fn text<C: Coder>(&mut self, coder: &mut C, _: TextId) {
        let mut text = String::new();
        coder.phrase(&mut text);
        self.push(text);
    }
}

/// The summary of the issue that a record is about: as the facts have it, else the issue's title.
pub(crate) fn summary(event: &Event) -> Option<&str> {
    if let Some(summary) = event.issue.as_ref().and_then(|facts| facts.summary.as_deref()) {
        return Some(summary);
    }
    let subject = &event.subject;
    match &subject.parent {
        _ if subject.kind == SubjectKind::Issue => subject.title.as_deref(),
        Some(parent) if parent.kind == SubjectKind::Issue => parent.title.as_deref(),
        _ => None,
    }
}

/// Titles of the thread, and of the other thing that the record names: the subject that belongs to the thread, or the parent of a thread
/// that is the subject.
fn titles(event: &Event) -> (Option<&str>, Option<&str>) {
    let subject = event.subject.title.as_deref();
    let parent = event.subject.parent.as_ref().and_then(|parent| parent.title.as_deref());
    if Thread::is_parent(event) { (parent, subject) } else { (subject, parent) }
}
