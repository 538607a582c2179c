//! Searching words: by number, without putting texts together.

use super::loaded::Shelved;
use crate::columns::{Columns, MAYBE, NO, Verdict, YES, is_about_issue};
use activity_filter::{Field, Pattern, WordLogic};
use activity_segment::{Class, Reader, SegmentError, TextOf, Words};
use std::collections::HashMap;

/// The words of a segment's texts.
#[derive(Debug)]
pub(super) struct WordIndex {
    groups: Vec<Words>,
    /// Numbers of words by what they are in lower case.
    folded: HashMap<String, Vec<u32>>,
    vocabulary: Vec<String>,
    /// Words beyond ASCII may hold several words.
    odd: Vec<u32>,
    /// By group.
    fields: Vec<Fields>,
    /// Rows about an issue whose summary is not known.
    unknown: Vec<u32>,
}

/// Which texts the rows of a group have, by field: numbers of texts and rows.
#[derive(Debug, Default)]
struct Fields {
    subject: Vec<(u32, u32)>,
    summary: Vec<(u32, u32)>,
    content: Vec<(u32, u32)>,
}

impl WordIndex {
    pub(super) fn of(reader: &Reader, shelved: &Shelved, columns: &Columns) -> Result<Self, SegmentError> {
        let Shelved { shelf, homes } = shelved;
        let mut folded: HashMap<String, Vec<u32>> = HashMap::new();
        let (mut vocabulary, mut odd) = (Vec::new(), Vec::new());
        for (number, word) in (0_u32..).zip(shelf.vocabulary()) {
            if !word.is_ascii() {
                odd.push(number);
            }
            folded.entry(activity_filter::fold(word)).or_default().push(number);
            vocabulary.push(word.to_owned());
        }
        let groups: Result<Vec<Words>, SegmentError> =
            (0..shelf.group_count()).map(|group| reader.words(shelf, group)).collect();
        let groups = groups?;
        let mut rows: Vec<Vec<u32>> = groups.iter().map(|words| vec![0; words.rows()]).collect();
        for (row, (group, at)) in (0_u32..).zip(homes) {
            let rows = rows.get_mut(usize::from(*group));
            if let Some(slot) = rows.and_then(|rows| rows.get_mut(usize::from(*at))) {
                *slot = row;
            }
        }
        let (mut fields, mut unknown) = (Vec::new(), Vec::new());
        for (words, rows) in groups.iter().zip(&rows) {
            let mut of_group = Fields::default();
            for (at, row) in rows.iter().enumerate() {
                let class = columns.class(*row as usize);
                let subject = if class.is_some_and(Class::belongs) { TextOf::Other } else { TextOf::Title };
                let pairs = |of: TextOf| words.of_row(at, of).map(|text| (text, *row));
                of_group.subject.extend(pairs(subject));
                of_group.summary.extend(pairs(TextOf::Summary));
                of_group.content.extend(pairs(TextOf::Contents));
                // An issue always has a summary, so one that no text says is not known.
                if pairs(TextOf::Summary).next().is_none() && class.is_some_and(is_about_issue) {
                    unknown.push(*row);
                }
            }
            fields.push(of_group);
        }
        Ok(Self { groups, folded, vocabulary, odd, fields, unknown })
    }

    /// The verdicts of all rows on a pattern in a field; none when the words do not tell.
    pub(super) fn sift(&self, pattern: &Pattern, field: Field, rows: usize) -> Option<Vec<Verdict>> {
        let mut verdicts = vec![NO; rows];
        let mut set = |row: u32, verdict| {
            if let Some(place) = verdicts.get_mut(row as usize) {
                *place = verdict;
            }
        };
        if field == Field::Summary {
            self.unknown.iter().for_each(|row| set(*row, MAYBE));
        }
        for (words, fields) in self.groups.iter().zip(&self.fields) {
            let mut search = Search { index: self, words, fits: true };
            let hits: Vec<bool> = pattern.of_words(&mut search)?;
            if !search.fits {
                return None;
            }
            if !hits.contains(&true) {
                continue;
            }
            let pairs = match field {
                Field::Subject => &fields.subject,
                Field::Summary => &fields.summary,
                Field::Content => &fields.content,
                _ => return None,
            };
            for (text, row) in pairs {
                if hits.get(*text as usize) == Some(&true) {
                    set(*row, YES);
                }
            }
        }
        Some(verdicts)
    }
}

