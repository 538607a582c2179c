//! Everything of a record but its texts. See README, "Records".

#![expect(clippy::similar_names, reason = "ids and keys, coder and codes are what these things are")]

use super::class::Class;
use super::coder::{Coder, Slot};
use super::facts::Categories;
use super::recipe;
use super::template::{self, Sayings, TemplateMemory};
use super::texts::RowTexts;
use super::thread::{Thread, as_number};
use super::{changes, facts};
use activity_event::{Container, Content, ContentRole, Event, IssueFacts, Parent};
use std::collections::HashMap;

/// So many lines of a text are compared with what a document says.
const LINES_MAX: usize = 60;

/// What both sides know of the segment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known<'a> {
    pub(crate) classes: &'a [Class],
    pub(crate) containers: &'a [Container],
    /// The time that seconds are counted from, in milliseconds.
    pub(crate) base: i64,
}

/// The numbers of a record's class and container.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Codes {
    pub(crate) class: u32,
    /// 0 for none.
    pub(crate) container: u32,
}

/// What both sides remember of the group's records before.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    container: u32,
    /// Whole seconds of the record before.
    second: i64,
    actor: Option<String>,
    threads: Vec<ThreadMemory>,
    numbers: HashMap<Thread, u32>,
    /// The thread that a title belonged to last.
    of_title: HashMap<Option<u32>, u32>,
    /// Numbers that grow: the last one, by what it counts.
    last: HashMap<(Slot, u32), i64>,
    fields: changes::FieldMemory,
    categories: Categories,
    templates: TemplateMemory,
}

#[derive(Debug)]
struct ThreadMemory {
    thread: Thread,
    facts: Option<IssueFacts>,
}

/// The next record. `texts` and `words` are its texts, which were handled before.
pub(crate) fn row<C: Coder>(
    coder: &mut C,
    known: Known<'_>,
    memory: &mut Memory,
    texts: &RowTexts,
    words: &dyn Fn(u32) -> Option<String>,
    codes: &mut Codes,
    event: &mut Event,
) {
    let mut step = u64::from(codes.container.wrapping_sub(memory.container));
    coder.number(Slot::Container, 0, &mut step);
    codes.container = memory.container.wrapping_add(u32::try_from(step).unwrap_or(u32::MAX));
    time(coder, known, memory, step == 0, event);
    memory.container = codes.container;
    coder.symbol(Slot::Class, 0, &mut codes.class);
    let Some(class) = known.classes.get(codes.class as usize) else { return coder.fail() };
    let container = match codes.container {
        0 => None,
        code => match known.containers.get((code as usize).wrapping_sub(1)) {
            Some(container) => Some(container),
            None => return coder.fail(),
        },
    };
    actor(coder, memory, event);
    let title = texts.title.and_then(words);
    let thread = thread(coder, memory, texts, class, container, *codes, event);
    let Some(thread) = thread else { return coder.fail() };
    class.fill(event);
    event.container = container.cloned();
    names(coder, memory, class, memory_thread(memory, thread), texts, words, event);
    numbers(coder, memory, class, event);
    recipe::row(coder, event);
    changes::row(coder, &mut memory.fields, thread, &mut event.changes);
    let known_facts = memory.threads.get(thread as usize).and_then(|thread| thread.facts.as_ref());
    facts::row(
        coder,
        known_facts,
        &event.changes,
        title.as_deref(),
        &mut memory.categories,
        &mut event.issue,
    );
    if let (Some(facts), Some(place)) = (&event.issue, memory.threads.get_mut(thread as usize)) {
        place.facts = Some(facts.clone());
    }
    contents(coder, &mut memory.templates, texts, words, event);
    coder.optional(Slot::Text, 0, &mut event.problem);
    let mut raw = event.raw.take();
    template::optional(coder, &mut memory.templates, &|| sayings(event), 1, &mut raw);
    event.raw = raw;
}

fn memory_thread(memory: &Memory, thread: u32) -> Option<Thread> {
    memory.threads.get(thread as usize).map(|known| known.thread.clone())
}

