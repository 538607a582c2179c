//! When the log hears of one event twice, the record takes in what the other copy knows better.
//!
//! | part | what becomes of it |
//! | --- | --- |
//! | actor | the surer one (unknown < inferred < stated); of two that are as sure, the present one. A person turns out to be an app, automation or customer when a copy says so of the same account |
//! | action | `….updated` becomes the more exact action of the same family, e.g. `person.deactivated` |
//! | container, subject, issue facts, revision | what is not known is filled in; what is known stays |
//! | changes, content | what is not there is added; a value before the event that was not known is filled in |
//! | reading, raw | the better reading; a kept payload stays kept |
//! | id, times, product, provenance, source | stay |
//!
//! Nothing is ever taken away, so copies may come in any order and any number of times: a weaker copy changes nothing.

use crate::{
    Actor, ActorKind, Certainty, Change, Container, Content, Event, IssueFacts, Parent, Subject, Value,
};

impl Event {
    /// Takes in what another copy of this record knows better; tells whether there was anything. See the module.
    pub fn improve(&mut self, other: &Self) -> bool {
        let mut better = self.actor.improve(&other.actor);
        if self.action.verb() == "updated"
            && other.action.verb() != "updated"
            && self.action.family() == other.action.family()
        {
            self.action = other.action;
            better = true;
        }
        better |= fill(&mut self.revision, other.revision.as_ref());
        better |= self.learn_container(other.container.as_ref());
        better |= self.subject.learn(&other.subject);
        better |= self.learn_facts(other.issue.as_ref());
        for change in &other.changes {
            better |= self.add_change(change);
        }
        for content in &other.content {
            better |= self.add_content(content);
        }
        if other.reading < self.reading {
            self.reading = other.reading;
            better = true;
        }
        better |= fill(&mut self.raw, other.raw.as_ref());
        if !self.reading.is_full() {
            better |= fill(&mut self.problem, other.problem.as_ref());
        }
        better
    }

    /// Takes in the project or space, or what is not known of it yet; tells whether there was anything.
    pub fn learn_container(&mut self, other: Option<&Container>) -> bool {
        let Some(other) = other else { return false };
        match &mut self.container {
            Some(own) if own.kind == other.kind && own.id == other.id => {
                fill(&mut own.key, other.key.as_ref()) | fill(&mut own.name, other.name.as_ref())
            }
            Some(_) => false,
            none => fill(none, Some(other)),
        }
    }

    /// Takes in facts of the issue that are not known yet; tells whether there were any.
    pub fn learn_facts(&mut self, other: Option<&IssueFacts>) -> bool {
        let Some(other) = other else { return false };
        match &mut self.issue {
            Some(own) => own.learn(other),
            none => fill(none, Some(other)),
        }
    }

    /// Adds a change that the record does not tell yet; tells whether it did not.
    pub fn add_change(&mut self, change: &Change) -> bool {
        if let Some(own) = self.changes.iter_mut().find(|own| own.tells(change)) {
            return fill(&mut own.field_id, change.field_id.as_ref());
        }
        match self.changes.iter_mut().find(|own| change.tells(own)) {
            Some(own) => {
                let field_id = own.field_id.take().or_else(|| change.field_id.clone());
                *own = Change { field_id, field: own.field.clone(), ..change.clone() };
            }
            None => self.changes.push(change.clone()),
        }
        true
    }

    /// Adds a text that the record does not have yet; tells whether it did not.
    pub fn add_content(&mut self, content: &Content) -> bool {
        if let Some(own) = self.content.iter_mut().find(|own| own.is_version_of(content)) {
            let mut better = false;
            if own.text.is_empty() && !content.text.is_empty() {
                own.text.clone_from(&content.text);
                better = true;
            }
            better |= fill(&mut own.original, content.original.as_ref());
            better |= fill(&mut own.author, content.author.as_ref());
            better |= fill(&mut own.id, content.id.as_ref());
            better |= fill(&mut own.at, content.at.as_ref());
            better |= fill(&mut own.title, content.title.as_ref());
            return better | fill(&mut own.visibility, content.visibility.as_ref());
        }
        self.content.push(content.clone());
        true
    }
}

