//! The hot column of threads: which issue, page or other thing a record belongs to. See README, "Threads".

#![expect(clippy::similar_names, reason = "ids and keys, coder and codes are what these things are")]

use crate::code::bytes::{Bytes, put_deflated, put_varint};
use crate::code::number::{unzigzag, zigzag};
use crate::hot::{LastOf, all_below, put_json, put_symbols, read_json, read_symbols};
use crate::record::thread::{Thread, as_number};
use crate::thread_list::Threads;
use activity_event::SubjectKind;
use std::collections::HashMap;

/// How a record's thread is told.
mod step {
    /// The one that the same actor was at last.
    pub(super) const SAME: u16 = 0;
    /// One that was not there before: the next of the list.
    pub(super) const NEW: u16 = 1;
    /// One of the same container, counted back from its newest.
    pub(super) const NEAR: u16 = 2;
    /// Any other, by its number.
    pub(super) const FAR: u16 = 3;
}

/// Distances from here on are written as numbers behind the symbols.
const LONG_WAY: u16 = 4_000;
const LIST_BYTES_MAX: usize = 8_000_000;

/// The column. Threads are numbered in the order in which they first occur.
pub(crate) fn put(threads: &[Thread], symbols: &[u16], actors: &[u16], containers: &[u16]) -> Vec<u8> {
    let (mut steps, mut ways) = (Vec::with_capacity(symbols.len()), Vec::new());
    let (mut long, mut far) = (Vec::new(), Vec::new());
    let mut last = LastOf::new(actors);
    let mut lists: HashMap<u16, Vec<u16>> = HashMap::new();
    let mut places: HashMap<u16, (u16, usize)> = HashMap::new();
    let mut seen = 0_u32;
    for ((symbol, actor), container) in symbols.iter().zip(actors).zip(containers) {
        let is_new = u32::from(*symbol) == seen;
        let before = last.replace(*actor, *symbol);
        if is_new {
            steps.push(step::NEW);
            seen = seen.wrapping_add(1);
            let list = lists.entry(*container).or_default();
            places.insert(*symbol, (*container, list.len()));
            list.push(*symbol);
        } else if before == *symbol {
            steps.push(step::SAME);
        } else {
            let of_container = lists.get(container).map_or(0, Vec::len);
            if let Some((_, place)) = places.get(symbol).filter(|(home, _)| home == container) {
                steps.push(step::NEAR);
                let way = of_container.saturating_sub(*place).saturating_sub(1);
                match u16::try_from(way) {
                    Ok(way) if way < LONG_WAY => ways.push(way),
                    _ => {
                        ways.push(LONG_WAY);
                        put_varint(&mut long, way as u64);
                    }
                }
            } else {
                steps.push(step::FAR);
                put_varint(&mut far, u64::from(*symbol));
            }
        }
    }
    let mut out = Vec::new();
    put_symbols(&mut out, &steps);
    put_symbols(&mut out, &ways);
    put_deflated(&mut out, &long);
    put_deflated(&mut out, &far);
    put_names(&mut out, threads);
    out
}

/// Threads and the column.
pub(crate) fn read(bytes: &[u8], actors: &[u16], containers: &[u16]) -> Option<(Threads, Vec<u16>)> {
    let mut bytes = Bytes::new(bytes);
    let steps = read_symbols(&mut bytes)?;
    let ways = read_symbols(&mut bytes)?;
    let long = bytes.deflated(LIST_BYTES_MAX)?;
    let far = bytes.deflated(LIST_BYTES_MAX)?;
    let threads = read_names(&mut bytes)?;
    if !bytes.rest().is_empty() || steps.len() != actors.len() || steps.len() != containers.len() {
        return None;
    }
    let (mut long, mut far) = (Bytes::new(&long), Bytes::new(&far));
    let mut ways = ways.into_iter();
    let most = containers.iter().copied().max().unwrap_or_default();
    let mut lists: Vec<Vec<u16>> = vec![Vec::new(); usize::from(most).saturating_add(1)];
    let mut last = LastOf::new(actors);
    let mut seen = 0_u16;
    let mut symbols = vec![0_u16; steps.len()];
    for (((symbol, step), actor), container) in symbols.iter_mut().zip(&steps).zip(actors).zip(containers) {
        let place = last.place(*actor)?;
        match *step {
            step::SAME => {}
            step::NEW => {
                *place = seen;
                lists.get_mut(usize::from(*container))?.push(seen);
                seen = seen.wrapping_add(1);
            }
            step::NEAR => {
                let way = match ways.next()? {
                    way if way < LONG_WAY => usize::from(way),
                    _ => long.size()?,
                };
                let list = lists.get(usize::from(*container))?;
                *place = *list.get(list.len().checked_sub(way)?.checked_sub(1)?)?;
            }
            _ => *place = u16::try_from(far.varint()?).ok()?,
        }
        *symbol = *place;
    }
    let known = all_below(&symbols, threads.len());
    let used = ways.next().is_none() && long.rest().is_empty() && far.rest().is_empty();
    (known && used).then_some((threads, symbols))
}

