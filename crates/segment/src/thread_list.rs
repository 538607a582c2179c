//! Many threads with little memory: a segment has some ten thousand of them, and a log at hand keeps those of all segments.

use crate::record::thread::Thread;
use activity_event::SubjectKind;

/// Stands for a name that is not there.
const NONE: u32 = 1 << 31;

/// Threads, their names in one text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Threads {
    kinds: Vec<SubjectKind>,
    /// Where the id and then the key of each thread end in the text; with [`NONE`] when it has none.
    ends: Vec<u32>,
    text: String,
}

/// The column of threads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ThreadColumn {
    /// What the numbers mean.
    pub list: Threads,
    /// A number for each row.
    pub codes: Vec<u16>,
}

/// A thread of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ThreadName<'a> {
    /// What kind of thing it is.
    pub kind: SubjectKind,
    /// Its id in the product.
    pub id: Option<&'a str>,
    /// Its key at the time.
    pub key: Option<&'a str>,
}

impl ThreadName<'_> {
    /// The thread by itself.
    #[must_use]
    pub fn to_thread(self) -> Thread {
        Thread { kind: self.kind, id: self.id.map(str::to_owned), key: self.key.map(str::to_owned) }
    }
}

impl Threads {
    pub(crate) fn with_capacity(count: usize) -> Self {
        Self {
            kinds: Vec::with_capacity(count),
            ends: Vec::with_capacity(count.saturating_mul(2)),
            text: String::with_capacity(count.saturating_mul(16)),
        }
    }

    /// Begins a thread. Its id and then its key must follow.
    pub(crate) fn begin(&mut self, kind: SubjectKind) {
        self.kinds.push(kind);
    }

    /// Appends an id or key, in pieces; without any there is none.
    #[inline]
    pub(crate) fn name(&mut self, pieces: Option<[&str; 3]>) {
        for piece in pieces.iter().flatten() {
            self.text.push_str(piece);
        }
        let none = if pieces.is_none() { NONE } else { 0 };
        // Lists inflate to less than 2^31 bytes.
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(NONE) | none);
    }

    pub(crate) fn shrink(&mut self) {
        self.text.shrink_to_fit();
    }

    /// Number of threads.
    #[must_use]
    pub fn len(&self) -> usize {
        self.kinds.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// The thread at a place.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<ThreadName<'_>> {
        let kind = *self.kinds.get(at)?;
        let id = at.saturating_mul(2);
        Some(ThreadName { kind, id: self.text_of(id), key: self.text_of(id.saturating_add(1)) })
    }

    fn text_of(&self, name: usize) -> Option<&str> {
        let end = *self.ends.get(name)?;
        let start = name.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| end & !NONE);
        if end & NONE == 0 { self.text.get(start as usize..end as usize) } else { None }
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = ThreadName<'_>> {
        (0..self.len()).filter_map(|at| self.get(at))
    }
}
