//! History to records: what REST tells of an issue as it is now becomes what the log would have kept, had it been there.
//!
//! An issue comes as `GET /rest/api/3/issue/{id}?expand=changelog` writes it: `id`, `key`, `fields` (with `comment.comments`,
//! `worklog.worklogs`, `attachment` and `issuelinks`) and `changelog.histories`. Without `changelog` its history is not known:
//! then nothing is said of what its fields were.
//!
//! Each part is written as the event that it was and read by the reader of that event ([`crate::kinds`]), so that a rebuilt
//! record is like the live one: the same id, the same action, the same changes. What was true of the issue at that time is
//! worked out by taking the changes back, from the present values to the first ones.
//!
//! | record | from | not known |
//! | --- | --- | --- |
//! | `issue.created` | `created`, `creator` (inferred, as of live events), first values of the fields | |
//! | `issue.updated` … | each history | |
//! | `comment.created`, `comment.edited` | each comment; an edit when `updated` is not `created` | earlier texts, edits between |
//! | `worklog.created`, `worklog.updated` | each worklog, likewise | earlier values |
//! | `worklog.deleted` | `WorklogId` going to nothing in a history | whose it was |
//! | `attachment.created`, `attachment.deleted` | each file; items of `Attachment` in histories | size and type of deleted ones |
//! | `page.created`, `page.updated`, `blogpost.…` | each version ([`content`]) | earlier titles |
//! | `link.created` | each link from this issue outward, with time and author of its item of `Link` | links without such an item |
//!
//! What cannot be read becomes a record that says so and keeps the part.

mod content;
mod gaps;
mod issue;
mod items;
mod parts;
mod past;
mod same;

#[cfg(test)]
mod tests;

pub use content::content;
pub use gaps::Numbers;
pub use issue::{Known, issue};
pub use same::{missing, same_happening, tells_again_within};
