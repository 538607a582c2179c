//! Records of all shapes.

use activity_event::{
    Action, Actor, ActorKind, Certainty, Change, Container, ContainerKind, Content, ContentRole, Event,
    EventId, IssueFacts, Named, Parent, Product, Provenance, Reading, Status, Subject, SubjectKind, Value,
};
use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::*;
use proptest::sample::select;

/// Texts: repeated ones, numbers, odd ones.
pub(crate) fn text() -> BoxedStrategy<String> {
    prop_oneof![
        4 => select(vec!["", "Done", "To Do", "10001", "PAY-12", "Fix the bug, in  Foo:bar (x).", "a"]).prop_map(str::to_owned),
        1 => "[ -~]{0,60}",
        1 => "\\PC{0,12}",
        1 => any::<u32>().prop_map(|n| n.to_string()),
        1 => select(vec!["\u{1}", "\u{2}x\u{3}", "\n", "007", "\"", "99999999999999999999999"]).prop_map(str::to_owned),
    ]
    .boxed()
}

fn account() -> BoxedStrategy<String> {
    prop_oneof![
        6 => (0_u8..9).prop_map(|n| format!("557058:00000000-0000-0000-0000-00000000000{n}")),
        1 => text(),
    ]
    .boxed()
}

fn id() -> BoxedStrategy<Option<String>> {
    weighted(0.8, prop_oneof![3 => (10_000_u32..10_050).prop_map(|n| n.to_string()), 1 => text()]).boxed()
}

fn named() -> BoxedStrategy<Named> {
    (of(text()), of(text())).prop_map(|(id, name)| Named { id, name }).boxed()
}

fn value() -> BoxedStrategy<Value> {
    prop_oneof![
        (of(text()), of(text())).prop_map(|(id, text)| Value { id, text }),
        account().prop_map(Value::id),
    ]
    .boxed()
}

fn change() -> BoxedStrategy<Change> {
    let field = select(vec!["status", "assignee", "priority", "resolution", "labels", "Story Points", ""]);
    (of(field.clone()), field, of(value()), of(value()))
        .prop_map(|(id, name, from, to)| Change {
            field_id: id.map(str::to_owned),
            field: name.to_owned(),
            from,
            to,
        })
        .boxed()
}

fn facts() -> BoxedStrategy<IssueFacts> {
    let status = (of(text()), of(text()), of(select(vec!["new", "done", ""])));
    let status =
        status.prop_map(|(id, name, category)| Status { id, name, category: category.map(str::to_owned) });
    let people = (of(account()), of(account()), of(account()));
    let lists = (of(vec(text(), 0..3)), of(vec(named(), 0..3)), of(vec(named(), 0..2)));
    let rest = (of(text()), of(text()));
    (of(named()), of(status), of(named()), of(named()), people, lists, rest)
        .prop_map(|(issue_type, status, priority, resolution, people, lists, rest)| IssueFacts {
            issue_type,
            status,
            priority,
            resolution,
            assignee: people.0,
            reporter: people.1,
            creator: people.2,
            labels: lists.0,
            components: lists.1,
            fix_versions: lists.2,
            parent: rest.0,
            summary: rest.1,
        })
        .boxed()
}

fn subject() -> BoxedStrategy<Subject> {
    let kind = select(SubjectKind::ALL);
    let parent = (select(SubjectKind::ALL), id(), of(text()), of(text()))
        .prop_map(|(kind, id, key, title)| Parent { kind, id, key, title });
    (kind, id(), of(text()), of(text()), weighted(0.4, parent))
        .prop_map(|(kind, id, key, title, parent)| Subject { kind, id, key, title, parent })
        .boxed()
}

fn container() -> BoxedStrategy<Container> {
    let kind = select(vec![ContainerKind::Project, ContainerKind::Space]);
    let id = (0_u8..4).prop_map(|n| format!("1000{n}"));
    (kind, id, of(select(vec!["PAY", "OPS", ""])), of(text()))
        .prop_map(|(kind, id, key, name)| Container { kind, id, key: key.map(str::to_owned), name })
        .boxed()
}

fn content() -> BoxedStrategy<Content> {
    let more = weighted(0.3, (id(), weighted(0.5, time()), of(text())));
    (select(ContentRole::ALL), text(), of(text()), of(account()), of(text()), more)
        .prop_map(|(role, text, original, author, visibility, more)| {
            let (id, at, title) = more.unwrap_or_default();
            Content { role, text, original, author, visibility, id, at, title }
        })
        .boxed()
}

fn actor() -> BoxedStrategy<Actor> {
    (of(account()), select(ActorKind::ALL), select(Certainty::ALL), weighted(0.2, text()))
        .prop_map(|(account_id, kind, certainty, inferred_from)| Actor {
            account_id,
            kind,
            certainty,
            inferred_from,
        })
        .boxed()
}

/// A time: mostly within a week, sometimes anywhere.
fn time() -> BoxedStrategy<i64> {
    prop_oneof![
        20 => 1_763_913_600_000_i64..1_764_500_000_000,
        5 => (1_763_913_600..1_764_500_000_i64).prop_map(|second| second * 1_000),
        1 => -8_640_000_000_000_000_i64..8_640_000_000_000_000,
    ]
    .boxed()
}

/// A record.
pub(crate) fn event() -> BoxedStrategy<Event> {
    let head = (any::<u128>(), of(text()), time(), -5_000_i64..90_000, 0_u8..3);
    let kinds = (select(Product::ALL), 0_usize..40, select(Provenance::ALL), 0_u8..4);
    let body = (
        weighted(0.8, container()),
        subject(),
        weighted(0.6, facts()),
        vec(change(), 0..4),
        vec(content(), 0..3),
    );
    let rest = (weighted(0.1, text()), weighted(0.1, text()));
    (head, kinds, actor(), body, rest)
        .prop_map(|(head, kinds, actor, body, rest)| {
            let action = Action::all().nth(kinds.1).unwrap_or(Action::UNREADABLE);
            let mut event = Event {
                id: EventId::from_u128(head.0),
                revision: head.1,
                occurred: head.2,
                recorded: head.2 + head.3,
                product: kinds.0,
                action,
                actor,
                container: body.0,
                subject: body.1,
                issue: body.2,
                changes: body.3,
                content: body.4,
                provenance: kinds.2,
                source: format!("avi:jira:source:{}", kinds.3),
                reading: if kinds.3 == 0 { Reading::Envelope } else { Reading::Full },
                problem: rest.0,
                raw: rest.1,
            };
            // Some ids are derived as the normalizer derives them.
            if let (1, Some(subject)) = (head.4, event.subject.id.clone()) {
                event.id = EventId::derive(&[event.action.name(), &subject]);
            }
            event
        })
        .boxed()
}