fn time<C: Coder>(coder: &mut C, known: Known<'_>, memory: &mut Memory, same: bool, event: &mut Event) {
    let second = |time: i64| time.div_euclid(1_000);
    let from = if same { memory.second } else { second(known.base) };
    let mut later = second(event.occurred).wrapping_sub(from).cast_unsigned();
    coder.number(Slot::Second, u32::from(same), &mut later);
    memory.second = from.wrapping_add(later.cast_signed());
    let mut millis = u32::try_from(event.occurred.rem_euclid(1_000)).unwrap_or_default();
    // Feeds of whole seconds are told by the first of the two symbols.
    let mut any = millis != 0;
    coder.flag(Slot::Millis, 0, &mut any);
    if any {
        coder.bits(10, &mut millis);
    } else {
        millis = 0;
    }
    event.occurred = memory.second.wrapping_mul(1_000).wrapping_add(i64::from(millis));
    coder.difference(Slot::Recorded, 0, event.occurred, &mut event.recorded);
}

fn actor<C: Coder>(coder: &mut C, memory: &mut Memory, event: &mut Event) {
    const NONE: u32 = 0;
    const SAME: u32 = 1;
    const OTHER: u32 = 2;
    let account = &mut event.actor.account_id;
    let mut step = match &*account {
        None => NONE,
        same if *same == memory.actor => SAME,
        Some(_) => OTHER,
    };
    coder.symbol(Slot::ActorStep, 0, &mut step);
    match step {
        NONE => *account = None,
        SAME => account.clone_from(&memory.actor),
        _ => coder.person(24, account.get_or_insert_default()),
    }
    if account.is_some() {
        memory.actor.clone_from(account);
    }
}

/// The thread: the one that had this title last, a new one, or an earlier one.
fn thread<C: Coder>(
    coder: &mut C,
    memory: &mut Memory,
    texts: &RowTexts,
    class: &Class,
    container: Option<&Container>,
    codes: Codes,
    event: &Event,
) -> Option<u32> {
    const EXPECTED: u32 = 0;
    const NEW: u32 = 1;
    const EARLIER: u32 = 2;
    let wanted = Thread::of(event);
    let number = memory.numbers.get(&wanted).copied();
    let expected = memory.of_title.get(&texts.title).copied();
    let mut step = match number {
        None => NEW,
        Some(_) if number == expected => EXPECTED,
        Some(_) => EARLIER,
    };
    coder.symbol(Slot::ThreadStep, u32::from(expected.is_some()), &mut step);
    let count = u32::try_from(memory.threads.len()).ok()?;
    let number = match step {
        EXPECTED => expected?,
        NEW => {
            let mut thread = wanted;
            thread.kind = match class.parent {
                Some(parent) if class.subject != activity_event::SubjectKind::Issue => parent,
                _ => class.subject,
            };
            id(
                coder,
                memory,
                codes.container.wrapping_mul(64).wrapping_add(kind_number(thread.kind)),
                &mut thread.id,
            );
            key(coder, memory, container, codes.container, &mut thread.key);
            memory.numbers.insert(thread.clone(), count);
            memory.threads.push(ThreadMemory { thread, facts: None });
            count
        }
        _ => {
            let back = number.map_or(0, |number| count.wrapping_sub(number).wrapping_sub(1));
            let mut back = u64::from(back);
            coder.number(Slot::ThreadDistance, 0, &mut back);
            let back = u32::try_from(back).ok()?;
            count.checked_sub(back)?.checked_sub(1)?
        }
    };
    if number >= count && step != NEW {
        return None;
    }
    memory.of_title.insert(texts.title, number);
    Some(number)
}

fn kind_number(kind: activity_event::SubjectKind) -> u32 {
    let place = activity_event::SubjectKind::ALL.iter().position(|other| *other == kind);
    u32::try_from(place.unwrap_or_default()).unwrap_or_default()
}

