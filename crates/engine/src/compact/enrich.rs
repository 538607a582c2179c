//! What other records and Jira know of an issue, filled in where a record does not say.

use crate::answer::{IssueLookup, IssueLookups};
use activity_event::{Container, ContainerKind, Event, SubjectKind};
use std::collections::BTreeMap;

/// The issue a record is about, or that its subject belongs to.
fn issue_id(event: &Event) -> Option<&str> {
    if event.subject.kind == SubjectKind::Issue {
        return event.subject.id.as_deref();
    }
    let parent = event.subject.parent.as_ref()?;
    if parent.kind == SubjectKind::Issue { parent.id.as_deref() } else { None }
}

/// What a record says of its issue.
#[derive(Debug, Clone, Default)]
struct Knowledge {
    occurred: i64,
    container: Option<Container>,
    key: Option<String>,
    title: Option<String>,
}

impl Knowledge {
    fn of(event: &Event) -> Self {
        let (key, title) = if event.subject.kind == SubjectKind::Issue {
            (event.subject.key.clone(), event.subject.title.clone())
        } else {
            let parent = event.subject.parent.as_ref();
            (parent.and_then(|parent| parent.key.clone()), parent.and_then(|parent| parent.title.clone()))
        };
        Self { occurred: event.occurred, container: event.container.clone(), key, title }
    }

    fn of_lookup(lookup: &IssueLookup) -> Self {
        let container = lookup.project_id.clone().map(|id| Container {
            kind: ContainerKind::Project,
            id,
            key: lookup.project_key.clone(),
            name: lookup.project_name.clone(),
        });
        Self { occurred: 0, container, key: lookup.key.clone(), title: lookup.title.clone() }
    }

    /// The container, if more than its id is known: attachments and links come with the id alone.
    fn named_container(&self) -> Option<&Container> {
        self.container.as_ref().filter(|container| container.key.is_some())
    }

    fn is_enough(&self) -> bool {
        self.named_container().is_some() && self.key.is_some()
    }
}

/// What is known of issues, and of the projects and spaces that records are in.
#[derive(Debug, Default)]
pub(super) struct Issues {
    siblings: BTreeMap<String, Vec<Knowledge>>,
    lookups: BTreeMap<String, Knowledge>,
    /// What projects and spaces were called, by id, whenever that changed.
    places: BTreeMap<String, Vec<(i64, Container)>>,
}

