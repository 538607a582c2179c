//! What belongs to pages of Confluence: labels, comments, files and tasks.

use super::flow::{FILES, LABELS};
use super::payload::{self, Extra};
use super::people::People;
use super::space::{Deed, Page, Space};
use super::tools::{Family, Occasion, Tools};
use activity_event::{Action, Event, Parent, Subject, SubjectKind};

/// Comments that may still be edited or deleted.
const COMMENTS_MAX: usize = 6;

impl Space {
    fn parent(page: &Page) -> Parent {
        let (id, title) = (Some(page.id.to_string()), Some(page.title.clone()));
        Parent { kind: page.kind, id, key: None, title }
    }

    /// A record about something that belongs to a page.
    fn below(
        &self,
        page: &Page,
        row: (&str, Action),
        (kind, id, title): (SubjectKind, String, Option<String>),
        occasion: Occasion,
        tools: &Tools,
        payload: impl FnOnce(&People) -> (String, Extra),
    ) -> Event {
        let parent = Some(Self::parent(page));
        let subject = Subject { kind, id: Some(id), key: None, title, parent };
        let event = tools.envelope(row, subject, occasion, |people| {
            let (first, extra) = payload(people);
            payload::of_confluence(row.0, people.account(occasion.who), occasion.at, &first, &extra)
        });
        Event { container: Some(self.container()), ..event }
    }

    /// A page gets a label or loses one.
    pub(super) fn label(
        &mut self,
        deed: Deed,
        at: usize,
        occasion: Occasion,
        tools: &mut Tools,
    ) -> Option<Event> {
        let page = self.pages.get_mut(at)?;
        let (row, label) = if matches!(deed, Deed::Label) {
            let name = tools.chance.word(LABELS);
            if page.labels.iter().any(|known| known.1 == name) {
                return None;
            }
            // A label keeps its number wherever it is put.
            let number = LABELS.iter().position(|known| *known == name).unwrap_or(0);
            let label = (4_001_u64.saturating_add(u64::try_from(number).unwrap_or(0)), name);
            page.labels.push(label);
            (("avi:confluence:added:label", Action::named("label.added")), label)
        } else {
            (("avi:confluence:removed:label", Action::named("label.removed")), page.labels.pop()?)
        };
        let page = self.pages.get(at)?;
        let about = (SubjectKind::Label, label.0.to_string(), Some(label.1.to_owned()));
        Some(self.below(page, row, about, occasion, tools, |people| {
            let (id, name) = label;
            let label = format!(r#""label":{{"id":"{id}","name":"{name}","prefix":"global"}}"#);
            (payload::content_member("content", self, page, people), Extra { label, ..Extra::default() })
        }))
    }

    /// A page gets a comment, or one of its comments is edited or deleted.
    pub(super) fn comment(
        &mut self,
        deed: Deed,
        at: usize,
        occasion: Occasion,
        tools: &mut Tools,
    ) -> Option<Event> {
        let page = self.pages.get_mut(at)?;
        let own = page.comments.iter().rposition(|comment| comment.1 == occasion.who);
        let (row, comment) = match deed {
            Deed::Comment => {
                if page.comments.len() >= COMMENTS_MAX {
                    page.comments.remove(0);
                }
                let comment = (tools.ids.take(Family::Content), occasion.who, occasion.at);
                page.comments.push(comment);
                (("avi:confluence:created:comment", Action::named("comment.created")), comment)
            }
            Deed::EditComment => {
                let comment = *page.comments.get(own?)?;
                (("avi:confluence:updated:comment", Action::named("comment.edited")), comment)
            }
            _ => {
                let place = own.or_else(|| page.comments.len().checked_sub(1))?;
                let comment = page.comments.remove(place);
                (("avi:confluence:deleted:comment", Action::named("comment.deleted")), comment)
            }
        };
        let page = self.pages.get(at)?;
        let about = (SubjectKind::Comment, comment.0.to_string(), Some(format!("Re: {}", page.title)));
        Some(self.below(page, row, about, occasion, tools, |people| {
            (payload::comment_member(self, page, comment, people), Extra::default())
        }))
    }

    /// A page gets a file.
    pub(super) fn attach(&self, at: usize, occasion: Occasion, tools: &mut Tools) -> Option<Event> {
        const CREATED: Action = Action::named("attachment.created");
        let page = self.pages.get(at)?;
        let (stem, ending, media, most) = *tools.chance.one(FILES)?;
        let id = format!("att{}", tools.ids.take(Family::Content));
        let name = format!("{stem}{}.{ending}", tools.chance.below(10_000));
        let bytes = tools.chance.between(2_000, most);
        let about = (SubjectKind::Attachment, id.clone(), Some(name.clone()));
        let row = ("avi:confluence:created:attachment", CREATED);
        Some(self.below(page, row, about, occasion, tools, |people| {
            let file = (id.as_str(), name.as_str(), media, bytes);
            (payload::file_member(self, page, file, occasion, people), Extra::default())
        }))
    }

    /// A page gets a task.
    pub(super) fn task(&self, at: usize, occasion: Occasion, tools: &mut Tools) -> Option<Event> {
        const CREATED: Action = Action::named("task.created");
        let page = self.pages.get(at)?;
        let (id, assignee) = (tools.ids.take(Family::Task), tools.people.anybody(&mut tools.chance));
        let about = (SubjectKind::Task, id.to_string(), None);
        let row = ("avi:confluence:created:task", CREATED);
        Some(self.below(page, row, about, occasion, tools, |people| {
            let last = payload::task_member(id, assignee, people);
            (payload::content_member("content", self, page, people), Extra { last, ..Extra::default() })
        }))
    }
}