/// An id: none, a number near the last one of its sort, or a text.
fn id<C: Coder>(coder: &mut C, memory: &mut Memory, sort: u32, id: &mut Option<String>) {
    const NONE: u32 = 0;
    const NUMBER: u32 = 1;
    const TEXT: u32 = 2;
    let number = id.as_deref().and_then(as_number);
    let mut step = match (&*id, number) {
        (None, _) => NONE,
        (_, Some(_)) => NUMBER,
        (Some(_), None) => TEXT,
    };
    coder.symbol(Slot::IdStep, sort % 64, &mut step);
    match step {
        NONE => *id = None,
        NUMBER => {
            // Ids of one sort grow together across containers; the last of the same container is a little nearer.
            let last = memory.last.entry((Slot::Id, sort)).or_default();
            let mut value = number.unwrap_or_default().cast_signed();
            coder.difference(Slot::Id, sort % 64, *last, &mut value);
            *last = value;
            *id = Some(value.cast_unsigned().to_string());
        }
        _ => coder.phrase(id.get_or_insert_default()),
    }
}

/// A key: none, the container's with a number, or a text.
fn key<C: Coder>(
    coder: &mut C,
    memory: &mut Memory,
    container: Option<&Container>,
    code: u32,
    key: &mut Option<String>,
) {
    const NONE: u32 = 0;
    const NUMBER: u32 = 1;
    const TEXT: u32 = 2;
    let prefix = container.and_then(|container| container.key.as_deref()).unwrap_or_default();
    let number = key.as_deref().and_then(|key| {
        let number = key.strip_prefix(prefix)?.strip_prefix('-')?;
        as_number(number)
    });
    let mut step = match (&*key, number) {
        (None, _) => NONE,
        (_, Some(_)) => NUMBER,
        (Some(_), None) => TEXT,
    };
    coder.symbol(Slot::KeyStep, 0, &mut step);
    match step {
        NONE => *key = None,
        NUMBER => {
            let last = memory.last.entry((Slot::Key, code)).or_default();
            let mut value = number.unwrap_or_default().cast_signed();
            coder.difference(Slot::Key, 0, *last, &mut value);
            *last = value;
            *key = Some(format!("{prefix}-{}", value.cast_unsigned()));
        }
        _ => coder.phrase(key.get_or_insert_default()),
    }
}

/// Subject and parent: one of them is the thread, the other has its own id and key.
fn names<C: Coder>(
    coder: &mut C,
    memory: &mut Memory,
    class: &Class,
    thread: Option<Thread>,
    texts: &RowTexts,
    words: &dyn Fn(u32) -> Option<String>,
    event: &mut Event,
) {
    let Some(thread) = thread else { return coder.fail() };
    let (title, own) = (texts.title.and_then(words), texts.own.and_then(words));
    let mut other = match (class.parent, Thread::is_parent(event)) {
        (None, _) => None,
        (Some(_), true) => Some((event.subject.id.take(), event.subject.key.take())),
        (Some(_), false) => {
            let parent = event.subject.parent.take();
            Some(parent.map_or((None, None), |parent| (parent.id, parent.key)))
        }
    };
    let is_parent = class.parent.is_some() && class.subject != activity_event::SubjectKind::Issue;
    if let Some((other_id, other_key)) = &mut other {
        id(coder, memory, kind_number(class.subject), other_id);
        coder.optional(Slot::SubjectKey, 0, other_key);
    }
    let subject = &mut event.subject;
    match (class.parent, other) {
        (Some(kind), Some((id, key))) if is_parent => {
            subject.parent = Some(Parent { kind, id: thread.id, key: thread.key, title });
            (subject.id, subject.key, subject.title) = (id, key, own);
        }
        (Some(kind), Some((id, key))) => {
            subject.parent = Some(Parent { kind, id, key, title: own });
            (subject.id, subject.key, subject.title) = (thread.id, thread.key, title);
        }
        _ => {
            subject.parent = None;
            (subject.id, subject.key, subject.title) = (thread.id, thread.key, title);
        }
    }
}