impl Actor {
    /// Takes in what another statement about the same act knows better; tells whether there was anything.
    pub fn improve(&mut self, other: &Self) -> bool {
        let same = self.account_id.is_some() && self.account_id == other.account_id;
        let plain = |actor: &Self| matches!(actor.kind, ActorKind::Person | ActorKind::Unknown);
        if other.certainty.rank() > self.certainty.rank() {
            let kind = if same && plain(other) && !plain(self) { self.kind } else { other.kind };
            *self = Self { kind, ..other.clone() };
            return true;
        }
        let told = matches!(other.kind, ActorKind::App | ActorKind::Automation | ActorKind::Customer);
        let better = same && told && plain(self);
        if better {
            self.kind = other.kind;
        }
        better
    }
}

impl Certainty {
    /// How sure it is: the higher, the surer.
    #[must_use]
    pub fn rank(self) -> u8 {
        match self {
            Self::Unknown => 0,
            Self::Inferred => 1,
            Self::Stated => 2,
        }
    }
}

impl Subject {
    fn learn(&mut self, other: &Self) -> bool {
        if self.kind != other.kind || conflict(self.id.as_ref(), other.id.as_ref()) {
            return false;
        }
        let mut better = fill(&mut self.id, other.id.as_ref());
        better |= fill(&mut self.key, other.key.as_ref());
        better |= fill(&mut self.title, other.title.as_ref());
        let Some(theirs) = &other.parent else { return better };
        better
            | match &mut self.parent {
                Some(own) => own.learn(theirs),
                none => fill(none, Some(theirs)),
            }
    }
}

impl IssueFacts {
    /// Takes in what is not known yet of the same issue; tells whether there was anything.
    pub fn learn(&mut self, other: &Self) -> bool {
        fill(&mut self.issue_type, other.issue_type.as_ref())
            | fill(&mut self.status, other.status.as_ref())
            | fill(&mut self.priority, other.priority.as_ref())
            | fill(&mut self.resolution, other.resolution.as_ref())
            | fill(&mut self.assignee, other.assignee.as_ref())
            | fill(&mut self.reporter, other.reporter.as_ref())
            | fill(&mut self.creator, other.creator.as_ref())
            | fill(&mut self.labels, other.labels.as_ref())
            | fill(&mut self.components, other.components.as_ref())
            | fill(&mut self.fix_versions, other.fix_versions.as_ref())
            | fill(&mut self.parent, other.parent.as_ref())
            | fill(&mut self.summary, other.summary.as_ref())
    }
}

impl Parent {
    /// Takes in what is not known yet of the same thing; tells whether there was anything.
    pub fn learn(&mut self, other: &Self) -> bool {
        if self.kind != other.kind || conflict(self.id.as_ref(), other.id.as_ref()) {
            return false;
        }
        fill(&mut self.id, other.id.as_ref())
            | fill(&mut self.key, other.key.as_ref())
            | fill(&mut self.title, other.title.as_ref())
    }
}

impl Change {
    /// Whether this change says all that the other one does.
    ///
    /// A value before the event that the other one does not know (none, or one without id and text) is said by any. What became
    /// empty is another thing than what became something.
    #[must_use]
    pub fn tells(&self, other: &Self) -> bool {
        let same_field = match (&self.field_id, &other.field_id) {
            (Some(own), Some(theirs)) => own == theirs,
            _ => self.field.eq_ignore_ascii_case(&other.field),
        };
        let from = match (&self.from, &other.from) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(own), Some(theirs)) => own.tells(theirs),
        };
        let to = match (&self.to, &other.to) {
            (None, None) => true,
            (Some(own), Some(theirs)) => own.tells(theirs),
            _ => false,
        };
        same_field && from && to
    }
}

impl Value {
    /// Whether this value says all that the other one does.
    fn tells(&self, other: &Self) -> bool {
        (other.id.is_none() || self.id == other.id) && (other.text.is_none() || self.text == other.text)
    }
}

impl Content {
    /// Whether both are the same text, of which one copy may know less.
    fn is_version_of(&self, other: &Self) -> bool {
        self.role == other.role
            && (self.text == other.text || self.text.is_empty() || other.text.is_empty())
            && !conflict(self.author.as_ref(), other.author.as_ref())
            && !conflict(self.visibility.as_ref(), other.visibility.as_ref())
            && !conflict(self.original.as_ref(), other.original.as_ref())
            && !conflict(self.id.as_ref(), other.id.as_ref())
    }
}

/// Whether both are known and differ.
fn conflict(own: Option<&String>, other: Option<&String>) -> bool {
    own.is_some_and(|own| other.is_some_and(|other| own != other))
}

