//! Spaces of Confluence, their pages, and what people do to these.

use super::clock::START;
use super::payload::{self, Extra};
use super::people::Who;
use super::tools::{Family, Occasion, Tools};
use crate::time::DAY;
use activity_event::{Action, Container, ContainerKind, Event, Subject, SubjectKind};
use std::collections::VecDeque;

/// Pages that are worked on at a time; older ones rest.
const PAGES_MAX: usize = 50;

/// A space.
#[derive(Debug)]
pub(super) struct Space {
    pub(super) id: u64,
    pub(super) key: String,
    pub(super) name: String,
    pub(super) pages: VecDeque<Page>,
    /// Trashed pages, which may be restored or deleted for good.
    trash: Vec<Page>,
}

/// A page or a blog post.
#[derive(Debug, Clone)]
pub(super) struct Page {
    pub(super) id: u64,
    pub(super) kind: SubjectKind,
    pub(super) status: &'static str,
    pub(super) title: String,
    pub(super) version: u32,
    pub(super) author: Who,
    pub(super) created: i64,
    /// Who made the last version, and when.
    pub(super) last: (Who, i64),
    /// Id, author, when written.
    pub(super) comments: Vec<(u64, Who, i64)>,
    /// Id and name.
    pub(super) labels: Vec<(u64, &'static str)>,
}

/// What is done in a space.
#[derive(Debug, Clone, Copy)]
pub(super) enum Deed {
    Create(SubjectKind),
    Update,
    Move,
    Like,
    Trash,
    Restore,
    Delete,
    Archive,
    Permissions,
    Label,
    Unlabel,
    Comment,
    EditComment,
    DeleteComment,
    Attach,
    Task,
    Settings,
}

const DEEDS: &[(Deed, u32)] = &[
    (Deed::Update, 400),
    (Deed::Comment, 150),
    (Deed::Create(SubjectKind::Page), 90),
    (Deed::Create(SubjectKind::BlogPost), 12),
    (Deed::Attach, 80),
    (Deed::Label, 60),
    (Deed::Like, 50),
    (Deed::Task, 35),
    (Deed::Move, 25),
    (Deed::EditComment, 20),
    (Deed::Trash, 18),
    (Deed::Permissions, 14),
    (Deed::Unlabel, 12),
    (Deed::Archive, 9),
    (Deed::DeleteComment, 8),
    (Deed::Delete, 8),
    (Deed::Restore, 5),
    (Deed::Settings, 4),
];

impl Space {
    /// A space with some pages.
    pub(super) fn found(id: u64, key: String, tools: &mut Tools) -> Self {
        let name = format!("{} {}", tools.words.name(&mut tools.chance), tools.words.name(&mut tools.chance));
        let mut space = Self { id, key, name, pages: VecDeque::new(), trash: Vec::new() };
        for _ in 0..tools.chance.below(PAGES_MAX / 2).saturating_add(4) {
            let author = tools.people.anybody(&mut tools.chance);
            let created = START.saturating_sub(tools.chance.between(1, DAY.saturating_mul(300)));
            space.add(SubjectKind::Page, author, created, tools);
        }
        space
    }

    /// Where the page with this id is in the list.
    pub(super) fn find(&self, id: u64) -> Option<usize> {
        self.pages.iter().rposition(|page| page.id == id)
    }

    /// One of the pages, rather a new one.
    pub(super) fn some_page(&self, tools: &mut Tools) -> usize {
        let count = self.pages.len();
        let back = tools.chance.below(count).min(tools.chance.below(count));
        count.saturating_sub(1).saturating_sub(back)
    }

    /// As the container of a record.
    pub(super) fn container(&self) -> Container {
        let (key, name) = (Some(self.key.clone()), Some(self.name.clone()));
        Container { kind: ContainerKind::Space, id: self.id.to_string(), key, name }
    }

    fn add(&mut self, kind: SubjectKind, author: Who, at: i64, tools: &mut Tools) -> usize {
        if self.pages.len() >= PAGES_MAX {
            self.pages.pop_front();
        }
        self.pages.push_back(Page {
            id: tools.ids.take(Family::Content),
            kind,
            status: "current",
            title: tools.words.title(&mut tools.chance),
            version: 1,
            author,
            created: at,
            last: (author, at),
            comments: Vec::new(),
            labels: Vec::new(),
        });
        self.pages.len().saturating_sub(1)
    }

    /// Something is done in the space; the id of the page it was done to comes with the record.
    pub(super) fn act(&mut self, at: usize, occasion: Occasion, tools: &mut Tools) -> Option<(Event, u64)> {
        let weights = DEEDS.iter().map(|deed| deed.1);
        let drawn = tools.chance.weighted(&weights.collect::<Vec<u32>>());
        let deed = DEEDS.get(drawn).map_or(Deed::Update, |deed| deed.0);
        let event = self.try_to(deed, at, occasion, tools);
        let event = event.or_else(|| self.try_to(Deed::Update, at, occasion, tools))?;
        let page = if matches!(deed, Deed::Create(_)) { self.pages.back() } else { self.pages.get(at) };
        Some((event, page.map_or(0, |page| page.id)))
    }