/// The revision.
fn numbers<C: Coder>(coder: &mut C, memory: &mut Memory, class: &Class, event: &mut Event) {
    const NONE: u32 = 0;
    const OCCURRED: u32 = 1;
    const NUMBER: u32 = 2;
    const TEXT: u32 = 3;
    let sort = kind_number(class.subject);
    let occurred = event.occurred.to_string();
    let revision = &mut event.revision;
    let number = revision.as_deref().and_then(as_number);
    let mut step = match (&*revision, number) {
        (None, _) => NONE,
        (Some(text), _) if *text == occurred => OCCURRED,
        (_, Some(_)) => NUMBER,
        (Some(_), None) => TEXT,
    };
    coder.symbol(Slot::RevisionStep, sort, &mut step);
    match step {
        NONE => *revision = None,
        OCCURRED => *revision = Some(occurred),
        NUMBER => {
            let last = memory.last.entry((Slot::Revision, sort)).or_default();
            let mut value = number.unwrap_or_default().cast_signed();
            coder.difference(Slot::Revision, sort, *last, &mut value);
            *last = value;
            *revision = Some(value.cast_unsigned().to_string());
        }
        _ => coder.phrase(revision.get_or_insert_default()),
    }
}

/// The kept texts: the texts themselves are known.
fn contents<C: Coder>(
    coder: &mut C,
    memory: &mut TemplateMemory,
    texts: &RowTexts,
    words: &dyn Fn(u32) -> Option<String>,
    event: &mut Event,
) {
    const ROLES: &[ContentRole] = ContentRole::ALL;
    // Roles from here on have an id, a time or a title too.
    const MORE: u32 = 16;
    let mut contents = std::mem::take(&mut event.content).into_iter();
    for text in &texts.contents {
        let mut content = contents
            .next()
            .unwrap_or_else(|| Content::plain(ContentRole::Body, words(*text).unwrap_or_default()));
        let place = ROLES.iter().position(|role| *role == content.role).unwrap_or_default();
        let more = content.id.is_some() || content.at.is_some() || content.title.is_some();
        let mut role = u32::try_from(place).unwrap_or_default().saturating_add(if more { MORE } else { 0 });
        coder.symbol(Slot::ContentRole, 0, &mut role);
        let more = role >= MORE;
        match ROLES.get((role % MORE) as usize) {
            Some(role) => content.role = *role,
            None => return coder.fail(),
        }
        let mut original = content.original.take();
        template::optional(coder, memory, &|| lines(&content.text, event.occurred), 0, &mut original);
        content.original = original;
        let mut authored = content.author.is_some();
        coder.flag(Slot::Presence, 0, &mut authored);
        if authored {
            coder.person(25, content.author.get_or_insert_default());
        } else {
            content.author = None;
        }
        coder.optional(Slot::Visibility, 0, &mut content.visibility);
        if more {
            coder.optional(Slot::Visibility, 1, &mut content.id);
            coder.optional(Slot::Visibility, 2, &mut content.title);
            let mut dated = content.at.is_some();
            coder.flag(Slot::Presence, 1, &mut dated);
            let mut at = content.at.unwrap_or(event.occurred);
            if dated {
                coder.difference(Slot::Visibility, 3, event.occurred, &mut at);
            }
            content.at = dated.then_some(at);
        }
        event.content.push(content);
    }
}

/// What a record says, as it stands inside a JSON text.
fn sayings(event: &Event) -> Sayings {
    let subject = &event.subject;
    let (parent, container) = (subject.parent.as_ref(), event.container.as_ref());
    let texts = [
        subject.id.as_deref(),
        subject.key.as_deref(),
        subject.title.as_deref(),
        parent.and_then(|parent| parent.id.as_deref()),
        parent.and_then(|parent| parent.title.as_deref()),
        container.map(|container| container.id.as_str()),
        container.and_then(|container| container.key.as_deref()),
        container.and_then(|container| container.name.as_deref()),
        event.actor.account_id.as_deref(),
        Some(event.source.as_str()),
    ];
    Sayings { texts: texts.map(|text| escaped(text.unwrap_or_default())).to_vec(), occurred: event.occurred }
}

fn escaped(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default().to_owned()
}

/// A text as a whole and line by line: documents are flattened to lines, so what a document says is one of them.
fn lines(text: &str, occurred: i64) -> Sayings {
    let lines = text.lines().take(LINES_MAX).map(escaped);
    Sayings { texts: std::iter::once(escaped(text)).chain(lines).collect(), occurred }
}