/// Fills in what is not known; tells whether it was not.
fn fill<T: Clone>(own: &mut Option<T>, other: Option<&T>) -> bool {
    let better = own.is_none() && other.is_some();
    if better {
        *own = other.cloned();
    }
    better
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Action, ContentRole, Reading};

    fn change(from: Option<Value>, to: Option<Value>) -> Change {
        Change { field_id: Some("status".into()), field: "status".into(), from, to }
    }

    fn assert_improves(before: &Event, other: &Event, after: &Event) {
        let mut event = before.clone();
        assert!(event.improve(other));
        assert_eq!(&event, after);
        for weaker in [other, before, after] {
            assert!(!event.improve(weaker), "{weaker:?}");
        }
        assert_eq!(&event, after);
    }

    #[test]
    fn the_surer_actor_wins_and_stays() {
        let event = |actor| Event { actor, ..Event::blank() };
        let (unknown, inferred) = (event(Actor::unknown()), event(Actor::inferred("a", "x")));
        let stated = event(Actor::stated("b"));
        assert_improves(&unknown, &inferred, &inferred);
        assert_improves(&inferred, &stated, &stated);
        assert!(!inferred.clone().improve(&event(Actor::inferred("b", "y"))));
        assert!(!stated.clone().improve(&event(Actor::stated("a"))));
    }

    #[test]
    fn an_account_that_is_an_app_stays_one() {
        let actor = |kind, actor: Actor| Event { actor: Actor { kind, ..actor }, ..Event::blank() };
        let person = actor(ActorKind::Person, Actor::stated("a"));
        let app = actor(ActorKind::App, Actor::inferred("a", "x"));
        let both = actor(ActorKind::App, Actor::stated("a"));
        assert_improves(&person, &app, &both);
        assert_improves(&app, &person, &both);
        assert!(!actor(ActorKind::Person, Actor::stated("b")).improve(&app));
    }

    #[test]
    fn a_value_before_that_was_not_known_is_filled_in() {
        let done = Some(Value { id: Some("3".into()), text: Some("Done".into()) });
        let event =
            |from, to: &Option<Value>| Event { changes: vec![change(from, to.clone())], ..Event::blank() };
        let full = event(Some(Value::text("To Do")), &done);
        assert_improves(&event(None, &done), &full, &full);
        assert_improves(&event(Some(Value::default()), &done), &full, &full);
        // What became empty is another change.
        let mut emptied = event(Some(Value::text("To Do")), &None);
        assert!(emptied.improve(&full));
        assert_eq!(emptied.changes.len(), 2);
    }

    #[test]
    fn texts_are_added_and_none_is_replaced() {
        let body = |text: &str| Content::plain(ContentRole::Body, text);
        let event = |content: &[Content]| Event { content: content.to_vec(), ..Event::blank() };
        let authored = |text| Content { author: Some("a".into()), ..body(text) };
        assert_improves(&event(&[authored("")]), &event(&[body("x")]), &event(&[authored("x")]));
        assert_improves(&event(&[body("x")]), &event(&[authored("")]), &event(&[authored("x")]));
        assert_improves(&event(&[body("x")]), &event(&[body("y")]), &event(&[body("x"), body("y")]));
        let previous = Content::plain(ContentRole::PreviousBody, "x");
        let both = event(&[body("x"), previous.clone()]);
        assert_improves(&event(&[body("x")]), &event(&[previous]), &both);
    }

    #[test]
    fn a_better_reading_keeps_the_payload() {
        let kept = Event {
            reading: Reading::Envelope,
            raw: Some("{}".into()),
            problem: Some("p".into()),
            ..Event::blank()
        };
        let read = Event { changes: vec![change(None, Some(Value::text("x")))], ..Event::blank() };
        let both =
            Event { reading: Reading::Full, ..Event { changes: read.changes.clone(), ..kept.clone() } };
        assert_improves(&kept, &read, &both);
    }

    #[test]
    fn an_update_becomes_what_it_was() {
        let event = |action| Event { action: Action::named(action), ..Event::blank() };
        assert_improves(&event("person.updated"), &event("person.deactivated"), &event("person.deactivated"));
        assert!(!event("person.updated").improve(&event("issue.deleted")));
    }

    #[test]
    fn what_is_known_of_the_issue_is_filled_in_and_never_replaced() {
        let facts = |summary: Option<&str>, parent: Option<&str>| Event {
            issue: Some(IssueFacts {
                summary: summary.map(str::to_owned),
                parent: parent.map(str::to_owned),
                ..IssueFacts::default()
            }),
            ..Event::blank()
        };
        assert_improves(
            &facts(Some("a"), None),
            &facts(Some("b"), Some("PAY-1")),
            &facts(Some("a"), Some("PAY-1")),
        );
    }
}
