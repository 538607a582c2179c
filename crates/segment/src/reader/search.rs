//! The words of a group's texts, for searching: numbers, without putting texts together.

use super::{Reader, Shelf, counted};
use crate::layout::file;
use crate::record::coder::Coder;
use crate::record::texts::{self, RowTexts, TextMemory, TextPool};
use crate::stream::player::{Player, Word};
use crate::{Damage, SegmentError};

impl Reader {
    /// The words of a group's texts, for searching. Needs the shelf and [`Part::Texts`](super::Part::Texts).
    pub fn words(&self, shelf: &Shelf, group: u32) -> Result<Words, SegmentError> {
        let number = file::texts(group);
        let damaged = |at: usize| self.damaged(number, at, Damage::Content);
        let (count, stream) = counted(self.file(number)?).ok_or_else(|| damaged(0))?;
        let mut words = Words::default();
        let (mut memory, mut pool, mut noted) = (TextMemory::default(), TextWords::default(), Vec::new());
        let mut player = Player::new(&shelf.library, &shelf.tables, &shelf.people, stream)
            .ok_or_else(|| damaged(0))?
            .noting(&mut noted);
        for row in 0..count {
            let mut texts = RowTexts::default();
            texts::row(&mut player, &mut pool, &mut memory, &mut texts);
            if player.has_failed() {
                return Err(damaged(row));
            }
            words.rows.push(texts);
        }
        if !player.is_done() {
            return Err(damaged(stream.len()));
        }
        words.ends = pool.ends;
        for word in noted {
            words.numbers.push(match word {
                Word::Known(known) => known,
                Word::Spelled(spelled) => {
                    words.spelled.push(spelled);
                    let at = shelf.library.words.len().saturating_add(words.spelled.len()).saturating_sub(1);
                    u32::try_from(at).unwrap_or(u32::MAX)
                }
            });
        }
        Ok(words)
    }
}

/// The words of a group's texts.
#[derive(Debug, Clone, Default)]
pub struct Words {
    rows: Vec<RowTexts>,
    /// Words of all texts, one text after the other: numbers of [`Shelf::vocabulary`], and from its length on places in `spelled`.
    numbers: Vec<u32>,
    /// Where each text ends in `numbers`.
    ends: Vec<u32>,
    spelled: Vec<String>,
}

/// Which texts of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextOf {
    /// The title of its thread.
    Title,
    /// The title of the other thing that it names.
    Other,
    /// The summary of the issue that it is about.
    Summary,
    /// The kept texts.
    Contents,
}

impl Words {
    /// Number of texts.
    #[must_use]
    pub fn texts(&self) -> usize {
        self.ends.len()
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// The words of all texts, and where each text ends.
    #[must_use]
    pub fn all(&self) -> (&[u32], &[u32]) {
        (&self.numbers, &self.ends)
    }

    /// Words that are not in the vocabulary; their numbers begin where its end.
    #[must_use]
    pub fn spelled(&self) -> &[String] {
        &self.spelled
    }

    /// Numbers of a row's texts.
    pub fn of_row(&self, row: usize, of: TextOf) -> impl Iterator<Item = u32> {
        let row = self.rows.get(row);
        let one = row.and_then(|row| match of {
            TextOf::Title => row.title,
            TextOf::Other => row.own,
            TextOf::Summary => row.summary,
            TextOf::Contents => None,
        });
        let many = row.filter(|_| of == TextOf::Contents).map(|row| row.contents.as_slice());
        one.into_iter().chain(many.unwrap_or_default().iter().copied())
    }
}

/// Counts words per text while they are read.
#[derive(Default)]
struct TextWords {
    ends: Vec<u32>,
    count: u32,
}

impl TextPool for TextWords {
    fn text<C: Coder>(&mut self, coder: &mut C, _: u32) {
        let mut text = String::new();
        coder.phrase(&mut text);
        let words = u32::try_from(crate::words::cut(&text).count() / 2).unwrap_or(u32::MAX);
        self.count = self.count.saturating_add(words);
        self.ends.push(self.count);
    }
}
