//! Searching words: by number, without putting texts together.

use crate::columns::{MAYBE, NO, Verdict, YES};
use activity_filter::{Field, Pattern, WordLogic};
use activity_segment::{Reader, SegmentError, Shelf, TextOf, Words};
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
    /// The row at each place of the groups.
    rows: Vec<Vec<u32>>,
}

impl WordIndex {
    pub(super) fn of(reader: &Reader, shelf: &Shelf, places: &[u32]) -> Result<Self, SegmentError> {
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
        for (row, place) in (0_u32..).zip(places) {
            if let Some((group, at)) = shelf.find(*place as usize)
                && let Some(slot) = rows.get_mut(group as usize).and_then(|rows| rows.get_mut(at))
            {
                *slot = row;
            }
        }
        Ok(Self { groups, folded, vocabulary, odd, rows })
    }

    /// The verdicts of all rows on a pattern in a field; none when the words do not tell. `belongs` says of each row whether its
    /// thread is what its subject belongs to, `of_issue` whether it is about an issue.
    pub(super) fn sift(
        &self,
        pattern: &Pattern,
        field: Field,
        rows: usize,
        belongs: &dyn Fn(usize) -> bool,
        of_issue: &dyn Fn(usize) -> bool,
    ) -> Option<Vec<Verdict>> {
        let mut verdicts = vec![NO; rows];
        for (words, of_group) in self.groups.iter().zip(&self.rows) {
            let mut search = Search { index: self, words, fits: true };
            let hits: Vec<bool> = pattern.of_words(&mut search)?;
            if !search.fits {
                return None;
            }
            for (at, row) in of_group.iter().enumerate() {
                let row = *row as usize;
                let hit =
                    |of: TextOf| words.of_row(at, of).any(|text| hits.get(text as usize) == Some(&true));
                let found = match field {
                    Field::Summary => hit(TextOf::Summary),
                    Field::Content => hit(TextOf::Contents),
                    Field::Subject if belongs(row) => hit(TextOf::Other),
                    Field::Subject => hit(TextOf::Title),
                    _ => return None,
                };
                // An issue always has a summary, so one that no text says is not known.
                let unknown = field == Field::Summary
                    && words.of_row(at, TextOf::Summary).next().is_none()
                    && of_issue(row);
                if let Some(verdict) = verdicts.get_mut(row) {
                    *verdict = if found {
                        YES
                    } else if unknown {
                        MAYBE
                    } else {
                        NO
                    };
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
        let spelled =
            (first..).zip(self.words.spelled()).filter(|(_, word)| test(word)).map(|(number, _)| number);
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