impl Issues {
    /// Takes in what these records say.
    pub(super) fn learn<'a>(&mut self, events: impl IntoIterator<Item = &'a Event>) {
        for event in events {
            self.learn_place(event);
            let Some(id) = issue_id(event) else { continue };
            let knowledge = Knowledge::of(event);
            if knowledge.container.is_some() || knowledge.key.is_some() || knowledge.title.is_some() {
                self.siblings.entry(id.to_owned()).or_default().push(knowledge);
            }
        }
    }

    fn learn_place(&mut self, event: &Event) {
        let Some(container) = event.container.as_ref().filter(|container| container.key.is_some()) else {
            return;
        };
        let known = self.places.entry(container.id.clone()).or_default();
        if known.last().is_none_or(|(_, last)| last != container) {
            known.push((event.occurred, container.clone()));
        }
    }

    /// Takes in what Jira says.
    pub(super) fn learn_lookups(&mut self, lookups: &IssueLookups) {
        for (id, lookup) in lookups {
            if let Some(lookup) = lookup {
                self.lookups.insert(id.clone(), Knowledge::of_lookup(lookup));
            }
        }
    }

    /// Ids of issues that one of these records needs to know more of than other records say.
    pub(super) fn unknown<'a>(&self, events: impl IntoIterator<Item = &'a Event>) -> Vec<String> {
        let mut ids: Vec<String> = events
            .into_iter()
            .filter_map(|event| {
                let mut filled = event.clone();
                self.fill(&mut filled);
                let id = issue_id(&filled)?;
                (!Knowledge::of(&filled).is_enough()).then(|| id.to_owned())
            })
            .collect();
        ids.sort();
        ids.dedup();
        ids
    }

    /// Fills in what the record does not say: from the record of the same issue that is nearest in time, then from Jira, then
    /// from other records in the same project.
    pub(super) fn fill(&self, event: &mut Event) {
        self.fill_of_issue(event);
        let Some(container) = event.container.as_mut().filter(|container| container.key.is_none()) else {
            return;
        };
        let known = self.places.get(&container.id).into_iter().flatten();
        let same = known.filter(|(_, known)| known.kind == container.kind);
        // The last name before, or else the first one after.
        let nearest = same
            .max_by_key(|(at, _)| (*at <= event.occurred, std::cmp::Reverse(at.abs_diff(event.occurred))));
        if let Some((_, named)) = nearest {
            container.key.clone_from(&named.key);
            container.name = container.name.take().or_else(|| named.name.clone());
        }
    }

    fn fill_of_issue(&self, event: &mut Event) {
        let Some(id) = issue_id(event).map(str::to_owned) else { return };
        let own = Knowledge::of(event);
        if own.is_enough() && own.title.is_some() {
            return;
        }
        let siblings = self.siblings.get(&id).map(Vec::as_slice).unwrap_or_default();
        let lookup = self.lookups.get(&id);
        if event.container.is_none() {
            event.container = nearest(siblings, event.occurred, |k| k.container.as_ref())
                .or_else(|| lookup?.container.as_ref())
                .cloned();
        }
        if let Some(container) = event.container.as_mut().filter(|container| container.key.is_none()) {
            let same = |known: &&Container| known.id == container.id;
            let named = nearest(siblings, event.occurred, |k| k.named_container().filter(same))
                .or_else(|| lookup?.named_container().filter(same));
            if let Some(named) = named {
                container.key.clone_from(&named.key);
                container.name = container.name.take().or_else(|| named.name.clone());
            }
        }
        let key = own.key.or_else(|| {
            nearest(siblings, event.occurred, |k| k.key.as_ref()).or_else(|| lookup?.key.as_ref()).cloned()
        });
        let title = own.title.or_else(|| {
            nearest(siblings, event.occurred, |k| k.title.as_ref())
                .or_else(|| lookup?.title.as_ref())
                .cloned()
        });
        if event.subject.kind == SubjectKind::Issue {
            (event.subject.key, event.subject.title) = (key, title);
        } else if let Some(parent) = &mut event.subject.parent {
            (parent.key, parent.title) = (key, title);
        }
    }
}

/// What the record nearest in time says; of two equally near, the earlier one.
fn nearest<'a, T>(
    siblings: &'a [Knowledge],
    occurred: i64,
    of: impl Fn(&'a Knowledge) -> Option<&'a T>,
) -> Option<&'a T> {
    siblings
        .iter()
        .filter_map(|known| Some((known.occurred.abs_diff(occurred), known.occurred, of(known)?)))
        .min_by_key(|(distance, at, _)| (*distance, *at))
        .map(|(_, _, found)| found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(occurred: i64, id: &str, key: Option<&str>) -> Event {
        let container = Container {
            kind: ContainerKind::Project,
            id: id.to_owned(),
            key: key.map(str::to_owned),
            name: key.map(str::to_lowercase),
        };
        Event { occurred, container: Some(container), ..Event::blank() }
    }

    fn key_of(issues: &Issues, mut event: Event) -> Option<String> {
        issues.fill(&mut event);
        event.container?.key
    }

    #[test]
    fn a_project_known_by_its_id_is_called_as_other_records_of_the_time_call_it() {
        let mut issues = Issues::default();
        issues.learn(&[
            record(10, "1", Some("OLD")),
            record(20, "1", Some("OLD")),
            record(30, "1", Some("NEW")),
        ]);
        assert_eq!(key_of(&issues, record(5, "1", None)).as_deref(), Some("OLD"));
        assert_eq!(key_of(&issues, record(28, "1", None)).as_deref(), Some("OLD"));
        assert_eq!(key_of(&issues, record(90, "1", None)).as_deref(), Some("NEW"));
        assert_eq!(key_of(&issues, record(90, "1", Some("OWN"))).as_deref(), Some("OWN"));
        assert_eq!(key_of(&issues, record(12, "2", None)), None);
    }

    #[test]
    fn a_space_is_no_project() {
        let mut issues = Issues::default();
        issues.learn(&[record(10, "1", Some("PAY"))]);
        let mut space = record(10, "1", None);
        if let Some(container) = &mut space.container {
            container.kind = ContainerKind::Space;
        }
        assert_eq!(key_of(&issues, space), None);
    }
}
