//! What is needed to read streams: words, dictionaries and models. Two files, so that texts can be read without the rest.

use super::Place;
use crate::code::bytes::{Bytes, put_deflated, put_varint};
use crate::code::model::Model;
use crate::record::coder::Slot;
use crate::words::Vocabulary;
use std::collections::BTreeMap;

/// No file of dictionaries inflates to more than this.
const RAW_BYTES_MAX: usize = 4_000_000;
/// There are not more contexts than this to a slot.
pub(crate) const CONTEXTS_MAX: u32 = 4_096;

/// Words, dictionaries and models.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Library {
    pub(crate) words: Vocabulary,
    pub(crate) gaps: Vocabulary,
    pub(crate) strings: BTreeMap<Place, Strings>,
    pub(crate) models: BTreeMap<Place, Model>,
}

/// Texts that occur more than once in a slot and context, by number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Strings(Vec<String>);

impl Strings {
    pub(crate) fn new(texts: Vec<String>) -> Self {
        Self(texts)
    }

    pub(crate) fn get(&self, at: usize) -> Option<&str> {
        self.0.get(at).map(String::as_str)
    }
}

impl Library {
    /// Appends what texts need.
    pub(crate) fn put_vocabulary(&self, out: &mut Vec<u8>) {
        self.words.put(out);
        self.gaps.put(out);
        self.put_models(out, |slot| slot < Slot::FIRST_OF_BODY);
    }

    /// Appends what the rest needs.
    pub(crate) fn put_dictionary(&self, out: &mut Vec<u8>) {
        let mut raw = Vec::new();
        put_varint(&mut raw, self.strings.len() as u64);
        let mut letters = Vec::new();
        for ((slot, context), strings) in &self.strings {
            raw.push(*slot);
            put_varint(&mut raw, u64::from(*context));
            put_varint(&mut raw, strings.0.len() as u64);
            for text in &strings.0 {
                put_varint(&mut raw, text.len() as u64);
                letters.extend_from_slice(text.as_bytes());
            }
        }
        put_deflated(out, &raw);
        put_deflated(out, &letters);
        self.put_models(out, |slot| slot >= Slot::FIRST_OF_BODY);
    }

    fn put_models(&self, out: &mut Vec<u8>, of: impl Fn(u8) -> bool) {
        let models: Vec<_> = self.models.iter().filter(|((slot, _), _)| of(*slot)).collect();
        let mut raw = Vec::new();
        put_varint(&mut raw, models.len() as u64);
        for ((slot, context), model) in models {
            raw.push(*slot);
            put_varint(&mut raw, u64::from(*context));
            model.put(&mut raw);
        }
        put_deflated(out, &raw);
    }

    /// Reads what texts need; none when it is not that.
    pub(crate) fn read_vocabulary(&mut self, bytes: &mut Bytes<'_>) -> Option<()> {
        self.words = Vocabulary::read(bytes)?;
        self.gaps = Vocabulary::read(bytes)?;
        self.read_models(bytes)
    }

    /// Reads what the rest needs; none when it is not that.
    pub(crate) fn read_dictionary(&mut self, bytes: &mut Bytes<'_>) -> Option<()> {
        let raw = bytes.deflated(RAW_BYTES_MAX)?;
        let letters = bytes.deflated(RAW_BYTES_MAX)?;
        let (mut raw, mut letters) = (Bytes::new(&raw), Bytes::new(&letters));
        for _ in 0..raw.size()? {
            let place = read_place(&mut raw)?;
            let count = raw.size()?;
            let text = |_| {
                let len = raw.size()?;
                Some(std::str::from_utf8(letters.take(len)?).ok()?.to_owned())
            };
            let texts: Option<Vec<String>> = (0..count).map(text).collect();
            self.strings.insert(place, Strings(texts?));
        }
        (raw.rest().is_empty() && letters.rest().is_empty()).then_some(())?;
        self.read_models(bytes)
    }

    fn read_models(&mut self, bytes: &mut Bytes<'_>) -> Option<()> {
        let raw = bytes.deflated(RAW_BYTES_MAX)?;
        let mut raw = Bytes::new(&raw);
        for _ in 0..raw.size()? {
            let place = read_place(&mut raw)?;
            self.models.insert(place, Model::read(&mut raw)?);
        }
        raw.rest().is_empty().then_some(())
    }
}

fn read_place(raw: &mut Bytes<'_>) -> Option<Place> {
    let slot = raw.byte().filter(|slot| usize::from(*slot) < Slot::COUNT)?;
    let context = u32::try_from(raw.varint()?).ok().filter(|context| *context < CONTEXTS_MAX)?;
    Some((slot, context))
}
