//! What was written, and what of it was acknowledged.

use crate::questions::Question;
use crate::records::{amended, enriched};
use activity_event::{ContentRole, Event, EventId};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug)]
struct Known {
    event: Event,
    acknowledged: Option<i64>,
    /// Whether somebody has begun to write what more is known of it, and whether that was acknowledged.
    amended: Option<bool>,
}

/// What a query must find, and what it may find.
pub(crate) struct Expected {
    pub(crate) must: BTreeSet<EventId>,
    pub(crate) may: BTreeSet<EventId>,
}

/// Every event that anybody has begun to write.
#[derive(Debug, Default)]
pub(crate) struct Truth(BTreeMap<EventId, Known>);

impl Truth {
    /// Somebody begins to write this.
    pub(crate) fn offer(&mut self, event: &Event) {
        self.0.entry(event.id).or_insert_with(|| Known {
            event: event.clone(),
            acknowledged: None,
            amended: None,
        });
    }

    /// The platform was told that it is written.
    pub(crate) fn acknowledge(&mut self, id: EventId, now: i64) {
        let known = self.0.get_mut(&id).unwrap();
        known.acknowledged.get_or_insert(now);
    }

    /// Somebody begins to write what more is known of a record.
    pub(crate) fn amend(&mut self, id: EventId) {
        self.0.get_mut(&id).unwrap().amended.get_or_insert(false);
    }

    pub(crate) fn acknowledge_amendment(&mut self, id: EventId) {
        self.0.get_mut(&id).unwrap().amended = Some(true);
    }

    /// Records of which more is known, acknowledged.
    pub(crate) fn amended(&self) -> impl Iterator<Item = EventId> {
        self.0.iter().filter(|(_, known)| known.amended == Some(true)).map(|(id, _)| *id)
    }

    /// A record that was acknowledged and is not too long, with what more is known of it.
    pub(crate) fn to_amend(&self, dice: &mut fastrand::Rng) -> Option<Event> {
        let able = |known: &&Known| known.acknowledged.is_some() && known.event.raw.is_none();
        dice.choice(self.0.values().filter(able).collect::<Vec<_>>()).map(|known| amended(&known.event))
    }

    pub(crate) fn event(&self, id: EventId) -> &Event {
        &self.0.get(&id).unwrap_or_else(|| panic!("nobody has written {id}")).event
    }

    /// INVARIANT: what a record was given of others is what they say, and they happened before.
    pub(crate) fn check_given(&self, found: &Event) {
        for content in found.content.iter().filter(|content| content.role == ContentRole::Worklog) {
            let said = |known: &&Known| {
                let event = &known.event;
                let parent = event.subject.parent.as_ref().and_then(|parent| parent.id.as_ref());
                let is_it = event.subject.id == content.id && parent == found.subject.id.as_ref();
                is_it && event.actor.account_id == content.author && event.occurred < found.occurred
            };
            assert!(self.0.values().find(said).is_some(), "nobody has said {content:?} before {found:?}");
        }
    }

    pub(crate) fn is_acknowledged(&self, id: EventId) -> bool {
        self.0[&id].acknowledged.is_some()
    }

    pub(crate) fn events(&self) -> Vec<Event> {
        self.0.values().map(|known| known.event.clone()).collect()
    }

    /// What must be found, and what may be: what matches as it was written and (or) as compaction enriches it, without and
    /// (or) with what more is known. Only what
    /// was acknowledged by some time must be found.
    /// What retention may have dropped need not be found.
    pub(crate) fn expected(
        &self,
        question: &Question,
        acknowledged_by: i64,
        keeps: impl Fn(i64) -> bool,
    ) -> Expected {
        let events = self.events();
        let as_enriched = question.matching(events.iter().map(enriched).collect());
        let better: Vec<Event> = events
            .iter()
            .map(|event| if self.0[&event.id].amended.is_some() { amended(event) } else { event.clone() })
            .collect();
        let as_amended = question.matching(better.clone());
        let as_both = question.matching(better.iter().map(enriched).collect());
        let as_written = question.matching(events);
        let forms = [&as_written, &as_enriched, &as_amended, &as_both];
        let always = |id: &&EventId| forms.iter().all(|form| form.contains(*id));
        let in_time = |id: &&EventId| self.0[*id].acknowledged.is_some_and(|at| at <= acknowledged_by);
        let kept = |id: &&EventId| keeps(self.0[*id].event.occurred);
        Expected {
            must: as_written.iter().filter(always).filter(in_time).filter(kept).copied().collect(),
            may: forms.into_iter().flatten().copied().collect(),
        }
    }
}