/// What threads are called: kinds, ids, keys. Ids and keys are mostly numbers that grow.
fn put_names(out: &mut Vec<u8>, threads: &[Thread]) {
    let mut prefixes: Vec<&str> = Vec::new();
    let mut numbers: HashMap<&str, u16> = HashMap::new();
    let (mut kinds, mut forms, mut heads) = (Vec::new(), Vec::new(), Vec::new());
    let (mut ids, mut keys, mut texts) = (Vec::new(), Vec::new(), Vec::new());
    let mut last_id: HashMap<SubjectKind, u64> = HashMap::new();
    let mut last_key: HashMap<u16, u64> = HashMap::new();
    for thread in threads {
        kinds.push(kind_number(thread.kind));
        let id = thread.id.as_deref();
        let id_form = match (id, id.and_then(as_number)) {
            (None, _) => form::NONE,
            (_, Some(number)) => {
                let last = last_id.insert(thread.kind, number).unwrap_or_default();
                put_varint(&mut ids, zigzag(number.wrapping_sub(last).cast_signed()));
                form::NUMBER
            }
            (Some(text), None) => {
                put_text(&mut texts, text);
                form::TEXT
            }
        };
        let key = thread.key.as_deref();
        let split = key.and_then(|key| {
            let (prefix, number) = key.rsplit_once('-')?;
            Some((prefix, as_number(number)?))
        });
        let next = u16::try_from(prefixes.len()).unwrap_or(u16::MAX);
        let key_form = match (key, split) {
            (None, _) => form::NONE,
            (_, Some((prefix, number))) if next < 30_000 || numbers.contains_key(prefix) => {
                let head = *numbers.entry(prefix).or_insert_with(|| {
                    prefixes.push(prefix);
                    next
                });
                heads.push(head);
                let last = last_key.insert(head, number).unwrap_or_default();
                put_varint(&mut keys, zigzag(number.wrapping_sub(last).cast_signed()));
                form::NUMBER
            }
            (Some(text), _) => {
                put_text(&mut texts, text);
                form::TEXT
            }
        };
        forms.push(id_form.wrapping_mul(3).wrapping_add(key_form));
    }
    put_json(out, &prefixes);
    for symbols in [kinds, forms, heads] {
        put_symbols(out, &symbols);
    }
    for bytes in [ids, keys, texts] {
        put_deflated(out, &bytes);
    }
}

/// How an id or key is written.
mod form {
    pub(super) const NONE: u16 = 0;
    pub(super) const NUMBER: u16 = 1;
    pub(super) const TEXT: u16 = 2;
}

fn read_names(bytes: &mut Bytes<'_>) -> Option<Threads> {
    let prefixes: Vec<String> = read_json(bytes)?;
    let kinds = read_symbols(bytes)?;
    let forms = read_symbols(bytes)?;
    let mut heads = read_symbols(bytes)?.into_iter();
    let ids = bytes.deflated(LIST_BYTES_MAX)?;
    let keys = bytes.deflated(LIST_BYTES_MAX)?;
    let texts = bytes.deflated(LIST_BYTES_MAX)?;
    let (mut ids, mut keys, mut texts) = (Bytes::new(&ids), Bytes::new(&keys), Bytes::new(&texts));
    let mut last_ids = vec![0_u64; SubjectKind::ALL.len()];
    let mut last_keys = vec![0_u64; prefixes.len()];
    if kinds.len() != forms.len() {
        return None;
    }
    let mut digits = itoa::Buffer::new();
    let mut threads = Threads::with_capacity(kinds.len());
    for (kind, forms) in kinds.into_iter().zip(forms) {
        let kind = usize::from(kind);
        threads.begin(*SubjectKind::ALL.get(kind)?);
        threads.name(match forms / 3 {
            form::NONE => None,
            form::NUMBER => {
                let number = next_number(last_ids.get_mut(kind)?, &mut ids)?;
                Some([digits.format(number), "", ""])
            }
            _ => Some([read_text(&mut texts)?, "", ""]),
        });
        threads.name(match forms % 3 {
            form::NONE => None,
            form::NUMBER => {
                let head = usize::from(heads.next()?);
                let number = next_number(last_keys.get_mut(head)?, &mut keys)?;
                Some([prefixes.get(head)?, "-", digits.format(number)])
            }
            _ => Some([read_text(&mut texts)?, "", ""]),
        });
    }
    threads.shrink();
    let used = ids.rest().is_empty() && keys.rest().is_empty() && texts.rest().is_empty();
    (used && heads.next().is_none()).then_some(threads)
}

/// The number that is so much more, or less, than the last.
#[inline]
fn next_number(last: &mut u64, bytes: &mut Bytes<'_>) -> Option<u64> {
    *last = last.wrapping_add(unzigzag(bytes.varint()?).cast_unsigned());
    Some(*last)
}

fn put_text(out: &mut Vec<u8>, text: &str) {
    put_varint(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

fn read_text<'a>(bytes: &mut Bytes<'a>) -> Option<&'a str> {
    let len = bytes.size()?;
    std::str::from_utf8(bytes.take(len)?).ok()
}

fn kind_number(kind: SubjectKind) -> u16 {
    let place = SubjectKind::ALL.iter().position(|other| *other == kind);
    u16::try_from(place.unwrap_or_default()).unwrap_or_default()
}
