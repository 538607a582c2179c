//! Issue facts: what differs from what is known already. See README, "Facts".

use super::coder::{Coder, Slot};
use super::value::AsText;
use activity_event::{Change, IssueFacts, Status};
use std::collections::HashMap;

/// What both sides know of the statuses of a group: the category of each.
#[derive(Debug, Default)]
pub(crate) struct Categories(HashMap<String, String>);

/// Facts of one record: `known` is what they were after the record before of the same thread, if there was one.
pub(crate) fn row<C: Coder>(
    coder: &mut C,
    known: Option<&IssueFacts>,
    changes: &[Change],
    title: Option<&str>,
    categories: &mut Categories,
    facts: &mut Option<IssueFacts>,
) {
    let mut present = facts.is_some();
    coder.flag(Slot::FactsStep, 0, &mut present);
    if !present {
        *facts = None;
        return;
    }
    let is_first = u32::from(known.is_none());
    let mut expected = known.cloned().unwrap_or_default();
    if known.is_some() {
        expect(&mut expected, changes, categories);
    }
    // Most payloads repeat the title as the summary.
    if is_first == 1 || expected.summary.is_some() {
        expected.summary = title.map(str::to_owned);
    }
    let facts = facts.get_or_insert_with(IssueFacts::default);
    let mut mask = differences(&expected, facts);
    coder.symbol(Slot::FactsMask, is_first, &mut mask);
    let mut column = Columns { coder, mask, at: 0 };
    column.text(&mut facts.issue_type, expected.issue_type);
    column.text(&mut facts.status, expected.status);
    column.text(&mut facts.priority, expected.priority);
    column.text(&mut facts.resolution, expected.resolution);
    column.person(&mut facts.assignee, expected.assignee);
    column.person(&mut facts.reporter, expected.reporter);
    column.person(&mut facts.creator, expected.creator);
    column.text(&mut facts.labels, expected.labels);
    column.text(&mut facts.components, expected.components);
    column.text(&mut facts.fix_versions, expected.fix_versions);
    column.text(&mut facts.parent, expected.parent);
    column.text(&mut facts.summary, expected.summary);
    if let Some(Status { id: Some(id), category: Some(category), .. }) = &facts.status {
        categories.0.insert(id.clone(), category.clone());
    }
}

/// What the facts are after these changes, as far as that is easy to say.
fn expect(facts: &mut IssueFacts, changes: &[Change], categories: &Categories) {
    for change in changes {
        let field = change.field_id.as_deref().unwrap_or(&change.field);
        let named = || {
            let to = change.to.clone().unwrap_or_default();
            activity_event::Named { id: to.id, name: to.text }
        };
        match field {
            "status" => {
                if let Some(to) = &change.to {
                    let category = to.id.as_ref().and_then(|id| categories.0.get(id)).cloned();
                    facts.status = Some(Status { id: to.id.clone(), name: to.text.clone(), category });
                }
            }
            "assignee" => {
                let to = change.to.as_ref().and_then(|to| to.id.clone());
                facts.assignee = Some(to.unwrap_or_default());
            }
            "priority" => facts.priority = Some(named()),
            "resolution" => facts.resolution = Some(named()),
            _ => {}
        }
    }
}

/// A bit for each of the facts that differ, in the order of coding.
fn differences(a: &IssueFacts, b: &IssueFacts) -> u32 {
    let differ = [
        a.issue_type != b.issue_type,
        a.status != b.status,
        a.priority != b.priority,
        a.resolution != b.resolution,
        a.assignee != b.assignee,
        a.reporter != b.reporter,
        a.creator != b.creator,
        a.labels != b.labels,
        a.components != b.components,
        a.fix_versions != b.fix_versions,
        a.parent != b.parent,
        a.summary != b.summary,
    ];
    differ.iter().rev().fold(0, |mask, differs| mask << 1 | u32::from(*differs))
}

/// The facts one after the other.
struct Columns<'a, C> {
    coder: &'a mut C,
    mask: u32,
    at: u32,
}

impl<C: Coder> Columns<'_, C> {
    /// Whether the next fact is written out; else it is as expected.
    fn next(&mut self) -> Option<u32> {
        let at = self.at;
        self.at = at.wrapping_add(1);
        (self.mask >> at & 1 == 1).then_some(at)
    }

    fn text<T: AsText>(&mut self, fact: &mut Option<T>, expected: Option<T>) {
        let Some(at) = self.next() else {
            *fact = expected;
            return;
        };
        let mut text = fact.as_ref().map(AsText::to_text);
        self.coder.optional(Slot::Fact, at, &mut text);
        *fact = text.and_then(|text| {
            let fact = T::from_text(&text);
            if fact.is_none() {
                self.coder.fail();
            }
            fact
        });
    }

    fn person(&mut self, fact: &mut Option<String>, expected: Option<String>) {
        let Some(at) = self.next() else {
            *fact = expected;
            return;
        };
        let mut present = fact.is_some();
        self.coder.flag(Slot::Presence, at, &mut present);
        if present {
            self.coder.person(at, fact.get_or_insert_default());
        } else {
            *fact = None;
        }
    }
}