/// Which texts of a group hold a pattern. Only for patterns of one word, or any of several: the parts of others may stand in
/// different texts of a row.
struct Search<'a> {
    index: &'a WordIndex,
    words: &'a Words,
    fits: bool,
}

impl WordLogic<Vec<bool>> for Search<'_> {
    fn word(&mut self, test: &dyn Fn(&str) -> bool, plain: Option<&str>) -> Vec<bool> {
        let index = self.index;
        let known: Vec<u32> = match plain {
            Some(plain) => {
                let exact = index.folded.get(plain).into_iter().flatten().copied();
                let odd = index
                    .odd
                    .iter()
                    .copied()
                    .filter(|word| index.vocabulary.get(*word as usize).is_some_and(|w| test(w)));
                exact.chain(odd).collect()
            }
            None => (0_u32..)
                .zip(&index.vocabulary)
                .filter(|(_, word)| test(word))
                .map(|(number, _)| number)
                .collect(),
        };
        let first = u32::try_from(index.vocabulary.len()).unwrap_or(u32::MAX);
        // A word without anything beyond ASCII is one word: then it is this one or not.
        let is = |word: &str| match plain {
            Some(plain) if word.is_ascii() => word.len() == plain.len() && word.eq_ignore_ascii_case(plain),
            _ => test(word),
        };
        let spelled =
            (first..).zip(self.words.spelled()).filter(|(_, word)| is(word)).map(|(number, _)| number);
        let mut wanted: Vec<u32> = known.into_iter().chain(spelled).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let (all, ends) = self.words.all();
        let mut hits = vec![false; ends.len()];
        let mut mark = |place: usize| {
            let at = ends.partition_point(|end| *end as usize <= place);
            if let Some(hit) = hits.get_mut(at) {
                *hit = true;
            }
        };
        match wanted.as_slice() {
            [] => {}
            [one] => find(all, *one, &mut mark),
            [one, two] => {
                find(all, *one, &mut mark);
                find(all, *two, &mut mark);
            }
            many => {
                let places = all.iter().enumerate().filter(|(_, word)| many.binary_search(word).is_ok());
                places.for_each(|(place, _)| mark(place));
            }
        }
        hits
    }

    fn all(&mut self, parts: Vec<Vec<bool>>) -> Vec<bool> {
        self.fits &= parts.len() < 2;
        parts.into_iter().next().unwrap_or_default()
    }

    fn any(&mut self, parts: Vec<Vec<bool>>) -> Vec<bool> {
        let mut parts = parts.into_iter();
        let mut any = parts.next().unwrap_or_default();
        for part in parts {
            any.iter_mut().zip(part).for_each(|(any, hit)| *any |= hit);
        }
        any
    }

    fn not(&mut self, part: Vec<bool>) -> Vec<bool> {
        self.fits = false;
        part
    }
}

/// Every place of a word. Looks at blocks first: most have none, which vector instructions see quickly.
fn find(all: &[u32], wanted: u32, mark: &mut dyn FnMut(usize)) {
    const BLOCK: usize = 64;
    for (at, block) in all.chunks(BLOCK).enumerate() {
        let any = block.iter().fold(0_u32, |any, word| any | u32::from(*word == wanted));
        if any != 0 {
            let start = at.saturating_mul(BLOCK);
            let places = block.iter().enumerate().filter(|(_, word)| **word == wanted);
            places.for_each(|(place, _)| mark(start.saturating_add(place)));
        }
    }
}
