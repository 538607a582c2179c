//! The thing that a record belongs to in the end: the issue of a comment, the page of an attachment, else its own subject.

use activity_event::{Event, SubjectKind};

/// An issue, a page or another thing, with everything that happened to it and to what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Thread {
    /// What kind of thing it is.
    pub kind: SubjectKind,
    /// Its id in the product.
    pub id: Option<String>,
    /// Its key at the time.
    pub key: Option<String>,
}

impl Thread {
    /// The thread of a record.
    #[must_use]
    pub fn of(event: &Event) -> Self {
        let subject = &event.subject;
        match &subject.parent {
            Some(parent) if Self::is_parent(event) => {
                Self { kind: parent.kind, id: parent.id.clone(), key: parent.key.clone() }
            }
            _ => Self { kind: subject.kind, id: subject.id.clone(), key: subject.key.clone() },
        }
    }

    /// Whether the thread of a record is its subject's parent. An issue is a thread of its own, whatever it belongs to.
    pub(crate) fn is_parent(event: &Event) -> bool {
        event.subject.parent.is_some() && event.subject.kind != SubjectKind::Issue
    }
}

/// The number that a text is the usual writing of.
pub(crate) fn as_number(text: &str) -> Option<u64> {
    let usual = !text.is_empty() && text.len() <= 19 && (text == "0" || !text.starts_with('0'));
    if usual && text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}
