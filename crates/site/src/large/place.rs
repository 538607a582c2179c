//! Projects and spaces side by side, and what is done in them.

use super::project::Project;
use super::space::Space;
use super::tools::{Occasion, Tools};
use super::{admin, belongings, changes, comments};
use activity_event::Event;
use std::collections::HashSet;

/// A project or a space.
#[derive(Debug)]
pub(super) enum Place {
    Project(Project),
    Space(Space),
}

/// A record, what it left to work on (the id of an issue or page), and perhaps a second record.
pub(super) type Done = (Event, u64, Option<Box<Event>>);

/// So many places; three of ten are spaces.
pub(super) fn found(count: usize, tools: &mut Tools) -> Vec<Place> {
    let mut keys = HashSet::new();
    (0..count)
        .map(|number| {
            let key = key(&mut keys, tools);
            if number % 10 % 3 == 2 {
                let id = 98_305_u64.saturating_add(u64::try_from(number).unwrap_or(0).saturating_mul(32_768));
                Place::Space(Space::found(id, key, tools))
            } else {
                let id = 10_000_u64.saturating_add(u64::try_from(number).unwrap_or(0));
                Place::Project(Project::found(number, id, key, tools))
            }
        })
        .collect()
}

fn key(taken: &mut HashSet<String>, tools: &mut Tools) -> String {
    loop {
        let letters = 2_usize.saturating_add(tools.chance.weighted(&[1, 5, 4]));
        let key: String = (0..letters).filter_map(|_| tools.chance.pick(LETTERS)).collect();
        if taken.insert(key.clone()) {
            return key;
        }
    }
}

const LETTERS: &[&str] = &[
    "A", "B", "C", "D", "E", "F", "G", "H", "I", "K", "L", "M", "N", "O", "P", "R", "S", "T", "U", "V", "W",
    "Z",
];

/// Deeds on an issue and how often each is done.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Edit,
    Comment,
    Transition,
    Assign,
    Create,
    LogWork,
    Attach,
    EditComment,
    Link,
    LookAfter,
    CorrectWork,
    DeleteComment,
    Detach,
    Delete,
    Unlink,
    DeleteWork,
}

/// What people do.
const OF_PEOPLE: (&[Deed], &[u32]) = (
    &[
        Deed::Edit,
        Deed::Comment,
        Deed::Transition,
        Deed::Assign,
        Deed::Create,
        Deed::LogWork,
        Deed::Attach,
        Deed::EditComment,
        Deed::Link,
        Deed::LookAfter,
        Deed::CorrectWork,
        Deed::DeleteComment,
        Deed::Detach,
        Deed::Delete,
        Deed::Unlink,
        Deed::DeleteWork,
    ],
    &[390, 175, 160, 75, 60, 45, 30, 25, 15, 12, 5, 6, 4, 4, 3, 3],
);

/// What rules of automation do.
const OF_RULES: (&[Deed], &[u32]) =
    (&[Deed::Edit, Deed::Transition, Deed::Assign, Deed::Comment, Deed::Create], &[55, 20, 15, 8, 2]);

impl Place {
    /// Something that is worked on here: the id of an issue or page.
    pub(super) fn some_subject(&self, tools: &mut Tools) -> u64 {
        match self {
            Self::Project(project) => {
                let at = project.some_issue(tools);
                project.issues.get(at).map_or(0, |issue| issue.id)
            }
            Self::Space(space) => {
                let at = space.some_page(tools);
                space.pages.get(at).map_or(0, |page| page.id)
            }
        }
    }

    /// Somebody does something to this issue or page, or, when it is gone, to another one here.
    pub(super) fn act(
        &mut self,
        subject: u64,
        rule: bool,
        occasion: Occasion,
        tools: &mut Tools,
    ) -> Option<Done> {
        match self {
            Self::Space(space) => {
                let at = space.find(subject).unwrap_or_else(|| space.some_page(tools));
                space.act(at, occasion, tools).map(|(event, page)| (event, page, None))
            }
            Self::Project(project) => {
                let at = project.find(subject).unwrap_or_else(|| project.some_issue(tools));
                let (deeds, weights) = if rule { OF_RULES } else { OF_PEOPLE };
                let deed = deeds.get(tools.chance.weighted(weights)).copied().unwrap_or(Deed::Edit);
                let subject = project.issues.get(at)?.id;
                let done = try_to(deed, project, at, occasion, tools);
                // What cannot be done now, for want of a comment for example, gives way to a deed that always can.
                let done = done.or_else(|| {
                    changes::transitioned(project, at, occasion, tools).map(|event| (event, subject, None))
                })?;
                Some(done)
            }
        }
    }
}

fn try_to(
    deed: Deed,
    project: &mut Project,
    at: usize,
    occasion: Occasion,
    tools: &mut Tools,
) -> Option<Done> {
    let subject = project.issues.get(at)?.id;
    let event = match deed {
        Deed::Create => {
            return changes::created(project, occasion, tools).map(|(event, new)| (event, new, None));
        }
        Deed::Comment => {
            let (event, mention) = comments::commented(project, at, occasion, tools)?;
            return Some((event, subject, mention));
        }
        Deed::Edit => changes::edited(project, at, occasion, tools),
        Deed::Transition => changes::transitioned(project, at, occasion, tools),
        Deed::Assign => changes::assigned(project, at, occasion, tools),
        Deed::LogWork => belongings::work_logged(project, at, occasion, tools),
        Deed::Attach => belongings::attached(project, at, occasion, tools),
        Deed::EditComment => comments::comment_edited(project, at, occasion, tools),
        Deed::Link => belongings::linked(project, at, occasion, tools),
        Deed::LookAfter => admin::look_after(project, occasion, tools),
        Deed::CorrectWork => belongings::work_updated(project, at, occasion, tools),
        Deed::DeleteComment => comments::comment_deleted(project, at, occasion, tools),
        Deed::Detach => belongings::detached(project, at, occasion, tools),
        Deed::Delete => changes::deleted(project, at, occasion, tools),
        Deed::Unlink => belongings::unlinked(project, at, occasion, tools),
        Deed::DeleteWork => belongings::work_deleted(project, at, occasion, tools),
    };
    event.map(|event| (event, subject, None))
}
