//! The texts that `~` searches.

use super::Presence;
use super::issue::{fact, issue_name};
use super::values::visit;
use crate::Field;
use crate::fold::fold;
use crate::text::words;
use activity_event::Event;

/// Whether the field has any text.
pub(super) fn presence(field: Field, event: &Event) -> Presence {
    match field {
        Field::Summary => match summary(event) {
            Ok("") => Presence::Empty,
            Ok(_) => Presence::Known,
            Err(presence) => presence,
        },
        Field::Content | Field::Text => {
            if any(field, event, &mut |text| !text.is_empty()) {
                Presence::Known
            } else {
                Presence::Empty
            }
        }
        Field::Issue => match issue_name(event) {
            None => Presence::Empty,
            Some(issue) if issue.key.is_none() => Presence::Open,
            Some(_) => Presence::Known,
        },
        other => visit(other, event, &mut |_| {}),
    }
}

/// Whether the test holds for any text of the field.
pub(super) fn any(field: Field, event: &Event, test: &mut dyn FnMut(&str) -> bool) -> bool {
    let subject = &event.subject;
    let mut holds = |text: Option<&String>| text.is_some_and(|text| test(text));
    match field {
        Field::Summary => summary(event).is_ok_and(test),
        Field::Content => event.content.iter().any(|content| test(&content.text)),
        Field::Subject => holds(subject.title.as_ref()) || holds(subject.key.as_ref()),
        Field::Issue => issue_name(event).and_then(|issue| issue.key).is_some_and(test),
        Field::ChangedFrom => event
            .changes
            .iter()
            .any(|change| holds(change.from.as_ref().and_then(|value| value.text.as_ref()))),
        Field::ChangedTo => {
            event.changes.iter().any(|change| holds(change.to.as_ref().and_then(|value| value.text.as_ref())))
        }
        Field::Text => {
            let parent = subject.parent.as_ref().and_then(|parent| parent.title.as_ref());
            let facts = event.issue.as_ref().and_then(|facts| facts.summary.as_ref());
            [subject.title.as_ref(), parent, facts].into_iter().any(&mut holds)
                || event.content.iter().any(|content| holds(Some(&content.text)))
                || event.changes.iter().any(|change| {
                    let sides = [change.from.as_ref(), change.to.as_ref()];
                    sides.into_iter().flatten().any(|value| holds(value.text.as_ref()))
                })
        }
        _ => false,
    }
}

/// Shows every word, in lower case, of the texts that a search in `text`, `content` or the subject looks at; some more than once.
pub fn each_word(event: &Event, see: &mut dyn FnMut(&str)) {
    for field in [Field::Text, Field::Subject] {
        any(field, event, &mut |text| {
            words(text).for_each(|word| see(&fold(word)));
            false
        });
    }
}

/// The issue's summary: as the payload has it, else the title of the issue.
fn summary(event: &Event) -> Result<&str, Presence> {
    let title = issue_name(event).and_then(|issue| issue.title);
    fact(event, |facts| facts.summary.as_deref()).or_else(|presence| title.ok_or(presence))
}
