//! The readers, one file per kind of event, all in one order: what is read, how it becomes a record, helpers, tests.

pub(crate) mod attachment;
pub(crate) mod comment;
pub(crate) mod comment_deleted;
pub(crate) mod issue_changed;
pub(crate) mod issue_created;
pub(crate) mod issue_deleted;
pub(crate) mod link;
pub(crate) mod worklog;

#[cfg(test)]
mod testing;
