//! The hot columns: one symbol a record, in the order of time. See README, "Hot columns".

use crate::code::bytes::{Bytes, put_deflated, put_varint};
use crate::code::model::Model;
use crate::code::number::{unzigzag, zigzag};
use crate::code::rans::{self, Piece};
use crate::layout::ROWS_MAX;
use crate::record::class::Class;
use activity_event::Container;

/// Lists inflate to no more than this.
const LIST_BYTES_MAX: usize = 8_000_000;
/// Longer waits are written as numbers behind the symbols.
const LONG_WAIT: u16 = 255;

/// Appends symbols with their model. Not more than 65,536 of them, none above 32,767.
pub(crate) fn put_symbols(out: &mut Vec<u8>, symbols: &[u16]) {
    put_varint(out, symbols.len() as u64);
    if symbols.is_empty() {
        return;
    }
    let most = symbols.iter().copied().max().unwrap_or_default();
    let mut counts = vec![0_u32; usize::from(most).saturating_add(1)];
    for symbol in symbols {
        if let Some(count) = counts.get_mut(usize::from(*symbol)) {
            *count = count.saturating_add(1);
        }
    }
    let model = Model::of_counts(&counts);
    let mut raw = Vec::new();
    model.put(&mut raw);
    put_deflated(out, &raw);
    let ranges = model.ranges();
    let bits = u8::try_from(model.bits()).unwrap_or_default();
    let piece = |symbol: &u16| {
        let (start, share) = ranges.get(usize::from(*symbol)).copied().unwrap_or_default();
        Piece { start, share, bits }
    };
    let stream = rans::encode(&symbols.iter().map(piece).collect::<Vec<_>>());
    put_varint(out, stream.len() as u64);
    out.extend_from_slice(&stream);
}

/// Symbols again; none when they are not.
pub(crate) fn read_symbols(bytes: &mut Bytes<'_>) -> Option<Vec<u16>> {
    let count = bytes.size().filter(|count| *count <= ROWS_MAX)?;
    if count == 0 {
        return Some(Vec::new());
    }
    let raw = bytes.deflated(LIST_BYTES_MAX)?;
    let mut raw = Bytes::new(&raw);
    let model = Model::read(&mut raw)?;
    rans::decode(bytes.stretch()?, &model, count)
}

/// Seconds, which do not fall.
pub(crate) fn put_times(seconds: &[i64]) -> Vec<u8> {
    let base = seconds.first().copied().unwrap_or_default();
    let mut out = Vec::new();
    put_varint(&mut out, zigzag(base));
    let (mut symbols, mut long) = (Vec::with_capacity(seconds.len()), Vec::new());
    let mut before = base;
    for second in seconds {
        let wait = second.wrapping_sub(before).cast_unsigned();
        before = *second;
        match u16::try_from(wait) {
            Ok(wait) if wait < LONG_WAIT => symbols.push(wait),
            _ => {
                symbols.push(LONG_WAIT);
                put_varint(&mut long, wait);
            }
        }
    }
    put_symbols(&mut out, &symbols);
    put_deflated(&mut out, &long);
    out
}

/// Base and seconds since it.
pub(crate) fn read_times(bytes: &[u8]) -> Option<(i64, Vec<u32>)> {
    let mut bytes = Bytes::new(bytes);
    let base = unzigzag(bytes.varint()?);
    let symbols = read_symbols(&mut bytes)?;
    let long = bytes.deflated(LIST_BYTES_MAX)?;
    let mut long = Bytes::new(&long);
    let mut seconds = vec![0_u32; symbols.len()];
    let mut at = 0_u32;
    for (second, symbol) in seconds.iter_mut().zip(symbols) {
        let wait = if symbol < LONG_WAIT { u32::from(symbol) } else { u32::try_from(long.varint()?).ok()? };
        at = at.checked_add(wait)?;
        *second = at;
    }
    (bytes.rest().is_empty() && long.rest().is_empty()).then_some((base, seconds))
}

/// Appends a list as JSON, deflated.
pub(crate) fn put_json<T: serde::Serialize>(out: &mut Vec<u8>, list: &[T]) {
    put_deflated(out, &serde_json::to_vec(list).unwrap_or_default());
}

pub(crate) fn read_json<T: serde::de::DeserializeOwned>(bytes: &mut Bytes<'_>) -> Option<Vec<T>> {
    serde_json::from_slice(&bytes.deflated(LIST_BYTES_MAX)?).ok()
}

/// Appends numbers of people, which rise.
pub(crate) fn put_people(out: &mut Vec<u8>, people: &[u32]) {
    let mut raw = Vec::new();
    put_varint(&mut raw, people.len() as u64);
    let mut before = 0_u32;
    for person in people {
        put_varint(&mut raw, u64::from(person.wrapping_sub(before)));
        before = *person;
    }
    put_deflated(out, &raw);
}