    fn try_to(&mut self, deed: Deed, at: usize, occasion: Occasion, tools: &mut Tools) -> Option<Event> {
        match deed {
            Deed::Create(kind) => {
                let place = self.add(kind, occasion.who, occasion.at, tools);
                self.on_page(self.pages.get(place)?, "created", "created", occasion, tools)
            }
            Deed::Update => {
                let page = self.pages.get_mut(at)?;
                page.version = page.version.saturating_add(1);
                page.last = (occasion.who, occasion.at);
                if tools.chance.below(25) == 0 {
                    page.title = tools.words.title(&mut tools.chance);
                }
                self.on_page(self.pages.get(at)?, "updated", "updated", occasion, tools)
            }
            Deed::Like => self.on_page(self.pages.get(at)?, "liked", "liked", occasion, tools),
            Deed::Permissions => self.on_page(
                self.pages.get(at)?,
                "permissions_updated",
                "permissions-updated",
                occasion,
                tools,
            ),
            Deed::Move | Deed::Archive if self.pages.get(at)?.kind != SubjectKind::Page => None,
            Deed::Move => self.on_page(self.pages.get(at)?, "moved", "moved", occasion, tools),
            Deed::Trash | Deed::Archive if self.pages.len() < 4 => None,
            Deed::Archive => {
                let page = Page { status: "archived", ..self.take(at)? };
                self.on_page(&page, "archived", "archived", occasion, tools)
            }
            Deed::Trash => {
                let page = Page { status: "trashed", ..self.take(at)? };
                let event = self.on_page(&page, "trashed", "trashed", occasion, tools);
                self.trash.push(page);
                event
            }
            Deed::Restore => {
                let page = Page { status: "current", ..self.trash.pop()? };
                self.pages.push_back(page);
                self.on_page(self.pages.back()?, "restored", "restored", occasion, tools)
            }
            Deed::Delete => {
                let page = self.trash.pop()?;
                self.on_page(&page, "deleted", "deleted", occasion, tools)
            }
            Deed::Label | Deed::Unlabel => self.label(deed, at, occasion, tools),
            Deed::Comment | Deed::EditComment | Deed::DeleteComment => {
                self.comment(deed, at, occasion, tools)
            }
            Deed::Attach => self.attach(at, occasion, tools),
            Deed::Task => self.task(at, occasion, tools),
            Deed::Settings => Some(self.settings(occasion, tools)),
        }
    }

    fn take(&mut self, at: usize) -> Option<Page> {
        self.pages.remove(at)
    }

    /// A record about a page or blog post itself.
    fn on_page(
        &self,
        page: &Page,
        event: &str,
        verb: &str,
        occasion: Occasion,
        tools: &Tools,
    ) -> Option<Event> {
        let family = page.kind.name();
        let source = format!("avi:confluence:{event}:{family}");
        let action = Action::parse(&format!("{family}.{verb}")).ok()?;
        let subject = Subject {
            kind: page.kind,
            id: Some(page.id.to_string()),
            key: None,
            title: Some(page.title.clone()),
            parent: None,
        };
        let event = tools.envelope((&source, action), subject, occasion, |people| {
            let before = || payload::content_member("prevContent", self, page, people);
            let previous = if event == "moved" { before() } else { String::new() };
            let last = if event == "updated" { r#""updateTrigger":"edit_page""# } else { "" };
            let extra = Extra { previous, last: last.to_owned(), ..Extra::default() };
            let first = payload::content_member("content", self, page, people);
            payload::of_confluence(&source, people.account(occasion.who), occasion.at, &first, &extra)
        });
        Some(Event { container: Some(self.container()), ..event })
    }

    fn settings(&self, occasion: Occasion, tools: &Tools) -> Event {
        const UPDATED: Action = Action::named("space.updated");
        let source = "avi:confluence:updated:space:V2";
        let subject = Subject {
            kind: SubjectKind::Space,
            id: Some(self.id.to_string()),
            key: Some(self.key.clone()),
            title: Some(self.name.clone()),
            parent: None,
        };
        let event = tools.envelope((source, UPDATED), subject, occasion, |people| {
            let last = r#""updateTrigger":"edit_space""#.to_owned();
            let extra = Extra { space: payload::space_member(self), last, ..Extra::default() };
            payload::of_confluence(source, people.account(occasion.who), occasion.at, "", &extra)
        });
        Event { container: Some(self.container()), ..event }
    }
}
