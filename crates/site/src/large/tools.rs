//! What every deed needs: chance, words, people, and numbers that have not been used yet.

use super::people::{AUTOMATION, People, Who};
use super::words::Words;
use crate::company::chance::Chance;
use activity_event::{Action, Actor, ActorKind, Event, EventId, Product, Provenance, Reading, Subject};
use activity_normalize::{Arrival, JsonText, normalize};

/// Shared by all deeds.
#[derive(Debug)]
pub(super) struct Tools {
    pub(super) chance: Chance,
    pub(super) words: Words,
    pub(super) people: People,
    pub(super) ids: Ids,
    /// Whether payloads of events that are read by their shape are made and read.
    pub(super) payloads: bool,
}

/// When something is done, when the app sees it, and who does it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Occasion {
    pub(super) at: i64,
    pub(super) recorded: i64,
    pub(super) who: Who,
}

/// Families of numbers that grow over the whole site.
#[derive(Debug, Clone, Copy)]
pub(super) enum Family {
    Issue,
    Changelog,
    Comment,
    Worklog,
    Link,
    File,
    Component,
    Version,
    Board,
    Sprint,
    Filter,
    /// Pages, blog posts, comments and files of Confluence.
    Content,
    Task,
}

/// The next number of each family.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ids([u64; 13]);

impl Ids {
    /// What a site has that was used for some years.
    pub(super) fn of_a_used_site() -> Self {
        Self([
            310_000, 2_400_000, 880_000, 140_000, 96_000, 205_000, 10_100, 12_400, 1, 31, 10_900, 98_765_432,
            77,
        ])
    }

    pub(super) fn take(&mut self, family: Family) -> u64 {
        let Some(next) = self.0.get_mut(family as usize) else { return 0 };
        let taken = *next;
        *next = next.saturating_add(1);
        taken
    }
}

impl Tools {
    /// Whoever the payload names.
    pub(super) fn actor(&self, who: Who) -> Actor {
        let account = self.people.account(who);
        let kind = if account == AUTOMATION { ActorKind::Automation } else { ActorKind::Person };
        Actor { kind, ..Actor::stated(account) }
    }

    /// A record of this platform event, in the plainest form; deeds add the rest.
    pub(super) fn record(
        &self,
        (source, action): (&str, Action),
        id: EventId,
        subject: Subject,
        occasion: Occasion,
    ) -> Event {
        Event {
            id,
            revision: None,
            occurred: occasion.at,
            recorded: occasion.recorded,
            product: product(source),
            action,
            actor: self.actor(occasion.who),
            container: None,
            subject,
            issue: None,
            changes: Vec::new(),
            content: Vec::new(),
            provenance: Provenance::Live,
            source: source.to_owned(),
            reading: Reading::Full,
            problem: None,
            raw: None,
        }
    }

    /// A record of an event whose payload is read by its shape: what the log makes of the payload.
    pub(super) fn envelope(
        &self,
        (source, action): (&str, Action),
        subject: Subject,
        occasion: Occasion,
        payload: impl FnOnce(&People) -> String,
    ) -> Event {
        let about = subject.id.as_deref().unwrap_or_default();
        let parent = subject.parent.as_ref().and_then(|parent| parent.id.as_deref()).unwrap_or_default();
        let id = EventId::derive(&["envelope", source, about, parent, &occasion.at.to_string()]);
        let record = self.record((source, action), id, subject, occasion);
        if !self.payloads {
            return record;
        }
        let arrival = Arrival { recorded: occasion.recorded, views: true };
        let mut read = normalize(&JsonText(&payload(&self.people)), None, &arrival);
        read.pop().unwrap_or(record)
    }
}

fn product(source: &str) -> Product {
    if source.starts_with("avi:confluence:") {
        Product::Confluence
    } else if source.starts_with("avi:jira-software:") {
        Product::JiraSoftware
    } else {
        Product::Jira
    }
}