pub(crate) fn read_people(bytes: &mut Bytes<'_>) -> Option<Vec<u32>> {
    let raw = bytes.deflated(LIST_BYTES_MAX)?;
    let mut raw = Bytes::new(&raw);
    let count = raw.size()?;
    let mut before = 0_u32;
    let people: Option<Vec<u32>> = (0..count)
        .map(|_| {
            before = before.checked_add(u32::try_from(raw.varint()?).ok()?)?;
            Some(before)
        })
        .collect();
    // Who looks for somebody relies on the order.
    people.filter(|people| raw.rest().is_empty() && people.is_sorted_by(|a, b| a < b))
}

/// A column with the list that its symbols point into.
pub(crate) fn put_classes(classes: &[Class], symbols: &[u16]) -> Vec<u8> {
    let mut out = Vec::new();
    put_json(&mut out, classes);
    put_symbols(&mut out, symbols);
    out
}

pub(crate) fn read_classes(bytes: &[u8]) -> Option<(Vec<Class>, Vec<u16>)> {
    let mut bytes = Bytes::new(bytes);
    let classes: Vec<Class> = read_json(&mut bytes)?;
    let symbols = read_symbols(&mut bytes)?;
    let known = all_below(&symbols, classes.len());
    (known && bytes.rest().is_empty()).then_some((classes, symbols))
}

/// Actors: 0 for none, else one more than the place in the list of people.
pub(crate) fn put_actors(people: &[u32], symbols: &[u16]) -> Vec<u8> {
    let mut out = Vec::new();
    put_people(&mut out, people);
    put_symbols(&mut out, symbols);
    out
}

pub(crate) fn read_actors(bytes: &[u8]) -> Option<(Vec<u32>, Vec<u16>)> {
    let mut bytes = Bytes::new(bytes);
    let people = read_people(&mut bytes)?;
    let symbols = read_symbols(&mut bytes)?;
    let known = all_below(&symbols, people.len().saturating_add(1));
    (known && bytes.rest().is_empty()).then_some((people, symbols))
}

/// Containers: 0 for none, else one more than the place in the list. Most people stay where they were, so it is told for
/// each record whether that holds, and where not, which container it is.
pub(crate) fn put_containers(containers: &[Container], symbols: &[u16], actors: &[u16]) -> Vec<u8> {
    let mut out = Vec::new();
    put_json(&mut out, containers);
    let mut last = LastOf::new(actors);
    let (mut moved, mut others) = (Vec::with_capacity(symbols.len()), Vec::new());
    for (symbol, actor) in symbols.iter().zip(actors) {
        let same = last.replace(*actor, *symbol) == *symbol;
        moved.push(u16::from(!same));
        if !same {
            others.push(*symbol);
        }
    }
    put_symbols(&mut out, &moved);
    put_symbols(&mut out, &others);
    out
}

pub(crate) fn read_containers(bytes: &[u8], actors: &[u16]) -> Option<(Vec<Container>, Vec<u16>)> {
    let mut bytes = Bytes::new(bytes);
    let containers: Vec<Container> = read_json(&mut bytes)?;
    let moved = read_symbols(&mut bytes)?;
    let others = read_symbols(&mut bytes)?;
    if !bytes.rest().is_empty() || moved.len() != actors.len() {
        return None;
    }
    let mut last = LastOf::new(actors);
    let mut at = 0_usize;
    let mut symbols = vec![0_u16; moved.len()];
    for ((symbol, moved), actor) in symbols.iter_mut().zip(moved).zip(actors) {
        let place = last.place(*actor)?;
        // Nobody can foretell who moves, so this jumps to neither side.
        let other = others.get(at).copied().unwrap_or_default();
        *symbol = if moved == 0 { *place } else { other };
        *place = *symbol;
        at = at.saturating_add(usize::from(moved != 0));
    }
    let known = all_below(&others, containers.len().saturating_add(1));
    (known && at == others.len()).then_some((containers, symbols))
}

/// Whether all symbols are places in a list of this length. Looks at all of them, which vector instructions do at once.
pub(crate) fn all_below(symbols: &[u16], len: usize) -> bool {
    let most = symbols.iter().fold(0_u16, |most, symbol| most.max(*symbol));
    symbols.is_empty() || usize::from(most) < len
}

/// The last symbol of each actor.
pub(crate) struct LastOf(Vec<u16>);

impl LastOf {
    pub(crate) fn new(actors: &[u16]) -> Self {
        let most = actors.iter().copied().max().unwrap_or_default();
        Self(vec![0; usize::from(most).saturating_add(1)])
    }

    #[inline]
    pub(crate) fn place(&mut self, actor: u16) -> Option<&mut u16> {
        self.0.get_mut(usize::from(actor))
    }

    /// Puts in the symbol and gives back the one before.
    pub(crate) fn replace(&mut self, actor: u16, symbol: u16) -> u16 {
        self.place(actor).map_or(0, |place| std::mem::replace(place, symbol))
    }
}
